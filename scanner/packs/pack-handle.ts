// Opens files of an object database so that they stay what they were, while git packs and removes them beside us.
import { closeSync, constants, fstatSync, openSync } from 'node:fs';
import { toSystem } from '../io/system-path.ts';
import { PackDamage } from './pack-damage.ts';

/** A pack that was opened once, as plain data that threads share. */
export interface PackHandle {
  /** Absolute path; see `fromBytes`. */
  readonly file: string;
  /** Stays open for all threads, so that the pack may be removed meanwhile; absent for one of too many. */
  readonly descriptor?: number;
  /** Bytes. */
  readonly size: number;
  /** What tells the file from another one of its name. */
  readonly identity: string;
}

/** Not to wait where somebody put a pipe. */
const READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * @param isKept whether it stays open until {@link closePack}
 * @throws Damage for what is not there, or is no file
 */
export function openPack(file: string, isKept: boolean): PackHandle {
  const descriptor = openFile(file);
  let isHandedOn = false;
  try {
    const handle = { file, size: fstatSync(descriptor).size, identity: identityOf(descriptor) };
    isHandedOn = isKept;
    return isKept ? { ...handle, descriptor } : handle;
  } finally {
    if (!isHandedOn) closeSync(descriptor);
  }
}

export function closePack({ descriptor }: PackHandle): void {
  if (descriptor !== undefined) closeSync(descriptor);
}

/**
 * @returns a descriptor, and what gives it back
 * @throws Damage where the pack is gone, or another one is in its place
 */
export function borrow({ file, descriptor, identity }: PackHandle): {
  readonly descriptor: number;
  readonly giveBack: () => void;
} {
  if (descriptor !== undefined) return { descriptor, giveBack: () => undefined };
  const opened = openFile(file);
  if (identityOf(opened) === identity) return { descriptor: opened, giveBack: () => closeSync(opened) };
  closeSync(opened);
  throw new PackDamage('another file has taken its place', true);
}

/**
 * @returns a descriptor of a regular file
 * @throws Damage for what is not there, or is none; else what the file system says
 */
export function openFile(file: string): number {
  let descriptor: number;
  try {
    descriptor = openSync(toSystem(file), READ);
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
