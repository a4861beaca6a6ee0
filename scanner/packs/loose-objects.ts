// Lists and reads loose objects, the ones git stores in one file each.
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, readdirSync, readFileSync, readSync } from 'node:fs';
import path from 'node:path';
import { constants as zlib, inflateSync } from 'node:zlib';
import { toSystem } from '../io/system-path.ts';
import { PackDamage } from './pack-damage.ts';
import { BLOB, COMMIT, TAG, TREE } from './read-layout.ts';
import { openFile } from './pack-handle.ts';

/** Object types by git's names. */
export const TYPES: Readonly<Record<string, number>> = { commit: COMMIT, tree: TREE, blob: BLOB, tag: TAG };

export interface LooseObject {
  readonly type: number;
  readonly bytes: Buffer;
}

/**
 * @param objects absolute path of an `objects` folder
 * @param isOutside whether a folder or file must not be read
 * @param onError called for each folder that cannot be listed
 * @returns ids in hex of the loose objects, sorted
 */
export function listLoose(
  objects: string,
  hashLength: number,
  isOutside: (file: string) => boolean,
  onError: (folder: string, error: unknown) => void,
): string[] {
  const found: string[] = [];
  const restPattern = new RegExp(`^[0-9a-f]{${hashLength * 2 - 2}}$`);
  for (const folder of foldersIn(objects)) {
    const full = path.join(objects, folder);
    if (isOutside(full)) continue;
    for (const name of namesInFolder(full, onError))
      if (restPattern.test(name) && !isOutside(path.join(full, name))) found.push(folder + name);
  }
  return found.sort();
}

/** Names of the folders of loose objects that may be there; all of them if that cannot be listed. */
function foldersIn(objects: string): readonly string[] {
  const all = Array.from({ length: 256 }, (_, first) => first.toString(16).padStart(2, '0'));
  try {
    // Some file systems do not tell `AB` from `ab`, which git then opens.
    const there = new Set(readdirSync(toSystem(objects)).map((name) => name.toLowerCase()));
    return all.filter((name) => there.has(name));
  } catch {
    return all;
  }
}

/** git creates a folder with its first object; a file with that name is not git's. */
function namesInFolder(folder: string, onError: (folder: string, error: unknown) => void): string[] {
  try {
    return readdirSync(toSystem(folder));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') onError(folder, error);
    return [];
  }
}

/** Compressed bytes that contain the header of an object. */
const HEADER_READ = 64;
/** Deflate makes at most 1,032 bytes of one. */
const LARGEST_RATIO = 1032;
/** The longest header: `commit` and twenty digits. */
const LONGEST_HEADER = 32;

/** @returns the size in an object's header; undefined if the header cannot be read */
function statedSize(descriptor: number): number | undefined {
  try {
    const head = Buffer.alloc(HEADER_READ);
    const length = readSync(descriptor, head, 0, HEADER_READ, 0);
    const text = inflateSync(head.subarray(0, length), { finishFlush: zlib.Z_SYNC_FLUSH }).toString(
      'latin1',
      0,
      LONGEST_HEADER,
    );
    const size = /^[a-z]+ (\d+)\0/.exec(text)?.[1];
    return size === undefined ? undefined : Number(size);
  } catch {
    return undefined;
  }
}

/** Uses one descriptor, so all bytes come from one file even if the path is replaced meanwhile. */
function compressedBytes(file: string, limit: number): Buffer {
  const descriptor = openFile(file);
  try {
    const { size } = fstatSync(descriptor);
    const mayExceed = size * LARGEST_RATIO > limit;
    if (mayExceed && (size > limit || (statedSize(descriptor) ?? 0) > limit)) throw new PackDamage('too large');
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Loads what {@link readLoose} needs of Node, which takes 5 ms: worth it while git is running. */
export function prepareReading(): void {
  createHash('sha1');
  void inflateSync;
}

/**
 * @param limit bytes; larger objects are left to git, which streams them
 * @throws PackDamage if the object cannot be read, is too large, or does not match its id
 */
export function readLoose(objects: string, oid: string, limit: number): LooseObject {
  const file = path.join(objects, oid.slice(0, 2), oid.slice(2));
  try {
    const inflated = inflateSync(compressedBytes(file, limit), { maxOutputLength: limit + LONGEST_HEADER });
    const zero = inflated.subarray(0, 32).indexOf(0);
    const [name = '', size] = inflated.toString('latin1', 0, Math.max(zero, 0)).split(' ');
    const type = TYPES[name];
    const bytes = inflated.subarray(zero + 1);
    if (zero < 0 || type === undefined || Number(size) !== bytes.length) throw new PackDamage('its header is wrong');
    if (
      createHash(oid.length === 40 ? 'sha1' : 'sha256')
        .update(inflated)
        .digest('hex') !== oid
    )
      throw new PackDamage('its content is not what its name says');
    return { type, bytes };
  } catch (error) {
    throw error instanceof PackDamage ? error : new PackDamage((error as Error).message);
  }
}
