// The client's clock and timers, replaceable in tests.

import { setTimeout as timer } from 'node:timers/promises';

/** The client's clock. Tests use their own, so they need not wait. */
export interface Clock {
  /** Milliseconds since an arbitrary moment; monotonic, independent of the system date. */
  now(): number;
  /** The system date. */
  date(): Date;
  /** Waits `ms` milliseconds. @throws the signal's reason if it is aborted meanwhile */
  sleep(ms: number, signal: AbortSignal | undefined): Promise<void>;
  /** @returns a signal that aborts after `ms` milliseconds */
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
