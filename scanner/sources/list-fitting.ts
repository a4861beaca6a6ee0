// Lists what fits a pattern in a folder that git does not list. Loaded only where a pattern was named.
import { readdir } from 'node:fs';
import path from 'node:path';
import fastGlob from 'fast-glob';
import type { Skipped } from '../model/document.ts';
import type { PatternPlace } from './path-arguments.ts';
import { notListed, type Walked } from './folder-walk.ts';

export interface ListOptions {
  /** Told about folders that cannot be listed: to fast-glob they would be an error, or empty. */
  readonly skip: (skipped: Skipped) => void;
  /** Told about folders that have a `.git`, but for the first. */
  readonly onRepository: (folder: string) => void;
  readonly signal: AbortSignal;
}

/**
 * fast-glob goes through the folders, several at once, and our own matcher says into which, and what fits: its time
 * does not depend on what names a stranger gives to files. Links are not followed, and `.git` is left out.
 * @param folder absolute path of the folder in which the pattern begins, or of one in it
 * @returns in the order of the paths
 */
export async function listFitting(
  folder: string,
  { folder: start, pattern }: PatternPlace,
  { skip, onRepository, signal }: ListOptions,
): Promise<Walked[]> {
  const found: Walked[] = [];
  const list: typeof readdir = ((
    inside: string,
    options: { withFileTypes: true },
    done: (error: null, entries: unknown[]) => void,
  ) => {
    readdir(inside, options, (error, entries = []) => {
      if (error !== null) notListed(inside, error, skip);
      const before = inside === start ? '' : `${path.relative(start, inside).split(path.sep).join('/')}/`;
      const folders = entries.filter((entry) => {
        if (entry.name === '.git') {
          if (inside !== folder) onRepository(inside);
          return false;
        }
        const name = before + entry.name;
        if (entry.isDirectory()) return pattern.mayFitIn(name);
        if (pattern.fits(name)) found.push({ full: path.join(inside, entry.name), isFile: entry.isFile() });
        return false;
      });
      done(null, folders);
    });
  }) as typeof readdir;
  const folders = fastGlob.stream('**', {
    cwd: folder,
    dot: true,
    onlyDirectories: true,
    followSymbolicLinks: false,
    unique: false,
    fs: { readdir: list },
  }) as NodeJS.ReadableStream & { destroy(error?: Error): void };
  const stop = (): void => folders.destroy();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const _ of folders) signal.throwIfAborted();
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
  signal.throwIfAborted();
  return found.sort((one, other) => (one.full < other.full ? -1 : 1));
}
