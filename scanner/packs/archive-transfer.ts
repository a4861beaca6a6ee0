// Transfers archives from the walk's threads to the thread that opens them, with a limit on bytes in transit.
/** Limits in bytes: for all objects in transit, and for a single object. */
const MOST = 16 * 1024 * 1024;
const LARGEST = 4 * 1024 * 1024;

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
  readonly #underway: Int32Array;

  /** @param underway see {@link underway} */
  constructor(underway: Int32Array) {
    this.#underway = underway;
  }

  /** @returns a shared counter of bytes in transit, starting at zero; plain data that threads can share */
  static underway(): Int32Array {
    return new Int32Array(new SharedArrayBuffer(4));
  }

  /** @returns a copy of an object for transfer; undefined if there is no room */
  take(number: number, memory: Uint8Array, start: number, end: number): TransferredArchive | undefined {
    const size = end - start;
    if (size > LARGEST) return undefined;
    if (Atomics.add(this.#underway, 0, size) + size > MOST) {
      this.done(size);
      return undefined;
    }
    const bytes = new Uint8Array(size);
    bytes.set(memory.subarray(start, end));
    return { number, bytes };
  }

  /** Records that `size` bytes have been received and are no longer needed. */
  done(size: number): void {
    Atomics.sub(this.#underway, 0, size);
  }
}
