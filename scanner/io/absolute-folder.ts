import path from 'node:path';
import { Failure } from '../model/failure.ts';

/**
 * The folder that a caller named. What is relative would be so to the folder of the process, which is
 * not ours to read.
 * @throws Failure for a relative path
 */
export function absoluteFolder(cwd: string): string {
  if (typeof cwd === 'string' && path.isAbsolute(cwd)) return path.normalize(cwd);
  throw new Failure('"cwd" must be the absolute path of a folder', 'Give it one, such as process.cwd().');
}
