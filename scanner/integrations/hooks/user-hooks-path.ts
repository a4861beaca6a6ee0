// Reads, sets and removes `core.hooksPath` in the user's own git settings.

import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../../model/failure.ts';
import { gitFailure, tryGit } from '../../git/run-git.ts';
import type { GitContext } from '../../model/git-context.ts';

/** The value of `core.hooksPath` for all repositories. */
export interface UserHooksPath {
  /** As configured; `~` is replaced by the home folder. */
  readonly value: string;
  /** Whether the settings of the machine have it, and not those of the user. */
  readonly isOfSystem: boolean;
  /** The settings file, as git names it. */
  readonly file: string;
}

const KEY = 'core.hooksPath';

/** @returns a context outside of any repository, whose settings must not count here */
export function outsideContext(env: NodeJS.ProcessEnv, signal?: AbortSignal): GitContext {
  const { home } = homeOf(env);
  return { cwd: path.parse(home).root, env, ownSettings: true, ...(signal === undefined ? {} : { signal }) };
}

/**
 * @returns the value for all repositories; undefined if there is none, or an empty one
 * @throws Failure if git cannot read its settings, and for a value in the environment, which does not last
 */
export async function readUserHooksPath(context: GitContext): Promise<UserHooksPath | undefined> {
  const args = ['config', '--show-scope', '--show-origin', '-z', '--type=path', '--get-all', KEY];
  const result = await tryGit(context, args);
  if (result.code === 1) return undefined;
  if (result.code !== 0) throw gitFailure(context.cwd, args, result);
  const fields = result.stdout.toString('utf8').split('\0');
  // The last one counts. A repository at the root of the file system has settings of its own.
  let found: UserHooksPath | undefined;
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [scope = '', origin = '', value = ''] = fields.slice(at, at + 3);
    if (scope === 'command')
      throw new Failure(
        `${KEY} is set in the environment, which takes precedence over every settings file`,
        'Unset GIT_CONFIG_COUNT or GIT_CONFIG_PARAMETERS first.',
      );
    if (scope === 'system' || scope === 'global')
      found = { value, isOfSystem: scope === 'system', file: origin.replace(/^file:/, '') };
  }
  return found === undefined || found.value === '' ? undefined : found;
}

/**
 * Sets `core.hooksPath` in the user's settings.
 * @returns the settings file
 * @throws Failure if git cannot write it
 */
export async function setUserHooksPath(context: GitContext, folder: string): Promise<string> {
  // Git for Windows takes slashes, and a backslash would have to be escaped by whoever edits the file.
  const value = folder.split(path.sep).join('/');
  const result = await tryGit(context, ['config', '--global', KEY, value]);
  if (result.code !== 0)
    throw new Failure(
      `git cannot write ${KEY} to your settings: ${result.stderr || `exit status ${result.code}`}`,
      `The hooks are in place. Set it yourself, where your settings come from: ${KEY} = ${value}`,
    );
  const set = await readUserHooksPath(context);
  return set?.file ?? 'the git settings';
}

/** @throws Failure if the setting is in a file that git does not write, such as an included one */
export async function unsetUserHooksPath(context: GitContext, { file }: UserHooksPath): Promise<void> {
  const result = await tryGit(context, ['config', '--global', '--unset', KEY]);
  if (result.code !== 0)
    throw new Failure(
      `git cannot remove ${KEY} from ${file}${result.stderr === '' ? '' : `: ${result.stderr}`}`,
      'Remove that line from the file, and run the command again. Nothing has been changed.',
    );
}

/** @returns the folder for our global hooks: in the user's folder for settings, as for git itself */
export function ownHooksFolder(env: NodeJS.ProcessEnv): string {
  const { home, config } = homeOf(env);
  return path.join(config ?? path.join(home, '.config'), 'navixy-secrets', 'hooks');
}

/** Whether a folder is that of our global hooks. Without a home folder there is none. */
export function isOwnHooksFolder(folder: string, env: NodeJS.ProcessEnv): boolean {
  try {
    return isSameFolder(folder, ownHooksFolder(env));
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}

function homeOf(env: NodeJS.ProcessEnv): { readonly home: string; readonly config?: string } {
  const home = [env['HOME'], env['USERPROFILE']].find((one) => one !== undefined && path.isAbsolute(one));
  if (home === undefined)
    throw new Failure('there is no home folder for the settings of git', 'Set HOME to an absolute path.');
  const config = env['XDG_CONFIG_HOME'];
  return { home, ...(config !== undefined && path.isAbsolute(config) ? { config } : {}) };
}

/** Whether two paths are the same folder, links resolved. */
export function isSameFolder(one: string, other: string): boolean {
  return real(one) === real(other);
}

function real(folder: string): string {
  return existsSync(folder) ? realpathSync(folder) : path.resolve(folder);
}

/**
 * The folder of the installed command. Folders of a project (`node_modules/.bin`) and of `npx` do not count: they are
 * in PATH only for a script of that project, and a global hook must not run what a repository brings along.
 * @throws Failure if the command is in no other folder of PATH: the hook would stop every commit
 */
export function commandFolderInPath(env: NodeJS.ProcessEnv): string {
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter);
  const found = folders.find(
    (folder) =>
      path.isAbsolute(folder) && !/[\\/](?:node_modules[\\/]\.bin|_npx)(?:[\\/]|$)/.test(folder) && hasCommand(folder),
  );
  if (found !== undefined) return found;
  throw new Failure(
    'navixy-secrets is not on PATH outside of a project, so a global hook would stop every commit; nothing was written',
    'Install it for your user, then run this again: npm install --global eslint-plugin-navixy',
  );
}

function hasCommand(folder: string): boolean {
  const file = path.join(folder, 'navixy-secrets');
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
