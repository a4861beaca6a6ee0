/** Small, for a walk jumps about in the file: larger ones read four times as much for the same entries. Bytes. */
export const BLOCK = 16 * 1024;

/** Places that a block may lie in. */
const WAYS = 4;
/** What is noted of a place: which block is there, how often that changed, and when it was last wanted. */
const WIDTH = 3;
const [HELD, STAMP, WANTED] = [0, 1, 2];
const NOTHING = -1;

/** Memory for blocks of files, as plain data that threads can share. */
export interface BlockMemory {
  readonly bytes: Uint8Array;
  /** Three numbers for each place, and one more for the time: it goes on whenever a place is filled. */
  readonly state: Int32Array;
}

/** Whether a thread was at work on a place when its stamp was read: stamps begin at -1, and are odd when nobody is. */
export function isBeingFilled(stamp: number): boolean {
  return (stamp & 1) === 0;
}

/** @param bytes memory, of a few blocks at least */
export function blockMemory(bytes: Uint8Array): BlockMemory {
  const places = Math.floor(bytes.length / BLOCK / WAYS) * WAYS;
  return { bytes, state: new Int32Array(new SharedArrayBuffer((places * WIDTH + 1) * 4)).fill(NOTHING) };
}

/**
 * Blocks of files that all threads of a walk share, the one wanted longest ago making room. Nobody waits: a place that
 * another thread is filling is passed over, and who reads from a place asks afterwards whether it still held the same.
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

  /** @param block number of it, among all files @returns its place; -1 if it is in none */
  find(block: number): number {
    const state = this.#state;
    const first = (block % this.#sets) * WAYS;
    for (let place = first; place < first + WAYS; place += 1) {
      if (state[place * WIDTH + HELD] !== block) continue;
      const now = state[this.#time]!;
      // Written seldom, for what one thread writes the others have to fetch.
      if (state[place * WIDTH + WANTED] !== now) state[place * WIDTH + WANTED] = now;
      return place;
    }
    return NOTHING;
  }

  /** Whether a place holds a block, and nobody is filling it. */
  holds(place: number, block: number): boolean {
    return Atomics.load(this.#state, place * WIDTH + HELD) === block;
  }

  /** @returns a number that is the same as long as what is in the place is */
  stamp(place: number): number {
    return Atomics.load(this.#state, place * WIDTH + STAMP);
  }

  /**
   * Has a place filled with a block.
   * @param fill puts it into `bytes`, from the offset that it is given
   * @returns the place; -1 when another thread is filling that
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
      // Rough: threads may lose a step of each other.
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
