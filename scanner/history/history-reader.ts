import { WindowJudge } from '../../src/index.ts';
import { mayBeArchive } from '../prefilter/archive-signatures.ts';
import type { Observer } from '../model/source.ts';
import type { NotLookedAt } from '../model/finding.ts';
import type { ObjectHeader, ObjectSink } from '../git/object-parser.ts';
import { ObjectList, readObjects, WHOLE_OBJECT_LIMIT } from '../git/object-reader.ts';
import type { Repository } from '../git/repository.ts';
import { tooLarge } from '../model/limits.ts';
import { PackDamage } from '../packs/pack-damage.ts';
import { ObjectTable } from '../packs/object-table.ts';
import { ArchiveTransfer } from '../packs/archive-transfer.ts';
import { commitLinks, ObjectLinks, type LinkData } from '../packs/object-links.ts';
import { readLoose, TYPES } from '../packs/loose-objects.ts';
import { BLOB, COMMIT, TREE } from '../packs/read-layout.ts';
import { runWalk } from '../packs/run-walk.ts';
import type { WalkBatch } from '../packs/walk-task.ts';
import type { Store } from '../packs/object-store.ts';
import { ValueVisitor, type Hit } from '../packs/visit-values.ts';
import { Windows } from '../io/windows.ts';
import { ArchiveScan } from './archive-scan.ts';
import { commitsAmong } from './commits-among.ts';
import type { PackResult, ReadResult } from './read-result.ts';

const NOTHING_KNOWN: PackResult = { pieces: [], links: [] };
const NOTHING_MORE = async (): Promise<readonly string[]> => [];
/** Loose objects read in a row before others get a turn. */
const TURN = 64;

/**
 * Reads every object of a repository once: packs by our own reader, in threads; loose objects by zlib; what neither
 * can read, through git. Keeps what may hold a value, and how the objects hang together.
 */
export class HistoryReader implements ReadResult {
  hits: Hit[] = [];
  links: readonly LinkData[] = [];
  readonly notLookedAt: NotLookedAt[] = [];
  readonly trees = new Map<number, string>();
  readonly known: ObjectTable;
  archived: ReadonlyMap<number, readonly string[]> = new Map();
  packs: PackResult | undefined;
  /** Sizes of blobs that may be archives. */
  readonly #archives = new Map<number, number>();
  readonly absent = new Map<string, NotLookedAt>();
  hasGitLoop = false;
  readonly #repository: Repository;
  readonly #store: Store;
  readonly #observer: Observer;
  readonly #onHit: (hit: Hit) => void;
  readonly #maxSize: number;
  readonly #ownLinks: ObjectLinks;
  readonly #visitor: ValueVisitor;
  readonly #large = new Map<string, Windows>();
  #type = 0;
  #done = 0;
  /** Objects in which something is found, whatever else the repository holds. */
  #certain = 0;

  /** @param onHit told of each object as soon as it is met; some may be dropped in the end */
  constructor(repository: Repository, store: Store, observer: Observer, onHit: (hit: Hit) => void = () => undefined) {
    this.#onHit = onHit;
    this.#repository = repository;
    this.#store = store;
    this.#observer = observer;
    this.#maxSize = observer.criteria.maxSize ?? Number.POSITIVE_INFINITY;
    this.known = new ObjectTable(store.data);
    this.#ownLinks = new ObjectLinks(this.known);
    const place = { type: () => this.#type, number: (number: number) => number, isDuplicate: () => false };
    this.#visitor = new ValueVisitor(
      place,
      this.known,
      this.#ownLinks,
      new WindowJudge(observer.criteria.minimumConfidence, observer.criteria.settings),
      this.#maxSize,
    );
  }

  /**
   * Reads it all.
   * @param known what is known of packs that need not be read
   * @param seek finds ids of objects that are here too and are not known; it is asked again until it finds none
   * @throws AbortError when aborted; what was found so far stays
   */
  async run(
    signal: AbortSignal,
    known: PackResult = NOTHING_KNOWN,
    seek: (reading: HistoryReader) => Promise<readonly string[]> = NOTHING_MORE,
  ): Promise<void> {
    const left = new Set<number>();
    await this.#readLoose(signal, left);
    const pieces: WalkBatch[] = [];
    const underway = ArchiveTransfer.underway();
    const archives = new ArchiveScan(this.#repository, this.known, this.#observer, new ArchiveTransfer(underway));
    const onPiece = (piece: WalkBatch): void => {
      pieces.push({ ...piece, handed: [] });
      archives.open(piece.handed);
      // One by one: a million arguments are too many.
      for (const hit of piece.hits) this.#keep(hit);
      for (const number of piece.unreadable) left.add(number);
      for (const number of piece.circular) this.#circle(number);
      this.#leaveLarge(piece.tooLarge);
      this.#noteArchives(piece.archives);
      this.#observer.tally(piece.documents, piece.bytes, piece.isPlatformNamed);
      this.#progress(piece.objects);
    };
    for (const piece of known.pieces) onPiece(piece);
    const outcomes = await runWalk(
      this.#store.data,
      { kind: 'values', criteria: this.#observer.criteria, underway },
      { crew: this.#store.crew, signal, onPiece },
    );
    this.packs = { pieces, links: [...known.links, ...outcomes.map(({ links }) => links)] };
    await this.#readByGit([...left].map((number) => this.known.oid(number)));
    for (let more = await seek(this); more.length > 0; more = await seek(this)) {
      this.known.adopt(more);
      await this.#readByGit(more);
    }
    this.archived = await archives.end(this.#archives);
    this.notLookedAt.push(...archives.notLookedAt);
    this.links = [...(await this.#completedLinks()), ...this.packs.links, this.#ownLinks.data()];
    await this.#distrust();
    this.notLookedAt.push(...(await this.#store.checks));
    this.#settle();
  }

  get missing(): Set<string> {
    const missing = [...(this.packs?.links ?? []), this.#ownLinks.data()].flatMap((links) => links.missing);
    return new Set(
      this.known.lateCount === 0
        ? missing
        : missing.filter((oid) => oid.length !== this.#repository.hexLength || this.known.findHex(oid) < 0),
    );
  }

  /** What commits lead to that were read before it was known. They stand before what was noted then, and so count. */
  async #completedLinks(): Promise<LinkData[]> {
    const cut =
      this.known.lateCount === 0
        ? []
        : [...(this.packs?.links ?? []), this.#ownLinks.data()].flatMap((links) => links.cut);
    if (cut.length === 0) return [];
    const links = new ObjectLinks(this.known);
    await readObjects(
      this.#repository.git,
      ObjectList.of(
        cut.map((number) => this.known.oid(number)),
        this.#repository.hexLength,
      ),
      {
        object: ({ oid }, bytes) => links.text(this.known.findHex(oid), COMMIT, bytes, 0, bytes.length),
        piece: () => undefined,
        absent: () => undefined,
      },
    );
    // What they miss is noted already.
    return [{ ...links.data(), missing: [] }];
  }

  /** A commit in the place of a tree: one that names itself as its tree has git look for a file in it for ever. */
  async #distrust(): Promise<void> {
    const isCommit = new Uint8Array(this.known.count);
    for (const { commits } of this.links) for (const { number } of commitLinks(commits)) isCommit[number] = 1;
    if (!this.hasGitLoop)
      for (const number of await commitsAmong(this.#repository, this.known, this.#treesUnread())) isCommit[number] = 1;
    for (const { commits } of this.links) {
      for (const { number, tree } of commitLinks(commits)) {
        if (isCommit[tree] !== 1) continue;
        this.hasGitLoop = true;
        this.notLookedAt.push({
          path: this.#repository.root,
          reason: `object ${this.known.oid(number)} is damaged: what it names as its tree is a commit`,
          remedy: 'Clone again; no git makes such a commit.',
        });
      }
    }
  }

  /** What commits name as their trees in packs that were not read. */
  #treesUnread(): Set<number> {
    const unread = this.#store.data.packs.flatMap(({ isKnown, layout }, which) =>
      isKnown === true ? [{ first: this.known.firstOf(which), count: layout.count }] : [],
    );
    const trees = new Set<number>();
    if (unread.length === 0) return trees;
    for (const { commits } of this.links)
      for (const { tree } of commitLinks(commits))
        if (unread.some(({ first, count }) => tree >= first && tree < first + count)) trees.add(tree);
    return trees;
  }

  /** Where nothing names the platform, what would be found only for its sake is not. */
  #settle(): void {
    // Whichever thread was first: what is told of them may not depend on it.
    this.hits.sort((one, other) => one.number - other.number);
    if (this.#observer.isNameless?.() !== true || this.links.some(({ isPlatformInNames }) => isPlatformInNames)) return;
    this.hits = this.hits.filter(({ isConditional }) => !isConditional);
  }

  #keep(hit: Hit): void {
    this.hits.push(hit);
    this.#onHit(hit);
    if (!hit.isConditional) this.#certain += 1;
  }

  /** Bytes of what may be an archive. */
  readonly sizeOf = (number: number): number => this.#archives.get(number) ?? 0;

  /** @param list numbers and sizes of objects, in turn */
  #noteArchives(list: readonly number[]): void {
    for (let at = 0; at < list.length; at += 2) this.#archives.set(list[at]!, list[at + 1]!);
  }

  /** @param list numbers and sizes of objects, in turn */
  #leaveLarge(list: readonly number[]): void {
    for (let at = 0; at < list.length; at += 2) {
      this.notLookedAt.push(
        tooLarge(this.#repository.root, `object ${this.known.oid(list[at]!)}`, list[at + 1]!, this.#maxSize),
      );
    }
  }

  #circle(number: number): void {
    this.hasGitLoop = true;
    this.notLookedAt.push({
      path: this.#repository.root,
      reason: `object ${this.known.oid(number)} cannot be read: its deltas lead in a circle`,
      remedy: 'Clone again; no git makes such a pack.',
    });
  }

  async #readLoose(signal: AbortSignal, left: Set<number>): Promise<void> {
    const first = this.known.firstOf(Number.POSITIVE_INFINITY);
    for (const [at, { oid, folder }] of this.#store.loose.entries()) {
      if (at % TURN === 0) await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      const number = first + at;
      // Packed as well: it is read there.
      if (this.known.findHex(oid) !== number) continue;
      try {
        const { type, bytes } = readLoose(folder, oid, Math.min(WHOLE_OBJECT_LIMIT, this.#maxSize));
        this.#take(number, oid, type, bytes);
      } catch (error) {
        if (!(error instanceof PackDamage)) throw error;
        left.add(number);
      }
      this.#progress(1);
    }
    this.#collect();
  }

  async #readByGit(oids: readonly string[]): Promise<void> {
    if (oids.length === 0) return;
    const sink: ObjectSink = {
      object: (header, bytes) => {
        this.#take(this.known.findHex(header.oid), header.oid, TYPES[header.type] ?? 0, bytes);
      },
      piece: (header, bytes, last) => this.#piece(header, bytes, last),
      absent: (line) =>
        void this.absent.set(line.split(' ')[0] ?? '', {
          path: this.#repository.root,
          reason: `object ${line}`,
          remedy: 'git fsck',
        }),
      large: ({ oid, size }) => this.#leaveLarge([this.known.findHex(oid), size]),
    };
    const unreadable = await readObjects(
      this.#repository.git,
      ObjectList.of(oids, this.#repository.hexLength),
      sink,
      WHOLE_OBJECT_LIMIT,
      this.#maxSize,
    );
    this.#collect();
    this.notLookedAt.push(
      ...unreadable.map(({ oid, reason }) => ({
        path: this.#repository.root,
        reason: `object ${oid} ${reason}`,
        remedy: 'git fsck',
      })),
    );
  }

  #take(number: number, oid: string, type: number, bytes: Buffer): void {
    this.#type = type;
    if (type === TREE) this.trees.set(number, oid);
    this.#visitor.root(number, bytes, 0, bytes.length);
  }

  #collect(): void {
    for (const hit of this.#visitor.hits.splice(0)) this.#keep(hit);
    this.#observer.tally(this.#visitor.documents, this.#visitor.bytes, this.#visitor.isPlatformNamed);
    this.#visitor.documents = this.#visitor.bytes = 0;
    this.#leaveLarge(this.#visitor.tooLarge.splice(0));
    this.#noteArchives(this.#visitor.archives.splice(0));
    for (const number of this.#visitor.unreadable.splice(0)) {
      this.notLookedAt.push({
        path: this.#repository.root,
        reason: `object ${this.known.oid(number)} is damaged`,
        remedy: 'git fsck',
      });
    }
  }

  /** A blob that is larger than the memory for one. */
  #piece(header: ObjectHeader, bytes: Buffer, last: boolean): void {
    if (header.size > this.#maxSize) {
      if (last) this.#leaveLarge([this.known.findHex(header.oid), header.size]);
      return;
    }
    const windows = this.#large.get(header.oid) ?? new Windows();
    this.#large.set(header.oid, windows);
    let found = false;
    const check = (window: { bytes: Buffer; continued: boolean }) => {
      // The beginning tells, or the end.
      if (header.type === 'blob' && mayBeArchive(window.bytes, 0, window.bytes.length))
        this.#noteArchives([this.known.findHex(header.oid), header.size]);
      found ||= this.#observer.look(window.bytes, window.continued) && this.#observer.suspects(window.bytes);
    };
    for (const window of windows.push(bytes)) check(window);
    if (last) for (const window of windows.end()) check(window);
    const number = this.known.findHex(header.oid);
    if (found && !this.hits.some((hit) => hit.number === number))
      this.#keep({ number, type: TYPES[header.type] ?? BLOB, size: header.size, isConditional: false });
    if (!last) return;
    this.#large.delete(header.oid);
  }

  #progress(objects: number): void {
    this.#done += objects;
    this.#observer.progress({
      doing: 'reading objects',
      done: Math.min(this.#done, this.known.count),
      total: this.known.count,
      found: this.#certain,
    });
  }
}
