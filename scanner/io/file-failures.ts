// Turns file system errors into messages with a remedy.
import { Failure } from '../model/failure.ts';
import { reasonNotWritten, reasonOf } from './errno-reasons.ts';
import { UnfitFile } from './small-file.ts';

const SPELLING = 'Check the spelling; paths are relative to the current folder.';
const RIGHT = 'Give yourself the right to read it.';
const LIMIT = 'Close other programs, or raise the limit: ulimit -n 4096';
const READING: Readonly<Record<string, string>> = {
  ENOENT: SPELLING,
  ENOTDIR: SPELLING,
  EISDIR: 'Name a file in it.',
  EACCES: RIGHT,
  EPERM: RIGHT,
  EMFILE: LIMIT,
  ENFILE: LIMIT,
};
const SPACE = 'Free some space, or name a file on another disk.';
const WRITING: Readonly<Record<string, string>> = {
  EISDIR: 'Name a file in it.',
  ENOSPC: SPACE,
  EDQUOT: SPACE,
  EFBIG: SPACE,
  EMFILE: LIMIT,
  ENFILE: LIMIT,
};
const WRITABLE = 'Name a file in a folder that you may write to.';
/**
 * A message for a file that could not be read.
 * @param what name of the file in the message, for example `the list repos.txt`
 * @param error the error of the file system
 * @param remedy what to do, if more than naming a readable file
 */
export function cannotRead(what: string, error: unknown, remedy?: string): Failure {
  const { code = '' } = error as NodeJS.ErrnoException;
  const inItsPlace = error instanceof UnfitFile ? 'Put a regular file in its place, or name another one.' : undefined;
  return new Failure(`cannot read ${what}: ${reasonOf(error)}`, remedy ?? inItsPlace ?? READING[code]);
}

/**
 * A message for a file that could not be written or created.
 * @param what name of the file in the message, for example `the report to out.json`
 * @param remedy what to do, if not to name another file
 */
export function cannotWrite(what: string, error: unknown, remedy?: string): Failure {
  const { code = '' } = error as NodeJS.ErrnoException;
  return new Failure(`cannot write ${what}: ${reasonNotWritten(error)}`, WRITING[code] ?? remedy ?? WRITABLE);
}

/** System calls that change something. */
const WRITES = new Set([
  'mkdir',
  'mkdtemp',
  'rmdir',
  'rename',
  'unlink',
  'rm',
  'write',
  'fsync',
  'ftruncate',
  'truncate',
  'chmod',
  'fchmod',
  'link',
  'symlink',
  'copyfile',
  'utime',
  'futime',
]);

/**
 * A message for a file system error that was not handled where it occurred.
 * @returns undefined for any other error
 */
export function fileFailure(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('path' in error) || typeof error.path !== 'string')
    return undefined;
  // A missing program is not one of the user's files.
  if (String(error.syscall).startsWith('spawn')) return undefined;
  return WRITES.has(String(error.syscall)) ? cannotWrite(error.path, error) : cannotRead(error.path, error);
}
