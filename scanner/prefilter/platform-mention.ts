// Finds mentions of the Navixy platform in bytes; they make a bare `hash = …` elsewhere more suspicious.
import { wideToUtf8 } from '../../src/hidden-values.ts';
import { resources } from '../../src/navixy/find-documented-call.ts';
import { VENDOR_LETTERS } from '../wasm/byte-tables.ts';

/** A result of {@link platformMentionsIn}: the bytes mention the platform. */
export const MENTIONED = 1;
/** A result of {@link platformMentionsIn}: the bytes contain a word that makes a search for split values worthwhile. */
export const SPLIT_HINT = 2;

/** Bytes between two probes: every vendor name is found by probing every third byte. */
const PROBE_INTERVAL = 3;
const NAVIXY = Buffer.from('navixy');
const API = Buffer.from('api-v2');
const SQUAREGPS = Buffer.from('squaregps');
const NVX = Buffer.from('NVX');
const V = 'v'.charCodeAt(0);
const SLASH = '/'.charCodeAt(0);
/** A `v` in each byte of a 32-bit word, and the bits that make letters lower case. */
const VVVV = 0x76767676;
const LOWER_CASE = 0x20202020;
/** The longest resource after `/api-v2/`, plus the byte that ends it. */
const MAX_RESOURCE = 24;

/**
 * Every word searched for (`navixy` in any case, `api-v2`, `NVX`) contains a `v`, which is rare. This runs on
 * everything that is read, so it tests four bytes at a time.
 * @param bytes memory that holds a document at `low`…`high`
 * @param from start of the part to search; words must end before `to`
 * @returns {@link MENTIONED}, {@link SPLIT_HINT}, or both
 */
export function platformMentionsIn(bytes: Uint8Array, low: number, high: number, from: number, to: number): number {
  let found = 0;
  const words = wordsIn(bytes);
  const last = Math.min((to + 3) >> 2, words.length);
  for (let word = from >> 2; word < last; word += 1) {
    const other = (words[word]! | LOWER_CASE) ^ VVVV;
    // Not zero if one of the four bytes is.
    if (((other - 0x01010101) & ~other & 0x80808080) === 0) continue;
    for (let at = word * 4; at < word * 4 + 4; at += 1)
      if ((bytes[at]! | 32) === V) found |= mentionAt(bytes, low, high, from, to, at);
    if ((found & MENTIONED) !== 0) return found;
  }
  for (let at = Math.max(from, words.length * 4); at < to; at += 1)
    if ((bytes[at]! | 32) === V) found |= mentionAt(bytes, low, high, from, to, at);
  return found;
}

const NO_WORDS: Int32Array = new Int32Array(0);
/** A walk passes the same memory over and over. */
let lastWords: Int32Array = NO_WORDS;
let lastBuffer: ArrayBufferLike = NO_WORDS.buffer;

/** @returns the same memory as 32-bit words; empty if it is not aligned */
function wordsIn(bytes: Uint8Array): Int32Array {
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

/** @returns whether the bytes `from`…`to` mention the platform */
export function hasPlatformMention(bytes: Uint8Array, from: number, to: number): boolean {
  return (platformMentionsIn(bytes, from, to, from, to) & MENTIONED) !== 0;
}

/** Which of the words has its `v` at `at`. */
function mentionAt(bytes: Uint8Array, low: number, high: number, from: number, to: number, at: number): number {
  if (isAt(bytes, from, to, at - 2, NAVIXY, 32)) return MENTIONED | SPLIT_HINT;
  return (isAt(bytes, from, to, at - 1, NVX, 0) ? SPLIT_HINT : 0) | apiPathAt(bytes, low, high, from, to, at - 4);
}

/** Whether the bytes contain `navixy` or `squaregps` in any case; the detector applies the same test to paths. */
export function hasVendorName(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += PROBE_INTERVAL) {
    const position = VENDOR_LETTERS[bytes[at]!]!;
    if (position === 0) continue;
    const word = position < 10 ? NAVIXY : SQUAREGPS;
    if (isAt(bytes, from, to, at - (position % 10), word, 32)) return true;
  }
  return false;
}

/** Other services have such a path too: a resource of the platform, or nothing, must follow. */
function apiPathAt(bytes: Uint8Array, low: number, high: number, from: number, to: number, start: number): number {
  if (!isAt(bytes, from, to, start, API, 0)) return 0;
  const after = start + API.length + 1;
  if (start - 1 < low || after > high || bytes[start - 1] !== SLASH || bytes[after - 1] !== SLASH) return SPLIT_HINT;
  const rest = Buffer.from(bytes.buffer, bytes.byteOffset + after, Math.min(MAX_RESOURCE, high - after)).toString(
    'latin1',
  );
  return resources().has(/^\w*/.exec(rest)![0]) ? MENTIONED | SPLIT_HINT : SPLIT_HINT;
}

/** @param bit 32 to compare without case */
function isAt(bytes: Uint8Array, from: number, to: number, start: number, word: Buffer, bit: number): boolean {
  if (start < from || start + word.length > to) return false;
  for (let step = 0; step < word.length; step += 1) if ((bytes[start + step]! | bit) !== word[step]) return false;
  return true;
}

/** Remembers whether any document mentioned the platform, which makes a bare `hash = …` elsewhere more suspicious. */
export class PlatformMentions {
  #isFound = false;

  /** Whether the platform has been mentioned so far. */
  get isFound(): boolean {
    return this.#isFound;
  }

  add(bytes: Uint8Array): void {
    this.#isFound ||= hasPlatformMention(bytes, 0, bytes.length);
    if (this.#isFound) return;
    const utf8 = wideToUtf8(bytes);
    this.#isFound = utf8 !== undefined && hasPlatformMention(utf8, 0, utf8.length);
  }

  /** For callers that used {@link platformMentionsIn} themselves. */
  markFound(): void {
    this.#isFound = true;
  }
}
