// A set of pairs of numbers.
/** A set of pairs of numbers in flat arrays: a large repository has millions. */
export class PairSet {
  size = 0;
  #keys = new Int32Array(2048).fill(-1);
  #values = new Int32Array(2048);
  #mask = 2047;

  add(key: number, value: number): void {
    let slot = this.#slot(key, value);
    while (this.#keys[slot] !== -1) {
      if (this.#keys[slot] === key && this.#values[slot] === value) return;
      slot = (slot + 1) & this.#mask;
    }
    this.#keys[slot] = key;
    this.#values[slot] = value;
    this.size += 1;
    if (this.size * 2 > this.#mask) this.#grow();
  }

  /**
   * @param all receives the pairs
   * @returns keys and values, alternating
   */
  toArray(all: Int32Array = new Int32Array(this.size * 2)): Int32Array {
    let at = 0;
    for (let slot = 0; slot <= this.#mask; slot += 1) {
      if (this.#keys[slot] === -1) continue;
      all[at++] = this.#keys[slot]!;
      all[at++] = this.#values[slot]!;
    }
    return all;
  }

  #slot(key: number, value: number): number {
    const mixed = Math.imul(key, 0x9e3779b1) ^ Math.imul(value, 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & this.#mask;
  }

  #grow(): void {
    const pairs = this.toArray();
    this.#mask = this.#mask * 2 + 1;
    this.#keys = new Int32Array(this.#mask + 1).fill(-1);
    this.#values = new Int32Array(this.#mask + 1);
    this.size = 0;
    for (let at = 0; at < pairs.length; at += 2) this.add(pairs[at]!, pairs[at + 1]!);
  }
}
