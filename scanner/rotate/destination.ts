import { accessSync, constants, existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import { platform } from 'node:os';
import path from 'node:path';
import { Failure } from '../failure.ts';
import { tryGit } from '../git/run.ts';
import { clean } from '../text/clean.ts';
import type { Environment } from '../online/types.ts';

/** Where the new value goes. */
export type Destination =
  /** A new file with mode 0600. */
  | { readonly type: 'file'; readonly path: string }
  /** An entry of a `.env` file. */
  | { readonly type: 'env'; readonly path: string; readonly name: string }
  /** The standard input of a program, such as a secret store's command. */
  | { readonly type: 'command'; readonly words: readonly string[] }
  /** Only when it was asked for. */
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

/**
 * Finds out, before a key is made, whether the value can go there: a file can be written and will not
 * be committed, a program exists.
 * @throws Failure with what to do about it
 */
export async function checkDestination(destination: Destination, cwd: string, env: Environment): Promise<void> {
  if (destination.type === 'screen') return;
  if (destination.type === 'command') {
    requireProgram(destination.words[0] ?? '', cwd, env);
    return;
  }
  const file = path.resolve(cwd, destination.path);
  if (destination.type === 'file' && lstatSync(file, { throwIfNoEntry: false }) !== undefined) {
    throw new Failure(`${clean(file)} exists already`, 'Name a file that does not exist, so that nothing is overwritten.');
  }
  const folder = path.dirname(existsSync(file) ? realpathSync(file) : file);
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch {
    throw new Failure(`${clean(folder)} is no folder that can be written to`);
  }
  if (await wouldBeCommitted(file, folder, env)) {
    throw new Failure(`${clean(file)} is in a git repository and not ignored: the new value would be the next leak`, 'Add it to .gitignore, or name a file outside the repository.');
  }
}

/** `check-ignore` says 0 for an ignored file, 1 for one that is not or is tracked, 128 outside a repository. */
async function wouldBeCommitted(file: string, cwd: string, env: Environment): Promise<boolean> {
  const { code } = await tryGit({ cwd, env }, ['check-ignore', '--quiet', '--', file]).catch(() => ({ code: 128 }));
  return code === 1;
}

function requireProgram(program: string, cwd: string, env: Environment): void {
  const suffixes = platform() === 'win32' ? ['', '.exe', '.cmd', '.bat'] : [''];
  const folders = program.includes('/') || program.includes(path.sep) ? [cwd] : (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter);
  const isThere = folders.some((folder) => suffixes.some((suffix) => statSync(path.resolve(folder, program + suffix), { throwIfNoEntry: false })?.isFile() === true));
  if (!isThere) throw new Failure(`the program ${clean(program)} was not found`, 'Install it, or hand the value over in another way.');
}
