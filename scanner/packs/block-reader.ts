import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { Damage } from './damage.ts';

/** Small, for a walk jumps about in the file: larger ones read four times as much for the same entries. */
const BLOCK = 16 * 1024;

/** Bytes of a file in memory. Valid until the next call of the reader that made it. */
export interface Stretch {
  bytes: Uint8Array;
  at: number;
}

/**
 * Reads a file of any size at random through a bounded number of blocks. Blocks that follow each other in the
 * file mostly do so in memory too, so that an entry across their border needs no copy.
 */
export class BlockReader {
  readonly size: number;
  readonly #file: number;
  readonly #slots: number;
  readonly #memory: Buffer;
  readonly #held: Int32Array;
  #large: Buffer = Buffer.alloc(0);
  readonly #stretch: Stretch;

  /** @param memory to use, at least a few blocks */
  constructor(path: string, memory: Buffer) {
    this.#file = openSync(path, 'r');
    this.size = fstatSync(this.#file).size;
    this.#slots = Math.max(4, Math.min(Math.ceil(this.size / BLOCK), Math.floor(memory.length / BLOCK)));
    this.#memory = memory;
    this.#held = new Int32Array(this.#slots).fill(-1);
    this.#stretch = { bytes: this.#memory, at: 0 };
  }

  /** @returns where the bytes `offset`…`offset + length` are in memory; always the same object */
  read(offset: number, length: number): Stretch {
    if (offset + length > this.size) throw new Damage('the pack ends too early');
    const first = Math.floor(offset / BLOCK);
    const last = Math.floor((offset + length - 1) / BLOCK);
    const slot = first % this.#slots;
    const count = last - first + 1;
    if (slot + count > this.#slots) return this.#readApart(offset, length);
    for (let block = first; block <= last; block += 1) this.#hold(block);
    this.#stretch.bytes = this.#memory;
    this.#stretch.at = slot * BLOCK + (offset - first * BLOCK);
    return this.#stretch;
  }

  close(): void {
    closeSync(this.#file);
  }

  #hold(block: number): void {
    const slot = block % this.#slots;
    if (this.#held[slot] === block) return;
    this.#held[slot] = -1;
    const from = block * BLOCK;
    this.#fill(this.#memory, slot * BLOCK, from, Math.min(BLOCK, this.size - from));
    this.#held[slot] = block;
  }

  #readApart(offset: number, length: number): Stretch {
    if (this.#large.length < length) this.#large = Buffer.allocUnsafeSlow(length);
    this.#fill(this.#large, 0, offset, length);
    this.#stretch.bytes = this.#large;
    this.#stretch.at = 0;
    return this.#stretch;
  }

  #fill(target: Buffer, at: number, offset: number, length: number): void {
    for (let done = 0; done < length; ) {
      const read = readSync(this.#file, target, at + done, length - done, offset + done);
      if (read === 0) throw new Damage('the pack became shorter while it was read');
      done += read;
    }
  }
}
