// Keeps git from waiting for ever while it goes through the files of a working tree.
import path from 'node:path';
import { Failure } from '../model/failure.ts';
import { namedBy } from '../git/discovery.ts';
import { waitAndCheck } from '../git/wait-and-check.ts';
import { isSpecial } from '../git/special-files.ts';
import { walkFolder } from './folder-walk.ts';

/** Milliseconds that git may take to list a folder before it is looked for what may keep it. */
const PATIENCE = 1000;

/**
 * git reads every `.gitignore` on its way, and of each repository within what tells it that it is one. At a pipe it
 * waits for ever. To look for that first would take as long as git does, so it is done when git has not come back soon.
 * @param list is to end when its signal does
 * @throws Failure that names the pipe
 */
export async function withoutBlockingGitignore<T>(
  folder: string,
  signal: AbortSignal | undefined,
  list: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return waitAndCheck(
    PATIENCE,
    signal,
    () => {
      const found = pipeIn(folder);
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

/** @returns absolute path of something that git opens there, and that may never end */
function pipeIn(folder: string): string | undefined {
  const opened: string[] = [];
  for (const { full } of walkFolder(
    folder,
    () => undefined,
    (inner) => opened.push(...openedIn(path.join(inner, '.git'))),
  )) {
    if (path.basename(full) === '.gitignore') opened.push(full);
  }
  return opened.find(isSpecial);
}

/** What tells git whether a folder is a repository of its own. */
function openedIn(dotGit: string): string[] {
  return [dotGit, namedBy(dotGit)].flatMap((gitFolder) =>
    gitFolder === undefined ? [] : ['HEAD', 'commondir'].map((name) => path.join(gitFolder, name)),
  );
}
