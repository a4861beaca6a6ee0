import type { Progress } from '../public/scan.ts';
import { count, duration, grouped, size } from '../public/text.ts';

/** Nothing is shown for a job that ends sooner, in milliseconds. */
const PATIENCE = 1000;
const INTERVAL = 100;
/** A guess of what remains is worth telling after this long, in milliseconds. */
const KNOWS = 2000;
const WIPE = '\r\u001b[2K';

/** One line on a terminal that is written over again and again, and wiped at the end. */
export class ProgressLine {
  readonly #write: (text: string) => void;
  readonly #columns: () => number;
  readonly #started = performance.now();
  #doing = '';
  #since = 0;
  #doneBefore = 0;
  #bytesBefore = 0;
  #last = 0;
  #line = '';

  /** @param columns of the terminal: a line that is broken could not be written over */
  constructor(write: (text: string) => void, columns: () => number = () => 80) {
    this.#write = write;
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
    if (now - this.#started < PATIENCE || now - this.#last < INTERVAL) return;
    this.#last = now;
    this.#line = shorten(`${step.doing}${this.#parts(step, now - this.#since)} …`, this.#columns() - 1);
    this.#write(`${WIPE}${this.#line}`);
  }

  /** Writes a line that stays, above the one that does not. */
  above(text: string): void {
    this.#write(this.#line === '' ? `${text}\n` : `${WIPE}${text}\n${this.#line}`);
  }

  end(): void {
    if (this.#line !== '') this.#write(WIPE);
    this.#line = '';
  }

  #parts({ done, total, bytes = 0, found = 0 }: Progress, elapsed: number): string {
    const parts: string[] = [];
    if (total !== undefined) parts.push(`${grouped(done)} of ${grouped(total)} (${Math.floor((done / Math.max(total, 1)) * 100)} %)`);
    else if (done > 0) parts.push(grouped(done));
    if (bytes > 0) parts.push(size(bytes));
    const rate = (bytes - this.#bytesBefore) / (elapsed / 1000);
    if (rate > 0 && Number.isFinite(rate)) parts.push(`${size(rate)}/s`);
    const remaining = total === undefined ? Number.NaN : (elapsed / (done - this.#doneBefore)) * (total - done);
    if (elapsed > KNOWS && remaining > 0 && Number.isFinite(remaining)) parts.push(`about ${duration(Math.ceil(remaining / 1000) * 1000).replace('.0', '')} left`);
    if (found > 0) parts.push(`${count(found, 'place')} found so far`);
    return parts.length === 0 ? '' : ` ${parts.join(', ')}`;
  }
}

function shorten(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, Math.max(0, most - 1))}…`;
}
