// Finds which commits of the whole history introduced and removed each secret, and at which paths.
import { ObjectList, readObjects } from '../git/object-reader.ts';
import { headCommit, type Repository } from '../git/repository.ts';
import type { WorkerPool } from '../packs/thread-pool.ts';
import { runWalk } from '../packs/run-walk-in-threads.ts';
import type { StoreData } from '../packs/object-table.ts';
import { EntryVisitor, NameTable } from '../packs/visit-entries.ts';
import { CommitGraph } from './commit-graph.ts';
import type { SecretSets } from './secret-sets.ts';
import { PrunedTrees } from './pruned-trees.ts';
import type { ReadResult } from './read-result.ts';
import { listRefs } from './refs.ts';
import { asText, type SecretSteps } from './origin-describer.ts';
import { describeOrigins, type OriginReport } from './origin-report.ts';
import type { Step } from './history-steps.ts';
import { Timeline } from './timeline.ts';

/** Paths of one object that are judged separately. */
const MAX_PATHS = 100;

/** A path that an object had in some commit. */
export interface PathInHistory {
  /** `/`-separated, relative to the top of the repository. */
  readonly path: string;
  /** Id of the first commit that has it there. */
  readonly commit: string;
}

/** The origin of the secrets in the objects of interest. */
export interface Provenance extends OriginReport {
  /** The paths an object had, earliest first; empty if no commit contains it. */
  pathsOf(oid: string): readonly PathInHistory[];
  /** Whether some commit touched more paths than the limit, so the report may be incomplete. */
  readonly isCut: boolean;
}

/**
 * Finds for each secret and path the commits that introduced and removed it, and the refs that contain them.
 * git would have to compare the trees of every commit with those of its parents, which takes longer than reading all
 * objects. Instead, the first walk recorded links between delta families (objects made from one another in a pack):
 * which family has an entry in which family of trees. That limits the trees that can contain the objects. Only these
 * are walked a second time, looking for entries of those families, which a tree usually shares with its delta base.
 * After that, everything is in memory: {@link PrunedTrees} finds with one comparison whether two commits differ in
 * anything of interest, {@link Timeline} determines what each commit did, and the refs that contain a commit are found
 * for 32 commits at a time in one pass over the graph.
 * @param tips ids of commits that only reflogs remember
 * @param secrets the secrets in each object of interest: blobs, and trees with secrets in names
 * @param messages ids of commits and tags whose own refs are needed
 */
export async function findProvenance(
  repository: Repository,
  store: StoreData,
  readResult: ReadResult,
  tips: readonly string[],
  secrets: SecretSets,
  messages: readonly string[],
  options: { readonly workerPool: WorkerPool; readonly signal: AbortSignal },
): Promise<Provenance> {
  const { objectTable, links } = readResult;
  const wanted = new Set(secrets.objects());
  const trees = await pruneTrees(repository, store, readResult, wanted, options);
  const graph = new CommitGraph(links);
  const positionOf = (oid: string) => graph.positionOf(objectTable.findHex(oid));
  const refs = await listRefs(repository);
  const head = await headCommit(repository).catch(() => undefined);
  const headPosition = head === undefined ? -1 : positionOf(head);
  const reachableFromRefs = graph.reachable([headPosition, ...refs.map(({ oid }) => positionOf(oid))]);
  const reachableFromReflogs = graph.reachable(tips.map(positionOf));
  // Commits of refs come first, then those that only a reflog remembers, then unreachable ones.
  const tier = (commit: number) => (reachableFromRefs[commit] === 1 ? 0 : reachableFromReflogs[commit] === 1 ? 1 : 2);
  const timeline = new Timeline(graph, trees, secrets, tier);
  const report = await describeOrigins({
    repository,
    graph,
    timeline,
    trees,
    secrets,
    positionOf,
    refs,
    oid: (number) => objectTable.oid(number),
    head: headPosition,
    choose: (place) => mostReachable(place, tier),
    isReachable: (commit) => tier(commit) < 2,
    messages,
  });
  return {
    ...report,
    isCut: timeline.isCut,
    pathsOf: (oid) => {
      const paths = [...(timeline.paths.get(objectTable.findHex(oid)) ?? [])].sort(
        ([, one], [, other]) => tier(one) - tier(other) || one - other,
      );
      return paths
        .slice(0, MAX_PATHS)
        .map(([path, commit]) => ({ path: asText(path), commit: objectTable.oid(graph.numbers[commit]!) }));
    },
  };
}

/** Selects the steps of the most reachable commits: unreachable ones are reported only if there are no others. */
function mostReachable({ introduced, removed }: SecretSteps, tier: (commit: number) => number): SecretSteps {
  const lowest = introduced.reduce((least, { commit }) => Math.min(least, tier(commit)), Number.POSITIVE_INFINITY);
  const objectTable = (steps: readonly Step[]) =>
    steps.filter(({ commit }) => tier(commit) <= lowest).sort((one, other) => one.commit - other.commit);
  return { introduced: objectTable(introduced), removed: objectTable(removed) };
}

async function pruneTrees(
  repository: Repository,
  store: StoreData,
  readResult: ReadResult,
  wanted: ReadonlySet<number>,
  options: { readonly workerPool: WorkerPool; readonly signal: AbortSignal },
): Promise<PrunedTrees> {
  if (wanted.size === 0) return new PrunedTrees([], wanted);
  const { late, lateCount } = readResult.objectTable;
  // Links to late objects were not recorded, so all trees are walked.
  const families =
    lateCount === 0
      ? familiesAbove(readResult, wanted)
      : new Uint8Array(new SharedArrayBuffer(readResult.objectTable.count)).fill(1);
  const outcomes = await runWalk(
    lateCount === 0 ? store : { ...store, late },
    { kind: 'entries', families },
    { ...options, onBatch: () => undefined },
  );
  const lists = outcomes.map((outcome) => ({ list: outcome.lists, names: outcome.names }));
  return new PrunedTrees([...lists, await unpackedTrees(repository, readResult, families)], wanted);
}

/** @returns 1 for each delta family that contains one of `wanted`, or a tree that may lead to one */
function familiesAbove({ objectTable, links }: ReadResult, wanted: ReadonlySet<number>): Uint8Array {
  const families = new Uint8Array(new SharedArrayBuffer(objectTable.count));
  for (const number of wanted) families[objectTable.family(number)] = 1;
  for (let isGrowing = true; isGrowing;) {
    isGrowing = false;
    for (const { families: pairs } of links) {
      for (let at = 0; at < pairs.length; at += 2) {
        if (families[pairs[at]!] === 0 || families[pairs[at + 1]!] === 1) continue;
        families[pairs[at + 1]!] = 1;
        isGrowing = true;
      }
    }
  }
  return families;
}

/** Collects the entries of trees that are in no pack. */
async function unpackedTrees(
  repository: Repository,
  { objectTable, trees }: ReadResult,
  families: Uint8Array,
): Promise<{ list: Float64Array; names: readonly string[] }> {
  const wanted = [...trees].filter(([number]) => families[objectTable.family(number)] === 1).map(([, oid]) => oid);
  const entryInfo = { type: () => 0, number: (number: number) => number, isDuplicate: () => false };
  const names = new NameTable();
  const visitor = new EntryVisitor(entryInfo, objectTable, families, names);
  if (wanted.length === 0) return { list: new Float64Array(0), names: [] };
  await readObjects(repository.git, ObjectList.of(wanted, repository.hexLength), {
    object: (header, bytes) => void visitor.visitRoot(objectTable.findHex(header.oid), bytes, 0, bytes.length),
    chunk: () => undefined,
    absent: () => undefined,
  });
  return { list: Float64Array.from(visitor.lists), names: names.all };
}
