// Visitor of the first walk: finds objects that may contain a value, archives, and links between objects.
import { mayBeArchive } from '../prefilter/recognise-archive.ts';
import { MENTIONED } from '../prefilter/platform-mention.ts';
import type { Prefilter } from '../prefilter/may-hold-finding.ts';
import type { Core } from '../wasm/core.ts';
import type { Difference } from '../prefilter/difference.ts';
import type { ObjectTable } from './object-table.ts';
import type { TransferredArchive, ArchiveTransfer } from './archive-transfer.ts';
import { BLOB, TREE } from './read-layout.ts';
import type { ObjectLinks } from './object-links.ts';
import { TreeEntries } from './tree-entries.ts';
import { scanMarks, scanChangedMarks, type ScanMarks } from '../prefilter/hash-traces.ts';
import type { Visitor } from './walk-delta-trees.ts';

/** An object that may have a finding. */
export interface Hit {
  readonly number: number;
  readonly type: number;
  /** Size in bytes. */
  readonly size: number;
  /** Whether there is a finding only if the repository or the path mentions the platform. */
  readonly isConditional: boolean;
  /** For a tree: the names in it that may contain a value. */
  readonly names?: readonly string[];
}

/** The types and numbers of a walk's objects. */
export interface PackEntryInfo {
  type(rank: number): number;
  number(rank: number): number;
  /** Whether the object is also stored elsewhere, and counted there. */
  isDuplicate(rank: number): boolean;
}

/** Split values leave no trace, so objects that mention the platform are checked too. */
function isCandidate({ traces, platform }: ScanMarks, type: number): boolean {
  return traces.length > 0 || (platform !== 0 && type !== TREE);
}

/** Searches every object of a walk for values, and records references between objects. */
export class ValueVisitor implements Visitor<ScanMarks> {
  readonly hits: Hit[] = [];
  readonly unreadable: number[] = [];
  readonly inDeltaLoop: number[] = [];
  /** Objects larger than the limit: number and size, alternating. */
  readonly tooLarge: number[] = [];
  /** Blobs that may be archives: number and size, alternating. */
  readonly archives: number[] = [];
  /** Archives for which there was room. */
  readonly transferred: TransferredArchive[] = [];
  /** Whether any object mentioned the platform. */
  isPlatformNamed = false;
  /** Number of objects other than trees, and their size in bytes. */
  documents = 0;
  bytes = 0;
  readonly #entryInfo: PackEntryInfo;
  readonly #objectTable: ObjectTable;
  readonly #links: ObjectLinks;
  readonly #prefilter: Prefilter;
  readonly #core: Core | undefined;
  readonly #maxSize: number;
  readonly #transfer: ArchiveTransfer | undefined;

  /**
   * @param core over the memory of the walk, if there is one
   * @param transfer for archives; without it only their numbers are recorded
   */
  constructor(
    entryInfo: PackEntryInfo,
    objectTable: ObjectTable,
    links: ObjectLinks,
    prefilter: Prefilter,
    maxSize = Number.POSITIVE_INFINITY,
    core?: Core,
    transfer?: ArchiveTransfer,
  ) {
    this.#maxSize = maxSize;
    this.#transfer = transfer;
    this.#entryInfo = entryInfo;
    this.#objectTable = objectTable;
    this.#links = links;
    this.#prefilter = prefilter;
    this.#core = core;
  }

  visitRoot(rank: number, memory: Buffer, start: number, end: number): ScanMarks {
    const type = this.#entryInfo.type(rank);
    const marks = scanMarks(memory, start, end, type !== TREE, this.#core);
    if (type === TREE) this.#addTree(rank, memory, start, end);
    else this.#addDocument(rank, type, memory, start, end, marks);
    if (isCandidate(marks, type)) this.#checkCandidate(rank, type, memory, start, end, marks);
    return marks;
  }

  visitDerived(
    rank: number,
    memory: Buffer,
    start: number,
    end: number,
    base: ScanMarks,
    difference: Difference,
  ): ScanMarks {
    const type = this.#entryInfo.type(rank);
    const marks = scanChangedMarks(memory, start, end, base, difference, type !== TREE, this.#core);
    if (type === TREE) this.#addTree(rank, memory, start, end, difference);
    else this.#addDocument(rank, type, memory, start, end, marks);
    if (isCandidate(marks, type)) this.#checkCandidate(rank, type, memory, start, end, marks);
    return marks;
  }

  visitUnreadable(rank: number): void {
    this.unreadable.push(this.#entryInfo.number(rank));
  }

  /** Records an object whose delta bases form a loop. */
  visitDeltaLoop(rank: number): void {
    this.inDeltaLoop.push(this.#entryInfo.number(rank));
  }

  #count(rank: number, size: number): void {
    if (this.#entryInfo.isDuplicate(rank)) return;
    if (size > this.#maxSize) {
      this.tooLarge.push(this.#entryInfo.number(rank), size);
      return;
    }
    this.documents += 1;
    this.bytes += size;
  }

  #addTree(rank: number, memory: Buffer, start: number, end: number, difference?: Difference): void {
    if (!this.#links.addTree(this.#entryInfo.number(rank), memory, start, end, difference)) this.visitUnreadable(rank);
  }

  #addDocument(
    rank: number,
    type: number,
    memory: Buffer,
    start: number,
    end: number,
    { platform, mayEndZip }: ScanMarks,
  ): void {
    this.#count(rank, end - start);
    if ((platform & MENTIONED) !== 0) this.isPlatformNamed = true;
    if (type !== BLOB) this.#links.addCommitOrTag(this.#entryInfo.number(rank), type, memory, start, end);
    else if (mayBeArchive(memory, start, end, mayEndZip)) this.#addArchive(rank, memory, start, end);
  }

  #addArchive(rank: number, memory: Buffer, start: number, end: number): void {
    if (end - start > this.#maxSize || this.#entryInfo.isDuplicate(rank)) return;
    const number = this.#entryInfo.number(rank);
    this.archives.push(number, end - start);
    const transferred = this.#transfer?.take(number, memory, start, end);
    if (transferred !== undefined) this.transferred.push(transferred);
  }

  #checkCandidate(rank: number, type: number, memory: Buffer, start: number, end: number, marks: ScanMarks): void {
    if (this.#entryInfo.isDuplicate(rank)) return;
    const bytes = memory.subarray(start, end);
    const hit = { number: this.#entryInfo.number(rank), type, size: end - start };
    if (type === TREE) {
      const names = this.#names(bytes);
      if (names.length > 0) this.hits.push({ ...hit, isConditional: false, names });
      return;
    }
    if (hit.size > this.#maxSize) return;
    const mayHold = this.#prefilter.mayHold(bytes, marks);
    if (mayHold !== 'no') this.hits.push({ ...hit, isConditional: mayHold === 'if-platform' });
  }

  #names(tree: Buffer): string[] {
    const names: string[] = [];
    new TreeEntries(this.#objectTable.hashLength).readAll(tree, 0, tree.length, ({ nameStart, nameEnd }) => {
      const name = tree.subarray(nameStart, nameEnd);
      if (this.#prefilter.mayHold(name) !== 'no') names.push(name.toString('utf8'));
      return true;
    });
    return names;
  }
}
