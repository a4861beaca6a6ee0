// Reads a file of any size at random positions through the shared block cache.
import { readSync } from 'node:fs';
import { BLOCK_SIZE, isBeingFilled, type BlockCache } from './block-cache.ts';
import { PackDamage } from './pack-damage.ts';
import { acquire, type PackHandle } from './pack-handle.ts';

/**
 * Bytes of a file in memory. Valid until the next call of the reader that returned it, and while {@link
 * BlockReader.isUnchanged}.
 */
export interface BlockView {
  bytes: Buffer;
  at: number;
}

/** Longer reads bypass the block cache. Bytes. */
const MAX_CACHED_READ = 2 * BLOCK_SIZE;
const NO_SLOT = -1;

/** Reads a file of any size at random through a bounded number of blocks. */
export class BlockReader {
  readonly size: number;
  readonly #file: number;
  readonly #release: () => void;
  readonly #blocks: BlockCache;
  readonly #firstBlock: number;
  readonly #inputBuffer: Buffer;
  #largeBuffer: Buffer = Buffer.alloc(0);
  readonly #view: BlockView;
  #slot = NO_SLOT;
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
    ({ descriptor: this.#file, release: this.#release } = acquire(pack));
    this.#blocks = blocks;
    this.#firstBlock = firstBlock;
    this.#inputBuffer = inputBuffer;
    this.#view = { bytes: inputBuffer, at: 0 };
  }

  /** @returns the position in memory of the bytes `offset`…`offset + length`; always the same object */
  read(offset: number, length: number): BlockView {
    if (offset + length > this.size) throw new PackDamage('the pack ends too early');
    const block = Math.floor(offset / BLOCK_SIZE);
    const within = offset - block * BLOCK_SIZE;
    if (within + length <= BLOCK_SIZE) {
      const slot = this.#slotOf(block);
      if (slot !== NO_SLOT) return this.#viewAt(this.#blocks.bytes, slot * BLOCK_SIZE + within);
    } else if (length <= MAX_CACHED_READ && length <= this.#inputBuffer.length) {
      this.#copyBlocks(block, within, length);
      return this.#viewAt(this.#inputBuffer, 0);
    }
    return this.readUncached(offset, length);
  }

  /** Reads the same bytes again from the file, into memory that no other thread writes. */
  readUncached(offset: number, length: number): BlockView {
    let bytes = this.#inputBuffer;
    if (length > bytes.length)
      bytes =
        this.#largeBuffer.length < length ? (this.#largeBuffer = Buffer.allocUnsafeSlow(length)) : this.#largeBuffer;
    this.#fill(bytes, 0, offset, length);
    this.#slot = NO_SLOT;
    return this.#viewAt(bytes, 0);
  }

  /** Whether the bytes of the last read are unchanged; otherwise their block may have been replaced meanwhile. */
  get isUnchanged(): boolean {
    return this.#slot === NO_SLOT || this.#blocks.stamp(this.#slot) === this.#stamp;
  }

  close(): void {
    this.#release();
  }

  #viewAt(bytes: Buffer, at: number): BlockView {
    this.#view.bytes = bytes;
    this.#view.at = at;
    return this.#view;
  }

  /** @returns the slot of a block, which is read from the file if necessary */
  #slotOf(block: number): number {
    const number = this.#firstBlock + block;
    let slot = this.#blocks.find(number);
    if (slot === NO_SLOT)
      slot = this.#blocks.put(number, (at) =>
        this.#fill(this.#blocks.bytes, at, block * BLOCK_SIZE, Math.min(BLOCK_SIZE, this.size - block * BLOCK_SIZE)),
      );
    this.#slot = slot;
    if (slot === NO_SLOT) return slot;
    this.#stamp = this.#blocks.stamp(slot);
    // The slot may have been refilled since, or may be about to be.
    return !isBeingFilled(this.#stamp) && this.#blocks.holds(slot, number) ? slot : (this.#slot = NO_SLOT);
  }

  /** Copies a range that spans several blocks into the input buffer. */
  #copyBlocks(firstBlock: number, within: number, length: number): void {
    for (let block = firstBlock, from = within, done = 0; done < length; block += 1, from = 0) {
      const part = Math.min(BLOCK_SIZE - from, length - done);
      const slot = this.#slotOf(block);
      if (slot !== NO_SLOT)
        this.#blocks.bytes.copy(this.#inputBuffer, done, slot * BLOCK_SIZE + from, slot * BLOCK_SIZE + from + part);
      if (slot === NO_SLOT || !this.isUnchanged) this.#fill(this.#inputBuffer, done, block * BLOCK_SIZE + from, part);
      done += part;
    }
    this.#slot = NO_SLOT;
  }

  #fill(target: Buffer, at: number, offset: number, length: number): void {
    for (let done = 0; done < length;) {
      const read = readSync(this.#file, target, at + done, length - done, offset + done);
      if (read === 0) throw new PackDamage('the pack became shorter while it was read');
      done += read;
    }
  }
}
