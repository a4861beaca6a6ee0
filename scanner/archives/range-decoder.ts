// The range decoder of LZMA: reads bits coded by adaptive probabilities.
/** Bytes that are read before the first bit. */
export const START = 5;
/** A probability of one half, in units of 1/2048. */
export const INITIAL = 1024;

/** Reads bits coded by their probability, which adapts in a table: the lowest layer of LZMA. */
export class RangeDecoder {
  /**
   * Input position: the next byte is at `at`, the last before `end`. Set by the caller; bytes beyond read as zeros, see
   * {@link isPast}.
   */
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;
  end = 0;
  // Both are signed 32-bit integers, which need no heap allocation.
  #range = 0;
  #code = 0;

  /** Whether more was read than available. */
  get isPast(): boolean {
    return this.at > this.end;
  }

  /**
   * Reads the rest of the last bit.
   * @returns whether nothing is left over, as at the end of a packed chunk
   */
  finish(): boolean {
    this.#normalize();
    return this.#code === 0;
  }

  /** @returns false if no packed chunk starts here */
  start(): boolean {
    this.#range = -1;
    this.#code = 0;
    for (let step = 1; step < START; step += 1) this.#code = (this.#code << 8) | this.bytes[this.at + step]!;
    this.at += START;
    return this.bytes[this.at - START] === 0;
  }

  /** @param at index in the table of the probability of a 0 */
  bit(table: Uint16Array, at: number): 0 | 1 {
    this.#normalize();
    const probability = table[at]!;
    const bound = Math.imul(this.#range >>> 11, probability);
    if (this.#code >>> 0 < bound >>> 0) {
      this.#range = bound;
      table[at] = probability + ((2048 - probability) >> 5);
      return 0;
    }
    this.#range = (this.#range - bound) | 0;
    this.#code = (this.#code - bound) | 0;
    table[at] = probability - (probability >> 5);
    return 1;
  }

  /** Reads `count` bits, highest first; the probability of each depends on those before. */
  tree(table: Uint16Array, base: number, bits: number): number {
    let node = 1;
    for (let left = bits; left > 0; left -= 1) node = (node << 1) | this.bit(table, base + node);
    return node - (1 << bits);
  }

  /** The same, lowest bit first. */
  reversed(table: Uint16Array, base: number, bits: number): number {
    let node = 1;
    let value = 0;
    for (let place = 0; place < bits; place += 1) {
      const bit = this.bit(table, base + node);
      node = (node << 1) | bit;
      value |= bit << place;
    }
    return value;
  }

  /** Reads bits without probabilities. */
  direct(bits: number): number {
    let value = 0;
    for (let left = bits; left > 0; left -= 1) {
      this.#normalize();
      this.#range >>>= 1;
      this.#code = (this.#code - this.#range) | 0;
      const isZero = this.#code >> 31;
      this.#code = (this.#code + (this.#range & isZero)) | 0;
      value = (value << 1) + isZero + 1;
    }
    return value;
  }

  #normalize(): void {
    if (this.#range >>> 24 !== 0) return;
    this.#range <<= 8;
    this.#code = (this.#code << 8) | this.bytes[this.at]!;
    this.at += 1;
  }
}
