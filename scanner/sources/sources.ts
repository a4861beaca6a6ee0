import { statSync } from 'node:fs';
import path from 'node:path';
import type { Source } from '../document.ts';
import { HistorySource } from '../history/source.ts';
import { FilesSource } from './files.ts';
import { StagedSource } from './staged.ts';
import { StdinSource } from './stdin.ts';

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

/** @returns one source for each thing that was named */
export function sourcesOf(options: SourceOptions): Source[] {
  const cwd = path.resolve(options.cwd ?? '.');
  const env = options.env ?? process.env;
  const named = options.paths ?? [];
  const stdin = named.includes('-') ? [new StdinSource(options.stdin ?? emptyInput())] : [];
  const targets = named.filter((name) => name !== '-').map((name) => path.resolve(cwd, name));
  if (stdin.length > 0 && targets.length === 0) return stdin;
  switch (options.what ?? 'files') {
    case 'staged':
      return [stagedSource(cwd, env, targets), ...stdin];
    case 'history':
      return [...(targets.length === 0 ? [cwd] : targets).map((target) => new HistorySource(target, env)), ...stdin];
    case 'files':
      return [...(targets.length === 0 ? [cwd] : targets).map((target) => new FilesSource(target, env, cwd)), ...stdin];
  }
}

/** One path that is a folder elsewhere names the repository; anything else narrows the one of `cwd`. */
function stagedSource(cwd: string, env: NodeJS.ProcessEnv, targets: readonly string[]): Source {
  const [first] = targets;
  if (targets.length === 1 && first !== undefined && isFolder(first)) return new StagedSource(first, env, [first]);
  return new StagedSource(cwd, env, targets);
}

function isFolder(target: string): boolean {
  return statSync(target, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

async function* emptyInput(): AsyncGenerator<Uint8Array> {
  // Nothing was given to read.
}
