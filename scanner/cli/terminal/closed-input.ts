// Distinguishes a closed standard input from an empty one.

import { fstatSync, readFileSync, statSync } from 'node:fs';
import { Failure } from '../../library/errors.ts';

const STDIN = 0;
/** Mask for the access mode in file flags, and its value for reading and writing. */
const ACCESS = 0o3;
const BOTH = 0o2;

/**
 * Node opens the null device for reading and writing in place of a closed stream; `< /dev/null` opens it for reading
 * only. Only Linux reveals the flags. This does not work for standard output: programs that discard output open it in
 * the same way.
 */
export function isInputClosed(): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)/m.exec(readFileSync(`/proc/self/fdinfo/${STDIN}`, 'utf8'))?.[1];
    return (
      flags !== undefined &&
      (Number.parseInt(flags, 8) & ACCESS) === BOTH &&
      fstatSync(STDIN).rdev === statSync('/dev/null').rdev
    );
  } catch {
    return false;
  }
}

/** Input that fails when it is read. */
// eslint-disable-next-line require-yield
export async function* closedInput(): AsyncGenerator<never> {
  throw new Failure(
    'standard input is closed, so there is nothing to scan',
    'Pipe the text in, or name a file. An empty text is: < /dev/null',
  );
}
