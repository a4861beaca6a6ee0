import type { RateLimit } from './types.ts';

/** Counts requests per hash or address in a sliding window. */
export class RateLimiter {
  readonly #limit: RateLimit;
  readonly #seen = new Map<string, number[]>();

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  allows(who: string): boolean {
    const now = Date.now();
    const recent = (this.#seen.get(who) ?? []).filter((time) => now - time < this.#limit.windowMs);
    recent.push(now);
    this.#seen.set(who, recent);
    return recent.length <= this.#limit.requests;
  }
}
