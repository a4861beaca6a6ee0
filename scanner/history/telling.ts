import type { HistoryStep, Origin } from '../finding.ts';
import { readCommits, type ReadCommit } from '../git/read-commits.ts';
import type { Repository } from '../git/repository.ts';
import type { CommitGraph } from './commit-graph.ts';
import { findLeftovers, type AfterRemoval } from './leftovers.ts';
import type { PrunedTrees } from './pruned-trees.ts';
import { summarizeRefs, type Ref } from './refs.ts';
import { keyOf, type Holding, type Place, type Step, type Timeline } from './timeline.ts';

/** Commits of each kind that are told; the rest is a count. */
const MOST_STEPS = 5;
/** Bits of a number. */
const BLOCK = 32;

/** Everything in numbers that is known of some secrets, and how to make words of it. */
export interface Survey {
  readonly repository: Repository;
  readonly graph: CommitGraph;
  readonly timeline: Timeline;
  readonly trees: Pick<PrunedTrees, 'of' | 'at'>;
  readonly held: ReadonlyMap<number, readonly Holding[]>;
  /** Id of an object by its number. */
  readonly oid: (number: number) => string;
  /** Place of a commit in the graph, or -1. */
  readonly placeOf: (oid: string) => number;
  readonly refs: readonly Ref[];
  /** Place of HEAD in the graph, or -1. */
  readonly head: number;
  /** Of the steps at a place those that are to be told, in the order of the graph. */
  readonly choose: (place: Place) => Pick<Place, 'introduced' | 'removed'>;
  readonly isReachable: (commit: number) => boolean;
  /** Ids of commits and tags whose own refs will be asked. */
  readonly others: readonly string[];
}

/** Tells where secrets came from and went. */
export interface Telling {
  /**
   * @param secret its fingerprint
   * @param since id of a commit that has it there, where none that introduced it is to be told
   * @returns undefined where no commit has it at the path
   */
  originOf(secret: string, path: string, since?: string): Partial<Origin> | undefined;
  /** What leads to a commit, or to a tag. */
  refsOf(oid: string): Pick<Origin, 'branches' | 'tags' | 'otherRefs'>;
}

/** Finds the refs and reads the commits that are to be told. */
export async function tell({ repository, graph, timeline, trees, held, oid: oidOf, placeOf, refs, head, choose, isReachable, others }: Survey): Promise<Telling> {
  const places = [...timeline.places.values()];
  const having = findRefs(graph, timeline, refs.map(({ oid }) => placeOf(oid)), others.map(placeOf).filter((commit) => commit >= 0));
  const nodeAt = (commit: number) => (commit < 0 ? 0 : trees.of(graph.trees[commit]!));
  const leftovers = await findLeftovers(repository, removalsToCheck(places, choose, (commit) => oidOf(graph.numbers[commit]!)));
  const stillIn = new Set([...leftovers].map(({ step }) => step));
  const facts = await readCommits(repository, stepsToTell(places, choose).map(({ commit }) => oidOf(graph.numbers[commit]!)));

  const holds = ({ secret, path, base }: Place, commit: number): boolean => {
    const object = trees.at(nodeAt(commit), base);
    return object !== undefined && (held.get(object) ?? []).some((one) => one.secret === secret && path.endsWith(one.name));
  };
  const asStep = (step: Step, what: 'from' | 'to'): HistoryStep => {
    const { commit, object, otherPath } = step;
    const oid = oidOf(graph.numbers[commit]!);
    const { parents, ...texts } = facts.get(oid) ?? NO_FACTS;
    return {
      commit: oid, blob: oidOf(object), ...texts,
      ...(otherPath === undefined ? {} : { [what]: asText(otherPath) }),
      ...(stillIn.has(step) ? { isLeftInText: true } : {}),
      ...(what === 'from' && parents > graph.parentsOf(commit).length ? { isBoundary: true } : {}),
    };
  };
  const describe = (place: Place, since: number): Partial<Origin> | undefined => {
    const { introduced, removed } = choose(place);
    const commits = introduced.length > 0 ? introduced.map((step) => step.commit) : since < 0 ? [] : [since];
    if (commits[0] === undefined) return undefined;
    const steps = introduced.slice(0, MOST_STEPS).map((step) => asStep(step, 'from'));
    const refsWithIt = new Set(commits.flatMap((commit) => having.get(commit) ?? []));
    return {
      type: 'commit', ...ofFirst(steps),
      introduced: steps, introductions: introduced.length,
      removed: removed.slice(0, MOST_STEPS).map((step) => asStep(step, 'to')), removals: removed.length,
      ...summarizeRefs(refs.filter((_, which) => refsWithIt.has(which)), memoized((ref) => holds(place, placeOf(ref.oid)))),
      inHead: holds(place, head),
      reachable: isReachable(commits[0]),
    };
  };
  const byKey = new Map(places.map((place) => [keyOf(place.secret, asText(place.path)), place]));
  const described = new Map<string, Partial<Origin> | undefined>();
  return {
    originOf: (secret, path, since) => {
      const key = keyOf(secret, path);
      const place = byKey.get(key);
      if (place === undefined) return undefined;
      const own = `${key} ${since ?? ''}`;
      if (!described.has(own)) described.set(own, describe(place, since === undefined ? -1 : placeOf(since)));
      return described.get(own);
    },
    refsOf: (oid) => {
      const which = new Set(having.get(placeOf(oid)) ?? []);
      return summarizeRefs(refs.filter((ref, at) => which.has(at) || ref.tag === oid || ref.oid === oid), (ref) => ref.oid === oid || ref.tag === oid);
    },
  };
}

const NO_FACTS: ReadCommit = { author: '', email: '', date: '', committer: '', committerEmail: '', commitDate: '', subject: '', parents: 0 };

/** Paths are handled as bytes, which need not be text. */
export function asText(path: string): string {
  return Buffer.from(path, 'latin1').toString('utf8');
}

function ofFirst([first]: readonly HistoryStep[]): Partial<Origin> {
  if (first === undefined) return {};
  const { commit, blob, author, email, date, subject } = first;
  return { commit, blob, author, email, date, subject };
}

function stepsToTell(places: readonly Place[], choose: Survey['choose']): Step[] {
  return places.flatMap((place) => {
    const { introduced, removed } = choose(place);
    return [...introduced.slice(0, MOST_STEPS), ...removed.slice(0, MOST_STEPS)];
  });
}

/** Removals that will be told, of the content of files. */
function removalsToCheck(places: readonly Place[], choose: Survey['choose'], oidOf: (commit: number) => string): (AfterRemoval & { readonly step: Step })[] {
  return places
    .filter(({ path, base }) => path === base)
    .flatMap((place) => choose(place).removed.slice(0, MOST_STEPS).map((step) => ({ step, commit: oidOf(step.commit), path: asText(place.path), secret: place.secret })));
}

/** @returns for each commit that introduced something, and each of `others`, the refs that have it in their history */
function findRefs(graph: CommitGraph, timeline: Timeline, refs: readonly number[], others: readonly number[]): Map<number, number[]> {
  const sought = [...new Set([...[...timeline.places.values()].flatMap(({ introduced }) => introduced.map(({ commit }) => commit)), ...others])].sort((one, other) => one - other);
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

function memoized(ask: (ref: Ref) => boolean): (ref: Ref) => boolean {
  const known = new Map<string, boolean>();
  return (ref) => {
    const answer = known.get(ref.oid) ?? ask(ref);
    known.set(ref.oid, answer);
    return answer;
  };
}
