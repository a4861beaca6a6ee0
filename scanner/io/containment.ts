import { realpathSync } from 'node:fs';
import path from 'node:path';

/** Whether a path is another one or lies below it, by its spelling alone. A name may begin with two dots. */
export function isBelow(outer: string, inner: string): boolean {
  const relative = path.relative(outer, inner);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** The same with links followed; false for what is not there. */
export function contains(outer: string, inner: string): boolean {
  try {
    return isBelow(realpathSync(outer), realpathSync(inner));
  } catch {
    return false;
  }
}
