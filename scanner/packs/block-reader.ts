import { readSync } from 'node:fs';
import { BLOCK, isBeingFilled, type BlockCache } from './block-cache.ts';
import { PackDamage } from './pack-damage.ts';
import { borrow, type PackHandle } from './pack-handle.ts';

/**
 * Bytes of a file in memory. Valid until the next call of the reader that made it, and as long as {@link
 * BlockReader.isUnchanged}.
 */
export interface Stretch {
  bytes: Buffer;
  at: number;
}

/** More than this is read by itself, and leaves the blocks alone; bytes. */
const LONG = 2 * BLOCK;
const NOWHERE = -1;

/** Reads a file of any size at random through a bounded number of blocks. */
export class BlockReader {
  readonly size: number;
  readonly #file: number;
  readonly #giveBack: () => void;
  readonly #blocks: BlockCache;
  readonly #firstBlock: number;
  readonly #inputBuffer: Buffer;
  #large: Buffer = Buffer.alloc(0);
  readonly #stretch: Stretch;
  #place = NOWHERE;
  #stamp = 0;

  /**
   * @param pack which is given back by {@link close}
   * @param blocks which other threads may use too
   * @param firstBlock number of the file's first block among those of all files
   * @param inputBuffer for what does not lie in one block; what is larger than it gets memory of its own
   * @throws Damage where the pack is gone
   */
  constructor(pack: PackHandle, blocks: BlockCache, firstBlock: number, inputBuffer: Buffer) {
    this.size = pack.size;
    ({ descriptor: this.#file, giveBack: this.#giveBack } = borrow(pack));
    this.#blocks = blocks;
    this.#firstBlock = firstBlock;
    this.#inputBuffer = inputBuffer;
    this.#stretch = { bytes: inputBuffer, at: 0 };
  }

  /** @returns where the bytes `offset`…`offset + length` are in memory; always the same object */
  read(offset: number, length: number): Stretch {
    if (offset + length > this.size) throw new PackDamage('the pack ends too early');
    const block = Math.floor(offset / BLOCK);
    const within = offset - block * BLOCK;
    if (within + length <= BLOCK) {
      const place = this.#placeOf(block);
      if (place !== NOWHERE) return this.#found(this.#blocks.bytes, place * BLOCK + within);
    } else if (length <= LONG && length <= this.#inputBuffer.length) {
      this.#gather(block, within, length);
      return this.#found(this.#inputBuffer, 0);
    }
    return this.readApart(offset, length);
  }

  /** The same, read from the file once more, to where no other thread writes. */
  readApart(offset: number, length: number): Stretch {
    let bytes = this.#inputBuffer;
    if (length > bytes.length)
      bytes = this.#large.length < length ? (this.#large = Buffer.allocUnsafeSlow(length)) : this.#large;
    this.#fill(bytes, 0, offset, length);
    this.#place = NOWHERE;
    return this.#found(bytes, 0);
  }

  /** Whether what was read last is still where it was; else it may have been another block meanwhile. */
  get isUnchanged(): boolean {
    return this.#place === NOWHERE || this.#blocks.stamp(this.#place) === this.#stamp;
  }

  close(): void {
    this.#giveBack();
  }

  #found(bytes: Buffer, at: number): Stretch {
    this.#stretch.bytes = bytes;
    this.#stretch.at = at;
    return this.#stretch;
  }

  /** Where a block is, read from the file if need be. */
  #placeOf(block: number): number {
    const number = this.#firstBlock + block;
    let place = this.#blocks.find(number);
    if (place === NOWHERE)
      place = this.#blocks.put(number, (at) =>
        this.#fill(this.#blocks.bytes, at, block * BLOCK, Math.min(BLOCK, this.size - block * BLOCK)),
      );
    this.#place = place;
    if (place === NOWHERE) return place;
    this.#stamp = this.#blocks.stamp(place);
    // It may have become another one between two looks, or be about to.
    return !isBeingFilled(this.#stamp) && this.#blocks.holds(place, number) ? place : (this.#place = NOWHERE);
  }

  /** Copies what lies in several blocks to the input buffer. */
  #gather(firstBlock: number, within: number, length: number): void {
    for (let block = firstBlock, from = within, done = 0; done < length; block += 1, from = 0) {
      const part = Math.min(BLOCK - from, length - done);
      const place = this.#placeOf(block);
      if (place !== NOWHERE)
        this.#blocks.bytes.copy(this.#inputBuffer, done, place * BLOCK + from, place * BLOCK + from + part);
      if (place === NOWHERE || !this.isUnchanged) this.#fill(this.#inputBuffer, done, block * BLOCK + from, part);
      done += part;
    }
    this.#place = NOWHERE;
  }

  #fill(target: Buffer, at: number, offset: number, length: number): void {
    for (let done = 0; done < length;) {
      const read = readSync(this.#file, target, at + done, length - done, offset + done);
      if (read === 0) throw new PackDamage('the pack became shorter while it was read');
      done += read;
    }
  }
}
