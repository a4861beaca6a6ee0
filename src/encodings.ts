import { isUtf8 } from 'node:buffer';

export type ByteOrder = 'utf-16le' | 'utf-16be';

/** @returns the encoding that a byte order mark declares */
export function byteOrderMark(bytes: Uint8Array): 'utf-8' | ByteOrder | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  return undefined;
}

/** @returns the text without its byte order mark; bytes that are not UTF-8 are read as latin-1, one column each */
export function decodeBytes(bytes: Uint8Array): string {
  const body = byteOrderMark(bytes) === 'utf-8' ? bytes.subarray(3) : bytes;
  return isUtf8(body) ? view(body).toString('utf8') : view(body).toString('latin1');
}

/** @returns the text of a whole document in whatever encoding it shows to be, without its byte order mark */
export function decodeDocument(bytes: Uint8Array): string {
  const mark = byteOrderMark(bytes);
  if (mark === 'utf-16le' || mark === 'utf-16be') return decodeUtf16(bytes.subarray(2), mark);
  const order = guessUtf16(bytes);
  return order === undefined ? decodeBytes(bytes) : decodeUtf16(bytes, order);
}

/** @returns the text of UTF-16 bytes; a last odd byte is dropped */
export function decodeUtf16(bytes: Uint8Array, order: ByteOrder): string {
  const even = bytes.subarray(0, bytes.length & ~1);
  if (order === 'utf-16le') return view(even).toString('utf16le');
  return Buffer.from(even).swap16().toString('utf16le');
}

/** Bytes looked at to tell UTF-16 without a mark. */
const GUESS_BYTES = 4096;
/** The high halves of a text come from a few blocks of Unicode, the low halves from everywhere. */
const MOST_BLOCKS = 8;

/** @returns the byte order of a document that is UTF-16 throughout without saying so */
export function guessUtf16(bytes: Uint8Array): ByteOrder | undefined {
  if (bytes.length < 64 || bytes.length % 2 === 1) return undefined;
  const halves = [new Set<number>(), new Set<number>()] as const;
  const zeros = [0, 0];
  const end = Math.min(bytes.length, GUESS_BYTES);
  for (let at = 0; at < end; at += 1) {
    const byte = bytes[at]!;
    halves[at % 2]!.add(byte);
    if (byte === 0) zeros[at % 2]! += 1;
  }
  const isHigh = (half: 0 | 1) => halves[half].has(0) && halves[half].size <= MOST_BLOCKS && zeros[1 - half] === 0 && halves[1 - half]!.size > halves[half].size;
  if (isHigh(1)) return 'utf-16le';
  return isHigh(0) ? 'utf-16be' : undefined;
}

function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>', nbsp: ' ', equals: '=', colon: ':', quest: '?', sol: '/', num: '#', lbrace: '{', rbrace: '}', comma: ',', semi: ';' };

const ESCAPES =
  /%(?:25){0,3}([2-7][0-9a-fA-F])|\\+u00([2-7][0-9a-fA-F])|\\+x([2-7][0-9a-fA-F])|\\+u\{0{0,4}([2-7][0-9a-fA-F])\}|=(3D)|&#[xX]0{0,4}([2-7][0-9a-fA-F]);|&#0{0,4}(\d{2,3});|&([a-z]{2,6});|\\+(?!navixy)([nrt])|\\+(["'`/?&])/g;

/**
 * Writes the escapes around a value out, so that one set of patterns reads them all: percent (once or more),
 * quoted-printable, `\u003d`, `\x3d`, HTML entities, and the backslashes of a string inside a string.
 * @param fragment a bounded piece of text; the result is for reading only, its offsets mean nothing
 */
export function unescapeFragment(fragment: string): string {
  if (!/[%\\&\x1b]|=[?3]/.test(fragment)) return fragment;
  // Colours of a terminal, and the underscores that stand for spaces in a mail header.
  const bare = fragment.replace(/\x1b\[[0-9;]*m/g, '').replace(/=\?[\w-]{1,20}\?q\?([^?\s]*)$/i, (_, words: string) => words.replaceAll('_', ' '));
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
      if (entity !== undefined) return Number(entity) < 127 && Number(entity) > 31 ? String.fromCharCode(Number(entity)) : whole;
      if (named !== undefined) return NAMED[named] ?? whole;
      if (control !== undefined) return control === 't' ? '\t' : '\n';
      return escaped ?? whole;
    },
  );
}
