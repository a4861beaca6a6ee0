// Counts the cost of one archive (size, members, memory, time) against its limits.
import { setImmediate as turn } from 'node:timers/promises';
import { size } from '../text/numbers.ts';
import type { ArchiveLimits } from '../model/archive-limits.ts';
import { LimitReached } from './archive-errors.ts';

/** Bytes that may be unpacked before the compression ratio is limited. */
const RATIO_FLOOR = 64_000_000;
/** Milliseconds after which the event loop gets a turn, so an interrupt is noticed. */
const BREATH = 50;

/** The cost of one archive with all its content so far, and its limits. */
export class Budget {
  readonly limits: ArchiveLimits;
  /** The user's size limit for files, which applies to members too. Bytes. */
  readonly maxSize: number;
  readonly #signal: AbortSignal;
  readonly #deadline: number;
  #packed: number;
  #unpacked = 0;
  #members = 0;
  #held = 0;
  #lastBreath = performance.now();

  /** @param packed size of the archive in bytes; 0 if not known yet, see {@link arrive} */
  constructor(limits: ArchiveLimits, packed: number, signal: AbortSignal, maxSize = Number.POSITIVE_INFINITY) {
    this.limits = limits;
    this.maxSize = maxSize;
    this.#packed = packed;
    this.#signal = signal;
    this.#deadline = performance.now() + limits.time * 1000;
  }

  /** Counts packed bytes of an archive that arrives as a stream. */
  arrive(bytes: number): void {
    this.#packed += bytes;
  }

  /**
   * Counts a file or folder.
   * @throws LimitReached
   */
  member(): void {
    this.#members += 1;
    if (this.#members > this.limits.members)
      throw reached(`it holds more than ${this.limits.members} files`, `members=${this.limits.members * 4}`);
  }

  /** Describes a member that is larger than {@link maxSize}, by its stated or its real size. */
  get tooLarge(): { readonly reason: string; readonly remedy: string } {
    return {
      reason: `larger than the ${size(this.maxSize)} of --max-size`,
      remedy: 'Scan it with a higher --max-size, or without one.',
    };
  }

  /**
   * Counts bytes from a decompressor.
   * @throws LimitReached
   */
  unpack(bytes: number): void {
    const { total, ratio } = this.limits;
    this.#unpacked += bytes;
    if (this.#unpacked > total) throw reached(`it unpacks to more than ${size(total)}`, `total=${total * 4}`);
    if (this.#unpacked > RATIO_FLOOR && this.#unpacked > ratio * this.#packed)
      throw reached(`it unpacks to more than ${ratio} times its size`, `ratio=${ratio * 10}`);
  }

  /** Whether this much memory is available. */
  mayHold(bytes: number): boolean {
    return this.#held + bytes <= this.limits.memory;
  }

  /**
   * Reserves memory.
   * @returns false if there is not enough; otherwise it must be returned with {@link release}
   */
  hold(bytes: number): boolean {
    if (!this.mayHold(bytes)) return false;
    this.#held += bytes;
    return true;
  }

  release(bytes: number): void {
    this.#held -= bytes;
  }

  /**
   * Call often: gives the event loop a turn now and then.
   * @throws LimitReached, AbortError
   */
  async breathe(): Promise<void> {
    const now = performance.now();
    if (now - this.#lastBreath < BREATH) return;
    await turn();
    this.#signal.throwIfAborted();
    this.#lastBreath = performance.now();
    if (now > this.#deadline)
      throw reached(`reading it takes more than ${this.limits.time} seconds`, `time=${this.limits.time * 10}`);
  }
}

function reached(reason: string, raise: string): LimitReached {
  return new LimitReached(reason, `Unpack it and scan the folder, or raise the limit: --archive-limits ${raise}`);
}
