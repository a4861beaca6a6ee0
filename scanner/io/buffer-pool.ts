// Reuses large buffers, because the garbage collector frees them late.
/**
 * A pool of large buffers. Released buffers would be freed only when the garbage collector runs, which does not see
 * their size; new buffers cost nothing until they are written to. The most recently returned buffer is lent first:
 * nested archives then write to the same memory again, the outer ones to much of it and the inner ones to little.
 */
class SpareMemory {
  readonly #size: number;
  readonly #spare: Buffer[] = [];

  /** @param size bytes of each buffer */
  constructor(size: number) {
    this.#size = size;
  }

  /** @returns a buffer with arbitrary content, to be returned once nobody reads it */
  take(): Buffer {
    return this.#spare.pop() ?? Buffer.allocUnsafeSlow(this.#size);
  }

  /** Returns a buffer of any size to the pool. */
  give(buffer: Buffer): void {
    if (buffer.length === this.#size) this.#spare.push(buffer);
  }
}

/** Size of the buffers in {@link LARGE_MEMORY}, in bytes. */
export const LARGE_SIZE = 64_000_000;
/** Shared by all readers: a scan of a large file and of its members needs only one buffer at a time. */
export const LARGE_MEMORY = new SpareMemory(LARGE_SIZE);
