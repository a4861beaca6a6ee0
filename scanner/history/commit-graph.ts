import type { LinkData } from '../packs/object-links.ts';

/** Commits as {@link LinkData} has them: number, number of the tree, time, how many parents, their numbers. */
type CommitList = Pick<LinkData, 'commits'>;

/**
 * The commits of a repository and how they follow each other, in numbers: a commit is its place in an order in
 * which parents come before children, else by time, as `git log --date-order --reverse` prints them.
 */
export class CommitGraph {
  /** Numbers of the commits as objects, in that order. */
  readonly numbers: Int32Array;
  /** Numbers of their trees; -1 for one that is not here. */
  readonly trees: Int32Array;
  /** For each commit where its parents begin in {@link #parents}. */
  readonly #starts: Int32Array;
  readonly #parents: Int32Array;
  /** Places by number. */
  readonly #places: Int32Array;

  constructor(links: readonly CommitList[]) {
    const raw = new RawCommits(links);
    const order = inOrder(raw);
    this.numbers = order.map((slot) => raw.numbers[slot]!);
    this.trees = order.map((slot) => raw.trees[slot]!);
    this.#places = new Int32Array(raw.slots.length).fill(-1);
    for (let place = 0; place < order.length; place += 1) this.#places[this.numbers[place]!] = place;
    this.#starts = new Int32Array(order.length + 1);
    this.#parents = new Int32Array(raw.parents.length);
    let at = 0;
    for (let place = 0; place < order.length; place += 1) {
      const slot = order[place]!;
      for (let from = raw.starts[slot]!; from < raw.starts[slot + 1]!; from += 1) {
        const parent = this.placeOf(raw.parents[from]!);
        if (parent >= 0) this.#parents[at++] = parent;
      }
      this.#starts[place + 1] = at;
    }
  }

  /** @returns the place of a commit in the order, or -1 */
  placeOf(number: number): number {
    return this.#places[number] ?? -1;
  }

  /** @returns the parents of a commit that are here */
  parentsOf(place: number): number[] {
    return Array.from(this.#parents.subarray(this.#starts[place]!, this.#starts[place + 1]!));
  }

  /** @returns 1 for each commit that leads back from `tips`, those included */
  reachable(tips: Iterable<number>): Uint8Array {
    const seen = new Uint8Array(this.numbers.length);
    for (const tip of tips) if (tip >= 0) seen[tip] = 1;
    for (let place = seen.length - 1; place >= 0; place -= 1) {
      if (seen[place] === 0) continue;
      for (let at = this.#starts[place]!; at < this.#starts[place + 1]!; at += 1) seen[this.#parents[at]!] = 1;
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
      for (let at = this.#starts[place]!; at < this.#starts[place + 1]!; at += 1)
        masks[place]! |= masks[this.#parents[at]!]!;
    }
    return masks;
  }
}

/** The commits as they were read, each once: a slot each, in flat arrays, for a large repository has a million. */
class RawCommits {
  readonly numbers: Int32Array;
  readonly trees: Int32Array;
  /** Committer's time in seconds. */
  readonly times: Float64Array;
  readonly starts: Int32Array;
  /** Numbers of the parents. */
  readonly parents: Int32Array;
  /** Slots by number; -1 for what is no commit. */
  readonly slots: Int32Array;
  readonly count: number;

  constructor(links: readonly CommitList[]) {
    let count = 0;
    let parents = 0;
    let largest = -1;
    each(links, (commits, at) => {
      count += 1;
      parents += commits[at + 3]!;
      largest = Math.max(largest, commits[at]!);
    });
    this.slots = new Int32Array(largest + 1).fill(-1);
    this.numbers = new Int32Array(count);
    this.trees = new Int32Array(count);
    this.times = new Float64Array(count);
    this.starts = new Int32Array(count + 1);
    this.parents = new Int32Array(parents);
    let slot = 0;
    let next = 0;
    each(links, (commits, at) => {
      // Stored twice, it is told twice.
      if (this.slots[commits[at]!] !== -1) return;
      this.slots[commits[at]!] = slot;
      this.numbers[slot] = commits[at]!;
      this.trees[slot] = commits[at + 1]!;
      this.times[slot] = commits[at + 2]!;
      for (let parent = 0; parent < commits[at + 3]!; parent += 1) this.parents[next++] = commits[at + 4 + parent]!;
      this.starts[++slot] = next;
    });
    this.count = slot;
  }
}

function each(links: readonly CommitList[], onCommit: (commits: Float64Array, at: number) => void): void {
  for (const { commits } of links)
    for (let at = 0; at < commits.length; at += 4 + commits[at + 3]!) onCommit(commits, at);
}

/** @returns slots */
function inOrder({ count, starts, parents, slots, times }: RawCommits): Int32Array {
  const children = new Int32Array(count);
  const slotOf = (at: number) => slots[parents[at]!] ?? -1;
  for (let at = 0; at < starts[count]!; at += 1) if (slotOf(at) >= 0) children[slotOf(at)]! += 1;
  const heap = new Heap(times);
  for (let slot = 0; slot < count; slot += 1) if (children[slot] === 0) heap.push(slot);
  const order: number[] = [];
  for (let slot = heap.pop(); slot !== undefined; slot = heap.pop()) {
    order.push(slot);
    for (let at = starts[slot]!; at < starts[slot + 1]!; at += 1) {
      const parent = slotOf(at);
      if (parent < 0) continue;
      children[parent]! -= 1;
      if (children[parent] === 0) heap.push(parent);
    }
  }
  return Int32Array.from(order).reverse();
}

/** The latest commit first. */
class Heap {
  readonly #items: number[] = [];
  readonly #times: Float64Array;

  constructor(times: Float64Array) {
    this.#times = times;
  }

  push(slot: number): void {
    const items = this.#items;
    const time = this.#times[slot]!;
    let at = items.push(slot) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.#times[items[above]!]! >= time) break;
      items[at] = items[above]!;
      at = above;
    }
    items[at] = slot;
  }

  pop(): number | undefined {
    const items = this.#items;
    const first = items[0];
    const last = items.pop();
    if (first === undefined || last === undefined || items.length === 0) return first;
    const time = this.#times[last]!;
    let at = 0;
    for (;;) {
      let below = at * 2 + 1;
      if (below >= items.length) break;
      if (below + 1 < items.length && this.#times[items[below + 1]!]! > this.#times[items[below]!]!) below += 1;
      if (this.#times[items[below]!]! <= time) break;
      items[at] = items[below]!;
      at = below;
    }
    items[at] = last;
    return first;
  }
}
