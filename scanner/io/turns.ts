// Lets timers and signals run during long computations.
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds of work between two pauses. */
const LONGEST = 20;
/** Steps between two checks of the clock. */
const STEPS = 64;

export class Turns {
  #since = performance.now();
  #steps = 0;

  /**
   * Counts a step of work.
   * @returns whether it is time for {@link pause}; cheap enough to call for every value
   */
  get isDue(): boolean {
    this.#steps += 1;
    return this.#steps % STEPS === 0 && performance.now() - this.#since > LONGEST;
  }

  /** Lets pending timers and signals run. */
  async pause(): Promise<void> {
    await nextTurn();
    this.#since = performance.now();
  }
}
