// Runs the command `install-hook`.

import { call } from '../../library/advice.ts';
import { ExitCode } from '../../library/errors.ts';
import {
  installHooks,
  uninstallHooks,
  type HookType,
  type InstalledHook,
  type RemovedHook,
} from '../../library/hooks.ts';
import { planInit } from '../../library/init.ts';
import { clean } from '../../library/text.ts';
import type { CommandContext } from '../context.ts';

export interface InstallHookOptions {
  /** Default: pre-commit. */
  readonly type?: readonly HookType[];
  readonly uninstall?: boolean;
  /** Also into a folder that other repositories use, by `core.hooksPath`. */
  readonly shared?: boolean;
}

/** Installs or removes plain git hooks. @returns the exit code */
export async function runInstallHook(
  { type: types = ['pre-commit'], uninstall = false, shared = false }: InstallHookOptions,
  { cwd, env, io, signal }: CommandContext,
): Promise<ExitCode> {
  for (const type of types) {
    // One after the other, so that results are printed even if a later one fails.
    const [hook] = await (uninstall ? uninstallHooks : installHooks)([type], {
      cwd,
      env,
      shared,
      ...(signal === undefined ? {} : { signal }),
    });
    io.stdout(`${clean(hookWords(hook!))}\n`);
  }
  if (!uninstall && (await isManaged(types, { cwd, env, ...(signal === undefined ? {} : { signal }) }))) {
    io.stderr(
      `This project has a program of its own for hooks, and once that is installed git no longer runs this one. ` +
        `Use that program's means: ${call('init --only hook')}\n`,
    );
  }
  return ExitCode.Clean;
}

/**
 * Whether `init` would put the hook somewhere else, such as husky's folder in a clone in which husky is not installed
 * yet.
 */
async function isManaged(
  hooks: readonly HookType[],
  context: Pick<CommandContext, 'cwd' | 'env' | 'signal'>,
): Promise<boolean> {
  const { cwd, env, signal } = context;
  const { parts } = await planInit({ cwd, env, hooks, only: ['hook'], ...(signal === undefined ? {} : { signal }) });
  return parts.some(({ state }) => state === 'change' || state === 'by-hand');
}

/** @returns a sentence that says what was done with a hook */
export function hookWords(hook: InstalledHook | RemovedHook): string {
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
