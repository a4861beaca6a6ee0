// Stores the results for git packs in the cache, and restores them in the next scan.
import type { PackResult, ReadResult } from './read-result.ts';
import type { HistoryCache, CachedPacks } from './cache/history-cache.ts';
import type { Snapshot } from './cache/snapshot.ts';
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
export function restoreSnapshot({ snapshot }: CachedPacks, known: ObjectTable): PackResult | undefined {
  const { hits, archives, tooLarge, unread, documents, bytes, isPlatformNamed, isPlatformInNames, missing, loose } =
    snapshot;
  if (loose.some((oid) => known.findHex(oid) < 0) || missing.some((oid) => isId(oid, known) && known.findHex(oid) >= 0))
    return undefined;
  const numbered = (list: readonly (readonly [string, number])[]) =>
    list.flatMap(([oid, size]) => [known.findHex(oid), size]);
  const piece: WalkBatch = {
    transferred: [],
    objects: 0,
    documents,
    bytes,
    isPlatformNamed,
    hits: hits.map(({ oid, ...hit }) => ({ ...hit, number: known.findHex(oid) })),
    archives: numbered(archives),
    tooLarge: numbered(tooLarge),
    unreadable: unread.map((oid) => known.findHex(oid)),
    inDeltaLoop: [],
  };
  return {
    batches: [piece],
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
  reading: ReadResult,
): AsyncGenerator<Warned> {
  const seen = snapshotOf(store, reading);
  if (seen === undefined || !store.isSound || reading.hasGitLoop || (await store.checks).length > 0) return;
  try {
    await cache.save(files, seen);
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

function snapshotOf(store: Store, { known, packs }: ReadResult): Omit<Snapshot, 'packs'> | undefined {
  // Objects that moved during the read belong to no known pack.
  if (packs === undefined || known.lateCount > 0) return undefined;
  const { batches, links } = packs;
  const hits = batches.flatMap((piece) => piece.hits);
  // `isUsable` would reject such a snapshot.
  if (hits.some(({ isConditional, type }) => !isConditional || type === TREE)) return undefined;
  const named = (list: readonly number[]) =>
    list.flatMap((number, at) => (at % 2 === 0 ? [[known.oid(number), list[at + 1]!] as const] : []));
  return {
    loose: store.loose.map(({ oid }) => oid),
    documents: batches.reduce((sum, piece) => sum + piece.documents, 0),
    bytes: batches.reduce((sum, piece) => sum + piece.bytes, 0),
    isPlatformNamed: batches.some((piece) => piece.isPlatformNamed),
    isPlatformInNames: links.some((link) => link.isPlatformInNames),
    hits: hits.map(({ number, type, size, isConditional }) => ({ oid: known.oid(number), type, size, isConditional })),
    archives: named(batches.flatMap((piece) => piece.archives)),
    tooLarge: named(batches.flatMap((piece) => piece.tooLarge)),
    unread: batches.flatMap((piece) => piece.unreadable.map((number) => known.oid(number))),
    missing: [...new Set(links.flatMap((link) => link.missing))],
  };
}

function isId(oid: string, { hashLength }: ObjectTable): boolean {
  return oid.length === hashLength * 2;
}

/** A context whose counts can be undone when a read is abandoned and started again. */
export class RevertibleContext {
  readonly context: ScanContext;
  readonly #real: ScanContext;
  #documents = 0;
  #bytes = 0;

  constructor(real: ScanContext) {
    this.#real = real;
    const { counter } = real;
    this.context = {
      ...real,
      onDocument: (bytes, continued = false) => {
        this.#add(continued ? 0 : 1, bytes.length);
        return real.onDocument(bytes, continued);
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
    this.#real.counter.addDocuments(-this.#documents, -this.#bytes);
  }

  #add(documents: number, bytes: number): void {
    this.#documents += documents;
    this.#bytes += bytes;
  }
}
