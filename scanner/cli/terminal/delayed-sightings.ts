// Tells on a terminal what a scan finds, once it has taken long enough that a reader waits.

import { Sightings } from '../../library/report.ts';
import type { ScanEvent } from '../../library/scan.ts';

/** Milliseconds; a report that follows sooner says all of it. */
export const TELL_AFTER_MS = 1000;

/** Lines about secrets during a scan; those of the first second are held back until it is over. */
export class DelayedSightings {
  readonly #sightings: Sightings;
  readonly #print: (line: string) => void;
  readonly #timer: NodeJS.Timeout;
  #held: string[] | undefined = [];

  /**
   * @param cwd paths inside it are shown relative to it
   * @param print called with each line, without a line break
   */
  constructor(cwd: string, print: (line: string) => void) {
    this.#sightings = new Sightings(cwd);
    this.#print = print;
    this.#timer = setTimeout(() => this.#tell(), TELL_AFTER_MS).unref();
  }

  event(event: ScanEvent): void {
    const line = this.#sightings.line(event);
    if (line === undefined) return;
    if (this.#held === undefined) this.#print(line);
    else this.#held.push(line);
  }

  /** Drops what is held back, because the report follows. */
  end(): void {
    clearTimeout(this.#timer);
    this.#held = undefined;
  }

  /** Prints what is held back, because no report follows. */
  fail(): void {
    clearTimeout(this.#timer);
    this.#tell();
  }

  #tell(): void {
    for (const line of this.#held ?? []) this.#print(line);
    this.#held = undefined;
  }
}
