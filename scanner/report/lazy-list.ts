/** Lists that may be long: gone through one by one, and made while somebody does. */
import type { Confidence } from '../../src/types.ts';

/** A list that is not held as a whole. An array is one too. */
export interface LazyList<T> extends Iterable<T> {
  readonly length: number;
}

/** Where a secret stands and what the platform said of it: what can be told without making the rest. */
export interface Brief {
  readonly api?: { readonly baseUrl: string; readonly status: string };
  readonly occurrences: readonly {
    readonly root: string;
    readonly repository?: string;
    readonly origin: { readonly type: string };
    readonly confidence: Confidence;
  }[];
}

/** @returns the same secrets, from which only this can be known: a tenth of the work where they are made one by one */
export function briefly(many: LazyList<Brief>): Iterable<Brief> {
  return many instanceof Mapped ? (many.briefs as Iterable<Brief>) : many;
}

/** Makes each item when it comes to it, every time: a hundred thousand of them need the memory of one. */
export class Mapped<From, To> implements LazyList<To> {
  readonly #from: readonly From[];
  readonly #make: (one: From) => To;
  /** See {@link briefly}. */
  readonly briefs: Iterable<unknown>;

  /** @param briefs for lists of secrets: what is known without making them. Default: all that is made */
  constructor(from: readonly From[], make: (one: From) => To, briefs?: Iterable<Brief>) {
    this.#from = from;
    this.#make = make;
    this.briefs = briefs ?? this;
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
  readonly #from: LazyList<From>;
  readonly #make: (one: From) => readonly To[];

  constructor(from: LazyList<From>, make: (one: From) => readonly To[]) {
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
export function some<T>(many: Iterable<T>, fits: (one: T) => boolean): boolean {
  for (const one of many) if (fits(one)) return true;
  return false;
}
