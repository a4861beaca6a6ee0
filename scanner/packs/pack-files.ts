// Lists the packs of a repository with their indexes.
import { statSync } from 'node:fs';
import path from 'node:path';
import type { NotLookedAt } from '../model/finding.ts';
import { fromGit, gitText } from '../git/run-git.ts';
import type { Repository } from '../git/repository.ts';
import { listFolder } from '../io/list-folder.ts';
import { reasonOf } from '../io/errno-reasons.ts';
import { toDisplay, toSystem } from '../io/system-path.ts';
import { objectFolders, type ObjectFolders } from './object-folders.ts';
import { shellLine } from '../text/shell.ts';

/** A pack with an index, by absolute paths; see `fromBytes`. */
export interface PackFile {
  readonly pack: string;
  readonly index: string;
  /** Size of the index in bytes. */
  readonly indexSize: number;
}

/** The folders and packs of a repository's objects. */
export interface ObjectLocations extends ObjectFolders {
  /** Largest first, so an object that is stored twice belongs to the pack with most objects. */
  readonly files: readonly PackFile[];
  /**
   * Packs without an index, and indexes without a pack. git writes one file after the other, so the other may follow.
   */
  readonly unpaired: readonly NotLookedAt[];
}

/** Finds all packs of a repository without opening them. */
export async function findPacks(repository: Repository, allowAlternates = false): Promise<ObjectLocations> {
  const main =
    repository.objects ??
    fromGit(repository.git, await gitText(repository.git, ['rev-parse', '--git-path', 'objects']));
  const folders = objectFolders(main, repository, allowAlternates);
  const found: FoundPacks = { files: [], unpaired: [], notLookedAt: [...folders.notLookedAt] };
  for (const folder of folders.folders) findPacksIn(folder, folders.isOutside, found);
  return { ...folders, ...found, files: found.files.sort((one, other) => other.indexSize - one.indexSize) };
}

interface FoundPacks {
  readonly files: PackFile[];
  readonly unpaired: NotLookedAt[];
  readonly notLookedAt: NotLookedAt[];
}

function findPacksIn(
  objects: string,
  isOutside: ObjectFolders['isOutside'],
  { files, unpaired, notLookedAt }: FoundPacks,
): void {
  const folder = path.join(objects, 'pack');
  if (isOutside(folder)) return;
  const names = namesInFolder(folder, notLookedAt);
  for (const name of [...names].filter((one) => /\.(?:pack|idx)$/.test(one)).sort()) {
    const file = path.join(folder, name);
    const counterpart = name.endsWith('.pack') ? indexOf(name) : name.replace(/\.idx$/, '.pack');
    if (isOutside(file) || isOutside(path.join(folder, counterpart))) continue;
    if (names.has(counterpart)) {
      if (name.endsWith('.pack')) files.push({ pack: file, index: indexOf(file), indexSize: sizeOf(indexOf(file)) });
    } else if (name.endsWith('.pack'))
      unpaired.push({
        path: toDisplay(file),
        reason: 'this pack has no index, without which it cannot be told what it holds',
        remedy: shellLine(['git', 'index-pack', toDisplay(file)]),
      });
    else
      unpaired.push({
        path: toDisplay(file),
        reason: 'the pack of this index is missing',
        remedy: 'git fsck; then clone again, or fetch what is missing',
      });
  }
}

function indexOf(pack: string): string {
  return pack.replace(/\.pack$/, '.idx');
}

/** 0 for a broken link or a pack that is gone; opening it reports that. */
function sizeOf(file: string): number {
  return statSync(toSystem(file), { throwIfNoEntry: false })?.size ?? 0;
}

/** A repository without packs may lack the folder. */
function namesInFolder(folder: string, notLookedAt: NotLookedAt[]): Set<string> {
  try {
    return new Set(listFolder(folder).map(({ name }) => name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') notLookedAt.push(unlistedFolder(folder, error));
    return new Set();
  }
}

/** Describes an object folder that cannot be listed. */
export function unlistedFolder(folder: string, error: unknown): NotLookedAt {
  return {
    path: toDisplay(folder),
    reason: `these objects cannot be listed: ${reasonOf(error as NodeJS.ErrnoException)}`,
    remedy: 'Check the permissions of the folder.',
  };
}
