/**
 * The prefilter in TypeScript: selects the few documents that may contain a value, without decoding or judging them.
 */
import { isUtf8 } from 'node:buffer';
import { decodeWide, wideEncoding } from './encodings.ts';
import { mayHoldRun, scanByteRuns } from './hash-runs.ts';
import { mayHoldBase64 } from './spellings/base64.ts';
import { mayHoldJoint } from './spellings/joined.ts';
import { mayHoldNested } from './spellings/nested.ts';

/**
 * Whether `detectInBytes` could find anything: one skip scan, no decoding. It misses values in pieces (`joined`); check
 * {@link mayHoldPieces} for those.
 */
export function mayHoldHash(bytes: Uint8Array): boolean {
  let found = false;
  if (mayHoldRun(bytes)) scanByteRuns(bytes, () => (found = true));
  if (found || mayHoldBase64(bytes) || mayHoldNested(bytes)) return true;
  // With zero bytes between characters, base64 is invisible to the scan, and so is everything in UTF-32.
  const narrow = wideToUtf8(bytes);
  return narrow !== undefined && mayHoldHash(narrow);
}

/**
 * @returns the UTF-8 text of a document with two or four bytes per character, which can be searched like any other;
 *   undefined for all other documents
 */
export function wideToUtf8(bytes: Uint8Array): Buffer | undefined {
  const wide = wideEncoding(bytes);
  return wide === undefined ? undefined : Buffer.from(decodeWide(bytes.subarray(wide.start), wide.encoding));
}

const SHORT_NAME = Buffer.from('NVX');
/** A fully escaped document has its names in escapes too. */
const ESCAPED_V = [Buffer.from('\\u0076'), Buffer.from('\\u0056')] as const;
const NAMES = [Buffer.from('navixy'), Buffer.from('api-v2')] as const;
/** Each name has five pairs of characters; examining every fifth position hits one of them. */
const STEP = 5;
/** One bit per pair whose first (or second) character this is: small enough for the processor's fastest cache. */
const FIRST = new Uint16Array(256);
const SECOND = new Uint16Array(256);
for (const [which, name] of NAMES.entries()) {
  for (let place = 0; place < STEP; place += 1) {
    for (const [table, letter] of [
      [FIRST, name[place]!],
      [SECOND, name[place + 1]!],
    ] as const) {
      for (const spelled of which === 0 ? [letter, letter & ~32] : [letter])
        table[spelled]! |= 1 << (which * STEP + place);
    }
  }
}

/** Whether a document names the platform; values in pieces are searched for only then. */
export function mayHoldPieces(bytes: Uint8Array): boolean {
  const last = bytes.length - 1;
  for (let at = 0; at < last; at += STEP) {
    const pairs = FIRST[bytes[at]!]! & SECOND[bytes[at + 1]!]!;
    if (pairs !== 0 && isNameAround(bytes, at, pairs)) return true;
  }
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.includes(SHORT_NAME) || ESCAPED_V.some((letter) => view.includes(letter))) return true;
  const narrow = wideToUtf8(bytes);
  return narrow !== undefined && mayHoldPieces(narrow);
}

/** Bytes decoded at a time, with an overlap larger than the span of any value in pieces. */
const STRETCH = 64 * 1024;
const OVERLAP = 8 * 1024;

/**
 * Whether a document rejected by {@link mayHoldHash} may contain a value in pieces, if it names the platform. Uses
 * bounded memory: every second 10 MB image contains `NVX` by chance.
 */
export function mayHoldJoined(bytes: Uint8Array): boolean {
  if (wideEncoding(bytes) !== undefined) return true;
  const encoding = isUtf8(bytes) ? 'utf8' : 'latin1';
  for (let from = 0; ; from += STRETCH - OVERLAP) {
    const stretch = bytes.subarray(from, from + STRETCH);
    if (mayHoldJoint(Buffer.from(stretch.buffer, stretch.byteOffset, stretch.byteLength).toString(encoding)))
      return true;
    if (from + STRETCH >= bytes.length) return false;
  }
}

/**
 * Whether a document may contain a value without a trace of digits: base64 that was encoded twice or contains UTF-16,
 * or a fully escaped text.
 */
export function mayHoldHidden(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return mayHoldNested(bytes) || ESCAPED_V.some((letter) => view.includes(letter));
}

function isNameAround(bytes: Uint8Array, at: number, pairs: number): boolean {
  for (let pair = 0; pair < NAMES.length * STEP; pair += 1) {
    if ((pairs & (1 << pair)) !== 0 && isNameAt(bytes, at - (pair % STEP), pair < STEP ? NAMES[0] : NAMES[1]))
      return true;
  }
  return false;
}

/** Compares in any letter case. May accept a few other characters, which is harmless. */
function isNameAt(bytes: Uint8Array, start: number, name: Uint8Array): boolean {
  if (start < 0 || start + name.length > bytes.length) return false;
  for (let place = 0; place < name.length; place += 1) if ((bytes[start + place]! | 32) !== name[place]) return false;
  return true;
}
