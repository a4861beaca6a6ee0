// Source: everything a repository has ever stored, for `--history`: blobs, messages and file names, reachable or not.
import type { ScanDocument, Skipped, SourceItem } from '../model/document.ts';
import type { ScanContext, Source } from '../model/source.ts';
import { Failure } from '../model/failure.ts';
import type { NotLookedAt } from '../model/finding.ts';
import { withGracePeriod } from '../git/grace-period.ts';
import { findRepository, shallowness, type Repository } from '../git/repository.ts';
import { gitFolderContext } from '../git/run-git.ts';
import { BLOB, TREE } from '../packs/read-layout.ts';
import { WorkerPool } from '../packs/worker-pool.ts';
import { findPacks, type ObjectLocations } from '../packs/pack-files.ts';
import { isPartialClone, openStore, type Store } from '../packs/object-store.ts';
import type { HistoryCache, CachedPacks } from './cache/history-cache.ts';
import { checkFolder } from '../io/named-path.ts';
import { threadsFor } from '../io/threads.ts';
import { reread } from './reread.ts';
import { documentsInside } from './archive-scan.ts';
import { findMissing, findTips, startTipListing, type TipListing } from './connectivity.ts';
import type { Tips } from './tips.ts';
import { EarlySightings } from './early-sightings.ts';
import { messageDocuments } from './messages.ts';
import { linkerFor } from '../git/forge.ts';
import { findSecretsByObject } from './secrets-by-object.ts';
import { LateObjects } from './late-objects.ts';
import { ObjectDocuments } from './documents.ts';
import { findProvenance } from './provenance.ts';
import { HistoryReader } from './history-reader.ts';
import { isUsable, saveSnapshot, restoreSnapshot, RevertibleContext } from './cache-snapshot.ts';
import {
  archivesWithoutOrigin,
  documentsWithoutOrigin,
  hasOnlyUnreadable,
  NO_BYTES,
  sizesOf,
} from './without-origin.ts';
import { call } from '../text/command-line.ts';

export interface HistoryOptions {
  /** Number of reader threads. Default: one for each core, up to eight. */
  readonly jobs?: number;
  /** Whether to read objects that the repository borrows from outside itself. */
  readonly allowAlternates?: boolean;
  /** Absolute path of a git folder without a working tree, to read instead of searching for one. */
  readonly gitFolder?: string;
  /** Absolute path of the cache folder for pack results, which must belong to the user. Default: no cache. */
  readonly cache?: string;
}

/**
 * Everything a repository has ever stored: every blob, commit message, tag message and file name in the object
 * database, reachable or not.
 * The first walk reads every object once and collects the few that may have a finding. Then their origins are
 * determined, and only these objects are read again, to be judged with their paths. A secret is reported as soon as it
 * is found, and once more with its origin.
 */
export class HistorySource implements Source {
  readonly name: string;
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #jobs: number;
  readonly #options: HistoryOptions;

  /** @param folder absolute path of a repository, or of a folder inside it */
  constructor(folder: string, env: NodeJS.ProcessEnv, options: HistoryOptions = {}) {
    this.name = folder;
    this.#folder = folder;
    this.#env = env;
    this.#options = options;
    this.#jobs = threadsFor(options.jobs);
  }

  async *documents(context: ScanContext, given: AbortSignal): AsyncGenerator<SourceItem> {
    checkFolder(this.#folder);
    // A caller may stop iterating early; running work must then end too.
    const left = new AbortController();
    const signal = AbortSignal.any([given, left.signal]);
    // Started while git runs: with a cache, everything else takes little longer than starting a thread.
    const workerPool = new WorkerPool(this.#options.cache === undefined ? 0 : this.#jobs - 1);
    try {
      yield* this.#documents(context, signal, workerPool);
    } finally {
      left.abort();
      await workerPool.end();
    }
  }

  /** @param workerPool threads for the cache */
  async *#documents(context: ScanContext, signal: AbortSignal, workerPool: WorkerPool): AsyncGenerator<SourceItem> {
    const { gitFolder, allowAlternates = false } = this.#options;
    const repository = await findRepository(
      gitFolder === undefined
        ? { cwd: this.#folder, env: this.#env, signal }
        : gitFolderContext(gitFolder, this.#env, signal),
    );
    if (repository === undefined) {
      throw new Failure(
        `${this.#folder} is not in a git repository: it has no history`,
        `Name a repository, or scan the files: ${call('scan PATH')}`,
      );
    }
    const shallow = await shallowness(repository);
    if (shallow !== undefined) yield { skipped: shallow };
    const asked = {
      repository,
      places: await findPacks(repository, allowAlternates),
      isShallow: shallow !== undefined,
      context,
      signal,
      listing: startTipListing(repository, signal),
    };
    const cache = await this.#openCache(asked, workerPool);
    const remembered = await cache?.find(asked.places.files, (snapshot) => isUsable(snapshot, context));
    if (remembered !== undefined && (yield* this.#readNew(asked, cache!, remembered))) return;
    yield* this.#readAll(asked, cache);
  }

  /** Loaded only if a cache is wanted. */
  async #openCache(
    { repository, context, signal }: HistoryScan,
    workerPool: WorkerPool,
  ): Promise<HistoryCache | undefined> {
    const { cache } = this.#options;
    if (cache === undefined) return undefined;
    const { openHistoryCache } = await import('./cache/history-cache.ts');
    return openHistoryCache(cache, repository, context, workerPool, signal);
  }

  async *#readAll(asked: HistoryScan, cache: HistoryCache | undefined): AsyncGenerator<SourceItem> {
    const store = await openStore(asked.repository, asked.places, { jobs: this.#jobs });
    try {
      const reading = yield* this.#read(asked, store);
      if (cache !== undefined) yield* saveSnapshot(cache, asked.places.files, store, reading);
    } finally {
      await store.end();
    }
  }

  /**
   * Reads only objects that the cache does not cover.
   * @returns false if that is not enough: then nothing was yielded, and everything must be read
   */
  async *#readNew(
    asked: HistoryScan,
    cache: HistoryCache,
    remembered: CachedPacks,
  ): AsyncGenerator<SourceItem, boolean> {
    const { repository, places, context, signal } = asked;
    const store = await openStore(repository, places, { jobs: this.#jobs, cachedIndexes: remembered.indexes });
    try {
      const trial = new RevertibleContext(context);
      const reading = new HistoryReader(repository, store, trial.context);
      const known = restoreSnapshot(remembered, reading.known);
      if (known === undefined) return false;
      const late = this.#lateObjects(asked, store);
      await reading.run(signal, known, late.seek);
      if (reading.hasGitLoop || reading.hits.length > 0 || !hasOnlyUnreadable(reading)) {
        trial.revert();
        return false;
      }
      context.counter.addCached(remembered.snapshot.documents);
      yield* this.#report(asked, store, reading, late, new EarlySightings(repository, reading.known, context));
      if (remembered.indexes.size < places.files.length) yield* saveSnapshot(cache, places.files, store, reading);
      return true;
    } finally {
      await store.end();
    }
  }

  async *#read(asked: HistoryScan, store: Store): AsyncGenerator<SourceItem, HistoryReader> {
    const { repository, context, signal } = asked;
    const late = this.#lateObjects(asked, store);
    const reading = new HistoryReader(repository, store, context, (hit) => early.add(hit));
    const early = new EarlySightings(repository, reading.known, context);
    try {
      yield* early.during(reading.run(signal, undefined, late.seek));
      yield* this.#report(asked, store, reading, late, early);
      return reading;
    } catch (error) {
      if (signal.aborted) yield* documentsWithoutOrigin(withGracePeriod(repository), reading, early.sighted, context);
      throw error;
    }
  }

  #lateObjects({ repository, places, listing }: HistoryScan, store: Store): LateObjects {
    return new LateObjects(repository, this.#options.allowAlternates ?? false, places, store, listing);
  }

  /** Reports everything that is known once all objects have been read. */
  async *#report(
    asked: HistoryScan,
    store: Store,
    reading: HistoryReader,
    late: LateObjects,
    early: EarlySightings,
  ): AsyncGenerator<SourceItem> {
    const { repository, isShallow, context } = asked;
    const absent = late.stillListed(reading.absent);
    yield* asSkipped([...late.notLookedAt, ...reading.notLookedAt, ...absent]);
    if (reading.hasGitLoop) {
      asked.listing.stop();
      yield* documentsWithoutOrigin(repository, reading, early.sighted, context);
      return;
    }
    const tips = findTips(await asked.listing.listed, reading.known);
    yield* this.#documentsWithOrigin(asked, store, reading, early, tips);
    // Objects that were listed and are gone were removed legitimately if nothing refers to them.
    const isAllThere = tips.isWhole && reading.absent.size === absent.length;
    if (!asked.places.skipsObjects)
      yield* asSkipped(
        await findMissing(repository, reading, { ...tips, isWhole: isAllThere }, !isShallow && isPartialClone(store)),
      );
  }

  async *#documentsWithOrigin(
    { repository, context, signal }: HistoryScan,
    store: Store,
    reading: HistoryReader,
    early: EarlySightings,
    tips: Tips,
  ): AsyncGenerator<ScanDocument | Skipped> {
    const { known, archiveSecrets } = reading;
    if (hasOnlyUnreadable(reading)) {
      // Finding out who introduced them would take longer than everything else.
      yield* archivesWithoutOrigin(repository, reading, context);
      return;
    }
    const hits = reading.hitsAndArchives;
    if (hits.length === 0) return;
    context.progress({ doing: 'finding out who introduced what was found', done: 0 });
    const messages = hits.filter(({ type }) => type !== BLOB && type !== TREE);
    const placed = hits.filter(({ type }) => type === BLOB || type === TREE);
    const held = await findSecretsByObject(repository, reading, placed, early.finder, early.secrets);
    const provenance = await findProvenance(
      repository,
      store.data,
      reading,
      tips.commits,
      held,
      messages.map(({ number }) => known.oid(number)),
      { workerPool: store.workerPool, signal },
    );
    if (provenance.isCut)
      yield {
        skipped: {
          path: repository.root,
          reason: 'a commit touches more files with secrets than are followed',
          remedy: 'Revoke what was found, then scan the paths of that commit.',
        },
      };
    yield* reread(
      repository,
      sizesOf(reading, messages),
      (header, bytes) =>
        messageDocuments(header, bytes, repository.root, provenance.refsOf(header.oid)).filter(
          (part) => context.gate.mayHold(part.bytes) !== 'no',
        ),
      context,
    );
    const link = await linkerFor(repository);
    const origins = new ObjectDocuments(repository.root, provenance, link, tips.staged);
    for (const hit of placed) for (const name of hit.names ?? []) yield* origins.ofName(known.oid(hit.number), name);
    yield* reread(
      repository,
      sizesOf(
        reading,
        placed.filter(({ type }) => type === BLOB),
      ),
      (header, bytes) => origins.ofBlob(header.oid, bytes),
      context,
    );
    yield* documentsInside(
      repository,
      sizesOf(
        reading,
        placed.filter(({ number }) => archiveSecrets.has(number)),
      ),
      (oid) => origins.ofBlob(oid, NO_BYTES),
      context,
    );
  }
}

/** The parameters of one scan. */
interface HistoryScan {
  readonly repository: Repository;
  readonly places: ObjectLocations;
  readonly isShallow: boolean;
  readonly context: ScanContext;
  readonly signal: AbortSignal;
  /** git lists the tips during the read; stopped if git must not be asked at all. */
  readonly listing: TipListing;
}

function* asSkipped(list: readonly NotLookedAt[]): Generator<Skipped> {
  for (const skipped of list) yield { skipped };
}
