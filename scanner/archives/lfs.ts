// Opens the content of Git LFS pointers from the repository's own LFS folder.
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { tryGit } from '../git/run-git.ts';
import type { GitContext } from '../model/git-context.ts';
import { FileSource } from './byte-source.ts';

/** The Git LFS content of the scanned repositories. */
export class LfsContent {
  /** LFS folders by the folder they were looked up for. */
  readonly #folders = new Map<string, Promise<string | undefined>>();

  /**
   * Opens the content of a pointer.
   * @param oid SHA-256 in hex
   * @returns undefined if it is not present, or is outside the repository
   */
  async open(git: GitContext, oid: string): Promise<FileSource | undefined> {
    const asked = this.#folders.get(git.cwd) ?? commonFolder(git);
    this.#folders.set(git.cwd, asked);
    const folder = await asked;
    if (folder === undefined) return undefined;
    const inner = path.join('lfs', 'objects', oid.slice(0, 2), oid.slice(2, 4), oid);
    try {
      const file = path.join(folder, inner);
      // No link on the way may lead elsewhere.
      return realpathSync(file) === path.join(realpathSync(folder), inner) ? new FileSource(file) : undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
      return undefined;
    }
  }
}

async function commonFolder(git: GitContext): Promise<string | undefined> {
  const said = await tryGit(git, ['rev-parse', '--path-format=absolute', '--git-common-dir']);
  return said.code === 0 ? said.stdout.toString('utf8').replace(/\n$/, '') : undefined;
}
