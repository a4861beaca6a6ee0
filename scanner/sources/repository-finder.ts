// Finds the repositories of named files, each repository once.

import { discover } from '../git/discovery.ts';
import { findRepositoryFast, type Repository } from '../git/repository.ts';

/** Shared by the sources of one scan: with a thousand named files, git would be started a thousand times. */
export class RepositoryFinder {
  readonly #env: NodeJS.ProcessEnv;
  readonly #byFolder = new Map<string, Promise<Repository | undefined>>();
  readonly #byGitFolder = new Map<string, Promise<Repository | undefined>>();

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env;
  }

  /**
   * @param folder absolute path
   * @returns its repository, found from this or another folder; undefined if there is none, or none that can be read
   */
  of(folder: string, signal: AbortSignal): Promise<Repository | undefined> {
    const known = this.#byFolder.get(folder);
    if (known !== undefined) return known;
    const { found } = discover(folder);
    const key = found === undefined ? undefined : JSON.stringify([found.gitFolder, found.top]);
    const repository =
      (key === undefined ? undefined : this.#byGitFolder.get(key)) ??
      findRepositoryFast({ cwd: folder, env: this.#env, signal }).catch(() => undefined);
    this.#byFolder.set(folder, repository);
    if (key !== undefined) this.#byGitFolder.set(key, repository);
    return repository;
  }
}
