/** Lets timers and signals through while much is computed: nothing interrupts JavaScript that does not pause. */
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Milliseconds of work between two pauses. */
const LONGEST = 20;
/** Steps between two looks at the clock. */
const STEPS = 64;

export class Turns {
  #since = performance.now();
  #steps = 0;

  /** Counts a step of work. @returns whether it is time for {@link pause}; cheap enough to be asked at every value */
  get isDue(): boolean {
    this.#steps += 1;
    return this.#steps % STEPS === 0 && performance.now() - this.#since > LONGEST;
  }

  /** Waits for what waits already. */
  async pause(): Promise<void> {
    await nextTurn();
    this.#since = performance.now();
  }
}
