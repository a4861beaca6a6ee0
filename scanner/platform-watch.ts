import { RESOURCES } from '../src/navixy/paths.ts';

/** {@link platformIn}: the bytes name the platform. */
export const NAMED = 1;
/** {@link platformIn}: the bytes have a word in them that makes values in pieces worth looking for. */
export const WORDED = 2;

/**
 * Of the words sought (`navixy` in any case, `api-v2`, `NVX`) each has one of these letters at every third place, so
 * that looking at every third byte meets it.
 */
const STEP = 3;
const LETTERS = new Uint8Array(256);
for (const letter of 'nNvVxX-2') LETTERS[letter.charCodeAt(0)] = 1;
const NAVIXY = Buffer.from('navixy');
const API = Buffer.from('api-v2');
const SQUAREGPS = Buffer.from('squaregps');
const NVX = Buffer.from('NVX');
const [N, V, X, HYPHEN, SLASH] = [...'nvx-/'].map((letter) => letter.charCodeAt(0)) as [number, number, number, number, number];
/** Of every third letter of the two names one is in here: its place, and 10 for the second. No two are alike. */
const VENDOR = new Uint8Array(256);
for (const [letter, place] of Object.entries({ i: 3, x: 4, y: 5, g: 16, q: 11, u: 12 })) VENDOR[letter.charCodeAt(0)] = VENDOR[letter.charCodeAt(0) & ~32] = place;
/** The longest resource after `/api-v2/`, and the byte that ends it. */
const LONGEST_RESOURCE = 24;

/**
 * A skip scan: this is asked about everything that is read.
 * @param bytes memory in which a document lies at `low`…`high`
 * @param from start of the part in which words are sought, which end before `to`
 * @returns {@link NAMED}, {@link WORDED}, or both
 */
export function platformIn(bytes: Uint8Array, low: number, high: number, from: number, to: number): number {
  let found = 0;
  for (let at = from; at < to; at += STEP) {
    if (LETTERS[bytes[at]!] === 0) continue;
    found |= wordAt(bytes, low, high, from, to, at);
    if ((found & NAMED) !== 0) break;
  }
  return found;
}

/** @returns whether the bytes `from`…`to` name the platform */
export function namesPlatform(bytes: Uint8Array, from: number, to: number): boolean {
  return (platformIn(bytes, from, to, from, to) & NAMED) !== 0;
}

/** What word has its letter at `at`. */
function wordAt(bytes: Uint8Array, low: number, high: number, from: number, to: number, at: number): number {
  const byte = bytes[at]!;
  if (byte === HYPHEN) return apiAt(bytes, low, high, from, to, at - 3);
  const letter = byte | 32;
  // Most letters that are met are an n that no a follows.
  if (letter === N) return (bytes[at + 1]! | 32) === 97 && isAt(bytes, from, to, at, NAVIXY, 32) ? NAMED | WORDED : nvxAt(bytes, from, to, at);
  if (letter === X) return isAt(bytes, from, to, at - 4, NAVIXY, 32) ? NAMED | WORDED : nvxAt(bytes, from, to, at - 2);
  if (letter !== V) return apiAt(bytes, low, high, from, to, at - 5);
  if (isAt(bytes, from, to, at - 2, NAVIXY, 32)) return NAMED | WORDED;
  return nvxAt(bytes, from, to, at - 1) | apiAt(bytes, low, high, from, to, at - 4);
}

/** As the judgement asks it of paths: `navixy` or `squaregps` in any case. */
export function namesVendor(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at += STEP) {
    const place = VENDOR[bytes[at]!]!;
    if (place === 0) continue;
    const word = place < 10 ? NAVIXY : SQUAREGPS;
    if (isAt(bytes, from, to, at - (place % 10), word, 32)) return true;
  }
  return false;
}

function nvxAt(bytes: Uint8Array, from: number, to: number, start: number): number {
  return isAt(bytes, from, to, start, NVX, 0) ? WORDED : 0;
}

/** Other services have such a path too: what follows must be a resource of the platform, or nothing yet. */
function apiAt(bytes: Uint8Array, low: number, high: number, from: number, to: number, start: number): number {
  if (!isAt(bytes, from, to, start, API, 0)) return 0;
  const after = start + API.length + 1;
  if (start - 1 < low || after > high || bytes[start - 1] !== SLASH || bytes[after - 1] !== SLASH) return WORDED;
  const rest = Buffer.from(bytes.buffer, bytes.byteOffset + after, Math.min(LONGEST_RESOURCE, high - after)).toString('latin1');
  return RESOURCES.has(/^\w*/.exec(rest)![0]) ? NAMED | WORDED : WORDED;
}

/** @param bit 32 to compare without case */
function isAt(bytes: Uint8Array, from: number, to: number, start: number, word: Buffer, bit: number): boolean {
  if (start < from || start + word.length > to) return false;
  for (let step = 0; step < word.length; step += 1) if ((bytes[start + step]! | bit) !== word[step]) return false;
  return true;
}

/** Notes whether any document names the platform, which makes a bare `hash = …` elsewhere more telling. */
export class PlatformWatch {
  #named = false;

  /** Whether the platform was named so far. */
  get named(): boolean {
    return this.#named;
  }

  see(bytes: Uint8Array): void {
    this.#named ||= namesPlatform(bytes, 0, bytes.length);
  }

  /** For who has looked with {@link platformIn}. */
  note(): void {
    this.#named = true;
  }
}
