// Paths that are given to a command, or named in one.

import path from 'node:path';
import { topOf } from '../git/hook-environment.ts';

/** @returns the path of a folder `purge.git` next to the repository of a folder, from that folder */
export function besideRepository(cwd: string): string {
  return path.posix.join(path.relative(cwd, topOf(cwd) ?? cwd).replaceAll(path.sep, '/'), '../purge.git');
}

/** Whether a path on the command line is standard input: `-` or a file such as `/dev/stdin`. */
export function isStdin(name: string): boolean {
  return (
    name === '-' || /^\/(?:dev\/(?:stdin|fd\/0)|proc\/(?:self|thread-self)\/fd\/0)$/.test(path.posix.normalize(name))
  );
}
