import path from 'node:path';
import { decodeDocument } from '../../src/encodings.ts';

/** A repository of a list. */
export interface ListedRepository {
  /** As the list has it: its name in reports and what its shard follows from. */
  readonly name: string;
  /** Absolute path. */
  readonly folder: string;
}

/**
 * Reads a list of repositories: one local path on each line; empty lines and those that begin with `#` are left out.
 * @param cwd what the paths are relative to
 * @returns each once, in the order of the list
 */
export function readList(bytes: Uint8Array, cwd: string): ListedRepository[] {
  const names = decodeDocument(bytes).split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  const found = new Map<string, ListedRepository>();
  for (const name of names) {
    const folder = path.resolve(cwd, name);
    if (!found.has(folder)) found.set(folder, { name, folder });
  }
  return [...found.values()];
}

/** Whether a line names something to clone first. */
export function isUrl(name: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(name) || /^[\w.-]+@[\w.-]+:/.test(name);
}
