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
  /** Default `files`. */
  readonly what?: ScanTarget;
  /** Files or folders, relative to `cwd`; `-` is standard input. Default: `cwd` itself. */
  readonly paths?: readonly string[];
  /** For `range`: `A..B`, `A...B`, or the same in parts. */
  readonly range?: string | CommitRange;
  /**
   * For `range`: asked where it has no commit.
   * @returns what was not looked at; undefined, as by default: that is in order
   */
  readonly onEmptyRange?: () => Promise<NotLookedAt | undefined>;
  /** Whether `include` and `exclude` may leave nothing. Default: no; it is listed as not looked at. */
  readonly mayLeaveNothing?: boolean;
  /**
   * For `diff`: whether only the lines count that it adds, or those around them and removed ones too. Default `added`.
   */
  readonly diffLines?: 'added' | 'all';
  /** The path of the file that {@link stdin} holds, relative to `cwd`; it counts for the judgement and the report. */
  readonly stdinPath?: string;
  /** Files that git ignores too. Default: only where they are named. */
  readonly ignored?: boolean;
  /**
   * For `history` and `all`: reads objects that a repository borrows from outside of itself. Default: lists them as not
   * looked at.
   */
  readonly allowAlternates?: boolean;
  /**
   * For `history` and `all`: absolute path of a folder in which it is kept what was seen in packs of git, so that the
   * next scan reads only what is new. It is believed, so nobody else may write to it. Default: nothing is kept.
   */
  readonly cache?: string;
  /** Absolute path of the folder in which it runs; {@link paths} are relative to it. */
  readonly cwd: string;
  /**
   * Where git is found (`PATH`) and a hook finds its index. Default: no variables, and git where the system keeps
   * programs.
   */
  readonly env?: NodeJS.ProcessEnv;
  /** Needed for the path `-`, for `diff` and for {@link stdinPath}. */
  readonly stdin?: AsyncIterable<Uint8Array | string>;
}

/**
 * @returns one source for each thing that was named. What a hook does not need is loaded only where it is asked for: it
 *   waits for it
 */
export async function chooseSources(options: SourceOptions): Promise<Source[]> {
  const cwd = absoluteFolder(options.cwd);
  // Whatever folder a source is for: what git hands a hook is relative to the one that the hook was started in.
  const env = withHookPaths(cwd, options.env ?? {});
  const { paths: named = [], mayLeaveNothing = false } = options;
  const stdin = named.includes('-') || options.stdinPath !== undefined ? [await stdinSource(options, cwd, env)] : [];
  if (options.what === 'diff') {
    const { DiffSource } = await import('./diff-source.ts');
    const filter = PathFilter.of(options, cwd);
    const fits = async (signal: AbortSignal) => {
      return (
        mayLeaveNothing ||
        filter === undefined ||
        (await import('./nothing-left.ts')).fitsAround(cwd, env, filter, signal)
      );
    };
    return [new DiffSource(options.stdin ?? emptyInput(), options.diffLines === 'all', filter, fits)];
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
      const more = { mayLeaveNothing, ...(onEmptyRange === undefined ? {} : { onEmpty: onEmptyRange }) };
      return [new RangeSource(folder, env, range, only, withPatterns(filter, patterns), more), ...stdin];
    }
    case 'history': {
      noPatterns(patterns, negated);
      const { HistorySource } = await import('../history/history-source.ts');
      const { quarantineSources } = await import('./quarantined-push.ts');
      const histories = folders.map((target) => new HistorySource(target, env, ofHistory(options)));
      return [...quarantineSources(cwd, env, folders), ...histories, ...stdin];
    }
    case 'git-folder': {
      noPatterns(patterns, negated);
      const { GitFolderSource } = await import('./git-folder-source.ts');
      return [...folders.map((target) => new GitFolderSource(target, env)), ...stdin];
    }
    case 'all': {
      noPatterns(patterns, []);
      const { WholeRepositorySource } = await import('./whole-repository.ts');
      const { quarantineSources } = await import('./quarantined-push.ts');
      return [
        ...quarantineSources(cwd, env, folders),
        ...folders.map(
          (target) => new WholeRepositorySource(target, env, { cwd, filter, mayLeaveNothing, ...ofHistory(options) }),
        ),
        ...stdin,
      ];
    }
    case 'files': {
      const { FilesSource } = await import('./files-source.ts');
      const shared = {
        cwd,
        filter,
        ignored: options.ignored ?? false,
        ...(options.jobs === undefined ? {} : { jobs: options.jobs }),
      };
      const all: Source[] =
        targets.length === 0 && patterns.length > 0
          ? []
          : folders.map((target) => new FilesSource(target, env, shared));
      if (patterns.length > 0) {
        const { PatternSource } = await import('./pattern-source.ts');
        all.push(...patterns.map((pattern) => new PatternSource(pattern, env, shared)));
      }
      return [...all, ...stdin];
    }
  }
}

function ofHistory({ allowAlternates = false, jobs, cache }: SourceOptions): HistoryOptions {
  return { allowAlternates, ...(cache === undefined ? {} : { cache }), ...(jobs === undefined ? {} : { jobs }) };
}

/** Patterns that were named beside what the user wants in and out anyway. */
function withPatterns(filter: PathFilter | undefined, patterns: readonly NamedPattern[]): PathFilter | undefined {
  return patterns.length === 0 ? filter : PathFilter.at(patterns.flatMap(({ places }) => places)).and(filter);
}

function noPatterns(patterns: readonly NamedPattern[], negated: readonly string[]): void {
  const [pattern] = [...patterns.map(({ text }) => text), ...negated];
  if (pattern !== undefined)
    throw new Failure(`"${pattern}" is a pattern, and a repository is named by its folder`, 'Name the folder.');
}

/** One path that is a folder elsewhere names the repository; anything else narrows the one of `cwd`. */
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
  // Nothing was given to read.
}
