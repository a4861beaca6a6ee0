// Checks for values that leave no run of digits in the bytes: in pieces, encoded twice, or fully escaped.
import { isUtf8 } from 'node:buffer';
import { decodeWide, wideEncoding } from './text-encodings.ts';
import { mayHoldJoint } from './spellings/joined-strings.ts';
import { mayHoldNested } from './spellings/nested.ts';

/**
 * @returns the UTF-8 text of a document with two or four bytes per character, which can be searched like any other;
 *   undefined for all other documents
 */
export function wideToUtf8(bytes: Uint8Array): Buffer | undefined {
  const wide = wideEncoding(bytes);
  return wide === undefined ? undefined : Buffer.from(decodeWide(bytes.subarray(wide.start), wide.encoding));
}

/** The `v` of `navixy` in a fully escaped document. */
const ESCAPED_V = [Buffer.from('\\u0076'), Buffer.from('\\u0056')] as const;

/** Bytes decoded at a time, with an overlap larger than the span of any value in pieces. */
const STRETCH = 64 * 1024;
const OVERLAP = 8 * 1024;

/**
 * Whether a document that names the platform may contain a value in pieces. Uses bounded memory: every second 10 MB
 * image contains `NVX` by chance.
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
  return mayHoldNested(bytes) || hasEscapedName(bytes);
}

/** Whether a document may name the platform in escapes such as `\u006e`. */
export function hasEscapedName(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return ESCAPED_V.some((letter) => view.includes(letter));
}
