// Lists the folders from the working directory up to the top of the repository, where project files are searched.
import { existsSync } from 'node:fs';
import path from 'node:path';

export interface FoldersAbove {
  /**
   * Absolute paths: the folder itself and those above it, up to the top of the repository, or to `/` outside of one.
   */
  readonly folders: readonly string[];
  /** Whether the last one is the top of a working tree. Folders above it belong to others. */
  readonly isInRepository: boolean;
}

/** @param cwd absolute or relative path of a folder */
export function foldersAbove(cwd: string): FoldersAbove {
  const folders: string[] = [];
  for (let folder = path.resolve(cwd); ; folder = path.dirname(folder)) {
    folders.push(folder);
    if (existsSync(path.join(folder, '.git'))) return { folders, isInRepository: true };
    if (folder === path.dirname(folder)) return { folders, isInRepository: false };
  }
}
