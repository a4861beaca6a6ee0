// Options that select what to scan, shared by all commands that scan.

import { InvalidArgumentError, Option, type Command } from 'commander';
import { call } from '../../library/advice.ts';
import { Failure } from '../../library/errors.ts';
import type { CommitRange, SourceOptions } from '../../library/scan.ts';

/** Options that select what to scan; the same for all commands that scan. */
export interface InputOptions {
  readonly paths: readonly string[];
  readonly all?: boolean;
  readonly staged?: boolean;
  readonly history?: boolean;
  readonly gitFolder?: boolean;
  readonly since?: string;
  /** `A..B` or `A...B`; programs may also pass a `CommitRange`. */
  readonly range?: string | CommitRange;
  /** Only from programs: see `SourceOptions`. */
  readonly onEmptyRange?: NonNullable<SourceOptions['onEmptyRange']>;
  readonly mayLeaveNothing?: boolean;
  readonly diff?: boolean;
  readonly diffLines?: 'added' | 'all';
  readonly stdinPath?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly ignored?: boolean;
  readonly allowAlternates?: boolean;
  readonly cache?: boolean;
  readonly cacheLocation?: string;
}

/** Options that select a part of a repository or another input; at most one may be used. */
const PARTS = ['all', 'staged', 'history', 'gitFolder', 'since', 'range', 'diff', 'stdinPath'] as const;

/** Adds the options that select what to scan. */
export function withInputs(command: Command): Command {
  const part = (flags: string, name: (typeof PARTS)[number], description: string) =>
    new Option(flags, description).conflicts(PARTS.filter((other) => other !== name));
  return command
    .optionsGroup('Where to look:')
    .argument(
      '[path...]',
      'files, folders or patterns ("src/**/*.ts", "!**/*.min.js"); "-" is standard input; default: the current folder',
    )
    .addOption(
      part(
        '--all',
        'all',
        'everything about a repository: every file on disk, ignored or not, the index, every object, what lies ' +
          'in .git; submodules and nested repositories too',
      ),
    )
    .addOption(part('--staged', 'staged', 'the git index: what the next commit would add'))
    .addOption(part('--history', 'history', 'every object of the git repository, reachable or not'))
    .addOption(
      part(
        '--git-folder',
        'gitFolder',
        'the other files of .git: configuration with its URLs, hooks, logs, names of refs',
      ),
    )
    .addOption(part('--since <rev>', 'since', 'the commits that HEAD has and this branch, tag or commit has not'))
    .addOption(
      part(
        '--range <a..b>',
        'range',
        'the commits that B has and A has not; A...B: those that only one of the two has',
      ),
    )
    .addOption(part('--diff', 'diff', 'a unified diff on standard input: what it adds'))
    .addOption(
      new Option('--diff-lines <which>', 'which lines of the diff count').choices(['added', 'all']).default('added'),
    )
    .addOption(part('--stdin-path <path>', 'stdinPath', 'standard input, taken for the file of this path'))
    .option(
      '--include <glob>',
      'only files that match; may be repeated. Without a slash: a name at any depth',
      gatherPattern,
    )
    .option('--exclude <glob>', 'no files that match; may be repeated; they are counted', gatherPattern)
    .option('--ignored', 'files that git ignores too, e.g. node_modules')
    .option('--allow-alternates', 'with --history or --all: read objects that the repository borrows from another one')
    .option(
      '--cache',
      'with --history or --all: keep what was seen in packs, ids of objects and counts alone, and read only ' +
        'what is new the next time',
    )
    .option(
      '--cache-location <folder>',
      'where --cache keeps it; default: navixy-secrets/history in the cache folder of the user',
    )
    .optionsGroup('Options:');
}

/**
 * Leaves options out of the help of a command for which they make little sense. They still work, because a report may
 * repeat the options of its run.
 * @param names long names, e.g. `--diff`
 */
export function unlisted(command: Command, ...names: readonly string[]): Command {
  for (const option of command.options) if (names.includes(option.long ?? '')) option.hideHelp();
  return command;
}

/** Options for a text on standard input, which a command that asks questions needs for the answers. */
export const FROM_STDIN = ['--diff', '--diff-lines', '--stdin-path'] as const;

/** @throws Failure for conflicting options */
export function sourceOptions(inputs: InputOptions): Omit<SourceOptions, 'stdin' | 'env' | 'cwd'> {
  checkPatterns(inputs);
  const { paths, since, range, stdinPath, include, exclude, ignored, allowAlternates, diffLines } = inputs;
  const { onEmptyRange, mayLeaveNothing } = inputs;
  const commits = since === undefined ? range : `${since}..HEAD`;
  return {
    what: whatOf(inputs),
    paths,
    ...(commits === undefined ? {} : { range: commits }),
    ...(onEmptyRange === undefined ? {} : { onEmptyRange }),
    ...(mayLeaveNothing === true ? { mayLeaveNothing } : {}),
    ...(stdinPath === undefined ? {} : { stdinPath }),
    ...(include === undefined ? {} : { include }),
    ...(exclude === undefined ? {} : { exclude }),
    ...(diffLines === undefined ? {} : { diffLines }),
    ...(ignored === true ? { ignored } : {}),
    ...(allowAlternates === true ? { allowAlternates } : {}),
  };
}

function whatOf(inputs: InputOptions): NonNullable<SourceOptions['what']> {
  if (inputs.all === true) return 'all';
  if (inputs.staged === true) return 'staged';
  if (inputs.history === true) return 'history';
  if (inputs.gitFolder === true) return 'git-folder';
  if (inputs.since !== undefined || inputs.range !== undefined) return 'range';
  return inputs.diff === true ? 'diff' : 'files';
}

/** An option without effect is a misunderstanding, and here a misunderstanding means a missed leak. */
function checkPatterns({
  paths,
  include,
  exclude,
  all,
  history,
  gitFolder,
  diff,
  stdinPath,
  ignored,
  staged,
  since,
  range,
  cache,
  cacheLocation,
}: InputOptions): void {
  if (cacheLocation !== undefined && cache !== true)
    throw new Failure('--cache-location says where --cache keeps what it saw', 'Add --cache.');
  if (cache === true && history !== true && all !== true)
    throw new Failure(
      '--cache is for the history of a repository; everything else is read faster than looked up',
      'Add --history or --all, or leave --cache out.',
    );
  if (history === true && (include ?? exclude) !== undefined) {
    throw new Failure(
      '--include and --exclude are for files, and an object of the history can be many files',
      'To accept what is found at a path, write it into "allow" of the settings.',
    );
  }
  if (gitFolder === true && (include ?? exclude) !== undefined)
    throw new Failure('--include and --exclude do not go with --git-folder');
  if (ignored === true && (staged ?? history ?? gitFolder ?? diff ?? since ?? range) !== undefined)
    throw new Failure('--ignored is for files on disk', 'Leave it out; --all has them too.');
  if (since?.trim() === '')
    throw new Failure(
      '--since names no commit',
      'Was a variable empty? Name a branch, tag or commit: --since origin/main',
    );
  if (since === 'HEAD' || since === '@') {
    const remedy = 'Name what the commits are measured against: --since origin/main';
    throw new Failure(`--since ${since} has no commit, whatever is there`, remedy);
  }
  if (diff === true && paths.some((name) => name !== '-'))
    throw new Failure(
      '--diff reads standard input and takes no paths',
      `Pipe it in: ${call('scan --diff < change.patch')}; to narrow it: --include GLOB`,
    );
  if (stdinPath !== undefined && paths.some((name) => name !== '-'))
    throw new Failure('--stdin-path is for standard input alone', `Scan the files on their own: ${call('scan PATH')}`);
}

/** Whether standard input is scanned, so it cannot provide answers. */
export function readsStdin({ paths, diff, stdinPath }: Pick<InputOptions, 'paths' | 'diff' | 'stdinPath'>): boolean {
  return paths.includes('-') || diff === true || stdinPath !== undefined;
}

function gatherPattern(pattern: string, previous: readonly string[] = []): string[] {
  if (pattern.startsWith('!'))
    throw new InvalidArgumentError('A pattern here begins with no "!": --exclude says that itself.');
  if (pattern === '') throw new InvalidArgumentError('It is empty.');
  return [...previous, pattern];
}
