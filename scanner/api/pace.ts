import { setTimeout as sleep } from 'node:timers/promises';

/** Spaces requests evenly, so that a long list of secrets stays below the platform's limit. */
export class Pace {
  readonly #intervalMs: number;
  #nextAt = 0;

  /** @param requestsPerSecond the platform allows 50 per user and address; `Infinity` for no limit */
  constructor(requestsPerSecond: number) {
    this.#intervalMs = 1000 / requestsPerSecond;
  }

  /** Resolves when the next request may go. @throws the signal's reason when it is aborted meanwhile */
  async turn(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    const now = performance.now();
    const at = Math.max(now, this.#nextAt);
    this.#nextAt = at + this.#intervalMs;
    if (at > now) await pause(at - now, signal);
  }
}

/** Waits `ms` milliseconds. @throws the signal's reason when it is aborted meanwhile */
export async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(ms, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
