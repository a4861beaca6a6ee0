// Parses git's list of files in a working tree: tracked files, and untracked files that are not ignored.
import { isUtf8 } from 'node:buffer';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { Skipped } from '../model/document.ts';
import type { Entry } from './list-without-git.ts';
import { exists, fileBelow, isLink } from './link-stat.ts';

/** `-t` prints a status letter before each name. */
export const LIST_FILES = ['ls-files', '-z', '-t', '--full-name', '--cached', '--others'];

/** The status letter of a tracked file that is not expected on disk: sparse checkout or `--skip-worktree`. */
const SKIP_WORKTREE = 'S'.charCodeAt(0);
/** Length of the status letter and the space after it, in bytes. */
const STATUS_LENGTH = 2;

/** A name as git stores it: bytes, usually UTF-8. */
export interface GitName {
  readonly bytes: Buffer;
  /** Whether git does not expect the file on disk. */
  readonly isSparse: boolean;
}

export interface GitListing {
  /** Absolute path of the top of the working tree. */
  readonly root: string;
  readonly files: readonly GitName[];
  /** Folders that cannot be opened. */
  readonly skipped: readonly Skipped[];
}

/** @returns the names in the output of {@link LIST_FILES}, without duplicates */
export function parseListing(output: Buffer): GitName[] {
  const files = new Map<string, GitName>();
  let start = 0;
  for (let end = output.indexOf(0); end >= 0; end = output.indexOf(0, start)) {
    const bytes = output.subarray(start + STATUS_LENGTH, end);
    // An unmerged file is listed once for each side.
    files.set(bytes.toString('latin1'), { bytes, isSparse: output[start] === SKIP_WORKTREE });
    start = end + 1;
  }
  return [...files.values()];
}

/**
 * @param root absolute path that names are relative to
 * @param folder absolute path of the listed folder
 * @returns whether any listed file is on disk; what a sparse checkout leaves out is not expected there
 */
export function hasAnyOnDisk(root: string, folder: string, files: readonly GitName[]): boolean {
  // The folder of a submodule without a repository is listed as itself, without files.
  const self = path.relative(realpathSync(root), realpathSync(folder)).split(path.sep).join('/');
  return files.some(({ bytes, isSparse }) => isSparse || (exists(fileBelow(root, bytes)) && bytes.toString() !== self));
}

/**
 * @returns the listed files, except tracked ones behind a link that replaced their folder: git treats them as deleted
 */
export function* entriesOf({ root, files }: GitListing): Generator<Entry> {
  const links = new Links(root);
  for (const { bytes, isSparse } of files) {
    // The link may lead to any folder of this machine, which nobody asked to scan.
    if (links.isBehindLink(bytes)) continue;
    const relative = bytes.toString();
    const full = isUtf8(bytes) ? root + path.sep + relative : undefined;
    yield { root, relative, bytes, full, ...(isSparse ? { isSparse: true as const } : {}) };
  }
}

const SLASH = '/'.charCodeAt(0);

/** Finds names that lead through a symbolic link; checks each folder once. */
class Links {
  readonly #root: string;
  /** By the folder's name in bytes, as latin-1. */
  readonly #known = new Map<string, boolean>();

  /** @param root absolute path that names are relative to; links above it do not count */
  constructor(root: string) {
    this.#root = root;
  }

  isBehindLink(name: Buffer): boolean {
    const end = name.lastIndexOf(SLASH);
    return end > 0 && this.#isLinked(name.subarray(0, end));
  }

  #isLinked(folder: Buffer): boolean {
    const key = folder.toString('latin1');
    let isLinked = this.#known.get(key);
    if (isLinked === undefined) {
      isLinked = this.isBehindLink(folder) || isLink(fileBelow(this.#root, folder));
      this.#known.set(key, isLinked);
    }
    return isLinked;
  }
}
