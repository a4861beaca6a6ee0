/** Library: git hooks: what they scan, how they report, and how to install and remove them. */
import type { InstalledHook, InstallOptions, RemovedHook } from '../integrations/hooks/install-hooks.ts';
import type { HookType } from '../integrations/hooks/hook-types.ts';

export { HookReport, type HookWording } from '../integrations/hooks/hook-report.ts';
export { scanForHook, type HookScan, type HookScanOptions } from '../integrations/hooks/hook-scan.ts';
export { HOOK_TYPES, type HookType } from '../integrations/hooks/hook-types.ts';
export type { InstalledHook, InstallOptions, RemovedHook };

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
