// Lists a folder so that every name in it can be opened again, UTF-8 or not.
import { readdirSync, type Dirent } from 'node:fs';
import { fromBytes, toSystem } from './system-path.ts';

/**
 * @param folder absolute path; see {@link fromBytes}
 * @returns what is in it, in the order of the file system, with names as {@link fromBytes} reads them
 * @throws what the file system says
 */
export function listFolder(folder: string): Dirent[] {
  const entries = readdirSync(toSystem(folder), { withFileTypes: true });
  // To read every name as bytes takes twice as long, and hardly a folder needs it.
  if (!entries.some(({ name }) => name.includes('\uFFFD'))) return entries;
  return readdirSync(toSystem(folder), { withFileTypes: true, encoding: 'buffer' }).map((entry) =>
    Object.assign(entry as unknown as Dirent, { name: fromBytes(entry.name) }),
  );
}
