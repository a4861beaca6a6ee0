// The commit graph of a repository in flat arrays, in topological order, with ancestry queries.
import type { LinkData } from '../packs/object-links.ts';

/** Commits as in {@link LinkData}: number, tree number, time, number of parents, their numbers. */
type CommitList = Pick<LinkData, 'commits'>;

/**
 * The commits of a repository and their parents. A commit is identified by its position in an order where parents come
 * before children, otherwise by time, like `git log --date-order --reverse`.
 */
export class CommitGraph {
  /** Object numbers of the commits, in that order. */
  readonly numbers: Int32Array;
  /** Object numbers of their trees; -1 if the tree is missing. */
  readonly trees: Int32Array;
  /** For each commit, where its parents start in {@link #parents}. */
  readonly #starts: Int32Array;
  readonly #parents: Int32Array;
  /** Positions by object number. */
  readonly #positions: Int32Array;

  constructor(links: readonly CommitList[]) {
    const raw = new RawCommits(links);
    const order = topologicalOrder(raw);
    this.numbers = order.map((slot) => raw.numbers[slot]!);
    this.trees = order.map((slot) => raw.trees[slot]!);
    this.#positions = new Int32Array(raw.slots.length).fill(-1);
    for (let position = 0; position < order.length; position += 1) this.#positions[this.numbers[position]!] = position;
    this.#starts = new Int32Array(order.length + 1);
    this.#parents = new Int32Array(raw.parents.length);
    let at = 0;
    for (let position = 0; position < order.length; position += 1) {
      const slot = order[position]!;
      for (let from = raw.starts[slot]!; from < raw.starts[slot + 1]!; from += 1) {
        const parent = this.positionOf(raw.parents[from]!);
        if (parent >= 0) this.#parents[at++] = parent;
      }
      this.#starts[position + 1] = at;
    }
  }

  /** @returns the place of a commit in the order, or -1 */
  positionOf(number: number): number {
    return this.#positions[number] ?? -1;
  }

  /** @returns the positions of a commit's parents that are present */
  parentsOf(position: number): number[] {
    return Array.from(this.#parents.subarray(this.#starts[position]!, this.#starts[position + 1]!));
  }

  /** @returns 1 for each commit in the history of `tips`, including the tips */
  reachable(tips: Iterable<number>): Uint8Array {
    const seen = new Uint8Array(this.numbers.length);
    for (const tip of tips) if (tip >= 0) seen[tip] = 1;
    for (let position = seen.length - 1; position >= 0; position -= 1) {
      if (seen[position] === 0) continue;
      for (let at = this.#starts[position]!; at < this.#starts[position + 1]!; at += 1) seen[this.#parents[at]!] = 1;
    }
    return seen;
  }

  /**
   * Finds which commits have each of up to 32 others in their history, in one pass.
   * @returns for each commit, one bit for each element of `sought` that is the commit or an ancestor
   */
  ancestorMasks(targets: readonly number[]): Int32Array {
    const masks = new Int32Array(this.numbers.length);
    for (const [bit, position] of targets.entries()) masks[position]! |= 1 << bit;
    for (let position = Math.min(...targets) + 1; position < masks.length; position += 1) {
      for (let at = this.#starts[position]!; at < this.#starts[position + 1]!; at += 1)
        masks[position]! |= masks[this.#parents[at]!]!;
    }
    return masks;
  }
}

/** The commits as read, without duplicates: one slot each, in flat arrays, because a large repository has a million. */
class RawCommits {
  readonly numbers: Int32Array;
  readonly trees: Int32Array;
  /** Committer's time in seconds. */
  readonly times: Float64Array;
  readonly starts: Int32Array;
  /** Numbers of the parents. */
  readonly parents: Int32Array;
  /** Slots by object number; -1 for other objects. */
  readonly slots: Int32Array;
  readonly count: number;

  constructor(links: readonly CommitList[]) {
    let count = 0;
    let parents = 0;
    let largest = -1;
    forEachCommit(links, (commits, at) => {
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
    forEachCommit(links, (commits, at) => {
      // A commit stored twice occurs twice in the list.
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

function forEachCommit(links: readonly CommitList[], onCommit: (commits: Float64Array, at: number) => void): void {
  for (const { commits } of links)
    for (let at = 0; at < commits.length; at += 4 + commits[at + 3]!) onCommit(commits, at);
}

/** @returns slots in topological order, parents first */
function topologicalOrder({ count, starts, parents, slots, times }: RawCommits): Int32Array {
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

/** A heap of slots, latest commit first. */
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
      const parent = (at - 1) >> 1;
      if (this.#times[items[parent]!]! >= time) break;
      items[at] = items[parent]!;
      at = parent;
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
      let child = at * 2 + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && this.#times[items[child + 1]!]! > this.#times[items[child]!]!) child += 1;
      if (this.#times[items[child]!]! <= time) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = last;
    return first;
  }
}
