// Source: the files staged in the git index, as the next commit would store them.
import { existsSync } from 'node:fs';
import type { Emptied, ScanDocument, Skipped } from '../model/document.ts';
import type { ScanContext, Source } from '../model/source.ts';
import { Failure } from '../model/failure.ts';
import type { NotLookedAt } from '../model/finding.ts';
import { findRepositoryFast, headCommit, type Repository } from '../git/repository.ts';
import { gitFailure, gitFolderContext, hookContext, runGit, tooOld, tryGit, type GitResult } from '../git/run-git.ts';
import { refuseSpecialFiles } from '../git/special-files.ts';
import { PackDamage } from '../packs/pack-damage.ts';
import type { readLoose } from '../packs/loose-objects.ts';
import { count } from '../text/numbers.ts';
import { readBlobs, type BlobPlace } from './read-blobs.ts';
import { checkFolder } from '../io/named-path.ts';
import { NamedPaths } from './named-paths.ts';
import { PathDocuments } from './path-documents.ts';
import type { PathFilter } from './path-filter.ts';
import { call } from '../text/command-line.ts';

interface Entry {
  readonly oid: string;
  readonly path: string;
  /** Whether the entry is a commit of another repository; then only its name is scanned. */
  readonly isSubmodule: boolean;
}

interface StagedOptions {
  readonly gitFolder?: string;
  readonly mayLeaveNothing?: boolean;
}

const SUBMODULE = '160000';
/** Larger objects are read through git, which streams them in chunks. Bytes. */
const WHOLE_OBJECT_LIMIT = 32 * 1024 * 1024;
/** Compares the index with HEAD. Asked before HEAD is resolved, because a commit waits for the hook. */
const DIFF_ARGS = [
  'diff-index',
  '--cached',
  '--raw',
  '-z',
  '--no-renames',
  '--no-abbrev',
  '--no-ext-diff',
  '--no-textconv',
  '--ignore-submodules=dirty',
  '--no-relative',
  'HEAD',
  '--',
];

/**
 * The git index: what the next commit would add or change against HEAD, as staged and not as on disk. On a branch
 * without commits that is the whole index.
 */
export class StagedSource implements Source {
  readonly name: string;
  readonly #cwd: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #only: readonly string[];
  readonly #filter: PathFilter | undefined;
  readonly #gitFolder: string | undefined;
  readonly #mayLeaveNothing: boolean;

  /**
   * @param cwd a folder of the repository
   * @param only files or folders to limit the scan to, absolute; empty for everything
   * @param options.gitFolder the git folder of another working tree whose index is scanned; `cwd` is then only the root
   *   of its paths
   * @param options.mayLeaveNothing whether the filter may match no file of the repository
   */
  constructor(
    cwd: string,
    env: NodeJS.ProcessEnv,
    only: readonly string[] = [],
    filter?: PathFilter,
    options: StagedOptions = {},
  ) {
    this.#filter = filter;
    this.#gitFolder = options.gitFolder;
    this.#mayLeaveNothing = options.mayLeaveNothing ?? false;
    this.name = cwd;
    this.#cwd = cwd;
    this.#env = env;
    this.#only = only;
  }

  async *documents(context: ScanContext, signal: AbortSignal): AsyncGenerator<ScanDocument | Skipped | Emptied> {
    if (this.#gitFolder === undefined) checkFolder(this.#cwd);
    const git =
      this.#gitFolder === undefined
        ? hookContext(this.#cwd, this.#env, signal)
        : gitFolderContext(this.#gitFolder, this.#env, signal);
    refuseSpecialFiles(git);
    // In parallel: each process takes longer to start than to run.
    const difference = tryGit(git, DIFF_ARGS);
    difference.catch(() => undefined);
    const findingRepository = findRepositoryFast(git);
    // Loaded while git is running.
    const loadingReader = loadReader();
    const found = await findingRepository;
    const repository = found === undefined || this.#gitFolder === undefined ? found : { ...found, root: this.#cwd };
    if (repository === undefined)
      throw new Failure(
        `${this.#cwd} is not in a git repository: nothing can be staged there`,
        `Run it inside a repository, or scan files: ${call('scan PATH')}`,
      );
    if (repository.bare)
      throw new Failure(`${repository.root} is a bare repository: it has no index`, 'Use --history.');
    const first = await difference;
    refuseAbsentIndex(repository, first);
    // git may have refused a repository that the user trusts.
    const isRepeated = first.code !== 0 && repository.git.trusted !== undefined;
    const { entries, deletions } = await stagedEntries(
      repository,
      isRepeated ? await tryGit(repository.git, DIFF_ARGS) : first,
    );
    const named = new NamedPaths(repository.root, this.#only);
    for (const skipped of named.elsewhere) yield { skipped };
    for (const target of named.targets) {
      if (existsSync(target) || entries.some((entry) => named.isBelowTarget(target, entry.path))) continue;
      yield {
        skipped: {
          path: target,
          reason: 'neither staged nor on disk',
          remedy: 'Check the spelling; paths are relative to the current folder.',
        },
      };
    }
    const namedEntries = entries.filter((entry) => named.isNamed(entry.path));
    const included = namedEntries.filter((entry) => {
      const isWanted = this.#filter?.includes(repository.root, entry.path) ?? true;
      if (!isWanted) context.counter.addExcluded();
      return isWanted;
    });
    const contents = included.filter((entry) => !entry.isSubmodule);
    if (contents.length === 0) {
      const excludedCount = namedEntries.length - included.length;
      if (namedEntries.length === 0 && entries.length > 0 && repository.git.isTopGuessed === true)
        yield { skipped: describeUnknownRoot(repository.root) };
      else if (excludedCount > 0 && this.#filter !== undefined)
        yield await this.#describeExcluded(repository, excludedCount, this.#filter);
      else
        yield {
          empty: { type: 'nothing-staged', message: describeNothingStaged(entries.length, deletions, included.length) },
        };
    }
    const names = new PathDocuments(context);
    for (const { oid, path: name } of included)
      yield* names.documents({ path: name, root: repository.root, origin: { type: 'staged', blob: oid } });
    yield* readEntries(repository, contents, context, await loadingReader);
  }

  async #describeExcluded(repository: Repository, number: number, filter: PathFilter): Promise<Emptied | Skipped> {
    const { hasMatchInIndex, describeNothingLeft } = await import('./nothing-left.ts');
    return describeNothingLeft(
      repository.root,
      'staged file',
      number,
      this.#mayLeaveNothing || (await hasMatchInIndex(repository, filter)),
    );
  }
}

/** No index entry matches the named paths, and the location of the entries on disk is unknown. */
function describeUnknownRoot(root: string): NotLookedAt {
  const reason = 'git did not say where the top of the working tree is, so what was named cannot be told from the rest';
  return { path: root, reason, remedy: 'Name no path, or run this in the folder that git starts the hook in.' };
}

/**
 * @param all number of staged files
 * @param submodules staged submodules, which have a commit but no content here
 */
function describeNothingStaged(all: number, deletions: number, submodules: number): string {
  if (submodules > 0) return `nothing is staged but ${count(submodules, 'submodule')}`;
  if (all > 0) return `nothing of the ${count(all, 'staged file')} is in what was named`;
  return deletions === 0 ? 'nothing is staged' : `nothing is staged but ${count(deletions, 'deletion')}`;
}

/** git treats a missing index as empty: only deletions would be staged, and the check would pass. */
function refuseAbsentIndex({ git, root }: Repository, { stdout }: GitResult): void {
  const index = git.hook?.['GIT_INDEX_FILE'];
  if (index === undefined || stdout.length === 0 || existsSync(index)) return;
  const remedy = 'A relative path counts from the top of the working tree. Outside of a hook: unset GIT_INDEX_FILE';
  throw new Failure(`the index that GIT_INDEX_FILE names for ${root} does not exist: ${index}`, remedy);
}

interface Staged {
  readonly entries: readonly Entry[];
  readonly deletions: number;
}

async function stagedEntries(repository: Repository, difference: GitResult): Promise<Staged> {
  const listed = async (option: string) =>
    parseIndex(await runGit(repository.git, ['ls-files', option, '-z', '--full-name', '--', ':/']));
  if (difference.code !== 0) {
    // Before the first commit there is nothing to compare with; `headCommit` throws if HEAD is broken.
    if ((await headCommit(repository)) === undefined) return { entries: await listed('--stage'), deletions: 0 };
    throw (await tooOld(repository.git)) ?? gitFailure(repository.root, DIFF_ARGS, difference);
  }
  const { entries, deletions, isUnmerged } = parseDiff(difference.stdout);
  return { entries: isUnmerged ? [...entries, ...(await listed('--unmerged'))] : entries, deletions };
}

/** `<mode> <oid> <stage>\t<path>\0` */
function parseIndex(output: Buffer): Entry[] {
  return output
    .toString('utf8')
    .split('\0')
    .flatMap((line) => {
      const tab = line.indexOf('\t');
      const [mode, oid = ''] = line.slice(0, tab).split(' ');
      return tab < 0 ? [] : [{ oid, path: line.slice(tab + 1), isSubmodule: mode === SUBMODULE }];
    });
}

/** `:<mode> <mode> <oid> <oid> <status>\0<path>\0`; deletions and unmerged files have no new object. */
function parseDiff(output: Buffer): { entries: Entry[]; deletions: number; isUnmerged: boolean } {
  const fields = output.toString('utf8').split('\0');
  const entries: Entry[] = [];
  let deletions = 0;
  let isUnmerged = false;
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [, mode, , oid = '', status = ''] = (fields[at] ?? '').split(' ');
    isUnmerged ||= status === 'U';
    if (status === 'D') deletions += 1;
    if (status === 'D' || status === 'U' || /^0+$/.test(oid)) continue;
    entries.push({ oid, path: fields[at + 1] ?? '', isSubmodule: mode === SUBMODULE });
  }
  return { entries, deletions, isUnmerged };
}

async function* readEntries(
  repository: Repository,
  entries: readonly Entry[],
  context: ScanContext,
  read: typeof readLoose,
): AsyncGenerator<ScanDocument | Skipped> {
  const blobs = new Map<string, BlobPlace[]>();
  for (const { oid, path: name } of entries) {
    const places = blobs.get(oid) ?? [];
    blobs.set(oid, places);
    if (!places.some((place) => place.path === name))
      places.push({ path: name, root: repository.root, origin: { type: 'staged', blob: oid } });
  }
  yield* readBlobs(repository, blobs, context, {
    describeUnreadable: (oid, reason) => ({
      path: blobs.get(oid)?.[0]?.path ?? oid,
      reason: `staged content ${oid} ${reason}`,
      remedy: 'Stage the file again (git add), or run "git fsck".',
    }),
    nameOf: () => 'the staged file',
    readDirectly: (oid, limit) => readLooseObject(repository, oid, limit, read),
  });
}

async function loadReader(): Promise<typeof readLoose> {
  const { prepareReading, readLoose } = await import('../packs/loose-objects.ts');
  prepareReading();
  return readLoose;
}

/** A file staged recently is a loose object, which is read faster than git starts. */
function readLooseObject(
  { objects }: Repository,
  oid: string,
  limit: number,
  read: typeof readLoose,
): Buffer | undefined {
  if (objects === undefined) return undefined;
  try {
    return read(objects, oid, Math.min(WHOLE_OBJECT_LIMIT, limit)).bytes;
  } catch (error) {
    // Packed, borrowed, large or damaged: git reads the object, or reports the damage.
    if (error instanceof PackDamage) return undefined;
    throw error;
  }
}
