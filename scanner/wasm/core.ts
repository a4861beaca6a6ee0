import { BASE64_TURNS, HEX_DIGITS, VENDOR_LETTERS } from './byte-tables.ts';
import { CORE_CODE } from './core-code.ts';
import {
  areaSize,
  inputBufferAt,
  makeSharedMemory,
  OBJECTS,
  type WasmMemory,
  type SharedMemory,
} from './shared-memory.ts';

/** Addresses in an area: the tables, the counts, what a delta says, what a tree leads to, and then the objects. */
const HEX = 0;
const BITS = 256;
const VENDOR = 1280;
const COUNTS = 2048;
const IS_NAMED = 2;
const CHANGES = 64 * 1024;
const ROOM = 96 * 1024;
const COPIES = CHANGES + ROOM * 4;
const TOLD = 896 * 1024;
const NEWS = 960 * 1024;
const MOST_NEWS = 16 * 1024;
/** As many as have their places in the table, a line of memory each, in a cache of the processor. */
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
    room: number,
  ): number;
  look(low: number, high: number, isText: number): number;
  lookAtChanges(low: number, high: number, changes: number, count: number, margin: number, isText: number): number;
  mayHoldPieces(low: number, high: number): number;
  inflate(input: number, inputEnd: number, output: number, outputEnd: number): number;
  tree(start: number, end: number, changes: number, count: number, family: number): number;
}

/** {@link Core.look}: a trace may be there. */
export const TRACE = 1;
/** {@link Core.look}: something that only `platformMentionsIn` can tell from a word about the platform. */
export const ASK = 2;
/** {@link Core.look}: above these bits stands what `platformMentionsIn` would say. */
export const PLATFORM_SHIFT = 2;
/** {@link Core.look}: the last record of a zip is there. */
export const ENDS_ZIP = 16;
/** {@link Core.look}: each character may take two or four bytes. */
export const WIDE = 32;

/** Where all threads look up ids: the table, and the family of each object. */
export interface SharedIds {
  readonly slots: Int32Array;
  readonly seed: number;
  readonly families: Int32Array;
  readonly hashLength: number;
}

/** Compiled once in each thread. */
let compiled: object | undefined;

/**
 * The innermost loops of the walk as WebAssembly, over memory that is shared by all threads, in which each has an
 * area of its own. Everything here is written in TypeScript too: for a Node that has no WebAssembly, and to test one
 * against the other.
 */
export class Core {
  /** For objects; offsets below are into it, if nothing else is said. */
  readonly memory: Buffer;
  /** For parts of a file. */
  readonly inputBuffer: Buffer;
  /** What {@link apply} has written, see `Difference`. */
  readonly changes: Int32Array;
  readonly copies: Int32Array;
  /** What {@link tree} has written: families of objects. */
  readonly news: Int32Array;
  /** Whether {@link tree} can be asked. */
  readonly knowsIds: boolean;
  readonly #counts: Int32Array;
  readonly #exports: Exports;
  readonly #area: number;
  readonly #objects: number;
  /** Kept, for WebAssembly takes its time to say it. */
  readonly #buffer: SharedArrayBuffer;

  /** @param area which of the shared memory's is this one's @throws where there is no WebAssembly */
  constructor(sharedMemory: SharedMemory, area: number, ids?: SharedIds) {
    const { memory } = sharedMemory;
    this.#area = sharedMemory.areasAt + area * areaSize(sharedMemory);
    this.#objects = this.#area + OBJECTS;
    this.#buffer = memory.buffer;
    compiled ??= new WebAssembly.Module(Buffer.from(CORE_CODE, 'base64'));
    this.#exports = new WebAssembly.Instance(compiled, { env: { memory } }).exports as Exports;
    this.#exports.setArea(this.#area);
    this.knowsIds = ids?.slots.buffer === memory.buffer;
    if (ids !== undefined && this.knowsIds)
      this.#exports.setIds(
        ids.slots.byteOffset,
        ids.slots.length - 1,
        ids.seed,
        ids.families.byteOffset,
        ids.hashLength,
      );
    const tables = Buffer.from(memory.buffer, this.#area, OBJECTS);
    tables.fill(0xff, TOLD, NEWS);
    tables.set(HEX_DIGITS, HEX);
    for (const [turn, bits] of BASE64_TURNS.entries()) tables.set(bits, BITS + turn * 256);
    tables.set(VENDOR_LETTERS, VENDOR);
    this.memory = Buffer.from(memory.buffer, this.#objects, sharedMemory.budget);
    this.inputBuffer = Buffer.from(memory.buffer, this.#area + inputBufferAt(sharedMemory), sharedMemory.inputBuffer);
    this.changes = new Int32Array(memory.buffer, this.#area + CHANGES, ROOM);
    this.copies = new Int32Array(memory.buffer, this.#area + COPIES, ROOM);
    this.news = new Int32Array(memory.buffer, this.#area + NEWS, MOST_NEWS);
    this.#counts = new Int32Array(memory.buffer, this.#area + COUNTS, 3).fill(0);
  }

  /**
   * One that is alone in its shared memory.
   * @param budget bytes for objects,
   * @param inputBuffer and for parts of a file
   * @returns undefined on a machine that cannot
   */
  static alone(budget: number, inputBuffer = budget): Core | undefined {
    const made = makeSharedMemory(0, { areas: 1, budget, inputBuffer });
    return made && Core.open(made.sharedMemory, 0);
  }

  /** @returns undefined on a machine that cannot */
  static open(sharedMemory: SharedMemory, area: number, ids?: SharedIds): Core | undefined {
    try {
      return new Core(sharedMemory, area, ids);
    } catch {
      return undefined;
    }
  }

  /** Numbers that {@link apply} has written. */
  get changed(): number {
    return this.#counts[0]!;
  }

  get copied(): number {
    return this.#counts[1]!;
  }

  /** Applies the commands of a delta. @returns 0; -1 for damage; -2 when it says more than there is room for */
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
      ROOM,
    );
  }

  /**
   * @returns what may be in an object: {@link TRACE}, {@link ASK}, {@link PLATFORM_SHIFT}, {@link ENDS_ZIP}, {@link
   *   WIDE}; never less than there is
   */
  look(low: number, high: number, isText: boolean): number {
    return this.#exports.look(low + this.#objects, high + this.#objects, isText ? 1 : 0);
  }

  /** The same of what the last {@link apply} changed. */
  lookAtChanges(low: number, high: number, margin: number, isText: boolean): number {
    return this.#exports.lookAtChanges(
      low + this.#objects,
      high + this.#objects,
      this.#area + CHANGES,
      this.changed,
      margin,
      isText ? 1 : 0,
    );
  }

  /**
   * Whether an object may hold a value that is written in pieces, or zeros; it may be wrong about that, but never
   * misses one.
   */
  mayHoldPieces(low: number, high: number): boolean {
    return this.#exports.mayHoldPieces(low + this.#objects, high + this.#objects) !== 0;
  }

  /** Whether these bytes are of the memory that {@link inflate} sees. */
  sees(bytes: Uint8Array): boolean {
    return bytes.buffer === this.#buffer;
  }

  /**
   * Inflates a stream of zlib's format.
   * @param bytes that it {@link sees}: the input buffer, or blocks that threads share
   * @param input offset into them @param room for what it says, at most, at `output`
   * @returns how many bytes it says; -1 when it is damaged, cut off, or says more
   */
  inflate(bytes: Uint8Array, input: number, length: number, output: number, room: number): number {
    const at = input + bytes.byteOffset;
    const to = output + this.#objects;
    return this.#exports.inflate(at, at + length, to, to + room);
  }

  /**
   * Follows the entries of a tree, all or those that the last {@link apply} changed. Only where {@link knowsIds}.
   * @returns how many families are in `news`; -1 when it has to be read by `Links`, since something is unusual
   */
  tree(start: number, end: number, family: number, onlyChanges: boolean): number {
    return this.#exports.tree(
      start + this.#objects,
      end + this.#objects,
      this.#area + CHANGES,
      onlyChanges ? this.changed : -1,
      family,
    );
  }

  /**
   * Adds ids to the table that all threads share, unless they are there. Only where {@link knowsIds}; `memory` is
   * written over.
   * @param at offset of the first of them in `bytes`, in which one follows every `stride` bytes
   * @param numbers of their objects, counted from `first`
   */
  addIds(bytes: Uint8Array, at: number, stride: number, numbers: Uint32Array, first: number): void {
    const copied = new Uint32Array(this.#buffer, this.#objects, IDS_AT_A_TIME);
    const ids = this.memory.subarray(copied.byteLength);
    for (let from = 0; from < numbers.length; from += IDS_AT_A_TIME) {
      const part = numbers.subarray(from, from + IDS_AT_A_TIME);
      copied.set(part);
      ids.set(bytes.subarray(at + from * stride, at + (from + part.length) * stride));
      this.#exports.addIds(this.#objects + copied.byteLength, stride, part.length, this.#objects, first);
    }
  }

  /** Whether a name that {@link tree} has seen has the platform in it. */
  get isVendorNamed(): boolean {
    return this.#counts[IS_NAMED] === 1;
  }
}
