import type { LinkData } from '../packs/links.ts';

/**
 * The commits of a repository and how they follow each other, in numbers: a commit is its place in an order in
 * which parents come before children, else by time, as `git log --date-order --reverse` prints them.
 */
export class CommitGraph {
  /** Numbers of the commits as objects, in that order. */
  readonly numbers: Int32Array;
  /** Numbers of their trees; -1 for one that is not here. */
  readonly trees: Int32Array;
  /** Parents that are here. */
  readonly parents: readonly (readonly number[])[];
  readonly #places = new Map<number, number>();

  constructor(links: readonly LinkData[]) {
    const raw = new Map<number, RawCommit>();
    for (const { commits } of links) {
      for (let at = 0; at < commits.length; at += 4 + commits[at + 3]!) {
        raw.set(commits[at]!, { number: commits[at]!, tree: commits[at + 1]!, time: commits[at + 2]!, parents: Array.from(commits.subarray(at + 4, at + 4 + commits[at + 3]!)) });
      }
    }
    const order = inOrder(raw);
    this.numbers = Int32Array.from(order, ({ number }) => number);
    this.trees = Int32Array.from(order, ({ tree }) => tree);
    for (const [place, { number }] of order.entries()) this.#places.set(number, place);
    this.parents = order.map(({ parents }) => parents.map((parent) => this.placeOf(parent)).filter((place) => place >= 0));
  }

  /** @returns the place of a commit in the order, or -1 */
  placeOf(number: number): number {
    return this.#places.get(number) ?? -1;
  }

  /** @returns 1 for each commit that leads back from `tips`, those included */
  reachable(tips: Iterable<number>): Uint8Array {
    const seen = new Uint8Array(this.numbers.length);
    for (const tip of tips) if (tip >= 0) seen[tip] = 1;
    for (let place = seen.length - 1; place >= 0; place -= 1) {
      if (seen[place] === 1) for (const parent of this.parents[place]!) seen[parent] = 1;
    }
    return seen;
  }

  /**
   * Which commits have each of up to 32 others in their history, found in one pass.
   * @returns for each commit the bits of those of `sought` that it is or comes from
   */
  containing(sought: readonly number[]): Int32Array {
    const masks = new Int32Array(this.numbers.length);
    for (const [bit, place] of sought.entries()) masks[place]! |= 1 << bit;
    for (let place = Math.min(...sought) + 1; place < masks.length; place += 1) {
      for (const parent of this.parents[place]!) masks[place]! |= masks[parent]!;
    }
    return masks;
  }
}

interface RawCommit {
  readonly number: number;
  readonly tree: number;
  /** Committer's time in seconds. */
  readonly time: number;
  readonly parents: readonly number[];
}

function inOrder(commits: ReadonlyMap<number, RawCommit>): RawCommit[] {
  const children = new Map<number, number>();
  for (const { parents } of commits.values()) for (const parent of parents) children.set(parent, (children.get(parent) ?? 0) + 1);
  const heap = new Heap();
  for (const node of commits.values()) if (!children.has(node.number)) heap.push(node);
  const order: RawCommit[] = [];
  for (let node = heap.pop(); node !== undefined; node = heap.pop()) {
    order.push(node);
    for (const parent of node.parents) {
      const left = children.get(parent)! - 1;
      children.set(parent, left);
      const there = left === 0 ? commits.get(parent) : undefined;
      if (there !== undefined) heap.push(there);
    }
  }
  return order.reverse();
}

/** The latest commit first. */
class Heap {
  readonly #items: RawCommit[] = [];

  push(node: RawCommit): void {
    const items = this.#items;
    let at = items.push(node) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (items[above]!.time >= node.time) break;
      items[at] = items[above]!;
      at = above;
    }
    items[at] = node;
  }

  pop(): RawCommit | undefined {
    const items = this.#items;
    const first = items[0];
    const last = items.pop();
    if (first === undefined || last === undefined || items.length === 0) return first;
    let at = 0;
    for (;;) {
      let below = at * 2 + 1;
      if (below >= items.length) break;
      if (below + 1 < items.length && items[below + 1]!.time > items[below]!.time) below += 1;
      if (items[below]!.time <= last.time) break;
      items[at] = items[below]!;
      at = below;
    }
    items[at] = last;
    return first;
  }
}
