// Lists the files of a folder outside git, or those that match a pattern.
import path from 'node:path';
import type { Skipped } from '../model/document.ts';
import type { PathFilter } from './path-filter.ts';
import type { PatternPlace } from './path-arguments.ts';
import type { Listed } from './parallel-filter.ts';
import { walkFolder, type Walked } from './walk-without-git.ts';

/** A listed file. */
export interface Entry extends Listed {
  readonly root: string;
  /** Path relative to `root`; bytes that are not UTF-8 are lost. */
  readonly relative: string;
  /** The same path as bytes, if git listed it. */
  readonly bytes?: Buffer;
  /** Whether git tracks the file but does not expect it on disk, as in a sparse checkout. */
  readonly isSparse?: true;
}

export interface EntryOptions {
  readonly filter?: PathFilter | undefined;
  /** Limits the listing to matches; the pattern starts in the folder or above it. */
  readonly pattern?: { readonly place: PatternPlace };
  /** Called with the folder of each nested repository. */
  readonly onRepository?: (folder: string) => void;
}

/**
 * @param folder absolute path
 * @param root absolute path that entries are relative to
 * @param skip called for folders that cannot be listed
 */
export async function folderEntries(
  folder: string,
  root: string,
  options: EntryOptions,
  skip: (skipped: Skipped) => void,
  signal: AbortSignal,
): Promise<Iterable<Entry>> {
  const { filter, pattern, onRepository } = options;
  const notice = (inner: string): void => {
    if (filter?.excludes(root, path.relative(root, inner).split(path.sep).join('/')) !== true) onRepository?.(inner);
  };
  if (pattern === undefined) return entriesOf(walkFolder(folder, skip, notice), root);
  const { listMatches } = await import('./list-pattern-matches.ts');
  return entriesOf(await listMatches(folder, pattern.place, { skip, onRepository: notice, signal }), root);
}

function* entriesOf(list: Iterable<Walked>, root: string): Generator<Entry> {
  const below = root.endsWith(path.sep) ? root.length : root.length + 1;
  for (const { full, isFile } of list) yield { root, relative: full.slice(below), full: isFile ? full : undefined };
}
