// Copies strings so they do not keep a whole document in memory.

/**
 * Copies a text so it keeps nothing else in memory. V8 implements `slice` and templates of long texts as references
 * into the original: keeping one name would keep the whole document.
 * @returns the same characters
 */
export function detachedCopy(text: string): string {
  // V8 copies shorter slices itself.
  if (text.length < MIN_SLICE_LENGTH) return text;
  return Buffer.from(text, WIDE.test(text) ? 'utf16le' : 'latin1').toString(WIDE.test(text) ? 'utf16le' : 'latin1');
}

const MIN_SLICE_LENGTH = 13;
const WIDE = /[^\x00-\xff]/;
