/**
 * Which secrets objects hold, in numbers: a history with a hundred versions of one log may have millions of such facts.
 */
const NOTHING = new Int32Array(0);

export class SecretSets {
  /** Numbers of secrets in what files hold, and of secrets in names: by the name and the fingerprint. */
  readonly #numbers = new Map<string, Map<string, number>>();
  readonly #secrets: string[] = [];
  readonly #names: string[] = [];
  /** Ascending. */
  readonly #held = new Map<number, Int32Array>();
  #last = NOTHING;

  /**
   * @param secret fingerprint
   * @param name of an entry of a tree, byte by byte, where the secret stands in that
   * @returns a number for both
   */
  numberOf(secret: string, name = ''): number {
    let ofName = this.#numbers.get(name);
    if (ofName === undefined) this.#numbers.set(name, (ofName = new Map()));
    const known = ofName.get(secret);
    if (known !== undefined) return known;
    const number = this.#secrets.push(secret) - 1;
    this.#names.push(name);
    ofName.set(secret, number);
    return number;
  }

  /** @returns undefined for what no object holds */
  find(secret: string, name = ''): number | undefined {
    return this.#numbers.get(name)?.get(secret);
  }

  secretOf(number: number): string {
    return this.#secrets[number]!;
  }

  /** Empty for what files hold. */
  nameOf(number: number): string {
    return this.#names[number]!;
  }

  /** Adds to what is known of an object, or makes it known that it holds nothing. */
  add(object: number, secrets: Iterable<string>, name = ''): void {
    const numbers = new Set<number>(this.of(object));
    for (const secret of secrets) numbers.add(this.numberOf(secret, name));
    const sorted = Int32Array.from(numbers).sort();
    // Most versions of a file hold what the one before held.
    if (!isSame(this.#last, sorted)) this.#last = sorted;
    this.#held.set(object, this.#last);
  }

  has(object: number): boolean {
    return this.#held.has(object);
  }

  /** @returns numbers, ascending */
  of(object: number): Int32Array {
    return this.#held.get(object) ?? NOTHING;
  }

  holds(object: number, number: number): boolean {
    const all = this.of(object);
    let low = 0;
    let high = all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (all[middle]! < number) low = middle + 1;
      else high = middle;
    }
    return all[low] === number;
  }

  /** All that are known, also those that hold nothing. */
  objects(): Iterable<number> {
    return this.#held.keys();
  }
}

function isSame(one: Int32Array, other: Int32Array): boolean {
  return one.length === other.length && one.every((number, at) => number === other[at]);
}

/** @returns the numbers that only the first has, and those that only the second has; both ascending */
export function difference(
  one: Int32Array,
  other: Int32Array,
): { readonly onlyFirst: number[]; readonly onlySecond: number[] } {
  const onlyFirst: number[] = [];
  const onlySecond: number[] = [];
  if (one === other) return { onlyFirst, onlySecond };
  let at = 0;
  let also = 0;
  while (at < one.length || also < other.length) {
    const [left = Number.POSITIVE_INFINITY, right = Number.POSITIVE_INFINITY] = [one[at], other[also]];
    if (left <= right) at += 1;
    if (right <= left) also += 1;
    if (left < right) onlyFirst.push(left);
    else if (right < left) onlySecond.push(right);
  }
  return { onlyFirst, onlySecond };
}
