/** Git hooks: what one looks at, how it reports, and how it is installed. */
import type { InstalledHook, InstallOptions, RemovedHook } from '../integrations/hooks/install-hooks.ts';
import type { HookType } from '../integrations/hooks/hook-types.ts';

export { HookReport, type HookWording } from '../integrations/hooks/hook-report.ts';
export { scanForHook, type HookScan, type HookScanOptions } from '../integrations/hooks/hook-scan.ts';
export { HOOK_TYPES, type HookType } from '../integrations/hooks/hook-types.ts';
export type { InstalledHook, InstallOptions, RemovedHook };

/**
 * Installs plain git hooks; what was there is kept and chained to.
 * @returns one for each type; those before a failure stay
 * @throws Failure outside of a repository, for a shared folder, and for a hook that must not be touched
 */
export async function installHooks(types: readonly HookType[], options: InstallOptions): Promise<InstalledHook[]> {
  return (await import('../integrations/hooks/install-hooks.ts')).installHooks(types, options);
}

/**
 * Takes our hooks away and puts what was there before back.
 * @throws Failure outside of a repository, and for a shared folder
 */
export async function uninstallHooks(types: readonly HookType[], options: InstallOptions): Promise<RemovedHook[]> {
  return (await import('../integrations/hooks/install-hooks.ts')).uninstallHooks(types, options);
}
