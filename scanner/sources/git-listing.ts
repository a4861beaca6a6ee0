// What git lists in a folder of a working tree: tracked files, and those that it neither tracks nor ignores.
import { isUtf8 } from 'node:buffer';
import { lstatSync, realpathSync, type Stats } from 'node:fs';
import path from 'node:path';
import type { Skipped } from '../model/document.ts';
import type { Entry } from './folder-entries.ts';

/** With a letter before each name that says what it is. */
export const LIST_FILES = ['ls-files', '-z', '-t', '--full-name', '--cached', '--others'];

/** The letter of a tracked file that a sparse checkout keeps off the disk, or that git was told to leave alone. */
const SKIP_WORKTREE = 'S'.charCodeAt(0);
/** Bytes of the letter and the space behind it. */
const MARK = 2;

/** A name as git has it: bytes that are mostly UTF-8. */
export interface GitName {
  readonly bytes: Buffer;
  /** Whether git does not expect it on disk. */
  readonly isSparse: boolean;
}

export interface GitListing {
  /** Absolute path of the top of the working tree. */
  readonly root: string;
  readonly files: readonly GitName[];
  /** Folders that cannot be opened. */
  readonly skipped: readonly Skipped[];
}

/** @returns the names that {@link LIST_FILES} prints, each once */
export function namesListed(output: Buffer): GitName[] {
  const files = new Map<string, GitName>();
  let start = 0;
  for (let end = output.indexOf(0); end >= 0; end = output.indexOf(0, start)) {
    const bytes = output.subarray(start + MARK, end);
    // An unmerged file is listed once for each side.
    files.set(bytes.toString('latin1'), { bytes, isSparse: output[start] === SKIP_WORKTREE });
    start = end + 1;
  }
  return [...files.values()];
}

/**
 * @param root absolute path that names are relative to
 * @param folder absolute path of what was listed
 * @returns whether any listed file is on disk; what a sparse checkout leaves out is not expected there
 */
export function isAnyThere(root: string, folder: string, files: readonly GitName[]): boolean {
  // The folder of a submodule without a repository is listed as itself, and nothing in it.
  const self = path.relative(realpathSync(root), realpathSync(folder)).split(path.sep).join('/');
  return files.some(
    ({ bytes, isSparse }) =>
      isSparse || (isThere(Buffer.concat([Buffer.from(root + path.sep), bytes])) && bytes.toString() !== self),
  );
}

/** @returns the listed files, but for tracked ones that git takes for deleted because a link stands for their folder */
export function* entriesListed({ root, files }: GitListing): Generator<Entry> {
  const links = new Links(root);
  for (const { bytes, isSparse } of files) {
    // Behind the link lies what nobody named: it may be any folder of this machine.
    if (links.isBehindLink(bytes)) continue;
    const relative = bytes.toString();
    const full = isUtf8(bytes) ? root + path.sep + relative : undefined;
    yield { root, relative, bytes, full, ...(isSparse ? { isSparse: true as const } : {}) };
  }
}

const SLASH = '/'.charCodeAt(0);

/** Tells which names lead through a symbolic link, and asks about each folder once. */
class Links {
  readonly #root: string;
  /** By the bytes of a folder's name, as latin1. */
  readonly #known = new Map<string, boolean>();

  /** @param root absolute path that names are relative to; links that lead there do not count */
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
      isLinked = this.isBehindLink(folder) || isLink(Buffer.concat([Buffer.from(this.#root + path.sep), folder]));
      this.#known.set(key, isLinked);
    }
    return isLinked;
  }
}

function isThere(file: Buffer): boolean {
  return statOf(file) !== undefined;
}

function isLink(file: Buffer): boolean {
  return statOf(file)?.isSymbolicLink() === true;
}

function statOf(file: Buffer): Stats | undefined {
  try {
    return lstatSync(file);
  } catch {
    return undefined;
  }
}
