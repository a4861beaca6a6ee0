import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { NotLookedAt } from '../finding.ts';
import { contains } from '../containment.ts';
import type { Repository } from '../git/repository.ts';
import { call } from '../text/command-line.ts';

/** Folders of objects that are read; git itself gives up earlier. */
const MOST_FOLDERS = 16;
const BORROWED = 'objects that the repository borrows from outside of itself';
const REMEDY = `If you trust it: --allow-alternates. Or scan that repository: ${call('scan --history PATH')}`;

/** Where the objects of a repository lie. */
export interface ObjectFolders {
  /** Absolute paths, its own first. */
  readonly folders: readonly string[];
  readonly notLookedAt: NotLookedAt[];
  /** Whether a folder or file in them is a link that leads out of the repository and is not to be followed. */
  readonly isOutside: (file: string) => boolean;
}

/**
 * A database may name others to take objects from, or hold links to them; a hostile one leads to what it was not asked to show.
 * @param main absolute path of the repository's own
 */
export function objectFolders(main: string, repository: Repository, allowAlternates: boolean): ObjectFolders {
  const folders: string[] = [];
  const notLookedAt: NotLookedAt[] = [];
  const outside = new Set<string>();
  const named = realpathSync(repository.root);
  const refuse = (folder: string) => void notLookedAt.push({ path: folder, reason: BORROWED, remedy: REMEDY });
  const own = realpathSync(path.dirname(main));
  const wanted = [main];
  // It grows while it is gone through.
  for (const at of wanted) {
    const isOurs = allowAlternates || contains(own, at) || (at !== main && contains(named, at));
    if (!isOurs) {
      refuse(at);
      continue;
    }
    if (folders.length >= MOST_FOLDERS) {
      notLookedAt.push({ path: at, reason: `objects that the repository borrows: more than ${MOST_FOLDERS} such folders`, remedy: 'git repack -a -d, which makes the repository whole' });
      continue;
    }
    folders.push(at);
    for (const link of allowAlternates ? [] : linksIn(at)) {
      if (contains(own, link) || contains(named, link)) continue;
      outside.add(link);
      refuse(link);
    }
    for (const line of alternates(at)) {
      const folder = path.resolve(at, line);
      if (!wanted.includes(folder)) wanted.push(folder);
    }
  }
  return { folders, notLookedAt, isOutside: (file) => outside.has(file) };
}

function alternates(folder: string): string[] {
  try {
    return readFileSync(path.join(folder, 'info', 'alternates'), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  } catch {
    return [];
  }
}

/** @returns absolute paths of the links in a folder of objects and in the folders in it */
function linksIn(folder: string, depth = 1): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const full = path.join(folder, entry.name);
      if (entry.isSymbolicLink()) return [full];
      return depth > 0 && entry.isDirectory() ? linksIn(full, depth - 1) : [];
    });
  } catch {
    // Whoever reads it says what is wrong with it.
    return [];
  }
}
