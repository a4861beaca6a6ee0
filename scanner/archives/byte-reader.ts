// Reads a stream of chunks in parts of any length.
/**
 * Reads a stream of chunks in pieces of any length. Holds no more than is asked for, and one chunk. Where the stream
 * fails, what came before is given first, as if it ended there; then its error is thrown.
 */
export class ByteReader {
  /** Bytes read so far. */
  passed = 0;
  readonly #chunks: AsyncIterator<Buffer>;
  #held: Buffer[] = [];
  #length = 0;
  #ended = false;
  #failure: { readonly error: unknown } | undefined;

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** @returns the next bytes without consuming them: fewer than `length` only at the end */
  async peek(length: number): Promise<Buffer> {
    while (this.#length < length && (await this.#fill()));
    if (this.#held.length > 1 && this.#held[0]!.length < length) this.#held = [Buffer.concat(this.#held)];
    return (this.#held[0] ?? NONE).subarray(0, length);
  }

  /** @returns the next bytes: fewer than `length` only at the end */
  async read(length: number): Promise<Buffer> {
    const bytes = await this.peek(length);
    this.#take(bytes.length);
    return bytes;
  }

  /** @returns the next available bytes, at most `most`; undefined at the end */
  async chunk(most = Number.POSITIVE_INFINITY): Promise<Buffer | undefined> {
    while (this.#length === 0) if (!(await this.#fill())) return undefined;
    const bytes = this.#held[0]!.subarray(0, most);
    this.#take(bytes.length);
    return bytes;
  }

  /** Puts bytes back before the next ones. */
  unread(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#held.unshift(bytes);
    this.#length += bytes.length;
    this.passed -= bytes.length;
  }

  /** @returns the next `length` bytes as a stream; the unread rest must be passed by {@link skip} */
  async *part(length: number, passed: (bytes: number) => void): AsyncGenerator<Buffer> {
    for (let left = length; left > 0;) {
      const bytes = await this.chunk(left);
      if (bytes === undefined) return;
      left -= bytes.length;
      passed(bytes.length);
      yield bytes;
    }
  }

  /** The rest of the stream. */
  async *rest(): AsyncGenerator<Buffer> {
    for (let bytes = await this.chunk(); bytes !== undefined; bytes = await this.chunk()) yield bytes;
  }

  /** @returns how many bytes were skipped */
  async skip(length: number): Promise<number> {
    let done = 0;
    while (done < length) {
      const bytes = await this.chunk(length - done);
      if (bytes === undefined) break;
      done += bytes.length;
    }
    return done;
  }

  /**
   * Call after a short read.
   * @throws the error of the stream, if it failed
   */
  check(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  /** Closes the stream. */
  async close(): Promise<void> {
    this.#ended = true;
    this.#failure = undefined;
    this.#held = [];
    this.#length = 0;
    await this.#chunks.return?.();
  }

  #take(length: number): void {
    this.#length -= length;
    this.passed += length;
    for (let left = length; left > 0;) {
      const first = this.#held[0]!;
      if (first.length > left) {
        this.#held[0] = first.subarray(left);
        return;
      }
      left -= first.length;
      this.#held.shift();
    }
  }

  async #next(): Promise<IteratorResult<Buffer, undefined>> {
    try {
      return await this.#chunks.next();
    } catch (error) {
      if (this.#length === 0) throw error;
      this.#failure = { error };
      return END;
    }
  }

  async #fill(): Promise<boolean> {
    if (this.#failure !== undefined && this.#length === 0) throw this.#failure.error;
    if (this.#ended) return false;
    const { done, value } = await this.#next();
    if (done === true) {
      this.#ended = true;
      return false;
    }
    if (value.length > 0) this.#held.push(value);
    this.#length += value.length;
    return true;
  }
}

const END = { done: true, value: undefined } as const;
const NONE = Buffer.alloc(0);
