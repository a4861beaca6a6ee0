// Finds the cache folder and checks that only the user could have written it.
import { lstatSync, realpathSync, type Stats } from 'node:fs';
import { platform } from 'node:os';
import path from 'node:path';
import { cannotRead } from '../../io/file-failures.ts';
import { makeFolder } from '../../io/make-folder.ts';
import { cacheHome } from '../../io/compile-cache.ts';
import { isBelow } from '../../io/containment.ts';
import { currentUser } from '../../io/current-user.ts';
import { Failure } from '../../model/failure.ts';

/** Permission bits that let others write. */
const OTHERS_WRITE = 0o022;

/**
 * @param named path from the user, relative to `cwd`; default: in the user's cache folder
 * @returns the folder of the cache; see {@link trustedFolder}
 * @throws Failure for a folder that cannot be created or trusted
 */
export function cacheFolder(named: string | undefined, cwd: string, env: NodeJS.ProcessEnv): string {
  const home = cacheHome(env);
  if (named === undefined && home === undefined)
    throw new Failure(
      'there is no folder for the cache: neither HOME nor XDG_CACHE_HOME is set',
      'Name one: --cache-location FOLDER',
    );
  return trustedFolder(named === undefined ? path.join(home!, 'history') : path.resolve(cwd, named));
}

/**
 * Creates a folder if it does not exist. The content of a cache is trusted, so the folder must belong to the user: not
 * a link, not another user's, and not writable by others.
 * @param folder absolute path
 * @returns the same path with links resolved
 * @throws Failure for a folder that cannot be created or trusted
 */
export function trustedFolder(folder: string): string {
  try {
    makeFolder(folder, 0o700);
    checkTrust(folder, lstatSync(folder));
    return realpathSync(folder);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw cannotRead(`the cache ${folder}`, error, 'Name a folder that you can write to: --cache-location FOLDER');
  }
}

function checkTrust(folder: string, found: Stats): void {
  const refusal = (why: string) =>
    new Failure(
      `the cache ${folder} is not used: ${why}`,
      'Name a folder of your own that nobody else can write to: --cache-location FOLDER (chmod 700 FOLDER)',
    );
  if (found.isSymbolicLink()) throw refusal('it is a link');
  if (!found.isDirectory()) throw refusal('it is no folder');
  if (!isOwn(found)) throw refusal('it belongs to another user');
  if (canOthersWrite(found)) throw refusal('others can write to it');
}

/** Whether a file or folder belongs to the user; always true without owners, as on Windows. */
export function isOwn({ uid }: Stats): boolean {
  const user = currentUser();
  return user === -1 || uid === user;
}

/** Whether others may write to it; always false on Windows, which has no such bits. */
export function canOthersWrite({ mode }: Stats): boolean {
  return platform() !== 'win32' && (mode & OTHERS_WRITE) !== 0;
}

/** Whether nobody else may read or write it; always true on Windows, which has no such bits. */
export function isPrivate({ mode }: Stats): boolean {
  return platform() === 'win32' || (mode & 0o077) === 0;
}

/**
 * Rejects a cache inside a scanned repository, because the authors of the repository could have written it.
 * @param folder as from {@link trustedFolder}
 * @param scanned absolute paths of the scanned folders
 * @throws Failure for a cache inside one of them
 */
export function refuseScannedFolder(folder: string, scanned: readonly string[]): void {
  for (const root of scanned) {
    if (isBelow(realpathSync(root), folder))
      throw new Failure(
        `the cache ${folder} lies in the repository that is scanned, whose makers could have written it`,
        'Name a folder outside of it: --cache-location FOLDER',
      );
  }
}
