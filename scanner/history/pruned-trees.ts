// Git trees reduced to the objects of interest, so two commits can be compared with one number.
/** The node of a tree without objects of interest. */
export const EMPTY = 0;
/** No file system has deeper folders. */
const MAX_DEPTH = 500;
/** Changes between two trees that are followed; only a malicious repository has more. */
const MAX_CHANGES = 50_000;

/** Name of the entry that stands for the tree itself. */
const ITSELF = -1;

/**
 * Trees reduced to the objects of interest and the folders above them. Trees of neighbouring commits are almost always
 * equal after that, and equal ones are stored once. So two commits are compared by one number, and a difference is
 * found by descending only where numbers differ.
 */
export class PrunedTrees {
  readonly names: readonly string[];
  readonly #lists: readonly Float64Array[];
  /** For each tree: its list, and the offset in the list. */
  readonly #listOf = new Map<number, readonly [list: number, at: number]>();
  readonly #wanted: ReadonlySet<number>;
  readonly #nodeOf = new Map<number, number>();
  /** Entries by name: another node, or an object of interest `n` as `-1 - n`. */
  readonly #nodes: ReadonlyMap<number, number>[] = [new Map()];
  readonly #nodeByKey = new Map<string, number>([['', EMPTY]]);
  readonly #ids: ReadonlyMap<string, number>;

  /**
   * @param lists see `EntryVisitor.lists`; `names` maps name numbers to names in latin-1
   * @param wanted numbers of blobs and trees
   */
  constructor(
    lists: readonly { readonly list: Float64Array; readonly names: readonly string[] }[],
    wanted: ReadonlySet<number>,
  ) {
    this.#wanted = wanted;
    // Sorted, so the result does not depend on which thread was faster.
    const ids = new Map([...new Set(lists.flatMap(({ names }) => names))].sort().map((name, id) => [name, id]));
    const ownLists: Float64Array[] = [];
    for (const [listNumber, { list, names }] of lists.entries()) {
      const own = names.map((name) => ids.get(name)!);
      for (let at = 0; at < list.length; at += 2 + 2 * list[at + 1]!) {
        this.#listOf.set(list[at]!, [listNumber, at]);
        for (let entry = at + 2; entry < at + 2 + 2 * list[at + 1]!; entry += 2)
          list[entry + 1] = own[list[entry + 1]!]!;
      }
      ownLists.push(list);
    }
    this.#lists = ownLists;
    this.#ids = ids;
    this.names = [...ids.keys()];
  }

  /**
   * @param tree number of a tree, or -1
   * @returns its node; equal nodes have equal content
   */
  nodeOf(tree: number, depth = 0): number {
    const known = this.#nodeOf.get(tree);
    if (known !== undefined) return known;
    if (depth > MAX_DEPTH) return EMPTY;
    // Guards against a tree that contains itself, which only a damaged database can have.
    this.#nodeOf.set(tree, EMPTY);
    const entries: [name: number, child: number][] = this.#wanted.has(tree) ? [[ITSELF, -1 - tree]] : [];
    const [list, at] = this.#listOf.get(tree) ?? [0, -1];
    const from = this.#lists[list]!;
    for (let entry = at + 2; at >= 0 && entry < at + 2 + 2 * from[at + 1]!; entry += 2) {
      const child = from[entry]!;
      const node = this.#listOf.has(child) || this.#nodeOf.has(child) ? this.nodeOf(child, depth + 1) : EMPTY;
      if (node !== EMPTY) entries.push([from[entry + 1]!, node]);
      else if (this.#wanted.has(child)) entries.push([from[entry + 1]!, this.#leaf(child)]);
    }
    const node = this.#intern(entries);
    this.#nodeOf.set(tree, node);
    return node;
  }

  /**
   * Reports every path at which two trees have different objects of interest.
   * @returns false if there are too many changes
   */
  diff(
    before: number,
    after: number,
    onChange: (path: string, before: number | undefined, after: number | undefined) => void,
  ): boolean {
    let remaining = MAX_CHANGES;
    const compare = (path: string, one: number | undefined, other: number | undefined): void => {
      if (one === other || remaining === 0) return;
      const from = objectOf(this.#nodes, one);
      const to = objectOf(this.#nodes, other);
      if (from !== to) {
        remaining -= 1;
        onChange(path, from, to);
      }
      const [oldEntries, newEntries] = [entriesOf(this.#nodes, one), entriesOf(this.#nodes, other)];
      for (const [name, child] of oldEntries)
        if (name !== ITSELF) compare(this.#join(path, name), child, newEntries.get(name));
      for (const [name, child] of newEntries)
        if (name !== ITSELF && !oldEntries.has(name)) compare(this.#join(path, name), undefined, child);
    };
    compare('', before, after);
    return remaining > 0;
  }

  /** @returns the object of interest at a path */
  objectAt(node: number, path: string): number | undefined {
    let current: number | undefined = node;
    for (const part of path === '' ? [] : path.split('/')) {
      const name = this.#ids.get(part);
      current = name === undefined ? undefined : entriesOf(this.#nodes, current).get(name);
    }
    return objectOf(this.#nodes, current);
  }

  /** The leaf of an object; a tree of interest without entries of interest is in no list. */
  #leaf(object: number): number {
    return -1 - object;
  }

  #join(path: string, name: number): string {
    return path === '' ? this.names[name]! : `${path}/${this.names[name]!}`;
  }

  #intern(entries: [name: number, child: number][]): number {
    const key = entries.sort(([one], [other]) => one - other).join(';');
    const known = this.#nodeByKey.get(key);
    if (known !== undefined) return known;
    const node = this.#nodes.push(new Map(entries)) - 1;
    this.#nodeByKey.set(key, node);
    return node;
  }
}

const NONE: ReadonlyMap<number, number> = new Map();

function entriesOf(
  nodes: readonly ReadonlyMap<number, number>[],
  child: number | undefined,
): ReadonlyMap<number, number> {
  return child === undefined || child < 0 ? NONE : nodes[child]!;
}

function objectOf(nodes: readonly ReadonlyMap<number, number>[], child: number | undefined): number | undefined {
  const leaf = child === undefined || child < 0 ? child : nodes[child]!.get(ITSELF);
  return leaf === undefined ? undefined : -1 - leaf;
}
