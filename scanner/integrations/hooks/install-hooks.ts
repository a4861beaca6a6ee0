import path from 'node:path';
import { absoluteFolder } from '../../io/absolute-folder.ts';
import { Failure } from '../../model/failure.ts';
import { hooksFolder, type HooksFolder } from './hooks-folder.ts';
import { install, planInstallation, uninstall } from './hook-file.ts';
import { keptName } from './hook-script.ts';
import type { HookType } from './hook-types.ts';

export interface InstallOptions {
  /**
   * Absolute path of a folder in the working tree; its nearest `node_modules` is where the hook finds the command
   * first.
   */
  readonly cwd: string;
  /** Where git is found (`PATH`) and where the user's settings of git are (`HOME`). */
  readonly env: NodeJS.ProcessEnv;
  /**
   * Also into a folder outside of this repository, which `core.hooksPath` or a link names: the hook then runs wherever
   * that is used. Default: no.
   */
  readonly shared?: boolean;
  /** Stops it before anything is written. */
  readonly signal?: AbortSignal;
}

export interface InstalledHook {
  /**
   * `installed`: it was there, and nothing changed. `chained`: the hook that was there runs first, from {@link kept}.
   */
  readonly state: 'installed' | 'new' | 'renewed' | 'chained';
  /** Absolute path of the hook. */
  readonly file: string;
  /** For `chained`: the name beside it under which the hook that was there is kept. */
  readonly kept?: string;
}

export interface RemovedHook {
  /** `absent`: there was none of ours. `restored`: the one that was there before is back. */
  readonly state: 'absent' | 'removed' | 'restored';
  /** Absolute path of the hook. */
  readonly file: string;
}

/**
 * Installs plain git hooks; what was there is kept and chained to.
 * @returns one for each type; those before a failure stay
 * @throws Failure outside of a repository, for a shared folder, and for a hook that must not be touched
 */
export async function installHooks(types: readonly HookType[], options: InstallOptions): Promise<InstalledHook[]> {
  const hooks = await folderFor(options);
  return types.map((type) => {
    const plan = planInstallation(type, hooks, options.cwd);
    install(plan);
    return {
      state: plan.state,
      file: path.join(hooks.path, type),
      ...(plan.state === 'chained' ? { kept: keptName(type) } : {}),
    };
  });
}

/**
 * Takes our hooks away and puts what was there before back.
 * @throws Failure outside of a repository, and for a shared folder
 */
export async function uninstallHooks(types: readonly HookType[], options: InstallOptions): Promise<RemovedHook[]> {
  const hooks = await folderFor(options);
  return types.map((type) => ({ state: uninstall(type, hooks), file: path.join(hooks.path, type) }));
}

async function folderFor({ cwd, env, shared = false, signal }: InstallOptions): Promise<HooksFolder> {
  signal?.throwIfAborted();
  const hooks = await hooksFolder(absoluteFolder(cwd), env, signal);
  if (!hooks.isShared || shared) return hooks;
  if (hooks.linkEnd !== undefined) {
    throw new Failure(
      `${hooks.path} leads out of this repository, to ${hooks.linkEnd}: the hook would run wherever that is used`,
      'If that is what you want, add --shared. Else put a folder in the place of the link.',
    );
  }
  throw new Failure(
    `core.hooksPath is ${hooks.path}, outside of this repository: the hook would run in every repository that uses it`,
    'If that is what you want, add --shared. Else: git config --local core.hooksPath .githooks',
  );
}
