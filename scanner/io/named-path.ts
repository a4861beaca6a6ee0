// Checks paths that the user named.
import { statSync, type Stats } from 'node:fs';
import { Failure } from '../model/failure.ts';
import { reasonOf } from './errno-reasons.ts';
import { commandLine } from '../text/command-line.ts';

/**
 * Looks up a path that the user named. A named link is followed.
 * @throws Failure if it does not exist or cannot be read
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

/** A URL after it was resolved as a path. */
const URL_TAKEN_FOR_PATH = /(?:^|[\\/])(?:https?|ssh|git|file):[\\/]|(?:^|[\\/])[\w.-]+@[\w.-]+:/u;

function remedyFor(target: string): string {
  if (!URL_TAKEN_FOR_PATH.test(target)) return 'Check the spelling; paths are relative to the current folder.';
  // The URL may contain a token, which must not be shown.
  return (
    `A repository is scanned where it is cloned: git clone --mirror URL clone.git; ` +
    `${commandLine(['scan', '--history', 'clone.git'])}`
  );
}

/** Requires the path to be a folder, such as a repository. */
export function checkFolder(target: string): void {
  if (!statNamed(target).isDirectory())
    throw new Failure(
      `${target} is a file: a repository is named by its folder`,
      'Name the folder; to scan the file as it is, leave the switch out.',
    );
}
