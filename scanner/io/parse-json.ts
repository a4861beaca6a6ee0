// Reads JSON that people write, and says where it is wrong.
import { parseTree, type ParseError } from 'jsonc-parser';
import { Failure } from '../model/failure.ts';

/**
 * @param text a byte order mark, which editors of Windows put there, is left out
 * @param called what the message calls it, such as its path
 * @param remedy what to do about it
 * @throws Failure that names line and column, both from 1
 */
export function parseJson(text: string, called: string, remedy?: string): unknown {
  const plain = text.replace(/^\u{feff}/u, '');
  try {
    return JSON.parse(plain);
  } catch {
    throw new Failure(`${called}${placeOfFlaw(plain)} is not JSON`, remedy);
  }
}

/** What `JSON.parse` says of it is worded for people, and changes. */
function placeOfFlaw(text: string): string {
  const flaws: ParseError[] = [];
  try {
    parseTree(text, flaws, { disallowComments: true, allowTrailingComma: false });
  } catch {
    // Thousands of brackets within each other are too deep for it.
    return '';
  }
  const offset = flaws[0]?.offset;
  if (offset === undefined) return '';
  const before = text.slice(0, offset).split('\n');
  return `:${before.length}:${before.at(-1)!.length + 1}`;
}
