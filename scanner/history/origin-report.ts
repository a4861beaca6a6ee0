import type { CommitTrace, HistoryStep, LeadingRefs } from '../model/finding.ts';
import { readCommits, type ReadCommit } from '../git/read-commits.ts';
import type { Repository } from '../git/repository.ts';
import type { CommitGraph } from './commit-graph.ts';
import type { SecretSets } from './secret-sets.ts';
import { findUnfinishedRemovals, type AfterRemoval } from './unfinished-removals.ts';
import type { PrunedTrees } from './pruned-trees.ts';
import { summarizeRefs, type Ref } from './refs.ts';
import { Steps, type Step } from './history-steps.ts';
import type { Place, Timeline } from './timeline.ts';

/** Commits of each kind that are told; the rest is a count. */
const MOST_STEPS = 5;
/** Bits of a number. */
const BLOCK = 32;

/** What was done to a secret at a place. */
export interface Told {
  readonly introduced: readonly Step[];
  readonly removed: readonly Step[];
}

/** Everything in numbers that is known of some secrets, and how to make words of it. */
export interface Survey {
  readonly repository: Repository;
  readonly graph: CommitGraph;
  readonly timeline: Timeline;
  readonly trees: Pick<PrunedTrees, 'of' | 'at'>;
  readonly held: SecretSets;
  /** Id of an object by its number. */
  readonly oid: (number: number) => string;
  /** Place of a commit in the graph, or -1. */
  readonly placeOf: (oid: string) => number;
  readonly refs: readonly Ref[];
  /** Place of HEAD in the graph, or -1. */
  readonly head: number;
  /** Of the steps at a place those that are to be told, in the order of the graph. */
  readonly choose: (place: Told) => Told;
  readonly isReachable: (commit: number) => boolean;
  /** Ids of commits and tags whose own refs will be asked. */
  readonly others: readonly string[];
}

/** Tells where secrets came from and went. */
export interface OriginReport {
  /**
   * @param secret its fingerprint
   * @param since id of a commit that has it there, where none that introduced it is to be told
   * @returns undefined where no commit has it at the path
   */
  originOf(secret: string, path: string, since?: string): CommitTrace | undefined;
  /** What leads to a commit, or to a tag. */
  refsOf(oid: string): LeadingRefs;
}

/** Finds the refs and reads the commits that are to be told. */
export async function describeOrigins(survey: Survey): Promise<OriginReport> {
  const { repository, graph, timeline, oid: oidOf, placeOf, refs, choose, others } = survey;
  const having = findRefs(
    graph,
    timeline,
    refs.map(({ oid }) => placeOf(oid)),
    others.map(placeOf).filter((commit) => commit >= 0),
  );
  const chosen = new ChosenSteps(choose);
  const removals = removalsToCheck(timeline, chosen, survey);
  const leftovers = await findUnfinishedRemovals(repository, removals);
  const stillIn = new Map<string, Set<string>>();
  for (const [{ step, raw }, secrets] of leftovers) stillIn.set(keyOfRemoval(step, raw), secrets);
  const told = new Set<number>();
  for (const { introduced, removed } of chosen.all(timeline))
    for (const steps of [introduced, removed]) for (const { commit } of steps.slice(0, MOST_STEPS)) told.add(commit);
  const facts = await readCommits(
    repository,
    [...told].map((commit) => oidOf(graph.numbers[commit]!)),
  );
  const describer = new Describer(survey, having, facts, chosen, stillIn);
  return {
    originOf: (secret, path, since) => describer.describe(secret, path, since === undefined ? -1 : placeOf(since)),
    refsOf: (oid) => {
      const which = new Set(having.get(placeOf(oid)) ?? []);
      return summarizeRefs(
        refs.filter((ref, at) => which.has(at) || ref.tag === oid || ref.oid === oid),
        (ref) => ref.oid === oid || ref.tag === oid,
      );
    },
  };
}

/** Steps that are to be told, with a number: a hundred thousand secrets of one file mostly have the same. */
interface Chosen extends Told {
  readonly id: number;
}

class ChosenSteps {
  readonly #choose: Survey['choose'];
  readonly #known = new Map<Steps, Map<Steps, Chosen>>();
  #count = 0;

  constructor(choose: Survey['choose']) {
    this.#choose = choose;
  }

  of({ introduced, removed }: Pick<Place, 'introduced' | 'removed'>): Chosen {
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

/** Makes words of numbers, once for all secrets that have the same to be told. */
class Describer {
  readonly #survey: Survey;
  readonly #having: ReadonlyMap<number, readonly number[]>;
  readonly #facts: ReadonlyMap<string, ReadCommit>;
  readonly #chosen: ChosenSteps;
  readonly #stillIn: ReadonlyMap<string, ReadonlySet<string>>;
  /** Places by their path as text. */
  readonly #places = new Map<string, ReadonlyMap<number, Place>>();
  /** What each ref has at a path. */
  readonly #objects = new Map<string, readonly (number | undefined)[]>();
  /** Of those that have steps in their history: the refs, and the different objects they have at a path. */
  readonly #refs = new Map<string, { readonly refs: readonly number[]; readonly objects: readonly number[] }>();
  readonly #origins = new Map<string, CommitTrace>();
  readonly #known = new Map<Place, CommitTrace>();
  readonly #headObjects = new Map<string, number | undefined>();

  constructor(
    survey: Survey,
    having: ReadonlyMap<number, readonly number[]>,
    facts: ReadonlyMap<string, ReadCommit>,
    chosen: ChosenSteps,
    stillIn: ReadonlyMap<string, ReadonlySet<string>>,
  ) {
    this.#survey = survey;
    this.#having = having;
    this.#facts = facts;
    this.#chosen = chosen;
    this.#stillIn = stillIn;
    for (const [raw, places] of survey.timeline.places) {
      const path = asText(raw);
      const known = this.#places.get(path);
      this.#places.set(path, known === undefined ? places : new Map([...known, ...places]));
    }
  }

  /** @param since see {@link OriginReport.originOf}; -1 for none */
  describe(fingerprint: string, path: string, since: number): CommitTrace | undefined {
    const secret = this.#survey.held.find(fingerprint);
    const place =
      secret === undefined ? undefined : (this.#places.get(path)?.get(secret) ?? this.#unchanged(secret, path, since));
    if (place === undefined) return undefined;
    const known = since < 0 ? this.#known.get(place) : undefined;
    if (known !== undefined) return known;
    const origin = this.#originOf(place, fingerprint, since);
    if (since < 0 && origin !== undefined) this.#known.set(place, origin);
    return origin;
  }

  #originOf(place: Place, fingerprint: string, since: number): CommitTrace | undefined {
    const chosen = this.#chosen.of(place);
    if (chosen.introduced.length === 0 && since < 0) return undefined;
    const commits = chosen.introduced.length > 0 ? chosen.introduced.map(({ commit }) => commit) : [since];
    const withIt = this.#refsWithIt(chosen, commits, place.base);
    const holding = new Set(withIt.objects.filter((object) => this.#holds(place, object)));
    const inHead = this.#holds(place, this.#headObject(place.base));
    const left = chosen.removed
      .slice(0, MOST_STEPS)
      .map((step) => this.#stillIn.get(keyOfRemoval(step, place.path))?.has(fingerprint) === true);
    const key = JSON.stringify([chosen.id, commits[0], place.base, [...holding], inHead, left]);
    const known = this.#origins.get(key);
    if (known !== undefined) return known;
    const { refs, graph, isReachable } = this.#survey;
    const objects = this.#objectsAt(place.base);
    const listed = withIt.refs.map((which) => refs[which]!);
    const have = new Set(withIt.refs.filter((which) => holding.has(objects[which] ?? -1)).map((which) => refs[which]!));
    const steps = chosen.introduced.slice(0, MOST_STEPS).map((step) => this.#asStep(step, 'from', false, graph));
    const origin: CommitTrace = {
      type: 'commit',
      ...ofFirst(steps),
      introduced: steps,
      introductions: chosen.introduced.length,
      removed: chosen.removed.slice(0, MOST_STEPS).map((step, at) => this.#asStep(step, 'to', left[at]!, graph)),
      removals: chosen.removed.length,
      ...summarizeRefs(listed, (ref) => have.has(ref)),
      inHead,
      reachable: isReachable(commits[0]!),
    };
    this.#origins.set(key, origin);
    return origin;
  }

  /** Of a range: a place that no commit of it has brought or taken away. */
  #unchanged(secret: number, path: string, since: number): Place | undefined {
    if (since < 0) return undefined;
    const raw = Buffer.from(path).toString('latin1');
    return { secret, path: raw, base: raw, introduced: NO_STEPS, removed: NO_STEPS };
  }

  #holds({ secret, path, base }: Place, object: number | undefined): boolean {
    if (object === undefined) return false;
    const { held } = this.#survey;
    if (held.holds(object, secret)) return true;
    if (path === base) return false;
    const named = held.find(held.secretOf(secret), base === '' ? path : path.slice(base.length + 1));
    return named !== undefined && held.holds(object, named);
  }

  #refsWithIt({ id }: Chosen, commits: readonly number[], base: string) {
    const key = `${id} ${commits[0]!} ${base}`;
    const known = this.#refs.get(key);
    if (known !== undefined) return known;
    const which = new Set(commits.flatMap((commit) => this.#having.get(commit) ?? []));
    const refs = [...which].sort((one, other) => one - other);
    const objects = this.#objectsAt(base);
    const found = { refs, objects: [...new Set(refs.flatMap((ref) => objects[ref] ?? []))] };
    this.#refs.set(key, found);
    return found;
  }

  #objectsAt(base: string): readonly (number | undefined)[] {
    const known = this.#objects.get(base);
    if (known !== undefined) return known;
    const { refs, placeOf } = this.#survey;
    const objects = refs.map(({ oid }) => this.#objectIn(placeOf(oid), base));
    this.#objects.set(base, objects);
    return objects;
  }

  #headObject(base: string): number | undefined {
    if (!this.#headObjects.has(base)) this.#headObjects.set(base, this.#objectIn(this.#survey.head, base));
    return this.#headObjects.get(base);
  }

  #objectIn(commit: number, base: string): number | undefined {
    const { trees, graph } = this.#survey;
    return trees.at(commit < 0 ? 0 : trees.of(graph.trees[commit]!), base);
  }

  #asStep({ commit, object, otherPath }: Step, what: 'from' | 'to', isLeft: boolean, graph: CommitGraph): HistoryStep {
    const { oid: oidOf } = this.#survey;
    const oid = oidOf(graph.numbers[commit]!);
    const { parents, ...texts } = this.#facts.get(oid) ?? NO_FACTS;
    return {
      commit: oid,
      blob: oidOf(object),
      ...texts,
      ...(otherPath === undefined ? {} : { [what]: asText(otherPath) }),
      ...(isLeft ? { isLeftInText: true } : {}),
      ...(what === 'from' && parents > graph.parentsOf(commit).length ? { isBoundary: true } : {}),
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

/** Paths are handled as bytes, which need not be text. */
export function asText(path: string): string {
  return Buffer.from(path, 'latin1').toString('utf8');
}

function ofFirst([first]: readonly HistoryStep[]): CommitTrace {
  if (first === undefined) return {};
  const { commit, blob, author, email, date, subject } = first;
  return { commit, blob, author, email, date, subject };
}

interface CheckedRemoval extends AfterRemoval {
  readonly step: Step;
  /** Byte by byte, unlike {@link path}. */
  readonly raw: string;
  readonly secrets: Set<string>;
}

function keyOfRemoval({ commit }: Step, path: string): string {
  return `${commit} ${path}`;
}

/** Removals that will be told, of the content of files: of each file that a commit changed, all of them together. */
function removalsToCheck(timeline: Timeline, chosen: ChosenSteps, { held, graph, oid }: Survey): CheckedRemoval[] {
  const removals = new Map<string, CheckedRemoval>();
  for (const place of timeline.allPlaces()) {
    if (place.path !== place.base) continue;
    for (const step of chosen.of(place).removed.slice(0, MOST_STEPS)) {
      const key = keyOfRemoval(step, place.path);
      let removal = removals.get(key);
      if (removal === undefined)
        removals.set(
          key,
          (removal = {
            step,
            raw: place.path,
            commit: oid(graph.numbers[step.commit]!),
            path: asText(place.path),
            secrets: new Set(),
          }),
        );
      removal.secrets.add(held.secretOf(place.secret));
    }
  }
  return [...removals.values()];
}

/** @returns for each commit that introduced something, and each of `others`, the refs that have it in their history */
function findRefs(
  graph: CommitGraph,
  timeline: Timeline,
  refs: readonly number[],
  others: readonly number[],
): Map<number, number[]> {
  const commits = new Set(others);
  for (const steps of new Set(Array.from(timeline.allPlaces(), ({ introduced }) => introduced)))
    for (const { commit } of steps.list) commits.add(commit);
  const sought = [...commits].sort((one, other) => one - other);
  const having = new Map<number, number[]>(sought.map((commit) => [commit, []]));
  for (let at = 0; at < sought.length; at += BLOCK) {
    const block = sought.slice(at, at + BLOCK);
    const masks = graph.containing(block);
    timeline.settle(block, masks);
    for (const [ref, tip] of refs.entries()) {
      if (tip < 0 || masks[tip] === 0) continue;
      for (const [bit, commit] of block.entries()) if ((masks[tip]! & (1 << bit)) !== 0) having.get(commit)!.push(ref);
    }
  }
  return having;
}
