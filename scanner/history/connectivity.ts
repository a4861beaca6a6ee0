import type { Tips } from './tips.ts';
import type { NotLookedAt } from '../model/finding.ts';
import { worktreeFolders } from '../git/worktree-layout.ts';
import type { Repository } from '../git/repository.ts';
import { gitFolderContext, tryGit, type GitResult } from '../git/run-git.ts';
import type { ObjectTable } from '../packs/object-table.ts';
import { count } from '../text/numbers.ts';
import type { ReadResult } from './read-result.ts';

/** Missing objects that are named; the rest is a count. */
const NAMED = 5;
const REFETCH = 'git fetch --refetch --no-filter (a partial clone), or clone again; "git fsck" lists what is damaged';

/** What git lists of them. */
interface Listed extends Omit<Tips, 'isWhole'> {
  /** Ids of what all refs name, in binary: there may be tens of thousands. */
  readonly refs: Uint8Array;
}

export interface ListingAhead {
  readonly listed: Promise<Listed>;
  readonly stop: () => void;
}

/** Has git list where history is entered, until it is stopped. */
export function listAhead(repository: Repository, signal: AbortSignal): ListingAhead {
  const ahead = new AbortController();
  const listed = listTwice({
    ...repository,
    git: { ...repository.git, signal: AbortSignal.any([signal, ahead.signal]) },
  });
  // Until it is awaited, its failure is nobody's.
  listed.catch(() => undefined);
  return { listed, stop: () => ahead.abort() };
}

/** What git cannot list while objects move, it can list once they have. */
async function listTwice(repository: Repository): Promise<Listed> {
  const first = await listTips(repository);
  return first.unlisted.length === 0 ? first : listTips(repository);
}

async function listTips(repository: Repository): Promise<Listed> {
  // At the same time: each takes longer to start than to answer. Refs are only named: there may be tens of thousands,
  // one for each pull request, and rev-list would read the commit of each.
  const [listed, refs, folders] = await Promise.all([
    tryGit(repository.git, ['rev-list', '--exclude=refs/*', '--all', '--reflog', '--no-walk=unsorted']),
    tryGit(repository.git, ['for-each-ref', '--format=%(objectname)']),
    worktreeFolders(repository),
  ]);
  const staged = new Map<string, { path: string; root: string }>();
  const unlisted = [listed, refs].flatMap(failureOf);
  for (const { folder, root, isCurrent } of folders) {
    const context =
      isCurrent && !repository.bare
        ? repository.git
        : { ...repository.git, ...gitFolderContext(folder, repository.git.env, repository.git.signal) };
    const index = await tryGit(context, ['ls-files', '-s', '-z', '--full-name', '--', ':/']);
    unlisted.push(...failureOf(index));
    for (const entry of index.stdout.toString('utf8').split('\0')) {
      const [mode = '', oid = ''] = entry.split(' ');
      if (entry !== '' && mode !== '160000' && !staged.has(oid))
        staged.set(oid, { path: entry.slice(entry.indexOf('\t') + 1), root });
    }
  }
  return {
    commits: lines(listed.stdout),
    refs: Buffer.from(refs.stdout.toString('latin1').replaceAll('\n', ''), 'hex'),
    staged,
    unlisted,
  };
}

export function findTips({ commits, refs, staged, unlisted }: Listed, known: ObjectTable): Tips {
  const isHere = (oid: string) => known.findHex(oid) >= 0;
  const areAllHere = areHere(refs, known) && commits.every(isHere) && [...staged.keys()].every(isHere);
  return { commits, staged, isWhole: unlisted.length === 0 && areAllHere, unlisted };
}

function failureOf({ code, stderr }: GitResult): string[] {
  return code === 0 ? [] : [stderr.split('\n').find((line) => line !== '') ?? `git ended with ${code}`];
}

function areHere(ids: Uint8Array, known: ObjectTable): boolean {
  for (let at = 0; at < ids.length; at += known.hashLength) if (known.find(ids, at) < 0) return false;
  return true;
}

function lines(output: Buffer): string[] {
  return output
    .toString('latin1')
    .split('\n')
    .filter((line) => line !== '');
}

/**
 * What history names and the repository does not have. The walk through all objects has noted what they name, so
 * mostly the answer is known: nothing. An object that nothing leads to may name what is gone by right; so unless
 * the clone is partial by its own account, git is asked what is missing from where branches and tags lead.
 */
export async function findMissing(
  repository: Repository,
  reading: ReadResult,
  tips: Tips,
  isPartialClone: boolean,
): Promise<NotLookedAt[]> {
  const { missing } = reading;
  if (missing.size === 0 && tips.isWhole) return [];
  if (isPartialClone && tips.isWhole) return [asNotLookedAt(repository, [...missing].sort())];
  const told = await askGit(repository);
  // git may find nothing missing from where it can begin, which says nothing of where it cannot.
  return told.length > 0
    ? told
    : tips.unlisted.map((said) => ({
        path: repository.root,
        reason: `history cannot be listed whole: ${said}`,
        remedy: 'git fsck',
      }));
}

function asNotLookedAt(repository: Repository, missing: readonly string[]): NotLookedAt {
  const named = `${missing.slice(0, NAMED).join(', ')}${missing.length > NAMED ? ', …' : ''}`;
  return { path: repository.root, reason: `${count(missing.length, 'object')} missing: ${named}`, remedy: REFETCH };
}

/** git walks every tree for this, which takes longer than our own reading of all objects. */
async function askGit(repository: Repository): Promise<NotLookedAt[]> {
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
  const found = missing.length > 0 ? [asNotLookedAt(repository, missing)] : [];
  if (result.code === 0) return found;
  const said =
    result.stderr.split('\n').find((line) => /^(fatal|error)/.test(line)) ?? `git rev-list ended with ${result.code}`;
  return [...found, { path: repository.root, reason: `history cannot be walked: ${said}`, remedy: 'git fsck' }];
}
