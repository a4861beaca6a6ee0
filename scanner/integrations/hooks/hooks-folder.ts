// Finds the folder from which git runs a repository's hooks.

import { existsSync, lstatSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { isBelow } from '../../io/containment.ts';
import { Failure } from '../../model/failure.ts';
import { findRepository } from '../../git/repository.ts';
import { gitText, tryGit } from '../../git/run-git.ts';
import { isOwnHooksFolder } from './user-hooks-path.ts';

/** The folder from which git runs a repository's hooks. */
export interface HooksFolder {
  /** Absolute path; may not exist yet. */
  readonly path: string;
  /** The top of the working tree. */
  readonly root: string;
  /** Whether it is outside of the repository (`core.hooksPath` or a link), so other repositories may use it too. */
  readonly isShared: boolean;
  /** Whether it is the folder of the global hooks, see `global-hooks.ts`. */
  readonly isGlobal: boolean;
  /** The resolved absolute path, if git's usual folder is reached by a link that leads out of the repository. */
  readonly linkEnd?: string;
}

/** There is no place for hooks: no repository, or one without a working tree. */
export class NoHooks extends Failure {}

/**
 * @throws NoHooks outside of a repository, and in one without a working tree
 * @throws Failure for a repository that git cannot or will not read
 */
export async function hooksFolder(cwd: string, env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<HooksFolder> {
  const context = { cwd, env, ownSettings: true, ...(signal === undefined ? {} : { signal }) };
  const repository = await findRepository(context);
  if (repository === undefined)
    throw new NoHooks(
      `${cwd} is not in a git repository: there are no hooks`,
      'Run it inside a repository (git init makes one).',
    );
  if (repository.bare)
    throw new NoHooks(`${repository.root} is a bare repository: nobody commits there`, 'Run it in a clone.');
  const { root } = repository;
  const configured = await tryGit(context, ['config', '--type=path', '--get', 'core.hooksPath']);
  const common = path.resolve(root, await gitText({ ...context, cwd: root }, ['rev-parse', '--git-common-dir']));
  // Relative to the folder in which hooks run, which is the top of the working tree. An empty setting means none.
  const setting = configured.stdout.toString('utf8').trim();
  const isUsual = configured.code !== 0 || setting === '';
  const folder = isUsual ? path.join(common, 'hooks') : path.resolve(root, setting);
  // A git folder elsewhere belongs to the repository if a file names it, as for linked working trees.
  const own = isLink(path.join(root, '.git')) ? [root] : [root, common, path.dirname(common)];
  const isShared = !own.some((outer) => isWithin(folder, outer));
  const isGlobal = isShared && isOwnHooksFolder(folder, env);
  return { path: folder, root, isShared, isGlobal, ...(isShared && isUsual ? { linkEnd: real(folder) } : {}) };
}

/** Links are resolved for the existing part of the path: the hooks folder may not exist yet. */
function isWithin(inner: string, outer: string): boolean {
  return isBelow(real(outer), real(inner));
}

function isLink(name: string): boolean {
  return lstatSync(name, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function real(name: string): string {
  return existsSync(name) ? realpathSync(name) : path.join(real(path.dirname(name)), path.basename(name));
}
