// Decodes a document once, for every consumer, and maps its offsets to lines and columns.
import {
  byteOrderMark,
  decodeBytes,
  decodeUtf16,
  decodeUtf32,
  wideEncoding,
  type ByteOrder,
  type WideEncoding,
} from './text-encodings.ts';
import { Positions } from './positions.ts';
import type { Region } from './types.ts';

/** The decoded text of a document, and its line positions. */
export interface DecodedText {
  readonly content: string;
  readonly positions: Positions;
}

/** A document read as UTF-32, and whether all of it is valid. */
interface Utf32 {
  readonly text: DecodedText;
  readonly encoding: 'utf-32le' | 'utf-32be';
  readonly isWhole: boolean;
}

/** The bytes of a document, decoded at most once per encoding. */
export class DocumentText {
  readonly bytes: Uint8Array;
  /** The byte order mark. */
  readonly mark: 'utf-8' | WideEncoding | undefined;
  readonly #read = new Map<WideEncoding | 'plain', DecodedText>();
  #lineFeeds: readonly number[] | undefined;
  #utf32: { readonly found: Utf32 | undefined } | undefined;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.mark = byteOrderMark(bytes);
  }

  /** The text as UTF-8 or, if invalid, latin-1. */
  get plain(): DecodedText {
    return this.#cached('plain', () => decodeBytes(this.bytes));
  }

  /** The text as UTF-16. */
  wide(order: ByteOrder): DecodedText {
    return this.#cached(order, () => decodeUtf16(this.mark16 === order ? this.bytes.subarray(2) : this.bytes, order));
  }

  /** The byte order of a UTF-16 mark. A UTF-32 mark may also be one. */
  get mark16(): ByteOrder | undefined {
    if (this.mark === 'utf-32le') return 'utf-16le';
    return this.mark === 'utf-16le' || this.mark === 'utf-16be' ? this.mark : undefined;
  }

  /**
   * The text as UTF-32, if the mark or the bytes say so. If only part is valid UTF-32, other programs may read it
   * differently.
   */
  get utf32(): Utf32 | undefined {
    this.#utf32 ??= { found: this.#readUtf32() };
    return this.#utf32.found;
  }

  #readUtf32(): Utf32 | undefined {
    const wide = wideEncoding(this.bytes);
    if (wide?.encoding !== 'utf-32le' && wide?.encoding !== 'utf-32be') return undefined;
    const { encoding, start } = wide;
    const decoded = decodeUtf32(this.bytes.subarray(start), encoding);
    return { text: this.#cached(encoding, () => decoded.text), encoding, isWhole: decoded.isWhole };
  }

  /** @returns a position in a binary: lines end with LF, columns count bytes, as in hex viewers */
  byteRegion(start: number, end: number): Region {
    this.#lineFeeds ??= lineFeedsOf(this.bytes);
    const feeds = this.#lineFeeds;
    let low = 0;
    let high = feeds.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (feeds[middle]! < start) low = middle + 1;
      else high = middle;
    }
    const lineStart = low === 0 ? 0 : feeds[low - 1]! + 1;
    return { line: low + 1, column: start - lineStart + 1, endLine: low + 1, endColumn: end - lineStart + 1 };
  }

  #cached(how: WideEncoding | 'plain', decode: () => string): DecodedText {
    const known = this.#read.get(how);
    if (known !== undefined) return known;
    const content = decode();
    let positions: Positions | undefined;
    const text: DecodedText = {
      content,
      get positions() {
        return (positions ??= new Positions(content));
      },
    };
    this.#read.set(how, text);
    return text;
  }
}

function lineFeedsOf(bytes: Uint8Array): number[] {
  const feeds: number[] = [];
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) feeds.push(at);
  return feeds;
}
