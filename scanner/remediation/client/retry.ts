// Limits the time spent on hosts that do not answer.
/** Limits for the time spent on hosts that do not answer, in milliseconds. */
export interface WaitingOptions {
  /** Per attempt, including the body. Default 15000. */
  readonly timeoutMs?: number;
  /** Maximum time for one host without answers, including retries; then the host is given up. Default 60000. */
  readonly hostLimitMs?: number;
  /** Maximum time for all hosts of a run together. Default 300000. */
  readonly runLimitMs?: number;
}

/** {@link WaitingOptions} with all defaults filled in. */
export interface WaitingLimits {
  readonly answerMs: number;
  readonly hostMs: number;
  readonly runMs: number;
}

/** @returns the limits with defaults filled in */
export function waitingLimits(options: WaitingOptions = {}): WaitingLimits {
  const { timeoutMs = 15_000, hostLimitMs = 60_000, runLimitMs = 300_000 } = options;
  return { answerMs: timeoutMs, hostMs: hostLimitMs, runMs: runLimitMs };
}

/** Answers within this time do not count as waiting. */
const PROMPT_MS = 2000;

/** Time reserved for cleanup calls: logging out our session, deleting a key that was delivered to nobody. */
const RESERVE_MS = 30_000;

/**
 * Counts the time lost to hosts that do not answer, so one host cannot delay a run in proportion to the number of
 * secrets. Time with prompt answers is not counted.
 */
export class RetryPolicy {
  readonly #limits: WaitingLimits;
  /** Time lost to each host since its last answer. */
  readonly #hosts = new Map<string, number>();
  #run = 0;

  constructor(limits: WaitingLimits) {
    this.#limits = limits;
  }

  /**
   * The remaining time for a host.
   * @param isTidying whether the call may use the reserved time
   * @returns whole milliseconds; 0 if the host was given up
   */
  left(host: string, isTidying: boolean): number {
    const reserve = isTidying ? RESERVE_MS : 0;
    const { hostMs, runMs } = this.#limits;
    return Math.max(0, Math.floor(reserve + Math.min(hostMs - (this.#hosts.get(host) ?? 0), runMs - this.#run)));
  }

  /** Counts an attempt, or a pause before the next one. */
  spent(host: string, ms: number, isAnswered: boolean): void {
    this.#hosts.set(host, isAnswered ? 0 : (this.#hosts.get(host) ?? 0) + ms);
    this.#run += isAnswered ? Math.max(0, ms - PROMPT_MS) : ms;
  }

  /** For people: why a host is no longer asked. */
  reason(host: string): string {
    const { hostMs, runMs } = this.#limits;
    const isHost = hostMs - (this.#hosts.get(host) ?? 0) < 1;
    if (isHost) return `given up: no answer in ${hostMs / 1000} s`;
    return `not asked: ${runMs / 1000} s of this run were spent waiting for hosts`;
  }
}
