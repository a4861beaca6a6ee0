// Requires a caller's folder to be an absolute path.
import path from 'node:path';
import { Failure } from '../model/failure.ts';

/**
 * Checks a folder from a caller. A relative path would be relative to the process's working directory, which the
 * library must not use.
 * @throws Failure for a relative path
 */
export function absoluteFolder(cwd: string): string {
  if (typeof cwd === 'string' && path.isAbsolute(cwd)) return path.normalize(cwd);
  throw new Failure('"cwd" must be the absolute path of a folder', 'Give it one, such as process.cwd().');
}
