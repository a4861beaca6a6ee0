// Reads or creates the secret key of a cache, which its checksums depend on.
import { randomBytes } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { hasKeyedSums } from '../../packs/content-checksum.ts';
import { replaceFile } from '../../io/replace-file.ts';
import { isOwn, isPrivate } from './cache-folder.ts';

const NAME = 'key';
const LENGTH = 32;

/**
 * The secret key of a cache for checksums of content; see {@link contentChecksum}. A random key is created if there is
 * none, or if somebody else could have read or written it; entries of the old key are then ignored.
 * @param folder absolute path, trusted
 * @returns undefined if keys are of no use, or cannot be stored
 */
export function cacheKey(folder: string): Uint8Array | undefined {
  if (!hasKeyedSums()) return undefined;
  const file = path.join(folder, NAME);
  const existing = read(file);
  if (existing !== undefined) return existing;
  try {
    const created = randomBytes(LENGTH);
    replaceFile(file, created, 0o600);
    return created;
  } catch {
    // The write of the cache itself reports that nothing can be written.
    return undefined;
  }
}

function read(file: string): Uint8Array | undefined {
  try {
    const opened = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    try {
      const found = fstatSync(opened);
      if (!found.isFile() || found.size !== LENGTH || !isOwn(found) || !isPrivate(found)) return undefined;
      const bytes = readFileSync(opened);
      return bytes.length === LENGTH ? bytes : undefined;
    } finally {
      closeSync(opened);
    }
  } catch {
    return undefined;
  }
}
