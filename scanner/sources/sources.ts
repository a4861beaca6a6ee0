import { statSync } from 'node:fs';
import path from 'node:path';
import type { Source } from '../document.ts';
import type { CommitRange } from '../git/revisions.ts';
import { PathFilter, type FilterOptions } from './path-filter.ts';

export interface SourceOptions extends FilterOptions {
  /**
   * What to look at. Default `files`.
   *
   * - `files`: files and folders on disk
   * - `staged`: the git index against HEAD
   * - `history`: every object of a git repository
   * - `range`: the commits of {@link range}
   */
  readonly what?: 'files' | 'staged' | 'history' | 'range' | 'git-folder' | 'all' | 'diff';
  /** Files or folders, relative to `cwd`; `-` is standard input. Default: `cwd` itself. */
  readonly paths?: readonly string[];
  /** For `range`: `A..B`, `A...B`, or the same in parts. */
  readonly range?: string | CommitRange;
  /** Absolute path of a folder. Default: the current one. */
  readonly cwd?: string;
  /** Where git finds its program and a hook its index. Default: the process's environment, read only. */
  readonly env?: NodeJS.ProcessEnv;
  /** Needed for the path `-`. */
  readonly stdin?: AsyncIterable<Uint8Array | string>;
}

/** @returns one source for each thing that was named. Each kind is loaded only where it is asked for: a hook waits for it */
export async function sourcesOf(options: SourceOptions): Promise<Source[]> {
  const cwd = path.resolve(options.cwd ?? '.');
  const env = options.env ?? process.env;
  const named = options.paths ?? [];
  const stdin = named.includes('-') ? [await stdinSource(options)] : [];
  const targets = named.filter((name) => name !== '-').map((name) => path.resolve(cwd, name));
  if (stdin.length > 0 && targets.length === 0) return stdin;
  const folders = targets.length === 0 ? [cwd] : targets;
  const filter = await PathFilter.of(options, cwd);
  switch (options.what ?? 'files') {
    case 'staged': {
      const { StagedSource } = await import('./staged.ts');
      const [folder, only] = repositoryAndPaths(cwd, targets);
      return [new StagedSource(folder, env, only, filter), ...stdin];
    }
    case 'range': {
      const { RangeSource } = await import('./range.ts');
      const [folder, only] = repositoryAndPaths(cwd, targets);
      return [new RangeSource(folder, env, options.range ?? { heads: ['HEAD'] }, only, filter), ...stdin];
    }
    case 'history': {
      const { HistorySource } = await import('../history/source.ts');
      return [...folders.map((target) => new HistorySource(target, env)), ...stdin];
    }
    default: {
      const { FilesSource } = await import('./files.ts');
      return [...folders.map((target) => new FilesSource(target, env, cwd)), ...stdin];
    }
  }
}

/** One path that is a folder elsewhere names the repository; anything else narrows the one of `cwd`. */
function repositoryAndPaths(cwd: string, targets: readonly string[]): [folder: string, only: readonly string[]] {
  const [first] = targets;
  return targets.length === 1 && first !== undefined && isFolder(first) ? [first, [first]] : [cwd, targets];
}

async function stdinSource({ stdin = emptyInput() }: SourceOptions): Promise<Source> {
  const { StdinSource } = await import('./stdin.ts');
  return new StdinSource(stdin);
}

function isFolder(target: string): boolean {
  return statSync(target, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

async function* emptyInput(): AsyncGenerator<Uint8Array> {
  // Nothing was given to read.
}
