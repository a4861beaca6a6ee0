/**
 * Base64 in base64, and UTF-16 in base64. Neither leaves a trace that a search through bytes would see, so both are
 * decoded only in documents that name the platform.
 */

/** The base64 of 32 digits that were encoded once is 60 characters long, of 32 digits in UTF-16 88. */
const SHORTEST = 56;
const STRETCH = new RegExp(`[A-Za-z0-9+/_-]{${SHORTEST},}={0,2}`, 'g');
/** Characters that are decoded to tell text from pictures. */
const HEAD = 64;

/** A stretch of base64 and the text in it. */
export interface NestedText {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Whether it is UTF-16; else the text is of interest only for the base64 in it. */
  readonly isWide: boolean;
}

/** @returns stretches whose content is a text in UTF-16, or may have base64 in it */
export function* nestedTexts(source: string): Generator<NestedText> {
  for (const { index, 0: stretch } of source.matchAll(STRETCH)) {
    const head = Buffer.from(stretch.slice(0, HEAD), 'base64');
    const isWide = isWideText(head);
    if (!isWide && !isPlainText(head)) continue;
    const bytes = Buffer.from(stretch, 'base64');
    const text = isWide ? bytes.toString('utf16le').replace(/^\u{feff}/u, '') : bytes.toString('latin1');
    yield { start: index, end: index + stretch.length, text, isWide };
  }
}

/** Whether {@link nestedTexts} may have any for a text, or for one that this is a part of. */
export function mayHoldNested(text: string): boolean {
  return text.search(STRETCH) !== -1;
}

/** ASCII with a zero behind each character. */
function isWideText(head: Uint8Array): boolean {
  for (let at = head[0] === 0xff ? 2 : 0; at + 1 < head.length; at += 2) {
    if (head[at + 1] !== 0 || !isPrintable(head[at]!)) return false;
  }
  return true;
}

function isPlainText(head: Uint8Array): boolean {
  return head.every(isPrintable);
}

function isPrintable(code: number): boolean {
  return (code >= 32 && code < 127) || (code >= 9 && code <= 13);
}
