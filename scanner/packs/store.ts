import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import type { NotLookedAt } from '../finding.ts';
import { gitText } from '../git/run.ts';
import type { Repository } from '../git/repository.ts';
import { Damage } from './damage.ts';
import { PackIndex } from './index-file.ts';
import { withTable, type PackData, type StoreData } from './known.ts';
import { layOut } from './layout.ts';
import { listLoose } from './loose.ts';

/** The object database of a repository as it lies on disk. */
export interface Store {
  readonly data: StoreData;
  /** Loose objects and the folder each lies in, in the order of {@link StoreData.loose}. */
  readonly loose: readonly { readonly oid: string; readonly folder: string }[];
  readonly notLookedAt: readonly NotLookedAt[];
  /** Packs that only git may be able to read. */
  readonly isPartly: boolean;
}

/** Finds all packs and loose objects, and lays the packs out. */
export async function openStore(repository: Repository, allowAlternates = false): Promise<Store> {
  const hashLength = repository.hexLength / 2;
  const main = path.resolve(repository.git.cwd, await gitText(repository.git, ['rev-parse', '--git-path', 'objects']));
  const { folders, notLookedAt } = objectFolders(main, repository, allowAlternates);
  const packs: PackData[] = [];
  const seen = new Set<string>();
  let isPartly = false;
  for (const folder of folders) {
    for (const file of packFiles(folder)) {
      try {
        const index = PackIndex.open(file.replace(/\.pack$/, '.idx'), hashLength);
        const name = path.basename(file);
        if (seen.has(name)) continue;
        const { layout, complaints } = layOut(file, index);
        seen.add(name);
        packs.push({ file, index: index.data, layout });
        notLookedAt.push(...complaints.map((reason) => ({ path: file, reason, remedy: 'git fsck' })));
      } catch (error) {
        if (!(error instanceof Damage) && (error as NodeJS.ErrnoException).code === undefined) throw error;
        isPartly = true;
        notLookedAt.push({ path: file, reason: `this pack is damaged: ${(error as Error).message}`, remedy: 'git fsck; then clone again, or fetch what is missing' });
      }
    }
  }
  const loose = new Map<string, string>();
  for (const folder of folders) for (const oid of listLoose(folder, hashLength)) if (!loose.has(oid)) loose.set(oid, folder);
  const sorted = [...loose].map(([oid, folder]) => ({ oid, folder })).sort((one, other) => (one.oid < other.oid ? -1 : 1));
  const ids = new Uint8Array(new SharedArrayBuffer(sorted.length * hashLength));
  for (const [at, { oid }] of sorted.entries()) ids.set(Buffer.from(oid, 'hex'), at * hashLength);
  return { data: withTable({ packs, loose: ids, hashLength }), loose: sorted, notLookedAt, isPartly };
}

function packFiles(objects: string): string[] {
  const folder = path.join(objects, 'pack');
  try {
    const names = readdirSync(folder);
    const all = new Set(names);
    return names.filter((name) => name.endsWith('.idx') && all.has(name.replace(/\.idx$/, '.pack'))).sort().map((name) => path.join(folder, name.replace(/\.idx$/, '.pack')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Folders of objects that are read; git itself gives up earlier. */
const MOST_FOLDERS = 16;

/** A database may name others to take objects from; a hostile one names what it was not asked to show. */
function objectFolders(main: string, repository: Repository, allowAlternates: boolean): { folders: string[]; notLookedAt: NotLookedAt[] } {
  const folders = [main];
  const notLookedAt: NotLookedAt[] = [];
  const named = realpathSync(repository.root);
  // It grows while it is gone through.
  for (const at of folders) {
    for (const line of alternates(at)) {
      const folder = path.resolve(at, line);
      if (folders.includes(folder)) continue;
      if (folders.length >= MOST_FOLDERS) notLookedAt.push({ path: folder, reason: `objects that the repository borrows: more than ${MOST_FOLDERS} such folders`, remedy: 'git repack -a -d, which makes the repository whole' });
      else if (allowAlternates || isInside(named, folder)) folders.push(folder);
      else notLookedAt.push({ path: folder, reason: 'objects that the repository borrows from outside of itself', remedy: 'If you trust it: --allow-alternates. Or scan that repository: navixy-secrets scan --history PATH' });
    }
  }
  return { folders, notLookedAt };
}

function alternates(folder: string): string[] {
  try {
    return readFileSync(path.join(folder, 'info', 'alternates'), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  } catch {
    return [];
  }
}

function isInside(root: string, folder: string): boolean {
  try {
    const relative = path.relative(root, realpathSync(folder));
    return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
  } catch {
    return false;
  }
}
