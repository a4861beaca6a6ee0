/**
 * Large buffers that are used again. What is let go of is freed when the garbage collector sees fit, which does not
 * see how large it is; what is asked for costs nothing before it is written to. The last one that came back goes out
 * first: archives within each other then write to the same parts again, the outer one to much, the inner ones to
 * little.
 */
class SpareMemory {
  readonly #size: number;
  readonly #spare: Buffer[] = [];

  /** @param size bytes of each buffer */
  constructor(size: number) {
    this.#size = size;
  }

  /** @returns a buffer with anything in it, to be given back when nobody reads it any more */
  take(): Buffer {
    return this.#spare.pop() ?? Buffer.allocUnsafeSlow(this.#size);
  }

  /** Takes a buffer back, of whatever size. */
  give(buffer: Buffer): void {
    if (buffer.length === this.#size) this.#spare.push(buffer);
  }
}

/** Bytes of what {@link LARGE_MEMORY} lends. */
export const LARGE_SIZE = 64_000_000;
/** One for all: who looks at a large file as it is, and then into it, needs the memory of one of both at a time. */
export const LARGE_MEMORY = new SpareMemory(LARGE_SIZE);
