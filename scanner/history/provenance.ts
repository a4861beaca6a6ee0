import { readCommit, type CommitFacts } from '../git/commit.ts';
import { ObjectList, readObjects } from '../git/object-reader.ts';
import type { Repository } from '../git/repository.ts';
import { startGit, tryGit, type GitContext } from '../git/run.ts';

/** Where a blob entered the history. */
export interface Introduction {
  readonly commit: string;
  /** `/`-separated, relative to the top of the repository. */
  readonly path: string;
  /** Whether a branch, tag, stash or reflog still leads to the commit. */
  readonly reachable: boolean;
}

/**
 * Finds for each blob the earliest commit that holds it.
 *
 * `git rev-list --objects --in-commit-order --reverse` visits commits oldest first and names under
 * each commit the objects that no commit before it had. So the commit line above a blob is the one
 * that introduced it, merges that add what no parent has included, and git reads every distinct
 * tree once instead of comparing the trees of every commit with those of its parents: seconds
 * where `git log --raw -m` takes half a minute. `--date-order` keeps parents before children when
 * clocks lie.
 *
 * Commits that nothing leads to any more are asked in a second walk, only for blobs the first did
 * not find. They may be incomplete by right, so that walk is allowed to fail.
 * @param commits every commit object of the repository
 */
export async function findIntroductions(repository: Repository, blobs: ReadonlySet<string>, commits: ObjectList): Promise<Map<string, Introduction>> {
  const found = new Map<string, Introduction>();
  if (blobs.size === 0) return found;
  const wanted = new Set(blobs);
  const tips = await tryGit(repository.git, ['rev-list', '--all', '--reflog', '--no-walk=unsorted']);
  await walk(repository, [tips.stdout], wanted, (oid, commit, path) => found.set(oid, { commit, path, reachable: true }));
  if (wanted.size > 0) {
    await walk(repository, commits.chunks(), wanted, (oid, commit, path) => found.set(oid, { commit, path, reachable: false }));
  }
  return mendPaths(repository, found);
}

const NEWLINE = 10;

async function walk(repository: Repository, tips: Iterable<Buffer>, wanted: Set<string>, report: (oid: string, commit: string, path: string) => void): Promise<void> {
  const git = startGit(repository.git, [
    'rev-list', '--stdin', '--ignore-missing', '--objects', '--in-commit-order', '--date-order', '--reverse', '--missing=allow-any',
  ]);
  for (const chunk of tips) git.stdin.write(chunk);
  git.stdin.end();
  const { hexLength } = repository;
  let commit = '';
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
      const oid = bytes.toString('latin1', start, start + hexLength);
      // A commit stands alone; a tree or blob is followed by a space and its path, empty for a root tree.
      if (end === start + hexLength) commit = oid;
      else if (wanted.delete(oid)) report(oid, commit, bytes.toString('utf8', start + hexLength + 1, end));
      start = end + 1;
    }
    rest = bytes.subarray(start);
    if (wanted.size === 0) break;
  }
  git.kill();
  await git.ended;
  repository.git.signal?.throwIfAborted();
}

/** git prints a path up to its first line break; such a path is read again from the tree. */
async function mendPaths(repository: Repository, found: Map<string, Introduction>): Promise<Map<string, Introduction>> {
  const entries = [...found];
  const names = entries.filter(([, { path }]) => !path.includes('\n')).map(([, { commit, path }]) => `${commit}:${path}`);
  const checked = await tryGit(repository.git, ['cat-file', '--batch-check=%(objectname)'], `${names.join('\n')}\n`);
  const answers = checked.stdout.toString('utf8').split('\n');
  for (const [at, [oid, introduction]] of entries.entries()) {
    if (answers[at] === oid) continue;
    const files = await filesOf(repository.git, introduction.commit);
    const path = files.find((file) => file.oid === oid && file.path.startsWith(introduction.path))?.path;
    if (path === undefined) found.delete(oid);
    else found.set(oid, { ...introduction, path });
  }
  return found;
}

/** The files of a commit, submodules left out. */
async function filesOf(git: GitContext, commit: string): Promise<{ oid: string; path: string }[]> {
  const listed = await tryGit(git, ['ls-tree', '-r', '-z', '--full-tree', commit]);
  return listed.stdout.toString('utf8').split('\0').flatMap((line) => {
    const tab = line.indexOf('\t');
    const [, type, oid = ''] = line.slice(0, tab).split(' ');
    return tab > 0 && type === 'blob' ? [{ oid, path: line.slice(tab + 1) }] : [];
  });
}

/** @returns which of `blobs` are files of the commit, and under which paths */
export async function blobsIn(repository: Repository, commit: string, blobs: ReadonlySet<string>): Promise<Set<string>> {
  const files = await filesOf(repository.git, commit);
  return new Set(files.map((file) => file.oid).filter((oid) => blobs.has(oid)));
}

/** Author, date and subject of commits or tags. */
export async function readCommits(repository: Repository, commits: Iterable<string>): Promise<Map<string, CommitFacts>> {
  const facts = new Map<string, CommitFacts>();
  await readObjects(repository.git, ObjectList.of(new Set(commits), repository.hexLength), {
    object: (header, bytes) => void facts.set(header.oid, readCommit(bytes)),
    piece: () => undefined,
    absent: () => undefined,
  });
  return facts;
}
