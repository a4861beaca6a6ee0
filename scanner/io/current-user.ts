// The numeric id of the current user.
import { statSync } from 'node:fs';
import { userInfo } from 'node:os';

/** @returns the user id; -1 on systems without user ids, such as Windows; undefined if it is unknown */
export function currentUser(): number | undefined {
  try {
    return userInfo().uid;
  } catch {
    // In a container a user may have no name.
    return statSync('/proc/self', { throwIfNoEntry: false })?.uid;
  }
}
