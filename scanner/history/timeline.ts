// Determines, for every secret at every path, which commits introduced and removed it.
import type { CommitGraph } from './commit-graph.ts';
import { difference, type SecretSets } from './secret-sets.ts';
import { EMPTY, type PrunedTrees } from './pruned-trees.ts';
import { Steps, type Step } from './history-steps.ts';
import {
  CommitSteps,
  contentNumber,
  intersect,
  Moves,
  type SecretChange,
  type SecretChanges,
} from './secret-changes.ts';

/** A secret at a path, throughout the history. */
export interface SecretPlace {
  /** Its number as file content, see {@link SecretSets}. */
  readonly secret: number;
  /** The path in latin-1. */
  readonly path: string;
  /** Path of the object that contains it: the folder, if the secret is in a name. */
  readonly base: string;
  /** Commits that have the secret there, but none of their parents does. In the order of the graph. */
  introduced: Steps;
  /** Commits that do not have the secret there, but a parent does: see {@link Timeline}. */
  removed: Steps;
}

/**
 * A merge without the secret, with some parents that have it and some that do not. Whether the merge removed it depends
 * on the history of the parents.
 */
interface UncertainMerge {
  readonly place: SecretPlace;
  readonly step: Step;
  readonly sides: readonly { readonly having: number; readonly lacking: readonly number[] }[];
  isRemoval: boolean;
}

interface Changes {
  readonly added: SecretChanges;
  readonly removed: SecretChanges;
  /** Objects by path that the parent does not have there. */
  readonly objects: Map<string, number>;
}

/**
 * Determines what every commit did to the secrets at their paths.
 * A commit introduces a secret at a path if its tree has it there and no parent's tree does; other changes to the file
 * do not matter. A commit removes it if a parent has it there and its own tree does not. A merge without it, whose
 * parents differ, usually takes over a removal made on one side. The merge itself removes the secret only if some
 * commit that introduced it is in the history of a parent with it, and not in that of any parent without it.
 */
export class Timeline {
  /** Secrets by path, and by number. */
  readonly places = new Map<string, Map<number, SecretPlace>>();
  /** For each object, the paths it had, each with its first commit in the order of the graph. */
  readonly paths = new Map<number, Map<string, number>>();
  /** Whether some commit has more changes than the limit. */
  isCut = false;
  readonly #graph: CommitGraph;
  readonly #trees: Pick<PrunedTrees, 'nodeOf' | 'diff'>;
  readonly #secrets: SecretSets;
  readonly #tier: (commit: number) => number;
  readonly #uncertain: UncertainMerge[] = [];
  readonly #noSteps = new Steps();
  /** Uncertain merges by the commits they depend on. */
  #uncertainByCommit: ReadonlyMap<number, readonly UncertainMerge[]> | undefined;

  /**
   * @param tier reachability of a commit: the lower, the more reachable; an object's first path comes from the lowest
   *   tier
   * @param isEdge whether a commit only provides the state before its children
   */
  constructor(
    graph: CommitGraph,
    trees: Pick<PrunedTrees, 'nodeOf' | 'diff'>,
    secretSets: SecretSets,
    tier: (commit: number) => number,
    isEdge: (commit: number) => boolean = () => false,
  ) {
    this.#graph = graph;
    this.#trees = trees;
    this.#secrets = secretSets;
    this.#tier = tier;
    for (let commit = 0; commit < graph.numbers.length; commit += 1) if (!isEdge(commit)) this.#addCommit(commit);
  }

  *allPlaces(): Generator<SecretPlace> {
    for (const atPath of this.places.values()) yield* atPath.values();
  }

  /**
   * Decides uncertain merges.
   * @param commits up to 32 commits
   * @param masks see {@link CommitGraph.ancestorMasks}
   */
  decideMerges(commits: readonly number[], masks: Int32Array): void {
    const bits = new Map(commits.map((commit, bit) => [commit, 1 << bit]));
    const merges = (this.#uncertainByCommit ??= byIntroduction(this.#uncertain));
    for (const merge of new Set(commits.flatMap((commit) => merges.get(commit) ?? []))) {
      if (merge.isRemoval) continue;
      let own = 0;
      for (const { commit } of merge.place.introduced.list) own |= bits.get(commit) ?? 0;
      merge.isRemoval = merge.sides.some(({ having, lacking }) => {
        const elsewhere = lacking.reduce((all, parent) => all | masks[parent]!, 0);
        return (masks[having]! & own & ~elsewhere) !== 0;
      });
      if (merge.isRemoval) merge.place.removed = merge.place.removed.with(merge.step);
    }
  }

  #addCommit(commit: number): void {
    const { trees } = this.#graph;
    const parents = this.#graph.parentsOf(commit);
    const node = this.#trees.nodeOf(trees[commit]!);
    const before = parents.length === 0 ? [EMPTY] : parents.map((parent) => this.#trees.nodeOf(trees[parent]!));
    if (before.every((one) => one === node)) return;
    const changes = before.map((one) => this.#changes(one, node));
    const [first, ...others] = changes as [Changes, ...Changes[]];
    for (const [path, object] of first.objects)
      if (others.every(({ objects }) => objects.has(path))) this.#record(commit, path, object);
    const isMove = others.length === 0 && first.added.size > 0 && first.removed.size > 0;
    const [from, to] = isMove
      ? [new Moves(first.removed, this.#secrets), new Moves(first.added, this.#secrets)]
      : [undefined, undefined];
    const introductions = new CommitSteps(commit);
    for (const [key, { secrets, ...location }] of first.added) {
      for (const secret of intersect(
        secrets,
        others.map(({ added }) => added.get(key)?.secrets),
      )) {
        const place = this.#placeOf(secret, location);
        const step = introductions.step(location.object, from?.pathOf(place));
        // The secret may be in the content and in the name at once.
        const earlier = place.introduced.last?.commit === commit ? place.introduced.before! : place.introduced;
        place.introduced = earlier.with(step);
      }
    }
    const removals = new CommitSteps(commit);
    if (others.length > 0) this.#addMerge(parents, changes, removals);
    else {
      for (const { secrets, ...location } of first.removed.values()) {
        for (const secret of secrets) {
          const place = this.#placeOf(secret, location);
          const earlier = place.removed.last?.commit === commit ? place.removed.before! : place.removed;
          place.removed = earlier.with(removals.step(location.object, to?.pathOf(place)));
        }
      }
    }
  }

  /** Handles secrets that a merge does not have but some of its parents do. */
  #addMerge(parents: readonly number[], changes: readonly Changes[], removals: CommitSteps): void {
    for (const key of new Set(changes.flatMap(({ removed }) => [...removed.keys()]))) {
      const sides = changes.map(({ removed }) => removed.get(key));
      const having = new Map<number, number[]>();
      for (const [parentIndex, side] of sides.entries()) {
        for (const secret of side?.secrets ?? []) {
          const known = having.get(secret);
          if (known === undefined) having.set(secret, [parentIndex]);
          else known.push(parentIndex);
        }
      }
      for (const [secret, parentIndexes] of having) {
        const location = sides[parentIndexes[0]!]!;
        const place = this.#placeOf(secret, location);
        const step = removals.step(location.object, undefined);
        if (parentIndexes.length === sides.length) place.removed = place.removed.with(step);
        else {
          const lacking = parents.filter((_, parentIndex) => !parentIndexes.includes(parentIndex));
          this.#uncertain.push({
            place,
            step,
            sides: parentIndexes.map((parentIndex) => ({ having: parents[parentIndex]!, lacking })),
            isRemoval: false,
          });
        }
      }
    }
  }

  #changes(before: number, after: number): Changes {
    const changes: Changes = { added: new Map(), removed: new Map(), objects: new Map() };
    const isComplete = this.#trees.diff(before, after, (path, oldObject, newObject) => {
      const { onlyFirst, onlySecond } = difference(
        oldObject === undefined ? NONE : this.#secrets.of(oldObject),
        newObject === undefined ? NONE : this.#secrets.of(newObject),
      );
      if (onlySecond.length > 0) this.#put(changes.added, path, newObject!, onlySecond);
      if (onlyFirst.length > 0) this.#put(changes.removed, path, oldObject!, onlyFirst);
      if (newObject !== undefined) changes.objects.set(path, newObject);
    });
    this.isCut ||= !isComplete;
    return changes;
  }

  #put(changes: SecretChanges, base: string, object: number, secrets: number[]): void {
    if (secrets.every((secret) => this.#secrets.nameOf(secret) === '')) {
      changes.set(base, { base, path: base, object, secrets });
      return;
    }
    for (const secret of secrets) {
      const name = this.#secrets.nameOf(secret);
      const key = `${base}\0${name}`;
      const known = changes.get(key);
      if (known !== undefined) known.secrets.push(secret);
      else
        changes.set(key, {
          base,
          path: base === '' || name === '' ? `${base}${name}` : `${base}/${name}`,
          object,
          secrets: [secret],
        });
    }
  }

  #record(commit: number, path: string, object: number): void {
    const paths = this.paths.get(object) ?? new Map<string, number>();
    this.paths.set(object, paths);
    const known = paths.get(path);
    if (known === undefined || this.#tier(commit) < this.#tier(known)) paths.set(path, commit);
  }

  #placeOf(number: number, { path, base }: Pick<SecretChange, 'base' | 'path'>): SecretPlace {
    const secret = contentNumber(number, this.#secrets);
    let atPath = this.places.get(path);
    if (atPath === undefined) this.places.set(path, (atPath = new Map()));
    const known = atPath.get(secret);
    if (known !== undefined) return known;
    const place: SecretPlace = { secret, path, base, introduced: this.#noSteps, removed: this.#noSteps };
    atPath.set(secret, place);
    return place;
  }
}

const NONE = new Int32Array(0);

function byIntroduction(merges: readonly UncertainMerge[]): ReadonlyMap<number, readonly UncertainMerge[]> {
  const all = new Map<number, UncertainMerge[]>();
  for (const merge of merges) {
    for (const { commit } of merge.place.introduced.list) {
      const known = all.get(commit);
      if (known === undefined) all.set(commit, [merge]);
      else known.push(merge);
    }
  }
  return all;
}
