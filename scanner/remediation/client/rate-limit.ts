// Limits the rate of requests.

import type { Clock } from './clock.ts';

/** Spaces requests evenly, so that a long list of secrets stays below the platform's limit. */
export class RateLimit {
  readonly #intervalMs: number;
  readonly #clock: Clock;
  #nextAt = 0;

  /** @param requestsPerSecond the platform allows 50 per user and address; `Infinity` for no limit */
  constructor(requestsPerSecond: number, clock: Clock) {
    this.#intervalMs = 1000 / requestsPerSecond;
    this.#clock = clock;
  }

  /** Resolves when the next request may be sent. @throws the signal's reason if it is aborted meanwhile */
  async turn(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    const now = this.#clock.now();
    const at = Math.max(now, this.#nextAt);
    this.#nextAt = at + this.#intervalMs;
    if (at > now) await this.#clock.sleep(at - now, signal);
  }
}
