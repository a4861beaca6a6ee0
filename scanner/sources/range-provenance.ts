import { tryGit } from '../git/run-git.ts';
import type { Observer } from '../model/source.ts';
import { headCommit, type Repository } from '../git/repository.ts';
import type { ResolvedRange } from '../git/revisions.ts';
import { countedBefore, readBlobs, type BlobPlace } from './read-blobs.ts';
import { CommitGraph } from '../history/commit-graph.ts';
import { SecretFinder } from '../history/secrets-by-object.ts';
import { SecretSets } from '../history/secret-sets.ts';
import { PathTrees } from '../history/path-trees.ts';
import { readRegion, type Region } from '../history/commit-region.ts';
import { listRefs } from '../history/refs.ts';
import { describeOrigins, type OriginReport } from '../history/origin-report.ts';
import type { Step } from '../history/history-steps.ts';
import { Timeline } from '../history/timeline.ts';

/** What was found in a range. */
export interface RangeFinds {
  /** Paths of files with secrets in what they hold. */
  readonly contents: ReadonlySet<string>;
  /** Paths of files and folders with secrets in their names: fingerprints. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  /** Ids of commits in which something was found, and of commits and tags with something in their message. */
  readonly commits: readonly string[];
}

/**
 * Finds out what became of the secrets of a range: which of its commits brought them to their paths, which took them
 * away, in the range or later up to HEAD, and what refs lead to them. As in all of history, but git is asked: about
 * the commits that the base does not have, and about the few paths alone.
 * @param inRange ids of the commits of the range
 * @returns undefined where git cannot walk the commits
 */
export async function findRangeProvenance(
  repository: Repository,
  range: ResolvedRange,
  inRange: readonly string[],
  finds: RangeFinds,
  observer: Observer,
): Promise<OriginReport | undefined> {
  const head = await headCommit(repository).catch(() => undefined);
  const region = await readRegion(repository, range, head);
  if (region === undefined) return undefined;
  const objects = new Objects(region.commits.length);
  const trees = new PathTrees();
  const paths = new Set([...finds.contents, ...finds.names.keys()].map(asBytes));
  await trees.fill(repository, region.commits, [...paths], objects);
  const held = await holdings(repository, objects, finds, observer);
  const graph = graphOf(region);
  const placeOf = (oid: string) => {
    const commit = region.byId.get(oid);
    return commit === undefined ? -1 : graph.placeOf(commit.number);
  };
  const edge = new Set(region.commits.filter(({ isEdge }) => isEdge).map(({ oid }) => placeOf(oid)));
  const timeline = new Timeline(
    graph,
    trees,
    held,
    () => 0,
    (commit) => edge.has(commit),
  );
  const asked = new Set(inRange.map(placeOf));
  const later = graph.reachable(head === undefined ? [] : [placeOf(head)]);
  const inOrder = (steps: readonly Step[], counts: (commit: number) => boolean) =>
    steps.filter(({ commit }) => counts(commit)).sort((one, other) => one.commit - other.commit);
  const ids = [...region.commits].sort((one, other) => one.number - other.number).map(({ oid }) => oid);
  return describeOrigins({
    repository,
    graph,
    timeline,
    trees,
    held,
    placeOf,
    refs: await listRefs(repository),
    head: head === undefined ? -1 : placeOf(head),
    oid: (number) => ids[number] ?? objects.idOf(number),
    choose: ({ introduced, removed }) => ({
      introduced: inOrder(introduced, (commit) => asked.has(commit)),
      removed: inOrder(removed, (commit) => asked.has(commit) || later[commit] === 1),
    }),
    isReachable: () => true,
    others: finds.commits,
  });
}

/** What stands at a path, in numbers that follow those of the commits. */
class Objects {
  readonly #first: number;
  readonly #all: { readonly path: string; readonly oid: string }[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(first: number) {
    this.#first = first;
  }

  /** Each object at each path has a number of its own, for the path may have a secret in it as well. */
  numberOf(path: string, oid: string): number {
    const key = `${oid} ${path}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#first + this.#all.push({ path, oid }) - 1;
    this.#numbers.set(key, number);
    return number;
  }

  idOf(number: number): string {
    return this.#all[number - this.#first]?.oid ?? '';
  }

  *[Symbol.iterator](): Generator<{ readonly number: number; readonly path: string; readonly oid: string }> {
    for (const [at, one] of this.#all.entries()) yield { ...one, number: this.#first + at };
  }
}

/** Which secrets stand there, in the content or in the name. */
async function holdings(
  repository: Repository,
  objects: Objects,
  { contents, names }: RangeFinds,
  observer: Observer,
): Promise<SecretSets> {
  const withContent = new Set([...contents].map(asBytes));
  const blobs = new Map<string, BlobPlace[]>();
  for (const { path, oid } of objects)
    if (withContent.has(path))
      blobs.set(oid, [{ path: `blob:${oid}`, root: repository.root, origin: { type: 'blob', blob: oid } }]);
  const inBlob = await secretsOf(repository, blobs, observer);
  const inName = new Map([...names].map(([path, secrets]) => [asBytes(path), secrets]));
  const held = new SecretSets();
  for (const { number, path, oid } of objects) {
    held.add(number, withContent.has(path) ? (inBlob.get(oid) ?? []) : []);
    held.add(number, inName.get(path) ?? []);
  }
  return held;
}

/** What was told about these blobs is told elsewhere: here they are only looked at. */
async function secretsOf(
  repository: Repository,
  blobs: ReadonlyMap<string, readonly BlobPlace[]>,
  observer: Observer,
): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>();
  const look = new SecretFinder(observer, repository.git.signal);
  const files = await withoutFolders(repository, blobs);
  for await (const item of readBlobs(repository, files, countedBefore(observer), {
    unreadable: (oid, reason) => ({ path: oid, reason }),
    called: (oid) => oid,
  })) {
    if ('skipped' in item) continue;
    const oid = item.origin.blob ?? '';
    const own = found.get(oid) ?? new Set();
    found.set(oid, own);
    for (const secret of await look.secretsIn(item.bytes)) own.add(secret);
  }
  return found;
}

/** A file may have been a folder, or a commit of another repository, in some commit. */
async function withoutFolders(
  repository: Repository,
  blobs: ReadonlyMap<string, readonly BlobPlace[]>,
): Promise<Map<string, readonly BlobPlace[]>> {
  const { stdout } = await tryGit(
    repository.git,
    ['cat-file', '--batch-check=%(objectname) %(objecttype)'],
    [...blobs.keys()].map((oid) => `${oid}\n`).join(''),
  );
  const files = stdout
    .toString('latin1')
    .split('\n')
    .filter((line) => line.endsWith(' blob'))
    .map((line) => line.slice(0, -' blob'.length));
  return new Map(files.map((oid) => [oid, blobs.get(oid) ?? []]));
}

function graphOf({ commits }: Region): CommitGraph {
  // A commit stands for its tree.
  return new CommitGraph([
    {
      commits: Float64Array.from(
        commits.flatMap(({ number, time, parents }) => [number, number, time, parents.length, ...parents]),
      ),
    },
  ]);
}

/** Paths are compared byte by byte. */
function asBytes(path: string): string {
  return Buffer.from(path).toString('latin1');
}
