// Limits how long hosts that do not answer are waited for.
/** How long hosts that do not answer are waited for, in milliseconds. */
export interface WaitingOptions {
  /** Per attempt, the body included. Default 15000. */
  readonly timeoutMs?: number;
  /** The longest that one host without answers is waited for, retries included; then it is given up. Default 60000. */
  readonly hostLimitMs?: number;
  /** The longest that all hosts of a run together are waited for. Default 300000. */
  readonly runLimitMs?: number;
}

/** The same with nothing left open. */
export interface WaitingLimits {
  readonly answerMs: number;
  readonly hostMs: number;
  readonly runMs: number;
}

/** @returns how long hosts are waited for with these options */
export function waitingLimits(options: WaitingOptions = {}): WaitingLimits {
  const { timeoutMs = 15_000, hostLimitMs = 60_000, runLimitMs = 300_000 } = options;
  return { answerMs: timeoutMs, hostMs: hostLimitMs, runMs: runLimitMs };
}

/** An answer that took no longer than this was not waited for. */
const PROMPT_MS = 2000;

/** What is kept back for calls that tidy up: to log our session out, to delete a key that reached nobody. */
const RESERVE_MS = 30_000;

/**
 * Counts the time lost at hosts that do not answer, so that one of them cannot hold up a run for as
 * long as there are secrets to ask about. Time in which answers came promptly is not counted.
 */
export class RetryPolicy {
  readonly #limits: WaitingLimits;
  /** Time lost at each host since it last answered. */
  readonly #hosts = new Map<string, number>();
  #run = 0;

  constructor(limits: WaitingLimits) {
    this.#limits = limits;
  }

  /**
   * How long a host may still be waited for.
   * @param isTidying whether the call may use what is kept back
   * @returns whole milliseconds; 0 when it was given up
   */
  left(host: string, isTidying: boolean): number {
    const reserve = isTidying ? RESERVE_MS : 0;
    const { hostMs, runMs } = this.#limits;
    return Math.max(0, Math.floor(reserve + Math.min(hostMs - (this.#hosts.get(host) ?? 0), runMs - this.#run)));
  }

  /** Counts an attempt or a pause before the next one. */
  spent(host: string, ms: number, isAnswered: boolean): void {
    this.#hosts.set(host, isAnswered ? 0 : (this.#hosts.get(host) ?? 0) + ms);
    this.#run += isAnswered ? Math.max(0, ms - PROMPT_MS) : ms;
  }

  /** For people: why a host is not asked any more. */
  reason(host: string): string {
    const { hostMs, runMs } = this.#limits;
    const isHost = hostMs - (this.#hosts.get(host) ?? 0) < 1;
    if (isHost) return `given up: no answer in ${hostMs / 1000} s`;
    return `not asked: ${runMs / 1000} s of this run were spent waiting for hosts`;
  }
}
