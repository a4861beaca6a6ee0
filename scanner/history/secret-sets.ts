// Maps each git object to the set of secrets it contains, as compact sorted numbers.
/** The empty set. */
const NONE = new Int32Array(0);

export class SecretSets {
  /** Numbers of secrets, by entry name (empty for secrets in file content) and fingerprint. */
  readonly #numbers = new Map<string, Map<string, number>>();
  readonly #secrets: string[] = [];
  readonly #names: string[] = [];
  /** Numbers of secrets by object, ascending. */
  readonly #byObject = new Map<number, Int32Array>();
  #last = NONE;

  /**
   * @param secret fingerprint
   * @param name of a tree entry, in latin-1, if the secret is in the name
   * @returns a number for the pair
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

  /** @returns undefined if no object contains the secret */
  find(secret: string, name = ''): number | undefined {
    return this.#numbers.get(name)?.get(secret);
  }

  secretOf(number: number): string {
    return this.#secrets[number]!;
  }

  /** @returns the entry name; empty for a secret in file content */
  nameOf(number: number): string {
    return this.#names[number]!;
  }

  /** Adds secrets to an object; an empty list records that it has none. */
  add(object: number, secrets: Iterable<string>, name = ''): void {
    const numbers = new Set<number>(this.of(object));
    for (const secret of secrets) numbers.add(this.numberOf(secret, name));
    const sorted = Int32Array.from(numbers).sort();
    // Most versions of a file contain the same secrets as the previous one.
    if (!isSame(this.#last, sorted)) this.#last = sorted;
    this.#byObject.set(object, this.#last);
  }

  has(object: number): boolean {
    return this.#byObject.has(object);
  }

  /** @returns numbers of secrets, ascending */
  of(object: number): Int32Array {
    return this.#byObject.get(object) ?? NONE;
  }

  isIn(object: number, number: number): boolean {
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

  /** @returns all recorded objects, including those without secrets */
  objects(): Iterable<number> {
    return this.#byObject.keys();
  }
}

function isSame(one: Int32Array, other: Int32Array): boolean {
  return one.length === other.length && one.every((number, at) => number === other[at]);
}

/** @returns the numbers only in the first set, and those only in the second; both ascending */
export function difference(
  one: Int32Array,
  other: Int32Array,
): { readonly onlyFirst: number[]; readonly onlySecond: number[] } {
  const onlyFirst: number[] = [];
  const onlySecond: number[] = [];
  if (one === other) return { onlyFirst, onlySecond };
  let at = 0;
  let otherAt = 0;
  while (at < one.length || otherAt < other.length) {
    const [left = Number.POSITIVE_INFINITY, right = Number.POSITIVE_INFINITY] = [one[at], other[otherAt]];
    if (left <= right) at += 1;
    if (right <= left) otherAt += 1;
    if (left < right) onlyFirst.push(left);
    else if (right < left) onlySecond.push(right);
  }
  return { onlyFirst, onlySecond };
}
