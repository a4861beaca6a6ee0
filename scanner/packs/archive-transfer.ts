/** Bytes that are on their way at a time, and of the largest object that is handed over. */
const MOST = 16 * 1024 * 1024;
const LARGEST = 4 * 1024 * 1024;

/** An object that a thread met, with its bytes, which are nobody else's. */
export interface TransferredArchive {
  readonly number: number;
  readonly bytes: Uint8Array;
}

/**
 * Hands archives from the threads that meet them to who opens them, so that git need not be asked for them. Only so
 * many bytes are on their way at a time: what does not fit is to be asked for later.
 */
export class ArchiveTransfer {
  readonly #underway: Int32Array;

  /** @param underway see {@link underway} */
  constructor(underway: Int32Array) {
    this.#underway = underway;
  }

  /** Nothing is on its way; plain data that threads share. */
  static underway(): Int32Array {
    return new Int32Array(new SharedArrayBuffer(4));
  }

  /** @returns a copy of an object, to be handed over; undefined where there is no room for it */
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

  /** So many bytes have arrived, and are not needed any more. */
  done(size: number): void {
    Atomics.sub(this.#underway, 0, size);
  }
}
