import { existsSync } from 'node:fs';
import type { ScanDocument, Sighted, Skipped, SourceItem } from '../model/document.ts';
import type { Observer, Source } from '../model/source.ts';
import { Failure } from '../model/failure.ts';
import type { NotLookedAt } from '../model/finding.ts';
import { withGracePeriod } from '../git/grace-period.ts';
import { findRepository, shallowness, type Repository } from '../git/repository.ts';
import { gitFolderContext } from '../git/run-git.ts';
import { BLOB, TREE } from '../packs/read-layout.ts';
import { WorkerPool } from '../packs/worker-pool.ts';
import { findPacks, type ObjectPlaces } from '../packs/pack-files.ts';
import { openStore, type Store } from '../packs/object-store.ts';
import type { HistoryCache, Remembered } from './cache/history-cache.ts';
import type { Hit } from '../packs/visit-values.ts';
import { checkFolder } from '../io/named-path.ts';
import { toSystem } from '../io/system-path.ts';
import { threadsFor } from '../io/threads.ts';
import { reread } from './reread.ts';
import { documentsInside } from './archive-scan.ts';
import { findMissing, findTips, listAhead, type ListingAhead } from './connectivity.ts';
import type { Tips } from './tips.ts';
import { EarlySightings } from './early-sightings.ts';
import { messageDocuments } from './messages.ts';
import { linkerFor } from '../git/forge.ts';
import { findSecretsByObject } from './secrets-by-object.ts';
import { LateObjects } from './late-objects.ts';
import { Origins, untraced, withoutCommit } from './documents.ts';
import { findProvenance } from './provenance.ts';
import { HistoryReader } from './history-reader.ts';
import { isOfUse, keep, recall, RevertibleObserver } from './cache-snapshot.ts';
import { call } from '../text/command-line.ts';

export interface HistoryOptions {
  /** Threads that read. Default: one for each core, up to eight. */
  readonly jobs?: number;
  /** Reads objects that the repository borrows from outside of itself. */
  readonly allowAlternates?: boolean;
  /** Absolute path of a git folder without a working tree of its own, to be read instead of looking for one. */
  readonly gitFolder?: string;
  /** Absolute path of a folder of the user's own, in which it is kept what packs hold. Default: nothing is kept. */
  readonly cache?: string;
}

/**
 * Everything a repository has ever stored: every blob, commit message, tag message and file name of the object
 * database, whether anything still leads to it or not.
 *
 * The first walk reads every object once and keeps the few that a judgement might find something in. Then it is
 * found out where those came from, and they alone are read again, to be judged with the path they had. A secret is
 * told as soon as it is met, and once more with all that.
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

  async *documents(observer: Observer, given: AbortSignal): AsyncGenerator<SourceItem> {
    checkFolder(this.#folder);
    // Whoever has seen enough just stops asking: then what still runs is to end too.
    const left = new AbortController();
    const signal = AbortSignal.any([given, left.signal]);
    // Started while git answers: with a cache, the rest takes little longer than a thread's start.
    const crew = new WorkerPool(this.#options.cache === undefined ? 0 : this.#jobs - 1);
    try {
      yield* this.#documents(observer, signal, crew);
    } finally {
      left.abort();
      await crew.end();
    }
  }

  /** @param crew threads for the cache */
  async *#documents(observer: Observer, signal: AbortSignal, crew: WorkerPool): AsyncGenerator<SourceItem> {
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
      observer,
      signal,
      listing: listAhead(repository, signal),
    };
    const cache = await this.#openCache(asked, crew);
    const remembered = await cache?.find(asked.places.files, (snapshot) => isOfUse(snapshot, observer));
    if (remembered !== undefined && (yield* this.#readNew(asked, cache!, remembered))) return;
    yield* this.#readAll(asked, cache);
  }

  /** Loaded only where it is asked for. */
  async #openCache({ repository, observer, signal }: Asked, crew: WorkerPool): Promise<HistoryCache | undefined> {
    const { cache } = this.#options;
    if (cache === undefined) return undefined;
    const { openHistoryCache } = await import('./cache/history-cache.ts');
    return openHistoryCache(cache, repository, observer, crew, signal);
  }

  async *#readAll(asked: Asked, cache: HistoryCache | undefined): AsyncGenerator<SourceItem> {
    const store = await openStore(asked.repository, asked.places, { jobs: this.#jobs });
    try {
      const reading = yield* this.#read(asked, store);
      if (cache !== undefined) yield* keep(cache, asked.places.files, store, reading);
    } finally {
      await store.end();
    }
  }

  /** Reads what is not known. @returns false where that does not do: then nothing was told, and all is to be read */
  async *#readNew(asked: Asked, cache: HistoryCache, remembered: Remembered): AsyncGenerator<SourceItem, boolean> {
    const { repository, places, observer, signal } = asked;
    const store = await openStore(repository, places, { jobs: this.#jobs, known: remembered.indexes });
    try {
      const trial = new RevertibleObserver(observer);
      const reading = new HistoryReader(repository, store, trial.observer);
      const known = recall(remembered, reading.known);
      if (known === undefined) return false;
      const late = this.#latecomers(asked, store);
      await reading.run(signal, known, late.seek);
      if (reading.hasGitLoop || reading.hits.length > 0 || !isOnlyTrouble(reading)) {
        trial.takeBack();
        return false;
      }
      observer.recall?.(remembered.snapshot.documents);
      yield* this.#tell(asked, store, reading, late, new EarlySightings(repository, reading.known, observer));
      if (remembered.indexes.size < places.files.length) yield* keep(cache, places.files, store, reading);
      return true;
    } finally {
      await store.end();
    }
  }

  async *#read(asked: Asked, store: Store): AsyncGenerator<SourceItem, HistoryReader> {
    const { repository, observer, signal } = asked;
    const late = this.#latecomers(asked, store);
    const reading = new HistoryReader(repository, store, observer, (hit) => early.add(hit));
    const early = new EarlySightings(repository, reading.known, observer);
    try {
      yield* whileRunning(reading.run(signal, undefined, late.seek), early);
      yield* this.#tell(asked, store, reading, late, early);
      return reading;
    } catch (error) {
      if (signal.aborted) yield* withoutPlace(withGracePeriod(repository), reading, early.sighted, observer);
      throw error;
    }
  }

  #latecomers({ repository, places, listing }: Asked, store: Store): LateObjects {
    return new LateObjects(repository, this.#options.allowAlternates ?? false, places, store, listing);
  }

  /** All that is to be said once everything was read. */
  async *#tell(
    asked: Asked,
    store: Store,
    reading: HistoryReader,
    late: LateObjects,
    early: EarlySightings,
  ): AsyncGenerator<SourceItem> {
    const { repository, isShallow, observer } = asked;
    const absent = late.stillListed(reading.absent);
    yield* asSkipped([...late.notLookedAt, ...reading.notLookedAt, ...absent]);
    if (reading.hasGitLoop) {
      asked.listing.stop();
      yield* withoutPlace(repository, reading, early.sighted, observer);
      return;
    }
    const tips = findTips(await asked.listing.listed, reading.known);
    yield* this.#judgeable(asked, store, reading, early, tips);
    // What was listed and is gone was removed by right, if nothing leads to it.
    const isAllThere = tips.isWhole && reading.absent.size === absent.length;
    if (!asked.places.leavesOut)
      yield* asSkipped(
        await findMissing(repository, reading, { ...tips, isWhole: isAllThere }, !isShallow && isPartial(store)),
      );
  }

  async *#judgeable(
    { repository, observer, signal }: Asked,
    store: Store,
    reading: HistoryReader,
    early: EarlySightings,
    tips: Tips,
  ): AsyncGenerator<ScanDocument | Skipped> {
    const { known, archived } = reading;
    if (isOnlyTrouble(reading)) {
      // Who introduced them takes longer to find out than all the rest.
      yield* archivesWithoutPlace(repository, reading, observer);
      return;
    }
    const hits = withArchives(reading);
    if (hits.length === 0) return;
    observer.progress({ doing: 'finding out who introduced what was found', done: 0 });
    const messages = hits.filter(({ type }) => type !== BLOB && type !== TREE);
    const placed = hits.filter(({ type }) => type === BLOB || type === TREE);
    const held = await findSecretsByObject(repository, reading, placed, early.look, early.held);
    const provenance = await findProvenance(
      repository,
      store.data,
      reading,
      tips.commits,
      held,
      messages.map(({ number }) => known.oid(number)),
      { crew: store.crew, signal },
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
      sizes(reading, messages),
      (header, bytes) =>
        messageDocuments(header, bytes, repository.root, provenance.refsOf(header.oid)).filter((part) =>
          observer.suspects(part.bytes),
        ),
      observer,
    );
    const link = await linkerFor(repository);
    const origins = new Origins(repository.root, provenance, link, tips.staged);
    for (const hit of placed) for (const name of hit.names ?? []) yield* origins.ofName(known.oid(hit.number), name);
    yield* reread(
      repository,
      sizes(
        reading,
        placed.filter(({ type }) => type === BLOB),
      ),
      (header, bytes) => origins.ofBlob(header.oid, bytes),
      observer,
    );
    yield* documentsInside(
      repository,
      sizes(
        reading,
        placed.filter(({ number }) => archived.has(number)),
      ),
      (oid) => origins.ofBlob(oid, NOTHING),
      observer,
    );
  }
}

/** What is read, and on whose behalf. */
interface Asked {
  readonly repository: Repository;
  readonly places: ObjectPlaces;
  readonly isShallow: boolean;
  readonly observer: Observer;
  readonly signal: AbortSignal;
  /** git lists where history is entered while others read; where it must not be asked at all, it is stopped. */
  readonly listing: ListingAhead;
}

/** What was found, and the archives that something is to be said of. */
function withArchives({ hits, archived, sizeOf }: HistoryReader): Hit[] {
  const known = new Set(hits.map(({ number }) => number));
  const more = [...archived.keys()].filter((number) => !known.has(number));
  return [...hits, ...more.map((number) => ({ number, type: BLOB, size: sizeOf(number), isConditional: false }))];
}

const NOTHING = Buffer.alloc(0);

/** Whether nothing was found, but archives that cannot be read. */
function isOnlyTrouble({ hits, archived }: HistoryReader): boolean {
  return hits.length === 0 && [...archived.values()].every((secrets) => secrets.length === 0);
}

async function* archivesWithoutPlace(
  repository: Repository,
  { archived, known, sizeOf }: HistoryReader,
  observer: Observer,
): AsyncGenerator<ScanDocument | Skipped> {
  const archives = new Map([...archived.keys()].map((number) => [known.oid(number), sizeOf(number)]));
  for await (const item of documentsInside(
    repository,
    archives,
    (oid) => [withoutCommit(oid, repository.root, NOTHING)],
    observer,
  )) {
    yield 'skipped' in item ? { skipped: withFinder(item.skipped) } : item;
  }
}

/** An object without its path, and how to find that out. */
function withFinder(skipped: NotLookedAt): NotLookedAt {
  const [, oid] = /blob:([0-9a-f]{40,64})/.exec(skipped.path) ?? [];
  if (oid === undefined) return skipped;
  return { ...skipped, remedy: `See where it was: git log --all --find-object=${oid}. ${skipped.remedy ?? ''}`.trim() };
}

function* asSkipped(list: readonly NotLookedAt[]): Generator<Skipped> {
  for (const skipped of list) yield { skipped };
}

function sizes({ known }: HistoryReader, hits: readonly Hit[]): Map<string, number> {
  return new Map(hits.map(({ number, size }) => [known.oid(number), size]));
}

/** Tells what is met while the job runs. @throws what the job throws */
async function* whileRunning(job: Promise<void>, early: EarlySightings): AsyncGenerator<Sighted> {
  const done = job.finally(() => early.end());
  // Until it is awaited, its failure is nobody's.
  done.catch(() => undefined);
  yield* early.documents();
  await done;
}

/**
 * What was found, where it cannot be asked where it came from: after an interrupt, or when git cannot be trusted to
 * come back.
 * @param first numbers of the objects in which a secret was met first: with them each is told once, whatever follows
 */
async function* withoutPlace(
  repository: Repository,
  reading: HistoryReader,
  first: ReadonlySet<number>,
  observer: Observer,
): AsyncGenerator<ScanDocument | Skipped> {
  const texts = reading.hits.filter(({ type }) => type !== TREE);
  const inTurn = [
    ...texts.filter(({ number }) => first.has(number)),
    ...texts.filter(({ number }) => !first.has(number)),
  ];
  try {
    for await (const item of reread(
      repository,
      sizes(reading, inTurn),
      (header, bytes) => {
        if (header.type !== 'blob') return messageDocuments(header, bytes, repository.root);
        return [untraced(header.oid, repository.root, bytes)];
      },
      observer,
    )) {
      repository.git.signal?.throwIfAborted();
      yield item;
    }
    yield* archivesWithoutPlace(repository, reading, observer);
  } catch (error) {
    // Out of time: what was told so far must do.
    if (repository.git.signal?.aborted !== true) throw error;
  }
}

/** Whether git left out objects by its own account. */
function isPartial({ data }: Store): boolean {
  return data.packs.some(({ file }) => existsSync(toSystem(file.replace(/\.pack$/, '.promisor'))));
}
