import {
  byteOrderMark,
  decodeBytes,
  decodeUtf16,
  decodeUtf32,
  wideEncoding,
  type ByteOrder,
  type WideEncoding,
} from './encodings.ts';
import { Positions } from './positions.ts';
import type { Region } from './types.ts';

/** Text of a document, and where its lines are. */
export interface Text {
  readonly content: string;
  readonly positions: Positions;
}

/** A document as UTF-32, and whether all of it is. */
interface Utf32 {
  readonly text: Text;
  readonly encoding: 'utf-32le' | 'utf-32be';
  readonly isWhole: boolean;
}

/** The bytes of a document, decoded once for all who read them. */
export class DocumentText {
  readonly bytes: Uint8Array;
  /** What its first bytes say. */
  readonly mark: 'utf-8' | WideEncoding | undefined;
  readonly #read = new Map<WideEncoding | 'plain', Text>();
  #lineFeeds: readonly number[] | undefined;
  #utf32: { readonly found: Utf32 | undefined } | undefined;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.mark = byteOrderMark(bytes);
  }

  /** As UTF-8, else as latin-1. */
  get plain(): Text {
    return this.#once('plain', () => decodeBytes(this.bytes));
  }

  /** As UTF-16 throughout. */
  wide(order: ByteOrder): Text {
    return this.#once(order, () => decodeUtf16(this.mark16 === order ? this.bytes.subarray(2) : this.bytes, order));
  }

  /** The mark of UTF-16, which the one of UTF-32 may be as well. */
  get mark16(): ByteOrder | undefined {
    if (this.mark === 'utf-32le') return 'utf-16le';
    return this.mark === 'utf-16le' || this.mark === 'utf-16be' ? this.mark : undefined;
  }

  /**
   * As UTF-32, if it is that by its mark or its bytes, and whether all of it is: else others may read it as something
   * else.
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
    return { text: this.#once(encoding, () => decoded.text), encoding, isWhole: decoded.isWhole };
  }

  /** @returns a position inside a binary: lines by LF, columns in bytes, which is what viewers of binaries show */
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

  #once(how: WideEncoding | 'plain', decode: () => string): Text {
    const known = this.#read.get(how);
    if (known !== undefined) return known;
    const content = decode();
    let positions: Positions | undefined;
    const text: Text = {
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
