import { Failure } from './failure.ts';
import { reasonOf } from './sources/read-file.ts';

const SPELLING = 'Check the spelling; paths are relative to the current folder.';
const REMEDIES: Readonly<Record<string, string>> = { ENOENT: SPELLING, ENOTDIR: SPELLING, EISDIR: 'Name a file in it.', EACCES: 'Give yourself the right to read it.', EPERM: 'Give yourself the right to read it.' };

/**
 * A file that the user named and that could not be read, in words.
 * @param what as the message names it, e.g. `the list repos.txt`
 * @param error what the file system said
 * @param remedy what to do, where that is more than to name a file that can be read
 */
export function cannotRead(what: string, error: unknown, remedy?: string): Failure {
  const { code = '' } = error as NodeJS.ErrnoException;
  return new Failure(`cannot read ${what}: ${reasonOf(error as NodeJS.ErrnoException)}`, remedy ?? REMEDIES[code]);
}
