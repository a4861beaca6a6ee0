// Source: everything a repository has ever stored, for `--history`: blobs, messages and file names, reachable or not.
import type { ScanDocument, Skipped, SourceItem } from '../model/document.ts';
import type { ScanContext, Source } from '../model/source.ts';
import { Failure } from '../model/failure.ts';
import type { NotLookedAt } from '../model/finding.ts';
import { withGracePeriod } from '../git/grace-period.ts';
import { findRepositoryFast, shallowness, type Repository } from '../git/repository.ts';
import { gitFolderContext } from '../git/run-git.ts';
import { BLOB, TREE } from '../packs/read-layout.ts';
import { WorkerPool } from '../packs/thread-pool.ts';
import { findPacks, type ObjectLocations } from '../packs/pack-files.ts';
import { isPartialClone, openStore, type Store } from '../packs/object-store.ts';
import type { HistoryCache, CachedPacks } from './cache/open-cache.ts';
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
import { findProvenance } from './who-added-and-removed.ts';
import { HistoryReader } from './history-reader.ts';
import { isUsable, saveSnapshot, restoreSnapshot, RevertibleContext } from './cached-packs.ts';
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
    const stopped = new AbortController();
    const signal = AbortSignal.any([given, stopped.signal]);
    // Started while git runs: with a cache, everything else takes little longer than starting a thread.
    const workerPool = new WorkerPool(this.#options.cache === undefined ? 0 : this.#jobs - 1);
    try {
      yield* this.#documents(context, signal, workerPool);
    } finally {
      stopped.abort();
      await workerPool.end();
    }
  }

  /** @param workerPool threads for the cache */
  async *#documents(context: ScanContext, signal: AbortSignal, workerPool: WorkerPool): AsyncGenerator<SourceItem> {
    const { gitFolder, allowAlternates = false } = this.#options;
    const repository = await findRepositoryFast(
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
    const scan: HistoryScan = {
      repository,
      locations: await findPacks(repository, allowAlternates),
      isShallow: shallow !== undefined,
      context,
      signal,
      listing: startTipListing(repository, signal),
    };
    const cache = await this.#openCache(scan, workerPool);
    const cachedPacks = await cache?.find(scan.locations.files, (snapshot) => isUsable(snapshot, context));
    if (cachedPacks !== undefined && (yield* this.#readNew(scan, cache!, cachedPacks))) return;
    yield* this.#readAll(scan, cache);
  }

  /** Loaded only if a cache is wanted. */
  async #openCache(
    { repository, context, signal }: HistoryScan,
    workerPool: WorkerPool,
  ): Promise<HistoryCache | undefined> {
    const { cache } = this.#options;
    if (cache === undefined) return undefined;
    const { openHistoryCache } = await import('./cache/open-cache.ts');
    return openHistoryCache(cache, repository, context, workerPool, signal);
  }

  async *#readAll(scan: HistoryScan, cache: HistoryCache | undefined): AsyncGenerator<SourceItem> {
    const store = await openStore(scan.repository, scan.locations, { jobs: this.#jobs });
    try {
      const reader = yield* this.#read(scan, store);
      if (cache !== undefined) yield* saveSnapshot(cache, scan.locations.files, store, reader);
    } finally {
      await store.end();
    }
  }

  /**
   * Reads only objects that the cache does not cover.
   * @returns false if that is not enough: then nothing was yielded, and everything must be read
   */
  async *#readNew(
    scan: HistoryScan,
    cache: HistoryCache,
    cachedPacks: CachedPacks,
  ): AsyncGenerator<SourceItem, boolean> {
    const { repository, locations, context, signal } = scan;
    const store = await openStore(repository, locations, { jobs: this.#jobs, cachedIndexes: cachedPacks.indexes });
    try {
      const revertible = new RevertibleContext(context);
      const reader = new HistoryReader(repository, store, revertible.context);
      const cached = restoreSnapshot(cachedPacks, reader.objectTable);
      if (cached === undefined) return false;
      const lateObjects = this.#lateObjects(scan, store);
      await reader.run(signal, cached, lateObjects.seek);
      if (reader.hasGitLoop || reader.hits.length > 0 || !hasOnlyUnreadable(reader)) {
        revertible.revert();
        return false;
      }
      context.counter.addCached(cachedPacks.snapshot.documents);
      const sightings = new EarlySightings(repository, reader.objectTable, context);
      yield* this.#report(scan, store, reader, lateObjects, sightings);
      if (cachedPacks.indexes.size < locations.files.length) yield* saveSnapshot(cache, locations.files, store, reader);
      return true;
    } finally {
      await store.end();
    }
  }

  async *#read(scan: HistoryScan, store: Store): AsyncGenerator<SourceItem, HistoryReader> {
    const { repository, context, signal } = scan;
    const lateObjects = this.#lateObjects(scan, store);
    const reader = new HistoryReader(repository, store, context, (hit) => sightings.add(hit));
    const sightings = new EarlySightings(repository, reader.objectTable, context);
    try {
      yield* sightings.during(reader.run(signal, undefined, lateObjects.seek));
      yield* this.#report(scan, store, reader, lateObjects, sightings);
      return reader;
    } catch (error) {
      if (signal.aborted)
        yield* documentsWithoutOrigin(withGracePeriod(repository), reader, sightings.sighted, context);
      throw error;
    }
  }

  #lateObjects({ repository, locations, listing }: HistoryScan, store: Store): LateObjects {
    return new LateObjects(repository, this.#options.allowAlternates ?? false, locations, store, listing);
  }

  /** Reports everything that is known once all objects have been read. */
  async *#report(
    scan: HistoryScan,
    store: Store,
    reader: HistoryReader,
    lateObjects: LateObjects,
    sightings: EarlySightings,
  ): AsyncGenerator<SourceItem> {
    const { repository, isShallow, context } = scan;
    const absent = lateObjects.stillListed(reader.absent);
    yield* asSkipped([...lateObjects.notLookedAt, ...reader.notLookedAt, ...absent]);
    if (reader.hasGitLoop) {
      scan.listing.stop();
      yield* documentsWithoutOrigin(repository, reader, sightings.sighted, context);
      return;
    }
    const tips = findTips(await scan.listing.listed, reader.objectTable);
    yield* this.#documentsWithOrigin(scan, store, reader, sightings, tips);
    // Objects that were listed and are gone were removed legitimately if nothing refers to them.
    const isComplete = tips.isComplete && reader.absent.size === absent.length;
    if (!scan.locations.skipsObjects)
      yield* asSkipped(
        await findMissing(repository, reader, { ...tips, isComplete }, !isShallow && isPartialClone(store)),
      );
  }

  async *#documentsWithOrigin(
    { repository, context, signal }: HistoryScan,
    store: Store,
    reader: HistoryReader,
    sightings: EarlySightings,
    tips: Tips,
  ): AsyncGenerator<ScanDocument | Skipped> {
    const { objectTable, archiveSecrets } = reader;
    if (hasOnlyUnreadable(reader)) {
      // Finding out who introduced them would take longer than everything else.
      yield* archivesWithoutOrigin(repository, reader, context);
      return;
    }
    const hits = reader.hitsAndArchives;
    if (hits.length === 0) return;
    context.progress({ doing: 'finding out who introduced what was found', done: 0 });
    const messages = hits.filter(({ type }) => type !== BLOB && type !== TREE);
    const blobsAndTrees = hits.filter(({ type }) => type === BLOB || type === TREE);
    const { finder, secrets } = sightings;
    const secretSets = await findSecretsByObject(repository, reader, blobsAndTrees, finder, secrets);
    const provenance = await findProvenance(
      repository,
      store.data,
      reader,
      tips.commits,
      secretSets,
      messages.map(({ number }) => objectTable.oid(number)),
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
      sizesOf(reader, messages),
      (header, bytes) =>
        messageDocuments(header, bytes, repository.root, provenance.refsOf(header.oid)).filter(
          (part) => context.gate.mayHold(part.bytes) !== 'no',
        ),
      context,
    );
    const link = await linkerFor(repository);
    const documents = new ObjectDocuments(repository.root, provenance, link, tips.staged);
    for (const hit of blobsAndTrees)
      for (const name of hit.names ?? []) yield* documents.ofName(objectTable.oid(hit.number), name);
    yield* reread(
      repository,
      sizesOf(
        reader,
        blobsAndTrees.filter(({ type }) => type === BLOB),
      ),
      (header, bytes) => documents.ofBlob(header.oid, bytes),
      context,
    );
    yield* documentsInside(
      repository,
      sizesOf(
        reader,
        blobsAndTrees.filter(({ number }) => archiveSecrets.has(number)),
      ),
      (oid) => documents.ofBlob(oid, NO_BYTES),
      context,
    );
  }
}

/** The parameters of one scan. */
interface HistoryScan {
  readonly repository: Repository;
  readonly locations: ObjectLocations;
  readonly isShallow: boolean;
  readonly context: ScanContext;
  readonly signal: AbortSignal;
  /** git lists the tips during the read; stopped if git must not be asked at all. */
  readonly listing: TipListing;
}

function* asSkipped(list: readonly NotLookedAt[]): Generator<Skipped> {
  for (const skipped of list) yield { skipped };
}
