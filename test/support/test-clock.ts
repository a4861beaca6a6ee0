// A clock that tests move on by themselves.
import type { Clock } from '../../scanner/remediation/client/clock.ts';

/**
 * A clock that nobody waits for: sleeping moves it on, and an answer that does not come is over when the test says so.
 */
export class TestClock implements Clock {
  #now = 0;
  #start: number;
  #last: { readonly controller: AbortController; readonly ms: number } | undefined;

  /** @param date of the machine, which may be wrong */
  constructor(date = Date.now()) {
    this.#start = date;
  }

  now(): number {
    return this.#now;
  }

  date(): Date {
    return new Date(this.#start + this.#now);
  }

  sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
    if (signal?.aborted === true) return Promise.reject(signal.reason as Error);
    this.#now += ms;
    return Promise.resolve();
  }

  timeout(ms: number): AbortSignal {
    this.#last = { controller: new AbortController(), ms };
    return this.#last.controller.signal;
  }

  /** Somebody sets the date of the machine. */
  jump(ms: number): void {
    this.#start += ms;
  }

  /** Lets the time of the request that is under way run out. */
  expire(): void {
    this.expiry()();
  }

  /** @returns what lets the time of the request that is under way now run out later */
  expiry(): () => void {
    const last = this.#last;
    return () => {
      this.#now += last?.ms ?? 0;
      last?.controller.abort(new DOMException('timed out', 'TimeoutError'));
    };
  }
}
