import type { Progress } from '../document.ts';
import { count, grouped } from './numbers.ts';

/** Nothing is shown for a job that ends sooner, in milliseconds. */
const PATIENCE = 1000;
const INTERVAL = 100;

/** One line on a terminal that is written over again and again, and wiped at the end. */
export class ProgressLine {
  readonly #write: (text: string) => void;
  readonly #started = performance.now();
  #last = 0;
  #shown = false;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  show({ doing, done, total }: Progress): void {
    const now = performance.now();
    if (now - this.#started < PATIENCE || now - this.#last < INTERVAL) return;
    this.#last = now;
    this.#shown = true;
    const part = total === undefined ? (done > 0 ? ` ${count(done, '').trim()}` : '') : ` ${grouped(done)} of ${grouped(total)} (${Math.floor((done / Math.max(total, 1)) * 100)} %)`;
    this.#write(`\r\u001b[2K${doing}${part} …`);
  }

  end(): void {
    if (this.#shown) this.#write('\r\u001b[2K');
    this.#shown = false;
  }
}
