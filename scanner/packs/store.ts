import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { NotLookedAt } from '../finding.ts';
import { gitText } from '../git/run.ts';
import type { Repository } from '../git/repository.ts';
import { crewFor, type Crew } from './crew.ts';
import { Damage } from './damage.ts';
import { PackIndex } from './index-file.ts';
import { withTable, type PackData, type StoreData } from './known.ts';
import { layOut, plant } from './layout.ts';
import { listLoose } from './loose.ts';
import { objectFolders, type ObjectFolders } from './object-folders.ts';

/** Memory of all threads together, for objects; as much again for the file. Bytes. */
const BUDGET = 64 * 1024 * 1024;
const LEAST_BUDGET = 8 * 1024 * 1024;

/** The object database of a repository as it lies on disk. */
export interface Store {
  readonly data: StoreData;
  /** Loose objects and the folder each lies in, in the order of {@link StoreData.loose}. */
  readonly loose: readonly { readonly oid: string; readonly folder: string }[];
  readonly notLookedAt: readonly NotLookedAt[];
  /** Threads that read it. */
  readonly crew: Crew;
  /** Packs and indexes whose checksum is wrong: known after the walk, for a thread reads the whole file for it. */
  readonly checks: Promise<readonly NotLookedAt[]>;
  /** Packs that only git may be able to read. */
  readonly isPartly: boolean;
}

/**
 * Finds all packs and loose objects, and lays the packs out.
 * @param jobs threads at most; the store has them started, and who opens it ends them
 */
export async function openStore(repository: Repository, { allowAlternates = false, jobs = 0 } = {}): Promise<Store> {
  const hashLength = repository.hexLength / 2;
  const main = path.resolve(repository.git.cwd, await gitText(repository.git, ['rev-parse', '--git-path', 'objects']));
  const folders = objectFolders(main, repository, allowAlternates);
  const files = folders.folders.flatMap((folder) => packFiles(folder, folders));
  const crew = crewFor(files.reduce((sum, file) => sum + statSync(indexOf(file)).size / (hashLength + 8), 0), jobs);
  try {
    return await layOutAll(files, folders, hashLength, crew);
  } catch (error) {
    await crew.end();
    throw error;
  }
}

async function layOutAll(files: readonly string[], { folders, notLookedAt, isOutside }: ObjectFolders, hashLength: number, crew: Crew): Promise<Store> {
  const packs: PackData[] = [];
  const checks: Promise<readonly NotLookedAt[]>[] = [];
  const seen = new Set<string>();
  let isPartly = false;
  for (const file of files) {
    try {
      const name = path.basename(file);
      if (seen.has(name)) continue;
      const index = PackIndex.open(indexOf(file), hashLength);
      const { layout, complaints } = layOut(file, index);
      const headers = crew.chore({ kind: 'headers', file, index: index.data, layout });
      const sums = [
        crew.chore({ kind: 'checksum', file, hashLength, complaint: 'the checksum of the pack is wrong' }),
        crew.chore({ kind: 'checksum', file: indexOf(file), hashLength, complaint: 'the checksum of the index is wrong' }),
      ];
      // Whoever waits for them hears of it; until then it is nobody's fault.
      for (const sum of sums) sum.catch(() => undefined);
      await headers;
      plant(layout);
      seen.add(name);
      packs.push({ file, index: index.data, layout });
      notLookedAt.push(...complaints.map((reason) => complaint(file, reason)));
      checks.push(...sums.map(async (sum) => (await sum.catch((error: unknown) => [(error as Error).message])).map((reason) => complaint(file, reason))));
    } catch (error) {
      if (!(error instanceof Damage) && (error as NodeJS.ErrnoException).code === undefined) throw error;
      isPartly = true;
      notLookedAt.push({ path: file, reason: `this pack is damaged: ${(error as Error).message}`, remedy: 'git fsck; then clone again, or fetch what is missing' });
    }
  }
  const loose = new Map<string, string>();
  for (const folder of folders) for (const oid of listLoose(folder, hashLength, isOutside)) if (!loose.has(oid)) loose.set(oid, folder);
  const sorted = [...loose].map(([oid, folder]) => ({ oid, folder })).sort((one, other) => (one.oid < other.oid ? -1 : 1));
  const ids = new Uint8Array(new SharedArrayBuffer(sorted.length * hashLength));
  for (const [at, { oid }] of sorted.entries()) ids.set(Buffer.from(oid, 'hex'), at * hashLength);
  return { data: withTable({ packs, loose: ids, hashLength }, Math.max(1, crew.size), budgetFor(crew)), loose: sorted, notLookedAt, crew, checks: Promise.all(checks).then((all) => all.flat()), isPartly };
}

function budgetFor(crew: Crew): number {
  return Math.max(LEAST_BUDGET, Math.floor(BUDGET / Math.max(1, crew.size)));
}

function complaint(file: string, reason: string): NotLookedAt {
  return { path: file, reason, remedy: 'git fsck' };
}

function indexOf(pack: string): string {
  return pack.replace(/\.pack$/, '.idx');
}

/** @returns packs that have an index; of others, and of an index without its pack, it is told that they are there */
function packFiles(objects: string, { isOutside, notLookedAt }: ObjectFolders): string[] {
  const folder = path.join(objects, 'pack');
  if (isOutside(folder)) return [];
  const names = new Set(namesIn(folder));
  const packs: string[] = [];
  for (const name of [...names].filter((one) => /\.(?:pack|idx)$/.test(one)).sort()) {
    const file = path.join(folder, name);
    const twin = name.endsWith('.pack') ? indexOf(name) : name.replace(/\.idx$/, '.pack');
    if (isOutside(file) || isOutside(path.join(folder, twin))) continue;
    if (names.has(twin)) {
      if (name.endsWith('.pack')) packs.push(file);
    } else if (name.endsWith('.pack')) notLookedAt.push({ path: file, reason: 'this pack has no index, without which it cannot be told what it holds', remedy: `git index-pack ${file}` });
    else notLookedAt.push({ path: file, reason: 'the pack of this index is missing', remedy: 'git fsck; then clone again, or fetch what is missing' });
  }
  return packs;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
