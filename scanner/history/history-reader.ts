// Reads every object of a repository once and collects hits, archives and the links between objects.
import { Prefilter } from '../prefilter/may-hold-finding.ts';
import { mayBeArchive } from '../prefilter/recognise-archive.ts';
import { isPlatformRuledOut, type ScanContext } from '../model/source.ts';
import type { NotLookedAt } from '../model/finding.ts';
import type { ObjectHeader, ObjectSink } from '../git/object-parser.ts';
import { ObjectList, readObjects, WHOLE_OBJECT_LIMIT } from '../git/object-reader.ts';
import type { Repository } from '../git/repository.ts';
import { tooLarge } from '../model/limits.ts';
import { PackDamage } from '../packs/pack-damage.ts';
import { ObjectTable } from '../packs/object-table.ts';
import { ArchiveTransfer } from '../packs/archive-transfer.ts';
import { ObjectLinks, type LinkData } from '../packs/object-links.ts';
import { readLoose, TYPES } from '../packs/loose-objects.ts';
import { BLOB, TREE } from '../packs/read-layout.ts';
import { runWalk } from '../packs/run-walk-in-threads.ts';
import type { WalkBatch } from '../packs/walk-task.ts';
import type { Store } from '../packs/object-store.ts';
import { ValueVisitor, type Hit } from '../packs/visit-values.ts';
import { Windows } from '../io/windows.ts';
import { ArchiveScan } from './archive-scan.ts';
import { completeLinks, findTreeLoops } from './commit-links.ts';
import type { PackResult, ReadResult } from './read-result.ts';

const NO_RESULT: PackResult = { batches: [], links: [] };
const NO_IDS = async (): Promise<readonly string[]> => [];
/** Loose objects read before the event loop gets a turn. */
const LOOSE_BATCH = 64;

/**
 * Reads every object of a repository once: packs with our own reader, in threads; loose objects with zlib; everything
 * else through git. Collects objects that may contain a value, and the links between objects.
 */
export class HistoryReader implements ReadResult {
  hits: Hit[] = [];
  links: readonly LinkData[] = [];
  readonly notLookedAt: NotLookedAt[] = [];
  readonly trees = new Map<number, string>();
  readonly objectTable: ObjectTable;
  archiveSecrets: ReadonlyMap<number, readonly string[]> = new Map();
  packs: PackResult | undefined;
  /** Sizes of blobs that may be archives, by number. */
  readonly #archives = new Map<number, number>();
  readonly absent = new Map<string, NotLookedAt>();
  hasGitLoop = false;
  readonly #repository: Repository;
  readonly #store: Store;
  readonly #context: ScanContext;
  readonly #onHit: (hit: Hit) => void;
  readonly #maxSize: number;
  readonly #ownLinks: ObjectLinks;
  readonly #visitor: ValueVisitor;
  readonly #windows = new Map<string, Windows>();
  #type = 0;
  #done = 0;
  /** Number of objects with a finding that does not depend on the rest of the repository. */
  #certain = 0;

  /** @param onHit called for each hit as soon as it is found; some may be dropped in the end */
  constructor(repository: Repository, store: Store, context: ScanContext, onHit: (hit: Hit) => void = () => undefined) {
    this.#onHit = onHit;
    this.#repository = repository;
    this.#store = store;
    this.#context = context;
    this.#maxSize = context.criteria.maxSize ?? Number.POSITIVE_INFINITY;
    this.objectTable = new ObjectTable(store.data);
    this.#ownLinks = new ObjectLinks(this.objectTable);
    const entryInfo = { type: () => this.#type, number: (number: number) => number, isDuplicate: () => false };
    this.#visitor = new ValueVisitor(
      entryInfo,
      this.objectTable,
      this.#ownLinks,
      new Prefilter(context.criteria),
      this.#maxSize,
    );
  }

  /**
   * Reads all objects.
   * @param cached cached results of packs that need not be read
   * @param seek finds ids of present but unread objects; called until it finds none
   * @throws AbortError after an abort; results so far remain available
   */
  async run(
    signal: AbortSignal,
    cached: PackResult = NO_RESULT,
    seek: (reader: HistoryReader) => Promise<readonly string[]> = NO_IDS,
  ): Promise<void> {
    const leftToGit = new Set<number>();
    await this.#readLoose(signal, leftToGit);
    const batches: WalkBatch[] = [];
    const inTransit = ArchiveTransfer.inTransit();
    const archives = new ArchiveScan(this.#repository, this.objectTable, this.#context, new ArchiveTransfer(inTransit));
    const onBatch = (batch: WalkBatch): void => {
      batches.push({ ...batch, transferred: [] });
      archives.open(batch.transferred);
      // One by one: a million arguments would exceed the limit.
      for (const hit of batch.hits) this.#addHit(hit);
      for (const number of batch.unreadable) leftToGit.add(number);
      for (const number of batch.inDeltaLoop) this.#reportDeltaLoop(number);
      this.#reportLarge(batch.tooLarge);
      this.#addArchives(batch.archives);
      this.#count(batch);
      this.#progress(batch.objects);
    };
    for (const batch of cached.batches) onBatch(batch);
    const outcomes = await runWalk(
      this.#store.data,
      { kind: 'values', criteria: this.#context.criteria, inTransit },
      { workerPool: this.#store.workerPool, signal, onBatch },
    );
    this.packs = { batches, links: [...cached.links, ...outcomes.map(({ links }) => links)] };
    await this.#readByGit([...leftToGit].map((number) => this.objectTable.oid(number)));
    for (let more = await seek(this); more.length > 0; more = await seek(this)) {
      this.objectTable.addLate(more);
      await this.#readByGit(more);
    }
    this.archiveSecrets = await archives.finish(this.#archives);
    this.notLookedAt.push(...archives.notLookedAt);
    const ownLinks = [...this.packs.links, this.#ownLinks.data()];
    this.links = [...(await completeLinks(this.#repository, this.objectTable, ownLinks)), ...ownLinks];
    const loops = await findTreeLoops(this.#repository, this.#store.data, this);
    this.hasGitLoop ||= loops.length > 0;
    this.notLookedAt.push(...loops);
    this.notLookedAt.push(...(await this.#store.checks));
    this.#dropConditionalHits();
  }

  /** The hits, plus the archives with something to report. */
  get hitsAndArchives(): Hit[] {
    const hitNumbers = new Set(this.hits.map(({ number }) => number));
    const more = [...this.archiveSecrets.keys()].filter((number) => !hitNumbers.has(number));
    return [
      ...this.hits,
      ...more.map((number) => ({ number, type: BLOB, size: this.sizeOf(number), isConditional: false })),
    ];
  }

  get missing(): Set<string> {
    const missing = [...(this.packs?.links ?? []), this.#ownLinks.data()].flatMap((links) => links.missing);
    return new Set(
      this.objectTable.lateCount === 0
        ? missing
        : missing.filter((oid) => oid.length !== this.#repository.hexLength || this.objectTable.findHex(oid) < 0),
    );
  }

  /** Drops conditional hits if nothing mentions the platform. */
  #dropConditionalHits(): void {
    // Sorted, so the report does not depend on which thread was faster.
    this.hits.sort((one, other) => one.number - other.number);
    if (!isPlatformRuledOut(this.#context) || this.links.some(({ isPlatformInNames }) => isPlatformInNames)) return;
    this.hits = this.hits.filter(({ isConditional }) => !isConditional);
  }

  #count({ documents, bytes, isPlatformNamed }: Pick<WalkBatch, 'documents' | 'bytes' | 'isPlatformNamed'>): void {
    this.#context.counter.addDocuments(documents, bytes);
    if (isPlatformNamed) this.#context.platform.markFound();
  }

  #addHit(hit: Hit): void {
    this.hits.push(hit);
    this.#onHit(hit);
    if (!hit.isConditional) this.#certain += 1;
  }

  readonly sizeOf = (number: number): number => this.#archives.get(number) ?? 0;

  /** @param list numbers and sizes of objects, in turn */
  #addArchives(list: readonly number[]): void {
    for (let at = 0; at < list.length; at += 2) this.#archives.set(list[at]!, list[at + 1]!);
  }

  /** @param list numbers and sizes of objects, in turn */
  #reportLarge(list: readonly number[]): void {
    for (let at = 0; at < list.length; at += 2) {
      this.notLookedAt.push(
        tooLarge(this.#repository.root, `object ${this.objectTable.oid(list[at]!)}`, list[at + 1]!, this.#maxSize),
      );
    }
  }

  #reportDeltaLoop(number: number): void {
    this.hasGitLoop = true;
    this.notLookedAt.push({
      path: this.#repository.root,
      reason: `object ${this.objectTable.oid(number)} cannot be read: its deltas lead in a circle`,
      remedy: 'Clone again; no git makes such a pack.',
    });
  }

  async #readLoose(signal: AbortSignal, leftToGit: Set<number>): Promise<void> {
    const first = this.objectTable.firstOf(Number.POSITIVE_INFINITY);
    for (const [at, { oid, folder }] of this.#store.loose.entries()) {
      if (at % LOOSE_BATCH === 0) await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      const number = first + at;
      // The object is also in a pack, and is read there.
      if (this.objectTable.findHex(oid) !== number) continue;
      try {
        const { type, bytes } = readLoose(folder, oid, Math.min(WHOLE_OBJECT_LIMIT, this.#maxSize));
        this.#addObject(number, oid, type, bytes);
      } catch (error) {
        if (!(error instanceof PackDamage)) throw error;
        leftToGit.add(number);
      }
      this.#progress(1);
    }
    this.#collectResults();
  }

  async #readByGit(oids: readonly string[]): Promise<void> {
    if (oids.length === 0) return;
    const sink: ObjectSink = {
      object: (header, bytes) => {
        this.#addObject(this.objectTable.findHex(header.oid), header.oid, TYPES[header.type] ?? 0, bytes);
      },
      chunk: (header, bytes, last) => this.#addChunk(header, bytes, last),
      absent: (line) =>
        void this.absent.set(line.split(' ')[0] ?? '', {
          path: this.#repository.root,
          reason: `object ${line}`,
          remedy: 'git fsck',
        }),
      large: ({ oid, size }) => this.#reportLarge([this.objectTable.findHex(oid), size]),
    };
    const unreadable = await readObjects(
      this.#repository.git,
      ObjectList.of(oids, this.#repository.hexLength),
      sink,
      WHOLE_OBJECT_LIMIT,
      this.#maxSize,
    );
    this.#collectResults();
    this.notLookedAt.push(
      ...unreadable.map(({ oid, reason }) => ({
        path: this.#repository.root,
        reason: `object ${oid} ${reason}`,
        remedy: 'git fsck',
      })),
    );
  }

  #addObject(number: number, oid: string, type: number, bytes: Buffer): void {
    this.#type = type;
    if (type === TREE) this.trees.set(number, oid);
    this.#visitor.visitRoot(number, bytes, 0, bytes.length);
  }

  #collectResults(): void {
    for (const hit of this.#visitor.hits.splice(0)) this.#addHit(hit);
    this.#count(this.#visitor);
    this.#visitor.documents = this.#visitor.bytes = 0;
    this.#reportLarge(this.#visitor.tooLarge.splice(0));
    this.#addArchives(this.#visitor.archives.splice(0));
    for (const number of this.#visitor.unreadable.splice(0)) {
      this.notLookedAt.push({
        path: this.#repository.root,
        reason: `object ${this.objectTable.oid(number)} is damaged`,
        remedy: 'git fsck',
      });
    }
  }

  /** Adds a chunk of a blob that is too large for memory. */
  #addChunk(header: ObjectHeader, bytes: Buffer, last: boolean): void {
    if (header.size > this.#maxSize) {
      if (last) this.#reportLarge([this.objectTable.findHex(header.oid), header.size]);
      return;
    }
    const windows = this.#windows.get(header.oid) ?? new Windows();
    this.#windows.set(header.oid, windows);
    let found = false;
    const check = (window: { bytes: Buffer; continued: boolean }) => {
      // The first or the last window shows whether it is an archive.
      if (header.type === 'blob' && mayBeArchive(window.bytes, 0, window.bytes.length))
        this.#addArchives([this.objectTable.findHex(header.oid), header.size]);
      found ||=
        this.#context.onDocument(window.bytes, window.continued) && this.#context.gate.mayHold(window.bytes) !== 'no';
    };
    for (const window of windows.push(bytes)) check(window);
    if (last) for (const window of windows.end()) check(window);
    const number = this.objectTable.findHex(header.oid);
    if (found && !this.hits.some((hit) => hit.number === number))
      this.#addHit({ number, type: TYPES[header.type] ?? BLOB, size: header.size, isConditional: false });
    if (!last) return;
    this.#windows.delete(header.oid);
  }

  #progress(objects: number): void {
    this.#done += objects;
    this.#context.progress({
      doing: 'reading objects',
      done: Math.min(this.#done, this.objectTable.count),
      total: this.objectTable.count,
      found: this.#certain,
    });
  }
}
