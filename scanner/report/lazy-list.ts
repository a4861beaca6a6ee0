/** Lists whose items are created during iteration, so long lists need little memory. */
import type { Confidence } from '../../src/types.ts';

/** An iterable list with a length that need not be in memory. Arrays qualify. */
export interface LazyList<T> extends Iterable<T> {
  readonly length: number;
}

/** The places of a secret and the platform's answer: what is available without building the full finding. */
export interface Brief {
  readonly api?: { readonly baseUrl: string; readonly status: string };
  readonly occurrences: readonly {
    readonly root: string;
    readonly repository?: string;
    readonly origin: { readonly type: string; readonly inHead?: boolean | undefined };
    readonly confidence: Confidence;
  }[];
}

/** @returns the same secrets with only these facts; a tenth of the work for lazily built findings */
export function briefly(many: LazyList<Brief>): Iterable<Brief> {
  return many instanceof Mapped ? (many.briefs as Iterable<Brief>) : many;
}

/** Builds each item during each iteration: a hundred thousand items need the memory of one. */
export class Mapped<From, To> implements LazyList<To> {
  readonly #from: readonly From[];
  readonly #make: (one: From) => To;
  /** See {@link briefly}. */
  readonly briefs: Iterable<unknown>;

  /** @param briefs for lists of secrets: facts available without building the items. Default: the items */
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

/** Several items for each item of a list, built during iteration. */
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

/** @returns the items of all lists in sequence */
export function* joined<T>(...lists: readonly Iterable<T>[]): Generator<T> {
  for (const list of lists) yield* list;
}

/** @returns the first `most` items */
export function* first<T>(items: Iterable<T>, most: number): Generator<T> {
  let left = most;
  if (left <= 0) return;
  for (const item of items) {
    yield item;
    if ((left -= 1) === 0) return;
  }
}

/** @returns whether any item matches; stops at the first */
export function some<T>(many: Iterable<T>, fits: (one: T) => boolean): boolean {
  for (const one of many) if (fits(one)) return true;
  return false;
}
