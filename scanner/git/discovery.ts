// Finds the repository of a folder as git does, without starting git or opening files that could block.
import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { fromBytes, toSystem } from '../io/system-path.ts';
import { trimEndOf } from '../../src/trim-end.ts';

/** The largest `.git` file in bytes; git rejects larger ones too. */
const MAX_SIZE = 1024 * 1024;
/** Bytes of `HEAD` that git reads. */
const HEAD_BYTES = 255;
const READ_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** A git folder, and how it was found. */
export interface Found {
  /** Absolute path. It may not be a git folder: a `.git` file can name anything. */
  readonly gitFolder: string;
  /** The folder that contains this `.git`; undefined if the search started in the git folder itself. */
  readonly top?: string;
}

export interface Discovery {
  /** Undefined if git would find none. */
  readonly found?: Found;
  /** Whether something could not be read, so only git can decide. */
  readonly isUncertain: boolean;
  /** Absolute paths of `.git` folders that git skips because they are not valid git folders. */
  readonly skipped: readonly string[];
}

/** @param cwd absolute path of a folder */
export function discover(cwd: string): Discovery {
  const skipped: string[] = [];
  try {
    const start = realpathSync(cwd);
    const { dev } = statSync(start);
    for (let folder = start; ; folder = path.dirname(folder)) {
      // git stops at file system boundaries.
      if (folder !== start && statSync(folder).dev !== dev) return { isUncertain: false, skipped };
      const found = gitFolderIn(folder, skipped) ?? (isGitFolder(folder) ? { gitFolder: folder } : undefined);
      if (found !== undefined) return { found, isUncertain: false, skipped };
      if (path.dirname(folder) === folder) return { isUncertain: false, skipped };
    }
  } catch {
    return { isUncertain: true, skipped };
  }
}

function gitFolderIn(top: string, skipped: string[]): Found | undefined {
  const dotGit = path.join(top, '.git');
  const stat = statSync(dotGit, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  if (stat.isDirectory()) {
    if (isGitFolder(dotGit)) return { gitFolder: dotGit, top };
    skipped.push(dotGit);
    return undefined;
  }
  // A pipe or device is not a regular file; the caller rejects it.
  return { gitFolder: stat.isFile() ? (namedBy(dotGit) ?? dotGit) : dotGit, top };
}

/** The start of a `.git` file. */
const NAMED = 'gitdir: ';

/** @returns absolute path of the folder that a `.git` file names; undefined if it names none */
export function namedBy(dotGit: string): string | undefined {
  const text = smallText(dotGit) ?? '';
  const named = text.startsWith(NAMED) ? trimEndOf(text.slice(NAMED.length), '\r\n') : '';
  return named === '' ? undefined : path.resolve(path.dirname(dotGit), named);
}

/**
 * Whether git accepts a folder as a git folder. One whose `HEAD` is not a regular file counts here, so it is rejected
 * later.
 */
export function isGitFolder(folder: string): boolean {
  if (!isHead(path.join(folder, 'HEAD'))) return false;
  const common = commonFolderOf(folder) ?? folder;
  return ['objects', 'refs'].every((name) => canEnter(path.join(common, name)));
}

/**
 * @param gitFolder absolute path
 * @returns absolute path of the folder that it shares with other working trees; undefined if it shares nothing
 */
export function commonFolderOf(gitFolder: string): string | undefined {
  const text = smallText(path.join(gitFolder, 'commondir'));
  return text === undefined ? undefined : path.resolve(gitFolder, trimEndOf(text, '\r\n'));
}

function isHead(file: string): boolean {
  const stat = lstatSync(toSystem(file), { throwIfNoEntry: false });
  if (stat === undefined || stat.isDirectory()) return false;
  if (!stat.isFile()) return true;
  let descriptor: number | undefined;
  try {
    descriptor = openSync(toSystem(file), READ_FLAGS);
    const head = Buffer.alloc(HEAD_BYTES);
    const text = head.toString('latin1', 0, readSync(descriptor, head, 0, HEAD_BYTES, 0));
    return /^(?:ref:\s*refs\/|[0-9a-fA-F]{40})/.test(text);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function canEnter(folder: string): boolean {
  try {
    accessSync(toSystem(folder), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The same as a string; see {@link fromBytes}. */
function smallText(file: string): string | undefined {
  const bytes = smallFile(file, MAX_SIZE);
  return bytes === undefined ? undefined : fromBytes(bytes);
}

/** @returns the content of a regular file up to a size limit; undefined for anything else, or if it cannot be read */
export function smallFile(file: string, maxSize: number): Buffer | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(toSystem(file), READ_FLAGS);
    const stat = fstatSync(descriptor);
    return stat.isFile() && stat.size <= maxSize ? readFileSync(descriptor) : undefined;
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
