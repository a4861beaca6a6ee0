/** A document as bytes, of which only some stretches are decoded. */
import { isAscii, isUtf8 } from 'node:buffer';
import { Columns } from './context/tables.ts';
import { byteOrderMark, decodeBytes } from './encodings.ts';
import { PlatformMarks } from './platform-marks.ts';
import { findJoined, isWorthJoining } from './spellings/joined.ts';
import { mayHoldNested } from './spellings/nested.ts';
import { Uses } from './uses.ts';

/** Longest line in which a header of a table is looked for, in bytes. */
const LONGEST_HEADER = 16_000;
/** Less than is decoded on each side of a probe, so that it does not matter which one is met first; bytes. */
export const LONGEST_STRETCH = 1900;

/** What base64 can have in it: its characters, and line ends with what stands around them, also written out. */
const OF_BASE64 = new Uint8Array(256);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_= \t\r\n\\')
  OF_BASE64[character.charCodeAt(0)] = 1;

/** A document, and what of it is found out when it is asked for. */
export class ViewedBytes {
  readonly bytes: Uint8Array;
  /** Whether it is UTF-8 with more than ASCII in it, else each byte is a character. */
  readonly isUtf8: boolean;
  /** The same bytes, to be read four at a time from anywhere. */
  readonly words: DataView;
  /** Where its text begins. */
  readonly #low: number;
  readonly #mayBeJoined: boolean;
  #uses: Uses | undefined;
  #whole: string | undefined;

  /** @param mayBeJoined false when it is known not to be */
  constructor(bytes: Uint8Array, mayBeJoined: boolean) {
    this.bytes = bytes;
    this.isUtf8 = !isAscii(bytes) && isUtf8(bytes);
    this.words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#low = byteOrderMark(bytes) === 'utf-8' ? 3 : 0;
    this.#mayBeJoined = mayBeJoined;
  }

  /** Whether its first line names columns. */
  get isTable(): boolean {
    const end = this.bytes.subarray(0, LONGEST_HEADER).indexOf(10);
    return end !== -1 && new Columns(this.text(this.#low, end + 1)).hasHeader;
  }

  /** Whether it has values that are written in pieces. */
  get isJoined(): boolean {
    return (
      this.#mayBeJoined &&
      ((isWorthJoining(this.#text) && findJoined(this.#text).length > 0) || mayHoldNested(this.bytes))
    );
  }

  get uses(): Uses {
    return (this.#uses ??= new Uses(this.#text));
  }

  /** @returns where the base64 around a probe begins and ends, or farther away */
  stretchOf(start: number, end: number): readonly [number, number] {
    let from = start;
    while (from > this.#low && end - from <= LONGEST_STRETCH && OF_BASE64[this.bytes[from - 1]!] === 1) from -= 1;
    let to = end;
    while (to < this.bytes.length && to - from <= LONGEST_STRETCH && OF_BASE64[this.bytes[to]!] === 1) to += 1;
    return [from, to];
  }

  /** Whether the platform is named anywhere in it. */
  isAboutPlatform(hosts: readonly string[]): boolean {
    return new PlatformMarks(this.#text, hosts).isAnywhere;
  }

  text(from: number, to: number): string {
    const part = Buffer.from(this.bytes.buffer, this.bytes.byteOffset + from, to - from);
    return part.toString(this.isUtf8 ? 'utf8' : 'latin1');
  }

  /** @returns where the character starts that `at` is in, and then `count` characters before */
  before(at: number, count: number): number {
    let here = Math.max(at, this.#low);
    if (!this.isUtf8) return Math.max(here - count, this.#low);
    while (here > this.#low && isContinued(this.bytes[here]!)) here -= 1;
    for (let left = count; left > 0 && here > this.#low; left -= 1) {
      if (left > 4 && here - 4 >= this.#low && this.#areAscii(here - 4)) {
        here -= 4;
        left -= 3;
        continue;
      }
      here -= 1;
      while (here > this.#low && isContinued(this.bytes[here]!)) here -= 1;
    }
    return here;
  }

  /** @returns where the character ends that ends at `at` or after, and then `count` characters after */
  after(at: number, count: number): number {
    const { length } = this.bytes;
    if (!this.isUtf8) return Math.min(at + count, length);
    let here = at;
    while (here < length && isContinued(this.bytes[here]!)) here += 1;
    for (let left = count; left > 0 && here < length; left -= 1) {
      // What follows them must not go on with the last.
      if (left > 4 && here + 4 < length && this.#areAscii(here) && !isContinued(this.bytes[here + 4]!)) {
        here += 4;
        left -= 3;
        continue;
      }
      here += 1;
      while (here < length && isContinued(this.bytes[here]!)) here += 1;
    }
    return here;
  }

  /** Whether four bytes are a character each. */
  #areAscii(at: number): boolean {
    return (this.words.getInt32(at, true) & 0x80808080) === 0;
  }

  get #text(): string {
    return (this.#whole ??= this.isUtf8 ? decodeBytes(this.bytes) : this.text(this.#low, this.bytes.length));
  }
}

/** Whether a byte of UTF-8 goes on with a character. */
function isContinued(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}
