import type { LinkData } from '../packs/links.ts';

/** A commit, by the numbers of the objects. */
export interface CommitNode {
  readonly number: number;
  /** -1 when it is not here. */
  readonly tree: number;
  /** Committer's time in seconds. */
  readonly time: number;
  readonly parents: readonly number[];
}

/** The commits of a repository and how they follow each other. */
export class CommitGraph {
  readonly #nodes = new Map<number, CommitNode>();

  constructor(links: readonly LinkData[]) {
    for (const { commits } of links) {
      for (let at = 0; at < commits.length; at += 4 + commits[at + 3]!) {
        const parents = Array.from(commits.subarray(at + 4, at + 4 + commits[at + 3]!));
        this.#nodes.set(commits[at]!, { number: commits[at]!, tree: commits[at + 1]!, time: commits[at + 2]!, parents });
      }
    }
  }

  get(number: number): CommitNode | undefined {
    return this.#nodes.get(number);
  }

  /** @returns the commits that lead back from `tips`, those included */
  reachable(tips: Iterable<number>): Set<number> {
    const seen = new Set<number>();
    const stack = [...tips];
    for (let number = stack.pop(); number !== undefined; number = stack.pop()) {
      const node = this.#nodes.get(number);
      if (node === undefined || seen.has(number)) continue;
      seen.add(number);
      stack.push(...node.parents);
    }
    return seen;
  }

  /** @returns all commits, parents before children, else by time: what `git log --date-order --reverse` prints */
  inOrder(): CommitNode[] {
    const children = new Map<number, number>();
    for (const { parents } of this.#nodes.values()) for (const parent of parents) children.set(parent, (children.get(parent) ?? 0) + 1);
    const heap = new Heap();
    for (const node of this.#nodes.values()) if (!children.has(node.number)) heap.push(node);
    const order: CommitNode[] = [];
    for (let node = heap.pop(); node !== undefined; node = heap.pop()) {
      order.push(node);
      for (const parent of node.parents) {
        const left = children.get(parent)! - 1;
        children.set(parent, left);
        const there = left === 0 ? this.#nodes.get(parent) : undefined;
        if (there !== undefined) heap.push(there);
      }
    }
    return order.reverse();
  }
}

/** The latest commit first. */
class Heap {
  readonly #items: CommitNode[] = [];

  push(node: CommitNode): void {
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

  pop(): CommitNode | undefined {
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
