import { BASE64_TURNS, HEX_DIGITS } from '../tables.ts';
import { CORE_CODE } from './core-code.ts';

/** Addresses of `core.as`: the tables, the counts, what a delta says, and then the objects. */
const HEX = 0;
const BITS = 256;
const COUNTS = 2048;
const CHANGES = 64 * 1024;
const ROOM = 96 * 1024;
const COPIES = CHANGES + ROOM * 4;
const OBJECTS = 1024 * 1024;
const PAGE = 64 * 1024;

/** The part of WebAssembly used here; its types come with those of a browser only. */
declare const WebAssembly: {
  readonly Memory: new (pages: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

interface Exports {
  apply(at: number, end: number, base: number, baseSize: number, result: number, size: number, changes: number, copies: number, room: number): number;
  look(low: number, high: number, isText: number): number;
  lookAtChanges(low: number, high: number, changes: number, count: number, margin: number, isText: number): number;
}

/** {@link Core.look}: a trace may be there. */
export const TRACE = 1;
/** {@link Core.look}: a name of the platform may be there. */
export const NAME = 2;

/**
 * The innermost loops of the walk as WebAssembly, over a memory of their own for the objects. Everything here is
 * written in TypeScript too: for a Node that has no WebAssembly, and to test one against the other.
 */
export class Core {
  /** For objects; offsets below are into it. */
  readonly memory: Buffer;
  /** What {@link apply} has written, see `Difference`. */
  readonly changes: Int32Array;
  readonly copies: Int32Array;
  readonly #counts: Int32Array;
  readonly #exports: Exports;

  /** @param bytes of memory for objects @throws where there is no WebAssembly or not so much memory */
  constructor(bytes: number) {
    const pages = Math.ceil((OBJECTS + bytes) / PAGE);
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    const module = new WebAssembly.Module(Buffer.from(CORE_CODE, 'base64'));
    this.#exports = new WebAssembly.Instance(module, { env: { memory } }).exports as Exports;
    const tables = new Uint8Array(memory.buffer);
    tables.set(HEX_DIGITS, HEX);
    for (const [turn, bits] of BASE64_TURNS.entries()) tables.set(bits, BITS + turn * 256);
    this.memory = Buffer.from(memory.buffer, OBJECTS, bytes);
    this.changes = new Int32Array(memory.buffer, CHANGES, ROOM);
    this.copies = new Int32Array(memory.buffer, COPIES, ROOM);
    this.#counts = new Int32Array(memory.buffer, COUNTS, 2);
  }

  /** @returns undefined on a machine that cannot */
  static open(bytes: number): Core | undefined {
    try {
      return new Core(bytes);
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
    return this.#exports.apply(at + OBJECTS, end + OBJECTS, base + OBJECTS, baseSize, result + OBJECTS, size, CHANGES, COPIES, ROOM);
  }

  /** @returns what may be in an object: {@link TRACE}, {@link NAME}; never less than there is */
  look(low: number, high: number, isText: boolean): number {
    return this.#exports.look(low + OBJECTS, high + OBJECTS, isText ? 1 : 0);
  }

  /** The same of what the last {@link apply} changed. */
  lookAtChanges(low: number, high: number, margin: number, isText: boolean): number {
    return this.#exports.lookAtChanges(low + OBJECTS, high + OBJECTS, CHANGES, this.changed, margin, isText ? 1 : 0);
  }
}
