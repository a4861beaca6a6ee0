// Reads a file of any size at random positions through the shared block cache.
import { readSync } from 'node:fs';
import { BLOCK, isBeingFilled, type BlockCache } from './block-cache.ts';
import { PackDamage } from './pack-damage.ts';
import { borrow, type PackHandle } from './pack-handle.ts';

/**
 * Bytes of a file in memory. Valid until the next call of the reader that returned it, and while {@link
 * BlockReader.isUnchanged}.
 */
export interface Stretch {
  bytes: Buffer;
  at: number;
}

/** Longer reads bypass the block cache. Bytes. */
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
   * @param pack released by {@link close}
   * @param blocks may be shared with other threads
   * @param firstBlock number of the file's first block among those of all files
   * @param inputBuffer for reads that span blocks; larger reads get memory of their own
   * @throws PackDamage if the pack is gone
   */
  constructor(pack: PackHandle, blocks: BlockCache, firstBlock: number, inputBuffer: Buffer) {
    this.size = pack.size;
    ({ descriptor: this.#file, giveBack: this.#giveBack } = borrow(pack));
    this.#blocks = blocks;
    this.#firstBlock = firstBlock;
    this.#inputBuffer = inputBuffer;
    this.#stretch = { bytes: inputBuffer, at: 0 };
  }

  /** @returns the position in memory of the bytes `offset`…`offset + length`; always the same object */
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

  /** Reads the same bytes again from the file, into memory that no other thread writes. */
  readApart(offset: number, length: number): Stretch {
    let bytes = this.#inputBuffer;
    if (length > bytes.length)
      bytes = this.#large.length < length ? (this.#large = Buffer.allocUnsafeSlow(length)) : this.#large;
    this.#fill(bytes, 0, offset, length);
    this.#place = NOWHERE;
    return this.#found(bytes, 0);
  }

  /** Whether the bytes of the last read are unchanged; otherwise their block may have been replaced meanwhile. */
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

  /** @returns the slot of a block, which is read from the file if necessary */
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
    // The slot may have been refilled since, or may be about to be.
    return !isBeingFilled(this.#stamp) && this.#blocks.holds(place, number) ? place : (this.#place = NOWHERE);
  }

  /** Copies a range that spans several blocks into the input buffer. */
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
