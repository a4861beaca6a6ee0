import path from 'node:path';
import { decodeDocument } from '../../../src/encodings.ts';
import { Failure } from '../../model/failure.ts';

/** A repository of a list. */
export interface ListedRepository {
  /** As the list has it, without the password of a URL: its name in reports and what its shard follows from. */
  readonly name: string;
  /** Absolute path; of a URL where its clone is, if there is a folder for clones. */
  readonly folder?: string;
  /** What to clone, password and all; absent for a path. */
  readonly url?: string;
}

/**
 * Reads a list of repositories: a local path or a URL on each line; empty lines and those that begin with `#` are left
 * out.
 * @param cwd what the paths are relative to
 * @param clones the folder in which the clones of URLs lie, in folders named by host and path
 * @returns each once, in the order of the list
 * @throws Failure for a line with control characters, which no shell would hand on whole
 */
export function readList(bytes: Uint8Array, cwd: string, clones?: string): ListedRepository[] {
  const lines = decodeDocument(bytes)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const found = new Map<string, ListedRepository>();
  for (const [at, line] of lines.entries()) {
    if (/\p{Cc}/u.test(line))
      throw new Failure(
        `repository ${at + 1} of the list has a control character in it`,
        'Write one path or URL on each line.',
      );
    const one = isUrl(line) ? ofUrl(line, cwd, clones) : { name: line, folder: path.resolve(cwd, line) };
    const key = one.folder ?? one.name;
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

/** Whether a line names something to clone first. */
function isUrl(line: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(line) || /^[\w.-]+@[\w.-]+:/.test(line);
}

function ofUrl(url: string, cwd: string, clones: string | undefined): ListedRepository {
  const name = withoutPassword(url);
  return { name, url, ...(clones === undefined ? {} : { folder: path.resolve(cwd, clones, ...partsOf(name)) }) };
}

/** A token in an address is a secret too. `git@` is none. */
function withoutPassword(url: string): string {
  return url.replace(/^(https?:\/\/)[^/?#]*@/i, '$1').replace(/^([a-z][a-z0-9+.-]+:\/\/[^/?#:@]*):[^/?#]*@/i, '$1@');
}

/** @returns host and path as names of folders, none of which leads up */
function partsOf(name: string): string[] {
  const address = name
    .replace(/^[a-z][a-z0-9+.-]+:\/\//i, '')
    .replace(/^[^/?#]*@/, '')
    .replace(/^([^/:]+):(?!\d+(?:\/|$))/, '$1/');
  return address
    .split('/')
    .map((part) => part.replace(/[^\w.~-]/g, '_'))
    .filter((part) => !/^\.*$/.test(part));
}
