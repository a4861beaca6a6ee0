// Parses the output of `git cat-file --batch` into objects, and detects output that does not match the request.

/** The header that `git cat-file --batch` prints before each object. */
export interface ObjectHeader {
  readonly oid: string;
  readonly type: string;
  /** Size in bytes. */
  readonly size: number;
}

export interface ObjectSink {
  /** Called for a whole object. `bytes` is valid only during the call. */
  object(header: ObjectHeader, bytes: Buffer): void;
  /** Called for each chunk of an object larger than the limit, in order. `bytes` is valid only during the call. */
  chunk(header: ObjectHeader, bytes: Buffer, last: boolean): void;
  /** Called for a line that is not a header, for example `<id> missing`. */
  absent(line: string): void;
  /** Called for a blob that was not read because of its size. */
  large?(header: ObjectHeader): void;
}

const NEWLINE = 10;
/** The longest header, in characters: an id, a type and a size. */
const MAX_HEADER_LENGTH = 128;
/** Matches any id. */
const ANY = 'any';
const HEADER = /^([0-9a-f]+) (blob|tree|commit|tag) (\d+)$/;

/**
 * Splits the output of `git cat-file --batch` into objects. An object inside one chunk is passed on without a copy; one
 * that spans chunks is collected in a reused buffer; one above `limit` is passed on in chunks. So memory is bounded by
 * `limit`.
 * For a loose object whose header states too small a size, git prints all its bytes, which could pass for the headers
 * and contents of further objects. So each header must name the requested object, and each content must end with a line
 * break; otherwise the parser stops.
 */
export class ObjectParser {
  readonly #sink: ObjectSink;
  readonly #limit: number;
  readonly #expected: (index: number) => string | undefined;
  #headerRest = '';
  #header: ObjectHeader | undefined;
  #gather = Buffer.allocUnsafe(1024 * 1024);
  #gathered = 0;
  /** Number of complete objects and absent lines so far. */
  complete = 0;
  /** Whether an object did not match its header's size: the last complete one, or the current one. */
  isOutOfStep = false;

  /**
   * @param limit the largest object, in bytes, that is passed on whole
   * @param expected returns the requested id at an index; `undefined` after the last. Without it any id is accepted
   */
  constructor(sink: ObjectSink, limit: number, expected: (index: number) => string | undefined = () => ANY) {
    this.#sink = sink;
    this.#limit = limit;
    this.#expected = expected;
  }

  /** Parses the next bytes; ignores them after a mismatch. */
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
      return line.length > MAX_HEADER_LENGTH ? this.#stop(chunk) : chunk.length;
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
      if (available > 0) this.#sink.chunk(header, chunk.subarray(at, at + available), available === wanted);
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
