// Creates folders one level at a time, and removes them again after a failure.
import { mkdirSync, rmdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Creates a folder and its missing parents, one at a time: Node's `recursive` option never returns below `/proc`.
 * @param folder absolute path
 * @param mode permission bits of created folders. Default: those of any new folder
 * @returns the created folders, outermost first
 * @throws the error of the file system, after removing what was created
 */
export function makeFolder(folder: string, mode?: number): string[] {
  const missing: string[] = [];
  for (let above = folder; !isThere(above) && path.dirname(above) !== above; above = path.dirname(above))
    missing.unshift(above);
  const made: string[] = [];
  try {
    for (const one of missing) if (make(one, mode)) made.push(one);
    // The existing path may be a file.
    if (!statSync(folder).isDirectory())
      throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR', syscall: 'mkdir', path: folder });
    return made;
  } catch (error) {
    removeFolders(made);
    throw error;
  }
}

/** Removes created folders that are still empty. */
export function removeFolders(made: readonly string[]): void {
  for (const folder of made.toReversed()) {
    try {
      rmdirSync(folder);
    } catch {
      // Another program has added something, or removed the folder.
    }
  }
}

/** @returns whether it was created here; another program may create the same folder at the same time */
function make(folder: string, mode: number | undefined): boolean {
  try {
    mkdirSync(folder, mode);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' && isThere(folder)) return false;
    throw error;
  }
}

/** Whether the path exists, links resolved; a broken link does not, but nothing can be created in its place. */
function isThere(folder: string): boolean {
  return statSync(folder, { throwIfNoEntry: false }) !== undefined;
}
