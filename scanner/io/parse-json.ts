// Parses JSON written by people and reports the position of errors.
import { parseTree, type ParseError } from 'jsonc-parser';
import { Failure } from '../model/failure.ts';

/**
 * @param text a byte order mark, which Windows editors add, is removed
 * @param called name of the file in the message, such as its path
 * @param remedy what to do about an error
 * @throws Failure with line and column, counted from 1
 */
export function parseJson(text: string, called: string, remedy?: string): unknown {
  const plain = text.replace(/^\u{feff}/u, '');
  try {
    return JSON.parse(plain);
  } catch {
    throw new Failure(`${called}${placeOfFlaw(plain)} is not JSON`, remedy);
  }
}

/** The message of `JSON.parse` is not stable. */
function placeOfFlaw(text: string): string {
  const flaws: ParseError[] = [];
  try {
    parseTree(text, flaws, { disallowComments: true, allowTrailingComma: false });
  } catch {
    // Thousands of nested brackets exceed its stack.
    return '';
  }
  const offset = flaws[0]?.offset;
  if (offset === undefined) return '';
  const before = text.slice(0, offset).split('\n');
  return `:${before.length}:${before.at(-1)!.length + 1}`;
}
