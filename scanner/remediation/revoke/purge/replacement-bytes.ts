// What purge writes in the place of a value: bytes of the same length that are no hash.

import type { Encoding, Secret } from '../../../../src/index.ts';

const START = 'REDACTED-NAVIXY-HASH-';
/** Digits of the fingerprint, so two values never get the same replacement. */
const DIGITS = 11;
const PADDING = '-';
const QUOTES = /['"`]/;
const LINE_BREAK = /[\r\n]/;
/** In a value of several quoted pieces, everything else is code. */
const IN_PIECES = /[0-9A-Za-z]/;

/** @returns the 32 characters that replace a value, e.g. `REDACTED-NAVIXY-HASH-53f8bfb3ae0` */
function replacementText({ fingerprint }: Secret): string {
  return START + fingerprint.slice(0, DIGITS);
}

/**
 * Replaces one spelling of a value. Line breaks stay, and in a value of several pieces quotes and code stay too.
 * @param bytes of the spelling; not changed
 * @param encoding of the text around it, if not UTF-8 or latin-1
 * @returns as many bytes
 */
export function replacementBytes(bytes: Uint8Array, secret: Secret, encoding: Encoding | undefined): Buffer {
  const replaced = Buffer.from(bytes);
  const unit = encoding?.startsWith('utf-16') === true ? 2 : encoding?.startsWith('utf-32') === true ? 4 : 1;
  // The byte of a character that is not zero.
  const digit = encoding?.endsWith('be') === true ? unit - 1 : 0;
  const places = Array.from({ length: Math.floor(replaced.length / unit) }, (_, at) => at * unit + digit);
  const isInPieces = places.some((at) => QUOTES.test(String.fromCharCode(replaced[at]!)));
  const text = replacementText(secret);
  let next = 0;
  for (const at of places) {
    const character = String.fromCharCode(replaced[at]!);
    if (isInPieces ? !IN_PIECES.test(character) : LINE_BREAK.test(character)) continue;
    replaced[at] = (text[next] ?? PADDING).charCodeAt(0);
    next += 1;
  }
  return replaced;
}
