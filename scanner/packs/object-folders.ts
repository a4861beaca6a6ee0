// Where the objects of a repository lie: its own folder, and those that it borrows from.
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { isBelow } from '../io/containment.ts';
import type { NotLookedAt } from '../model/finding.ts';
import { alternatesIn, realAlternate } from '../git/alternates.ts';
import type { Repository } from '../git/repository.ts';
import { call } from '../text/command-line.ts';
import { reasonOf } from '../io/errno-reasons.ts';
import { fromBytes, toDisplay, toSystem } from '../io/system-path.ts';

/** Folders of objects that are read. */
const MOST_FOLDERS = 256;
const BORROWED = 'objects that the repository borrows from outside of itself';
const REMEDY = `If you trust it: --allow-alternates. Or scan that repository: ${call('scan --history PATH')}`;

const LENT = 'objects that GIT_ALTERNATE_OBJECT_DIRECTORIES lends, which are no part of the repository';
const LENT_REMEDY = 'Unset the variable, or write the folder into objects/info/alternates and add --allow-alternates.';

/** Where the objects of a repository lie. Paths are such as `fromBytes` reads. */
export interface ObjectFolders {
  /** Absolute paths, its own first. */
  readonly folders: readonly string[];
  readonly notLookedAt: readonly NotLookedAt[];
  /** Whether git reads objects that are left out here, since they lie outside and nobody has allowed to follow. */
  readonly leavesOut: boolean;
  /** Whether a folder or file in them is a link that leads out of the repository and is not to be followed. */
  readonly isOutside: (file: string) => boolean;
}

/**
 * A database may name others to take objects from, or hold links to them; a hostile one leads to what it was not asked
 * to show. What the environment names (`GIT_ALTERNATE_OBJECT_DIRECTORIES`) is no part of a repository, and git is not
 * told of it either; where the user's own git would read it, it is said.
 * @param main absolute path of the repository's own
 */
export function objectFolders(main: string, repository: Repository, allowAlternates: boolean): ObjectFolders {
  return new Collection(main, repository, allowAlternates).all();
}

class Collection {
  readonly #main: string;
  readonly #isAllowed: boolean;
  /** What is the repository's own: the folder that its objects are in, and its working tree; links followed. */
  readonly #own: readonly [gitFolder: string, root: string];
  readonly #notLookedAt: NotLookedAt[] = [];
  readonly #outside = new Set<string>();
  readonly #folders: string[] = [];
  #leavesOut = false;

  constructor(main: string, { git, root }: Repository, allowAlternates: boolean) {
    this.#main = main;
    this.#isAllowed = allowAlternates;
    this.#own = [realpathSync(path.dirname(main)), realpathSync(root)];
    // A hook is handed the repository's own folder there.
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
    // It grows while it is gone through.
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
    // The objects of a repository may be a link out of it; then they are another's.
    return real !== undefined && (isBelow(this.#own[0], real) || (file !== this.#main && isBelow(this.#own[1], real)));
  }

  #refuse(folder: string): void {
    this.#leavesOut = true;
    this.#notLookedAt.push({ path: toDisplay(folder), reason: BORROWED, remedy: REMEDY });
  }

  /** @returns absolute paths, links followed, of the folders that one borrows from */
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

/** @returns absolute path with links followed; undefined for what is not there */
function realOf(file: string): string | undefined {
  try {
    return fromBytes(realpathSync.native(toSystem(file), { encoding: 'buffer' }));
  } catch {
    return undefined;
  }
}

/** @returns absolute paths of the links in a folder of objects and in the folders in it */
function linksIn(folder: string, depth = 1): string[] {
  try {
    return readdirSync(toSystem(folder), { withFileTypes: true }).flatMap((entry) => {
      const full = path.join(folder, entry.name);
      if (entry.isSymbolicLink()) return [full];
      return depth > 0 && entry.isDirectory() ? linksIn(full, depth - 1) : [];
    });
  } catch {
    // Whoever reads it says what is wrong with it.
    return [];
  }
}
