// Cuts what `git cat-file --batch` prints into objects, and notices where it is not what was asked for.

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
/** Characters of a header, at most: an id, a type and a size. */
const LONGEST_HEADER = 128;
/** Stands for whichever id comes. */
const ANY = 'any';
const HEADER = /^([0-9a-f]+) (blob|tree|commit|tag) (\d+)$/;

/**
 * Cuts the byte stream of `git cat-file --batch` into objects. An object inside one chunk is
 * handed on where it lies; one that spans chunks is gathered in a buffer that is used again and
 * again; one above `limit` is handed on in pieces, so memory is bounded by `limit`.
 *
 * git prints all bytes of a loose object whose header claims fewer, and those could pass for the
 * headers and contents of the objects that follow. So each header must name the object whose turn
 * it is, and each content must end with a line break; otherwise the parser stops.
 */
export class ObjectParser {
  readonly #sink: ObjectSink;
  readonly #limit: number;
  readonly #expected: (index: number) => string | undefined;
  #headerRest = '';
  #header: ObjectHeader | undefined;
  #gather = Buffer.allocUnsafe(1024 * 1024);
  #gathered = 0;
  /** Objects and absent lines seen to their end. */
  complete = 0;
  /** An object was not as long as its header says: it is the last complete one, or the one that was being read. */
  isOutOfStep = false;

  /**
   * @param limit the largest object, in bytes, that is handed on whole
   * @param expected the id that was asked for at an index; `undefined` behind the last. Without it any id will do.
   */
  constructor(sink: ObjectSink, limit: number, expected: (index: number) => string | undefined = () => ANY) {
    this.#sink = sink;
    this.#limit = limit;
    this.#expected = expected;
  }

  /** Takes the next bytes; ignores them once it is out of step. */
  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length && !this.isOutOfStep)
      at = this.#header === undefined ? this.#readHeader(chunk, at) : this.#readContent(this.#header, chunk, at);
  }

  #readHeader(chunk: Buffer, at: number): number {
    const expected = this.#expected(this.complete);
    if (expected === undefined) return this.#stop(chunk);
    const end = chunk.indexOf(NEWLINE, at);
    const line = this.#headerRest + chunk.toString('latin1', at, end < 0 ? chunk.length : end);
    if (end < 0) {
      this.#headerRest = line;
      return line.length > LONGEST_HEADER ? this.#stop(chunk) : chunk.length;
    }
    this.#headerRest = '';
    const [, oid, type, size] = HEADER.exec(line) ?? [];
    const isExpected = expected === ANY || line.startsWith(`${expected} `);
    if (isExpected && line.endsWith(' missing')) {
      this.complete += 1;
      this.#sink.absent(line);
    } else if (isExpected && oid !== undefined) {
      this.#header = { oid, type: type!, size: Number(size) };
      this.#gathered = 0;
    } else {
      return this.#stop(chunk);
    }
    return end + 1;
  }

  #stop(chunk: Buffer): number {
    this.isOutOfStep = true;
    return chunk.length;
  }

  /** The content is followed by one line break that is not part of it. */
  #readContent(header: ObjectHeader, chunk: Buffer, at: number): number {
    const wanted = header.size - this.#gathered;
    const available = Math.min(wanted, chunk.length - at);
    if (header.size > this.#limit) {
      if (available > 0) this.#sink.piece(header, chunk.subarray(at, at + available), available === wanted);
    } else if (this.#gathered === 0 && available === header.size && (available > 0 || at < chunk.length)) {
      if (at + available < chunk.length) {
        if (chunk[at + available] !== NEWLINE) return this.#stop(chunk);
        this.#sink.object(header, chunk.subarray(at, at + available));
        return this.#finish(at + available + 1);
      }
      this.#keep(header, chunk, at, available);
    } else {
      this.#keep(header, chunk, at, available);
    }
    this.#gathered += available;
    if (available < wanted || at + available >= chunk.length) return at + available;
    if (chunk[at + available] !== NEWLINE) return this.#stop(chunk);
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
