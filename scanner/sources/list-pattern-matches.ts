// Lists the files that match a pattern in a folder outside git, with fast-glob. Loaded only for pattern arguments.
import { readdir } from 'node:fs';
import path from 'node:path';
import fastGlob from 'fast-glob';
import type { Skipped } from '../model/document.ts';
import type { PatternPlace } from './path-arguments.ts';
import { reportUnlisted, type Walked } from './walk-without-git.ts';

export interface ListOptions {
  /** Called for folders that cannot be listed: fast-glob would fail, or treat them as empty. */
  readonly skip: (skipped: Skipped) => void;
  /** Called for folders with a `.git`, except the first. */
  readonly onRepository: (folder: string) => void;
  readonly signal: AbortSignal;
}

/**
 * fast-glob walks the folders, several at once; our own matcher selects folders and files, because its running time
 * does not depend on file names an attacker chose. Links are not followed, and `.git` is left out.
 * @param folder absolute path of the folder where the pattern starts, or of one in it
 * @returns files sorted by path
 */
export async function listMatches(
  folder: string,
  { folder: start, pattern }: PatternPlace,
  { skip, onRepository, signal }: ListOptions,
): Promise<Walked[]> {
  const found: Walked[] = [];
  const list: typeof readdir = ((
    current: string,
    options: { withFileTypes: true },
    done: (error: null, entries: unknown[]) => void,
  ) => {
    readdir(current, options, (error, entries = []) => {
      if (error !== null) reportUnlisted(current, error, skip);
      const before = current === start ? '' : `${path.relative(start, current).split(path.sep).join('/')}/`;
      const folders = entries.filter((entry) => {
        if (entry.name === '.git') {
          if (current !== folder) onRepository(current);
          return false;
        }
        const name = before + entry.name;
        if (entry.isDirectory()) return pattern.mayMatchIn(name);
        if (pattern.matches(name)) found.push({ full: path.join(current, entry.name), isFile: entry.isFile() });
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
