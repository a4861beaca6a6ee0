import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { NotLookedAt } from '../finding.ts';
import { gitText } from '../git/run.ts';
import type { Repository } from '../git/repository.ts';
import { crewFor, type Crew } from './crew.ts';
import { Damage } from './damage.ts';
import { PackIndex } from './index-file.ts';
import { fillFamilies, withTable, type PackData, type StoreData } from './known.ts';
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
  const begun = beginAll(files, hashLength, crew, notLookedAt);
  const loose = new Map<string, string>();
  for (const folder of folders) for (const oid of listLoose(folder, hashLength, isOutside)) if (!loose.has(oid)) loose.set(oid, folder);
  const sorted = [...loose].map(([oid, folder]) => ({ oid, folder })).sort((one, other) => (one.oid < other.oid ? -1 : 1));
  const ids = new Uint8Array(new SharedArrayBuffer(sorted.length * hashLength));
  for (const [at, { oid }] of sorted.entries()) ids.set(Buffer.from(oid, 'hex'), at * hashLength);
  const withIds = (packs: readonly PackData[]) => withTable({ packs, loose: ids, hashLength }, Math.max(1, crew.size), budgetFor(crew));
  // While the threads read the headers.
  let data = withIds(begun.map(({ pack }) => pack));
  const whole: Begun[] = [];
  for (const one of begun) {
    try {
      await one.headers;
      plant(one.pack.layout);
      whole.push(one);
    } catch (error) {
      notLookedAt.push(damaged(one.pack.file, error));
    }
  }
  if (whole.length < begun.length) data = withIds(whole.map(({ pack }) => pack));
  fillFamilies(data);
  const checks = Promise.all(whole.map(({ checks: own }) => own)).then((all) => all.flat());
  return { data, loose: sorted, notLookedAt, crew, checks };
}

/** A pack whose headers are being read. */
interface Begun {
  readonly pack: PackData;
  readonly headers: Promise<unknown>;
  readonly checks: Promise<readonly NotLookedAt[]>;
}

/** Has threads read the headers of all packs, and their checksums beside it. */
function beginAll(files: readonly string[], hashLength: number, crew: Crew, notLookedAt: NotLookedAt[]): Begun[] {
  const begun: Begun[] = [];
  const seen = new Set<string>();
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
      for (const chore of [headers, ...sums]) chore.catch(() => undefined);
      seen.add(name);
      notLookedAt.push(...complaints.map((reason) => complaint(file, reason)));
      const checks = Promise.all(sums.map(async (sum) => (await sum.catch((error: unknown) => [(error as Error).message])).map((reason) => complaint(file, reason)))).then((all) => all.flat());
      begun.push({ pack: { file, index: index.data, layout }, headers, checks });
    } catch (error) {
      notLookedAt.push(damaged(file, error));
    }
  }
  return begun;
}

/** @throws what is no damage */
function damaged(file: string, error: unknown): NotLookedAt {
  if (!(error instanceof Damage) && (error as NodeJS.ErrnoException).code === undefined) throw error;
  return { path: file, reason: `this pack is damaged: ${(error as Error).message}`, remedy: 'git fsck; then clone again, or fetch what is missing' };
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
