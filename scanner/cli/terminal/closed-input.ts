// Tells a standard input that was closed before the program began from one that is empty.
import { fstatSync, readFileSync, statSync } from 'node:fs';
import { Failure } from '../../library/errors.ts';

const STDIN = 0;
/** Of the flags with which a file is open: how it may be used, and for reading and writing. */
const ACCESS = 0o3;
const BOTH = 0o2;

/**
 * Node opens the null device in the place of what is closed, for reading and writing; `< /dev/null` opens it for
 * reading alone. Only Linux tells. Of standard output nothing can be known: programs that want no output open it in the
 * same way.
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

/** Input that cannot be read, for whoever needs it. */
// eslint-disable-next-line require-yield
export async function* closedInput(): AsyncGenerator<never> {
  throw new Failure(
    'standard input is closed, so there is nothing to look at',
    'Pipe the text in, or name a file. An empty text is: < /dev/null',
  );
}
