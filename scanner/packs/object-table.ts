// Numbers all objects of a repository and maps between ids, numbers and delta families.
import { blockMemory, type BlockMemory } from './block-cache.ts';
import { Core } from '../wasm/core.ts';
import { makeSharedMemory, type SharedMemory } from '../wasm/shared-memory.ts';
import { addId, findId, makeTable, tableSize, type IdTable } from './id-table.ts';
import { PackIndex, type IndexData } from './index-file.ts';
import type { PackLayout } from './pack-layout.ts';
import type { PackHandle } from './pack-handle.ts';

/** One pack, as plain data that a worker thread can share. */
export interface PackData {
  /** Absolute path of the `.pack`. */
  readonly file: string;
  /** For reading; undefined for a pack that need not be read. */
  readonly handle?: PackHandle;
  readonly index: IndexData;
  readonly layout: PackLayout;
  /** Whether the pack's results are cached; then it is not read and has no layout. */
  readonly isCached?: boolean;
}

/** The object database of a repository, as plain data that a worker thread can share. */
export interface StoreData {
  readonly packs: readonly PackData[];
  /** Ids of loose objects in binary, sorted. */
  readonly loose: Uint8Array;
  /** Ids of objects that were discovered later, in binary; see {@link ObjectTable.addLate}. */
  readonly late?: Uint8Array;
  readonly hashLength: number;
  /** All ids; undefined if there are too many, then the indexes are searched. */
  readonly table?: IdTable;
  /** {@link ObjectTable.family} of each object, by number; present with the table. */
  readonly families?: Int32Array;
  /** Memory for the reader threads; undefined on a machine without WebAssembly. */
  readonly sharedMemory?: SharedMemory;
  /** Memory for blocks of the packs, inside the shared memory. */
  readonly blocks?: BlockMemory;
}

/** Bytes for the shared block cache, and for each thread's reads that span blocks. */
const BLOCK_CACHE_SIZE = 64 * 1024 * 1024;
const INPUT_BUFFER_SIZE = 1024 * 1024;

/** With more objects, a table of their ids would need too much memory. */
const MAX_IN_TABLE = 3_000_000;

/**
 * @param areas number of reader threads
 * @param budget bytes for objects in each thread
 * @returns the store with memory for the threads, and with a table of ids if it is worth its memory
 */
export function withTable(store: StoreData, areas: number, budget: number): StoreData {
  const objectTable = new ObjectTable(store);
  if (objectTable.count > MAX_IN_TABLE) return withoutTable(store, areas, budget);
  const size = tableSize(objectTable.count);
  const common = size + objectTable.count * 4;
  const allocation = allocateShared(common, areas, budget);
  const memory = allocation?.sharedMemory.memory.buffer ?? new SharedArrayBuffer(common);
  const at = allocation?.commonAt ?? 0;
  const table = makeTable(new Int32Array(memory, at, size / 4));
  const families = new Int32Array(memory, at + size, objectTable.count);
  const core =
    allocation && Core.open(allocation.sharedMemory, 0, { ...table, families, hashLength: store.hashLength });
  for (const [pack, { index, layout }] of store.packs.entries()) {
    const first = objectTable.firstOf(pack);
    const ids = new PackIndex(index);
    if (core === undefined)
      for (let position = 0; position < layout.count; position += 1)
        addId(table, index.bytes, ids.oidStart(position), first + layout.ranks[position]!);
    else core.addIds(index.bytes, ids.oidStart(0), ids.oidStart(1) - ids.oidStart(0), layout.ranks, first);
  }
  const firstLoose = objectTable.firstOf(store.packs.length);
  for (let at = 0; at < store.loose.length; at += store.hashLength)
    addId(table, store.loose, at, firstLoose + at / store.hashLength);
  return { ...store, ...memoryOf(allocation), table, families };
}

/** The same without a table: ids are looked up in the indexes. */
export function withoutTable(store: StoreData, areas: number, budget: number): StoreData {
  return { ...store, ...memoryOf(allocateShared(0, areas, budget)) };
}

/** Records the family of each object, once the delta trees of all packs are linked. */
export function fillFamilies({ families, packs, loose, hashLength }: StoreData): void {
  if (families === undefined) return;
  let number = 0;
  for (const { layout } of packs) {
    const first = number;
    for (let rank = 0; rank < layout.count; rank += 1) families[number++] = first + Math.max(0, layout.roots[rank]!);
  }
  for (const last = number + loose.length / hashLength; number < last; number += 1) families[number] = number;
}

interface SharedAllocation {
  readonly sharedMemory: SharedMemory;
  readonly blocks: BlockMemory;
  readonly commonAt: number;
}

function allocateShared(common: number, areas: number, budget: number): SharedAllocation | undefined {
  const allocation = makeSharedMemory(BLOCK_CACHE_SIZE + common, { areas, budget, inputBuffer: INPUT_BUFFER_SIZE });
  if (allocation === undefined) return undefined;
  const { sharedMemory, commonAt } = allocation;
  return {
    sharedMemory,
    blocks: blockMemory(new Uint8Array(sharedMemory.memory.buffer, commonAt, BLOCK_CACHE_SIZE)),
    commonAt: commonAt + BLOCK_CACHE_SIZE,
  };
}

function memoryOf(allocation: SharedAllocation | undefined): Pick<StoreData, 'sharedMemory' | 'blocks'> {
  return allocation === undefined ? {} : { sharedMemory: allocation.sharedMemory, blocks: allocation.blocks };
}

/**
 * The objects by number: those of the first pack in file order, those of the next packs, loose objects, and objects
 * discovered later. An object that is stored twice has two numbers; a lookup by id always returns the same one.
 */
export class ObjectTable {
  readonly hashLength: number;
  readonly #packs: readonly { readonly index: PackIndex; readonly layout: PackLayout; readonly first: number }[];
  readonly #loose: Uint8Array;
  readonly #firstLoose: number;
  readonly #table: IdTable | undefined;
  readonly #families: Int32Array | undefined;
  readonly #firstLate: number;
  /** Numbers of late objects by id in hex, and these ids in the order of their numbers. */
  readonly #late = new Map<string, number>();
  readonly #lateIds: string[] = [];

  constructor({ packs, loose, late, hashLength, table, families }: StoreData) {
    this.#table = table;
    this.#families = families;
    let first = 0;
    this.#packs = packs.map(({ index, layout }) => {
      const pack = { index: new PackIndex(index), layout, first };
      first += layout.count;
      return pack;
    });
    this.hashLength = hashLength;
    this.#loose = loose;
    this.#firstLoose = first;
    this.#firstLate = first + loose.length / hashLength;
    if (late !== undefined)
      this.addLate(
        Buffer.from(late)
          .toString('hex')
          .match(new RegExp(`.{${hashLength * 2}}`, 'g')) ?? [],
      );
  }

  get count(): number {
    return this.#firstLate + this.#late.size;
  }

  /** Number of objects discovered after the others were numbered. */
  get lateCount(): number {
    return this.#late.size;
  }

  /** Ids of late objects in binary, in the order of their numbers. */
  get late(): Uint8Array {
    return Buffer.from(this.#lateIds.join(''), 'hex');
  }

  /**
   * Numbers objects that were discovered later: git moved them during the scan, or only git can locate them.
   * @param oids in hex
   */
  addLate(oids: Iterable<string>): void {
    for (const oid of oids) {
      if (this.findHex(oid) >= 0) continue;
      this.#late.set(oid, this.count);
      this.#lateIds.push(oid);
    }
  }

  /** @returns the number of the first object of a pack */
  firstOf(pack: number): number {
    return this.#packs[pack]?.first ?? this.#firstLoose;
  }

  /**
   * @param source contains an id in binary at `at`
   * @returns its number, or -1
   */
  find(source: Uint8Array, at: number): number {
    const number = this.#findStored(source, at);
    if (number >= 0 || this.#late.size === 0) return number;
    return this.#late.get(Buffer.from(source.subarray(at, at + this.hashLength)).toString('hex')) ?? -1;
  }

  #findStored(source: Uint8Array, at: number): number {
    if (this.#table !== undefined) return findId(this.#table, source, at);
    for (const { index, layout, first } of this.#packs) {
      const position = index.find(source, at);
      if (position >= 0) return first + layout.ranks[position]!;
    }
    return this.#findLoose(source, at);
  }

  findHex(oid: string): number {
    return this.find(Buffer.from(oid, 'hex'), 0);
  }

  /** @returns the id in hex */
  oid(number: number): string {
    for (const { index, layout, first } of this.#packs) {
      if (number < first + layout.count) return index.oidAt(layout.positions[number - first]!);
    }
    if (number >= this.#firstLate) return this.#lateIds[number - this.#firstLate]!;
    const at = (number - this.#firstLoose) * this.hashLength;
    return Buffer.from(this.#loose.subarray(at, at + this.hashLength)).toString('hex');
  }

  /**
   * @returns the number of the root of the object's delta tree, which identifies its family; its own number for a loose
   *   object
   */
  family(number: number): number {
    if (number >= this.#firstLate) return number;
    if (this.#families !== undefined) return this.#families[number]!;
    for (const { layout, first } of this.#packs) {
      if (number < first + layout.count) return Math.max(first, first + layout.roots[number - first]!);
    }
    return number;
  }

  #findLoose(source: Uint8Array, at: number): number {
    const { hashLength } = this;
    let low = 0;
    let high = this.#loose.length / hashLength;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const order = this.#compareLoose(middle, source, at);
      if (order === 0) return this.#firstLoose + middle;
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return -1;
  }

  #compareLoose(entry: number, source: Uint8Array, at: number): number {
    const start = entry * this.hashLength;
    for (let step = 0; step < this.hashLength; step += 1) {
      const difference = this.#loose[start + step]! - source[at + step]!;
      if (difference !== 0) return difference;
    }
    return 0;
  }
}
