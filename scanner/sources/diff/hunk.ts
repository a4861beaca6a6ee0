// Collects the lines of a hunk by side and marks the lines that the diff changes.
import type { HunkHeader } from './headers.ts';

/** Consecutive lines of one side of a hunk, and which of them the diff adds or removes. */
export interface HunkSide {
  readonly isOld: boolean;
  readonly bytes: Buffer;
  /** Lines of the file before these lines. */
  readonly linesBefore: number;
  /** Numbers of the changed lines. */
  readonly marked: ReadonlySet<number>;
}

/** Bytes of one side that are buffered at most, except for a single longer line. */
const LIMIT = 16 * 1024 * 1024;
/** Lines that are repeated at the start of the next part of a large side. */
const OVERLAP = 50;

const [PLUS, MINUS, SPACE, BACKSLASH, LINE_FEED, RETURN] = [43, 45, 32, 92, 10, 13];

/** Collects a hunk line by line. The header gives the number of lines, so no content can end the hunk early. */
export class Hunk {
  readonly #parents: number;
  readonly #oldLinesLeft: number[];
  #newLinesLeft: number;
  readonly #isAllLines: boolean;
  readonly #now: Side;
  readonly #old: readonly Side[];

  /** @param isAllLines whether removed and context lines count too */
  constructor({ old, now }: HunkHeader, isAllLines: boolean) {
    this.#isAllLines = isAllLines;
    this.#parents = old.length;
    this.#oldLinesLeft = old.map(({ count }) => count);
    this.#newLinesLeft = now.count;
    this.#now = new Side(false, now.start);
    this.#old = isAllLines ? old.map(({ start }) => new Side(true, start)) : [];
  }

  get isComplete(): boolean {
    return this.#newLinesLeft <= 0 && this.#oldLinesLeft.every((left) => left <= 0);
  }

  /** @returns false if the line cannot be part of a hunk */
  add(line: Buffer): boolean {
    // "\ No newline at end of file"
    if (line[0] === BACKSLASH) return true;
    // Some programs strip the space of an empty line.
    const isBare = line[0] === LINE_FEED || (line[0] === RETURN && line[1] === LINE_FEED);
    const signs = isBare ? new Uint8Array(this.#parents).fill(SPACE) : line.subarray(0, this.#parents);
    if (signs.length < this.#parents || !signs.every((sign) => sign === PLUS || sign === MINUS || sign === SPACE))
      return false;
    const text = isBare ? line : line.subarray(this.#parents);
    const isRemoved = signs.includes(MINUS);
    if (!isRemoved) {
      this.#newLinesLeft -= 1;
      this.#now.add(text, this.#isAllLines || signs.includes(PLUS));
    }
    for (const [parent, sign] of signs.entries()) {
      if (sign !== (isRemoved ? MINUS : SPACE)) continue;
      this.#oldLinesLeft[parent]! -= 1;
      this.#old[parent]?.add(text, isRemoved);
    }
    return true;
  }

  /** @returns sides that exceed the limit; usually none */
  takeFull(): HunkSide[] {
    return [this.#now, ...this.#old].filter((side) => side.size > LIMIT).flatMap((side) => side.flush(OVERLAP));
  }

  end(): HunkSide[] {
    return [this.#now, ...this.#old].flatMap((side) => side.flush(0));
  }
}

class Side {
  size = 0;
  readonly #isOld: boolean;
  #lines: Buffer[] = [];
  #marked = new Set<number>();
  #next: number;

  constructor(isOld: boolean, start: number) {
    this.#isOld = isOld;
    this.#next = start;
  }

  add(line: Buffer, isMarked: boolean): void {
    this.#lines.push(Buffer.from(line));
    this.size += line.length;
    if (isMarked) this.#marked.add(this.#next);
    this.#next += 1;
  }

  /**
   * @param keep number of lines to repeat in the next part
   * @returns empty if no line is marked
   */
  flush(keep: number): HunkSide[] {
    const linesBefore = this.#next - this.#lines.length - 1;
    const flushed = { isOld: this.#isOld, bytes: Buffer.concat(this.#lines), linesBefore, marked: this.#marked };
    this.#lines = keep === 0 ? [] : this.#lines.slice(-keep);
    this.size = this.#lines.reduce((sum, line) => sum + line.length, 0);
    this.#marked = new Set([...flushed.marked].filter((line) => line >= this.#next - this.#lines.length));
    return flushed.marked.size === 0 ? [] : [flushed];
  }
}
