// What lies in a folder that git does not list.
import path from 'node:path';
import type { Skipped } from '../model/document.ts';
import type { PathFilter } from './path-filter.ts';
import type { PatternPlace } from './path-arguments.ts';
import type { Listed } from './parallel-filter.ts';
import { walkFolder, type Walked } from './folder-walk.ts';

/** A file where it was listed. */
export interface Entry extends Listed {
  readonly root: string;
  /** Relative to `root`; what of it is not UTF-8 is lost. */
  readonly relative: string;
  /** The same as bytes, where git lists it. */
  readonly bytes?: Buffer;
  /** Whether git tracks it and does not expect it on disk, as in a sparse checkout. */
  readonly isSparse?: true;
}

export interface EntryOptions {
  readonly filter?: PathFilter | undefined;
  /** Where only what fits is wanted; it begins in the folder or above it. */
  readonly pattern?: { readonly place: PatternPlace };
  /** Called for each repository within, with its folder. */
  readonly onRepository?: (folder: string) => void;
}

/**
 * @param folder absolute path
 * @param root absolute path of what its entries are relative to
 * @param skip told about folders that cannot be listed
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
  const { listFitting } = await import('./list-fitting.ts');
  return entriesOf(await listFitting(folder, pattern.place, { skip, onRepository: notice, signal }), root);
}

function* entriesOf(list: Iterable<Walked>, root: string): Generator<Entry> {
  const below = root.endsWith(path.sep) ? root.length : root.length + 1;
  for (const { full, isFile } of list) yield { root, relative: full.slice(below), full: isFile ? full : undefined };
}
