// Opens a repository's object database: loose objects, packs, their layouts and the worker threads.
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { NotLookedAt } from '../model/finding.ts';
import type { Repository } from '../git/repository.ts';
import { toDisplay, toSystem } from '../io/system-path.ts';
import { workerPoolFor, type WorkerPool } from './worker-pool.ts';
import { PackDamage } from './pack-damage.ts';
import { PackIndex } from './index-file.ts';
import { fillFamilies, withoutTable, withTable, type PackData, type StoreData } from './object-table.ts';
import { readLayout, linkDeltaTree, withoutLayout } from './read-layout.ts';
import { listLoose } from './loose-objects.ts';
import { folderTrouble, type ObjectPlaces, type PackFile } from './pack-files.ts';
import { closePack, openPack } from './pack-handle.ts';

/** Memory for objects, of all threads together. Bytes. */
const BUDGET = 64 * 1024 * 1024;
const LEAST_BUDGET = 8 * 1024 * 1024;
/** Packs that stay open; further, smaller packs are reopened for each read. */
const MOST_OPEN = 100;

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
  readonly crew: WorkerPool;
  /** Packs and indexes with a wrong checksum. Settles after the walk, because a thread must read the whole file. */
  readonly checks: Promise<readonly NotLookedAt[]>;
  /** Ends the threads, even during work, and closes the packs. */
  readonly end: () => Promise<void>;
}

export interface StoreOptions {
  /** Maximum number of threads. */
  readonly jobs?: number;
  /** Indexes of packs with cached results, which need not be read, by the path of the pack. */
  readonly known?: ReadonlyMap<string, PackIndex>;
}

/** Lists loose objects and reads the layouts of packs. The caller must end the store. */
export async function openStore(
  repository: Repository,
  places: ObjectPlaces,
  { jobs = 0, known = new Map() }: StoreOptions = {},
): Promise<Store> {
  const hashLength = repository.hexLength / 2;
  const crew = workerPoolFor(
    places.files.reduce((sum, { pack, indexSize }) => sum + (known.has(pack) ? 0 : indexSize / (hashLength + 8)), 0),
    jobs,
  );
  const opening = new Opening(places, hashLength, crew, known);
  try {
    return await opening.all();
  } catch (error) {
    await opening.end();
    throw error;
  }
}

/** A pack whose headers are being read. */
interface Begun {
  readonly pack: PackData;
  readonly headers: Promise<unknown>;
  readonly checks: Promise<readonly NotLookedAt[]>;
}

const DONE = Promise.resolve();
const NOTHING_WRONG: Promise<readonly NotLookedAt[]> = Promise.resolve([]);

/** Lets threads read the headers of all packs, and verify their checksums in parallel. */
class Opening {
  readonly #places: ObjectPlaces;
  readonly #hashLength: number;
  readonly #crew: WorkerPool;
  readonly #known: ReadonlyMap<string, PackIndex>;
  readonly #notLookedAt: NotLookedAt[];
  readonly #gone = new Map<string, NotLookedAt>();
  readonly #open: PackData[] = [];
  /** Indexes of opened packs, by the file name of the pack. */
  readonly #seen = new Map<string, PackIndex[]>();

  constructor(places: ObjectPlaces, hashLength: number, crew: WorkerPool, known: ReadonlyMap<string, PackIndex>) {
    this.#places = places;
    this.#hashLength = hashLength;
    this.#crew = crew;
    this.#known = known;
    this.#notLookedAt = [...places.notLookedAt];
  }

  async all(): Promise<Store> {
    const { files, folders, isOutside, notLookedAt } = this.#places;
    const begun = files.flatMap((file) => this.#begin(file) ?? []);
    const loose = new Map<string, string>();
    const trouble = (folder: string, error: unknown) => void this.#notLookedAt.push(folderTrouble(folder, error));
    for (const folder of folders)
      for (const oid of listLoose(folder, this.#hashLength, isOutside, trouble))
        if (!loose.has(oid)) loose.set(oid, folder);
    const sorted = [...loose]
      .map(([oid, folder]) => ({ oid, folder }))
      .sort((one, other) => (one.oid < other.oid ? -1 : 1));
    const ids = new Uint8Array(new SharedArrayBuffer(sorted.length * this.#hashLength));
    for (const [at, { oid }] of sorted.entries()) ids.set(Buffer.from(oid, 'hex'), at * this.#hashLength);
    // With cached packs few ids are looked up, which is faster without building a table of all ids.
    const withIds = (packs: readonly PackData[]) =>
      (this.#known.size > 0 ? withoutTable : withTable)(
        { packs, loose: ids, hashLength: this.#hashLength },
        Math.max(1, this.#crew.size),
        budgetFor(this.#crew),
      );
    // Runs while the threads read the headers.
    let data = withIds(begun.map(({ pack }) => pack));
    const whole: Begun[] = [];
    for (const one of begun) {
      try {
        await one.headers;
        if (one.pack.isKnown !== true) linkDeltaTree(one.pack.layout);
        whole.push(one);
      } catch (error) {
        this.#fail(one.pack.file, error);
      }
    }
    if (whole.length < begun.length) data = withIds(whole.map(({ pack }) => pack));
    fillFamilies(data);
    const checks = Promise.all(whole.map(({ checks: own }) => own)).then((all) => all.flat());
    return {
      data,
      loose: sorted,
      checks,
      crew: this.#crew,
      notLookedAt: this.#notLookedAt,
      gone: this.#gone,
      isSound: whole.length === files.length && this.#notLookedAt.length === notLookedAt.length,
      end: () => this.end(),
    };
  }

  async end(): Promise<void> {
    await this.#crew.end();
    for (const { handle } of this.#open.splice(0)) if (handle !== undefined) closePack(handle);
  }

  #begin({ pack: file, index: indexFile }: PackFile): Begun | undefined {
    try {
      const ready = this.#known.get(file);
      const index = ready ?? PackIndex.open(indexFile, this.#hashLength);
      // The same pack in two folders is read once; a different pack of the same name is read too.
      const namesakes = this.#seen.get(path.basename(file)) ?? [];
      if (namesakes.some((other) => Buffer.compare(other.data.bytes, index.data.bytes) === 0)) return undefined;
      const begun =
        ready === undefined
          ? this.#read(file, index)
          : {
              pack: { file, index: ready.data, layout: withoutLayout(ready.count), isKnown: true },
              headers: DONE,
              checks: NOTHING_WRONG,
            };
      this.#seen.set(path.basename(file), [...namesakes, index]);
      return begun;
    } catch (error) {
      this.#fail(file, error);
      return undefined;
    }
  }

  #read(file: string, index: PackIndex): Begun {
    const handle = openPack(file, this.#open.length < MOST_OPEN);
    const pack = { file, handle, index: index.data };
    this.#open.push(pack as PackData);
    const { layout, complaints } = readLayout(handle, index);
    const headers = this.#crew.chore({ kind: 'headers', pack: handle, index: index.data, layout });
    const sums = [
      this.#crew.chore({ kind: 'pack-checksum', pack: handle, hashLength: this.#hashLength }),
      this.#crew.chore({ kind: 'index-checksum', index: index.data }),
    ];
    // Handled when awaited; without this, Node would report an unhandled rejection.
    for (const chore of [headers, ...sums]) chore.catch(() => undefined);
    this.#notLookedAt.push(...complaints.map((reason) => complaint(file, reason)));
    const checks = Promise.all(
      sums.map(async (sum) =>
        (await sum.catch((error: unknown) => [(error as Error).message])).map((reason) => complaint(file, reason)),
      ),
    ).then((all) => all.flat());
    return { pack: { ...pack, layout }, headers, checks };
  }

  /** @throws errors other than damage and file system errors */
  #fail(file: string, error: unknown): void {
    if (!(error instanceof PackDamage) && (error as NodeJS.ErrnoException).code === undefined) throw error;
    const said: NotLookedAt = {
      path: toDisplay(file),
      reason: `this pack is damaged: ${(error as Error).message}`,
      remedy: 'git fsck; then clone again, or fetch what is missing',
    };
    if (error instanceof PackDamage && error.isGone) this.#gone.set(file, said);
    else this.#notLookedAt.push(said);
  }
}

function budgetFor(crew: WorkerPool): number {
  return Math.max(LEAST_BUDGET, Math.floor(BUDGET / Math.max(1, crew.size)));
}

function complaint(file: string, reason: string): NotLookedAt {
  return { path: toDisplay(file), reason, remedy: 'git fsck' };
}

/** Whether this is a partial clone, according to git's own marker files. */
export function isPartialClone({ data }: Store): boolean {
  return data.packs.some(({ file }) => existsSync(toSystem(file.replace(/\.pack$/, '.promisor'))));
}
