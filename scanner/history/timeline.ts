import type { CommitGraph } from './commit-graph.ts';
import { difference, type SecretSets } from './secret-sets.ts';
import { EMPTY, type PrunedTrees } from './pruned-trees.ts';
import { Steps, type Step } from './history-steps.ts';

/** A secret at a path, through all of history. */
export interface Place {
  /** Its number in what files hold, see {@link SecretSets}. */
  readonly secret: number;
  /** Byte by byte. */
  readonly path: string;
  /** Path of the object that holds it: the folder, for a name. */
  readonly base: string;
  /** Commits with it there, of which no parent has it there. In the order of the graph. */
  introduced: Steps;
  /** Commits without it, of which a parent has it: see {@link Timeline}. */
  removed: Steps;
}

/** A merge without the secret, one parent with it and others without: whether it took it out depends on the others. */
interface Doubt {
  readonly place: Place;
  readonly step: Step;
  readonly sides: readonly { readonly having: number; readonly lacking: readonly number[] }[];
  isSettled: boolean;
}

/** Secrets that came to an object at a path, or that went. */
interface Delta {
  /** Of the object. */
  readonly base: string;
  readonly path: string;
  readonly object: number;
  /** Numbers of {@link SecretSets}, ascending. */
  readonly secrets: number[];
}

/** By the path of an object, and the name in it where that is what holds something. */
type Deltas = Map<string, Delta>;

interface Changes {
  readonly added: Deltas;
  readonly removed: Deltas;
  /** Objects at paths, that the parent does not have there. */
  readonly objects: Map<string, number>;
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
  /** By path and secret. */
  readonly places = new Map<string, Map<number, Place>>();
  /** For each object the paths it had, each with the first commit, in the order of the graph. */
  readonly paths = new Map<number, Map<string, number>>();
  /** Whether some commit changed more than is looked at. */
  isCut = false;
  readonly #graph: CommitGraph;
  readonly #trees: Pick<PrunedTrees, 'of' | 'diff'>;
  readonly #held: SecretSets;
  readonly #tier: (commit: number) => number;
  readonly #doubts: Doubt[] = [];
  readonly #noSteps = new Steps();
  /** Doubts that depend on a commit. */
  #doubtful: ReadonlyMap<number, readonly Doubt[]> | undefined;

  /**
   * @param tier of a commit: the lower, the better known; the first path of an object is one of the lowest
   * @param isEdge whether a commit is there only for what its children had before
   */
  constructor(
    graph: CommitGraph,
    trees: Pick<PrunedTrees, 'of' | 'diff'>,
    held: SecretSets,
    tier: (commit: number) => number,
    isEdge: (commit: number) => boolean = () => false,
  ) {
    this.#graph = graph;
    this.#trees = trees;
    this.#held = held;
    this.#tier = tier;
    for (let commit = 0; commit < graph.numbers.length; commit += 1) if (!isEdge(commit)) this.#look(commit);
  }

  *allPlaces(): Generator<Place> {
    for (const atPath of this.places.values()) yield* atPath.values();
  }

  /**
   * Settles the doubts about merges.
   * @param sought up to 32 commits;
   * @param masks see {@link CommitGraph.containing}
   */
  settle(sought: readonly number[], masks: Int32Array): void {
    const bits = new Map(sought.map((commit, bit) => [commit, 1 << bit]));
    const doubtful = (this.#doubtful ??= byIntroduction(this.#doubts));
    for (const doubt of new Set(sought.flatMap((commit) => doubtful.get(commit) ?? []))) {
      if (doubt.isSettled) continue;
      let own = 0;
      for (const { commit } of doubt.place.introduced.list) own |= bits.get(commit) ?? 0;
      doubt.isSettled = doubt.sides.some(({ having, lacking }) => {
        const elsewhere = lacking.reduce((all, parent) => all | masks[parent]!, 0);
        return (masks[having]! & own & ~elsewhere) !== 0;
      });
      if (doubt.isSettled) doubt.place.removed = doubt.place.removed.with(doubt.step);
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
    for (const [path, object] of first.objects)
      if (others.every(({ objects }) => objects.has(path))) this.#record(commit, path, object);
    const isMove = others.length === 0 && first.added.size > 0 && first.removed.size > 0;
    const [from, to] = isMove
      ? [new Moves(first.removed, this.#held), new Moves(first.added, this.#held)]
      : [undefined, undefined];
    const came = new StepsOf(commit);
    for (const [key, { secrets, ...where }] of first.added) {
      for (const secret of inAll(
        secrets,
        others.map(({ added }) => added.get(key)?.secrets),
      )) {
        const place = this.#placeOf(secret, where);
        const step = came.step(where.object, from?.pathOf(place));
        // In its content and in its name at once.
        const earlier = place.introduced.last?.commit === commit ? place.introduced.before! : place.introduced;
        place.introduced = earlier.with(step);
      }
    }
    const went = new StepsOf(commit);
    if (others.length > 0) this.#lookAtMerge(parents, changes, went);
    else {
      for (const { secrets, ...where } of first.removed.values()) {
        for (const secret of secrets) {
          const place = this.#placeOf(secret, where);
          const earlier = place.removed.last?.commit === commit ? place.removed.before! : place.removed;
          place.removed = earlier.with(went.step(where.object, to?.pathOf(place)));
        }
      }
    }
  }

  /** What a merge does not have that some of its parents have. */
  #lookAtMerge(parents: readonly number[], changes: readonly Changes[], went: StepsOf): void {
    for (const key of new Set(changes.flatMap(({ removed }) => [...removed.keys()]))) {
      const sides = changes.map(({ removed }) => removed.get(key));
      const having = new Map<number, number[]>();
      for (const [which, side] of sides.entries()) {
        for (const secret of side?.secrets ?? []) {
          const known = having.get(secret);
          if (known === undefined) having.set(secret, [which]);
          else known.push(which);
        }
      }
      for (const [secret, those] of having) {
        const where = sides[those[0]!]!;
        const place = this.#placeOf(secret, where);
        const step = went.step(where.object, undefined);
        if (those.length === sides.length) place.removed = place.removed.with(step);
        else {
          const lacking = parents.filter((_, which) => !those.includes(which));
          this.#doubts.push({
            place,
            step,
            sides: those.map((which) => ({ having: parents[which]!, lacking })),
            isSettled: false,
          });
        }
      }
    }
  }

  #changes(before: number, after: number): Changes {
    const changes: Changes = { added: new Map(), removed: new Map(), objects: new Map() };
    const isWhole = this.#trees.diff(before, after, (path, old, young) => {
      const { onlyFirst, onlySecond } = difference(
        old === undefined ? NONE : this.#held.of(old),
        young === undefined ? NONE : this.#held.of(young),
      );
      if (onlySecond.length > 0) this.#put(changes.added, path, young!, onlySecond);
      if (onlyFirst.length > 0) this.#put(changes.removed, path, old!, onlyFirst);
      if (young !== undefined) changes.objects.set(path, young);
    });
    this.isCut ||= !isWhole;
    return changes;
  }

  #put(deltas: Deltas, base: string, object: number, secrets: number[]): void {
    if (secrets.every((secret) => this.#held.nameOf(secret) === '')) {
      deltas.set(base, { base, path: base, object, secrets });
      return;
    }
    for (const secret of secrets) {
      const name = this.#held.nameOf(secret);
      const key = `${base}\0${name}`;
      const known = deltas.get(key);
      if (known !== undefined) known.secrets.push(secret);
      else
        deltas.set(key, {
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

  #placeOf(number: number, { path, base }: Pick<Delta, 'base' | 'path'>): Place {
    const secret = asContent(number, this.#held);
    let atPath = this.places.get(path);
    if (atPath === undefined) this.places.set(path, (atPath = new Map()));
    const known = atPath.get(secret);
    if (known !== undefined) return known;
    const place: Place = { secret, path, base, introduced: this.#noSteps, removed: this.#noSteps };
    atPath.set(secret, place);
    return place;
  }
}

const NONE = new Int32Array(0);

/** @returns the number of the secret itself, whether a name or a content holds it */
function asContent(number: number, held: SecretSets): number {
  return held.nameOf(number) === '' ? number : held.numberOf(held.secretOf(number));
}

function byIntroduction(doubts: readonly Doubt[]): ReadonlyMap<number, readonly Doubt[]> {
  const all = new Map<number, Doubt[]>();
  for (const doubt of doubts) {
    for (const { commit } of doubt.place.introduced.list) {
      const known = all.get(commit);
      if (known === undefined) all.set(commit, [doubt]);
      else known.push(doubt);
    }
  }
  return all;
}

/** @returns those of the first list that all others have */
function inAll(first: readonly number[], others: readonly (readonly number[] | undefined)[]): readonly number[] {
  if (others.length === 0) return first;
  const sets = others.map((other) => new Set(other));
  return first.filter((one) => sets.every((set) => set.has(one)));
}

/** The steps of one commit, each once. */
class StepsOf {
  readonly #commit: number;
  readonly #known = new Map<string | undefined, Map<number, Step>>();

  constructor(commit: number) {
    this.#commit = commit;
  }

  step(object: number, otherPath: string | undefined): Step {
    let ofPath = this.#known.get(otherPath);
    if (ofPath === undefined) this.#known.set(otherPath, (ofPath = new Map()));
    let step = ofPath.get(object);
    if (step === undefined)
      ofPath.set(object, (step = { commit: this.#commit, object, ...(otherPath === undefined ? {} : { otherPath }) }));
    return step;
  }
}

/** Other paths at which a commit did the opposite to the same secret: a rename. Of several, one of the same name. */
class Moves {
  readonly #paths = new Map<number, string>();
  /** By the name of the file. */
  readonly #sameName = new Map<string, Map<number, string>>();

  constructor(opposite: Deltas, held: SecretSets) {
    for (const { path, secrets } of opposite.values()) {
      const name = nameOf(path);
      const sameName = this.#sameName.get(name) ?? new Map<number, string>();
      this.#sameName.set(name, sameName);
      for (const number of secrets) {
        const secret = asContent(number, held);
        for (const paths of [this.#paths, sameName]) if (!paths.has(secret)) paths.set(secret, path);
      }
    }
  }

  pathOf({ secret, path }: Place): string | undefined {
    return this.#sameName.get(nameOf(path))?.get(secret) ?? this.#paths.get(secret);
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
