// Describes where each secret came from: who introduced and removed it, and which refs contain it.
import type { CommitTrace, LeadingRefs } from '../model/finding.ts';
import { readCommits } from '../git/read-commits.ts';
import type { CommitGraph } from './commit-graph.ts';
import { findUnfinishedRemovals, type AfterRemoval } from './unfinished-removals.ts';
import { summarizeRefs } from './refs.ts';
import type { Step } from './history-steps.ts';
import { asText, ChosenSteps, keyOfRemoval, MAX_STEPS, OriginDescriber, type OriginData } from './origin-describer.ts';
import type { Timeline } from './timeline.ts';

/** Bits of an integer. */
const MASK_BITS = 32;

/** Looks up the origin of secrets. */
export interface OriginReport {
  /**
   * @param secret fingerprint
   * @param since id of a commit that has the secret there, if no reported commit introduced it
   * @returns undefined if no commit has the secret at the path
   */
  originOf(secret: string, path: string, since?: string): CommitTrace | undefined;
  /** @returns the refs that contain a commit or tag */
  refsOf(oid: string): LeadingRefs;
}

/** Finds the refs and reads the commits that the report needs. */
export async function describeOrigins(data: OriginData): Promise<OriginReport> {
  const { repository, graph, timeline, oid: oidOf, positionOf, refs, choose, messages } = data;
  const refsByCommit = findRefs(
    graph,
    timeline,
    refs.map(({ oid }) => positionOf(oid)),
    messages.map(positionOf).filter((commit) => commit >= 0),
  );
  const chosen = new ChosenSteps(choose);
  const removals = removalsToCheck(timeline, chosen, data);
  const unfinished = await findUnfinishedRemovals(repository, removals);
  const stillIn = new Map<string, Set<string>>();
  for (const [{ step, raw }, secrets] of unfinished) stillIn.set(keyOfRemoval(step, raw), secrets);
  const commits = new Set<number>();
  for (const { introduced, removed } of chosen.all(timeline))
    for (const steps of [introduced, removed]) for (const { commit } of steps.slice(0, MAX_STEPS)) commits.add(commit);
  const facts = await readCommits(
    repository,
    [...commits].map((commit) => oidOf(graph.numbers[commit]!)),
  );
  const describer = new OriginDescriber(data, refsByCommit, facts, chosen, stillIn);
  return {
    originOf: (secret, path, since) => describer.describe(secret, path, since === undefined ? -1 : positionOf(since)),
    refsOf: (oid) => {
      const which = new Set(refsByCommit.get(positionOf(oid)) ?? []);
      return summarizeRefs(
        refs.filter((ref, at) => which.has(at) || ref.tag === oid || ref.oid === oid),
        (ref) => ref.oid === oid || ref.tag === oid,
      );
    },
  };
}

interface CheckedRemoval extends AfterRemoval {
  readonly step: Step;
  /** The path as bytes in latin-1, unlike {@link path}. */
  readonly raw: string;
  readonly secrets: Set<string>;
}

/** Removals from file content that the report lists, grouped by commit and file. */
function removalsToCheck(
  timeline: Timeline,
  chosen: ChosenSteps,
  { secrets, graph, oid }: OriginData,
): CheckedRemoval[] {
  const removals = new Map<string, CheckedRemoval>();
  for (const place of timeline.allPlaces()) {
    if (place.path !== place.base) continue;
    for (const step of chosen.of(place).removed.slice(0, MAX_STEPS)) {
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
      removal.secrets.add(secrets.secretOf(place.secret));
    }
  }
  return [...removals.values()];
}

/** @returns for each commit that introduced a secret, and each of `others`, the refs whose history contains it */
function findRefs(
  graph: CommitGraph,
  timeline: Timeline,
  refs: readonly number[],
  others: readonly number[],
): Map<number, number[]> {
  const commits = new Set(others);
  for (const steps of new Set(Array.from(timeline.allPlaces(), ({ introduced }) => introduced)))
    for (const { commit } of steps.list) commits.add(commit);
  const targets = [...commits].sort((one, other) => one - other);
  const refsByCommit = new Map<number, number[]>(targets.map((commit) => [commit, []]));
  for (let at = 0; at < targets.length; at += MASK_BITS) {
    const block = targets.slice(at, at + MASK_BITS);
    const masks = graph.ancestorMasks(block);
    timeline.decideMerges(block, masks);
    for (const [ref, tip] of refs.entries()) {
      if (tip < 0 || masks[tip] === 0) continue;
      for (const [bit, commit] of block.entries())
        if ((masks[tip]! & (1 << bit)) !== 0) refsByCommit.get(commit)!.push(ref);
    }
  }
  return refsByCommit;
}
