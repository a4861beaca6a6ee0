// Reads the key for pseudonyms from a file that only its owner can read.

import { statSync } from 'node:fs';
import { platform } from 'node:os';
import { cannotRead } from '../io/file-failures.ts';
import { MEGABYTE, readNamed } from '../io/small-file.ts';
import { Failure } from '../model/failure.ts';
import { shellWord } from '../text/shell.ts';

/** Permission bits of the group and of others. */
const SHARED = 0o077;

/**
 * Reads a key. Line breaks at its end do not count.
 * @param file absolute path of a regular file that only its owner can read, or of a pipe
 * @param name of the file in messages
 * @throws Failure if others can read it, or it cannot be read
 */
export function readKeyFile(file: string, name: string): Uint8Array {
  try {
    const stats = statSync(file);
    if (stats.isFile() && (stats.mode & SHARED) !== 0 && platform() !== 'win32')
      throw new Failure(`other users can read the key ${name}`, `Take that away: chmod 600 ${shellWord(name)}`);
    return Buffer.from(
      readNamed(file, MEGABYTE)
        .toString('latin1')
        .replace(/[\r\n]+$/, ''),
      'latin1',
    );
  } catch (error) {
    throw error instanceof Failure ? error : cannotRead(`the key ${name}`, error);
  }
}
