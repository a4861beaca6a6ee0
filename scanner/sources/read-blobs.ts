import { tooLargeArchive } from '../model/archive-limits.ts';
import { mayBeArchive } from '../prefilter/archive-signatures.ts';
import type { ScanDocument, Skipped } from '../model/document.ts';
import type { Observer } from '../model/source.ts';
import type { NotLookedAt, Origin } from '../model/finding.ts';
import type { ObjectHeader } from '../git/object-parser.ts';
import type { Repository } from '../git/repository.ts';
import { tooLarge } from '../model/limits.ts';
import { Windows, type Window } from '../io/windows.ts';

/** A file that git holds: where it stands, and what is to be said about it. */
export interface BlobPlace {
  /** `/`-separated, relative to {@link BlobPlace.root}. */
  readonly path: string;
  readonly root: string;
  readonly origin: Origin;
}

export interface BlobOptions {
  /** What to say of a blob that git cannot give. */
  readonly unreadable: (oid: string, reason: string) => NotLookedAt;
  /** What a blob is called in a message. */
  readonly called: (oid: string) => string;
  /**
   * A quicker way to a blob of at most so many bytes than through git.
   * @returns undefined where only git can give it
   */
  readonly readHere?: (oid: string, most: number) => Buffer | undefined;
}

/** Blobs that are read in a row; what may hold a value is in memory until then. */
const BATCH = 4096;
/** Bytes that are kept before a closer look decides what is worth keeping. */
const EASY = 16 * 1024 * 1024;

/** Reads blobs, each once, and yields those that may hold a hash for every place they stand at. */
export async function* readBlobs(
  repository: Repository,
  blobs: ReadonlyMap<string, readonly BlobPlace[]>,
  observer: Observer,
  options: BlobOptions,
): AsyncGenerator<ScanDocument | Skipped> {
  const oids = [...blobs.keys()];
  for (let at = 0; at < oids.length; at += BATCH) {
    const batch = new Batch(blobs, observer, options);
    const left = oids.slice(at, at + BATCH).filter((oid) => !batch.takeHere(oid));
    if (left.length > 0) await batch.takeFromGit(repository, left);
    if (oids.length > BATCH)
      observer.progress({ doing: 'reading objects', done: Math.min(at + BATCH, oids.length), total: oids.length });
    yield* batch.skipped;
    yield* batch.kept;
    yield* batch.opened(repository);
  }
}

/** @returns an observer for documents that are read once more: they were counted, and only suspects matter now */
export function countedBefore(observer: Observer): Observer {
  return { ...observer, look: (bytes) => observer.suspects(bytes), progress: () => undefined };
}

class Batch {
  readonly kept: ScanDocument[] = [];
  readonly skipped: Skipped[] = [];
  readonly #blobs: ReadonlyMap<string, readonly BlobPlace[]>;
  readonly #observer: Observer;
  readonly #options: BlobOptions;
  readonly #maxSize: number;
  readonly #large = new Map<string, Windows>();
  readonly #archives = new Map<string, Buffer>();
  /** Those that are too large to be held while they are looked at as they are: they are read once more. */
  readonly #largeArchives = new Set<string>();
  #bytes = 0;

  constructor(blobs: ReadonlyMap<string, readonly BlobPlace[]>, observer: Observer, options: BlobOptions) {
    this.#blobs = blobs;
    this.#observer = observer;
    this.#options = options;
    this.#maxSize = observer.criteria.maxSize ?? Number.POSITIVE_INFINITY;
  }

  takeHere(oid: string): boolean {
    const bytes = this.#options.readHere?.(oid, this.#maxSize);
    if (bytes !== undefined) this.#whole(oid, bytes);
    return bytes !== undefined;
  }

  async takeFromGit(repository: Repository, oids: readonly string[]): Promise<void> {
    // Not before it is needed: a hook mostly has its blobs without git.
    const { ObjectList, readObjects } = await import('../git/object-reader.ts');
    const failed = await readObjects(
      repository.git,
      ObjectList.of(oids, repository.hexLength),
      {
        object: ({ oid }, bytes) => this.#whole(oid, bytes),
        piece: (header, bytes, last) => this.#piece(header, bytes, last),
        absent: (line) => this.#absent(line.split(' ')[0] ?? '', 'cannot be read: it is missing'),
        large: ({ oid, size }) => void this.#isTooLarge(oid, size),
      },
      undefined,
      this.#maxSize,
    );
    for (const { oid, reason } of failed) this.#absent(oid, reason);
  }

  #absent(oid: string, reason: string): void {
    this.skipped.push({ skipped: this.#options.unreadable(oid, reason) });
  }

  #whole(oid: string, bytes: Buffer): void {
    if (this.#isTooLarge(oid, bytes.length)) return;
    this.#keep(oid, { bytes, linesBefore: 0, continued: false });
    if (mayBeArchive(bytes, 0, bytes.length)) this.#archives.set(oid, Buffer.from(bytes));
  }

  #piece({ oid, size }: ObjectHeader, bytes: Buffer, last: boolean): void {
    if (size > this.#maxSize) {
      if (last) this.#isTooLarge(oid, size);
      return;
    }
    const windows = this.#large.get(oid) ?? new Windows();
    this.#large.set(oid, windows);
    for (const window of windows.push(bytes)) this.#window(oid, size, window);
    if (last) for (const window of windows.end()) this.#window(oid, size, window);
  }

  #window(oid: string, size: number, window: Window): void {
    this.#keep(oid, window);
    // The beginning tells, or the end.
    if (this.#largeArchives.has(oid) || !mayBeArchive(window.bytes, 0, window.bytes.length)) return;
    this.#largeArchives.add(oid);
    if (size <= this.#observer.archives.limits.memory) return;
    for (const { path } of this.#blobs.get(oid) ?? [])
      this.skipped.push({ skipped: tooLargeArchive(path, size, this.#observer.archives.limits) });
  }

  /** What is in archives, for each place they stand at. */
  async *opened(repository: Repository): AsyncGenerator<ScanDocument | Skipped> {
    for (const [oid, bytes] of this.#archives) {
      yield* this.#open(repository, oid, bytes);
      this.#archives.delete(oid);
    }
    for (const oid of this.#largeArchives) {
      const { ObjectList, readObjects } = await import('../git/object-reader.ts');
      const { memory } = this.#observer.archives.limits;
      let bytes: Buffer | undefined;
      // What cannot be read, or held, was told when it was read first.
      await readObjects(
        repository.git,
        ObjectList.of([oid], repository.hexLength),
        { object: (_, whole) => void (bytes = Buffer.from(whole)), piece: () => undefined, absent: () => undefined },
        memory,
        memory,
      );
      if (bytes !== undefined) yield* this.#open(repository, oid, bytes);
    }
  }

  async *#open({ git }: Repository, oid: string, bytes: Buffer): AsyncGenerator<ScanDocument | Skipped> {
    for (const place of this.#blobs.get(oid) ?? [])
      yield* copied(
        this.#observer.archives.openBytes(
          { ...place, full: `${place.root}/${place.path}` },
          bytes,
          this.#observer.look,
          git,
        ),
      );
  }

  #isTooLarge(oid: string, size: number): boolean {
    if (size <= this.#maxSize) return false;
    for (const { path } of this.#blobs.get(oid) ?? [])
      this.skipped.push({ skipped: tooLarge(path, this.#options.called(oid), size, this.#maxSize) });
    return true;
  }

  #keep(oid: string, { bytes, linesBefore, continued }: Window): void {
    if (!this.#observer.look(bytes, continued)) return;
    if ((continued || this.#bytes > EASY) && !this.#observer.suspects(bytes)) return;
    this.#bytes += bytes.length;
    const copy = Buffer.from(bytes);
    for (const place of this.#blobs.get(oid) ?? []) this.kept.push({ ...place, bytes: copy, linesBefore });
  }
}

/** Documents of a batch are kept by who receives them. */
async function* copied(items: AsyncIterable<ScanDocument | Skipped>): AsyncGenerator<ScanDocument | Skipped> {
  for await (const item of items) yield 'skipped' in item ? item : { ...item, bytes: Buffer.from(item.bytes) };
}
