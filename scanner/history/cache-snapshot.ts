import type { PackResult, ReadResult } from './read-result.ts';
import type { HistoryCache, Remembered } from './cache/history-cache.ts';
import type { Snapshot } from './cache/snapshot.ts';
import type { Warned } from '../model/document.ts';
import type { Observer } from '../model/source.ts';
import type { ObjectTable } from '../packs/object-table.ts';
import { TREE } from '../packs/read-layout.ts';
import type { PackFile } from '../packs/pack-files.ts';
import type { Store } from '../packs/object-store.ts';
import type { WalkBatch } from '../packs/walk-task.ts';

/**
 * Whether a snapshot is of use here, before it is compared with what lies there. Where something was found, the
 * whole history is needed to say who brought it there, and packs are read as without a cache.
 */
export function isOfUse({ hits }: Pick<Snapshot, 'hits'>, observer: Observer): boolean {
  return hits.length === 0 || (hits.every(({ isConditional }) => isConditional) && observer.isNameless?.() === true);
}

/**
 * What a snapshot says, in the numbers of this run.
 * @returns undefined where it does not hold any more: something that was there is gone, or something that was missing
 *   has come
 */
export function recall({ snapshot }: Remembered, known: ObjectTable): PackResult | undefined {
  const { hits, archives, tooLarge, left, documents, bytes, isPlatformNamed, isPlatformInNames, missing, loose } =
    snapshot;
  if (loose.some((oid) => known.findHex(oid) < 0) || missing.some((oid) => isId(oid, known) && known.findHex(oid) >= 0))
    return undefined;
  const numbered = (list: readonly (readonly [string, number])[]) =>
    list.flatMap(([oid, size]) => [known.findHex(oid), size]);
  const piece: WalkBatch = {
    handed: [],
    objects: 0,
    documents,
    bytes,
    isPlatformNamed,
    hits: hits.map(({ oid, ...hit }) => ({ ...hit, number: known.findHex(oid) })),
    archives: numbered(archives),
    tooLarge: numbered(tooLarge),
    unreadable: left.map((oid) => known.findHex(oid)),
    circular: [],
  };
  return {
    pieces: [piece],
    links: [{ missing, families: new Int32Array(0), commits: new Float64Array(0), cut: [], isPlatformInNames }],
  };
}

/**
 * Keeps what came of the packs of a repository, unless there is something wrong with them: then each run looks anew.
 * @param files all packs that were found
 */
export async function* keep(
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
  // What moved while it was read is known by no pack.
  if (packs === undefined || known.lateCount > 0) return undefined;
  const { pieces, links } = packs;
  const hits = pieces.flatMap((piece) => piece.hits);
  // See isOfUse: nobody would read it.
  if (hits.some(({ isConditional, type }) => !isConditional || type === TREE)) return undefined;
  const named = (list: readonly number[]) =>
    list.flatMap((number, at) => (at % 2 === 0 ? [[known.oid(number), list[at + 1]!] as const] : []));
  return {
    loose: store.loose.map(({ oid }) => oid),
    documents: pieces.reduce((sum, piece) => sum + piece.documents, 0),
    bytes: pieces.reduce((sum, piece) => sum + piece.bytes, 0),
    isPlatformNamed: pieces.some((piece) => piece.isPlatformNamed),
    isPlatformInNames: links.some((link) => link.isPlatformInNames),
    hits: hits.map(({ number, type, size, isConditional }) => ({ oid: known.oid(number), type, size, isConditional })),
    archives: named(pieces.flatMap((piece) => piece.archives)),
    tooLarge: named(pieces.flatMap((piece) => piece.tooLarge)),
    left: pieces.flatMap((piece) => piece.unreadable.map((number) => known.oid(number))),
    missing: [...new Set(links.flatMap((link) => link.missing))],
  };
}

function isId(oid: string, { hashLength }: ObjectTable): boolean {
  return oid.length === hashLength * 2;
}

/** An observer whose counts can be taken back, for a reading that is given up and begun anew. */
export class RevertibleObserver {
  readonly observer: Observer;
  #documents = 0;
  #bytes = 0;
  readonly #real: Observer;

  constructor(real: Observer) {
    this.#real = real;
    this.observer = {
      ...real,
      look: (bytes, continued = false) => {
        if (!continued) this.#documents += 1;
        this.#bytes += bytes.length;
        return real.look(bytes, continued);
      },
      tally: (documents, bytes, isPlatformNamed) => {
        this.#documents += documents;
        this.#bytes += bytes;
        real.tally(documents, bytes, isPlatformNamed);
      },
    };
  }

  /** What named the platform stays: it is there, and will be read again. */
  takeBack(): void {
    this.#real.tally(-this.#documents, -this.#bytes, false);
  }
}
