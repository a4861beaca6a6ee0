// The encoding of a stream: where its lines end, and how a replacement is written in it.

import { wideEncoding, decodeWide, type WideEncoding } from '../../src/text-encodings.ts';
import type { Encoding } from '../../src/index.ts';

const LINE_FEEDS: Readonly<Record<WideEncoding, Buffer>> = {
  'utf-16le': Buffer.of(10, 0),
  'utf-16be': Buffer.of(0, 10),
  'utf-32le': Buffer.of(10, 0, 0, 0),
  'utf-32be': Buffer.of(0, 0, 0, 10),
};
const MARKS: Readonly<Record<WideEncoding, Buffer>> = {
  'utf-16le': Buffer.of(0xff, 0xfe),
  'utf-16be': Buffer.of(0xfe, 0xff),
  'utf-32le': Buffer.of(0xff, 0xfe, 0, 0),
  'utf-32be': Buffer.of(0, 0, 0xfe, 0xff),
};
const LINE_FEED = 10;

/** The encoding of a stream with two or four bytes a character, or of one byte or UTF-8. */
export class StreamEncoding {
  readonly wide: WideEncoding | undefined;
  /** Bytes of a unit; a stream is cut only between units. */
  readonly unit: 1 | 2 | 4;

  constructor(wide: WideEncoding | undefined) {
    this.wide = wide;
    this.unit = wide === undefined ? 1 : wide.startsWith('utf-16') ? 2 : 4;
  }

  /**
   * @param start the first bytes of a stream
   * @returns undefined if a byte order mark may not have arrived as a whole
   */
  static of(start: Buffer): StreamEncoding | undefined {
    if (start.length < 4 && (start[0] === 0xff || start[0] === 0xfe || start[0] === 0)) return undefined;
    return new StreamEncoding(wideEncoding(start.subarray(0, start.length & ~3))?.encoding);
  }

  /** The byte order mark, which tells the encoding of a part of the stream. */
  get mark(): Buffer {
    return this.wide === undefined ? Buffer.alloc(0) : MARKS[this.wide];
  }

  /** @returns the end of the last line that ends at or before `end`; 0 for none */
  lastLineEnd(bytes: Buffer, end: number): number {
    const { unit, wide } = this;
    const feed = wide === undefined ? LINE_FEED : LINE_FEEDS[wide];
    for (let at = end - unit; at >= 0;) {
      at = bytes.lastIndexOf(feed, at);
      if (at < 0) return 0;
      if (at % unit === 0) {
        const after = unit === 1 && isWideFeed(bytes, at) ? at + 2 : at + unit;
        if (after <= end) return after;
      }
      at -= 1;
    }
    return 0;
  }

  /** @returns the last place at or before `at` that is between two characters */
  boundary(bytes: Buffer, at: number): number {
    if (this.unit > 1) return at - (at % this.unit);
    let here = at;
    while (here > 0 && at - here < 3 && isContinued(bytes[here]!)) here -= 1;
    return here;
  }

  /** @returns the start of the first whole character of a part of the stream */
  firstCharacter(bytes: Buffer): number {
    let at = 0;
    if (this.unit === 1) while (at < 3 && at < bytes.length && isContinued(bytes[at]!)) at += 1;
    return at;
  }

  /** @returns the end of the last whole character of a part of the stream */
  lastCharacter(bytes: Buffer): number {
    const { length } = bytes;
    if (this.unit > 1) return length - (length % this.unit);
    for (let back = 1; back < 4 && back <= length; back += 1) {
      const byte = bytes[length - back]!;
      if (isContinued(byte)) continue;
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
      return needed > back ? length - back : length;
    }
    return length;
  }

  /** @returns the text of a value, to find its line breaks */
  textOf(bytes: Buffer, encoding: Encoding | undefined): string {
    return isWide(encoding) ? decodeWide(bytes, encoding) : bytes.toString('latin1');
  }

  /**
   * @param encoding of the text around the value
   * @param isUtf8 whether that text is UTF-8, if it is not wide
   * @returns the bytes to write; `…` becomes `...` where the encoding is not certain
   */
  write(text: string, encoding: Encoding | undefined, isUtf8: boolean): Buffer {
    if (!isWide(encoding)) return Buffer.from(isUtf8 ? text : ascii(text));
    return encode(encoding === this.wide ? text : ascii(text), encoding);
  }
}

/** Whether a byte continues a UTF-8 character. */
function isContinued(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

function ascii(text: string): string {
  return text.replaceAll('…', '...');
}

/** A line feed of UTF-16LE within a stream that did not look like it at its start. */
function isWideFeed(bytes: Buffer, at: number): boolean {
  return at % 2 === 0 && at > 0 && bytes[at - 1] === 0 && (at + 1 === bytes.length || bytes[at + 1] === 0);
}

function isWide(encoding: Encoding | undefined): encoding is WideEncoding {
  return encoding !== undefined && encoding in MARKS;
}

/** @param text without characters beyond the first plane */
function encode(text: string, encoding: WideEncoding): Buffer {
  const little = Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16le') return little;
  if (encoding === 'utf-16be') return little.swap16();
  const wide = Buffer.alloc(text.length * 4);
  for (let at = 0; at < text.length; at += 1) {
    if (encoding === 'utf-32le') wide.writeUInt32LE(text.charCodeAt(at), at * 4);
    else wide.writeUInt32BE(text.charCodeAt(at), at * 4);
  }
  return wide;
}
