// A clock that tests control.
import type { Clock } from '../../scanner/remediation/client/clock.ts';

/**
 * A clock without real waiting: sleeping advances it, and the test decides when a missing answer times out.
 */
export class TestClock implements Clock {
  #now = 0;
  #start: number;
  #last: { readonly controller: AbortController; readonly ms: number } | undefined;

  /** @param date the date of the machine, which may be wrong */
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

  /** Changes the date of the machine. */
  jump(ms: number): void {
    this.#start += ms;
  }

  /** Makes the current request time out. */
  expire(): void {
    this.expiry()();
  }

  /** @returns a function that makes the current request time out later */
  expiry(): () => void {
    const last = this.#last;
    return () => {
      this.#now += last?.ms ?? 0;
      last?.controller.abort(new DOMException('timed out', 'TimeoutError'));
    };
  }
}
