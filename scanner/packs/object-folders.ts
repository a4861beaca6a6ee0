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
const MOST_FOLDERS = 256;
const BORROWED = 'objects that the repository borrows from outside of itself';
const REMEDY = `If you trust it: --allow-alternates. Or scan that repository: ${call('scan --history PATH')}`;

const LENT = 'objects that GIT_ALTERNATE_OBJECT_DIRECTORIES lends, which are no part of the repository';
const LENT_REMEDY = 'Unset the variable, or write the folder into objects/info/alternates and add --allow-alternates.';

/** The object folders of a repository. Paths have the form of `fromBytes`. */
export interface ObjectFolders {
  /** Absolute paths, the repository's own folder first. */
  readonly folders: readonly string[];
  readonly notLookedAt: readonly NotLookedAt[];
  /** Whether git reads objects that are skipped here, because they are outside and following them was not allowed. */
  readonly leavesOut: boolean;
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
  return new Collection(main, repository, allowAlternates).all();
}

class Collection {
  readonly #main: string;
  readonly #isAllowed: boolean;
  /** The repository's own folders: the one that contains its objects, and its working tree; links resolved. */
  readonly #own: readonly [gitFolder: string, root: string];
  readonly #notLookedAt: NotLookedAt[] = [];
  readonly #outside = new Set<string>();
  readonly #folders: string[] = [];
  #leavesOut = false;

  constructor(main: string, { git, root }: Repository, allowAlternates: boolean) {
    this.#main = main;
    this.#isAllowed = allowAlternates;
    this.#own = [realpathSync(path.dirname(main)), realpathSync(root)];
    // In a hook, git itself sets the variable to the repository's own folder.
    if (git.hook === undefined) this.#tellLent(git);
  }

  #tellLent({ cwd, env }: Repository['git']): void {
    const lent = env['GIT_ALTERNATE_OBJECT_DIRECTORIES'] ?? '';
    if (lent === '') return;
    const named = lent
      .split(path.delimiter)
      .filter((one) => one !== '' && realOf(path.resolve(cwd, one)) !== realOf(this.#main));
    for (const folder of named)
      this.#notLookedAt.push({ path: path.resolve(cwd, folder), reason: LENT, remedy: LENT_REMEDY });
  }

  all(): ObjectFolders {
    const wanted = [this.#main];
    // The list grows during the loop.
    for (const folder of wanted) {
      if (!this.#isAllowed && !this.#isOurs(folder)) {
        this.#refuse(folder);
        continue;
      }
      if (this.#folders.length >= MOST_FOLDERS) {
        this.#leavesOut = true;
        this.#notLookedAt.push({
          path: toDisplay(folder),
          reason: `objects that the repository borrows: more than ${MOST_FOLDERS} such folders`,
          remedy: 'git repack -a -d, which makes the repository whole',
        });
        continue;
      }
      this.#folders.push(folder);
      for (const link of this.#isAllowed ? [] : linksIn(folder)) {
        if (this.#isOurs(link)) continue;
        this.#outside.add(link);
        this.#refuse(link);
      }
      for (const lender of this.#lenders(folder)) if (!wanted.includes(lender)) wanted.push(lender);
    }
    return {
      folders: this.#folders,
      notLookedAt: this.#notLookedAt,
      leavesOut: this.#leavesOut,
      isOutside: (file) => this.#outside.has(file),
    };
  }

  #isOurs(file: string): boolean {
    const real = realOf(file);
    // If the `objects` folder itself is a link out of the repository, its objects are not the repository's own.
    return real !== undefined && (isBelow(this.#own[0], real) || (file !== this.#main && isBelow(this.#own[1], real)));
  }

  #refuse(folder: string): void {
    this.#leavesOut = true;
    this.#notLookedAt.push({ path: toDisplay(folder), reason: BORROWED, remedy: REMEDY });
  }

  /** @returns absolute paths, links resolved, of a folder's alternates */
  #lenders(folder: string): string[] {
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
          remedy: `Bring it back, or remove its line from ${toDisplay(file)} if "git fsck" finds nothing missing without it.`,
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
