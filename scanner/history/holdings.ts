/**
 * Which of the objects of interest each tree holds, in it or below it. Trees of neighbouring commits hold the
 * same ones nearly always, so equal sets are kept once and compared by number.
 */
export class Holdings {
  readonly #lists: readonly Float64Array[];
  /** For each tree: which list it is in, and where. */
  readonly #place = new Map<number, readonly [list: number, at: number]>();
  readonly #wanted: ReadonlySet<number>;
  readonly #setOf = new Map<number, number>();
  readonly #sets: readonly number[][] = [[]];
  readonly #known = new Map<string, number>([['', 0]]);

  /** @param lists see `EntryVisitor.lists` */
  constructor(lists: readonly Float64Array[], wanted: ReadonlySet<number>) {
    this.#lists = lists;
    this.#wanted = wanted;
    for (const [which, list] of lists.entries()) {
      for (let at = 0; at < list.length; at += 2 + list[at + 1]!) this.#place.set(list[at]!, [which, at]);
    }
  }

  /** @returns what of interest, or on the way to it, is in a tree */
  entries(tree: number): Float64Array {
    const place = this.#place.get(tree);
    if (place === undefined) return NONE;
    const [which, at] = place;
    const list = this.#lists[which]!;
    return list.subarray(at + 2, at + 2 + list[at + 1]!);
  }

  /** @returns number of the set of objects that a tree holds, itself included; 0 is the empty set */
  setOf(tree: number): number {
    const known = this.#setOf.get(tree);
    if (known !== undefined) return known;
    // Against a tree that holds itself, which only a damaged database can have.
    this.#setOf.set(tree, 0);
    const parts = new Set<number>();
    const own: number[] = this.#wanted.has(tree) ? [tree] : [];
    for (const child of this.entries(tree)) {
      if (this.#place.has(child)) parts.add(this.setOf(child));
      else if (this.#wanted.has(child)) own.push(child);
    }
    const set = this.#union([...parts], own);
    this.#setOf.set(tree, set);
    return set;
  }

  members(set: number): readonly number[] {
    return this.#sets[set] ?? [];
  }

  #union(parts: readonly number[], own: readonly number[]): number {
    const real = parts.filter((part) => part !== 0);
    if (own.length === 0 && real.length === 0) return 0;
    if (own.length === 0 && real.length === 1) return real[0]!;
    const key = `${real.sort((a, b) => a - b).join()};${[...own].sort((a, b) => a - b).join()}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const all = new Set(own);
    for (const part of real) for (const member of this.members(part)) all.add(member);
    const members = [...all].sort((a, b) => a - b);
    // Different parts may make the same set.
    const canonical = members.join();
    const set = this.#known.get(canonical) ?? (this.#sets as number[][]).push(members) - 1;
    this.#known.set(canonical, set);
    this.#known.set(key, set);
    return set;
  }
}

const NONE = new Float64Array(0);
