// Looks after what git passed over when it listed the files of a folder: what it could not open, it says and leaves
// out.
import path from 'node:path';
import type { Skipped } from '../model/document.ts';
import type { Repository } from '../git/repository.ts';
import { tryGit } from '../git/run-git.ts';
import { fromBytes } from '../io/system-path.ts';
import type { GitName } from './git-listing.ts';
import { walkFolder } from './folder-walk.ts';

/** What git did not list. */
export interface UnlistedFiles {
  /** Folders that we cannot open either. */
  readonly skipped: readonly Skipped[];
  /** Files that it does not ignore. */
  readonly files: readonly GitName[];
}

/**
 * git lists what is left when it cannot open something, and calls that a success. What it says of it may be cut short,
 * and worded otherwise tomorrow. So it is enough that it says anything: then the folder is gone through here.
 * @param folder absolute path of what was listed
 * @param listed what git listed
 * @param isIgnoredToo whether files that git ignores are wanted as well
 */
export async function findUnlistedFiles(
  { git, root }: Repository,
  folder: string,
  listed: readonly GitName[],
  isIgnoredToo: boolean,
  signal: AbortSignal,
): Promise<UnlistedFiles> {
  const known = new Set(listed.map(({ bytes }) => fromBytes(bytes)));
  const within: string[] = [];
  const skipped: Skipped[] = [];
  const unlisted: string[] = [];
  for (const { full } of walkFolder(
    folder,
    (one) => void skipped.push(one),
    (inner) => void within.push(inner + path.sep),
  )) {
    const name = path.relative(root, full).split(path.sep).join('/');
    if (!known.has(name)) unlisted.push(name);
  }
  // Repositories within are listed by their folder, and looked at by themselves.
  const own = unlisted.filter((name) => !within.some((inner) => path.join(root, name).startsWith(inner)));
  const files = isIgnoredToo ? own : await withoutIgnored({ ...git, cwd: root, signal }, own);
  return { skipped, files: files.map((name) => ({ bytes: Buffer.from(name), isSparse: false })) };
}

/** @returns those of the names that git does not ignore; all, where it cannot tell */
async function withoutIgnored(git: Repository['git'], names: readonly string[]): Promise<readonly string[]> {
  if (names.length === 0) return names;
  const { code, stdout } = await tryGit(
    git,
    ['check-ignore', '-z', '--stdin'],
    names.map((name) => `${name}\0`).join(''),
  );
  if (code > 1) return names;
  const ignored = new Set(stdout.toString('utf8').split('\0'));
  return names.filter((name) => !ignored.has(name));
}
