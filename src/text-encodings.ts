// Detects the encoding of bytes and decodes them; unescapes the text around a value.
import { isUtf8 } from 'node:buffer';

export type ByteOrder = 'utf-16le' | 'utf-16be';
/** Encodings that put zero bytes between ASCII characters. */
export type WideEncoding = ByteOrder | 'utf-32le' | 'utf-32be';

/** Bytes examined to guess an encoding. */
const GUESS_BYTES = 4096;
/** Maximum number of different high bytes: they come from a few Unicode blocks, low bytes from everywhere. */
const MAX_BLOCKS = 8;
/** Minimum length of a guess in bytes: shorter text cannot be told from numbers. */
const MIN_GUESS_LENGTH = 64;
const LAST_CODE_POINT = 0x10ffff;
const REPLACEMENT = 0xfffd;

/**
 * @returns the encoding that a byte order mark declares. The little-endian UTF-32 mark starts with the UTF-16 mark, so
 *   it counts only if UTF-32 characters follow.
 */
export function byteOrderMark(bytes: Uint8Array): 'utf-8' | WideEncoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return bytes[2] === 0 && bytes[3] === 0 && isMostlyUtf32(bytes, 'utf-32le') ? 'utf-32le' : 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  return bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 0xfe && bytes[3] === 0xff && isMostlyUtf32(bytes, 'utf-32be')
    ? 'utf-32be'
    : undefined;
}

/**
 * @returns the encoding of a document with two or four bytes per character, from its mark or its bytes, and the length
 *   of the mark
 */
export function wideEncoding(
  bytes: Uint8Array,
): { readonly encoding: WideEncoding; readonly start: 0 | 2 | 4 } | undefined {
  // Needs a mark and one character; the WebAssembly prefilter has the same limit.
  if (bytes.length < 4) return undefined;
  const mark = byteOrderMark(bytes);
  if (mark === 'utf-16le' || mark === 'utf-16be') return { encoding: mark, start: 2 };
  if (mark === 'utf-32le' || mark === 'utf-32be') return { encoding: mark, start: 4 };
  const guessed = mark === undefined ? (guessUtf16(bytes) ?? guessUtf32(bytes)) : undefined;
  return guessed === undefined ? undefined : { encoding: guessed, start: 0 };
}

/** @returns the text without its byte order mark; invalid UTF-8 is read as latin-1, one column per byte */
export function decodeBytes(bytes: Uint8Array): string {
  const body = byteOrderMark(bytes) === 'utf-8' ? bytes.subarray(3) : bytes;
  return isUtf8(body) ? view(body).toString('utf8') : view(body).toString('latin1');
}

/** @returns the text of a whole document in its detected encoding, without its byte order mark */
export function decodeDocument(bytes: Uint8Array): string {
  const wide = wideEncoding(bytes);
  return wide === undefined ? decodeBytes(bytes) : decodeWide(bytes.subarray(wide.start), wide.encoding);
}

/** @returns the text of bytes without a mark; incomplete units at the end are dropped */
export function decodeWide(bytes: Uint8Array, encoding: WideEncoding): string {
  return encoding === 'utf-16le' || encoding === 'utf-16be'
    ? decodeUtf16(bytes, encoding)
    : decodeUtf32(bytes, encoding).text;
}

/** @returns the text of UTF-16 bytes; an odd last byte is dropped */
export function decodeUtf16(bytes: Uint8Array, order: ByteOrder): string {
  const even = bytes.subarray(0, bytes.length & ~1);
  if (order === 'utf-16le') return view(even).toString('utf16le');
  return Buffer.from(even).swap16().toString('utf16le');
}

/** @returns the text of UTF-32 bytes, and whether all units are characters; invalid units become U+FFFD */
export function decodeUtf32(
  bytes: Uint8Array,
  encoding: 'utf-32le' | 'utf-32be',
): { readonly text: string; readonly isWhole: boolean } {
  const units = unitsOf(bytes, encoding);
  const count = Math.trunc(bytes.length / 4);
  const halves = new Uint16Array(2 * count);
  let length = 0;
  let isWhole = true;
  for (let at = 0; at < count; at += 1) {
    let unit = units(at);
    if (!isCodePoint(unit)) {
      isWhole = false;
      unit = REPLACEMENT;
    }
    if (unit > 0xffff) halves[length++] = 0xd7c0 + (unit >> 10);
    halves[length++] = unit > 0xffff ? 0xdc00 + (unit & 0x3ff) : unit;
  }
  return { text: Buffer.from(halves.buffer, 0, 2 * length).toString('utf16le'), isWhole };
}

function unitsOf(bytes: Uint8Array, encoding: 'utf-32le' | 'utf-32be'): (at: number) => number {
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLittle = encoding === 'utf-32le';
  return (at) => words.getUint32(at * 4, isLittle);
}

function isCodePoint(unit: number): boolean {
  return unit <= LAST_CODE_POINT && (unit < 0xd800 || unit > 0xdfff);
}

/** Tolerates a few invalid units, as in a damaged text. */
function isMostlyUtf32(bytes: Uint8Array, encoding: 'utf-32le' | 'utf-32be'): boolean {
  const count = Math.trunc(Math.min(bytes.length, GUESS_BYTES) / 4);
  const units = unitsOf(bytes, encoding);
  let strange = 0;
  for (let at = 1; at < count; at += 1) if (!isCodePoint(units(at))) strange += 1;
  return strange * 16 <= count;
}

/** @returns the byte order of a document that is UTF-16 throughout but has no mark */
export function guessUtf16(bytes: Uint8Array): ByteOrder | undefined {
  if (bytes.length < MIN_GUESS_LENGTH || bytes.length % 2 === 1) return undefined;
  const end = Math.min(bytes.length, GUESS_BYTES);
  if (!bytes.subarray(0, end).includes(0)) return undefined;
  const halves = [new Set<number>(), new Set<number>()] as const;
  const zeros = [0, 0];
  for (let at = 0; at < end; at += 1) {
    const byte = bytes[at]!;
    halves[at % 2]!.add(byte);
    if (byte !== 0) continue;
    zeros[at % 2]! += 1;
    if (zeros[0]! > 0 && zeros[1]! > 0) return undefined;
  }
  const isHigh = (half: 0 | 1) =>
    halves[half].has(0) &&
    halves[half].size <= MAX_BLOCKS &&
    zeros[1 - half] === 0 &&
    halves[1 - half]!.size > halves[half].size;
  if (isHigh(1)) return 'utf-16le';
  return isHigh(0) ? 'utf-16be' : undefined;
}

/** @returns the byte order of UTF-32 without a mark: every unit is a printable character or white space */
function guessUtf32(bytes: Uint8Array): 'utf-32le' | 'utf-32be' | undefined {
  if (bytes.length < MIN_GUESS_LENGTH || bytes.length % 4 !== 0) return undefined;
  const encoding = bytes[0] === 0 ? 'utf-32be' : 'utf-32le';
  const units = unitsOf(bytes, encoding);
  const count = Math.min(bytes.length, GUESS_BYTES) / 4;
  for (let at = 0; at < count; at += 1) {
    const unit = units(at);
    if (!isCodePoint(unit) || (unit < 32 && (unit < 9 || unit > 13))) return undefined;
  }
  return encoding;
}

function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
  equals: '=',
  colon: ':',
  quest: '?',
  sol: '/',
  num: '#',
  lbrace: '{',
  rbrace: '}',
  comma: ',',
  semi: ';',
};

/** Of several backslashes in a row only the first starts an escape; trying each one would be useless and slow. */
const ESCAPES =
  /%(?:25){0,3}([2-7][0-9a-fA-F])|(?<!\\)\\+u00([2-7][0-9a-fA-F])|(?<!\\)\\+x([2-7][0-9a-fA-F])|(?<!\\)\\+u\{0{0,4}([2-7][0-9a-fA-F])\}|=(3D)|&#[xX]0{0,4}([2-7][0-9a-fA-F]);|&#0{0,4}(\d{2,3});|&([a-z]{2,6});|(?<!\\)\\+(?!navixy)([nrt])|(?<!\\)\\+(["'`/?&])/g;

/**
 * Unescapes the text around a value, so one set of patterns fits all spellings: percent (also repeated),
 * quoted-printable, `\u003d`, `\x3d`, HTML entities, and the backslashes of a string inside a string.
 * @param fragment a bounded piece of text; the offsets in the result differ from the original's
 */
export function unescapeFragment(fragment: string): string {
  if (!/[%\\&\x1b]|=[?3]/.test(fragment)) return fragment;
  // Removes terminal colors, and the underscores that replace spaces in a mail header.
  const bare = fragment
    .replace(/\x1b\[[0-9;]*m/g, '')
    .replace(/=\?[\w-]{1,20}\?q\?([^?\s]*)$/i, (_, words: string) => words.replaceAll('_', ' '));
  return bare.replace(
    ESCAPES,
    (
      whole: string,
      percent?: string,
      unicode?: string,
      byte?: string,
      braced?: string,
      printable?: string,
      entityHex?: string,
      entity?: string,
      named?: string,
      control?: string,
      escaped?: string,
    ) => {
      const code = percent ?? unicode ?? byte ?? braced ?? printable ?? entityHex;
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      if (entity !== undefined)
        return Number(entity) < 127 && Number(entity) > 31 ? String.fromCharCode(Number(entity)) : whole;
      if (named !== undefined) return NAMED[named] ?? whole;
      if (control !== undefined) return control === 't' ? '\t' : '\n';
      return escaped ?? whole;
    },
  );
}
