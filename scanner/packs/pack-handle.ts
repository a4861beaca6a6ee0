// Opens pack files so their content stays the same while git repacks and removes files meanwhile.
import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { toSystem } from '../io/system-path.ts';
import { PackDamage } from './pack-damage.ts';

/** An opened pack, as plain data that threads share. */
export interface PackHandle {
  /** Absolute path; see `fromBytes`. */
  readonly file: string;
  /** Open for all threads, so the pack may be removed meanwhile; undefined if too many packs are open. */
  readonly descriptor?: number;
  /** Size in bytes. */
  readonly size: number;
  /** Distinguishes the file from another one at the same path. */
  readonly identity: string;
}

/** Non-blocking, so opening a pipe does not hang. */
const READ_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * @param isKept whether it stays open until {@link closePack}
 * @throws PackDamage if it does not exist, or is not a regular file
 */
export function openPack(file: string, isKept: boolean): PackHandle {
  const descriptor = openFile(file);
  let isReturned = false;
  try {
    const handle = { file, size: fstatSync(descriptor).size, identity: identityOf(descriptor) };
    isReturned = isKept;
    return isKept ? { ...handle, descriptor } : handle;
  } finally {
    if (!isReturned) closeSync(descriptor);
  }
}

export function closePack({ descriptor }: PackHandle): void {
  if (descriptor !== undefined) closeSync(descriptor);
}

/**
 * @returns a descriptor, and a function that releases it
 * @throws PackDamage if the pack is gone or was replaced
 */
export function acquire({ file, descriptor, identity }: PackHandle): {
  readonly descriptor: number;
  readonly release: () => void;
} {
  if (descriptor !== undefined) return { descriptor, release: () => undefined };
  const opened = openFile(file);
  if (identityOf(opened) === identity) return { descriptor: opened, release: () => closeSync(opened) };
  closeSync(opened);
  throw new PackDamage('another file has taken its place', true);
}

/**
 * @returns a descriptor of a regular file
 * @throws PackDamage if it does not exist or is not a regular file; otherwise the error of the file system
 */
export function openFile(file: string): number {
  let descriptor: number;
  try {
    descriptor = openSync(toSystem(file), READ_FLAGS);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new PackDamage('it is not there any more', true);
    if (code === 'ENXIO') throw new PackDamage('it is no file');
    throw error;
  }
  if (fstatSync(descriptor).isFile()) return descriptor;
  closeSync(descriptor);
  throw new PackDamage('it is no file');
}

function identityOf(descriptor: number): string {
  const { dev, ino, size, mtimeNs } = fstatSync(descriptor, { bigint: true });
  return [dev, ino, size, mtimeNs].join(' ');
}
