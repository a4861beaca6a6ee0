// Finds files that git's listing left out because git could not open a folder.
import path from 'node:path';
import type { Skipped } from '../model/document.ts';
import type { Repository } from '../git/repository.ts';
import { tryGit } from '../git/run-git.ts';
import { fromBytes } from '../io/system-path.ts';
import type { GitName } from './git-listing.ts';
import { walkFolder } from './walk-without-git.ts';

/** Files and folders that git did not list. */
export interface UnlistedFiles {
  /** Folders that cannot be opened here either. */
  readonly skipped: readonly Skipped[];
  /** Files that git does not ignore. */
  readonly files: readonly GitName[];
}

/**
 * If git cannot open a folder, it lists the rest and exits with success. Its warnings may be truncated and may be
 * worded differently in another version, so any output on stderr leads here, and the folder is walked.
 * @param folder absolute path of the listed folder
 * @param listed names that git listed
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
  const nestedRepositories: string[] = [];
  const skipped: Skipped[] = [];
  const unlisted: string[] = [];
  for (const { full } of walkFolder(
    folder,
    (one) => void skipped.push(one),
    (inner) => void nestedRepositories.push(inner + path.sep),
  )) {
    const name = path.relative(root, full).split(path.sep).join('/');
    if (!known.has(name)) unlisted.push(name);
  }
  // Nested repositories are listed by their folder and scanned separately.
  const ownFiles = unlisted.filter(
    (name) => !nestedRepositories.some((inner) => path.join(root, name).startsWith(inner)),
  );
  const files = isIgnoredToo ? ownFiles : await withoutIgnored({ ...git, cwd: root, signal }, ownFiles);
  return { skipped, files: files.map((name) => ({ bytes: Buffer.from(name), isSparse: false })) };
}

/** @returns the names that git does not ignore; all names if git fails */
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
