// What git lists in a folder of a working tree: tracked files, and those that it neither tracks nor ignores.
import { isUtf8 } from 'node:buffer';
import path from 'node:path';
import type { Skipped } from '../document.ts';
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

export function* entriesListed({ root, files }: GitListing): Generator<Entry> {
  for (const { bytes, isSparse } of files) {
    const relative = bytes.toString();
    const full = isUtf8(bytes) ? root + path.sep + relative : undefined;
    yield { root, relative, bytes, full, ...(isSparse ? { isSparse: true as const } : {}) };
  }
}
