// Answers whether something occurs within a window of a text, cheaply for windows that move forward.

/**
 * Searches sliding windows of a text. If windows mostly move forward, each character is examined once, no matter how
 * many windows overlap it.
 */
export class WindowSearch {
  readonly #text: string;
  readonly #starts: Uint8Array;
  readonly #lengthAt: (text: string, at: number) => number;
  /** The range examined so far is `#first`…`#next`. */
  #first = 0;
  #next = 0;
  /** Start of the last occurrence found. */
  #last = -1;

  /**
   * @param starts for each character up to U+007F: 1 if an occurrence can start with it
   * @param lengthAt length of the occurrence that starts at a position, else 0
   */
  constructor(text: string, starts: Uint8Array, lengthAt: (text: string, at: number) => number) {
    this.#text = text;
    this.#starts = starts;
    this.#lengthAt = lengthAt;
  }

  /** @returns whether an occurrence lies completely within `from`…`to` */
  isWithin(from: number, to: number): boolean {
    const text = this.#text;
    if (from < this.#first || from > this.#next || to < this.#next) {
      this.#first = this.#next = from;
      this.#last = -1;
    }
    for (let at = this.#next; at < to; at += 1) {
      const code = text.charCodeAt(at);
      if (code > 127 || this.#starts[code] === 0) continue;
      const length = this.#lengthAt(text, at);
      if (length === 0) continue;
      if (at + length > to) {
        this.#next = at;
        return this.#last >= from;
      }
      this.#last = at;
    }
    this.#next = to;
    return this.#last >= from;
  }
}
