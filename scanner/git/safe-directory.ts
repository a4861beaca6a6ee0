// Checks who owns a repository, as git does for `safe.directory`.
import { realpathSync, statSync } from 'node:fs';
import { platform } from 'node:os';
import path from 'node:path';
import { isBelow } from '../io/containment.ts';
import { currentUser } from '../io/current-user.ts';
import { Failure } from '../model/failure.ts';
import type { Found } from './discovery.ts';
import { shellLine } from '../text/shell.ts';

/** The folder that git would check: the working tree if there is one, otherwise the git folder. */
function subjectOf({ gitFolder, top }: Found): string {
  return top ?? gitFolder;
}

/** @returns the owner of a file, in relation to the user; `nobody` if it does not exist */
function ownerOf(file: string): 'own' | 'other' | 'nobody' {
  const user = currentUser();
  const owner = statSync(file, { throwIfNoEntry: false })?.uid;
  if (owner === undefined) return 'nobody';
  // Without user ids (Windows), git itself checks the owner during discovery.
  return user !== undefined && user !== -1 && owner === user ? 'own' : 'other';
}

/** Everything of a repository whose owner git would check. */
function ownersOf({ gitFolder, top }: Found): readonly string[] {
  return [gitFolder, ...(top === undefined ? [] : [top, path.join(top, '.git')])].map(ownerOf);
}

/**
 * @param trusted the user's values of `safe.directory`, in order
 * @returns whether git would read the repository
 */
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

/** @returns a message if git would not read a repository of another user; undefined for the user's own */
export function ownershipFailure(cwd: string, found: Found): Failure | undefined {
  if (platform() === 'win32' || !ownersOf(found).includes('other')) return undefined;
  return new Failure(
    `git refuses to read ${cwd}: the repository belongs to another user`,
    `If you trust it: ${shellLine(['git', 'config', '--global', '--add', 'safe.directory', subjectOf(found)])}`,
  );
}
