// Opens the archives of a history: during the walk to find secrets, and again with the paths where they were.
import { tooLargeArchive } from '../model/archive-limits.ts';
import type { ScanDocument, Skipped } from '../model/document.ts';
import type { ScanContext } from '../model/source.ts';
import type { NotLookedAt } from '../model/finding.ts';
import { ObjectList, readObjects } from '../git/object-reader.ts';
import type { Repository } from '../git/repository.ts';
import type { TransferredArchive, ArchiveTransfer } from '../packs/archive-transfer.ts';
import type { ObjectTable } from '../packs/object-table.ts';
import { SecretFinder } from './secrets-by-object.ts';
import { unreachableDocument } from './documents.ts';

/** Bytes of archives kept in memory at a time; a single larger archive may exceed this. */
const BATCH_SIZE = 16 * 1024 * 1024;

type Items = AsyncGenerator<ScanDocument | Skipped>;

/** Opens archives for the first time, before their paths are known. */
export class ArchiveScan {
  readonly #repository: Repository;
  readonly #objectTable: ObjectTable;
  readonly #context: ScanContext;
  readonly #transfer: ArchiveTransfer;
  readonly #finder: SecretFinder;
  readonly #found = new Map<number, Set<string>>();
  readonly #opened = new Set<number>();
  /** Archives that could not be read. */
  readonly notLookedAt: NotLookedAt[] = [];
  #pending: TransferredArchive[] = [];
  #work: Promise<void> = Promise.resolve();

  constructor(repository: Repository, objectTable: ObjectTable, context: ScanContext, transfer: ArchiveTransfer) {
    this.#repository = repository;
    this.#objectTable = objectTable;
    this.#context = context;
    this.#transfer = transfer;
    this.#finder = new SecretFinder(context, repository.git.signal);
  }

  /** Opens archives one after the other while the walk continues. */
  open(transferred: readonly TransferredArchive[]): void {
    if (transferred.length === 0) return;
    this.#pending.push(...transferred);
    this.#work = this.#work.then(() => this.#openPending());
    // Handled when it is awaited; without this, Node would report an unhandled rejection.
    this.#work.catch(() => undefined);
  }

  /**
   * Opens the archives that the walk did not transfer.
   * @param archives sizes of objects by their numbers
   * @returns fingerprints of the secrets in each archive that has any, by number; an empty list for an unreadable
   *   archive
   */
  async finish(archives: ReadonlyMap<number, number>): Promise<Map<number, string[]>> {
    await this.#work;
    const remaining = [...archives]
      .filter(([number]) => !this.#opened.has(number))
      .sort(([one], [other]) => one - other);
    const sizes = new Map(remaining.map(([number, size]) => [this.#objectTable.oid(number), size]));
    let done = this.#opened.size;
    for await (const { oid, bytes } of readArchives(
      this.#repository,
      sizes,
      this.#context.archives.limits.memory,
      (failure) => void this.notLookedAt.push(failure),
    )) {
      this.#context.progress({ doing: 'opening archives', done: (done += 1), total: archives.size });
      const number = this.#objectTable.findHex(oid);
      if (bytes === undefined) this.#found.set(number, new Set());
      else await this.#open(number, bytes);
    }
    return new Map(
      [...this.#found].sort(([one], [other]) => one - other).map(([number, secrets]) => [number, [...secrets]]),
    );
  }

  async #openPending(): Promise<void> {
    for (const { number, bytes } of this.#pending.splice(0)) {
      this.#repository.git.signal?.throwIfAborted();
      if (bytes.length <= this.#context.archives.limits.memory) {
        this.#opened.add(number);
        await this.#open(number, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
      }
      this.#transfer.release(bytes.length);
    }
  }

  async #open(number: number, bytes: Buffer): Promise<void> {
    const { root, git } = this.#repository;
    const { bytes: _, ...document } = unreachableDocument(this.#objectTable.oid(number), root, bytes);
    for await (const item of this.#context.archives.openBytes(
      { ...document, full: document.path },
      bytes,
      this.#context.onDocument,
      git,
    )) {
      const secrets = 'skipped' in item ? [] : await this.#finder.find(item.bytes);
      if (!('skipped' in item) && secrets.length === 0) continue;
      const found = this.#found.get(number) ?? new Set();
      this.#found.set(number, found);
      for (const secret of secrets) found.add(secret);
    }
  }
}

/**
 * Yields the members of archives, at every path each archive had.
 * @param sizes bytes of objects by their ids
 * @param documentsOf documents of an object; their bytes are not used
 */
export async function* documentsInside(
  repository: Repository,
  sizes: ReadonlyMap<string, number>,
  documentsOf: (oid: string) => ScanDocument[],
  context: ScanContext,
): Items {
  const { limits } = context.archives;
  const failures: NotLookedAt[] = [];
  for await (const { oid, bytes } of readArchives(
    repository,
    sizes,
    limits.memory,
    (failure) => void failures.push(failure),
  )) {
    for (const { bytes: _, linesBefore: __, onlyLines: ___, ...document } of documentsOf(oid)) {
      const full = `${document.root}/${document.path}`;
      if (bytes === undefined) yield { skipped: tooLargeArchive(full, sizes.get(oid) ?? 0, limits) };
      // The members were counted at the first read.
      else
        yield* context.archives.openBytes(
          { ...document, full },
          bytes,
          (part) => context.gate.mayHold(part) !== 'no',
          repository.git,
        );
    }
  }
  for (const skipped of failures) yield { skipped };
}

/** @returns objects; `bytes` is undefined if the object is too large for memory */
async function* readArchives(
  repository: Repository,
  sizes: ReadonlyMap<string, number>,
  maxSize: number,
  onError: (failure: NotLookedAt) => void,
): AsyncGenerator<{ oid: string; bytes: Buffer | undefined }> {
  let batch: string[] = [];
  let batchSize = 0;
  const list = [...sizes];
  for (const [at, [oid, size]] of list.entries()) {
    if (size > maxSize) yield { oid, bytes: undefined };
    else {
      batch.push(oid);
      batchSize += size;
    }
    if (batch.length === 0 || (batchSize < BATCH_SIZE && at < list.length - 1)) continue;
    const read: { oid: string; bytes: Buffer }[] = [];
    // The object was read before, otherwise it would not be known as an archive; git may have removed it since.
    const reportUnreadable = (oid: string, reason: string) =>
      onError({
        path: `blob:${oid}`,
        reason: `this archive cannot be opened: ${reason}`,
        remedy: 'Run it again; then git fsck.',
      });
    const unreadable = await readObjects(
      repository.git,
      ObjectList.of(batch, repository.hexLength),
      {
        object: (header, bytes) => void read.push({ oid: header.oid, bytes: Buffer.from(bytes) }),
        chunk: ({ oid }, _, last) => (last ? reportUnreadable(oid, 'it is larger than it was') : undefined),
        absent: (line) => reportUnreadable(line.split(' ')[0] ?? '', 'git cannot find it any more'),
      },
      maxSize,
    );
    for (const { oid, reason } of unreadable) reportUnreadable(oid, `it ${reason}`);
    yield* read;
    batch = [];
    batchSize = 0;
  }
}
