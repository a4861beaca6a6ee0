import type { CommitGraph } from './commit-graph.ts';
import { EMPTY, type PrunedTrees } from './pruned-trees.ts';

/** A secret that an object holds; of a tree, in the name of an entry. */
export interface Holding {
  readonly secret: string;
  /** The name, for what a name holds; else empty. */
  readonly name: string;
}

/** Something that a commit did to a secret at a path. */
export interface Step {
  /** Place of the commit in the graph. */
  readonly commit: number;
  /** The object that came, or that went. */
  readonly object: number;
  /** Where the same commit took it from, or put it. */
  readonly otherPath?: string;
}

/** A secret at a path, through all of history. */
export interface Place {
  readonly secret: string;
  /** Byte by byte. */
  readonly path: string;
  /** Path of the object that holds it: the folder, for a name. */
  readonly base: string;
  /** Commits with it there, of which no parent has it there. In the order of the graph. */
  readonly introduced: Step[];
  /** Commits without it, of which a parent has it: see {@link Timeline}. */
  readonly removed: Step[];
  /** Different objects that held it there. */
  readonly versions: Set<number>;
}

/** A merge without the secret, one parent with it and others without: whether it took it out depends on the others. */
interface Doubt {
  readonly place: Place;
  readonly step: Step;
  readonly having: number;
  readonly lacking: readonly number[];
}

interface Changes {
  readonly added: Map<string, { readonly place: Place; readonly object: number }>;
  readonly removed: Map<string, { readonly place: Place; readonly object: number }>;
  /** Objects at paths, that the parent does not have there. */
  readonly objects: Map<string, { readonly path: string; readonly object: number; readonly places: readonly Place[] }>;
}

/**
 * What every commit did to the secrets at their paths.
 *
 * A commit introduces a secret at a path when its tree has it there and no parent's does; that the file changes
 * around it does not matter. A commit removes it when a parent has it there and its own tree does not. A merge of
 * parents with and without it, itself without, mostly takes over a removal that one side has made; it is the one
 * that removes only if some introduction the parent with it comes from is in the history of no parent without it.
 */
export class Timeline {
  /** By secret and path. */
  readonly places = new Map<string, Place>();
  /** For each object the paths it had, each with the first commit, in the order of the graph. */
  readonly paths = new Map<number, Map<string, number>>();
  /** Whether some commit changed more than is looked at. */
  isCut = false;
  readonly #graph: CommitGraph;
  readonly #trees: Pick<PrunedTrees, 'of' | 'diff'>;
  readonly #held: (object: number) => readonly Holding[];
  readonly #tier: (commit: number) => number;
  readonly #doubts: Doubt[] = [];

  /**
   * @param tier of a commit: the lower, the better known; the first path of an object is one of the lowest
   * @param isEdge whether a commit is there only for what its children had before
   */
  constructor(graph: CommitGraph, trees: Pick<PrunedTrees, 'of' | 'diff'>, held: (object: number) => readonly Holding[], tier: (commit: number) => number, isEdge: (commit: number) => boolean = () => false) {
    this.#graph = graph;
    this.#trees = trees;
    this.#held = held;
    this.#tier = tier;
    for (let commit = 0; commit < graph.numbers.length; commit += 1) if (!isEdge(commit)) this.#look(commit);
  }

  /** Settles the doubts about merges. @param sought up to 32 commits; @param masks see {@link CommitGraph.containing} */
  settle(sought: readonly number[], masks: Int32Array): void {
    const bits = new Map(sought.map((commit, bit) => [commit, 1 << bit]));
    for (const doubt of this.#doubts) {
      let own = 0;
      for (const { commit } of doubt.place.introduced) own |= bits.get(commit) ?? 0;
      if (own === 0) continue;
      const elsewhere = doubt.lacking.reduce((all, parent) => all | masks[parent]!, 0);
      if ((masks[doubt.having]! & own & ~elsewhere) !== 0 && !doubt.place.removed.includes(doubt.step)) doubt.place.removed.push(doubt.step);
    }
  }

  #look(commit: number): void {
    const { trees } = this.#graph;
    const parents = this.#graph.parentsOf(commit);
    const node = this.#trees.of(trees[commit]!);
    const before = parents.length === 0 ? [EMPTY] : parents.map((parent) => this.#trees.of(trees[parent]!));
    if (before.every((one) => one === node)) return;
    const changes = before.map((one) => this.#changes(one, node));
    const [first, ...others] = changes as [Changes, ...Changes[]];
    for (const [key, { path, object, places }] of first.objects) if (others.every(({ objects }) => objects.has(key))) this.#record(commit, path, object, places);
    const nowhere: Changes['added'] = new Map();
    const [from, to] = [new Moves(others.length === 0 ? first.removed : nowhere), new Moves(others.length === 0 ? first.added : nowhere)];
    for (const [key, { place, object }] of first.added) {
      if (!others.every(({ added }) => added.has(key))) continue;
      place.introduced.push({ commit, object, ...from.of(place) });
    }
    for (const key of new Set(changes.flatMap(({ removed }) => [...removed.keys()]))) {
      const having = changes.flatMap(({ removed }, which) => (removed.has(key) ? [which] : []));
      const { place, object } = changes[having[0]!]!.removed.get(key)!;
      const step: Step = { commit, object, ...to.of(place) };
      if (having.length === changes.length) place.removed.push(step);
      else {
        const lacking = parents.filter((_, which) => !having.includes(which));
        for (const which of having) this.#doubts.push({ place, step, having: parents[which]!, lacking });
      }
    }
  }

  #changes(before: number, after: number): Changes {
    const changes: Changes = { added: new Map(), removed: new Map(), objects: new Map() };
    const isWhole = this.#trees.diff(before, after, (path, old, young) => {
      const had = old === undefined ? [] : this.#placesOf(path, old);
      const has = young === undefined ? [] : this.#placesOf(path, young);
      for (const place of has) if (!had.includes(place)) changes.added.set(keyOf(place.secret, place.path), { place, object: young! });
      for (const place of had) if (!has.includes(place)) changes.removed.set(keyOf(place.secret, place.path), { place, object: old! });
      if (young !== undefined) changes.objects.set(`${young} ${path}`, { path, object: young, places: has });
    });
    this.isCut ||= !isWhole;
    return changes;
  }

  #record(commit: number, path: string, object: number, places: readonly Place[]): void {
    for (const { versions } of places) versions.add(object);
    const paths = this.paths.get(object) ?? new Map<string, number>();
    this.paths.set(object, paths);
    const known = paths.get(path);
    if (known === undefined || this.#tier(commit) < this.#tier(known)) paths.set(path, commit);
  }

  #placesOf(base: string, object: number): Place[] {
    return this.#held(object).map(({ secret, name }) => {
      const path = base === '' || name === '' ? `${base}${name}` : `${base}/${name}`;
      const key = keyOf(secret, path);
      const place = this.places.get(key) ?? { secret, path, base, introduced: [], removed: [], versions: new Set() };
      this.places.set(key, place);
      return place;
    });
  }
}

export function keyOf(secret: string, path: string): string {
  return `${secret} ${path}`;
}

/** Other paths at which a commit did the opposite to the same secret: a rename. Of several, one of the same name. */
class Moves {
  readonly #paths = new Map<string, string>();

  constructor(opposite: Changes['added']) {
    for (const { place } of opposite.values()) {
      for (const key of [place.secret, keyOf(place.secret, nameOf(place.path))]) if (!this.#paths.has(key)) this.#paths.set(key, place.path);
    }
  }

  of({ secret, path }: Place): { otherPath?: string } {
    const otherPath = this.#paths.get(keyOf(secret, nameOf(path))) ?? this.#paths.get(secret);
    return otherPath === undefined ? {} : { otherPath };
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
