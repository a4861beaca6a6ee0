// Installs and removes git hooks of several types in a repository.

import path from 'node:path';
import { absoluteFolder } from '../../io/absolute-folder.ts';
import { Failure } from '../../model/failure.ts';
import { hooksFolder, type HooksFolder } from './hooks-folder.ts';
import { install, planInstallation, uninstall } from './hook-file.ts';
import { keptName } from './hook-script.ts';
import { call } from '../../text/command-line.ts';
import type { HookType } from './hook-types.ts';

export interface InstallOptions {
  /**
   * Absolute path of a folder in the working tree; the hook first searches for the command in its nearest
   * `node_modules`.
   */
  readonly cwd: string;
  /** The environment with `PATH` for git and `HOME` for the user's git settings. */
  readonly env: NodeJS.ProcessEnv;
  /**
   * Also install into a folder outside of this repository, named by `core.hooksPath` or a link: the hook then runs in
   * every repository that uses the folder. Default: no.
   */
  readonly shared?: boolean;
  /** Aborts before anything is written. */
  readonly signal?: AbortSignal;
}

export interface InstalledHook {
  /** `installed`: already installed and unchanged. `chained`: the previous hook runs first, from {@link kept}. */
  readonly state: 'installed' | 'new' | 'renewed' | 'chained';
  /** Absolute path of the hook. */
  readonly file: string;
  /** Only for `chained`: the name under which the previous hook is kept, in the same folder. */
  readonly kept?: string;
}

export interface RemovedHook {
  /** `absent`: our hook was not installed. `restored`: the previous hook is back. */
  readonly state: 'absent' | 'removed' | 'restored';
  /** Absolute path of the hook. */
  readonly file: string;
}

/**
 * Installs plain git hooks; an existing hook is kept and chained.
 * @returns one entry for each type; hooks installed before a failure stay
 * @throws Failure outside of a repository, for a shared folder, and for a hook that must not be changed
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
 * Removes our hooks and restores the previous ones.
 * @throws Failure outside of a repository, and for a shared folder
 */
export async function uninstallHooks(types: readonly HookType[], options: InstallOptions): Promise<RemovedHook[]> {
  const hooks = await folderFor(options);
  return types.map((type) => ({ state: uninstall(type, hooks.path), file: path.join(hooks.path, type) }));
}

async function folderFor({ cwd, env, shared = false, signal }: InstallOptions): Promise<HooksFolder> {
  signal?.throwIfAborted();
  const hooks = await hooksFolder(absoluteFolder(cwd), env, signal);
  if (hooks.isGlobal)
    throw new Failure(
      `core.hooksPath is ${hooks.path}, the folder of the global hooks, which run in this repository too`,
      `To add one: ${call('install-hook --global --type HOOK')}; to remove them: ${call('install-hook --global --uninstall')}`,
    );
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
