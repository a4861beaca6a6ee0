import { statSync } from 'node:fs';
import path from 'node:path';
import type { Source } from '../document.ts';

export interface SourceOptions {
  /** What to look at. Default `files`. */
  readonly what?: 'files' | 'staged' | 'history';
  /** Files or folders, relative to `cwd`; `-` is standard input. Default: `cwd` itself. */
  readonly paths?: readonly string[];
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
  switch (options.what ?? 'files') {
    case 'staged':
      return [await stagedSource(cwd, env, targets), ...stdin];
    case 'history': {
      const { HistorySource } = await import('../history/source.ts');
      return [...(targets.length === 0 ? [cwd] : targets).map((target) => new HistorySource(target, env)), ...stdin];
    }
    case 'files': {
      const { FilesSource } = await import('./files.ts');
      return [...(targets.length === 0 ? [cwd] : targets).map((target) => new FilesSource(target, env, cwd)), ...stdin];
    }
  }
}

/** One path that is a folder elsewhere names the repository; anything else narrows the one of `cwd`. */
async function stagedSource(cwd: string, env: NodeJS.ProcessEnv, targets: readonly string[]): Promise<Source> {
  const { StagedSource } = await import('./staged.ts');
  const [first] = targets;
  if (targets.length === 1 && first !== undefined && isFolder(first)) return new StagedSource(first, env, [first]);
  return new StagedSource(cwd, env, targets);
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
