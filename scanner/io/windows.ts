// Splits documents of any length into overlapping windows that fit into memory.
import { LARGE_MEMORY, LARGE_SIZE } from './buffer-pool.ts';

/** The largest document that is judged as a whole, in bytes. */
export const WHOLE_LIMIT = 32 * 1024 * 1024;
/** Bytes from the end of a window that are repeated at the start of the next. */
const OVERLAP = 64 * 1024;

/** A part of a document. */
export interface Window {
  readonly bytes: Buffer;
  /** Lines of the document before this window. */
  readonly linesBefore: number;
  /** Whether this is not the first window of the document. */
  readonly continued: boolean;
}

/** A byte order mark, and a line feed in its encoding. */
interface Mark {
  readonly bytes: Buffer;
  readonly lineFeed: Buffer;
}

const NO_MARK: Mark = { bytes: Buffer.alloc(0), lineFeed: Buffer.of(10) };
/** Marks of encodings with zeros between characters; longer ones first, because one starts like a shorter one. */
const MARKS: readonly Mark[] = [
  { bytes: Buffer.of(0xff, 0xfe, 0, 0), lineFeed: Buffer.of(10, 0, 0, 0) },
  { bytes: Buffer.of(0, 0, 0xfe, 0xff), lineFeed: Buffer.of(0, 0, 0, 10) },
  { bytes: Buffer.of(0xff, 0xfe), lineFeed: Buffer.of(10, 0) },
  { bytes: Buffer.of(0xfe, 0xff), lineFeed: Buffer.of(0, 10) },
];
/** Initial buffer size; most documents fit. Bytes. */
const FIRST = 256 * 1024;

/**
 * Holds a document of any length in bounded memory: whole up to `limit`; above it, in overlapping windows. Windows
 * start at a line if lines are shorter than the overlap, and repeat the byte order mark of the document, because some
 * encodings are recognised only by it. Disposing releases the memory for the next document; it is never larger than the
 * limit plus one read.
 */
export class Windows implements Disposable {
  readonly #limit: number;
  #large: Buffer | undefined;
  #buffer: Buffer = Buffer.alloc(0);
  #length = 0;
  #linesBefore = 0;
  #continued = false;
  #mark = NO_MARK;

  /** @param limit size of a window in bytes, more than twice the overlap */
  constructor(limit: number = WHOLE_LIMIT) {
    this.#limit = limit;
  }

  /** @returns the windows that became full; each is valid until the next call */
  *push(chunk: Buffer): Generator<Window> {
    let at = 0;
    while (at < chunk.length) {
      const taken = Math.min(chunk.length - at, this.#limit - this.#length);
      this.#append(chunk.subarray(at, at + taken));
      at += taken;
      if (this.#length < this.#limit || at >= chunk.length) continue;
      yield this.#window();
      this.#slide();
    }
  }

  /** @returns the rest; empty for an empty document */
  *end(): Generator<Window> {
    if (this.#length > 0) yield this.#window();
    this.#buffer = Buffer.alloc(0);
  }

  [Symbol.dispose](): void {
    if (this.#large !== undefined) LARGE_MEMORY.give(this.#large);
    this.#large = undefined;
    this.#buffer = Buffer.alloc(0);
  }

  #whole(): Buffer {
    this.#large = this.#limit <= LARGE_SIZE ? LARGE_MEMORY.take() : Buffer.allocUnsafeSlow(this.#limit);
    return this.#large;
  }

  #append(piece: Buffer): void {
    const needed = this.#length + piece.length;
    if (needed > this.#buffer.length) {
      // Allocated memory costs nothing until it is written to.
      const grown = needed <= FIRST ? Buffer.allocUnsafeSlow(Math.min(FIRST, this.#limit)) : this.#whole();
      this.#buffer.copy(grown, 0, 0, this.#length);
      this.#buffer = grown;
    }
    piece.copy(this.#buffer, this.#length);
    this.#length = needed;
  }

  #window(): Window {
    return {
      bytes: this.#buffer.subarray(0, this.#length),
      linesBefore: this.#linesBefore,
      continued: this.#continued,
    };
  }

  #slide(): void {
    if (!this.#continued)
      this.#mark = MARKS.find(({ bytes }) => this.#buffer.subarray(0, bytes.length).equals(bytes)) ?? NO_MARK;
    const from = this.#cut();
    for (let at = this.#lineFeed(0); at >= 0 && at < from; at = this.#lineFeed(at + 1)) this.#linesBefore += 1;
    // The byte order mark is there already.
    this.#buffer.copyWithin(this.#mark.bytes.length, from, this.#length);
    this.#length -= from - this.#mark.bytes.length;
    this.#continued = true;
  }

  /** The start of the next window: after a line feed if there is one in the overlap; wide characters stay whole. */
  #cut(): number {
    const unit = this.#mark.lineFeed.length;
    const earliest = this.#length - OVERLAP;
    const feed = this.#lineFeed(earliest);
    if (feed < 0 || feed + unit + 1 >= this.#length - OVERLAP / 2) return earliest - (earliest % Math.max(unit, 2));
    if (unit > 1) return feed + unit;
    return this.#buffer[feed + 1] === 0 && feed % 2 === 0 ? feed + 2 : feed + 1;
  }

  /** @returns the offset of the next line feed, or -1 */
  #lineFeed(from: number): number {
    const { lineFeed } = this.#mark;
    let at = this.#buffer.indexOf(lineFeed, from);
    while (at >= 0 && at % lineFeed.length !== 0) at = this.#buffer.indexOf(lineFeed, at + 1);
    return at;
  }
}
