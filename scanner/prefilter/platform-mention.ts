import { narrowed } from '../../src/may-hold.ts';
import { resources } from '../../src/navixy/paths.ts';
import { VENDOR_LETTERS } from '../wasm/byte-tables.ts';

/** {@link platformMentionsIn}: the bytes name the platform. */
export const NAMED = 1;
/** {@link platformMentionsIn}: the bytes have a word in them that makes values in pieces worth looking for. */
export const WORDED = 2;

/** Places are looked at three apart. */
const STEP = 3;
const NAVIXY = Buffer.from('navixy');
const API = Buffer.from('api-v2');
const SQUAREGPS = Buffer.from('squaregps');
const NVX = Buffer.from('NVX');
const V = 'v'.charCodeAt(0);
const SLASH = '/'.charCodeAt(0);
/** A `v` in each byte of a word, and what makes letters small. */
const VVVV = 0x76767676;
const SMALL = 0x20202020;
/** The longest resource after `/api-v2/`, and the byte that ends it. */
const LONGEST_RESOURCE = 24;

/**
 * All words sought (`navixy` in any case, `api-v2`, `NVX`) have a `v` in them, which little else has. This is asked
 * about everything that is read, so four bytes are looked at in one go.
 * @param bytes memory in which a document lies at `low`…`high`
 * @param from start of the part in which words are sought, which end before `to`
 * @returns {@link NAMED}, {@link WORDED}, or both
 */
export function platformMentionsIn(bytes: Uint8Array, low: number, high: number, from: number, to: number): number {
  let found = 0;
  const words = wordsOf(bytes);
  const last = Math.min((to + 3) >> 2, words.length);
  for (let word = from >> 2; word < last; word += 1) {
    const other = (words[word]! | SMALL) ^ VVVV;
    // Not zero when one of the four bytes is.
    if (((other - 0x01010101) & ~other & 0x80808080) === 0) continue;
    for (let at = word * 4; at < word * 4 + 4; at += 1)
      if ((bytes[at]! | 32) === V) found |= wordAt(bytes, low, high, from, to, at);
    if ((found & NAMED) !== 0) return found;
  }
  for (let at = Math.max(from, words.length * 4); at < to; at += 1)
    if ((bytes[at]! | 32) === V) found |= wordAt(bytes, low, high, from, to, at);
  return found;
}

const NO_WORDS: Int32Array = new Int32Array(0);
/** A walk asks about the same memory again and again. */
let lastWords: Int32Array = NO_WORDS;
let lastBuffer: ArrayBufferLike = NO_WORDS.buffer;

/** @returns the same memory in words of four bytes, as far as they go */
function wordsOf(bytes: Uint8Array): Int32Array {
  const { buffer } = bytes;
  if (bytes.byteOffset % 4 !== 0) return NO_WORDS;
  if (buffer === lastBuffer && bytes.byteOffset === 0) return lastWords;
  const words = new Int32Array(buffer, bytes.byteOffset, bytes.length >> 2);
  if (bytes.byteOffset === 0 && bytes.length === buffer.byteLength) {
    lastWords = words;
    lastBuffer = buffer;
  }
  return words;
}

/** @returns whether the bytes `from`…`to` name the platform */
export function namesPlatform(bytes: Uint8Array, from: number, to: number): boolean {
  return (platformMentionsIn(bytes, from, to, from, to) & NAMED) !== 0;
}

/** What word has its `v` at `at`. */
function wordAt(bytes: Uint8Array, low: number, high: number, from: number, to: number, at: number): number {
  if (isAt(bytes, from, to, at - 2, NAVIXY, 32)) return NAMED | WORDED;
  return (isAt(bytes, from, to, at - 1, NVX, 0) ? WORDED : 0) | apiAt(bytes, low, high, from, to, at - 4);
}

/** As the judgement asks it of paths: `navixy` or `squaregps` in any case. */
export function namesVendor(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += STEP) {
    const place = VENDOR_LETTERS[bytes[at]!]!;
    if (place === 0) continue;
    const word = place < 10 ? NAVIXY : SQUAREGPS;
    if (isAt(bytes, from, to, at - (place % 10), word, 32)) return true;
  }
  return false;
}

/** Other services have such a path too: what follows must be a resource of the platform, or nothing yet. */
function apiAt(bytes: Uint8Array, low: number, high: number, from: number, to: number, start: number): number {
  if (!isAt(bytes, from, to, start, API, 0)) return 0;
  const after = start + API.length + 1;
  if (start - 1 < low || after > high || bytes[start - 1] !== SLASH || bytes[after - 1] !== SLASH) return WORDED;
  const rest = Buffer.from(bytes.buffer, bytes.byteOffset + after, Math.min(LONGEST_RESOURCE, high - after)).toString(
    'latin1',
  );
  return resources().has(/^\w*/.exec(rest)![0]) ? NAMED | WORDED : WORDED;
}

/** @param bit 32 to compare without case */
function isAt(bytes: Uint8Array, from: number, to: number, start: number, word: Buffer, bit: number): boolean {
  if (start < from || start + word.length > to) return false;
  for (let step = 0; step < word.length; step += 1) if ((bytes[start + step]! | bit) !== word[step]) return false;
  return true;
}

/** Notes whether any document names the platform, which makes a bare `hash = …` elsewhere more telling. */
export class PlatformMentions {
  #named = false;

  /** Whether the platform was named so far. */
  get named(): boolean {
    return this.#named;
  }

  see(bytes: Uint8Array): void {
    this.#named ||= namesPlatform(bytes, 0, bytes.length);
    if (this.#named) return;
    const narrow = narrowed(bytes);
    this.#named = narrow !== undefined && namesPlatform(narrow, 0, narrow.length);
  }

  /** For who has looked with {@link platformMentionsIn}. */
  note(): void {
    this.#named = true;
  }
}
