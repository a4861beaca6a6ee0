import type { Region } from './types.ts';

/** Turns offsets of one text into lines and columns. LF, CRLF and a lone CR end a line, as in editors. */
export class Positions {
  readonly #lineStarts: number[];

  constructor(text: string) {
    this.#lineStarts = [0];
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) this.#lineStarts.push(at + 1);
    }
  }

  /** @returns 1-based lines and columns in UTF-16 code units; the end is exclusive */
  region(start: number, end: number): Region {
    const line = this.lineOf(start);
    const endLine = this.lineOf(end);
    return {
      line,
      column: start - this.#lineStarts[line - 1]! + 1,
      endLine,
      endColumn: end - this.#lineStarts[endLine - 1]! + 1,
    };
  }

  /** @returns the 1-based line that holds `offset` */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#lineStarts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}
