// Looks at files without following links: whether a path exists, is a link, and its name as bytes.
import { lstatSync, type Stats } from 'node:fs';
import path from 'node:path';

/** @returns the path of a file as bytes: a name that is not UTF-8 must reach the system unchanged */
export function fileBelow(root: string, name: Buffer): Buffer {
  return Buffer.concat([Buffer.from(root + path.sep), name]);
}

export function exists(file: string | Buffer): boolean {
  return statOf(file) !== undefined;
}

/** @returns the entry itself, links not followed; undefined if it does not exist, even if a file replaced its folder */
export function statOf(file: string | Buffer): Stats | undefined {
  try {
    return lstatSync(file);
  } catch {
    return undefined;
  }
}

export function isLink(file: string | Buffer): boolean {
  return statOf(file)?.isSymbolicLink() === true;
}
