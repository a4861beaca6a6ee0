import { readdirSync, type Dirent } from 'node:fs';
import path from 'node:path';
import type { Skipped } from '../model/document.ts';
import { reasonOf } from '../io/errno-reasons.ts';

/** Something that is no folder. */
export interface Walked {
  /** Absolute path. */
  readonly full: string;
  /** Whether it is a file; else a link, a pipe, a socket or a device. */
  readonly isFile: boolean;
}

/**
 * Everything in a folder and below but what is called `.git`; links are not followed.
 * Synchronous on purpose: it takes a fifth of the time that a stream of entries does.
 * @param skip told about folders that cannot be listed
 * @param onRepository told about folders that have a `.git`, but for the first
 */
export function* walkFolder(
  folder: string,
  skip: (skipped: Skipped) => void,
  onRepository?: (folder: string) => void,
): Generator<Walked> {
  const folders = [folder];
  for (let inside = folders.pop(); inside !== undefined; inside = folders.pop()) {
    for (const entry of list(inside, skip)) {
      if (entry.name === '.git') {
        if (inside !== folder) onRepository?.(inside);
        continue;
      }
      const full = inside.endsWith(path.sep) ? inside + entry.name : inside + path.sep + entry.name;
      if (entry.isDirectory()) folders.push(full);
      else yield { full, isFile: entry.isFile() };
    }
  }
}

function list(folder: string, skip: (skipped: Skipped) => void): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    notListed(folder, error as NodeJS.ErrnoException, skip);
    return [];
  }
}

/** Says that a folder could not be listed. */
export function notListed(folder: string, error: NodeJS.ErrnoException, skip: (skipped: Skipped) => void): void {
  // Gone meanwhile is no trouble; a name that could not be spelled is.
  if (error.code === 'ENOENT' && !folder.includes('\uFFFD')) return;
  const reason = error.code === 'ENOENT' ? 'its name is not UTF-8' : reasonOf(error);
  skip({ skipped: { path: folder, reason, remedy: 'Give yourself the right to read the folder.' } });
}
