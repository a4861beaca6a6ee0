// What commits have at a few paths, as listed by git: the counterpart of PrunedTrees for a commit range.
import { rawEntries } from '../git/raw-diff.ts';
import { runGit, tryGit } from '../git/run-git.ts';
import type { Repository } from '../git/repository.ts';
import { EMPTY } from './pruned-trees.ts';
import type { RegionCommit } from './commit-region.ts';

/** Characters of paths that are passed on the command line; if there are more, all paths are compared. */
const MAX_COMMAND_LINE = 20_000;
/** A shorter path segment cannot contain a value. */
const MIN_VALUE = 32;

/** Maps objects at a path to numbers. */
export interface Numbering {
  /** @param path as in {@link PathTrees} */
  numberOf(path: string, oid: string): number;
}

/**
 * What commits have at a few paths, files or folders. Commits next to each other mostly have the same there; equal
 * ones are kept once, as in `PrunedTrees`, of which it is the counterpart where git can be asked about each commit.
 */
export class PathTrees {
  /** The object at each path. */
  readonly #nodes: ReadonlyMap<string, number>[] = [new Map()];
  readonly #nodeByKey = new Map<string, number>([['', EMPTY]]);
  readonly #nodeOf = new Map<number, number>();

  /**
   * @param commit number of a commit, which stands for its tree
   * @returns the same number for commits that have the same objects at all paths
   */
  nodeOf(commit: number): number {
    return this.#nodeOf.get(commit) ?? EMPTY;
  }

  /**
   * @param path as latin-1
   * @returns the object at the path
   */
  objectAt(node: number, path: string): number | undefined {
    return this.#nodes[node]!.get(path);
  }

  /**
   * Reports every path at which two commits have different objects.
   * @returns true: the list is complete
   */
  diff(
    before: number,
    after: number,
    onChange: (path: string, before: number | undefined, after: number | undefined) => void,
  ): boolean {
    const [oldEntries, newEntries] = [this.#nodes[before]!, this.#nodes[after]!];
    for (const [path, object] of oldEntries)
      if (newEntries.get(path) !== object) onChange(path, object, newEntries.get(path));
    for (const [path, object] of newEntries) if (!oldEntries.has(path)) onChange(path, undefined, object);
    return true;
  }

  /**
   * Asks git for the objects of the commits at the paths; for most commits, only the changes against their first
   * parent.
   * @param commits parents first; must include every named parent
   * @param paths as latin-1
   */
  async fill(
    repository: Repository,
    commits: readonly RegionCommit[],
    paths: readonly string[],
    numbering: Numbering,
  ): Promise<void> {
    const requested = paths.filter((path) => !/[\n\0]/.test(path));
    const starts = commits.filter(({ parents }) => parents.length === 0);
    const contents = await wholeTrees(repository, starts, requested);
    const changes = await changesAt(
      repository,
      commits.filter(({ parents }) => parents.length > 0),
      new Set(requested),
    );
    for (const { oid, number, parents } of commits) {
      const before = parents[0] === undefined ? EMPTY : this.nodeOf(parents[0]);
      const changed = parents[0] === undefined ? contents.get(oid) : changes.get(oid);
      this.#nodeOf.set(number, changed === undefined ? before : this.#changed(before, changed, numbering));
    }
  }

  #changed(node: number, changes: ReadonlyMap<string, string>, numbering: Numbering): number {
    const entries = new Map(this.#nodes[node]);
    for (const [path, oid] of changes) {
      if (oid === '') entries.delete(path);
      else entries.set(path, numbering.numberOf(path, oid));
    }
    const key = [...entries.values()].sort((one, other) => one - other).join(';');
    const known = this.#nodeByKey.get(key);
    if (known !== undefined) return known;
    const added = this.#nodes.push(entries) - 1;
    this.#nodeByKey.set(key, added);
    return added;
  }
}

/** Ids by path, by commit. */
type Contents = Map<string, Map<string, string>>;

async function wholeTrees(
  repository: Repository,
  commits: readonly RegionCommit[],
  paths: readonly string[],
): Promise<Contents> {
  const found: Contents = new Map();
  const requested = commits.flatMap(({ oid }) => paths.map((path) => ({ oid, path })));
  const { stdout } = await tryGit(
    repository.git,
    ['cat-file', '--batch-check=%(objectname) %(objecttype)'],
    Buffer.from(requested.map(({ oid, path }) => `${oid}:${path}\n`).join(''), 'latin1'),
  );
  for (const [at, line] of stdout.toString('latin1').split('\n').entries()) {
    const [, id] = /^([0-9a-f]{40,64}) (?:blob|tree)$/.exec(line) ?? [];
    if (id !== undefined && requested[at] !== undefined) put(found, requested[at].oid, requested[at].path, id);
  }
  return found;
}

const DIFF = [
  'diff-tree',
  '--stdin',
  '-r',
  '-t',
  '--raw',
  '-z',
  '--no-renames',
  '--no-abbrev',
  '--no-ext-diff',
  '--no-textconv',
  '--ignore-submodules=none',
];

/** Changes against the first parent; an empty id for a removed object. */
async function changesAt(
  repository: Repository,
  commits: readonly RegionCommit[],
  paths: ReadonlySet<string>,
): Promise<Contents> {
  const found: Contents = new Map();
  if (commits.length === 0 || paths.size === 0) return found;
  const patterns = [...new Set([...paths].map(patternFor))];
  const pathArguments = patterns.join('').length > MAX_COMMAND_LINE ? [] : ['--', ...patterns];
  const output = await runGit(
    { ...repository.git, cwd: repository.root },
    [...DIFF, ...pathArguments],
    commits.map(({ oid, firstParent }) => `${oid} ${firstParent}\n`).join(''),
  );
  for (const { commit, entry, path } of rawEntries(output.toString('latin1'))) {
    const oid = entry.split(' ')[3] ?? '';
    if (paths.has(path)) put(found, commit, path, /^0+$/.test(oid) ? '' : oid);
  }
  return found;
}

function put(contents: Contents, commit: string, path: string, oid: string): void {
  const known = contents.get(commit);
  if (known === undefined) contents.set(commit, new Map([[path, oid]]));
  else known.set(path, oid);
}

/** Other users can read a command line, and a name may contain a value: such segments are replaced by a wildcard. */
function patternFor(path: string): string {
  const text = Buffer.from(path, 'latin1').toString('utf8');
  return `:(top,glob)${text
    .split('/')
    .map((part) =>
      part.length >= MIN_VALUE || part.includes('\uFFFD') ? '*' : part.replace(/[\\*?[]/g, String.raw`\$&`),
    )
    .join('/')}`;
}
