// Writes words so that a shell reads exactly these words: for commands that people copy from an output.

import { mask } from './mask.ts';

/** Needs no quotes in any shell. A word of a file begins with no dash, see `pathWord`. */
const BARE = /^[\w+:./@-][\w+:./@=-]*$/;
/** What stays itself on one line, and is no command of a CI. */
const PLAIN = /^(?!.*##(?:vso)?\[)[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}]*$/u;
/** Within `$'…'`: everything else is written by its bytes. */
const PLAIN_CHARACTER = /[\p{L}\p{N}\p{P}\p{S} ]/u;
const SPECIAL = new Set(['\\', "'", '#']);

/**
 * @param text any; a value in it is masked, so that the word then no longer is the one that was meant
 * @param avoided characters that must not stand in the result, for a report to which they mean something
 * @returns the word in quotes where a POSIX shell needs them; with characters that are not seen, as `$'\033'`, which
 *   bash, zsh, ksh and busybox read
 */
export function shellWord(text: string, avoided?: RegExp): string {
  const word = mask(text);
  const isAvoided = avoided?.test(word) === true;
  if (BARE.test(word) && !isAvoided) return word;
  if (PLAIN.test(word) && !isAvoided) return `'${word.replaceAll("'", String.raw`'\''`)}'`;
  return `$'${Array.from(word, (char) => (PLAIN_CHARACTER.test(char) && !SPECIAL.has(char) && avoided?.test(char) !== true ? char : octal(char))).join('')}'`;
}

function octal(char: string): string {
  return Array.from(Buffer.from(char), (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}

/** @param words of any program's command line */
export function shellLine(words: readonly string[]): string {
  return words.map((word) => shellWord(word)).join(' ');
}
