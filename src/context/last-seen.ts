/**
 * Whether something stands in a stretch of a text, for stretches that mostly lie further on than those before: then
 * each character is looked at once, however many stretches it is in.
 */
export class LastSeen {
  readonly #text: string;
  readonly #starts: Uint8Array;
  readonly #lengthAt: (text: string, at: number) => number;
  /** What was looked at lies in `#first`…`#next`. */
  #first = 0;
  #next = 0;
  /** Where the last one starts that was met. */
  #last = -1;

  /**
   * @param starts by character, up to U+007F: 1 for those that it may begin with
   * @param lengthAt its length, if it begins there; else 0
   */
  constructor(text: string, starts: Uint8Array, lengthAt: (text: string, at: number) => number) {
    this.#text = text;
    this.#starts = starts;
    this.#lengthAt = lengthAt;
  }

  /** @returns whether one lies wholly in `from`…`to` */
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
