/** A document in bytes, of which only the needed windows are decoded. */
import { isAscii, isUtf8 } from 'node:buffer';
import { Columns } from './context/csv-columns.ts';
import { byteOrderMark, decodeBytes } from './text-encodings.ts';
import { PlatformMarks } from './platform-marks.ts';
import { findJoined, isWorthJoining } from './spellings/joined-strings.ts';
import { mayHoldNested } from './spellings/nested.ts';
import { NameUses } from './name-uses.ts';

/** Longest first line that is checked for a table's header, in bytes. */
const MAX_HEADER_LENGTH = 16_000;
/** In bytes; shorter than what is decoded on each side of a probe, so any probe of a stretch decodes all of it. */
export const MAX_STRETCH_LENGTH = 1900;

/** Characters within base64: its alphabet, and line breaks with their indentation, also as escapes. */
const OF_BASE64 = new Uint8Array(256);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_= \t\r\n\\')
  OF_BASE64[character.charCodeAt(0)] = 1;

/** A document whose properties are computed on first use. */
export class WindowedBytes {
  readonly bytes: Uint8Array;
  /** Whether the document is UTF-8 with non-ASCII characters; otherwise each byte is one character. */
  readonly isUtf8: boolean;
  /** The same bytes, for reading four at a time at any offset. */
  readonly words: DataView;
  /** Offset at which the text starts. */
  readonly #low: number;
  readonly #mayBeJoined: boolean;
  #uses: NameUses | undefined;
  #whole: string | undefined;

  /** @param mayBeJoined false if the document is known to have no value in pieces */
  constructor(bytes: Uint8Array, mayBeJoined: boolean) {
    this.bytes = bytes;
    this.isUtf8 = !isAscii(bytes) && isUtf8(bytes);
    this.words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#low = byteOrderMark(bytes) === 'utf-8' ? 3 : 0;
    this.#mayBeJoined = mayBeJoined;
  }

  /** Whether the first line contains column names. */
  get isTable(): boolean {
    const end = this.bytes.subarray(0, MAX_HEADER_LENGTH).indexOf(10);
    return end !== -1 && new Columns(this.text(this.#low, end + 1)).hasHeader;
  }

  /** Whether the document has values spelled in pieces. */
  get isJoined(): boolean {
    return (
      this.#mayBeJoined &&
      ((isWorthJoining(this.#text) && findJoined(this.#text).length > 0) || mayHoldNested(this.bytes))
    );
  }

  get uses(): NameUses {
    return (this.#uses ??= new NameUses(this.#text));
  }

  /** @returns the start and end of the base64 around a probe, or slightly more */
  stretchOf(start: number, end: number): readonly [number, number] {
    let from = start;
    while (from > this.#low && end - from <= MAX_STRETCH_LENGTH && OF_BASE64[this.bytes[from - 1]!] === 1) from -= 1;
    let to = end;
    while (to < this.bytes.length && to - from <= MAX_STRETCH_LENGTH && OF_BASE64[this.bytes[to]!] === 1) to += 1;
    return [from, to];
  }

  /** Whether the document names the platform anywhere. */
  isAboutPlatform(hosts: readonly string[]): boolean {
    return new PlatformMarks(this.#text, hosts).hasStrong;
  }

  text(from: number, to: number): string {
    const part = Buffer.from(this.bytes.buffer, this.bytes.byteOffset + from, to - from);
    return part.toString(this.isUtf8 ? 'utf8' : 'latin1');
  }

  /** @returns the start of the character at `at`, moved back by `count` characters */
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

  /** @returns the end of the character that ends at or after `at`, moved forward by `count` characters */
  after(at: number, count: number): number {
    const { length } = this.bytes;
    if (!this.isUtf8) return Math.min(at + count, length);
    let here = at;
    while (here < length && isContinued(this.bytes[here]!)) here += 1;
    for (let left = count; left > 0 && here < length; left -= 1) {
      // The next byte must not continue the last character.
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

  /** Whether the four bytes are ASCII characters. */
  #areAscii(at: number): boolean {
    return (this.words.getInt32(at, true) & 0x80808080) === 0;
  }

  get #text(): string {
    return (this.#whole ??= this.isUtf8 ? decodeBytes(this.bytes) : this.text(this.#low, this.bytes.length));
  }
}

/** Whether a byte continues a UTF-8 character. */
function isContinued(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}
