import { ExitCode } from '../public/errors.ts';
import { installHooks, uninstallHooks, type HookType, type InstalledHook, type RemovedHook } from '../public/hooks.ts';
import { printable } from '../public/text.ts';
import type { Surroundings } from './scan.ts';

export interface InstallHookOptions {
  readonly types: readonly HookType[];
  readonly uninstall?: boolean;
  /** Also into a folder that other repositories use, by `core.hooksPath`. */
  readonly shared?: boolean;
}

/** Installs plain git hooks, or takes them away. @returns the exit status */
export async function runInstallHook({ types, uninstall = false, shared = false }: InstallHookOptions, { cwd, env, io, signal }: Surroundings): Promise<ExitCode> {
  for (const type of types) {
    // One after the other, so that what was done is said also when the next cannot be.
    const [hook] = await (uninstall ? uninstallHooks : installHooks)([type], { cwd, env, shared, ...(signal === undefined ? {} : { signal }) });
    io.stdout(`${printable(words(hook!))}\n`);
  }
  return ExitCode.Clean;
}

function words(hook: InstalledHook | RemovedHook): string {
  const { file } = hook;
  switch (hook.state) {
    case 'installed':
      return `${file} is installed already; nothing changed.`;
    case 'new':
      return `Installed ${file}.`;
    case 'renewed':
      return `Renewed ${file}.`;
    case 'chained':
      return `Installed ${file}. The hook that was there is now ${hook.kept} beside it and runs first.`;
    case 'absent':
      return `${file} is none of ours; nothing changed.`;
    case 'removed':
      return `Removed ${file}.`;
    case 'restored':
      return `Removed ${file} and put the hook that was there before back.`;
  }
}
