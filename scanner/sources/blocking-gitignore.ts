// Aborts a git file listing that hangs on a pipe or device in the working tree, and names the file.
import path from 'node:path';
import { Failure } from '../model/failure.ts';
import { namedBy } from '../git/discovery.ts';
import { waitAndCheck } from '../git/wait-and-check.ts';
import { isSpecial } from '../git/special-files.ts';
import { walkFolder } from './walk-without-git.ts';

/** Milliseconds that git may take to list a folder before a search for blocking files starts. */
const CHECK_DELAY = 1000;

/**
 * git reads every `.gitignore` in the tree, and the files that identify each nested repository. It blocks forever on a
 * pipe. Searching for pipes first would take as long as git itself, so the search starts only if git is slow.
 * @param list must stop when its signal aborts
 * @throws Failure that names the pipe
 */
export async function withoutBlockingGitignore<T>(
  folder: string,
  signal: AbortSignal | undefined,
  list: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return waitAndCheck(
    CHECK_DELAY,
    signal,
    () => {
      const found = findBlockingFile(folder);
      return found === undefined
        ? undefined
        : new Failure(
            `${found} is a pipe or a device: git would wait for it for ever`,
            'Remove it, or what leads to it.',
          );
    },
    list,
  );
}

/** @returns absolute path of a file that git opens in the folder and that may never end */
function findBlockingFile(folder: string): string | undefined {
  const opened: string[] = [];
  for (const { full } of walkFolder(
    folder,
    () => undefined,
    (inner) => opened.push(...identityFilesOf(path.join(inner, '.git'))),
  )) {
    if (path.basename(full) === '.gitignore') opened.push(full);
  }
  return opened.find(isSpecial);
}

/** Files that git opens to decide whether a folder is a repository. */
function identityFilesOf(dotGit: string): string[] {
  return [dotGit, namedBy(dotGit)].flatMap((gitFolder) =>
    gitFolder === undefined ? [] : ['HEAD', 'commondir'].map((name) => path.join(gitFolder, name)),
  );
}
