// Finds objects that a history refers to but the repository does not have.
import type { Tips } from './tips.ts';
import type { NotLookedAt } from '../model/finding.ts';
import { worktreeFolders } from '../git/worktree-layout.ts';
import type { Repository } from '../git/repository.ts';
import { gitFolderContext, tooOld, tryGit, type GitResult } from '../git/run-git.ts';
import type { ObjectTable } from '../packs/object-table.ts';
import { count } from '../text/numbers.ts';
import type { ReadResult } from './read-result.ts';

/** Missing objects listed in a message; the others are only counted. */
const MAX_LISTED = 5;
const REFETCH = 'git fetch --refetch --no-filter (a partial clone), or clone again; "git fsck" lists what is damaged';

/** The tips as git lists them. */
interface ListedTips extends Omit<Tips, 'isComplete'> {
  /** Ids of the objects of all refs, in binary: there may be tens of thousands. */
  readonly refs: Uint8Array;
}

export interface TipListing {
  readonly listed: Promise<ListedTips>;
  readonly stop: () => void;
}

/** Starts git to list the tips of the history in the background; `stop` ends it. */
export function startTipListing(repository: Repository, signal: AbortSignal): TipListing {
  const stopping = new AbortController();
  const listed = listTwice({
    ...repository,
    git: { ...repository.git, signal: AbortSignal.any([signal, stopping.signal]) },
  });
  // Handled when it is awaited; without this, Node would report an unhandled rejection.
  listed.catch(() => undefined);
  return { listed, stop: () => stopping.abort() };
}

/**
 * Lists the tips, a second time if git failed because objects moved.
 * @throws Failure if git is too old
 */
async function listTwice(repository: Repository): Promise<ListedTips> {
  const first = await listTips(repository);
  if (first.unlisted.length === 0) return first;
  const old = await tooOld(repository.git);
  if (old !== undefined) throw old;
  return listTips(repository);
}

async function listTips(repository: Repository): Promise<ListedTips> {
  // In parallel: each process takes longer to start than to run. Refs are only listed: there may be tens of thousands,
  // one for each pull request, and rev-list would read the commit of each.
  const [listed, refs, indexes] = await Promise.all([
    tryGit(repository.git, ['rev-list', '--exclude=refs/*', '--all', '--reflog', '--no-walk=unsorted']),
    tryGit(repository.git, ['for-each-ref', '--format=%(objectname)']),
    listIndexes(repository),
  ]);
  const staged = new Map<string, { path: string; root: string }>();
  for (const { root, result } of indexes)
    for (const entry of result.stdout.toString('utf8').split('\0')) {
      const [mode = '', oid = ''] = entry.split(' ');
      if (entry !== '' && mode !== '160000' && !staged.has(oid))
        staged.set(oid, { path: entry.slice(entry.indexOf('\t') + 1), root });
    }
  return {
    commits: lines(listed.stdout),
    refs: Buffer.from(refs.stdout.toString('latin1').replaceAll('\n', ''), 'hex'),
    staged,
    unlisted: [listed, refs, ...indexes.map(({ result }) => result)].flatMap(failureOf),
  };
}

/** The index of the current working tree at once, then those of others in turn: there may be a hundred. */
async function listIndexes(
  repository: Repository,
): Promise<readonly { readonly root: string; readonly result: GitResult }[]> {
  const indexes: { root: string; result: GitResult }[] = [];
  for (const { folder, root, isCurrent } of await worktreeFolders(repository)) {
    const context =
      isCurrent && !repository.bare
        ? repository.git
        : { ...repository.git, ...gitFolderContext(folder, repository.git.env, repository.git.signal) };
    indexes.push({ root, result: await tryGit(context, ['ls-files', '-s', '-z', '--full-name', '--', ':/']) });
  }
  return indexes;
}

export function findTips({ commits, refs, staged, unlisted }: ListedTips, objectTable: ObjectTable): Tips {
  const isPresent = (oid: string) => objectTable.findHex(oid) >= 0;
  const isComplete =
    areAllPresent(refs, objectTable) && commits.every(isPresent) && [...staged.keys()].every(isPresent);
  return { commits, staged, isComplete: unlisted.length === 0 && isComplete, unlisted };
}

function failureOf({ code, stderr }: GitResult): string[] {
  return code === 0 ? [] : [stderr.split('\n').find((line) => line !== '') ?? `git ended with ${code}`];
}

function areAllPresent(ids: Uint8Array, objectTable: ObjectTable): boolean {
  for (let at = 0; at < ids.length; at += objectTable.hashLength) if (objectTable.find(ids, at) < 0) return false;
  return true;
}

function lines(output: Buffer): string[] {
  return output
    .toString('latin1')
    .split('\n')
    .filter((line) => line !== '');
}

/**
 * Finds objects that the history refers to and the repository does not have. The walk has recorded all references, so
 * usually the answer is known: none. An unreachable object may refer to objects that were removed legitimately. So
 * unless the clone is partial, git is asked what is missing from branches and tags.
 */
export async function findMissing(
  repository: Repository,
  readResult: ReadResult,
  tips: Tips,
  isPartialClone: boolean,
): Promise<NotLookedAt[]> {
  const { missing } = readResult;
  if (missing.size === 0 && tips.isComplete) return [];
  if (isPartialClone && tips.isComplete) return [missingObjects(repository, [...missing].sort())];
  const reported = await findMissingByGit(repository);
  // git may find nothing missing from the tips it can list; that proves nothing about the others.
  return reported.length > 0
    ? reported
    : tips.unlisted.map((message) => ({
        path: repository.root,
        reason: `history cannot be listed whole: ${message}`,
        remedy: 'git fsck',
      }));
}

function missingObjects(repository: Repository, missing: readonly string[]): NotLookedAt {
  const listed = `${missing.slice(0, MAX_LISTED).join(', ')}${missing.length > MAX_LISTED ? ', …' : ''}`;
  return { path: repository.root, reason: `${count(missing.length, 'object')} missing: ${listed}`, remedy: REFETCH };
}

/** Asks git, which walks every tree. That takes longer than our own read of all objects. */
async function findMissingByGit(repository: Repository): Promise<NotLookedAt[]> {
  const result = await tryGit(repository.git, [
    'rev-list',
    '--all',
    '--reflog',
    '--indexed-objects',
    '--objects',
    '--quiet',
    '--missing=print',
  ]);
  const missing = lines(result.stdout)
    .filter((line) => line.startsWith('?'))
    .map((line) => line.slice(1).split(' ')[0] ?? '');
  const found = missing.length > 0 ? [missingObjects(repository, missing)] : [];
  if (result.code === 0) return found;
  const message =
    result.stderr.split('\n').find((line) => /^(fatal|error)/.test(line)) ?? `git rev-list ended with ${result.code}`;
  return [...found, { path: repository.root, reason: `history cannot be walked: ${message}`, remedy: 'git fsck' }];
}
