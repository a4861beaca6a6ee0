import { randomBytes } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { hasKeyedSums } from '../../packs/content-checksum.ts';
import { replaceFile } from '../../io/replace-file.ts';
import { isOwn, isPrivate } from './cache-folder.ts';

const NAME = 'key';
const LENGTH = 32;

/**
 * The key of a cache, by which content is known again; see {@link contentChecksum}. It is made of chance where there is
 * none, or one that somebody else could have read or written: what was kept with the old one is then as good as gone.
 * @param folder absolute path, trusted
 * @returns undefined where keys are of no use, or none can be kept
 */
export function cacheKey(folder: string): Uint8Array | undefined {
  if (!hasKeyedSums()) return undefined;
  const file = path.join(folder, NAME);
  const known = read(file);
  if (known !== undefined) return known;
  try {
    const made = randomBytes(LENGTH);
    replaceFile(file, made, 0o600);
    return made;
  } catch {
    // That nothing can be written is said when the cache is.
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
