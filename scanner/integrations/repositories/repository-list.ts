// Parses a list of repositories: local paths and URLs.

import path from 'node:path';
import { decodeDocument } from '../../../src/text-encodings.ts';
import { Failure } from '../../model/failure.ts';
import { addressesIn, isForgeAnswer } from './forge-answers.ts';

/** A repository in a list. */
export interface ListedRepository {
  /** Its entry in the list, without the password of a URL: its name in reports, which also determines its shard. */
  readonly name: string;
  /** Absolute path; for a URL the path of its clone, if there is a folder for clones. */
  readonly folder?: string;
  /** The URL to clone, including the password; absent for a path. */
  readonly url?: string;
}

/**
 * Parses a list of repositories: a local path or URL per line; empty lines and lines that start with `#` are skipped.
 * Or the JSON with which a forge lists its repositories.
 * @param cwd base of relative paths
 * @param clones folder with the clones of URLs, in folders named by host and path
 * @returns each repository once, in the order of the list
 * @throws Failure for a line with control characters, which a shell would not pass on unchanged, and for JSON that is no
 *   complete list
 */
export function readList(bytes: Uint8Array, cwd: string, clones?: string): ListedRepository[] {
  const text = decodeDocument(bytes);
  const lines = (isForgeAnswer(text) ? addressesIn(text) : text.split(/\r?\n/))
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

/** Whether a line is a URL, which must be cloned first. */
function isUrl(line: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(line) || /^[\w.-]+@[\w.-]+:/.test(line);
}

function ofUrl(url: string, cwd: string, clones: string | undefined): ListedRepository {
  const name = withoutPassword(url);
  return { name, url, ...(clones === undefined ? {} : { folder: path.resolve(cwd, clones, ...partsOf(name)) }) };
}

/** A token in a URL is a secret too. The user name `git@` is not. */
function withoutPassword(url: string): string {
  return url.replace(/^(https?:\/\/)[^/?#]*@/i, '$1').replace(/^([a-z][a-z0-9+.-]+:\/\/[^/?#:@]*):[^/?#]*@/i, '$1@');
}

/** @returns host and path as folder names, none of which leads to a parent folder */
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
