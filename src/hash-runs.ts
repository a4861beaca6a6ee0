/**
 * Finds runs of exactly 32 hex digits with a skip scan: a run covers 32 characters, so examining every 32nd (every 31st
 * in bytes, to hit both halves of UTF-16) finds each run. Text without a run costs next to nothing.
 */

export interface HashRun {
  /** Offset of the first digit. */
  readonly start: number;
  /** Offset after the last digit. */
  readonly end: number;
  /** First digit of an escape that runs into the value, as in `%3D` + value; otherwise `start`. */
  readonly escapeStart: number;
}

export interface ByteRun {
  readonly start: number;
  readonly end: number;
  /** 1 for ASCII; 2 for UTF-16, which has a zero byte between the digits. */
  readonly stride: 1 | 2;
}

const LENGTH = 32;
/** The longest escape that can run into a value: `%25253D`. */
const MAX_ESCAPE_LENGTH = 6;

const HEX = new Uint8Array(65536);
for (const digit of '0123456789abcdefABCDEF') HEX[digit.charCodeAt(0)] = 1;

/** Yields runs of exactly 32 hex digits in any letter case, in order; longer runs are never cut. */
export function* hashRuns(text: string): Generator<HashRun> {
  const length = text.length;
  let at = LENGTH - 1;
  while (at < length) {
    if (HEX[text.charCodeAt(at)] === 0) {
      at += LENGTH;
      continue;
    }
    let start = at;
    while (start > 0 && HEX[text.charCodeAt(start - 1)] === 1) start -= 1;
    let end = at + 1;
    while (end < length && HEX[text.charCodeAt(end)] === 1) end += 1;
    const escape = escapeLength(end - start, (offset) => text.charCodeAt(start + offset));
    if (escape !== undefined) yield { start: start + escape, end, escapeStart: start };
    at = end + LENGTH;
  }
}

/** @returns whether the text has a run of exactly 32 hex digits */
export function hasHashRun(text: string): boolean {
  return hashRuns(text).next().done !== true;
}

/** @returns all runs of {@link hashRuns} */
export function findHashRuns(text: string): HashRun[] {
  return [...hashRuns(text)];
}

/**
 * Finds the runs in bytes of any encoding.
 * @param onRun called for each run in order; return `true` to stop
 */
export function scanByteRuns(bytes: Uint8Array, onRun: (run: ByteRun) => boolean): void {
  const length = bytes.length;
  const step = LENGTH - 1;
  let at = step;
  let floor = 0;
  while (at < length) {
    if (HEX[bytes[at]!] === 0) {
      at += step;
      continue;
    }
    const stride = strideAt(bytes, at);
    if (stride === 0) {
      at += step;
      continue;
    }
    let start = at;
    while (start - stride >= floor && isDigitAt(bytes, start - stride, stride)) start -= stride;
    let end = at + stride;
    while (end < length && isDigitAt(bytes, end, stride)) end += stride;
    if (stride === 2 && end > length) end = length + 1;
    const escape = escapeLength((end - start) / stride, (offset) => bytes[start + offset * stride] ?? 0);
    if (escape !== undefined && onRun({ start: start + escape * stride, end, stride })) return;
    // A UTF-16 run ends on a zero byte that may start the next ASCII run, so continue from its last digit.
    floor = stride === 1 ? end : end - 1;
    at = floor + step;
  }
}

function strideAt(bytes: Uint8Array, at: number): 0 | 1 | 2 {
  const before = at > 0 ? bytes[at - 1]! : -1;
  const after = at + 1 < bytes.length ? bytes[at + 1]! : -1;
  if ((before >= 0 && HEX[before] === 1) || (after >= 0 && HEX[after] === 1)) return 1;
  return before === 0 || after === 0 ? 2 : 0;
}

function isDigitAt(bytes: Uint8Array, at: number, stride: 1 | 2): boolean {
  if (HEX[bytes[at] ?? 0] === 0) return false;
  return stride === 1 || bytes[at - 1] === 0 || bytes[at + 1] === 0;
}

/**
 * Counts the leading digits of a run that belong to an escape before the value. `hash%3D<value>` is 34 digits in a row,
 * `\u003d<value>` 36: requiring exactly 32 would miss the most common encodings.
 * @returns 0 for a plain run of 32, the length of the escape if one explains the surplus, else `undefined`
 */
function escapeLength(length: number, codeAt: (offset: number) => number): number | undefined {
  if (length === LENGTH) return 0;
  const surplus = length - LENGTH;
  if (surplus < 1 || surplus > MAX_ESCAPE_LENGTH) return undefined;
  const written = Array.from({ length: surplus }, (_, index) => String.fromCharCode(codeAt(index))).join('');
  const digits = written.toLowerCase();
  const before = String.fromCharCode(codeAt(-1) || 0);
  const twoBefore = String.fromCharCode(codeAt(-2) || 0) + before;
  if (before === '%' && /^(?:25)*[2-7][0-9a-f]$/.test(digits)) return surplus;
  // Quoted-printable uses upper case; otherwise any 34 digits after a `=` could match by chance.
  if (before === '=' && written === '3D') return surplus;
  if (twoBefore === '\\x' && /^[2-7][0-9a-f]$/.test(digits)) return surplus;
  if (twoBefore === '\\u' && /^00[2-7][0-9a-f]$/.test(digits)) return surplus;
  if (before === '\\' && /^(?:[abef]|0[0-7]{2})$/.test(digits)) return surplus;
  return undefined;
}
