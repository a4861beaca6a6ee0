// Installs and removes git hooks for all repositories of a user, through `core.hooksPath` in the user's settings.

import { readdirSync, rmSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { absoluteFolder } from '../../io/absolute-folder.ts';
import { cannotWrite } from '../../io/file-failures.ts';
import { makeFolder } from '../../io/make-folder.ts';
import { replaceFile } from '../../io/replace-file.ts';
import { tryGit } from '../../git/run-git.ts';
import { Failure } from '../../model/failure.ts';
import type { GitContext } from '../../model/git-context.ts';
import { call } from '../../text/command-line.ts';
import { globalHookScript, isPristineGlobal, PASSED_ON, passOnScript, shellPath } from './global-hook-script.ts';
import { install, planScript, readHook, uninstall } from './hook-file.ts';
import { isOurs, keptName } from './hook-script.ts';
import { HOOK_TYPES, type HookType } from './hook-types.ts';
import type { InstalledHook, InstallOptions, RemovedHook } from './install-hooks.ts';
import {
  commandFolderInPath,
  isSameFolder,
  outsideContext,
  ownHooksFolder,
  readUserHooksPath,
  setUserHooksPath,
  unsetUserHooksPath,
  type UserHooksPath,
} from './user-hooks-path.ts';

/** Where the global hooks are. */
interface GlobalPlace {
  /** Absolute path of the folder that `core.hooksPath` names. */
  readonly folder: string;
  /** Whether the folder was made by this package; else `core.hooksPath` named it before. */
  readonly isOwn: boolean;
  /** The file with `core.hooksPath`; absent if no settings file had it. */
  readonly settings?: string;
}

export interface InstalledGlobalHooks extends GlobalPlace {
  readonly hooks: readonly InstalledHook[];
  /** Whether `core.hooksPath` was set by this call. */
  readonly isNewlySet: boolean;
  /** Names of the hooks in the folder that only run a repository's own hook. */
  readonly passedOn: readonly string[];
  /** `core.hooksPath` of the repository in `cwd`: it takes precedence, so the global hooks do not run there. */
  readonly overridden?: string;
}

export interface RemovedGlobalHooks extends GlobalPlace {
  readonly hooks: readonly RemovedHook[];
  /** Whether `core.hooksPath` was removed by this call. */
  readonly isUnset: boolean;
  /** Files in the folder that are not ours, for which `core.hooksPath` stays. */
  readonly others: readonly string[];
}

export type GlobalOptions = Omit<InstallOptions, 'shared'>;

/**
 * Installs hooks for all repositories of the user. The folder that `core.hooksPath` names already is used; else one is
 * created, with a script for each of git's hooks, so the hooks of each repository still run.
 * @throws Failure if the command is not installed for the user, for a setting that cannot be used, and for a hook that
 *   must not be changed
 */
export async function installGlobalHooks(
  types: readonly HookType[],
  { cwd, env, signal }: GlobalOptions,
): Promise<InstalledGlobalHooks> {
  signal?.throwIfAborted();
  const context = outsideContext(env, signal);
  const setting = await readUserHooksPath(context);
  const { folder, isOwn } = placeOf(setting, env);
  const script = { tools: shellPath(commandFolderInPath(env), path.sep === '\\'), runsOwn: isOwn };
  const plans = types.map((type) => planScript(type, folder, globalHookScript(type, script), '--global '));
  const hooks = types.map((type, at): InstalledHook => {
    const { state } = plans[at]!;
    return { state, file: path.join(folder, type), ...(state === 'chained' ? { kept: keptName(type) } : {}) };
  });
  for (const plan of plans) install(plan);
  if (isOwn) passOn(folder);
  // Last: only a complete folder may take the place of the repositories' own hooks.
  const settings = setting?.file ?? (await setUserHooksPath(context, folder));
  const overridden = await ownSetting({ ...context, cwd: absoluteFolder(cwd) });
  return {
    folder,
    isOwn,
    settings,
    hooks,
    isNewlySet: setting === undefined,
    passedOn: isOwn ? PASSED_ON.filter((name) => readHook(path.join(folder, name)) === passOnScript(name)) : [],
    ...(overridden === undefined ? {} : { overridden }),
  };
}

/**
 * Removes global hooks and restores the previous ones. With the last of them, the folder that
 * {@link installGlobalHooks} created and `core.hooksPath` go too.
 * @throws Failure if a file or git's settings cannot be changed
 */
export async function uninstallGlobalHooks(
  types: readonly HookType[],
  { env, signal }: GlobalOptions,
): Promise<RemovedGlobalHooks> {
  signal?.throwIfAborted();
  const context = outsideContext(env, signal);
  const setting = await readUserHooksPath(context);
  const { folder, isOwn } = placeOf(setting, env);
  const scans = (type: HookType) => {
    const there = readHook(path.join(folder, type));
    return there !== undefined && isOurs(there) && there !== passOnScript(type);
  };
  const removed = types.filter((type) => scans(type));
  const staying = HOOK_TYPES.filter((type) => !removed.includes(type) && scans(type));
  const isLast = isOwn && staying.length === 0 && othersIn(folder, removed).length === 0;
  // First: while git uses the folder, it must be complete.
  if (isLast && setting !== undefined) await unsetUserHooksPath(context, setting);
  const hooks = types.map((type): RemovedHook => {
    const state = removed.includes(type) ? uninstall(type, folder) : 'absent';
    return { state, file: path.join(folder, type) };
  });
  if (isLast) removeOwn(folder);
  else if (isOwn && setting !== undefined) passOn(folder);
  return {
    folder,
    isOwn,
    hooks,
    others: isOwn && !isLast && staying.length === 0 ? othersIn(folder) : [],
    isUnset: isLast && setting !== undefined,
    ...(setting === undefined ? {} : { settings: setting.file }),
  };
}

/** @throws Failure for a setting that names no folder of the user's */
function placeOf(setting: UserHooksPath | undefined, env: NodeJS.ProcessEnv): Pick<GlobalPlace, 'folder' | 'isOwn'> {
  const own = ownHooksFolder(env);
  if (setting === undefined || isSameFolder(setting.value, own)) return { folder: own, isOwn: true };
  const { value, file, isOfSystem } = setting;
  if (!path.isAbsolute(value))
    throw new Failure(
      `core.hooksPath is ${value} in ${file}: a folder in each repository, so there is no place for a global hook`,
      `Install the hook in each repository: ${call('install-hook')}`,
    );
  if (isOfSystem)
    throw new Failure(
      `core.hooksPath is ${value} in ${file}, for all users of this machine`,
      `Ask its administrator for a line in ${path.join(value, 'pre-commit')}: navixy-secrets hook pre-commit`,
    );
  return { folder: path.resolve(value), isOwn: false };
}

/** Writes the scripts that run the repositories' own hooks, where there is no other script. */
function passOn(folder: string): void {
  try {
    makeFolder(folder);
    for (const name of PASSED_ON) {
      const file = path.join(folder, name);
      if (readHook(file) === undefined) replaceFile(file, passOnScript(name), 0o755);
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw cannotWrite(`the hooks in ${folder}`, error);
  }
}

/** @returns the names of files that are not ours, and of hooks that were changed by hand; without the excepted ones */
function othersIn(folder: string, excepted: readonly string[] = []): string[] {
  return namesIn(folder).filter((name) => !excepted.includes(name) && !isUntouched(folder, name));
}

function isUntouched(folder: string, name: string): boolean {
  let there: string | undefined;
  try {
    there = readHook(path.join(folder, name));
  } catch {
    // A folder, or a program that is too large to be a script of ours.
    return false;
  }
  const type = HOOK_TYPES.find((one) => one === name);
  return there === passOnScript(name) || (there !== undefined && type !== undefined && isPristineGlobal(type, there));
}

function removeOwn(folder: string): void {
  try {
    for (const name of namesIn(folder)) rmSync(path.join(folder, name));
    rmdirSync(folder);
    // The folder above may hold the settings of a later version.
    if (readdirSync(path.dirname(folder)).length === 0) rmdirSync(path.dirname(folder));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw cannotWrite(`the folder ${folder}`, error, 'Delete it yourself. git no longer uses it.');
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** @returns the repository's own `core.hooksPath`; undefined outside of a repository, and if it has none */
async function ownSetting(context: GitContext): Promise<string | undefined> {
  const { code, stdout } = await tryGit(context, ['config', '--show-scope', '-z', '--get', 'core.hooksPath']);
  const [scope = '', value = ''] = stdout.toString('utf8').split('\0');
  return code === 0 && (scope === 'local' || scope === 'worktree') ? value : undefined;
}
