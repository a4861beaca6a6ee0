// Hashes the program's own code, so a cache is valid only for the build that wrote it.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Hashes the program file by file. A version number can be forgotten, and two development builds have the same package
 * version.
 * @returns a hash of all code in the folder that this code runs from
 */
export function programHash(): string {
  const here = path.dirname(fileURLToPath(import.meta.url));
  // A source tree has one folder for each part; a published build has a single folder.
  const folders =
    path.basename(here) === 'cache' ? [path.resolve(here, '../..'), path.resolve(here, '../../../src')] : [here];
  return hashOfFolders(folders);
}

/**
 * @param folders absolute paths
 * @returns a hash of the names and the content of the programs in them
 */
export function hashOfFolders(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((one) => /\.(?:c?js|ts|as)$/.test(one) && !one.endsWith('.d.ts'))
      .sort()) {
      const file = path.join(folder, name);
      if (!statSync(file).isFile()) continue;
      const content = readFileSync(file);
      hash.update(`${name.split(path.sep).join('/')}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}
