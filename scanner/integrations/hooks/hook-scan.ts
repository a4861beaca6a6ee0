import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Confidence } from '../../../src/types.ts';
import { absoluteFolder } from '../../io/absolute-folder.ts';
import { cannotRead } from '../../io/file-failures.ts';
import { MOST_LISTED, readFound } from '../../io/small-file.ts';
import { Failure } from '../../model/failure.ts';
import { hookEnvironment, topOf, withHookPaths } from '../../git/hook-environment.ts';
import { hookContext } from '../../git/run-git.ts';
import { readPolicy } from '../../suppress/policy.ts';
import { scan, type ScanOptions } from '../../scan/scan.ts';
import type { ScanReport } from '../../model/scan-report.ts';
import type { HookType } from './hook-types.ts';
import { call } from '../../text/command-line.ts';

export interface HookScanOptions {
  /** Absolute path of the folder that git runs the hook in. */
  readonly cwd: string;
  /**
   * What git sets for a hook (`GIT_INDEX_FILE`, `GIT_EDITOR`), the pre-commit program too (`PRE_COMMIT_…`), and `PATH`.
   */
  readonly env: NodeJS.ProcessEnv;
  /** What git gives to a hook of this type, e.g. the file of the message. Default: nothing. */
  readonly args?: readonly string[];
  /** For `pre-push`: git says there what is pushed. */
  readonly stdin?: AsyncIterable<Uint8Array | string>;
  /** A file of settings; `false` for none. Default: the one found in `cwd` or above. */
  readonly config?: string | boolean;
  /** The least confidence that counts as found. Default: that of the settings, else `medium`. */
  readonly minimumConfidence?: Confidence;
  /** Ends the scan, as incomplete. */
  readonly signal?: AbortSignal;
}

/** What a hook found, and what it looked at. */
export type HookScan = {
  readonly report: ScanReport;
  /** Absolute path of the top of the working tree that it guards, or of the folder that the hook ran in. */
  readonly top: string;
} & HookLook;

type HookLook =
  | { readonly looked: 'staged' }
  /** Nothing was staged and git did not run us, so the files on disk were looked at. */
  | { readonly looked: 'files' }
  /** The message in {@link file}, an absolute path. */
  | { readonly looked: 'message'; readonly file: string }
  /** What a push brings; the pre-commit program tells of the first ref of a push only. */
  | {
      readonly looked: 'push';
      readonly words: string;
      readonly isFirstRefOnly: boolean;
      /** The hook was not given where the push goes, so all counts that the pushed refs there do not have. */
      readonly isDestinationUnknown?: true;
    };

type Looked = HookLook & { readonly report: ScanReport };

const MESSAGE_REMEDY = `Hand on what git gives to the hook: ${call('hook commit-msg "$1"')}`;

type Look = (what: Omit<ScanOptions, 'cwd'>) => Promise<ScanReport>;

/**
 * Looks at what git is about to do.
 * @returns undefined when nothing is pushed but deletions
 * @throws Failure for a message or settings that cannot be read
 */
export async function scanForHook(type: HookType, options: HookScanOptions): Promise<HookScan | undefined> {
  const { signal, minimumConfidence } = options;
  const here = absoluteFolder(options.cwd);
  const env = withHookPaths(here, options.env);
  // Whatever folder the hook went to (`cd front`): it guards the repository that git runs it for.
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
  }
}

async function staged(look: Look, cwd: string, env: NodeJS.ProcessEnv): Promise<Looked> {
  const report = await look({ what: 'staged' });
  // Git names the index to each hook it runs. Without that, somebody ran us by hand or over all files
  // (`pre-commit run --all-files`, a CI job): nothing staged would then mean nothing looked at.
  if (report.summary.documents > 0 || !report.complete || (env['GIT_INDEX_FILE'] ?? '') !== '')
    return { report, looked: 'staged' };
  // The index is that of the whole working tree, and so are the files.
  return { report: await look({ what: 'files', paths: [topOf(cwd) ?? cwd] }), looked: 'files' };
}

async function message(look: Look, { args: [file] = [], cwd, env }: HookScanOptions, here: string): Promise<Looked> {
  if (file === undefined) throw new Failure('a commit-msg hook needs the file of the message', MESSAGE_REMEDY);
  const { cleanupOf, committedPart } = await import('./commit-message.ts');
  const full = messageFile(file, cwd, here);
  const text = committedPart(readMessage(full), await cleanupOf(hookContext(cwd, env)));
  return { report: await look({ paths: ['-'], stdin: once(text) }), looked: 'message', file: full };
}

/** git names it relative to the top of the working tree, a person relative to the folder that the hook is in. */
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
  // The pre-commit program has read what git said already.
  const fromProgram = rangeFromPreCommit(env);
  const refs = fromProgram !== undefined || stdin === undefined ? [] : parsePushed(await readAll(stdin));
  // Nothing was said: all is up to date, or another hook read it before us. HEAD is looked at either way.
  const range =
    fromProgram ??
    (refs.length === 0 ? { heads: ['HEAD'], bases: [], names: [], words: 'what is new on HEAD' } : rangeOf(refs));
  if (range === undefined) return undefined;
  const context = hookContext(cwd, env);
  const destination = destinationOf(args, env);
  // New is what the repository has not that this push goes to, whatever others have.
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

async function readAll(stdin: AsyncIterable<Uint8Array | string>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString('utf8');
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
