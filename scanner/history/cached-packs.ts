// Stores the results for git packs in the cache, and restores them in the next scan.
import type { PackResult, ReadResult } from './read-result.ts';
import type { HistoryCache, CachedPacks } from './cache/open-cache.ts';
import type { Snapshot } from './cache/cached-content.ts';
import type { Warned } from '../model/document.ts';
import { isPlatformRuledOut, type ScanContext } from '../model/source.ts';
import type { ObjectTable } from '../packs/object-table.ts';
import { TREE } from '../packs/read-layout.ts';
import type { PackFile } from '../packs/pack-files.ts';
import type { Store } from '../packs/object-store.ts';
import type { WalkBatch } from '../packs/walk-task.ts';

/**
 * Whether a snapshot can be used, before it is compared with the packs. If it has hits, the whole history is needed to
 * find who introduced them, so the packs are read as without a cache.
 */
export function isUsable({ hits }: Pick<Snapshot, 'hits'>, context: ScanContext): boolean {
  return hits.length === 0 || (hits.every(({ isConditional }) => isConditional) && isPlatformRuledOut(context));
}

/**
 * Converts a snapshot to the object numbers of this run.
 * @returns undefined if the snapshot no longer holds: an object it relies on is gone, or a missing one has arrived
 */
export function restoreSnapshot({ snapshot }: CachedPacks, objectTable: ObjectTable): PackResult | undefined {
  const { hits, archives, tooLarge, unread, documents, bytes, isPlatformNamed, isPlatformInNames, missing, loose } =
    snapshot;
  if (
    loose.some((oid) => objectTable.findHex(oid) < 0) ||
    missing.some((oid) => isId(oid, objectTable) && objectTable.findHex(oid) >= 0)
  )
    return undefined;
  const withNumbers = (list: readonly (readonly [string, number])[]) =>
    list.flatMap(([oid, size]) => [objectTable.findHex(oid), size]);
  const batch: WalkBatch = {
    transferred: [],
    objects: 0,
    documents,
    bytes,
    isPlatformNamed,
    hits: hits.map(({ oid, ...hit }) => ({ ...hit, number: objectTable.findHex(oid) })),
    archives: withNumbers(archives),
    tooLarge: withNumbers(tooLarge),
    unreadable: unread.map((oid) => objectTable.findHex(oid)),
    inDeltaLoop: [],
  };
  return {
    batches: [batch],
    links: [{ missing, families: new Int32Array(0), commits: new Float64Array(0), cut: [], isPlatformInNames }],
  };
}

/**
 * Stores the results for the packs of a repository, unless something is wrong with them: then every run reads them
 * again.
 * @param files all packs that were found
 */
export async function* saveSnapshot(
  cache: HistoryCache,
  files: readonly PackFile[],
  store: Store,
  readResult: ReadResult,
): AsyncGenerator<Warned> {
  const snapshot = snapshotOf(store, readResult);
  if (snapshot === undefined || !store.isSound || readResult.hasGitLoop || (await store.checks).length > 0) return;
  try {
    await cache.save(files, snapshot);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    yield {
      warning: {
        type: 'cache-not-kept',
        message: `the cache ${cache.folder} cannot be written (${code}); the next scan will take as long as this one`,
      },
    };
  }
}

function snapshotOf(store: Store, { objectTable, packs }: ReadResult): Omit<Snapshot, 'packs'> | undefined {
  // Objects that moved during the read belong to no known pack.
  if (packs === undefined || objectTable.lateCount > 0) return undefined;
  const { batches, links } = packs;
  const hits = batches.flatMap((batch) => batch.hits);
  // `isUsable` would reject such a snapshot.
  if (hits.some(({ isConditional, type }) => !isConditional || type === TREE)) return undefined;
  const withIds = (list: readonly number[]) =>
    list.flatMap((number, at) => (at % 2 === 0 ? [[objectTable.oid(number), list[at + 1]!] as const] : []));
  return {
    loose: store.loose.map(({ oid }) => oid),
    documents: batches.reduce((sum, batch) => sum + batch.documents, 0),
    bytes: batches.reduce((sum, batch) => sum + batch.bytes, 0),
    isPlatformNamed: batches.some((batch) => batch.isPlatformNamed),
    isPlatformInNames: links.some((link) => link.isPlatformInNames),
    hits: hits.map(({ number, type, size, isConditional }) => ({
      oid: objectTable.oid(number),
      type,
      size,
      isConditional,
    })),
    archives: withIds(batches.flatMap((batch) => batch.archives)),
    tooLarge: withIds(batches.flatMap((batch) => batch.tooLarge)),
    unread: batches.flatMap((batch) => batch.unreadable.map((number) => objectTable.oid(number))),
    missing: [...new Set(links.flatMap((link) => link.missing))],
  };
}

function isId(oid: string, { hashLength }: ObjectTable): boolean {
  return oid.length === hashLength * 2;
}

/** A context whose counts can be undone when a read is abandoned and started again. */
export class RevertibleContext {
  readonly context: ScanContext;
  readonly #original: ScanContext;
  #documents = 0;
  #bytes = 0;

  constructor(original: ScanContext) {
    this.#original = original;
    const { counter } = original;
    this.context = {
      ...original,
      onDocument: (bytes, continued = false) => {
        this.#add(continued ? 0 : 1, bytes.length);
        return original.onDocument(bytes, continued);
      },
      counter: {
        addDocuments: (documents, bytes) => {
          this.#add(documents, bytes);
          counter.addDocuments(documents, bytes);
        },
        addCached: (documents) => counter.addCached(documents),
        addExcluded: () => counter.addExcluded(),
        addMissingOnDisk: () => counter.addMissingOnDisk(),
      },
    };
  }

  /** Undoes the counts. Mentions of the platform stay: they exist, and are read again. */
  revert(): void {
    this.#original.counter.addDocuments(-this.#documents, -this.#bytes);
  }

  #add(documents: number, bytes: number): void {
    this.#documents += documents;
    this.#bytes += bytes;
  }
}
