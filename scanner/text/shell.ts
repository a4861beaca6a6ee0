// Quotes words for a POSIX shell, for commands that people copy from the output.

import { lazy } from '../../src/lazy.ts';
import { mask } from './mask.ts';

/** Needs no quotes in any shell. A path never begins with a dash here, see `pathWord`. */
const BARE = /^[\w+:./@-][\w+:./@=-]*$/;
/** Printable text on one line that contains no CI command. */
const plain = lazy(() => /^(?!.*##(?:vso)?\[)[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}]*$/u);
/** Printed unchanged within `$'…'`; all other characters are written as escaped bytes. */
const plainCharacter = lazy(() => /[\p{L}\p{N}\p{P}\p{S} ]/u);
const SPECIAL = new Set(['\\', "'", '#']);

/**
 * @param text any text; a value in it is masked, so the word is then no longer the original
 * @param avoided characters with a meaning in the report's format, which must not be in the result
 * @returns the word, quoted if a POSIX shell needs it; invisible characters become `$'\033'`, which bash, zsh, ksh and
 *   busybox understand
 */
export function shellWord(text: string, avoided?: RegExp): string {
  const word = mask(text);
  const isAvoided = avoided?.test(word) === true;
  if (BARE.test(word) && !isAvoided) return word;
  if (plain().test(word) && !isAvoided) return `'${word.replaceAll("'", String.raw`'\''`)}'`;
  return `$'${Array.from(word, (char) => (plainCharacter().test(char) && !SPECIAL.has(char) && avoided?.test(char) !== true ? char : octal(char))).join('')}'`;
}

function octal(char: string): string {
  return Array.from(Buffer.from(char), (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}

/** @param words of any program's command line */
export function shellLine(words: readonly string[]): string {
  return words.map((word) => shellWord(word)).join(' ');
}
