// Installs and removes the file of a single git hook.

import { existsSync, lstatSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../../model/failure.ts';
import { isBelow } from '../../io/containment.ts';
import { cannotRead, cannotWrite } from '../../io/file-failures.ts';
import { makeFolder } from '../../io/make-folder.ts';
import { replaceFile } from '../../io/replace-file.ts';
import { MOST_SETTINGS, readFound } from '../../io/small-file.ts';
import type { HooksFolder } from './hooks-folder.ts';
import { managerOf } from './hook-managers.ts';
import { isPristineGlobal, passOnScript } from './global-hook-script.ts';
import { hookScript, isOurs, isPristine, keptName } from './hook-script.ts';
import type { HookType } from './hook-types.ts';
import { call } from '../../text/command-line.ts';
import { pageOf } from '../../text/installed-as.ts';

/** Steps to install a hook. */
export type Installation =
  | { readonly state: 'installed' }
  | {
      readonly state: 'new' | 'chained' | 'renewed';
      /** Path of the hook. */
      readonly file: string;
      readonly script: string;
      /** New path for the existing hook. */
      readonly keep?: string;
    };

/**
 * Plans the installation of a hook for one repository without changing anything.
 * @param cwd a folder in the working tree; the hook first searches for the command in its nearest `node_modules`
 * @throws Failure for a hook that must not be changed
 */
export function planInstallation(type: HookType, hooks: HooksFolder, cwd: string): Installation {
  // A global hook in a shared folder takes no command from a repository, and stays.
  if (hasGlobalHook(type, hooks.path)) return { state: 'installed' };
  return planScript(type, hooks.path, hookScript(type, commandFolder(hooks.root, cwd)), '');
}

/** Whether the folder has our global hook of this type, unmodified. */
export function hasGlobalHook(type: HookType, folder: string): boolean {
  const there = readHook(path.join(folder, type));
  return there !== undefined && there !== passOnScript(type) && isPristineGlobal(type, there);
}

/**
 * Plans the installation of a script without changing anything.
 * @param folder absolute path of the folder of hooks
 * @param option the option of `install-hook` for such hooks: `--global `, or nothing
 * @throws Failure for a hook that must not be changed
 */
export function planScript(type: HookType, folder: string, script: string, option: '' | '--global '): Installation {
  const file = path.join(folder, type);
  const keep = path.join(folder, keptName(type));
  const there = readHook(file);
  if (there === undefined || there === passOnScript(type)) return { state: 'new', file, script };
  if (isOurs(there)) {
    if (there === script) return { state: 'installed' };
    if (isPristine(type, there) || isPristineGlobal(type, there)) return { state: 'renewed', file, script };
    throw new Failure(
      `${file} was changed by hand since it was installed`,
      `Keep your changes elsewhere, then: ${call(`install-hook ${option}--type ${type} --uninstall`)}`,
    );
  }
  const manager = managerOf(there);
  if (manager !== undefined) {
    throw new Failure(
      `${file} belongs to ${manager}, which would write over ours`,
      `Put it into that program's own configuration (${pageOf('pre-commit.md')} shows the lines): ${call('init')}`,
    );
  }
  if (existsSync(keep))
    throw new Failure(
      `${file} must be kept as ${keep}, but that file already exists`,
      'Another program replaced our hook. Put the one to keep in its place and delete the other.',
    );
  return { state: 'chained', file, script, keep };
}

/**
 * Carries out the plan. On failure, the previous hook is restored.
 * @throws Failure if a file cannot be written
 */
export function install(plan: Installation): void {
  if (plan.state === 'installed') return;
  guarded(plan.file, () => {
    makeFolder(path.dirname(plan.file));
    if (plan.keep !== undefined) renameSync(plan.file, plan.keep);
    try {
      replaceFile(plan.file, plan.script, 0o755);
    } catch (error) {
      if (plan.keep !== undefined) renameSync(plan.keep, plan.file);
      throw error;
    }
  });
}

function guarded(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw cannotWrite(`the hook ${file}`, error, 'Give yourself the right to write to the folder of the hooks.');
  }
}

/**
 * Removes our hook and restores the previous one.
 * @returns the result; `absent` if our hook is not installed
 */
export function uninstall(type: HookType, folder: string): 'removed' | 'restored' | 'absent' {
  const file = path.join(folder, type);
  const keep = path.join(folder, keptName(type));
  const there = readHook(file);
  if (there === undefined || !isOurs(there)) return 'absent';
  if (!existsSync(keep) && lstatSync(keep, { throwIfNoEntry: false }) === undefined) {
    guarded(file, () => rmSync(file));
    return 'removed';
  }
  guarded(file, () => renameSync(keep, file));
  return 'restored';
}

/** The nearest folder with the command in its `node_modules`, as used in the script; otherwise the top. */
function commandFolder(root: string, cwd: string): string {
  for (let folder = path.resolve(cwd); isBelow(root, folder); folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'node_modules', '.bin', 'navixy-secrets'))) {
      return path.relative(root, folder).split(path.sep).join('/') || '.';
    }
    if (folder === root) break;
  }
  return '.';
}

/**
 * @returns the script of a hook; undefined if there is none
 * @throws Failure for a file that cannot be read
 */
export function readHook(file: string): string | undefined {
  try {
    const bytes = readFound(file, MOST_SETTINGS);
    if (bytes !== undefined) return bytes.toString();
    // A dangling link is not a working hook, but it belongs to somebody.
    if (lstatSync(file, { throwIfNoEntry: false }) === undefined) return undefined;
  } catch (error) {
    throw cannotRead(file, error, 'Fix or remove it first.');
  }
  throw new Failure(`cannot read ${file}: it is a link that leads nowhere`, 'Fix or remove it first.');
}
