// Applies git deltas and records which parts of the result differ from the base.
import type { Difference } from '../prefilter/difference.ts';
import type { Core } from '../wasm/core.ts';
import { PackDamage } from './pack-damage.ts';

/** Returned by the WebAssembly core for a delta with too many parts for its arrays. */
const NO_ROOM = -2;

/**
 * Applies deltas inside one block of memory, and records where the result can differ from its base by more than
 * position: inserted bytes, and the seams between copies.
 */
export class DeltaApplier implements Difference {
  changes: Int32Array = new Int32Array(1024);
  changesLength = 0;
  copies: Int32Array = new Int32Array(1024);
  copiesLength = 0;
  readonly #memory: Buffer;
  readonly #core: Core | undefined;
  #ownChanges = this.changes;
  #ownCopies = this.copies;

  /** @param core over the same memory, if there is one */
  constructor(memory: Buffer, core?: Core) {
    this.#memory = memory;
    this.#core = core;
  }

  /** @returns the size of the result, which a delta states after the size of its base */
  resultSize(deltaAt: number, deltaEnd: number): number {
    return this.#readSize(this.#skipSize(deltaAt, deltaEnd), deltaEnd);
  }

  /**
   * @param resultAt offset for the result; {@link resultSize} gives its length
   * @throws PackDamage for a delta that reads or writes out of bounds, or states a wrong size
   */
  apply(deltaAt: number, deltaEnd: number, baseAt: number, baseSize: number, resultAt: number): void {
    if (this.#readSize(deltaAt, deltaEnd) !== baseSize) throw new PackDamage('a delta was made for another base');
    let at = this.#skipSize(deltaAt, deltaEnd);
    const size = this.#readSize(at, deltaEnd);
    at = this.#skipSize(at, deltaEnd);
    const core = this.#core;
    const outcome = core === undefined ? NO_ROOM : core.apply(at, deltaEnd, baseAt, baseSize, resultAt, size);
    if (outcome === NO_ROOM) return this.#apply(at, deltaEnd, baseAt, baseSize, resultAt, size);
    if (outcome !== 0) throw new PackDamage('a delta copies or inserts what it does not have');
    this.changes = core!.changes;
    this.changesLength = core!.changesLength;
    this.copies = core!.copies;
    this.copiesLength = core!.copiesLength;
  }

  /** The same algorithm as in `core.as`. */
  #apply(from: number, deltaEnd: number, baseAt: number, baseSize: number, resultAt: number, size: number): void {
    const memory = this.#memory;
    this.changes = this.#ownChanges;
    this.copies = this.#ownCopies;
    this.changesLength = this.copiesLength = 0;
    let at = from;
    let done = 0;
    /** Where the last copy ended in the base. Zero at first: the result starts where its base does. */
    let source = 0;
    while (at < deltaEnd) {
      const command = memory[at++]!;
      if (command < 128) {
        if (command === 0 || at + command > deltaEnd || done + command > size)
          throw new PackDamage('a delta inserts what it does not have');
        copy(memory, at, resultAt + done, command);
        this.#addChange(done, done + command);
        at += command;
        done += command;
        source = -1;
        continue;
      }
      let offset = 0;
      let length = 0;
      if (command & 1) offset = memory[at++]!;
      if (command & 2) offset |= memory[at++]! << 8;
      if (command & 4) offset |= memory[at++]! << 16;
      if (command & 8) offset += memory[at++]! * 0x1000000;
      if (command & 16) length = memory[at++]!;
      if (command & 32) length |= memory[at++]! << 8;
      if (command & 64) length |= memory[at++]! << 16;
      if (length === 0) length = 0x10000;
      if (at > deltaEnd || offset + length > baseSize || done + length > size)
        throw new PackDamage('a delta copies from or to the outside');
      copy(memory, baseAt + offset, resultAt + done, length);
      if (offset === source && this.copiesLength > 0) this.copies[this.copiesLength - 1]! += length;
      else {
        if (offset !== source) this.#addChange(done, done);
        this.#addCopy(offset, done, length);
      }
      source = offset + length;
      done += length;
    }
    if (done !== size) throw new PackDamage('a delta makes less than it says');
    // The end of the base was cut off, so a longer run may have ended here.
    if (source !== baseSize) this.#addChange(size, size);
  }

  #addChange(from: number, to: number): void {
    if (this.changesLength > 0 && this.changes[this.changesLength - 1] === from) {
      this.changes[this.changesLength - 1] = to;
      return;
    }
    if (this.changesLength + 2 > this.changes.length) this.changes = this.#ownChanges = doubled(this.changes);
    this.changes[this.changesLength++] = from;
    this.changes[this.changesLength++] = to;
  }

  #addCopy(from: number, to: number, length: number): void {
    if (this.copiesLength + 3 > this.copies.length) this.copies = this.#ownCopies = doubled(this.copies);
    this.copies[this.copiesLength++] = from;
    this.copies[this.copiesLength++] = to;
    this.copies[this.copiesLength++] = length;
  }

  #readSize(from: number, end: number): number {
    let value = 0;
    let factor = 1;
    for (let at = from; at < end; at += 1) {
      const byte = this.#memory[at]!;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
      if (factor > 2 ** 49) break;
    }
    throw new PackDamage('a delta has no sizes');
  }

  #skipSize(from: number, end: number): number {
    let at = from;
    while (at < end && this.#memory[at]! >= 128) at += 1;
    return at + 1;
  }
}

function doubled(numbers: Int32Array): Int32Array {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}

/** For short ranges a loop is faster than a call. */
function copy(memory: Buffer, from: number, to: number, length: number): void {
  if (length > 16) memory.copyWithin(to, from, from + length);
  else for (let step = 0; step < length; step += 1) memory[to + step] = memory[from + step]!;
}
