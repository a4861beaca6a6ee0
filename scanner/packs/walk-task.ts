// One thread's share of a walk over the packs: takes batch after batch until none is left.
import { BLOCK_SIZE, BlockCache, blockMemory } from './block-cache.ts';
import { BlockReader } from './block-reader.ts';
import { PackDamage } from './pack-damage.ts';
import type { PackHandle } from './pack-handle.ts';
import { Core } from '../wasm/core.ts';
import { PackIndex } from './index-file.ts';
import { ArchiveTransfer, type TransferredArchive } from './archive-transfer.ts';
import { ObjectTable, type StoreData } from './object-table.ts';
import { TREE, UNREADABLE } from './read-layout.ts';
import { ObjectLinks, type LinkData } from './object-links.ts';
import { EntryVisitor, NameTable } from './visit-entries.ts';
import type { Criteria } from '../model/source.ts';
import { Prefilter } from '../prefilter/may-hold-finding.ts';
import { ValueVisitor, type Hit, type PackEntryInfo } from './visit-values.ts';
import { Walker } from './walk-delta-trees.ts';

/** What the walk searches for. */
export type WalkWork =
  /** `inTransit`: see {@link ArchiveTransfer}. */
  | { readonly kind: 'values'; readonly criteria: Criteria; readonly inTransit: Int32Array }
  /** `families`: 1 for each family of objects of interest. */
  | { readonly kind: 'entries'; readonly families: Uint8Array };

/** A walk for one or more threads: each takes the next batch until none is left. Plain data. */
export interface WalkTaskData {
  readonly store: StoreData;
  readonly work: WalkWork;
  /** Two numbers: the next batch, and the next area of the shared memory. */
  readonly next: Int32Array;
}

/** The result of one batch. */
export interface WalkBatch {
  /** Number of objects read. */
  readonly objects: number;
  /** Number of objects other than trees, each counted once, and their size in bytes. */
  readonly documents: number;
  readonly bytes: number;
  readonly hits: readonly Hit[];
  readonly unreadable: readonly number[];
  /** Deltas that form a loop, in which git would run forever. */
  readonly inDeltaLoop: readonly number[];
  /** See {@link ValueVisitor.tooLarge}. */
  readonly tooLarge: readonly number[];
  /** See {@link ValueVisitor.archives}. */
  readonly archives: readonly number[];
  /** Archives for which there was room. */
  readonly transferred: readonly TransferredArchive[];
  readonly isPlatformNamed: boolean;
}

/** The result of a thread once no batch is left. */
export interface WalkOutcome {
  readonly links: LinkData;
  /** See {@link EntryVisitor.lists}. */
  readonly lists: Float64Array;
  /** Names by the numbers used in the lists, in latin-1. */
  readonly names: readonly string[];
}

/** Entries of a pack per batch. */
const BATCH_SIZE = 1024;

/** Bytes for objects, for blocks of the file, and for reads that span blocks, on a machine without WebAssembly. */
const LOCAL_MEMORY_SIZE = 8 * 1024 * 1024;
const INPUT_BUFFER_SIZE = 64 * 1024;

function openCore({ store: { sharedMemory, table, families, hashLength }, next }: WalkTaskData): Core | undefined {
  if (sharedMemory === undefined) return undefined;
  const ids = table === undefined || families === undefined ? undefined : { ...table, families, hashLength };
  return Core.open(sharedMemory, Atomics.add(next, 1, 1), ids);
}

/** One thread's share of a walk. */
export class WalkTask {
  readonly #data: WalkTaskData;
  readonly #objectTable: ObjectTable;
  readonly #links: ObjectLinks;
  readonly #memory: Buffer;
  readonly #blocks: BlockCache;
  readonly #inputBuffer: Buffer;
  readonly #core: Core | undefined;
  readonly #prefilter: Prefilter | undefined;
  readonly #treeLists: number[] = [];
  readonly #names = new NameTable();
  /** Number of the first block of each pack. */
  readonly #firstBlocks: number[] = [];
  #pack = -1;
  #firstBatch = 0;
  #reader: BlockReader | undefined;
  #walker: Pick<Walker<unknown>, 'walk' | 'objects'> | undefined;
  #values: ValueVisitor | undefined;
  #entries: EntryVisitor | undefined;

  constructor(data: WalkTaskData) {
    this.#data = data;
    this.#objectTable = new ObjectTable(data.store);
    this.#core = openCore(data);
    if (data.work.kind === 'values') this.#prefilter = new Prefilter(data.work.criteria, this.#core);
    this.#memory = this.#core?.memory ?? Buffer.allocUnsafeSlow(LOCAL_MEMORY_SIZE);
    this.#blocks = new BlockCache(
      (this.#core && data.store.blocks) ?? blockMemory(Buffer.allocUnsafeSlow(LOCAL_MEMORY_SIZE)),
    );
    this.#inputBuffer = this.#core?.inputBuffer ?? Buffer.allocUnsafeSlow(INPUT_BUFFER_SIZE);
    this.#links = new ObjectLinks(this.#objectTable, this.#core);
    let blocks = 0;
    for (const { layout } of data.store.packs) {
      this.#firstBlocks.push(blocks);
      blocks += Math.ceil((layout.offsets[layout.count] ?? 0) / BLOCK_SIZE) + 1;
    }
  }

  /**
   * Takes and walks the next batch.
   * @returns undefined once no batch is left
   */
  step(): WalkBatch | undefined {
    const batch = Atomics.add(this.#data.next, 0, 1);
    if (!this.#moveToPack(batch)) return undefined;
    const { layout } = this.#data.store.packs[this.#pack]!;
    const from = (batch - this.#firstBatch) * BATCH_SIZE;
    const to = Math.min(from + BATCH_SIZE, layout.count);
    const walker = this.#walker;
    const values = this.#values;
    if (walker !== undefined) walker.objects = 0;
    if (values !== undefined) values.documents = values.bytes = 0;
    for (let rank = from; rank < to; rank += 1) {
      if (layout.roots[rank] === -1) values?.visitDeltaLoop(rank);
      else if (walker === undefined || layout.types[rank] === UNREADABLE) values?.visitUnreadable(rank);
      else if (layout.bases[rank] === -1 && this.#isWanted(rank)) walker.walk(rank);
    }
    return {
      objects: walker?.objects ?? 0,
      documents: values?.documents ?? 0,
      bytes: values?.bytes ?? 0,
      hits: values?.hits.splice(0) ?? [],
      unreadable: values?.unreadable.splice(0) ?? [],
      inDeltaLoop: values?.inDeltaLoop.splice(0) ?? [],
      tooLarge: values?.tooLarge.splice(0) ?? [],
      archives: values?.archives.splice(0) ?? [],
      transferred: values?.transferred.splice(0) ?? [],
      isPlatformNamed: values?.isPlatformNamed ?? false,
    };
  }

  end(): WalkOutcome {
    this.#close();
    return { links: this.#links.data(), lists: Float64Array.from(this.#treeLists), names: this.#names.all };
  }

  #isWanted(rank: number): boolean {
    const { work, store } = this.#data;
    if (work.kind === 'values') return true;
    return (
      store.packs[this.#pack]!.layout.types[rank] === TREE &&
      work.families[this.#objectTable.firstOf(this.#pack) + rank] === 1
    );
  }

  /**
   * Moves on to the pack of the batch.
   * @returns false after the last pack
   */
  #moveToPack(batch: number): boolean {
    const { packs } = this.#data.store;
    let pack = Math.max(0, this.#pack);
    let first = this.#firstBatch;
    for (; pack < packs.length; pack += 1) {
      const count = packs[pack]!.isCached === true ? 0 : Math.ceil(packs[pack]!.layout.count / BATCH_SIZE);
      if (batch < first + count) break;
      first += count;
    }
    this.#firstBatch = first;
    if (pack >= packs.length) return false;
    if (pack !== this.#pack) this.#openPack(pack);
    return true;
  }

  #openPack(pack: number): void {
    const { store, work } = this.#data;
    const { handle, layout, index } = store.packs[pack]!;
    this.#close();
    this.#pack = pack;
    const entryInfo = this.#entryInfoOf(pack, new PackIndex(index));
    this.#values =
      work.kind === 'values'
        ? new ValueVisitor(
            entryInfo,
            this.#objectTable,
            this.#links,
            this.#prefilter!,
            work.criteria.maxSize,
            this.#core,
            new ArchiveTransfer(work.inTransit),
          )
        : undefined;
    this.#entries =
      work.kind === 'entries' ? new EntryVisitor(entryInfo, this.#objectTable, work.families, this.#names) : undefined;
    this.#walker = undefined;
    this.#reader = this.#readerOf(handle!, pack);
    if (this.#reader === undefined) return;
    const { values, entries } = { values: this.#values, entries: this.#entries };
    this.#walker =
      values === undefined
        ? new Walker(layout, this.#reader, entries!, this.#memory, this.#core)
        : new Walker(layout, this.#reader, values, this.#memory, this.#core);
  }

  /** @returns undefined for a pack that is gone; git then has to locate its objects */
  #readerOf(handle: PackHandle, pack: number): BlockReader | undefined {
    try {
      return new BlockReader(handle, this.#blocks, this.#firstBlocks[pack]!, this.#inputBuffer);
    } catch (error) {
      // The second walk has no fallback for missing trees.
      if (!(error instanceof PackDamage) || !error.isGone || this.#data.work.kind === 'entries') throw error;
      return undefined;
    }
  }

  /** Numbers in the first pack equal its ranks; an object in a later pack may already have a number. */
  #entryInfoOf(pack: number, index: PackIndex): PackEntryInfo {
    const { layout } = this.#data.store.packs[pack]!;
    const objectTable = this.#objectTable;
    const first = objectTable.firstOf(pack);
    const type = (rank: number) => layout.types[rank]!;
    if (pack === 0) return { type, number: (rank) => rank, isDuplicate: () => false };
    const number = (rank: number) => objectTable.findHex(index.oidAt(layout.positions[rank]!));
    return { type, number, isDuplicate: (rank) => number(rank) !== first + rank };
  }

  #close(): void {
    // One by one: a million arguments would exceed the limit.
    for (const number of this.#entries?.lists ?? []) this.#treeLists.push(number);
    this.#reader?.close();
    this.#reader = undefined;
  }
}
