/** Bytes that are read before the first bit. */
export const START = 5;
/** A probability of one half, of 2048. */
export const INITIAL = 1024;

/**
 * Reads bits that are packed by how likely they are, each by a number in a table that learns: the lowest layer of LZMA.
 */
export class RangeDecoder {
  /** Where it reads: up to `end`, the next byte at `at`. Set by the caller; beyond are zeros, see {@link isPast}. */
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;
  end = 0;
  // Both as signed numbers of 32 bits, which need no memory of their own.
  #range = 0;
  #code = 0;

  /** Whether more was read than there is. */
  get isPast(): boolean {
    return this.at > this.end;
  }

  /**
   * Reads what belongs to the last bit.
   * @returns whether nothing is left over then, as it is where a packed piece ends
   */
  finish(): boolean {
    this.#normalize();
    return this.#code === 0;
  }

  /** @returns false when no packed piece begins here */
  start(): boolean {
    this.#range = -1;
    this.#code = 0;
    for (let step = 1; step < START; step += 1) this.#code = (this.#code << 8) | this.bytes[this.at + step]!;
    this.at += START;
    return this.bytes[this.at - START] === 0;
  }

  /** @param at of the probability in the table that it is 0 */
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

  /** So many bits, the highest first; the probabilities of each depend on those before. */
  tree(table: Uint16Array, base: number, bits: number): number {
    let node = 1;
    for (let left = bits; left > 0; left -= 1) node = (node << 1) | this.bit(table, base + node);
    return node - (1 << bits);
  }

  /** The same, the lowest first. */
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

  /** Bits that are as likely as not. */
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
