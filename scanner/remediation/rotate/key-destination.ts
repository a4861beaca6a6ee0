// Destinations of a new key (file, .env entry, program, screen), and the checks before a key is created.

import { accessSync, constants, existsSync, lstatSync, statSync } from 'node:fs';
import { platform } from 'node:os';
import path from 'node:path';
import { cannotRead } from '../../io/file-failures.ts';
import { Failure } from '../../model/failure.ts';
import { tryGit } from '../../git/run-git.ts';
import { clean } from '../../text/clean.ts';
import type { Environment } from '../session/leaked-secret.ts';
import { inspectEntry, type EnvEntry } from './env-file.ts';

/** Destination of the new value. */
export type Destination =
  /** A new file with mode 0600. */
  | { readonly type: 'file'; readonly path: string }
  /** An entry of a `.env` file. */
  | { readonly type: 'env'; readonly path: string; readonly name: string }
  /** Standard input of a program, such as the command of a secret store. */
  | { readonly type: 'command'; readonly words: readonly string[] }
  /** Only if requested. */
  | { readonly type: 'screen' };

/** For people; a path or a command, never a value. */
export function describeDestination(destination: Destination): string {
  switch (destination.type) {
    case 'file':
      return clean(`the new file ${destination.path} (mode 0600)`);
    case 'env':
      return clean(`${destination.name} in ${destination.path}`);
    case 'command':
      return clean(`the standard input of: ${destination.words.join(' ')}`);
    case 'screen':
      return 'this screen';
  }
}

/** A checked destination: the value is later written to exactly this file, even if a link has changed. */
export interface ReadyDestination {
  readonly destination: Destination;
  /** Absolute path, for a destination `file`. */
  readonly file?: string;
  /** For a destination `env`. */
  readonly entry?: EnvEntry;
}

/**
 * Checks before a key is created whether the value can be delivered: a file is writable and will not be committed, a
 * program exists.
 * @throws Failure with a remedy
 */
export async function checkDestination(
  destination: Destination,
  cwd: string,
  env: Environment,
): Promise<ReadyDestination> {
  if (destination.type === 'screen') return { destination };
  if (destination.type === 'command') {
    requireProgram(destination.words[0] ?? '', cwd, env);
    return { destination };
  }
  const named = path.resolve(cwd, destination.path);
  if (destination.type === 'file') {
    if (lstatSync(named, { throwIfNoEntry: false }) !== undefined) {
      throw new Failure(
        `${clean(named)} exists already`,
        'Name a file that does not exist, so that nothing is overwritten.',
      );
    }
    await requirePlace(named, named, env);
    return { destination, file: named };
  }
  const entry = look(named, destination.name);
  await requirePlace(named, entry.file, env);
  return { destination, entry };
}

function look(file: string, name: string): EnvEntry {
  try {
    const isOther = existsSync(file) && !statSync(file).isFile();
    if (isOther) throw new Failure(`${clean(file)} is not a regular file`, 'Name a .env file.');
    return inspectEntry(file, name);
  } catch (error) {
    throw error instanceof Failure ? error : cannotRead(clean(file), error);
  }
}

/** @throws Failure unless `target`, the resolved path of `named`, is writable and will not be committed */
async function requirePlace(named: string, target: string, env: Environment): Promise<void> {
  const folder = path.dirname(target);
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch {
    throw new Failure(`${clean(folder)} is not a writable folder`);
  }
  for (const file of new Set([named, target])) {
    const answer = await whetherCommitted(file, env);
    if (answer === 'no') continue;
    if (answer === 'unknown') {
      throw new Failure(
        `git could not say whether ${clean(file)} would be committed`,
        'Name a file outside the repository.',
      );
    }
    throw new Failure(
      `${clean(file)} is in a git repository and not ignored: the new value would be the next leak`,
      'Add it to .gitignore, or name a file outside the repository.',
    );
  }
}

/**
 * `git check-ignore` exits with 0 for an ignored file, 1 for a file that is not ignored or is tracked, and 128 outside
 * of a repository or on errors.
 */
async function whetherCommitted(file: string, env: Environment): Promise<'yes' | 'no' | 'unknown'> {
  const cwd = path.dirname(file);
  const { code } = await tryGit({ cwd, env }, ['check-ignore', '--quiet', '--', file]).catch(() => ({ code: 128 }));
  if (code === 0) return 'no';
  if (code === 1) return 'yes';
  return isInWorkingTree(cwd) ? 'unknown' : 'no';
}

/** Whether git could commit files in a folder: never inside a folder named `.git`. */
function isInWorkingTree(folder: string): boolean {
  if (path.basename(folder) === '.git') return false;
  const above = path.dirname(folder);
  const isTop = lstatSync(path.join(folder, '.git'), { throwIfNoEntry: false }) !== undefined;
  return isTop || (above !== folder && isInWorkingTree(above));
}

function requireProgram(program: string, cwd: string, env: Environment): void {
  const suffixes = platform() === 'win32' ? ['', '.exe', '.cmd', '.bat'] : [''];
  const folders =
    program.includes('/') || program.includes(path.sep)
      ? [cwd]
      : (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter);
  const isThere = folders.some((folder) =>
    suffixes.some(
      (suffix) => statSync(path.resolve(folder, program + suffix), { throwIfNoEntry: false })?.isFile() === true,
    ),
  );
  if (!isThere)
    throw new Failure(
      `the program ${clean(program)} was not found`,
      'Install it, or hand the value over in another way.',
    );
}
