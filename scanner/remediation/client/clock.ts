// Time as the client sees it, so that tests need not wait for it.
import { setTimeout as timer } from 'node:timers/promises';

/** Time as the client sees it. A test gives a clock of its own, so nothing has to be waited for. */
export interface Clock {
  /** Milliseconds since some moment; never goes back, whatever happens to the date of the machine. */
  now(): number;
  /** The date of the machine. */
  date(): Date;
  /** Waits `ms` milliseconds. @throws the signal's reason when it is aborted meanwhile */
  sleep(ms: number, signal: AbortSignal | undefined): Promise<void>;
  /** @returns a signal that is aborted after `ms` milliseconds */
  timeout(ms: number): AbortSignal;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => performance.now(),
  date: () => new Date(),
  async sleep(ms, signal) {
    try {
      await timer(ms, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
  timeout: (ms) => AbortSignal.timeout(ms),
};
