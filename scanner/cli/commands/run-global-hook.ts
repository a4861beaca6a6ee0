// Runs the command `install-hook --global`.

import { call } from '../../library/advice.ts';
import { ExitCode } from '../../library/errors.ts';
import {
  HOOK_TYPES,
  installGlobalHooks,
  uninstallGlobalHooks,
  type InstalledGlobalHooks,
  type RemovedGlobalHooks,
} from '../../library/hooks.ts';
import { clean, count } from '../../library/text.ts';
import type { CommandContext } from '../context.ts';
import { hookWords, type InstallHookOptions } from './run-install-hook.ts';

/** Installs or removes the hooks for all repositories of the user. @returns the exit code */
export async function runGlobalHook(
  { type, uninstall = false }: Omit<InstallHookOptions, 'shared'>,
  { cwd, env, io, signal }: CommandContext,
): Promise<ExitCode> {
  const options = { cwd, env, ...(signal === undefined ? {} : { signal }) };
  if (uninstall) {
    const removed = await uninstallGlobalHooks(type ?? HOOK_TYPES, options);
    io.stdout(
      `${removedWords(removed, type !== undefined)
        .map(clean)
        .join('\n')}\n`,
    );
    return ExitCode.Clean;
  }
  const installed = await installGlobalHooks(type ?? ['pre-commit'], options);
  io.stdout(`${installedWords(installed).map(clean).join('\n')}\n`);
  if (installed.overridden !== undefined) {
    io.stderr(
      clean(
        `The repository in this folder sets core.hooksPath itself (${installed.overridden}), so the global hook does ` +
          `not run in it. Add the hook there: ${call('init --only hook')}`,
      ) + '\n',
    );
  }
  return ExitCode.Clean;
}

function installedWords({ hooks, folder, isOwn, isNewlySet, settings, passedOn }: InstalledGlobalHooks): string[] {
  const lines = hooks.map((hook) => hookWords(hook));
  if (isNewlySet)
    lines.push(`Set core.hooksPath in ${settings}: git now runs the hooks in ${folder}, in every repository.`);
  else if (isOwn) lines.push(`core.hooksPath in ${settings} names the folder already.`);
  else
    lines.push(`core.hooksPath in ${settings} named ${folder} before and stays; which hooks run is up to that folder.`);
  if (isOwn)
    lines.push(
      `A repository's own hooks run first, as before; for this, ${count(passedOn.length, 'more script')} are there. ` +
        'A repository with its own core.hooksPath, such as that of husky, does not use this folder.',
    );
  const types = hooks.map(({ file }) => file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1));
  return [...lines, `To undo: ${call(`install-hook --global --type ${types.join(' ')} --uninstall`)}`];
}

/** @param isNamed whether the user named the types; otherwise only those that were there are listed */
function removedWords({ hooks, folder, isUnset, settings, others }: RemovedGlobalHooks, isNamed: boolean): string[] {
  const shown = hooks.filter(({ state }) => isNamed || state !== 'absent');
  const lines = shown.map((hook) => hookWords(hook));
  if (lines.length === 0) lines.push(`There is no global hook of ours in ${folder}; nothing changed.`);
  if (isUnset) lines.push(`Removed core.hooksPath from ${settings} and deleted ${folder}.`);
  if (others.length > 0)
    lines.push(`core.hooksPath stays, because ${folder} has files that are not ours: ${others.join(', ')}`);
  return lines;
}
