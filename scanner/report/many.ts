/** Lists that may be long: gone through one by one, and made while somebody does. */

/** A list that is not held as a whole. An array is one too. */
export interface Many<T> extends Iterable<T> {
  readonly length: number;
}

/** Makes each item when it comes to it, every time: a hundred thousand of them need the memory of one. */
export class Mapped<From, To> implements Many<To> {
  readonly #from: readonly From[];
  readonly #make: (one: From) => To;

  constructor(from: readonly From[], make: (one: From) => To) {
    this.#from = from;
    this.#make = make;
  }

  get length(): number {
    return this.#from.length;
  }

  *[Symbol.iterator](): Generator<To> {
    for (const one of this.#from) yield this.#make(one);
  }
}

/** Several items for each one of a list, made when it is gone through. */
export class Flattened<From, To> implements Iterable<To> {
  readonly #from: Many<From>;
  readonly #make: (one: From) => readonly To[];

  constructor(from: Many<From>, make: (one: From) => readonly To[]) {
    this.#from = from;
    this.#make = make;
  }

  *[Symbol.iterator](): Generator<To> {
    for (const one of this.#from) yield* this.#make(one);
  }
}

/** @returns one after the other */
export function* joined<T>(...lists: readonly Iterable<T>[]): Generator<T> {
  for (const list of lists) yield* list;
}

/** @returns the first `most` of them */
export function* first<T>(items: Iterable<T>, most: number): Generator<T> {
  let left = most;
  if (left <= 0) return;
  for (const item of items) {
    yield item;
    if ((left -= 1) === 0) return;
  }
}

/** @returns whether any item fits; stops at the first */
export function some<T>(many: Many<T>, fits: (one: T) => boolean): boolean {
  for (const one of many) if (fits(one)) return true;
  return false;
}
