/**
 * A copy of a text that keeps nothing else in memory. V8 makes `slice` and templates of long texts that point into the
 * text they were cut from: one name that is kept would keep the whole document.
 * @returns the same characters
 */
export function ownText(text: string): string {
  // Up to this length V8 copies.
  if (text.length < SHORTEST_SLICE) return text;
  return Buffer.from(text, WIDE.test(text) ? 'utf16le' : 'latin1').toString(WIDE.test(text) ? 'utf16le' : 'latin1');
}

const SHORTEST_SLICE = 13;
const WIDE = /[^\x00-\xff]/;
