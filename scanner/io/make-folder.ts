// Makes folders.
import { mkdirSync, rmdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder and those above it that are missing. One after the other: Node's own `recursive` never ends below
 * `/proc`, where nothing can be made.
 * @param folder absolute path
 * @param mode permission bits of the folders that are made. Default: those of any new folder
 * @returns the folders that were made, outermost first
 * @throws what the file system says; what was made is gone again then
 */
export function makeFolder(folder: string, mode?: number): string[] {
  const missing: string[] = [];
  for (let above = folder; !isThere(above) && path.dirname(above) !== above; above = path.dirname(above))
    missing.unshift(above);
  const made: string[] = [];
  try {
    for (const one of missing) if (make(one, mode)) made.push(one);
    // What is there may be a file.
    if (!statSync(folder).isDirectory())
      throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR', syscall: 'mkdir', path: folder });
    return made;
  } catch (error) {
    removeFolders(made);
    throw error;
  }
}

/** Takes folders away that were made and that are empty. */
export function removeFolders(made: readonly string[]): void {
  for (const folder of made.toReversed()) {
    try {
      rmdirSync(folder);
    } catch {
      // Somebody has put something into it, or taken it away.
    }
  }
}

/** @returns whether it was not there, for another program may make the same at the same time */
function make(folder: string, mode: number | undefined): boolean {
  try {
    mkdirSync(folder, mode);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' && isThere(folder)) return false;
    throw error;
  }
}

/** Links followed; one that leads nowhere is not there, and nothing can be made in its place. */
function isThere(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false }) !== undefined;
}
