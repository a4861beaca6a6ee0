import { byteOrderMark, decodeBytes, decodeUtf16, type ByteOrder } from './encodings.ts';
import { Positions } from './positions.ts';
import type { Region } from './types.ts';

/** Text of a document, and where its lines are. */
export interface Text {
  readonly content: string;
  readonly positions: Positions;
}

/** The bytes of a document, decoded once for all who read them. */
export class DocumentText {
  readonly bytes: Uint8Array;
  /** What its first bytes say. */
  readonly mark: 'utf-8' | ByteOrder | undefined;
  readonly #read = new Map<ByteOrder | 'plain', Text>();
  #lineFeeds: readonly number[] | undefined;

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
    return this.#once(order, () => decodeUtf16(this.mark === order ? this.bytes.subarray(2) : this.bytes, order));
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

  #once(how: ByteOrder | 'plain', decode: () => string): Text {
    const known = this.#read.get(how);
    if (known !== undefined) return known;
    const content = decode();
    let positions: Positions | undefined;
    const text: Text = { content, get positions() { return (positions ??= new Positions(content)); } };
    this.#read.set(how, text);
    return text;
  }
}

function lineFeedsOf(bytes: Uint8Array): number[] {
  const feeds: number[] = [];
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) feeds.push(at);
  return feeds;
}
