// Writes files so that nobody ever finds half of one.
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

/** As many as Linux follows. */
const MOST_LINKS = 40;

/**
 * Writes a file aside and renames it, so that a crash leaves the old file or the new one, and nobody reads half. A link
 * is replaced, not followed; see {@link linkEnd}. The new file gets owner and group of the old one as far as that is
 * allowed; see {@link replaceOwned}.
 * @param file absolute path, in a folder that is there
 * @param mode permission bits of the file; until it has them, only its owner can read it. Default: those of the old
 *   file, or of any new one
 */
export function replaceFile(file: string, content: string | Buffer, mode?: number): void {
  const old = regularFile(file);
  writeAside(file, content, mode ?? modeOf(old), (aside) => renameSync(aside, file), ownerLike(old, mode));
}

/**
 * The same for a file that is there and that programs of other users read: it keeps owner, group and mode.
 * @throws what the file system says when it may not be given to its owner; it is then as before
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

/** To whom a new file is to belong. */
interface Owner {
  readonly like: Stats;
  /** Whether to fail where that is not allowed; else it belongs to whoever runs this. */
  readonly isRequired: boolean;
}

/** What only its owner may read stays with whoever writes it: the old file may be that of a stranger. */
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
 * The same for a file that must not be there: of two programs that do this at once, one fails.
 * @param mode permission bits of the file. Default: those of any new file
 * @throws an error with the code `EEXIST` when something has that name, be it a link that leads nowhere
 */
export function createFile(file: string, content: string | Buffer, mode?: number): void {
  writeAside(file, content, mode, (aside) => {
    try {
      // Unlike a renaming this never takes the place of another file.
      linkSync(aside, file);
    } catch (error) {
      if (!NO_LINKS.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      createInPlace(file, content, mode);
    }
    rmSync(aside);
  });
}

/** What file systems say that know no hard links. */
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
    // It is ours: nobody else made it, and half a file helps nobody.
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
 * Finds out whether {@link replaceFile} could write there, by making what it would make and taking it away again: only
 * that tells for the superuser, on a file system that can only be read, and on one like `/proc`.
 * @throws what the file system says
 */
export function tryReplace(file: string): void {
  const aside = asideOf(file);
  closeSync(openSync(aside, 'wx', 0o600));
  rmSync(aside);
}

/** The same for {@link replaceOwned}. @throws what the file system says */
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
 * Follows links to the file that is meant, which may yet have to be made.
 * @param file absolute path
 * @throws where they lead in a circle
 */
export function linkEnd(file: string): string {
  let end = file;
  for (let links = 0; links < MOST_LINKS; links += 1) {
    let target: string;
    try {
      target = readlinkSync(end);
    } catch {
      // No link, or nothing there: whoever opens it is told what is wrong.
      return end;
    }
    end = path.resolve(path.dirname(end), target);
  }
  throw Object.assign(new Error('too many links'), { code: 'ELOOP', syscall: 'open', path: file });
}

/** Beside the file, and never too long where the file's own name is not. */
function asideOf(file: string): string {
  const random = Buffer.from(crypto.getRandomValues(new Uint8Array(6))).toString('hex');
  return path.join(path.dirname(file), `.navixy-${random}`);
}

/** {@link replaceFile} for content that comes piece by piece. Whoever begins it ends it, with `done` or with `drop`. */
export class Replacement {
  readonly #file: string;
  readonly #mode: number | undefined;
  readonly #aside: string;
  readonly #handle: number;
  #isOpen = true;

  constructor(file: string, mode?: number) {
    this.#file = file;
    this.#mode = mode;
    this.#aside = asideOf(file);
    this.#handle = openSync(this.#aside, 'wx', mode === undefined ? 0o666 : 0o600);
    const owner = ownerLike(regularFile(file), mode);
    if (owner !== undefined) giveTo(owner, this.#handle);
  }

  write(content: string | Buffer): void {
    // Unlike `writeSync` it goes on until all is written.
    writeFileSync(this.#handle, content);
  }

  done(): void {
    fsyncSync(this.#handle);
    this.#close();
    if (this.#mode !== undefined && this.#mode !== 0o600) chmodSync(this.#aside, this.#mode);
    renameSync(this.#aside, this.#file);
  }

  /** Leaves the old file as it was. */
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
