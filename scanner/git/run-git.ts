// Runs git safely: without a shell, network, hooks or settings of the scanned repository.
import type { GitContext } from '../model/git-context.ts';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { accessSync, constants, realpathSync } from 'node:fs';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { cannotRead } from '../io/file-failures.ts';
import { Failure } from '../model/failure.ts';
import { belongsTo, hookEnvironment } from './hook-environment.ts';

/** @returns absolute path for a relative path from git, which starts where the folder's links lead */
export function fromGit({ cwd }: GitContext, name: string): string {
  try {
    return path.resolve(realpathSync(cwd), name);
  } catch {
    return path.resolve(cwd, name);
  }
}

export interface GitResult {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface GitProcess {
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Resolves when the process has ended; rejects only after an abort, or if git is missing. */
  readonly ended: Promise<{ code: number; stderr: string }>;
  kill(): void;
}

/**
 * A scanned repository may be an attacker's: these settings keep git from running programs it names, and from the
 * network.
 */
const SAFE: NodeJS.ProcessEnv = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: '',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_GRAFT_FILE: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_PAGER: 'cat',
  // git's messages are shown in English text.
  LC_ALL: 'C',
  LANGUAGE: '',
};

/** Variables that locate the user's settings; read only with {@link GitContext.ownSettings}. */
const OWN_SETTINGS = /^(?:XDG_CONFIG_HOME|GIT_CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|PARAMETERS|COUNT|(?:KEY|VALUE)_\d+))$/;

/**
 * Disables programs that the repository configures, and redundant data: a multi-pack index or commit graph may
 * contradict the objects.
 */
/**
 * A repository from another system, or a hostile one, may claim that `A` and `a` are one file, or that nothing has
 * changed.
 */
const EVERY_NAME = ['-c', 'core.ignoreCase=false', '-c', 'core.untrackedCache=false'];
const SWITCHES = [
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'core.multiPackIndex=false',
  '-c',
  'core.commitGraph=false',
  '-c',
  'core.quotePath=false',
  ...EVERY_NAME,
];

/** The few environment variables that git itself needs. */
const INHERITED = ['PATH', 'Path', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT', 'SystemRoot', 'USERPROFILE'];

/** The oldest git that has all that is asked of it; see docs/scan.md. */
const OLDEST = [2, 30] as const;

/** Characters of a command's error output that are kept. */
const STDERR_LIMIT = 64 * 1024;

/** Starts git without a shell; nothing in the repository's configuration can run. */
export function startGit(context: GitContext, args: readonly string[]): GitProcess {
  const env: NodeJS.ProcessEnv = { ...inherited(context.env, INHERITED), ...context.hook, ...SAFE };
  if (context.ownSettings === true) {
    for (const name of ['GIT_CONFIG_GLOBAL', 'GIT_CONFIG_NOSYSTEM']) Reflect.deleteProperty(env, name);
    for (const [name, value] of Object.entries(context.env)) if (OWN_SETTINGS.test(name)) env[name] = value;
    return start(context, args, env);
  }
  return start(
    context,
    [...SWITCHES, ...(context.trusted ?? []).flatMap((folder) => ['-c', `safe.directory=${folder}`]), ...args],
    env,
  );
}

function inherited(env: NodeJS.ProcessEnv, names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}

function start(context: GitContext, args: readonly string[], env: NodeJS.ProcessEnv): GitProcess {
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn('git', args, {
    cwd: context.cwd,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
    ...(context.signal === undefined ? {} : { signal: context.signal }),
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (stderr.length < STDERR_LIMIT) stderr += text;
  });
  // git may exit before it has read all input; its exit status gives the reason.
  child.stdin.on('error', () => undefined);
  const ended = new Promise<{ code: number; stderr: string }>((resolve, reject) => {
    child.on('error', (error: NodeJS.ErrnoException) => reject(startFailure(error, context.cwd)));
    child.on('close', (code) => resolve({ code: code ?? 128, stderr: stderr.trim() }));
  });
  // The reader of stdout handles the failure; without this, Node would report an unhandled rejection.
  ended.catch(() => undefined);
  return { stdin: child.stdin, stdout: child.stdout, ended, kill: () => void child.kill() };
}

function startFailure(error: NodeJS.ErrnoException, cwd: string): Error {
  if (error.name === 'AbortError') return error;
  try {
    accessSync(cwd, constants.X_OK);
  } catch (unreadable) {
    return cannotRead(cwd, unreadable);
  }
  if (error.code === 'ENOENT') {
    return new Failure(
      `cannot run git in ${cwd}: the program "git" was not found`,
      'Install git (https://git-scm.com) or put it on PATH.',
    );
  }
  return new Failure(`cannot run git in ${cwd}: ${error.message}`);
}

/**
 * Runs git and returns its result for any exit status.
 * @throws if git cannot be started, or after an abort
 */
export async function tryGit(
  context: GitContext,
  args: readonly string[],
  input?: string | Buffer,
): Promise<GitResult> {
  return resultOf(startGit(context, args), input);
}

async function resultOf(git: GitProcess, input?: string | Buffer): Promise<GitResult> {
  git.stdin.end(input);
  const chunks: Buffer[] = [];
  git.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const { code, stderr } = await git.ended;
  return { code, stdout: Buffer.concat(chunks), stderr };
}

/**
 * Runs git and returns its output.
 * @throws Failure for any exit status but 0
 */
export async function runGit(context: GitContext, args: readonly string[], input?: string | Buffer): Promise<Buffer> {
  const result = await tryGit(context, args, input);
  if (result.code !== 0) throw (await tooOld(context)) ?? gitFailure(context.cwd, args, result);
  return result.stdout;
}

/**
 * Asks git for its version, after it has failed or answered something strange: an older git does not know all options.
 * @returns a Failure for a git that is too old; undefined for any other, and if it does not say
 */
export async function tooOld(context: GitContext): Promise<Failure | undefined> {
  const { stdout } = await tryGit(context, ['--version']);
  const [, version, major, minor] = /^git version ((\d+)\.(\d+)\S*)/.exec(stdout.toString('utf8')) ?? [];
  if (version === undefined || Number(major) > OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) >= OLDEST[1]))
    return undefined;
  return new Failure(
    `git ${version} is too old: ${OLDEST.join('.')} or newer is needed`,
    'Install a newer one (https://git-scm.com), or put it first on PATH.',
  );
}

/** Runs git and returns its output as text without the final line break. */
export async function gitText(context: GitContext, args: readonly string[]): Promise<string> {
  return (await runGit(context, args)).toString('utf8').replace(/\r?\n$/, '');
}

/** Makes a Failure from a failed git command. git's message is shown, but not interpreted. */
export function gitFailure(cwd: string, args: readonly string[], result: { code: number; stderr: string }): Failure {
  // Hints come first, and concern settings that we set.
  const lines = result.stderr.split('\n').filter((line) => line !== '' && !line.startsWith('hint:'));
  const said = lines.length === 0 ? `exit status ${result.code}` : lines.slice(0, 3).join('; ');
  return new Failure(
    `git ${args[0] ?? ''} failed in ${cwd}: ${said}`,
    'Run "git fsck" there to see what is wrong with the repository; a partial clone needs: git fetch --refetch ' +
      '--no-filter',
  );
}

/** Variables that locate the user's own configuration. */
const OWN_CONFIGURATION = [
  ...INHERITED,
  'XDG_CONFIG_HOME',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_CONFIG_COUNT',
];

/**
 * Reads `safe.directory`, the only setting of the user that counts. It is read only after git has rejected a
 * repository, from the system's, the user's and the environment's configuration, never from the repository's.
 */
export async function ownSafeDirectories(context: GitContext): Promise<string[]> {
  const pairs = Object.keys(context.env).filter((name) => /^GIT_CONFIG_(?:KEY|VALUE)_\d+$/.test(name));
  const env = { ...inherited(context.env, [...OWN_CONFIGURATION, ...pairs]), LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' };
  const { stdout } = await resultOf(
    start(
      { ...context, cwd: path.parse(context.cwd).root },
      ['config', '--show-scope', '-z', '--get-all', 'safe.directory'],
      env,
    ),
  );
  const fields = stdout.toString('utf8').split('\0');
  return fields.filter((_, at) => at % 2 === 1 && ['system', 'global', 'command'].includes(fields[at - 1]!));
}

/**
 * The context in which git runs for a folder. In a hook of the folder's repository: at the top of the working tree,
 * with the variables that git has set. Before a commit they name the index to be committed, which is a temporary file
 * during `git commit -a` or a commit of named files. Before a push is accepted they name its quarantine folder.
 * @param folder absolute path; unless it is the hook's own folder, `env` must come from `withHookPaths`
 */
export function hookContext(folder: string, env: NodeJS.ProcessEnv, signal?: AbortSignal): GitContext {
  const shared = { env, ...(signal === undefined ? {} : { signal }) };
  const place = hookEnvironment(folder, env);
  if (place === undefined || !belongsTo(place, folder)) return { cwd: folder, ...shared };
  const { top, isTopGuessed, variables } = place;
  return { cwd: top ?? folder, ...shared, hook: variables, ...(isTopGuessed === true ? { isTopGuessed } : {}) };
}

/**
 * Hook variables apply only to the hook's repository.
 * @returns the environment for any other repository
 */
export function withoutHook(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !name.startsWith('GIT_') || name.startsWith('GIT_CONFIG')),
  );
}

/**
 * The context for a git folder without its working tree: a submodule that is not checked out, or the index of another
 * tree.
 */
export function gitFolderContext(folder: string, env: NodeJS.ProcessEnv, signal: AbortSignal | undefined): GitContext {
  return {
    cwd: folder,
    env,
    ...(signal === undefined ? {} : { signal }),
    hook: { GIT_DIR: folder, GIT_WORK_TREE: folder },
  };
}
