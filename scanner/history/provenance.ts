import { ObjectList, readObjects } from '../git/object-reader.ts';
import { headCommit, type Repository } from '../git/repository.ts';
import type { WorkerPool } from '../packs/worker-pool.ts';
import { runWalk } from '../packs/run-walk.ts';
import type { StoreData } from '../packs/object-table.ts';
import { EntryVisitor, NameTable } from '../packs/visit-entries.ts';
import { CommitGraph } from './commit-graph.ts';
import type { SecretSets } from './secret-sets.ts';
import { PrunedTrees } from './pruned-trees.ts';
import type { ReadResult } from './read-result.ts';
import { listRefs } from './refs.ts';
import { asText, describeOrigins, type OriginReport, type Told } from './origin-report.ts';
import type { Step } from './history-steps.ts';
import { Timeline } from './timeline.ts';

/** Paths of one object that are judged each by itself. */
const MOST_PATHS = 100;

/** A path that an object had in some commit. */
export interface PathInHistory {
  /** `/`-separated, relative to the top of the repository. */
  readonly path: string;
  /** Id of the first commit that holds it there. */
  readonly commit: string;
}

/** Where the secrets in the objects of interest came from, and where they went. */
export interface Provenance extends OriginReport {
  /** The paths an object had, first ones first; none for one that no commit holds. */
  pathsOf(oid: string): readonly PathInHistory[];
  /** Whether some commit touched more places than are looked at: then more may be there than is told. */
  readonly isCut: boolean;
}

/**
 * Finds for each secret and path the commits that brought it there and took it away, and the refs that have them.
 *
 * git would have to compare the trees of every commit with those of its parents, which takes longer than reading
 * all objects. Instead the first walk has noted which family of objects (those made from one another in a pack) is
 * an entry of which family of trees. From that follows in which trees the objects sought can be at all. Only these
 * are walked a second time, with an eye on entries of those families, which a tree made from another one mostly
 * shares with it. After that every question is one of numbers in memory: {@link PrunedTrees} makes it one comparison
 * whether two commits differ in anything of interest, {@link Timeline} tells what each commit did, and refs that
 * have a commit are found for 32 commits at a time in one pass over the graph.
 * @param tips ids of commits that are remembered elsewhere than in branches, tags and other refs: in reflogs
 * @param held the secrets in each object of interest: blobs, and trees for the names in them
 * @param messages ids of commits and tags whose own refs will be asked
 */
export async function findProvenance(
  repository: Repository,
  store: StoreData,
  reading: ReadResult,
  tips: readonly string[],
  held: SecretSets,
  messages: readonly string[],
  options: { readonly crew: WorkerPool; readonly signal: AbortSignal },
): Promise<Provenance> {
  const { known, links } = reading;
  const wanted = new Set(held.objects());
  const trees = await pruneTrees(repository, store, reading, wanted, options);
  const graph = new CommitGraph(links);
  const placeOf = (oid: string) => graph.placeOf(known.findHex(oid));
  const refs = await listRefs(repository);
  const head = await headCommit(repository).catch(() => undefined);
  const headPlace = head === undefined ? -1 : placeOf(head);
  const named = graph.reachable([headPlace, ...refs.map(({ oid }) => placeOf(oid))]);
  const remembered = graph.reachable(tips.map(placeOf));
  // What a ref leads to comes before what only a reflog remembers, and that before what nothing leads to.
  const tier = (commit: number) => (named[commit] === 1 ? 0 : remembered[commit] === 1 ? 1 : 2);
  const timeline = new Timeline(graph, trees, held, tier);
  const telling = await describeOrigins({
    repository,
    graph,
    timeline,
    trees,
    held,
    placeOf,
    refs,
    oid: (number) => known.oid(number),
    head: headPlace,
    choose: (place) => best(place, tier),
    isReachable: (commit) => tier(commit) < 2,
    others: messages,
  });
  return {
    ...telling,
    isCut: timeline.isCut,
    pathsOf: (oid) => {
      const paths = [...(timeline.paths.get(known.findHex(oid)) ?? [])].sort(
        ([, one], [, other]) => tier(one) - tier(other) || one - other,
      );
      return paths
        .slice(0, MOST_PATHS)
        .map(([path, commit]) => ({ path: asText(path), commit: known.oid(graph.numbers[commit]!) }));
    },
  };
}

/** Of the steps at a place those that are known best: what no ref has is told only where it is all there is. */
function best({ introduced, removed }: Told, tier: (commit: number) => number): Told {
  const lowest = introduced.reduce((least, { commit }) => Math.min(least, tier(commit)), Number.POSITIVE_INFINITY);
  const known = (steps: readonly Step[]) =>
    steps.filter(({ commit }) => tier(commit) <= lowest).sort((one, other) => one.commit - other.commit);
  return { introduced: known(introduced), removed: known(removed) };
}

async function pruneTrees(
  repository: Repository,
  store: StoreData,
  reading: ReadResult,
  wanted: ReadonlySet<number>,
  options: { readonly crew: WorkerPool; readonly signal: AbortSignal },
): Promise<PrunedTrees> {
  if (wanted.size === 0) return new PrunedTrees([], wanted);
  const { late, lateCount } = reading.known;
  // Which trees lead to what came late was not noted: then all are gone through.
  const families =
    lateCount === 0
      ? familiesAbove(reading, wanted)
      : new Uint8Array(new SharedArrayBuffer(reading.known.count)).fill(1);
  const outcomes = await runWalk(
    lateCount === 0 ? store : { ...store, late },
    { kind: 'entries', families },
    { ...options, onPiece: () => undefined },
  );
  const lists = outcomes.map((outcome) => ({ list: outcome.lists, names: outcome.names }));
  return new PrunedTrees([...lists, await listsOfOthers(repository, reading, families)], wanted);
}

/** @returns 1 for each family in which one of `wanted` is, or a tree that may hold one */
function familiesAbove({ known, links }: ReadResult, wanted: ReadonlySet<number>): Uint8Array {
  const families = new Uint8Array(new SharedArrayBuffer(known.count));
  for (const number of wanted) families[known.family(number)] = 1;
  for (let grows = true; grows;) {
    grows = false;
    for (const { families: pairs } of links) {
      for (let at = 0; at < pairs.length; at += 2) {
        if (families[pairs[at]!] === 0 || families[pairs[at + 1]!] === 1) continue;
        families[pairs[at + 1]!] = 1;
        grows = true;
      }
    }
  }
  return families;
}

/** The same for trees that are in no pack. */
async function listsOfOthers(
  repository: Repository,
  { known, trees }: ReadResult,
  families: Uint8Array,
): Promise<{ list: Float64Array; names: readonly string[] }> {
  const wanted = [...trees].filter(([number]) => families[known.family(number)] === 1).map(([, oid]) => oid);
  const place = { type: () => 0, number: (number: number) => number, isDuplicate: () => false };
  const names = new NameTable();
  const visitor = new EntryVisitor(place, known, families, names);
  if (wanted.length === 0) return { list: new Float64Array(0), names: [] };
  await readObjects(repository.git, ObjectList.of(wanted, repository.hexLength), {
    object: (header, bytes) => void visitor.root(known.findHex(header.oid), bytes, 0, bytes.length),
    piece: () => undefined,
    absent: () => undefined,
  });
  return { list: Float64Array.from(visitor.lists), names: names.all };
}
