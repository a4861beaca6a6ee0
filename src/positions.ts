// Converts offsets of a text to lines and columns.
import type { Region } from './types.ts';

const LINE_FEED = 10;
const RETURN = 13;

/** Converts offsets of one text to lines and columns. LF, CRLF and a lone CR end a line, as in editors. */
export class Positions {
  readonly #text: string;
  readonly #lineStarts: number[];

  constructor(text: string) {
    this.#text = text;
    this.#lineStarts = [0];
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === LINE_FEED || (code === RETURN && text.charCodeAt(at + 1) !== LINE_FEED))
        this.#lineStarts.push(at + 1);
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

  /** @returns the 1-based line of `offset` */
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

  /** @returns the offset at which a 1-based line starts */
  startOf(line: number): number {
    return this.#lineStarts[line - 1]!;
  }

  /** @returns the offset at which a 1-based line ends, without its line break */
  endOf(line: number): number {
    let end = this.#lineStarts[line] ?? this.#text.length;
    while (end > this.startOf(line) && isBreak(this.#text.charCodeAt(end - 1))) end -= 1;
    return end;
  }
}

function isBreak(code: number): boolean {
  return code === LINE_FEED || code === RETURN;
}
