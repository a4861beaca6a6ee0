// Walks a folder on disk recursively, without `.git` folders and without following links.
import { readdirSync, type Dirent } from 'node:fs';
import path from 'node:path';
import type { Skipped } from '../model/document.ts';
import { reasonOf } from '../io/errno-reasons.ts';

/** An entry that is not a folder. */
export interface Walked {
  /** Absolute path. */
  readonly full: string;
  /** Whether the entry is a regular file; otherwise a link, pipe, socket or device. */
  readonly isFile: boolean;
}

/**
 * Walks everything below a folder except `.git`; links are not followed. Synchronous because that takes a fifth of the
 * time of an asynchronous stream.
 * @param skip called for folders that cannot be listed
 * @param onRepository called for folders with a `.git`, except the first
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
    reportUnlisted(folder, error as NodeJS.ErrnoException, skip);
    return [];
  }
}

/** Reports that a folder could not be listed. */
export function reportUnlisted(folder: string, error: NodeJS.ErrnoException, skip: (skipped: Skipped) => void): void {
  // A folder that was deleted meanwhile is fine; a name that could not be decoded is not.
  if (error.code === 'ENOENT' && !folder.includes('\uFFFD')) return;
  const reason = error.code === 'ENOENT' ? 'its name is not UTF-8' : reasonOf(error);
  skip({ skipped: { path: folder, reason, remedy: 'Give yourself the right to read the folder.' } });
}
