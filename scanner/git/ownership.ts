// Whose a repository is. git asks that before it reads one, unless it is told where the git folder lies.
import { realpathSync, statSync } from 'node:fs';
import { platform } from 'node:os';
import path from 'node:path';
import { isBelow } from '../io/containment.ts';
import { currentUser } from '../io/current-user.ts';
import { Failure } from '../model/failure.ts';
import type { Found } from './discovery.ts';
import { shellLine } from '../text/shell.ts';

/** What git would ask about: the folder with the files, where there is one, else the git folder. */
function subjectOf({ gitFolder, top }: Found): string {
  return top ?? gitFolder;
}

/** @returns whose a file is, in relation to the user; `nobody` for one that is not there */
function ownerOf(file: string): 'own' | 'other' | 'nobody' {
  const user = currentUser();
  const owner = statSync(file, { throwIfNoEntry: false })?.uid;
  if (owner === undefined) return 'nobody';
  // Where users have no numbers, a git folder is read only as git itself finds it.
  return user !== undefined && user !== -1 && owner === user ? 'own' : 'other';
}

/** All of a repository that git would ask about. */
function ownersOf({ gitFolder, top }: Found): readonly string[] {
  return [gitFolder, ...(top === undefined ? [] : [top, path.join(top, '.git')])].map(ownerOf);
}

/** @param trusted values of `safe.directory` of the user, in their order @returns whether git would read it */
export function isTrusted(found: Found, trusted: readonly string[]): boolean {
  if (ownersOf(found).every((owner) => owner === 'own')) return true;
  let isSafe = false;
  for (const value of trusted)
    isSafe = value === '' ? false : isSafe || value === '*' || covers(value, subjectOf(found));
  return isSafe;
}

function covers(value: string, subject: string): boolean {
  try {
    const real = realpathSync(subject);
    return value.endsWith('/*') ? isBelow(realpathSync(value.slice(0, -2)), real) : realpathSync(value) === real;
  } catch {
    return false;
  }
}

/** @returns what to say where git does not read a repository that is another user's; undefined for the user's own */
export function ownershipFailure(cwd: string, found: Found): Failure | undefined {
  if (platform() === 'win32' || !ownersOf(found).includes('other')) return undefined;
  return new Failure(
    `git refuses to read ${cwd}: the repository belongs to another user`,
    `If you trust it: ${shellLine(['git', 'config', '--global', '--add', 'safe.directory', subjectOf(found)])}`,
  );
}
