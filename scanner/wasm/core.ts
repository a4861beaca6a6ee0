// The inner loops of a walk in WebAssembly: deltas, traces, tree entries, inflate and id lookup.
import { BASE64_ROTATIONS, HEX_DIGITS, VENDOR_LETTERS } from './byte-tables.ts';
import { CORE_CODE } from './core-code.ts';
import {
  areaSize,
  inputBufferAt,
  makeSharedMemory,
  OBJECTS_AT,
  type WasmMemory,
  type SharedMemory,
} from './shared-memory.ts';

/** Addresses relative to the start of an area: tables, counters, delta results, tree results, then the objects. */
const HEX_TABLE = 0;
const BASE64_TABLES = 256;
const VENDOR_TABLE = 1280;
const COUNTERS = 2048;
const VENDOR_NAMED = 2;
const CHANGES = 64 * 1024;
const MAX_ELEMENTS = 96 * 1024;
const COPIES = CHANGES + MAX_ELEMENTS * 4;
const RECENT_PAIRS = 896 * 1024;
const NEW_FAMILIES = 960 * 1024;
const MAX_NEW_FAMILIES = 16 * 1024;
/** Ids looked up at a time: as many as have their table lines, one cache line each, in a processor cache. */
const IDS_AT_A_TIME = 2048;

declare const WebAssembly: {
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object, imports: { env: { memory: WasmMemory } }) => { readonly exports: unknown };
};

interface Exports {
  setArea(at: number): void;
  addIds(ids: number, stride: number, count: number, numbers: number, first: number): number;
  setIds(slotsAt: number, mask: number, seed: number, familiesAt: number, hashLength: number): void;
  apply(
    at: number,
    end: number,
    base: number,
    baseSize: number,
    result: number,
    size: number,
    changes: number,
    copies: number,
    capacity: number,
  ): number;
  scan(low: number, high: number, isText: number): number;
  scanChanges(low: number, high: number, changes: number, count: number, margin: number, isText: number): number;
  mayHoldSplit(low: number, high: number): number;
  inflate(input: number, inputEnd: number, output: number, outputEnd: number): number;
  tree(start: number, end: number, changes: number, count: number, family: number): number;
}

/** A result of {@link Core.scan}: there may be a trace. */
export const TRACE = 1;
/** A result of {@link Core.scan}: only `platformMentionsIn` can decide whether the platform is mentioned. */
export const UNDECIDED = 2;
/** A result of {@link Core.scan}: the bits from here on are the result of `platformMentionsIn`. */
export const PLATFORM_SHIFT = 2;
/** A result of {@link Core.scan}: there is an end record of a zip. */
export const ENDS_ZIP = 16;
/** A result of {@link Core.scan}: each character may take two or four bytes. */
export const WIDE = 32;

/** The shared tables for ids: the id table, and the family of each object. */
export interface SharedIds {
  readonly slots: Int32Array;
  readonly seed: number;
  readonly families: Int32Array;
  readonly hashLength: number;
}

/** Compiled once in each thread. */
let compiled: object | undefined;

/**
 * The inner loops of a walk in WebAssembly, over memory shared by all threads, in which each thread has its own area.
 * Everything is also implemented in TypeScript, for a Node without WebAssembly and to test one against the other.
 */
export class Core {
  /** Memory for objects; offsets below refer to it unless stated otherwise. */
  readonly memory: Buffer;
  /** Memory for parts of a file. */
  readonly inputBuffer: Buffer;
  /** The results of {@link apply}, see `Difference`. */
  readonly changes: Int32Array;
  readonly copies: Int32Array;
  /** The result of {@link tree}: families of objects. */
  readonly newFamilies: Int32Array;
  /** Whether {@link tree} can be called. */
  readonly hasIds: boolean;
  readonly #counters: Int32Array;
  readonly #exports: Exports;
  readonly #area: number;
  readonly #objects: number;
  /** Stored, because `memory.buffer` is slow. */
  readonly #buffer: SharedArrayBuffer;

  /**
   * @param area number of this thread's area of the shared memory
   * @throws if there is no WebAssembly
   */
  constructor(sharedMemory: SharedMemory, area: number, ids?: SharedIds) {
    const { memory } = sharedMemory;
    this.#area = sharedMemory.areasAt + area * areaSize(sharedMemory);
    this.#objects = this.#area + OBJECTS_AT;
    this.#buffer = memory.buffer;
    compiled ??= new WebAssembly.Module(Buffer.from(CORE_CODE, 'base64'));
    this.#exports = new WebAssembly.Instance(compiled, { env: { memory } }).exports as Exports;
    this.#exports.setArea(this.#area);
    this.hasIds = ids?.slots.buffer === memory.buffer;
    if (ids !== undefined && this.hasIds)
      this.#exports.setIds(
        ids.slots.byteOffset,
        ids.slots.length - 1,
        ids.seed,
        ids.families.byteOffset,
        ids.hashLength,
      );
    const tables = Buffer.from(memory.buffer, this.#area, OBJECTS_AT);
    tables.fill(0xff, RECENT_PAIRS, NEW_FAMILIES);
    tables.set(HEX_DIGITS, HEX_TABLE);
    for (const [rotation, bits] of BASE64_ROTATIONS.entries()) tables.set(bits, BASE64_TABLES + rotation * 256);
    tables.set(VENDOR_LETTERS, VENDOR_TABLE);
    this.memory = Buffer.from(memory.buffer, this.#objects, sharedMemory.budget);
    this.inputBuffer = Buffer.from(memory.buffer, this.#area + inputBufferAt(sharedMemory), sharedMemory.inputBuffer);
    this.changes = new Int32Array(memory.buffer, this.#area + CHANGES, MAX_ELEMENTS);
    this.copies = new Int32Array(memory.buffer, this.#area + COPIES, MAX_ELEMENTS);
    this.newFamilies = new Int32Array(memory.buffer, this.#area + NEW_FAMILIES, MAX_NEW_FAMILIES);
    this.#counters = new Int32Array(memory.buffer, this.#area + COUNTERS, 3).fill(0);
  }

  /**
   * A core with shared memory of its own.
   * @param budget bytes for objects
   * @param inputBuffer bytes for parts of a file
   * @returns undefined on a machine without support
   */
  static createStandalone(budget: number, inputBuffer = budget): Core | undefined {
    const shared = makeSharedMemory(0, { areas: 1, budget, inputBuffer });
    return shared && Core.open(shared.sharedMemory, 0);
  }

  /** @returns undefined on a machine without support */
  static open(sharedMemory: SharedMemory, area: number, ids?: SharedIds): Core | undefined {
    try {
      return new Core(sharedMemory, area, ids);
    } catch {
      return undefined;
    }
  }

  /** Number of elements that {@link apply} has written. */
  get changesLength(): number {
    return this.#counters[0]!;
  }

  get copiesLength(): number {
    return this.#counters[1]!;
  }

  /**
   * Applies the commands of a delta.
   * @returns 0; -1 for damage; -2 if its results exceed the arrays
   */
  apply(at: number, end: number, base: number, baseSize: number, result: number, size: number): number {
    const objects = this.#objects;
    return this.#exports.apply(
      at + objects,
      end + objects,
      base + objects,
      baseSize,
      result + objects,
      size,
      this.#area + CHANGES,
      this.#area + COPIES,
      MAX_ELEMENTS,
    );
  }

  /**
   * @returns what an object may contain: {@link TRACE}, {@link UNDECIDED}, {@link PLATFORM_SHIFT}, {@link ENDS_ZIP}, {@link
   *   WIDE}; never misses anything
   */
  scan(low: number, high: number, isText: boolean): number {
    return this.#exports.scan(low + this.#objects, high + this.#objects, isText ? 1 : 0);
  }

  /** The same for the parts that the last {@link apply} changed. */
  scanChanges(low: number, high: number, margin: number, isText: boolean): number {
    return this.#exports.scanChanges(
      low + this.#objects,
      high + this.#objects,
      this.#area + CHANGES,
      this.changesLength,
      margin,
      isText ? 1 : 0,
    );
  }

  /** Whether an object may contain a split value, or zeros; may be wrong, but never misses one. */
  mayHoldSplit(low: number, high: number): boolean {
    return this.#exports.mayHoldSplit(low + this.#objects, high + this.#objects) !== 0;
  }

  /** Whether these bytes are in the memory that {@link inflate} can read. */
  canRead(bytes: Uint8Array): boolean {
    return bytes.buffer === this.#buffer;
  }

  /**
   * Inflates a zlib stream.
   * @param bytes memory that the core {@link canRead}: the input buffer, or shared blocks
   * @param input offset in `bytes`
   * @param capacity maximum number of bytes written at `output`
   * @returns the number of bytes; -1 if the stream is damaged, truncated, or longer
   */
  inflate(bytes: Uint8Array, input: number, length: number, output: number, capacity: number): number {
    const at = input + bytes.byteOffset;
    const to = output + this.#objects;
    return this.#exports.inflate(at, at + length, to, to + capacity);
  }

  /**
   * Looks up the entries of a tree: all, or those that the last {@link apply} changed. Requires {@link hasIds}.
   * @returns the number of families in `news`; -1 if `ObjectLinks` must read the tree because something is unusual
   */
  tree(start: number, end: number, family: number, onlyChanges: boolean): number {
    return this.#exports.tree(
      start + this.#objects,
      end + this.#objects,
      this.#area + CHANGES,
      onlyChanges ? this.changesLength : -1,
      family,
    );
  }

  /**
   * Adds ids to the shared table unless they are present. Requires {@link hasIds}; overwrites `memory`.
   * @param at offset of the first id in `bytes`; the others follow every `stride` bytes
   * @param numbers numbers of their objects, counted from `first`
   */
  addIds(bytes: Uint8Array, at: number, stride: number, numbers: Uint32Array, first: number): void {
    const copiesLength = new Uint32Array(this.#buffer, this.#objects, IDS_AT_A_TIME);
    const ids = this.memory.subarray(copiesLength.byteLength);
    for (let from = 0; from < numbers.length; from += IDS_AT_A_TIME) {
      const part = numbers.subarray(from, from + IDS_AT_A_TIME);
      copiesLength.set(part);
      ids.set(bytes.subarray(at + from * stride, at + (from + part.length) * stride));
      this.#exports.addIds(this.#objects + copiesLength.byteLength, stride, part.length, this.#objects, first);
    }
  }

  /** Whether a name seen by {@link tree} mentions the platform. */
  get isVendorNamed(): boolean {
    return this.#counters[VENDOR_NAMED] === 1;
  }
}
