// Chooses the sources of a scan from its options: files, staged, range, history, diff, standard input and so on.
import { statSync } from 'node:fs';
import path from 'node:path';
import { absoluteFolder } from '../io/absolute-folder.ts';
import type { Source } from '../model/source.ts';
import { Failure } from '../model/failure.ts';
import type { NotLookedAt } from '../model/finding.ts';
import type { CommitRange, ScanTarget } from '../model/scan-target.ts';
import { withHookPaths } from '../git/hook-environment.ts';
import type { HistoryOptions } from '../history/history-source.ts';
import type { LimitOptions } from '../model/limits.ts';
import { PathFilter, type FilterOptions } from './path-filter.ts';
import { resolvePathArguments, type NamedPattern } from './path-arguments.ts';
import { StagedSource } from './staged-source.ts';

export interface SourceOptions extends FilterOptions, Pick<LimitOptions, 'jobs'> {
  /** What to scan. Default `files`. */
  readonly what?: ScanTarget;
  /** Files or folders, relative to `cwd`; `-` is standard input. Default: `cwd` itself. */
  readonly paths?: readonly string[];
  /** For `range`: `A..B`, `A...B`, or the same as separate commits. */
  readonly range?: string | CommitRange;
  /**
   * For `range`: called if the range has no commit.
   * @returns what could not be scanned; undefined (the default) if an empty range is fine
   */
  readonly onEmptyRange?: () => Promise<NotLookedAt | undefined>;
  /** Whether `include` and `exclude` may exclude everything. Default: no; that is reported as not scanned. */
  readonly mayLeaveNothing?: boolean;
  /** For `diff`: whether only added lines count, or removed and context lines too. Default `added`. */
  readonly diffLines?: 'added' | 'all';
  /** The path of the file that {@link stdin} contains, relative to `cwd`. Used for judging and in the report. */
  readonly stdinPath?: string;
  /** Whether to scan files that git ignores too. Default: only if they are named. */
  readonly ignored?: boolean;
  /**
   * For `history` and `all`: whether to read objects that the repository borrows from outside itself. Default: they are
   * reported as not scanned.
   */
  readonly allowAlternates?: boolean;
  /**
   * For `history` and `all`: absolute path of the cache folder. It stores the results for git packs, so the next scan
   * reads only new objects. The cache is trusted, so nobody else may write to it. Default: no cache.
   */
  readonly cache?: string;
  /** Absolute path of the working directory; {@link paths} are relative to it. */
  readonly cwd: string;
  /**
   * Environment variables: `PATH` to find git, and the index of a hook. Default: none, and git from the system's
   * program folders.
   */
  readonly env?: NodeJS.ProcessEnv;
  /** Required for the path `-`, for `diff` and for {@link stdinPath}. */
  readonly stdin?: AsyncIterable<Uint8Array | string>;
}

/**
 * Chooses the sources. Modules that a hook does not need are loaded only on demand, because a commit waits for the
 * hook.
 * @returns one source for each named path or pattern
 */
export async function chooseSources(options: SourceOptions): Promise<Source[]> {
  const cwd = absoluteFolder(options.cwd);
  // Paths that git passes to a hook are relative to the folder the hook started in, whatever folder a source reads.
  const env = withHookPaths(cwd, options.env ?? {});
  const { paths: named = [], mayLeaveNothing = false } = options;
  const stdin = named.includes('-') || options.stdinPath !== undefined ? [await stdinSource(options, cwd, env)] : [];
  if (options.what === 'diff') {
    const { DiffSource } = await import('./diff-source.ts');
    const filter = PathFilter.of(options, cwd);
    const mayMatch = async (signal: AbortSignal) => {
      return (
        mayLeaveNothing ||
        filter === undefined ||
        (await import('./nothing-left.ts')).hasMatchInRepository(cwd, env, filter, signal)
      );
    };
    return [new DiffSource(options.stdin ?? emptyInput(), options.diffLines === 'all', filter, mayMatch)];
  }
  const { targets, patterns, negated } = await resolvePathArguments(
    named.filter((name) => name !== '-'),
    cwd,
  );
  if (stdin.length > 0 && targets.length === 0 && patterns.length === 0) return stdin;
  const exclude = [...(options.exclude ?? []), ...negated];
  const filter = PathFilter.of({ ...options, exclude }, cwd);
  const folders = targets.length === 0 ? [cwd] : targets;
  switch (options.what ?? 'files') {
    case 'staged': {
      const [folder, only] = repositoryAndPaths(cwd, targets);
      return [new StagedSource(folder, env, only, withPatterns(filter, patterns), { mayLeaveNothing }), ...stdin];
    }
    case 'range': {
      const { RangeSource } = await import('./range-source.ts');
      const [folder, only] = repositoryAndPaths(cwd, targets);
      const { range = { heads: ['HEAD'] }, onEmptyRange } = options;
      const rangeOptions = { mayLeaveNothing, ...(onEmptyRange === undefined ? {} : { onEmpty: onEmptyRange }) };
      return [new RangeSource(folder, env, range, only, withPatterns(filter, patterns), rangeOptions), ...stdin];
    }
    case 'history': {
      refusePatterns(patterns, negated);
      const { HistorySource } = await import('../history/history-source.ts');
      const { quarantineSources } = await import('./quarantined-push.ts');
      const histories = folders.map((target) => new HistorySource(target, env, historyOptions(options)));
      return [...quarantineSources(cwd, env, folders), ...histories, ...stdin];
    }
    case 'git-folder': {
      refusePatterns(patterns, negated);
      const { GitFolderSource } = await import('./git-folder-source.ts');
      return [...folders.map((target) => new GitFolderSource(target, env)), ...stdin];
    }
    case 'all': {
      refusePatterns(patterns, []);
      const { WholeRepositorySource } = await import('./whole-repository.ts');
      const { quarantineSources } = await import('./quarantined-push.ts');
      return [
        ...quarantineSources(cwd, env, folders),
        ...folders.map(
          (target) =>
            new WholeRepositorySource(target, env, { cwd, filter, mayLeaveNothing, ...historyOptions(options) }),
        ),
        ...stdin,
      ];
    }
    case 'files': {
      const { FilesSource, SharedByFiles } = await import('./files-source.ts');
      const common = {
        cwd,
        shared: new SharedByFiles(env),
        filter,
        ignored: options.ignored ?? false,
        ...(options.jobs === undefined ? {} : { jobs: options.jobs }),
      };
      const all: Source[] =
        targets.length === 0 && patterns.length > 0
          ? []
          : folders.map((target) => new FilesSource(target, env, common));
      if (patterns.length > 0) {
        const { PatternSource } = await import('./pattern-source.ts');
        all.push(...patterns.map((pattern) => new PatternSource(pattern, env, common)));
      }
      return [...all, ...stdin];
    }
  }
}

function historyOptions({ allowAlternates = false, jobs, cache }: SourceOptions): HistoryOptions {
  return { allowAlternates, ...(cache === undefined ? {} : { cache }), ...(jobs === undefined ? {} : { jobs }) };
}

/** Adds named patterns to the user's include and exclude patterns. */
function withPatterns(filter: PathFilter | undefined, patterns: readonly NamedPattern[]): PathFilter | undefined {
  return patterns.length === 0 ? filter : PathFilter.at(patterns.flatMap(({ places }) => places)).and(filter);
}

function refusePatterns(patterns: readonly NamedPattern[], negated: readonly string[]): void {
  const [pattern] = [...patterns.map(({ text }) => text), ...negated];
  if (pattern !== undefined)
    throw new Failure(`"${pattern}" is a pattern, and a repository is named by its folder`, 'Name the folder.');
}

/** A single folder names the repository to scan; any other paths narrow the scan of the repository at `cwd`. */
function repositoryAndPaths(cwd: string, targets: readonly string[]): [folder: string, only: readonly string[]] {
  const [first] = targets;
  return targets.length === 1 && first !== undefined && isFolder(first) ? [first, [first]] : [cwd, targets];
}

async function stdinSource(
  { stdin = emptyInput(), stdinPath }: SourceOptions,
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<Source> {
  const { StdinSource } = await import('./stdin-source.ts');
  return new StdinSource(stdin, stdinPath === undefined ? undefined : path.resolve(cwd, stdinPath), cwd, env);
}

function isFolder(target: string): boolean {
  return statSync(target, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

async function* emptyInput(): AsyncGenerator<Uint8Array> {
  // No input was given.
}
