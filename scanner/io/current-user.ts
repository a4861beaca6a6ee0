// Who runs this, as the file system numbers users.
import { statSync } from 'node:fs';
import { userInfo } from 'node:os';

/** @returns the number of the user; -1 where users have none, as on Windows; undefined where it cannot be told */
export function currentUser(): number | undefined {
  try {
    return userInfo().uid;
  } catch {
    // In a container a user need have no name.
    return statSync('/proc/self', { throwIfNoEntry: false })?.uid;
  }
}
