// Finds the folders that hold a repository's objects: its own, and alternates it may borrow from.
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { isBelow } from '../io/containment.ts';
import type { NotLookedAt } from '../model/finding.ts';
import { alternatesIn, realAlternate } from '../git/alternates.ts';
import type { Repository } from '../git/repository.ts';
import { call } from '../text/command-line.ts';
import { reasonOf } from '../io/errno-reasons.ts';
import { fromBytes, toDisplay, toSystem } from '../io/system-path.ts';

/** Maximum number of object folders. */
const MAX_FOLDERS = 256;
const OUTSIDE_REASON = 'objects that the repository borrows from outside of itself';
const OUTSIDE_REMEDY = `If you trust it: --allow-alternates. Or scan that repository: ${call('scan --history PATH')}`;

const ENVIRONMENT_REASON = 'objects that GIT_ALTERNATE_OBJECT_DIRECTORIES lends, which are no part of the repository';
const ENVIRONMENT_REMEDY =
  'Unset the variable, or write the folder into objects/info/alternates and add --allow-alternates.';

/** The object folders of a repository. Paths have the form of `fromBytes`. */
export interface ObjectFolders {
  /** Absolute paths, the repository's own folder first. */
  readonly folders: readonly string[];
  readonly notLookedAt: readonly NotLookedAt[];
  /** Whether git reads objects that are skipped here, because they are outside and following them was not allowed. */
  readonly skipsObjects: boolean;
  /** Whether a folder or file is a link out of the repository that must not be followed. */
  readonly isOutside: (file: string) => boolean;
}

/**
 * An object database may name alternates, or contain links; a hostile one leads to files that nobody asked to scan.
 * `GIT_ALTERNATE_OBJECT_DIRECTORIES` is not part of a repository and is not passed to git; it is reported if the user's
 * own git would read it.
 * @param main absolute path of the repository's own object folder
 */
export function objectFolders(main: string, repository: Repository, allowAlternates: boolean): ObjectFolders {
  return new FolderCollector(main, repository, allowAlternates).all();
}

class FolderCollector {
  readonly #main: string;
  readonly #isAllowed: boolean;
  /** The repository's own folders: the one that contains its objects, and its working tree; links resolved. */
  readonly #own: readonly [gitFolder: string, root: string];
  readonly #notLookedAt: NotLookedAt[] = [];
  readonly #outside = new Set<string>();
  readonly #folders: string[] = [];
  #skipsObjects = false;

  constructor(main: string, { git, root }: Repository, allowAlternates: boolean) {
    this.#main = main;
    this.#isAllowed = allowAlternates;
    this.#own = [realpathSync(path.dirname(main)), realpathSync(root)];
    // In a hook, git itself sets the variable to the repository's own folder.
    if (git.hook === undefined) this.#reportEnvironmentAlternates(git);
  }

  #reportEnvironmentAlternates({ cwd, env }: Repository['git']): void {
    const variable = env['GIT_ALTERNATE_OBJECT_DIRECTORIES'] ?? '';
    if (variable === '') return;
    const folders = variable
      .split(path.delimiter)
      .filter((one) => one !== '' && realOf(path.resolve(cwd, one)) !== realOf(this.#main));
    for (const folder of folders)
      this.#notLookedAt.push({
        path: path.resolve(cwd, folder),
        reason: ENVIRONMENT_REASON,
        remedy: ENVIRONMENT_REMEDY,
      });
  }

  all(): ObjectFolders {
    const queue = [this.#main];
    // The list grows during the loop.
    for (const folder of queue) {
      if (!this.#isAllowed && !this.#isInside(folder)) {
        this.#reportOutside(folder);
        continue;
      }
      if (this.#folders.length >= MAX_FOLDERS) {
        this.#skipsObjects = true;
        this.#notLookedAt.push({
          path: toDisplay(folder),
          reason: `objects that the repository borrows: more than ${MAX_FOLDERS} such folders`,
          remedy: 'git repack -a -d, which makes the repository whole',
        });
        continue;
      }
      this.#folders.push(folder);
      for (const link of this.#isAllowed ? [] : linksIn(folder)) {
        if (this.#isInside(link)) continue;
        this.#outside.add(link);
        this.#reportOutside(link);
      }
      for (const alternate of this.#alternatesOf(folder)) if (!queue.includes(alternate)) queue.push(alternate);
    }
    return {
      folders: this.#folders,
      notLookedAt: this.#notLookedAt,
      skipsObjects: this.#skipsObjects,
      isOutside: (file) => this.#outside.has(file),
    };
  }

  #isInside(file: string): boolean {
    const real = realOf(file);
    // If the `objects` folder itself is a link out of the repository, its objects are not the repository's own.
    return real !== undefined && (isBelow(this.#own[0], real) || (file !== this.#main && isBelow(this.#own[1], real)));
  }

  #reportOutside(folder: string): void {
    this.#skipsObjects = true;
    this.#notLookedAt.push({ path: toDisplay(folder), reason: OUTSIDE_REASON, remedy: OUTSIDE_REMEDY });
  }

  /** @returns absolute paths, links resolved, of a folder's alternates */
  #alternatesOf(folder: string): string[] {
    const file = path.join(folder, 'info', 'alternates');
    let bytes: Buffer;
    try {
      bytes = readFileSync(toSystem(file));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' && code !== 'ENOTDIR')
        this.#notLookedAt.push({
          path: toDisplay(file),
          reason: `objects that the repository borrows: ${reasonOf(error as NodeJS.ErrnoException)}`,
          remedy: 'Check the permissions of the file.',
        });
      return [];
    }
    return alternatesIn(bytes).flatMap((named) => {
      const real = realAlternate(folder, named);
      if (real === undefined)
        this.#notLookedAt.push({
          path: toDisplay(path.resolve(folder, named)),
          reason: 'objects that the repository borrows: there is no such folder',
          remedy:
            `Bring it back, or remove its line from ` +
            `${toDisplay(file)} if "git fsck" finds nothing missing without it.`,
        });
      return real === undefined || real === realOf(this.#main) ? [] : [real];
    });
  }
}

/** @returns the absolute path with links resolved; undefined if it does not exist */
function realOf(file: string): string | undefined {
  try {
    return fromBytes(realpathSync.native(toSystem(file), { encoding: 'buffer' }));
  } catch {
    return undefined;
  }
}

/** @returns absolute paths of the links in an object folder and its subfolders */
function linksIn(folder: string, depth = 1): string[] {
  try {
    return readdirSync(toSystem(folder), { withFileTypes: true }).flatMap((entry) => {
      const full = path.join(folder, entry.name);
      if (entry.isSymbolicLink()) return [full];
      return depth > 0 && entry.isDirectory() ? linksIn(full, depth - 1) : [];
    });
  } catch {
    // An unreadable folder is reported when it is read.
    return [];
  }
}
