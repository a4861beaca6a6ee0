// Finds which commits of a range introduced and removed its secrets, and which refs contain them.
import { tryGit } from '../git/run-git.ts';
import type { ScanContext } from '../model/source.ts';
import { headCommit, type Repository } from '../git/repository.ts';
import type { ResolvedRange } from '../git/revisions.ts';
import { withoutCounting, readBlobs, type BlobPlace } from './read-blobs.ts';
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
  /** Paths of files with secrets in their content. */
  readonly contents: ReadonlySet<string>;
  /** Fingerprints of secrets in names, by the path of the file or folder. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  /** Ids of commits with findings, and of commits and tags with a finding in their message. */
  readonly commits: readonly string[];
}

/**
 * Finds what happened to the secrets of a range: which of its commits introduced them at their paths, which commits
 * removed them (in the range or later, up to HEAD), and which refs contain them. Works as for the whole history, but
 * asks git, and only about the commits that the base does not have and the affected paths.
 * @param inRange ids of the commits in the range
 * @returns undefined if git cannot walk the commits
 */
export async function findRangeProvenance(
  repository: Repository,
  range: ResolvedRange,
  inRange: readonly string[],
  finds: RangeFinds,
  context: ScanContext,
): Promise<OriginReport | undefined> {
  const head = await headCommit(repository).catch(() => undefined);
  const region = await readRegion(repository, range, head);
  if (region === undefined) return undefined;
  const objects = new PathObjects(region.commits.length);
  const trees = new PathTrees();
  const paths = new Set([...finds.contents, ...finds.names.keys()].map(asLatin1));
  await trees.fill(repository, region.commits, [...paths], objects);
  const secrets = await findSecrets(repository, objects, finds, context);
  const graph = graphOf(region);
  const positionOf = (oid: string) => {
    const commit = region.byId.get(oid);
    return commit === undefined ? -1 : graph.positionOf(commit.number);
  };
  const edgeCommits = new Set(region.commits.filter(({ isEdge }) => isEdge).map(({ oid }) => positionOf(oid)));
  const timeline = new Timeline(
    graph,
    trees,
    secrets,
    () => 0,
    (commit) => edgeCommits.has(commit),
  );
  const commitsInRange = new Set(inRange.map(positionOf));
  const later = graph.reachable(head === undefined ? [] : [positionOf(head)]);
  const inOrder = (steps: readonly Step[], counts: (commit: number) => boolean) =>
    steps.filter(({ commit }) => counts(commit)).sort((one, other) => one.commit - other.commit);
  const ids = [...region.commits].sort((one, other) => one.number - other.number).map(({ oid }) => oid);
  return describeOrigins({
    repository,
    graph,
    timeline,
    trees,
    secrets,
    positionOf,
    refs: await listRefs(repository),
    head: head === undefined ? -1 : positionOf(head),
    oid: (number) => ids[number] ?? objects.idOf(number),
    choose: ({ introduced, removed }) => ({
      introduced: inOrder(introduced, (commit) => commitsInRange.has(commit)),
      removed: inOrder(removed, (commit) => commitsInRange.has(commit) || later[commit] === 1),
    }),
    isReachable: () => true,
    messages: finds.commits,
  });
}

/** The objects at each path, numbered after the commits. */
class PathObjects {
  readonly #first: number;
  readonly #all: { readonly path: string; readonly oid: string }[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(first: number) {
    this.#first = first;
  }

  /** Each pair of object and path has its own number, because the path may contain a secret as well. */
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

/** Finds the secrets of each object, in its content or its name. */
async function findSecrets(
  repository: Repository,
  objects: PathObjects,
  { contents, names }: RangeFinds,
  context: ScanContext,
): Promise<SecretSets> {
  const withContent = new Set([...contents].map(asLatin1));
  const blobs = new Map<string, BlobPlace[]>();
  for (const { path, oid } of objects)
    if (withContent.has(path))
      blobs.set(oid, [{ path: `blob:${oid}`, root: repository.root, origin: { type: 'blob', blob: oid } }]);
  const inBlob = await secretsInBlobs(repository, blobs, context);
  const inName = new Map([...names].map(([path, secrets]) => [asLatin1(path), secrets]));
  const sets = new SecretSets();
  for (const { number, path, oid } of objects) {
    sets.add(number, withContent.has(path) ? (inBlob.get(oid) ?? []) : []);
    sets.add(number, inName.get(path) ?? []);
  }
  return sets;
}

/** Problems with these blobs are reported elsewhere; this only searches them. */
async function secretsInBlobs(
  repository: Repository,
  blobs: ReadonlyMap<string, readonly BlobPlace[]>,
  context: ScanContext,
): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>();
  const finder = new SecretFinder(context, repository.git.signal);
  const files = await withoutFolders(repository, blobs);
  for await (const item of readBlobs(repository, files, withoutCounting(context), {
    describeUnreadable: (oid, reason) => ({ path: oid, reason }),
    nameOf: (oid) => oid,
  })) {
    if ('skipped' in item) continue;
    const oid = item.origin.blob ?? '';
    const ownSecrets = found.get(oid) ?? new Set();
    found.set(oid, ownSecrets);
    for (const secret of await finder.find(item.bytes)) ownSecrets.add(secret);
  }
  return found;
}

/** A path may have been a folder or a submodule in some commit. */
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
  // The number of a commit also stands for its tree.
  return new CommitGraph([
    {
      commits: Float64Array.from(
        commits.flatMap(({ number, time, parents }) => [number, number, time, parents.length, ...parents]),
      ),
    },
  ]);
}

/** Encodes a path as latin-1, because paths are compared byte by byte. */
function asLatin1(path: string): string {
  return Buffer.from(path).toString('latin1');
}
