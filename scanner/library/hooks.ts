/** Library: git hooks: what they scan, how they report, and how to install and remove them. */
import type { InstalledHook, InstallOptions, RemovedHook } from '../integrations/hooks/install-hooks.ts';
import type { GlobalOptions, InstalledGlobalHooks, RemovedGlobalHooks } from '../integrations/hooks/global-hooks.ts';
import type { HookType } from '../integrations/hooks/hook-types.ts';

export { HookReport, type HookWording } from '../integrations/hooks/hook-report.ts';
export { scanForHook, type HookScan, type HookScanOptions } from '../integrations/hooks/hook-scan.ts';
export { HOOK_TYPES, isRunType, RUN_TYPES, type HookType, type RunType } from '../integrations/hooks/hook-types.ts';
export type { GlobalOptions, InstalledGlobalHooks, InstalledHook, InstallOptions, RemovedGlobalHooks, RemovedHook };

/**
 * Installs plain git hooks; an existing hook is kept and runs afterwards.
 * @returns one entry for each type; hooks installed before a failure stay
 * @throws Failure outside of a repository, for a shared folder, and for a hook that must not be changed
 */
export async function installHooks(types: readonly HookType[], options: InstallOptions): Promise<InstalledHook[]> {
  return (await import('../integrations/hooks/install-hooks.ts')).installHooks(types, options);
}

/**
 * Removes our hooks and restores the previous ones.
 * @throws Failure outside of a repository, and for a shared folder
 */
export async function uninstallHooks(types: readonly HookType[], options: InstallOptions): Promise<RemovedHook[]> {
  return (await import('../integrations/hooks/install-hooks.ts')).uninstallHooks(types, options);
}

/**
 * Installs hooks for all repositories of the user, through `core.hooksPath` in the user's git settings. The hooks that
 * a repository has itself still run.
 * @returns what was installed and set
 * @throws Failure if the command is not on `PATH` outside of a project, for a setting that cannot be used, and for a
 *   hook that must not be changed
 */
export async function installGlobalHooks(
  types: readonly HookType[],
  options: GlobalOptions,
): Promise<InstalledGlobalHooks> {
  return (await import('../integrations/hooks/global-hooks.ts')).installGlobalHooks(types, options);
}

/**
 * Removes global hooks and restores the previous ones; the last one takes its folder and `core.hooksPath` along.
 * @returns what was removed, and what stays
 * @throws Failure if a file or git's settings cannot be changed
 */
export async function uninstallGlobalHooks(
  types: readonly HookType[],
  options: GlobalOptions,
): Promise<RemovedGlobalHooks> {
  return (await import('../integrations/hooks/global-hooks.ts')).uninstallGlobalHooks(types, options);
}
