import path from 'node:path';
import { ExitCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { hooksFolder, type HooksFolder } from '../hooks/folder.ts';
import { install, planInstallation, uninstall } from '../hooks/install.ts';
import { keptName } from '../hooks/script.ts';
import type { HookType } from '../hooks/types.ts';
import { printable } from '../report/clean.ts';
import type { Surroundings } from './scan.ts';

export interface InstallHookOptions {
  readonly types: readonly HookType[];
  readonly uninstall?: boolean;
  /** Also into a folder that other repositories use, by `core.hooksPath`. */
  readonly shared?: boolean;
}

/** Installs plain git hooks, or takes them away. @returns the exit status */
export async function runInstallHook(options: InstallHookOptions, { cwd, env, io }: Surroundings): Promise<ExitCode> {
  const hooks = await hooksFolder(cwd, env);
  if (hooks.isShared && options.shared !== true) {
    throw new Failure(`core.hooksPath is ${hooks.path}, outside of this repository: the hook would run in every repository that uses it`, 'If that is what you want, add --shared. Else: git config --local core.hooksPath .githooks');
  }
  for (const type of options.types) io.stdout(`${printable(options.uninstall === true ? removed(type, hooks) : installed(type, hooks, cwd))}\n`);
  return ExitCode.Clean;
}

function installed(type: HookType, hooks: HooksFolder, cwd: string): string {
  const plan = planInstallation(type, hooks, cwd);
  install(plan);
  const file = path.join(hooks.path, type);
  switch (plan.state) {
    case 'installed':
      return `${file} is installed already; nothing changed.`;
    case 'new':
      return `Installed ${file}.`;
    case 'renewed':
      return `Renewed ${file}.`;
    case 'chained':
      return `Installed ${file}. The hook that was there is now ${keptName(type)} beside it and runs first.`;
  }
}

function removed(type: HookType, hooks: HooksFolder): string {
  const file = path.join(hooks.path, type);
  switch (uninstall(type, hooks)) {
    case 'absent':
      return `${file} is none of ours; nothing changed.`;
    case 'removed':
      return `Removed ${file}.`;
    case 'restored':
      return `Removed ${file} and put the hook that was there before back.`;
  }
}
