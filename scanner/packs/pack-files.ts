import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { gitText } from '../git/run.ts';
import type { Repository } from '../git/repository.ts';
import { objectFolders, type ObjectFolders } from './object-folders.ts';
import { shellLine } from '../text/shell.ts';

/** A pack that has an index, by absolute paths. */
export interface PackFile {
  readonly pack: string;
  readonly index: string;
  /** Bytes of the index. */
  readonly indexSize: number;
}

/** Where the objects of a repository lie. */
export interface ObjectPlaces extends ObjectFolders {
  /** The larger ones first, so that an object that is stored twice counts where most are. */
  readonly files: readonly PackFile[];
}

/** Finds all packs of a repository; it opens none. */
export async function findPacks(repository: Repository, allowAlternates = false): Promise<ObjectPlaces> {
  const main = repository.objects ?? path.resolve(repository.git.cwd, await gitText(repository.git, ['rev-parse', '--git-path', 'objects']));
  const folders = objectFolders(main, repository, allowAlternates);
  const files = folders.folders.flatMap((folder) => packFiles(folder, folders)).sort((one, other) => other.indexSize - one.indexSize);
  return { ...folders, files };
}

/** @returns packs that have an index; of others, and of an index without its pack, it is told that they are there */
function packFiles(objects: string, { isOutside, notLookedAt }: ObjectFolders): PackFile[] {
  const folder = path.join(objects, 'pack');
  if (isOutside(folder)) return [];
  const names = new Set(namesIn(folder));
  const packs: PackFile[] = [];
  for (const name of [...names].filter((one) => /\.(?:pack|idx)$/.test(one)).sort()) {
    const file = path.join(folder, name);
    const twin = name.endsWith('.pack') ? indexOf(name) : name.replace(/\.idx$/, '.pack');
    if (isOutside(file) || isOutside(path.join(folder, twin))) continue;
    if (names.has(twin)) {
      if (name.endsWith('.pack')) packs.push({ pack: file, index: indexOf(file), indexSize: sizeOf(indexOf(file)) });
    } else if (name.endsWith('.pack')) notLookedAt.push({ path: file, reason: 'this pack has no index, without which it cannot be told what it holds', remedy: shellLine(['git', 'index-pack', file]) });
    else notLookedAt.push({ path: file, reason: 'the pack of this index is missing', remedy: 'git fsck; then clone again, or fetch what is missing' });
  }
  return packs;
}

function indexOf(pack: string): string {
  return pack.replace(/\.pack$/, '.idx');
}

/** A link may lead nowhere; who opens it says so. */
function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
