// Describes the origin of one secret at a path as report data: steps, refs, and whether HEAD still contains it.
import type { CommitTrace, HistoryStep } from '../model/finding.ts';
import type { ReadCommit } from '../git/read-commits.ts';
import type { Repository } from '../git/repository.ts';
import type { CommitGraph } from './commit-graph.ts';
import type { SecretSets } from './secret-sets.ts';
import type { PrunedTrees } from './pruned-trees.ts';
import { summarizeRefs, type Ref } from './refs.ts';
import { Steps, type Step } from './history-steps.ts';
import type { SecretPlace, Timeline } from './timeline.ts';

/** Commits of each kind that are reported; the others are only counted. */
export const MAX_STEPS = 5;
/** The steps of a secret at a path. */
export interface SecretSteps {
  readonly introduced: readonly Step[];
  readonly removed: readonly Step[];
}

/** The data about the secrets, by number, and the functions that map numbers to ids. */
export interface OriginData {
  readonly repository: Repository;
  readonly graph: CommitGraph;
  readonly timeline: Timeline;
  readonly trees: Pick<PrunedTrees, 'nodeOf' | 'objectAt'>;
  readonly secrets: SecretSets;
  /** @returns the id of an object by its number */
  readonly oid: (number: number) => string;
  /** @returns the position of a commit in the graph, or -1 */
  readonly positionOf: (oid: string) => number;
  readonly refs: readonly Ref[];
  /** Position of HEAD in the graph, or -1. */
  readonly head: number;
  /** Selects the steps to report, in the order of the graph. */
  readonly choose: (place: SecretSteps) => SecretSteps;
  readonly isReachable: (commit: number) => boolean;
  /** Ids of commits and tags whose own refs are needed. */
  readonly messages: readonly string[];
}

/** Steps to report, with a number: a hundred thousand secrets of one file usually share them. */
interface Chosen extends SecretSteps {
  readonly id: number;
}

export class ChosenSteps {
  readonly #choose: OriginData['choose'];
  readonly #known = new Map<Steps, Map<Steps, Chosen>>();
  #count = 0;

  constructor(choose: OriginData['choose']) {
    this.#choose = choose;
  }

  of({ introduced, removed }: Pick<SecretPlace, 'introduced' | 'removed'>): Chosen {
    let known = this.#known.get(introduced);
    if (known === undefined) this.#known.set(introduced, (known = new Map()));
    let chosen = known.get(removed);
    if (chosen === undefined)
      known.set(
        removed,
        (chosen = { ...this.#choose({ introduced: introduced.list, removed: removed.list }), id: (this.#count += 1) }),
      );
    return chosen;
  }

  all(timeline: Timeline): Set<Chosen> {
    const all = new Set<Chosen>();
    for (const place of timeline.allPlaces()) all.add(this.of(place));
    return all;
  }
}

/** Converts numbers to report data, once for all secrets with the same history. */
export class OriginDescriber {
  readonly #data: OriginData;
  readonly #refsByCommit: ReadonlyMap<number, readonly number[]>;
  readonly #facts: ReadonlyMap<string, ReadCommit>;
  readonly #chosen: ChosenSteps;
  readonly #stillIn: ReadonlyMap<string, ReadonlySet<string>>;
  /** Secrets at a path, by the path as text. */
  readonly #places = new Map<string, ReadonlyMap<number, SecretPlace>>();
  /** The object of each ref at a path. */
  readonly #objects = new Map<string, readonly (number | undefined)[]>();
  /** For each set of steps: the refs whose history contains it, and the distinct objects they have at a path. */
  readonly #refs = new Map<string, { readonly refs: readonly number[]; readonly objects: readonly number[] }>();
  readonly #origins = new Map<string, CommitTrace>();
  readonly #known = new Map<SecretPlace, CommitTrace>();
  readonly #headObjects = new Map<string, number | undefined>();

  constructor(
    data: OriginData,
    refsByCommit: ReadonlyMap<number, readonly number[]>,
    facts: ReadonlyMap<string, ReadCommit>,
    chosen: ChosenSteps,
    stillIn: ReadonlyMap<string, ReadonlySet<string>>,
  ) {
    this.#data = data;
    this.#refsByCommit = refsByCommit;
    this.#facts = facts;
    this.#chosen = chosen;
    this.#stillIn = stillIn;
    for (const [raw, places] of data.timeline.places) {
      const path = asText(raw);
      const known = this.#places.get(path);
      this.#places.set(path, known === undefined ? places : new Map([...known, ...places]));
    }
  }

  /** @param since see {@link OriginReport.originOf}; -1 if not given */
  describe(fingerprint: string, path: string, since: number): CommitTrace | undefined {
    const secret = this.#data.secrets.find(fingerprint);
    const place =
      secret === undefined
        ? undefined
        : (this.#places.get(path)?.get(secret) ?? this.#unchangedPlace(secret, path, since));
    if (place === undefined) return undefined;
    const known = since < 0 ? this.#known.get(place) : undefined;
    if (known !== undefined) return known;
    const origin = this.#originOf(place, fingerprint, since);
    if (since < 0 && origin !== undefined) this.#known.set(place, origin);
    return origin;
  }

  #originOf(place: SecretPlace, fingerprint: string, since: number): CommitTrace | undefined {
    const chosen = this.#chosen.of(place);
    if (chosen.introduced.length === 0 && since < 0) return undefined;
    const commits = chosen.introduced.length > 0 ? chosen.introduced.map(({ commit }) => commit) : [since];
    const refsWithSecret = this.#refsWithSecret(chosen, commits, place.base);
    const holding = new Set(refsWithSecret.objects.filter((object) => this.#hasSecret(place, object)));
    const inHead = this.#hasSecret(place, this.#headObject(place.base));
    const leftInText = chosen.removed
      .slice(0, MAX_STEPS)
      .map((step) => this.#stillIn.get(keyOfRemoval(step, place.path))?.has(fingerprint) === true);
    const key = JSON.stringify([chosen.id, commits[0], place.base, [...holding], inHead, leftInText]);
    const known = this.#origins.get(key);
    if (known !== undefined) return known;
    const { refs, graph, isReachable } = this.#data;
    const objects = this.#objectsAt(place.base);
    const listed = refsWithSecret.refs.map((which) => refs[which]!);
    const current = new Set(
      refsWithSecret.refs.filter((which) => holding.has(objects[which] ?? -1)).map((which) => refs[which]!),
    );
    const steps = chosen.introduced.slice(0, MAX_STEPS).map((step) => this.#asStep(step, 'from', false, graph));
    const origin: CommitTrace = {
      type: 'commit',
      ...factsOfFirst(steps),
      introduced: steps,
      introductions: chosen.introduced.length,
      removed: chosen.removed.slice(0, MAX_STEPS).map((step, at) => this.#asStep(step, 'to', leftInText[at]!, graph)),
      removals: chosen.removed.length,
      ...summarizeRefs(listed, (ref) => current.has(ref)),
      inHead,
      reachable: isReachable(commits[0]!),
    };
    this.#origins.set(key, origin);
    return origin;
  }

  /** For a range: a secret that no commit of the range introduced or removed. */
  #unchangedPlace(secret: number, path: string, since: number): SecretPlace | undefined {
    if (since < 0) return undefined;
    const raw = Buffer.from(path).toString('latin1');
    return { secret, path: raw, base: raw, introduced: NO_STEPS, removed: NO_STEPS };
  }

  #hasSecret({ secret, path, base }: SecretPlace, object: number | undefined): boolean {
    if (object === undefined) return false;
    const { secrets } = this.#data;
    if (secrets.isIn(object, secret)) return true;
    if (path === base) return false;
    const named = secrets.find(secrets.secretOf(secret), base === '' ? path : path.slice(base.length + 1));
    return named !== undefined && secrets.isIn(object, named);
  }

  #refsWithSecret({ id }: Chosen, commits: readonly number[], base: string) {
    const key = `${id} ${commits[0]!} ${base}`;
    const known = this.#refs.get(key);
    if (known !== undefined) return known;
    const refNumbers = new Set(commits.flatMap((commit) => this.#refsByCommit.get(commit) ?? []));
    const refs = [...refNumbers].sort((one, other) => one - other);
    const objects = this.#objectsAt(base);
    const found = { refs, objects: [...new Set(refs.flatMap((ref) => objects[ref] ?? []))] };
    this.#refs.set(key, found);
    return found;
  }

  #objectsAt(base: string): readonly (number | undefined)[] {
    const known = this.#objects.get(base);
    if (known !== undefined) return known;
    const { refs, positionOf } = this.#data;
    const objects = refs.map(({ oid }) => this.#objectIn(positionOf(oid), base));
    this.#objects.set(base, objects);
    return objects;
  }

  #headObject(base: string): number | undefined {
    if (!this.#headObjects.has(base)) this.#headObjects.set(base, this.#objectIn(this.#data.head, base));
    return this.#headObjects.get(base);
  }

  #objectIn(commit: number, base: string): number | undefined {
    const { trees, graph } = this.#data;
    return trees.objectAt(commit < 0 ? 0 : trees.nodeOf(graph.trees[commit]!), base);
  }

  #asStep(
    { commit, object, otherPath }: Step,
    direction: 'from' | 'to',
    isLeftInText: boolean,
    graph: CommitGraph,
  ): HistoryStep {
    const { oid: oidOf } = this.#data;
    const oid = oidOf(graph.numbers[commit]!);
    const { parents, ...texts } = this.#facts.get(oid) ?? NO_FACTS;
    return {
      commit: oid,
      blob: oidOf(object),
      ...texts,
      ...(otherPath === undefined ? {} : { [direction]: asText(otherPath) }),
      ...(isLeftInText ? { isLeftInText: true } : {}),
      ...(direction === 'from' && parents > graph.parentsOf(commit).length ? { isBoundary: true } : {}),
    };
  }
}

const NO_STEPS = new Steps();

const NO_FACTS: ReadCommit = {
  author: '',
  email: '',
  date: '',
  committer: '',
  committerEmail: '',
  commitDate: '',
  subject: '',
  parents: 0,
};

/** Decodes a path that is stored as bytes, which may not be valid UTF-8. */
export function asText(path: string): string {
  return Buffer.from(path, 'latin1').toString('utf8');
}

function factsOfFirst([first]: readonly HistoryStep[]): CommitTrace {
  if (first === undefined) return {};
  const { commit, blob, author, email, date, subject } = first;
  return { commit, blob, author, email, date, subject };
}

/** @returns a key for what a commit did to the file at a path */
export function keyOfRemoval({ commit }: Step, path: string): string {
  return `${commit} ${path}`;
}
