// Writes files atomically: a reader finds the old or the new content, never half of it.
import {
  chmodSync,
  closeSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import path from 'node:path';

/** The limit of Linux. */
const MOST_LINKS = 40;

/**
 * Writes a temporary file and renames it, so a crash leaves the old file or the new one. A link is replaced, not
 * followed; see {@link linkEnd}. The new file gets the owner and group of the old one as far as permitted; see {@link
 * replaceOwned}.
 * @param file absolute path in an existing folder
 * @param mode permission bits; only the owner can read the file until they are set. Default: those of the old file, or
 *   of any new file
 */
export function replaceFile(file: string, content: string | Buffer, mode?: number): void {
  const old = regularFile(file);
  writeAside(file, content, mode ?? modeOf(old), (aside) => renameSync(aside, file), ownerLike(old, mode));
}

/**
 * Replaces an existing file that programs of other users read: owner, group and mode stay the same.
 * @throws the error of the file system if the owner cannot be set; the old file is then unchanged
 */
export function replaceOwned(file: string, content: string | Buffer): void {
  const like = statSync(file);
  writeAside(file, content, modeOf(like), (aside) => renameSync(aside, file), { like, isRequired: true });
}

function regularFile(file: string): Stats | undefined {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  return stats?.isFile() === true ? stats : undefined;
}

function modeOf(stats: Stats | undefined): number | undefined {
  return stats === undefined ? undefined : stats.mode & 0o777;
}

/** The owner of a new file. */
interface Owner {
  readonly like: Stats;
  /** Whether to fail if that is not permitted; otherwise the file belongs to the current user. */
  readonly isRequired: boolean;
}

/** A private file stays with the current user: the old file may belong to somebody else. */
function ownerLike(old: Stats | undefined, mode: number | undefined): Owner | undefined {
  return old === undefined || mode === 0o600 ? undefined : { like: old, isRequired: false };
}

function giveTo({ like, isRequired }: Owner, handle: number): void {
  const { uid, gid } = fstatSync(handle);
  if (uid === like.uid && gid === like.gid) return;
  try {
    fchownSync(handle, like.uid, like.gid);
  } catch (error) {
    if (isRequired) throw error;
  }
}

/**
 * Creates a file that must not exist: if two programs do this at once, one fails.
 * @param mode permission bits of the file. Default: those of any new file
 * @throws an error with the code `EEXIST` if the name exists, even as a broken link
 */
export function createFile(file: string, content: string | Buffer, mode?: number): void {
  writeAside(file, content, mode, (aside) => {
    try {
      // Unlike a rename, this never replaces another file.
      linkSync(aside, file);
    } catch (error) {
      if (!NO_LINKS.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      createInPlace(file, content, mode);
    }
    rmSync(aside);
  });
}

/** Error codes of file systems without hard links. */
const NO_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV']);

function createInPlace(file: string, content: string | Buffer, mode: number | undefined): void {
  const handle = openSync(file, 'wx', mode);
  try {
    try {
      writeFileSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    // This call created the file, and half a file helps nobody.
    rmSync(file, { force: true });
    throw error;
  }
}

function writeAside(
  file: string,
  content: string | Buffer,
  mode: number | undefined,
  put: (aside: string) => void,
  owner?: Owner,
): void {
  const aside = asideOf(file);
  const handle = openSync(aside, 'wx', mode === undefined ? 0o666 : 0o600);
  try {
    try {
      if (owner !== undefined) giveTo(owner, handle);
      writeFileSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    if (mode !== undefined && mode !== 0o600) chmodSync(aside, mode);
    put(aside);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

/**
 * Checks whether {@link replaceFile} could write there, by creating and removing a temporary file: only that is
 * reliable for root, on a read-only file system, and on one like `/proc`.
 * @throws the error of the file system
 */
export function tryReplace(file: string): void {
  const aside = asideOf(file);
  closeSync(openSync(aside, 'wx', 0o600));
  rmSync(aside);
}

/**
 * Checks the same for {@link replaceOwned}.
 * @throws the error of the file system
 */
export function tryReplaceOwned(file: string): void {
  const aside = asideOf(file);
  const handle = openSync(aside, 'wx', 0o600);
  try {
    giveTo({ like: statSync(file), isRequired: true }, handle);
  } finally {
    closeSync(handle);
    rmSync(aside);
  }
}

/**
 * Follows links to the target file, which may not exist yet.
 * @param file absolute path
 * @throws for a loop of links
 */
export function linkEnd(file: string): string {
  let end = file;
  for (let links = 0; links < MOST_LINKS; links += 1) {
    let target: string;
    try {
      target = readlinkSync(end);
    } catch {
      // Not a link, or does not exist: opening it reports the problem.
      return end;
    }
    end = path.resolve(path.dirname(end), target);
  }
  throw Object.assign(new Error('too many links'), { code: 'ELOOP', syscall: 'open', path: file });
}

/** A temporary name in the same folder, not too long if the file's own name is not. */
function asideOf(file: string): string {
  const random = Buffer.from(crypto.getRandomValues(new Uint8Array(6))).toString('hex');
  return path.join(path.dirname(file), `.navixy-${random}`);
}

/** {@link replaceFile} for content that is written in chunks. The caller must end it with `done` or `drop`. */
export class Replacement {
  readonly #file: string;
  readonly #mode: number | undefined;
  readonly #aside: string;
  readonly #handle: number;
  #isOpen = true;

  constructor(file: string, mode?: number, owner = ownerLike(regularFile(file), mode)) {
    this.#file = file;
    this.#mode = mode;
    this.#aside = asideOf(file);
    this.#handle = openSync(this.#aside, 'wx', mode === undefined ? 0o666 : 0o600);
    try {
      if (owner !== undefined) giveTo(owner, this.#handle);
    } catch (error) {
      this.drop();
      throw error;
    }
  }

  /**
   * Replaces an existing file as {@link replaceOwned} does.
   * @throws the error of the file system if the owner cannot be set
   */
  static like(file: string): Replacement {
    const like = statSync(file);
    return new Replacement(file, modeOf(like), { like, isRequired: true });
  }

  write(content: string | Uint8Array): void {
    // Unlike `writeSync`, this continues until everything is written.
    writeFileSync(this.#handle, content);
  }

  done(): void {
    fsyncSync(this.#handle);
    this.#close();
    if (this.#mode !== undefined && this.#mode !== 0o600) chmodSync(this.#aside, this.#mode);
    renameSync(this.#aside, this.#file);
  }

  /** Discards the new content and leaves the old file unchanged. */
  drop(): void {
    this.#close();
    rmSync(this.#aside, { force: true });
  }

  #close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    closeSync(this.#handle);
  }
}
