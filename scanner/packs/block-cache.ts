// A lock-free cache of file blocks in memory that all threads of a walk share.
/** Small, because a walk reads at random: larger blocks read four times as much for the same entries. Bytes. */
export const BLOCK_SIZE = 16 * 1024;

/** Slots that a block may be in (the cache is set-associative). */
const WAYS = 4;
/** The fields of a slot: the block in it, a stamp that changes with every fill, and the time of its last use. */
const WIDTH = 3;
const [CACHED_BLOCK, STAMP, LAST_USE] = [0, 1, 2];
const NONE = -1;

/** Memory for blocks of files, as plain data that threads can share. */
export interface BlockMemory {
  readonly bytes: Uint8Array;
  /** Three numbers for each slot, plus a clock that advances whenever a slot is filled. */
  readonly state: Int32Array;
}

/** Whether a thread was filling a slot when its stamp was read: stamps start at -1, and are odd when no thread is. */
export function isBeingFilled(stamp: number): boolean {
  return (stamp & 1) === 0;
}

/** @param bytes memory for at least a few blocks */
export function blockMemory(bytes: Uint8Array): BlockMemory {
  const slots = Math.floor(bytes.length / BLOCK_SIZE / WAYS) * WAYS;
  return { bytes, state: new Int32Array(new SharedArrayBuffer((slots * WIDTH + 1) * 4)).fill(NONE) };
}

/**
 * Blocks of files that all threads of a walk share; the least recently used block is replaced. Nobody waits: a thread
 * skips a slot that another thread is filling, and a reader checks afterwards whether its slot still held the same
 * block.
 */
export class BlockCache {
  readonly bytes: Buffer;
  readonly #state: Int32Array;
  readonly #sets: number;
  readonly #clock: number;

  constructor({ bytes, state }: BlockMemory) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#state = state;
    this.#sets = Math.floor(state.length / WIDTH / WAYS);
    this.#clock = state.length - 1;
  }

  /**
   * @param block number of the block among all files
   * @returns its slot; -1 if it is not in the cache
   */
  find(block: number): number {
    const state = this.#state;
    const first = (block % this.#sets) * WAYS;
    for (let slot = first; slot < first + WAYS; slot += 1) {
      if (state[slot * WIDTH + CACHED_BLOCK] !== block) continue;
      const now = state[this.#clock]!;
      // Written rarely, because other threads must fetch every cache line that one thread writes.
      if (state[slot * WIDTH + LAST_USE] !== now) state[slot * WIDTH + LAST_USE] = now;
      return slot;
    }
    return NONE;
  }

  /** Whether a slot holds a block and no thread is filling it. */
  holds(slot: number, block: number): boolean {
    return Atomics.load(this.#state, slot * WIDTH + CACHED_BLOCK) === block;
  }

  /** @returns a number that stays the same as long as the content of the slot does */
  stamp(slot: number): number {
    return Atomics.load(this.#state, slot * WIDTH + STAMP);
  }

  /**
   * Fills a slot with a block.
   * @param fill writes the block into `bytes` at the given offset
   * @returns the slot; -1 if another thread is filling it
   */
  put(block: number, fill: (at: number) => void): number {
    const state = this.#state;
    const slot = this.#oldest((block % this.#sets) * WAYS) * WIDTH;
    const stamp = Atomics.load(state, slot + STAMP);
    if (isBeingFilled(stamp) || Atomics.compareExchange(state, slot + STAMP, stamp, (stamp + 1) | 0) !== stamp)
      return NONE;
    Atomics.store(state, slot + CACHED_BLOCK, NONE);
    let cached = NONE;
    try {
      fill((slot / WIDTH) * BLOCK_SIZE);
      cached = block;
    } finally {
      Atomics.store(state, slot + CACHED_BLOCK, cached);
      // Approximate: threads may lose each other's increments.
      state[slot + LAST_USE] = state[this.#clock]! += 1;
      Atomics.store(state, slot + STAMP, (stamp + 2) | 0);
    }
    return slot / WIDTH;
  }

  #oldest(first: number): number {
    const state = this.#state;
    const now = state[this.#clock]!;
    let oldest = first;
    for (let slot = first + 1; slot < first + WAYS; slot += 1) {
      if (now - state[slot * WIDTH + LAST_USE]! > now - state[oldest * WIDTH + LAST_USE]!) oldest = slot;
    }
    return oldest;
  }
}
