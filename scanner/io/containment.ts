// Tests whether one path contains another, with or without resolving links.
import { realpathSync } from 'node:fs';
import path from 'node:path';

/** Whether a path equals another one or is below it, without resolving links. A name may start with two dots. */
export function isBelow(outer: string, inner: string): boolean {
  const relative = path.relative(outer, inner);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** The same with links resolved; false if a path does not exist. */
export function contains(outer: string, inner: string): boolean {
  try {
    return isBelow(realpathSync(outer), realpathSync(inner));
  } catch {
    return false;
  }
}
