import { readCommit, type CommitFacts } from '../git/commit.ts';
import { ObjectList, readObjects } from '../git/object-reader.ts';
import { headCommit, type Repository } from '../git/repository.ts';
import type { Crew } from '../packs/crew.ts';
import { runTask } from '../packs/run-task.ts';
import type { StoreData } from '../packs/known.ts';
import { EntryVisitor } from '../packs/visit-entries.ts';
import { CommitGraph, type CommitNode } from './commit-graph.ts';
import { Holdings } from './holdings.ts';
import { PathFinder } from './paths.ts';
import type { Reading } from './reading.ts';

/** Where an object entered the history. */
export interface Introduction {
  readonly commit: string;
  /** `/`-separated, relative to the top of the repository. */
  readonly path: string;
  /** Whether a branch, tag, stash or reflog still leads to the commit. */
  readonly reachable: boolean;
  readonly inHead: boolean;
}

/**
 * Finds for each blob the earliest commit that holds it.
 *
 * git would have to compare the trees of every commit with those of its parents, which takes longer than reading
 * all objects. Instead the first walk has noted which family of objects (those made from one another in a pack) is
 * an entry of which family of trees. From that follows in which trees the objects sought can be at all. Only these
 * are walked a second time, with an eye on entries of those families, which a tree made from another one mostly
 * shares with it. After that every question is one of numbers in memory: what does the tree of this commit hold
 * that no parent's does? Commits are asked with parents before children, so the first to hold an object is the one.
 * @param tips ids of commits that branches, tags, stashes and reflogs lead to
 * @param wanted numbers of blobs and trees
 */
export async function findIntroductions(
  repository: Repository,
  store: StoreData,
  reading: Reading,
  tips: readonly string[],
  wanted: ReadonlySet<number>,
  options: { readonly crew: Crew; readonly signal: AbortSignal },
): Promise<Map<number, Introduction>> {
  const found = new Map<number, Introduction>();
  if (wanted.size === 0) return found;
  const { known, links } = reading;
  const families = familiesAbove(reading, wanted);
  const outcomes = await runTask(store, { kind: 'entries', families }, { ...options, onPiece: () => undefined });
  const lists = outcomes.map((outcome) => outcome.lists);
  lists.push(await listsOfOthers(repository, reading, families));
  const holdings = new Holdings(lists, wanted);
  const graph = new CommitGraph(links);
  const reachable = graph.reachable(tips.map((oid) => known.findHex(oid)));
  const head = await headCommit(repository).catch(() => undefined);
  const headTree = head === undefined ? -1 : (graph.get(known.findHex(head))?.tree ?? -1);
  const inHead = new Set(holdings.members(holdings.setOf(headTree)));
  const first = earliest(graph.inOrder(), graph, holdings, reachable);
  const paths = new PathFinder(holdings, known);
  for (const [number, node] of first) paths.want(node.tree, number);
  await paths.read(repository);
  for (const [number, node] of first) {
    const path = paths.path(node.tree, number);
    if (path === undefined) continue;
    found.set(number, {
      commit: known.oid(node.number),
      path,
      reachable: reachable.has(node.number),
      inHead: inHead.has(number),
    });
  }
  return found;
}

/** @returns 1 for each family in which one of `wanted` is, or a tree that may hold one */
function familiesAbove({ known, links }: Reading, wanted: ReadonlySet<number>): Uint8Array {
  const families = new Uint8Array(new SharedArrayBuffer(known.count));
  for (const number of wanted) families[known.family(number)] = 1;
  for (let grows = true; grows; ) {
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
async function listsOfOthers(repository: Repository, { known, trees }: Reading, families: Uint8Array): Promise<Float64Array> {
  const wanted = [...trees].filter(([number]) => families[known.family(number)] === 1).map(([, oid]) => oid);
  const place = { type: () => 0, number: (number: number) => number, isTwin: () => false };
  const visitor = new EntryVisitor(place, known, families);
  if (wanted.length === 0) return new Float64Array(0);
  await readObjects(repository.git, ObjectList.of(wanted, repository.hexLength), {
    object: (header, bytes) => void visitor.root(known.findHex(header.oid), bytes, 0, bytes.length),
    piece: () => undefined,
    absent: () => undefined,
  });
  return Float64Array.from(visitor.lists);
}

/** Of commits that nothing leads to any more only what no other commit holds is told. */
function earliest(order: readonly CommitNode[], graph: CommitGraph, holdings: Holdings, reachable: ReadonlySet<number>): Map<number, CommitNode> {
  const first = new Map<number, CommitNode>();
  for (const node of order) {
    const set = holdings.setOf(node.tree);
    const parent = node.parents[0] === undefined ? undefined : graph.get(node.parents[0]);
    // Mostly a commit holds what its parent does; then there is nothing to learn.
    if (parent !== undefined && set === holdings.setOf(parent.tree) && reachable.has(parent.number) === reachable.has(node.number)) continue;
    for (const member of holdings.members(set)) {
      const known = first.get(member);
      if (known === undefined || (!reachable.has(known.number) && reachable.has(node.number))) first.set(member, node);
    }
  }
  return first;
}

/** Author, date and subject of commits or tags. */
export async function readCommits(repository: Repository, commits: Iterable<string>): Promise<Map<string, CommitFacts>> {
  const facts = new Map<string, CommitFacts>();
  await readObjects(repository.git, ObjectList.of(new Set(commits), repository.hexLength), {
    object: (header, bytes) => void facts.set(header.oid, readCommit(bytes)),
    piece: () => undefined,
    absent: () => undefined,
  });
  return facts;
}
