// Transfers archives from the walk's threads to the thread that opens them, with a limit on bytes in transit.
/** Limits in bytes: for all objects in transit, and for a single object. */
const MAX_IN_TRANSIT = 16 * 1024 * 1024;
const MAX_SIZE = 4 * 1024 * 1024;

/** An object found by a thread, with its own copy of the bytes. */
export interface TransferredArchive {
  readonly number: number;
  readonly bytes: Uint8Array;
}

/**
 * Transfers archives from the threads that find them to the thread that opens them, so git need not read them again.
 * The bytes in transit are limited; archives that exceed the limit are read through git later.
 */
export class ArchiveTransfer {
  readonly #inTransit: Int32Array;

  /** @param inTransit see {@link inTransit} */
  constructor(inTransit: Int32Array) {
    this.#inTransit = inTransit;
  }

  /** @returns a shared counter of bytes in transit, starting at zero; plain data that threads can share */
  static inTransit(): Int32Array {
    return new Int32Array(new SharedArrayBuffer(4));
  }

  /** @returns a copy of an object for transfer; undefined if there is no room */
  take(number: number, memory: Uint8Array, start: number, end: number): TransferredArchive | undefined {
    const size = end - start;
    if (size > MAX_SIZE) return undefined;
    if (Atomics.add(this.#inTransit, 0, size) + size > MAX_IN_TRANSIT) {
      this.release(size);
      return undefined;
    }
    const bytes = new Uint8Array(size);
    bytes.set(memory.subarray(start, end));
    return { number, bytes };
  }

  /** Records that `size` bytes have been received and are no longer needed. */
  release(size: number): void {
    Atomics.sub(this.#inTransit, 0, size);
  }
}
