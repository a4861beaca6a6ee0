// Opens a repository's object database: loose objects, packs, their layouts and the worker threads.
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { NotLookedAt } from '../model/finding.ts';
import type { Repository } from '../git/repository.ts';
import { toDisplay, toSystem } from '../io/system-path.ts';
import { workerPoolFor, type WorkerPool } from './thread-pool.ts';
import { PackDamage } from './pack-damage.ts';
import { PackIndex } from './index-file.ts';
import { fillFamilies, withoutTable, withTable, type PackData, type StoreData } from './object-table.ts';
import { readLayout, linkDeltaTree, withoutLayout } from './read-layout.ts';
import { listLoose } from './loose-objects.ts';
import { unlistedFolder, type ObjectLocations, type PackFile } from './pack-files.ts';
import { closePack, openPack } from './pack-handle.ts';

/** Memory for objects, of all threads together. Bytes. */
const BUDGET = 64 * 1024 * 1024;
const MIN_BUDGET = 8 * 1024 * 1024;
/** Packs that stay open; further, smaller packs are reopened for each read. */
const MAX_OPEN = 100;

/** The object database of a repository on disk. */
export interface Store {
  readonly data: StoreData;
  /** Loose objects and their folders, in the order of {@link StoreData.loose}. */
  readonly loose: readonly { readonly oid: string; readonly folder: string }[];
  readonly notLookedAt: readonly NotLookedAt[];
  /** Packs that were listed but gone when opened, by path: a problem only if they are still listed at the end. */
  readonly gone: ReadonlyMap<string, NotLookedAt>;
  /** Whether all packs could be opened, without contradictions so far. */
  readonly isSound: boolean;
  /** The threads that read it. */
  readonly workerPool: WorkerPool;
  /** Packs and indexes with a wrong checksum. Settles after the walk, because a thread must read the whole file. */
  readonly checks: Promise<readonly NotLookedAt[]>;
  /** Ends the threads, even during work, and closes the packs. */
  readonly end: () => Promise<void>;
}

export interface StoreOptions {
  /** Maximum number of threads. */
  readonly jobs?: number;
  /** Indexes of packs with cached results, which need not be read, by the path of the pack. */
  readonly cachedIndexes?: ReadonlyMap<string, PackIndex>;
}

/** Lists loose objects and reads the layouts of packs. The caller must end the store. */
export async function openStore(
  repository: Repository,
  locations: ObjectLocations,
  { jobs = 0, cachedIndexes = new Map() }: StoreOptions = {},
): Promise<Store> {
  const hashLength = repository.hexLength / 2;
  const workerPool = workerPoolFor(
    locations.files.reduce(
      (sum, { pack, indexSize }) => sum + (cachedIndexes.has(pack) ? 0 : indexSize / (hashLength + 8)),
      0,
    ),
    jobs,
  );
  const opener = new StoreOpener(locations, hashLength, workerPool, cachedIndexes);
  try {
    return await opener.all();
  } catch (error) {
    await opener.end();
    throw error;
  }
}

/** A pack whose headers are being read. */
interface StartedPack {
  readonly pack: PackData;
  readonly headers: Promise<unknown>;
  readonly checks: Promise<readonly NotLookedAt[]>;
}

const DONE = Promise.resolve();
const NO_PROBLEMS: Promise<readonly NotLookedAt[]> = Promise.resolve([]);

/** Lets threads read the headers of all packs, and verify their checksums in parallel. */
class StoreOpener {
  readonly #locations: ObjectLocations;
  readonly #hashLength: number;
  readonly #workerPool: WorkerPool;
  readonly #cachedIndexes: ReadonlyMap<string, PackIndex>;
  readonly #notLookedAt: NotLookedAt[];
  readonly #gone = new Map<string, NotLookedAt>();
  readonly #openPacks: PackData[] = [];
  /** Indexes of opened packs, by the file name of the pack. */
  readonly #indexesByName = new Map<string, PackIndex[]>();

  constructor(
    locations: ObjectLocations,
    hashLength: number,
    workerPool: WorkerPool,
    cachedIndexes: ReadonlyMap<string, PackIndex>,
  ) {
    this.#locations = locations;
    this.#hashLength = hashLength;
    this.#workerPool = workerPool;
    this.#cachedIndexes = cachedIndexes;
    this.#notLookedAt = [...locations.notLookedAt];
  }

  async all(): Promise<Store> {
    const { files, folders, isOutside, notLookedAt } = this.#locations;
    const started = files.flatMap((file) => this.#startPack(file) ?? []);
    const loose = new Map<string, string>();
    const onError = (folder: string, error: unknown) => void this.#notLookedAt.push(unlistedFolder(folder, error));
    for (const folder of folders)
      for (const oid of listLoose(folder, this.#hashLength, isOutside, onError))
        if (!loose.has(oid)) loose.set(oid, folder);
    const sorted = [...loose]
      .map(([oid, folder]) => ({ oid, folder }))
      .sort((one, other) => (one.oid < other.oid ? -1 : 1));
    const ids = new Uint8Array(new SharedArrayBuffer(sorted.length * this.#hashLength));
    for (const [at, { oid }] of sorted.entries()) ids.set(Buffer.from(oid, 'hex'), at * this.#hashLength);
    // With cached packs few ids are looked up, which is faster without building a table of all ids.
    const withIds = (packs: readonly PackData[]) =>
      (this.#cachedIndexes.size > 0 ? withoutTable : withTable)(
        { packs, loose: ids, hashLength: this.#hashLength },
        Math.max(1, this.#workerPool.size),
        budgetFor(this.#workerPool),
      );
    // Runs while the threads read the headers.
    let data = withIds(started.map(({ pack }) => pack));
    const readable: StartedPack[] = [];
    for (const one of started) {
      try {
        await one.headers;
        if (one.pack.isCached !== true) linkDeltaTree(one.pack.layout);
        readable.push(one);
      } catch (error) {
        this.#fail(one.pack.file, error);
      }
    }
    if (readable.length < started.length) data = withIds(readable.map(({ pack }) => pack));
    fillFamilies(data);
    const checks = Promise.all(readable.map(({ checks: own }) => own)).then((all) => all.flat());
    return {
      data,
      loose: sorted,
      checks,
      workerPool: this.#workerPool,
      notLookedAt: this.#notLookedAt,
      gone: this.#gone,
      isSound: readable.length === files.length && this.#notLookedAt.length === notLookedAt.length,
      end: () => this.end(),
    };
  }

  async end(): Promise<void> {
    await this.#workerPool.end();
    for (const { handle } of this.#openPacks.splice(0)) if (handle !== undefined) closePack(handle);
  }

  #startPack({ pack: file, index: indexFile }: PackFile): StartedPack | undefined {
    try {
      const cached = this.#cachedIndexes.get(file);
      const index = cached ?? PackIndex.open(indexFile, this.#hashLength);
      // The same pack in two folders is read once; a different pack of the same name is read too.
      const namesakes = this.#indexesByName.get(path.basename(file)) ?? [];
      if (namesakes.some((other) => Buffer.compare(other.data.bytes, index.data.bytes) === 0)) return undefined;
      const started =
        cached === undefined
          ? this.#startReading(file, index)
          : {
              pack: { file, index: cached.data, layout: withoutLayout(cached.count), isCached: true },
              headers: DONE,
              checks: NO_PROBLEMS,
            };
      this.#indexesByName.set(path.basename(file), [...namesakes, index]);
      return started;
    } catch (error) {
      this.#fail(file, error);
      return undefined;
    }
  }

  #startReading(file: string, index: PackIndex): StartedPack {
    const handle = openPack(file, this.#openPacks.length < MAX_OPEN);
    const pack = { file, handle, index: index.data };
    this.#openPacks.push(pack as PackData);
    const { layout, problems } = readLayout(handle, index);
    const headers = this.#workerPool.check({ kind: 'headers', pack: handle, index: index.data, layout });
    const sums = [
      this.#workerPool.check({ kind: 'pack-checksum', pack: handle, hashLength: this.#hashLength }),
      this.#workerPool.check({ kind: 'index-checksum', index: index.data }),
    ];
    // Handled when awaited; without this, Node would report an unhandled rejection.
    for (const check of [headers, ...sums]) check.catch(() => undefined);
    this.#notLookedAt.push(...problems.map((reason) => checkFailure(file, reason)));
    const checks = Promise.all(
      sums.map(async (sum) =>
        (await sum.catch((error: unknown) => [(error as Error).message])).map((reason) => checkFailure(file, reason)),
      ),
    ).then((all) => all.flat());
    return { pack: { ...pack, layout }, headers, checks };
  }

  /** @throws errors other than damage and file system errors */
  #fail(file: string, error: unknown): void {
    if (!(error instanceof PackDamage) && (error as NodeJS.ErrnoException).code === undefined) throw error;
    const damaged: NotLookedAt = {
      path: toDisplay(file),
      reason: `this pack is damaged: ${(error as Error).message}`,
      remedy: 'git fsck; then clone again, or fetch what is missing',
    };
    if (error instanceof PackDamage && error.isGone) this.#gone.set(file, damaged);
    else this.#notLookedAt.push(damaged);
  }
}

function budgetFor(workerPool: WorkerPool): number {
  return Math.max(MIN_BUDGET, Math.floor(BUDGET / Math.max(1, workerPool.size)));
}

function checkFailure(file: string, reason: string): NotLookedAt {
  return { path: toDisplay(file), reason, remedy: 'git fsck' };
}

/** Whether this is a partial clone, according to git's own marker files. */
export function isPartialClone({ data }: Store): boolean {
  return data.packs.some(({ file }) => existsSync(toSystem(file.replace(/\.pack$/, '.promisor'))));
}
