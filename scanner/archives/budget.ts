import { setImmediate as turn } from 'node:timers/promises';
import { size } from '../text/numbers.ts';
import type { ArchiveLimits } from '../model/archive-limits.ts';
import { LimitReached } from './archive-errors.ts';

/** Before so many bytes were unpacked, no ratio is too high. */
const RATIO_FLOOR = 64_000_000;
/** How long the event loop is kept at most, so that an interrupt is heard, in milliseconds. */
const BREATH = 50;

/** What one archive, with all that is in it, has cost so far, against what it may cost. */
export class Budget {
  readonly limits: ArchiveLimits;
  /** The largest member that is looked at, as the user has it for all files; bytes. */
  readonly maxSize: number;
  readonly #signal: AbortSignal;
  readonly #deadline: number;
  #packed: number;
  #unpacked = 0;
  #members = 0;
  #held = 0;
  #lastBreath = performance.now();

  /** @param packed bytes of the archive; 0 if they are not known yet, see {@link arrive} */
  constructor(limits: ArchiveLimits, packed: number, signal: AbortSignal, maxSize = Number.POSITIVE_INFINITY) {
    this.limits = limits;
    this.maxSize = maxSize;
    this.#packed = packed;
    this.#signal = signal;
    this.#deadline = performance.now() + limits.time * 1000;
  }

  /** Counts packed bytes of an archive that comes as a stream. */
  arrive(bytes: number): void {
    this.#packed += bytes;
  }

  /** Counts a file or folder. @throws LimitReached */
  member(): void {
    this.#members += 1;
    if (this.#members > this.limits.members)
      throw reached(`it holds more than ${this.limits.members} files`, `members=${this.limits.members * 4}`);
  }

  /** What is said about a member that is larger than {@link maxSize}, by what an archive says of it or as it is. */
  get tooLarge(): { readonly reason: string; readonly remedy: string } {
    return {
      reason: `larger than the ${size(this.maxSize)} of --max-size`,
      remedy: 'Scan it with a higher --max-size, or without one.',
    };
  }

  /** Counts bytes that came out of a decompressor. @throws LimitReached */
  unpack(bytes: number): void {
    const { total, ratio } = this.limits;
    this.#unpacked += bytes;
    if (this.#unpacked > total) throw reached(`it unpacks to more than ${size(total)}`, `total=${total * 4}`);
    if (this.#unpacked > RATIO_FLOOR && this.#unpacked > ratio * this.#packed)
      throw reached(`it unpacks to more than ${ratio} times its size`, `ratio=${ratio * 10}`);
  }

  /** Whether there would be so much memory. */
  mayHold(bytes: number): boolean {
    return this.#held + bytes <= this.limits.memory;
  }

  /** Asks for memory. @returns false when there is not enough; else it has to be given back by {@link release} */
  hold(bytes: number): boolean {
    if (!this.mayHold(bytes)) return false;
    this.#held += bytes;
    return true;
  }

  release(bytes: number): void {
    this.#held -= bytes;
  }

  /** To be called often: lets others work now and then. @throws LimitReached, AbortError */
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
