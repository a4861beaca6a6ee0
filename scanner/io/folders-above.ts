// Folders in which what belongs to a project is looked for, from the one where the command runs.
import { existsSync } from 'node:fs';
import path from 'node:path';

export interface FoldersAbove {
  /**
   * Absolute paths: the folder itself, then those above it, up to the top of the repository; up to `/` outside of one.
   */
  readonly folders: readonly string[];
  /** Whether the last of them is the top of a working tree. What lies above it belongs to others. */
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
