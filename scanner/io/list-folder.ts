// Lists a folder with names that can be opened again, even if they are not UTF-8.
import { readdirSync, type Dirent } from 'node:fs';
import { fromBytes, toSystem } from './system-path.ts';

/**
 * @param folder absolute path; see {@link fromBytes}
 * @returns its entries in the order of the file system, with names as from {@link fromBytes}
 * @throws the error of the file system
 */
export function listFolder(folder: string): Dirent[] {
  const entries = readdirSync(toSystem(folder), { withFileTypes: true });
  // Reading names as bytes takes twice as long, and few folders need it.
  if (!entries.some(({ name }) => name.includes('\uFFFD'))) return entries;
  return readdirSync(toSystem(folder), { withFileTypes: true, encoding: 'buffer' }).map((entry) =>
    Object.assign(entry as unknown as Dirent, { name: fromBytes(entry.name) }),
  );
}
