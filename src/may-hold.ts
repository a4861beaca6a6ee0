/** Tells documents that may hold a value from the many that do not, without judging or decoding them. */
import { isUtf8 } from 'node:buffer';
import { decodeWide, wideEncoding } from './encodings.ts';
import { mayHoldRun, scanByteRuns } from './hash-runs.ts';
import { mayHoldBase64 } from './spellings/base64.ts';
import { mayHoldJoint } from './spellings/joined.ts';
import { mayHoldNested } from './spellings/nested.ts';

/**
 * Whether `detectInBytes` could find anything: one skip scan, no decoding. Values in pieces
 * (`joined`) are not seen by it; for them ask {@link mayHoldPieces} too.
 */
export function mayHoldHash(bytes: Uint8Array): boolean {
  let found = false;
  if (mayHoldRun(bytes)) scanByteRuns(bytes, () => (found = true));
  if (found || mayHoldBase64(bytes) || mayHoldNested(bytes)) return true;
  // Where there are zeros between the characters, base64 is not seen, and of UTF-32 nothing.
  const narrow = narrowed(bytes);
  return narrow !== undefined && mayHoldHash(narrow);
}

/**
 * @returns the text of a document of which each character takes two or four bytes, in UTF-8: it holds what the
 * document holds, and can be searched like any other; undefined for all other documents
 */
export function narrowed(bytes: Uint8Array): Buffer | undefined {
  const wide = wideEncoding(bytes);
  return wide === undefined ? undefined : Buffer.from(decodeWide(bytes.subarray(wide.start), wide.encoding));
}

const SHORT_NAME = Buffer.from('NVX');
/** A document in escapes throughout has its names in them too. */
const ESCAPED_V = [Buffer.from('\\u0076'), Buffer.from('\\u0056')] as const;
const NAMES = [Buffer.from('navixy'), Buffer.from('api-v2')] as const;
/** Of the five pairs of characters in such a name one is met by looking at every fifth place. */
const STEP = 5;
/**
 * A bit for each pair, where a character is its first or its second: small enough to stay where the processor is
 * fastest.
 */
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

/** Whether a document names the platform, so that values in pieces are looked for in it. */
export function mayHoldPieces(bytes: Uint8Array): boolean {
  const last = bytes.length - 1;
  for (let at = 0; at < last; at += STEP) {
    const pairs = FIRST[bytes[at]!]! & SECOND[bytes[at + 1]!]!;
    if (pairs !== 0 && isNameAround(bytes, at, pairs)) return true;
  }
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.includes(SHORT_NAME) || ESCAPED_V.some((letter) => view.includes(letter))) return true;
  const narrow = narrowed(bytes);
  return narrow !== undefined && mayHoldPieces(narrow);
}

/** So much is decoded at a time, and seen again with what follows: more than a value in pieces can span. Bytes. */
const STRETCH = 64 * 1024;
const OVERLAP = 8 * 1024;

/**
 * Whether a document of which {@link mayHoldHash} says no may hold a value in pieces, if it names the platform. In
 * bounded memory: `NVX` stands by chance in every other picture of 10 MB.
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
 * Whether a document may hold a value that leaves no trace of digits: base64 that was encoded twice or holds UTF-16,
 * or a text in escapes throughout.
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

/** In any letter case; true for a little more, which does no harm. */
function isNameAt(bytes: Uint8Array, start: number, name: Uint8Array): boolean {
  if (start < 0 || start + name.length > bytes.length) return false;
  for (let place = 0; place < name.length; place += 1) if ((bytes[start + place]! | 32) !== name[place]) return false;
  return true;
}
