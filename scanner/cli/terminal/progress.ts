// The progress line on a terminal.

import type { Progress } from '../../library/scan.ts';
import { clean, count, duration, grouped, size } from '../../library/text.ts';
import type { Screen } from './io.ts';

/** Milliseconds before progress is shown; shorter jobs show nothing. */
const SHOW_AFTER = 1000;
const INTERVAL = 100;
/** Milliseconds before the remaining time is estimated. */
const ESTIMATE_AFTER = 2000;

/** The terminal with the progress line. */
type Terminal = Pick<Screen, 'overwrite' | 'stderr'>;

/** A line on a terminal that is replaced again and again, and erased at the end. */
export class ProgressLine {
  readonly #terminal: Terminal;
  readonly #columns: () => number;
  readonly #started = performance.now();
  #doing = '';
  #since = 0;
  #doneBefore = 0;
  #bytesBefore = 0;
  #last = 0;
  #line = '';

  /** @param columns width of the terminal: a wrapped line could not be replaced */
  constructor(terminal: Terminal, columns: () => number = () => 80) {
    this.#terminal = terminal;
    this.#columns = columns;
  }

  show(step: Progress): void {
    const now = performance.now();
    if (step.doing !== this.#doing) {
      this.#doing = step.doing;
      this.#since = now;
      this.#doneBefore = step.done;
      this.#bytesBefore = step.bytes ?? 0;
    }
    if (now - this.#started < SHOW_AFTER || now - this.#last < INTERVAL) return;
    this.#last = now;
    this.#line = shorten(`${clean(step.doing)}${this.#parts(step, now - this.#since)} …`, this.#columns() - 1);
    this.#terminal.overwrite(this.#line);
  }

  /** Prints a permanent line above the progress line. */
  above(text: string): void {
    if (this.#line === '') this.#terminal.stderr(`${text}\n`);
    else this.#terminal.overwrite(`${text}\n${this.#line}`);
  }

  end(): void {
    if (this.#line !== '') this.#terminal.overwrite('');
    this.#line = '';
  }

  #parts({ done, total, bytes = 0, found = 0 }: Progress, elapsed: number): string {
    const parts: string[] = [];
    if (total !== undefined)
      parts.push(`${grouped(done)} of ${grouped(total)} (${Math.floor((done / Math.max(total, 1)) * 100)} %)`);
    else if (done > 0) parts.push(grouped(done));
    if (bytes > 0) parts.push(size(bytes));
    const rate = (bytes - this.#bytesBefore) / (elapsed / 1000);
    if (rate > 0 && Number.isFinite(rate)) parts.push(`${size(rate)}/s`);
    const remaining = total === undefined ? Number.NaN : (elapsed / (done - this.#doneBefore)) * (total - done);
    if (elapsed > ESTIMATE_AFTER && remaining > 0 && Number.isFinite(remaining))
      parts.push(`about ${duration(Math.ceil(remaining / 1000) * 1000).replace('.0', '')} left`);
    if (found > 0) parts.push(`${count(found, 'place')} found so far`);
    return parts.length === 0 ? '' : ` ${parts.join(', ')}`;
  }
}

function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, Math.max(0, most - 1))}…`;
}
