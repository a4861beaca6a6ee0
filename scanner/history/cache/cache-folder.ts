import { lstatSync, realpathSync, type Stats } from 'node:fs';
import { platform } from 'node:os';
import path from 'node:path';
import { cannotRead } from '../../io/file-failures.ts';
import { makeFolder } from '../../io/make-folder.ts';
import { cacheHome } from '../../io/compile-cache.ts';
import { isBelow } from '../../io/containment.ts';
import { currentUser } from '../../io/current-user.ts';
import { Failure } from '../../model/failure.ts';

/** Bits of a mode that let others write. */
const OTHERS_WRITE = 0o022;

/**
 * @param named as the user named it, relative to `cwd`; default: in the user's cache folder
 * @returns the folder of the cache; see {@link trustedFolder}
 * @throws Failure for a folder that cannot be made, or cannot be trusted
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
 * Makes a folder where it is not there. What lies in a cache is believed, so it has to be the user's own: neither a
 * link, nor another user's, nor one that others may write to.
 * @param folder absolute path @returns the same with links in the way to it followed
 * @throws Failure for a folder that cannot be made, or cannot be trusted
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
  const refuse = (why: string) =>
    new Failure(
      `the cache ${folder} is not used: ${why}`,
      'Name a folder of your own that nobody else can write to: --cache-location FOLDER (chmod 700 FOLDER)',
    );
  if (found.isSymbolicLink()) throw refuse('it is a link');
  if (!found.isDirectory()) throw refuse('it is no folder');
  if (!isOwn(found)) throw refuse('it belongs to another user');
  if (canOthersWrite(found)) throw refuse('others can write to it');
}

/** Whether a file or folder is the user's own; where there are no owners, as on Windows, all are. */
export function isOwn({ uid }: Stats): boolean {
  const user = currentUser();
  return user === -1 || uid === user;
}

/** Whether others may write to it; Windows has no such bits. */
export function canOthersWrite({ mode }: Stats): boolean {
  return platform() !== 'win32' && (mode & OTHERS_WRITE) !== 0;
}

/** Whether nobody else may read or write it; Windows has no such bits. */
export function isPrivate({ mode }: Stats): boolean {
  return platform() === 'win32' || (mode & 0o077) === 0;
}

/**
 * Who made a repository could have made a cache in it, too.
 * @param folder as from {@link trustedFolder} @param scanned absolute paths of what is scanned
 * @throws Failure for a cache that lies in one of them
 */
export function keepApart(folder: string, scanned: readonly string[]): void {
  for (const root of scanned) {
    if (isBelow(realpathSync(root), folder))
      throw new Failure(
        `the cache ${folder} lies in the repository that is scanned, whose makers could have written it`,
        'Name a folder outside of it: --cache-location FOLDER',
      );
  }
}
