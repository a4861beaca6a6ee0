// Resolves a commit range such as `A..B` into commits and other objects.
import type { CommitRange } from '../model/scan-target.ts';
import { readFileSync } from 'node:fs';
import { Failure } from '../model/failure.ts';
import { isShallow, SHALLOW_REMEDY, type Repository } from './repository.ts';
import { lookUp, remoteNames } from './revision-names.ts';
import { fromGit, gitText, runGit, tryGit } from './run-git.ts';

/** A range with every name resolved. */
export interface ResolvedRange {
  /** Ids of commits, or of other named objects: tags and their targets. */
  readonly heads: readonly string[];
  /** Ids of the excluded commits. */
  readonly bases: readonly string[];
}

/**
 * @param text `A..B`, or `A...B` for commits that the two do not share; an empty side is `HEAD`, as in git
 * @throws Failure for other text, or for a range that is always empty
 */
export function parseRange(text: string): CommitRange {
  const match = /^(.*?)(\.{2,3})(?!\.)(.*)$/s.exec(text);
  if (match === null)
    throw new Failure(
      `"${text}" is no range of commits`,
      'Give two of them, as in main..HEAD; for all since one: --since main.',
    );
  const [left, right] = [match[1] || 'HEAD', match[3] || 'HEAD'];
  // Two ids may be equal if an event brought nothing new; the same name on both sides is a mistake.
  if (left === right && !/^[0-9a-f]{40,64}$/.test(left)) {
    const remedy = 'Was a variable empty? Name both ends, as in main..HEAD.';
    throw new Failure(`the range "${text}" has no commit, whatever is there`, remedy);
  }
  return match[2] === '...' ? { heads: [left, right], apart: true } : { heads: [right], bases: [left] };
}

/** @throws Failure for a name that resolves to nothing here, or is ambiguous */
export async function resolveRange(repository: Repository, range: CommitRange): Promise<ResolvedRange> {
  const heads = await resolveAll(repository, range.heads, 'object');
  const bases = await resolveAll(repository, range.bases ?? [], 'commit');
  if (range.apart === true) bases.push(...(await mergeBases(repository, heads)));
  if (range.remote !== undefined) bases.push(...(await trackingBranches(repository, range.remote)));
  return { heads, bases };
}

type Wanted = Parameters<typeof lookUp>[2];

async function resolveAll(repository: Repository, names: readonly string[], kind: Wanted): Promise<string[]> {
  const found = await lookUp(repository, names, kind);
  const lost = found.indexOf(undefined);
  if (lost >= 0) throw await notHere(repository, names[lost]!);
  return found as string[];
}

async function notHere(repository: Repository, name: string): Promise<Failure> {
  const isCommitId = name.length === repository.hexLength && /^[0-9a-f]+$/.test(name);
  const what = `${isCommitId ? `the commit ${name.slice(0, 12)} is not` : `"${name}" leads to no commit`} in ${repository.root}`;
  const whole = 'Fetch the whole history:';
  if (await isShallow(repository))
    return new Failure(`${what}, which is a shallow clone`, `${whole} ${SHALLOW_REMEDY}`);
  if (isCommitId)
    return new Failure(what, `${whole} git fetch origin (on GitHub: actions/checkout with fetch-depth: 0)`);
  const lists = '"git branch -a" and "git tag" list names';
  return new Failure(what, `Check the spelling (${lists}), or fetch it first: git fetch origin NAME`);
}

/** No merge base is no error: the histories are unrelated. */
async function mergeBases(repository: Repository, heads: readonly string[]): Promise<string[]> {
  const result = await tryGit(repository.git, ['merge-base', '--all', ...heads]);
  return lines(result.stdout);
}

async function trackingBranches(repository: Repository, remote: NonNullable<CommitRange['remote']>): Promise<string[]> {
  const { git, hexLength } = repository;
  const listed = await runGit(git, ['for-each-ref', '--format=%(objectname) %(refname)', 'refs/remotes/']);
  const each = listed
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
  const branches = each.map((line) => ({ oid: line.slice(0, hexLength), name: line.slice(hexLength + 1) }));
  if (remote === true) return branches.map(({ oid }) => oid);
  const wanted = typeof remote === 'string' ? [remote] : remote;
  const names = [...new Set([...wanted, ...(await remoteNames(repository))])];
  // "a/b/main" may be a branch of the remote "a" or of "a/b": if both exist, it proves nothing.
  const ownersOf = (branch: string) => names.filter((name) => branch.startsWith(`refs/remotes/${name}/`));
  const isKnown = (owners: readonly string[]) => owners.length > 0 && owners.every((owner) => wanted.includes(owner));
  return branches.filter(({ name }) => isKnown(ownersOf(name))).map(({ oid }) => oid);
}

/** The content of a range. */
export interface RangeContent {
  /** Ids, parents first. */
  readonly commits: readonly string[];
  /** Blobs that a head is, or reaches without a commit, as a tag of a blob or a tree does: id and path. */
  readonly loose: readonly { readonly oid: string; readonly path: string }[];
}

/** @throws Failure if a commit of the range is missing */
export async function contentOf(repository: Repository, { heads, bases }: ResolvedRange): Promise<RangeContent> {
  const peeled = lines(
    await runGit(
      repository.git,
      ['cat-file', '--batch-check=%(objectname) %(objecttype)'],
      asLines(heads.map((head) => `${head}^{}`)),
    ),
  );
  const loose: { oid: string; path: string }[] = [];
  const tips: string[] = [];
  for (const [at, line] of peeled.entries()) {
    const [oid = '', type] = line.split(' ');
    // A tag may be present without its commit.
    if (type === 'missing') {
      const what = `what ${heads[at]!.slice(0, 12)} is a tag of is not in ${repository.root}`;
      throw new Failure(what, `Fetch the whole history: ${SHALLOW_REMEDY}`);
    }
    if (type === 'commit') tips.push(oid);
    else if (type === 'tree') loose.push(...(await filesOf(repository, oid)));
    else loose.push({ oid, path: `blob:${oid}` });
  }
  const input = asLines([...tips, ...bases.map((base) => `^${base}`)]);
  const commits =
    tips.length === 0
      ? []
      : lines(await runGit(repository.git, ['rev-list', '--topo-order', '--reverse', '--stdin'], input));
  return { commits, loose };
}

async function filesOf(repository: Repository, tree: string): Promise<{ oid: string; path: string }[]> {
  const listed = (await runGit(repository.git, ['ls-tree', '-r', '-z', '--full-tree', tree]))
    .toString('utf8')
    .split('\0');
  return listed.flatMap((line) => {
    const tab = line.indexOf('\t');
    const [, type, oid = ''] = line.slice(0, tab).split(' ');
    return type === 'blob' ? [{ oid, path: line.slice(tab + 1) }] : [];
  });
}

/**
 * Finds objects that a partial clone left out. git would fetch each one from the remote, which is not allowed, and
 * would exit there.
 * @returns ids of missing objects in the range; empty unless the clone is partial
 */
export async function findOmitted(
  repository: Repository,
  { heads, bases }: ResolvedRange,
): Promise<ReadonlySet<string>> {
  const partial = await tryGit(repository.git, [
    'config',
    '--get-regexp',
    String.raw`^(extensions\.partialclone|remote\..*\.promisor)$`,
  ]);
  if (partial.code !== 0) return new Set();
  const input = asLines([...heads, ...bases.map((base) => `^${base}`)]);
  const listed = await tryGit(repository.git, ['rev-list', '--objects', '--missing=print', '--stdin'], input);
  return new Set(
    lines(listed.stdout)
      .filter((line) => line.startsWith('?'))
      .map((line) => line.slice(1).split(' ')[0]!),
  );
}

/** @returns the commits whose parents a shallow clone left out */
export async function findCutOff(repository: Repository, commits: readonly string[]): Promise<string[]> {
  if (!(await isShallow(repository))) return [];
  const file = fromGit(repository.git, await gitText(repository.git, ['rev-parse', '--git-path', 'shallow']));
  const boundary = new Set(lines(readFileSync(file)));
  return commits.filter((commit) => boundary.has(commit));
}

function asLines(items: readonly string[]): string {
  return items.map((item) => `${item}\n`).join('');
}

function lines(output: Buffer): string[] {
  return output
    .toString('latin1')
    .split('\n')
    .filter((line) => line !== '');
}
