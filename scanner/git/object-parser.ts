/** What `git cat-file --batch` says before each object. */
export interface ObjectHeader {
  readonly oid: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
}

export interface ObjectSink {
  /** A whole object. `bytes` is only valid during the call. */
  object(header: ObjectHeader, bytes: Buffer): void;
  /** A piece of an object larger than the limit, in order. `bytes` is only valid during the call. */
  piece(header: ObjectHeader, bytes: Buffer, last: boolean): void;
  /** A line that is not a header, e.g. `<id> missing`. */
  absent(line: string): void;
  /** A blob that was not read, since it is larger than was wanted. */
  large?(header: ObjectHeader): void;
}

const NEWLINE = 10;

/**
 * Cuts the byte stream of `git cat-file --batch` into objects. An object inside one chunk is
 * handed on where it lies; one that spans chunks is gathered in a buffer that is used again and
 * again; one above `limit` is handed on in pieces, so memory is bounded by `limit`.
 */
export class ObjectParser {
  readonly #sink: ObjectSink;
  readonly #limit: number;
  #headerRest = '';
  #header: ObjectHeader | undefined;
  #gather = Buffer.allocUnsafe(1024 * 1024);
  #gathered = 0;
  /** Objects and absent lines seen to their end. */
  complete = 0;

  /** @param limit the largest object, in bytes, that is handed on whole */
  constructor(sink: ObjectSink, limit: number) {
    this.#sink = sink;
    this.#limit = limit;
  }

  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) at = this.#header === undefined ? this.#readHeader(chunk, at) : this.#readContent(this.#header, chunk, at);
  }

  #readHeader(chunk: Buffer, at: number): number {
    const end = chunk.indexOf(NEWLINE, at);
    if (end < 0) {
      this.#headerRest += chunk.toString('latin1', at, chunk.length);
      return chunk.length;
    }
    const line = this.#headerRest + chunk.toString('latin1', at, end);
    this.#headerRest = '';
    const [oid = '', type = '', size] = line.split(' ');
    if (size === undefined || !/^\d+$/.test(size)) {
      this.complete += 1;
      this.#sink.absent(line);
    } else {
      this.#header = { oid, type, size: Number(size) };
      this.#gathered = 0;
    }
    return end + 1;
  }

  /** The content is followed by one line break that is not part of it. */
  #readContent(header: ObjectHeader, chunk: Buffer, at: number): number {
    const wanted = header.size - this.#gathered;
    const available = Math.min(wanted, chunk.length - at);
    if (header.size > this.#limit) {
      if (available > 0) this.#sink.piece(header, chunk.subarray(at, at + available), available === wanted);
    } else if (this.#gathered === 0 && available === header.size && (available > 0 || at < chunk.length)) {
      if (at + available < chunk.length) {
        this.#sink.object(header, chunk.subarray(at, at + available));
        return this.#finish(at + available + 1);
      }
      this.#keep(header, chunk, at, available);
    } else {
      this.#keep(header, chunk, at, available);
    }
    this.#gathered += available;
    if (available < wanted || at + available >= chunk.length) return at + available;
    if (header.size <= this.#limit) this.#sink.object(header, this.#gather.subarray(0, header.size));
    return this.#finish(at + available + 1);
  }

  #keep(header: ObjectHeader, chunk: Buffer, at: number, length: number): void {
    if (this.#gather.length < header.size) this.#gather = Buffer.allocUnsafe(Math.min(this.#limit, header.size * 2));
    chunk.copy(this.#gather, this.#gathered, at, at + length);
  }

  #finish(next: number): number {
    this.#header = undefined;
    this.complete += 1;
    return next;
  }
}
