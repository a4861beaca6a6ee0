/**
 * Finds texts in nested encodings: base64 in base64, and UTF-16 in base64. Neither leaves a trace of digits, so every
 * stretch of base64 that starts like a text is decoded.
 */

/** Minimum length: 32 digits encoded twice have 60 characters, 32 digits of UTF-16 in base64 have 88. */
export const MIN_LENGTH = 56;
/** Characters decoded to tell text from binary data. */
const HEAD = 12;

/** A stretch of base64 and its decoded text. */
export interface NestedText {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Whether the text is UTF-16; otherwise only base64 in it matters. */
  readonly isWide: boolean;
}

/** @returns stretches that contain UTF-16 text or may contain base64 */
export function* nestedTexts(source: string): Generator<NestedText> {
  for (const [start, end] of stretches(source.length, (at) => source.charCodeAt(at))) {
    const stretch = source.slice(start, end);
    const head = Buffer.from(stretch.slice(0, HEAD), 'base64');
    const isWide = isWideText(head);
    if (!isWide && !isPlainText(head)) continue;
    const bytes = Buffer.from(stretch, 'base64');
    const text = isWide ? bytes.toString('utf16le').replace(/^\u{feff}/u, '') : bytes.toString('latin1');
    yield { start, end: end + padding(source, end), text, isWide };
  }
}

/** Whether {@link nestedTexts} finds anything in these bytes. */
export function mayHoldNested(bytes: Uint8Array): boolean {
  for (const [start] of stretches(bytes.length, (at) => bytes[at]!)) if (opensText(bytes, start)) return true;
  return false;
}

/** Whether the base64 at a position starts with a text in ASCII or UTF-16. */
export function opensText(bytes: Uint8Array, at: number): boolean {
  const head = Buffer.from(Buffer.from(bytes.buffer, bytes.byteOffset + at, HEAD).toString('latin1'), 'base64');
  return isWideText(head) || isPlainText(head);
}

/** Base64 characters, by code. */
export const BASE64_SIGNS = new Uint8Array(65536);
for (const sign of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_')
  BASE64_SIGNS[sign.charCodeAt(0)] = 1;
/** A stretch of {@link MIN_LENGTH} characters is met by looking at every so many. */
const STEP = MIN_LENGTH;

/**
 * Yields stretches of base64, in order; most text is skipped by examining every 56th character and a few next to it.
 */
function* stretches(length: number, codeAt: (at: number) => number): Generator<readonly [start: number, end: number]> {
  let floor = 0;
  for (let at = STEP - 1; at < length; at += STEP) {
    if (BASE64_SIGNS[codeAt(at)] === 0) continue;
    let start = at;
    while (start > floor && BASE64_SIGNS[codeAt(start - 1)] === 1) start -= 1;
    let end = at + 1;
    while (end < length && BASE64_SIGNS[codeAt(end)] === 1) end += 1;
    if (end - start >= MIN_LENGTH) yield [start, end];
    floor = end;
    at = end;
  }
}

function padding(source: string, end: number): number {
  return /^={0,2}/.exec(source.slice(end, end + 2))![0].length;
}

/** Whether bytes are ASCII with a zero byte after each character. */
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
