// Paths of archive members, such as `lib/a.jar!/b.zip!/c.txt`.

import type { ScanDocument } from './document.ts';
import { visible } from '../text/clean.ts';

/** The location of a possible archive. */
export interface Place extends Omit<ScanDocument, 'bytes' | 'linesBefore' | 'onlyLines'> {
  /** The name for messages, usually an absolute path. */
  readonly full: string;
}

/** Separates an archive from the path of its member. */
export const INSIDE = '!/';

/** Longer names are cut here, in characters. */
const LONGEST_NAME = 512;

/**
 * @returns the place of a member, e.g. `lib/a.jar!/b.zip!/c.txt`; safe to print and to use as a relative path, whatever
 *   its name
 */
export function inside(place: Place, name: string): Place {
  const shown = shownName(name);
  return { ...place, path: `${place.path}${INSIDE}${shown}`, full: `${place.full}${INSIDE}${shown}` };
}

function shownName(name: string): string {
  const parts = name
    .slice(0, LONGEST_NAME)
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.');
  const shown = visible(parts.map((part) => (/^\.+$/.test(part) ? `(${part})` : part)).join('/'));
  return shown === '' ? '(no name)' : shown;
}

/** @returns the last part of a path, without the compression suffix */
export function unpackedName(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const short = name.replace(/\.(?:gz|bz2|xz|zst|Z)$/i, '').replace(/\.(tgz|tbz2?|txz|tzst)$/i, '.tar');
  return short === '' ? 'content' : short;
}
