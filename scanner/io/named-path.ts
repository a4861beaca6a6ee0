import { statSync, type Stats } from 'node:fs';
import { Failure } from '../model/failure.ts';
import { reasonOf } from './errno-reasons.ts';
import { commandLine } from '../text/command-line.ts';

/**
 * What a path that the user named is. A link that was named is followed: that is what naming it means.
 * @throws Failure when it is not there or cannot be read
 */
export function statNamed(target: string): Stats {
  try {
    return statSync(target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new Failure(`no such file or folder: ${target}`, remedyFor(target));
    throw new Failure(`cannot read ${target}: ${reasonOf(error)}`, 'Give yourself the right to read it.');
  }
}

/** How a URL looks once it was taken for a path. */
const URL_TAKEN_FOR_PATH = /(?:^|[\\/])(?:https?|ssh|git|file):[\\/]|(?:^|[\\/])[\w.-]+@[\w.-]+:/u;

function remedyFor(target: string): string {
  if (!URL_TAKEN_FOR_PATH.test(target)) return 'Check the spelling; paths are relative to the current folder.';
  // Whoever gives a token in the URL must not see it here.
  return `A repository is scanned where it is cloned: git clone --mirror URL clone.git; ${commandLine(['scan', '--history', 'clone.git'])}`;
}

/** The same for what must be a folder, e.g. a repository. */
export function checkFolder(target: string): void {
  if (!statNamed(target).isDirectory())
    throw new Failure(
      `${target} is a file: a repository is named by its folder`,
      'Name the folder; to scan the file as it is, leave the switch out.',
    );
}
