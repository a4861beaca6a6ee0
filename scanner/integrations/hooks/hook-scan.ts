// Scans what a commit or push is about to add, for each hook type.

import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Confidence } from '../../../src/types.ts';
import { absoluteFolder } from '../../io/absolute-folder.ts';
import { cannotRead } from '../../io/file-failures.ts';
import { MOST_LISTED, readFound } from '../../io/small-file.ts';
import { Failure } from '../../model/failure.ts';
import { hookEnvironment, topOf, withHookPaths } from '../../git/hook-environment.ts';
import { hookContext } from '../../git/run-git.ts';
import { readPolicy } from '../../suppress/load-suppressions.ts';
import { scan, type ScanOptions } from '../../scan/scan.ts';
import type { ScanReport } from '../../model/scan-report.ts';
import type { RunType } from './hook-types.ts';
import { call } from '../../text/command-line.ts';

export interface HookScanOptions {
  /** Absolute path of the folder in which git runs the hook. */
  readonly cwd: string;
  /**
   * Variables that git sets for a hook (`GIT_INDEX_FILE`, `GIT_EDITOR`), variables of the pre-commit program
   * (`PRE_COMMIT_…`), and `PATH`.
   */
  readonly env: NodeJS.ProcessEnv;
  /** Arguments from git for this hook type, e.g. the file of the message. Default: none. */
  readonly args?: readonly string[];
  /** For `pre-push` and `pre-receive`: git writes the pushed refs there. */
  readonly stdin?: AsyncIterable<Uint8Array | string>;
  /** A settings file; `false` for none. Default: the file found in `cwd` or a parent. */
  readonly config?: string | boolean;
  /** The lowest confidence that is reported. Default: as in the settings, else `medium`. */
  readonly minimumConfidence?: Confidence;
  /** Aborts the scan; the result is then incomplete. */
  readonly signal?: AbortSignal;
}

/** What a hook scanned and found. */
export type HookScan = {
  readonly report: ScanReport;
  /** Absolute path of the top of the working tree, or else of the folder in which the hook ran. */
  readonly top: string;
} & HookLook;

type HookLook =
  | { readonly looked: 'staged' }
  /** Nothing was staged and git did not run the hook, so files on disk were scanned. */
  | { readonly looked: 'files' }
  /** The message in {@link file}, an absolute path. */
  | { readonly looked: 'message'; readonly file: string }
  /** The commits of a push; the pre-commit program passes only the first ref of a push. */
  | {
      readonly looked: 'push';
      readonly words: string;
      readonly isFirstRefOnly: boolean;
      /** The destination of the push is unknown, so all commits count that the remote refs do not have. */
      readonly isDestinationUnknown?: true;
    }
  /** The commits of a push that arrives here, and that no ref leads to yet. */
  | { readonly looked: 'received'; readonly words: string };

type Looked = HookLook & { readonly report: ScanReport };

const MESSAGE_REMEDY = `Hand on what git gives to the hook: ${call('hook commit-msg "$1"')}`;

type Look = (what: Omit<ScanOptions, 'cwd'>) => Promise<ScanReport>;

/**
 * Scans what git is about to commit or push.
 * @returns undefined if a push only deletes refs
 * @throws Failure for an unreadable message or settings file
 */
export async function scanForHook(type: RunType, options: HookScanOptions): Promise<HookScan | undefined> {
  const { signal, minimumConfidence } = options;
  const here = absoluteFolder(options.cwd);
  const env = withHookPaths(here, options.env);
  // Whichever folder the hook changed to (`cd front`), it guards the repository for which git runs it.
  const cwd = hookEnvironment(here, env)?.top ?? here;
  const { config } = options;
  const { warnings: _, ...policy } = await readPolicy({
    cwd: here,
    env,
    baseline: true,
    ...(config === undefined ? {} : { config }),
  });
  const look: Look = async (what) =>
    scan({
      ...what,
      ...policy,
      env,
      cwd,
      ...(minimumConfidence === undefined ? {} : { minimumConfidence }),
      ...(signal === undefined ? {} : { signal }),
    });
  switch (type) {
    case 'pre-commit':
      return { top: cwd, ...(await staged(look, cwd, env)) };
    case 'commit-msg':
      return { top: cwd, ...(await message(look, { ...options, cwd, env }, here)) };
    case 'pre-push': {
      const found = await push(look, { ...options, cwd, env });
      return found === undefined ? undefined : { top: cwd, ...found };
    }
    case 'pre-receive': {
      const found = await received(look, { ...options, cwd, env });
      return found === undefined ? undefined : { top: cwd, ...found };
    }
  }
}

async function staged(look: Look, cwd: string, env: NodeJS.ProcessEnv): Promise<Looked> {
  const report = await look({ what: 'staged' });
  // Git names the index to each hook. Without that variable, a person or a CI job ran the command, perhaps for all
  // files (`pre-commit run --all-files`): an empty index would then mean that nothing is scanned.
  if (report.summary.documents > 0 || !report.complete || (env['GIT_INDEX_FILE'] ?? '') !== '')
    return { report, looked: 'staged' };
  // The index covers the whole working tree, so the files do too.
  return { report: await look({ what: 'files', paths: [topOf(cwd) ?? cwd] }), looked: 'files' };
}

async function message(look: Look, { args: [file] = [], cwd, env }: HookScanOptions, here: string): Promise<Looked> {
  if (file === undefined) throw new Failure('a commit-msg hook needs the file of the message', MESSAGE_REMEDY);
  const { cleanupOf, committedPart } = await import('./commit-message.ts');
  const full = messageFile(file, cwd, here);
  const text = committedPart(readMessage(full), await cleanupOf(hookContext(cwd, env)));
  return { report: await look({ paths: ['-'], stdin: once(text) }), looked: 'message', file: full };
}

/** Git's path is relative to the top of the working tree; a person's path is relative to the current folder. */
function messageFile(file: string, cwd: string, here: string): string {
  const places = [cwd, topOf(here) ?? here, here].map((folder) => path.resolve(folder, file));
  return places.find((place) => existsSync(place)) ?? places[0]!;
}

function readMessage(file: string): Buffer {
  let text: Buffer | undefined;
  try {
    text = readFound(file, MOST_LISTED);
  } catch (error) {
    throw cannotRead(`the commit message in ${file}`, error, MESSAGE_REMEDY);
  }
  if (text === undefined) throw new Failure(`cannot read the commit message in ${file}: no such file`, MESSAGE_REMEDY);
  return text;
}

async function push(look: Look, { cwd, env, stdin, args = [] }: HookScanOptions): Promise<Looked | undefined> {
  const { destinationOf, knownCommits, parsePushed, rangeFromPreCommit, rangeOf } = await import('./pushed-refs.ts');
  const { remotesAt, shownDestination } = await import('./remotes.ts');
  // The pre-commit program has already read git's input.
  const fromProgram = rangeFromPreCommit(env);
  const refs = fromProgram !== undefined || stdin === undefined ? [] : parsePushed(await readAll(stdin));
  // No input: everything is up to date, or another hook has read it. HEAD is scanned in either case.
  const range =
    fromProgram ??
    (refs.length === 0 ? { heads: ['HEAD'], bases: [], names: [], words: 'what is new on HEAD' } : rangeOf(refs));
  if (range === undefined) return undefined;
  const context = hookContext(cwd, env);
  const destination = destinationOf(args, env);
  // New commits are those that the destination of this push lacks, whatever other remotes have.
  const [bases, remote] = await Promise.all([
    knownCommits(context, range.bases),
    destination === undefined ? [] : remotesAt(context, destination),
  ]);
  const report = await look({ what: 'range', range: { heads: range.heads, bases, remote, names: range.names } });
  return {
    report,
    looked: 'push',
    words: destination === undefined ? range.words : `${range.words} for ${shownDestination(destination)}`,
    isFirstRefOnly: fromProgram !== undefined,
    ...(destination === undefined ? { isDestinationUnknown: true } : {}),
  };
}

async function received(look: Look, { cwd, env, stdin }: HookScanOptions): Promise<Looked | undefined> {
  const { commitsOfRefs, parseReceived, rangeOf } = await import('./pushed-refs.ts');
  const range = rangeOf(parseReceived(stdin === undefined ? '' : await readAll(stdin)));
  if (range === undefined) return undefined;
  // git sets the refs after this hook.
  const bases = await commitsOfRefs(hookContext(cwd, env));
  const report = await look({ what: 'range', range: { heads: range.heads, bases, names: range.names } });
  return { report, looked: 'received', words: range.words };
}

async function readAll(stdin: AsyncIterable<Uint8Array | string>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
