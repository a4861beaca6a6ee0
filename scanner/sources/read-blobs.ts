// Reads git blobs in batches and yields those that may contain a hash, for each place they are at.
import { tooLargeArchive } from '../model/archive-limits.ts';
import { mayBeArchive } from '../prefilter/recognise-archive.ts';
import type { ScanDocument, Skipped } from '../model/document.ts';
import type { ScanContext } from '../model/source.ts';
import type { NotLookedAt, Origin } from '../model/finding.ts';
import type { ObjectHeader } from '../git/object-parser.ts';
import type { Repository } from '../git/repository.ts';
import { tooLarge } from '../model/limits.ts';
import { Windows, type Window } from '../io/windows.ts';

/** A file in git: its place, and the origin that the report shows. */
export interface BlobPlace {
  /** `/`-separated, relative to {@link BlobPlace.root}. */
  readonly path: string;
  readonly root: string;
  readonly origin: Origin;
}

export interface BlobOptions {
  /** Describes a blob that git cannot provide. */
  readonly describeUnreadable: (oid: string, reason: string) => NotLookedAt;
  /** The name of a blob in messages. */
  readonly nameOf: (oid: string) => string;
  /**
   * Reads a blob of at most `limit` bytes without git, which is faster.
   * @returns undefined if only git can provide it
   */
  readonly readDirectly?: (oid: string, limit: number) => Buffer | undefined;
}

/** Blobs per batch; candidates stay in memory until the batch is complete. */
const BATCH_SIZE = 4096;
/** Bytes of candidates stored before a closer check decides what to keep. */
const UNCHECKED_LIMIT = 16 * 1024 * 1024;

/** Reads each blob once and yields those that may contain a hash, for every place they are at. */
export async function* readBlobs(
  repository: Repository,
  blobs: ReadonlyMap<string, readonly BlobPlace[]>,
  context: ScanContext,
  options: BlobOptions,
): AsyncGenerator<ScanDocument | Skipped> {
  const oids = [...blobs.keys()];
  for (let at = 0; at < oids.length; at += BATCH_SIZE) {
    const batch = new Batch(blobs, context, options);
    const leftToGit = oids.slice(at, at + BATCH_SIZE).filter((oid) => !batch.readDirectly(oid));
    if (leftToGit.length > 0) await batch.readFromGit(repository, leftToGit);
    if (oids.length > BATCH_SIZE)
      context.progress({ doing: 'reading objects', done: Math.min(at + BATCH_SIZE, oids.length), total: oids.length });
    yield* batch.skipped;
    yield* batch.documents;
    yield* batch.members(repository);
  }
}

/** @returns an context for documents that are read again: they were counted before, and only suspicious ones matter */
export function withoutCounting(context: ScanContext): ScanContext {
  return { ...context, onDocument: (bytes) => context.gate.mayHold(bytes) !== 'no', progress: () => undefined };
}

class Batch {
  readonly documents: ScanDocument[] = [];
  readonly skipped: Skipped[] = [];
  readonly #blobs: ReadonlyMap<string, readonly BlobPlace[]>;
  readonly #context: ScanContext;
  readonly #options: BlobOptions;
  readonly #maxSize: number;
  readonly #windows = new Map<string, Windows>();
  readonly #archives = new Map<string, Buffer>();
  /** Archives too large to keep in memory during the scan of their raw bytes; they are read again. */
  readonly #largeArchives = new Set<string>();
  #bytes = 0;

  constructor(blobs: ReadonlyMap<string, readonly BlobPlace[]>, context: ScanContext, options: BlobOptions) {
    this.#blobs = blobs;
    this.#context = context;
    this.#options = options;
    this.#maxSize = context.criteria.maxSize ?? Number.POSITIVE_INFINITY;
  }

  readDirectly(oid: string): boolean {
    const bytes = this.#options.readDirectly?.(oid, this.#maxSize);
    if (bytes !== undefined) this.#addBlob(oid, bytes);
    return bytes !== undefined;
  }

  async readFromGit(repository: Repository, oids: readonly string[]): Promise<void> {
    // Loaded on demand: a hook usually has its blobs without git.
    const { ObjectList, readObjects } = await import('../git/object-reader.ts');
    const failed = await readObjects(
      repository.git,
      ObjectList.of(oids, repository.hexLength),
      {
        object: ({ oid }, bytes) => this.#addBlob(oid, bytes),
        chunk: (header, bytes, last) => this.#addChunk(header, bytes, last),
        absent: (line) => this.#addUnreadable(line.split(' ')[0] ?? '', 'cannot be read: it is missing'),
        large: ({ oid, size }) => void this.#isTooLarge(oid, size),
      },
      undefined,
      this.#maxSize,
    );
    for (const { oid, reason } of failed) this.#addUnreadable(oid, reason);
  }

  #addUnreadable(oid: string, reason: string): void {
    this.skipped.push({ skipped: this.#options.describeUnreadable(oid, reason) });
  }

  #addBlob(oid: string, bytes: Buffer): void {
    if (this.#isTooLarge(oid, bytes.length)) return;
    this.#add(oid, { bytes, linesBefore: 0, continued: false });
    if (mayBeArchive(bytes, 0, bytes.length)) this.#archives.set(oid, Buffer.from(bytes));
  }

  #addChunk({ oid, size }: ObjectHeader, bytes: Buffer, last: boolean): void {
    if (size > this.#maxSize) {
      if (last) this.#isTooLarge(oid, size);
      return;
    }
    const windows = this.#windows.get(oid) ?? new Windows();
    this.#windows.set(oid, windows);
    for (const window of windows.push(bytes)) this.#addWindow(oid, size, window);
    if (last) for (const window of windows.end()) this.#addWindow(oid, size, window);
  }

  #addWindow(oid: string, size: number, window: Window): void {
    this.#add(oid, window);
    // The first or the last window shows whether it is an archive.
    if (this.#largeArchives.has(oid) || !mayBeArchive(window.bytes, 0, window.bytes.length)) return;
    this.#largeArchives.add(oid);
    if (size <= this.#context.archives.limits.memory) return;
    for (const { path } of this.#blobs.get(oid) ?? [])
      this.skipped.push({ skipped: tooLargeArchive(path, size, this.#context.archives.limits) });
  }

  /** Yields the members of archives, for each place they are at. */
  async *members(repository: Repository): AsyncGenerator<ScanDocument | Skipped> {
    for (const [oid, bytes] of this.#archives) {
      yield* this.#open(repository, oid, bytes);
      this.#archives.delete(oid);
    }
    for (const oid of this.#largeArchives) {
      const { ObjectList, readObjects } = await import('../git/object-reader.ts');
      const { memory } = this.#context.archives.limits;
      let bytes: Buffer | undefined;
      // Failures were reported at the first read.
      await readObjects(
        repository.git,
        ObjectList.of([oid], repository.hexLength),
        {
          object: (_, objectBytes) => void (bytes = Buffer.from(objectBytes)),
          chunk: () => undefined,
          absent: () => undefined,
        },
        memory,
        memory,
      );
      if (bytes !== undefined) yield* this.#open(repository, oid, bytes);
    }
  }

  async *#open({ git }: Repository, oid: string, bytes: Buffer): AsyncGenerator<ScanDocument | Skipped> {
    for (const place of this.#blobs.get(oid) ?? [])
      yield* copyBytes(
        this.#context.archives.openBytes(
          { ...place, full: `${place.root}/${place.path}` },
          bytes,
          this.#context.onDocument,
          git,
        ),
      );
  }

  #isTooLarge(oid: string, size: number): boolean {
    if (size <= this.#maxSize) return false;
    for (const { path } of this.#blobs.get(oid) ?? [])
      this.skipped.push({ skipped: tooLarge(path, this.#options.nameOf(oid), size, this.#maxSize) });
    return true;
  }

  #add(oid: string, { bytes, linesBefore, continued }: Window): void {
    if (!this.#context.onDocument(bytes, continued)) return;
    if ((continued || this.#bytes > UNCHECKED_LIMIT) && this.#context.gate.mayHold(bytes) === 'no') return;
    this.#bytes += bytes.length;
    const copy = Buffer.from(bytes);
    for (const place of this.#blobs.get(oid) ?? []) this.documents.push({ ...place, bytes: copy, linesBefore });
  }
}

/** Copies the bytes, because the documents of a batch outlive the reader's buffer. */
async function* copyBytes(items: AsyncIterable<ScanDocument | Skipped>): AsyncGenerator<ScanDocument | Skipped> {
  for await (const item of items) yield 'skipped' in item ? item : { ...item, bytes: Buffer.from(item.bytes) };
}
