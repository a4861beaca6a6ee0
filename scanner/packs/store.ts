import path from 'node:path';
import type { NotLookedAt } from '../finding.ts';
import type { Repository } from '../git/repository.ts';
import { crewFor, type Crew } from './crew.ts';
import { Damage } from './damage.ts';
import { PackIndex } from './index-file.ts';
import { fillFamilies, withoutTable, withTable, type PackData, type StoreData } from './known.ts';
import { layOut, plant, withoutLayout } from './layout.ts';
import { listLoose } from './loose.ts';
import type { ObjectPlaces, PackFile } from './pack-files.ts';

/** Memory of all threads together, for objects. Bytes. */
const BUDGET = 64 * 1024 * 1024;
const LEAST_BUDGET = 8 * 1024 * 1024;

/** The object database of a repository as it lies on disk. */
export interface Store {
  readonly data: StoreData;
  /** Loose objects and the folder each lies in, in the order of {@link StoreData.loose}. */
  readonly loose: readonly { readonly oid: string; readonly folder: string }[];
  readonly notLookedAt: readonly NotLookedAt[];
  /** Whether all packs that were found could be opened, and contradict nothing so far. */
  readonly isSound: boolean;
  /** Threads that read it. */
  readonly crew: Crew;
  /** Packs and indexes whose checksum is wrong: known after the walk, for a thread reads the whole file for it. */
  readonly checks: Promise<readonly NotLookedAt[]>;
}

export interface StoreOptions {
  /** Threads at most; the store has them started, and who opens it ends them. */
  readonly jobs?: number;
  /** Indexes of packs that need not be read, for it is known what is in them, by the path of the pack. */
  readonly known?: ReadonlyMap<string, PackIndex>;
}

/** Finds all loose objects, and lays the packs out. */
export async function openStore(repository: Repository, places: ObjectPlaces, { jobs = 0, known = new Map() }: StoreOptions = {}): Promise<Store> {
  const hashLength = repository.hexLength / 2;
  const crew = crewFor(places.files.reduce((sum, { pack, indexSize }) => sum + (known.has(pack) ? 0 : indexSize / (hashLength + 8)), 0), jobs);
  try {
    return await layOutAll(places, hashLength, crew, known);
  } catch (error) {
    await crew.end();
    throw error;
  }
}

async function layOutAll({ files, folders, isOutside, ...places }: ObjectPlaces, hashLength: number, crew: Crew, known: ReadonlyMap<string, PackIndex>): Promise<Store> {
  const notLookedAt = [...places.notLookedAt];
  const begun = beginAll(files, hashLength, crew, notLookedAt, known);
  const loose = new Map<string, string>();
  for (const folder of folders) for (const oid of listLoose(folder, hashLength, isOutside)) if (!loose.has(oid)) loose.set(oid, folder);
  const sorted = [...loose].map(([oid, folder]) => ({ oid, folder })).sort((one, other) => (one.oid < other.oid ? -1 : 1));
  const ids = new Uint8Array(new SharedArrayBuffer(sorted.length * hashLength));
  for (const [at, { oid }] of sorted.entries()) ids.set(Buffer.from(oid, 'hex'), at * hashLength);
  // A table of all ids takes longer to make than the few that are sought among known packs.
  const withIds = (packs: readonly PackData[]) => (known.size > 0 ? withoutTable : withTable)({ packs, loose: ids, hashLength }, Math.max(1, crew.size), budgetFor(crew));
  // While the threads read the headers.
  let data = withIds(begun.map(({ pack }) => pack));
  const whole: Begun[] = [];
  for (const one of begun) {
    try {
      await one.headers;
      if (one.pack.isKnown !== true) plant(one.pack.layout);
      whole.push(one);
    } catch (error) {
      notLookedAt.push(damaged(one.pack.file, error));
    }
  }
  if (whole.length < begun.length) data = withIds(whole.map(({ pack }) => pack));
  fillFamilies(data);
  const checks = Promise.all(whole.map(({ checks: own }) => own)).then((all) => all.flat());
  return { data, loose: sorted, notLookedAt, isSound: whole.length === files.length && notLookedAt.length === places.notLookedAt.length, crew, checks };
}

/** A pack whose headers are being read. */
interface Begun {
  readonly pack: PackData;
  readonly headers: Promise<unknown>;
  readonly checks: Promise<readonly NotLookedAt[]>;
}

const DONE = Promise.resolve();
const NOTHING_WRONG: Promise<readonly NotLookedAt[]> = Promise.resolve([]);

/** Has threads read the headers of all packs, and their checksums beside it. */
function beginAll(files: readonly PackFile[], hashLength: number, crew: Crew, notLookedAt: NotLookedAt[], known: ReadonlyMap<string, PackIndex>): Begun[] {
  const begun: Begun[] = [];
  const seen = new Set<string>();
  for (const { pack: file, index: indexFile } of files) {
    try {
      const name = path.basename(file);
      if (seen.has(name)) continue;
      const ready = known.get(file);
      if (ready !== undefined) {
        seen.add(name);
        begun.push({ pack: { file, index: ready.data, layout: withoutLayout(ready.count), isKnown: true }, headers: DONE, checks: NOTHING_WRONG });
        continue;
      }
      const index = PackIndex.open(indexFile, hashLength);
      const { layout, complaints } = layOut(file, index);
      const headers = crew.chore({ kind: 'headers', file, index: index.data, layout });
      const sums = [
        crew.chore({ kind: 'checksum', file, hashLength, complaint: 'the checksum of the pack is wrong' }),
        crew.chore({ kind: 'checksum', file: indexFile, hashLength, complaint: 'the checksum of the index is wrong' }),
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

