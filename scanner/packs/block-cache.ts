// A lock-free cache of file blocks in memory that all threads of a walk share.
/** Small, because a walk reads at random: larger blocks read four times as much for the same entries. Bytes. */
export const BLOCK = 16 * 1024;

/** Slots that a block may be in (the cache is set-associative). */
const WAYS = 4;
/** The fields of a slot: the block in it, a stamp that changes with every fill, and the time of its last use. */
const WIDTH = 3;
const [HELD, STAMP, WANTED] = [0, 1, 2];
const NOTHING = -1;

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
  const places = Math.floor(bytes.length / BLOCK / WAYS) * WAYS;
  return { bytes, state: new Int32Array(new SharedArrayBuffer((places * WIDTH + 1) * 4)).fill(NOTHING) };
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
  readonly #time: number;

  constructor({ bytes, state }: BlockMemory) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#state = state;
    this.#sets = Math.floor(state.length / WIDTH / WAYS);
    this.#time = state.length - 1;
  }

  /**
   * @param block number of the block among all files
   * @returns its slot; -1 if it is not in the cache
   */
  find(block: number): number {
    const state = this.#state;
    const first = (block % this.#sets) * WAYS;
    for (let place = first; place < first + WAYS; place += 1) {
      if (state[place * WIDTH + HELD] !== block) continue;
      const now = state[this.#time]!;
      // Written rarely, because other threads must fetch every cache line that one thread writes.
      if (state[place * WIDTH + WANTED] !== now) state[place * WIDTH + WANTED] = now;
      return place;
    }
    return NOTHING;
  }

  /** Whether a slot holds a block and no thread is filling it. */
  holds(place: number, block: number): boolean {
    return Atomics.load(this.#state, place * WIDTH + HELD) === block;
  }

  /** @returns a number that stays the same as long as the content of the slot does */
  stamp(place: number): number {
    return Atomics.load(this.#state, place * WIDTH + STAMP);
  }

  /**
   * Fills a slot with a block.
   * @param fill writes the block into `bytes` at the given offset
   * @returns the slot; -1 if another thread is filling it
   */
  put(block: number, fill: (at: number) => void): number {
    const state = this.#state;
    const place = this.#oldest((block % this.#sets) * WAYS) * WIDTH;
    const stamp = Atomics.load(state, place + STAMP);
    if (isBeingFilled(stamp) || Atomics.compareExchange(state, place + STAMP, stamp, (stamp + 1) | 0) !== stamp)
      return NOTHING;
    Atomics.store(state, place + HELD, NOTHING);
    let held = NOTHING;
    try {
      fill((place / WIDTH) * BLOCK);
      held = block;
    } finally {
      Atomics.store(state, place + HELD, held);
      // Approximate: threads may lose each other's increments.
      state[place + WANTED] = state[this.#time]! += 1;
      Atomics.store(state, place + STAMP, (stamp + 2) | 0);
    }
    return place / WIDTH;
  }

  #oldest(first: number): number {
    const state = this.#state;
    const now = state[this.#time]!;
    let oldest = first;
    for (let place = first + 1; place < first + WAYS; place += 1) {
      if (now - state[place * WIDTH + WANTED]! > now - state[oldest * WIDTH + WANTED]!) oldest = place;
    }
    return oldest;
  }
}
