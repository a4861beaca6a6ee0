import type { HunkHeader } from './headers.ts';

/** Lines of one side of a hunk, in a row, and which of them the diff adds or removes. */
export interface HunkSide {
  readonly isOld: boolean;
  readonly bytes: Buffer;
  /** Lines of the file before them. */
  readonly linesBefore: number;
  /** Numbers of the lines that count. */
  readonly marked: ReadonlySet<number>;
}

/** Bytes of one side that are held at most, but for a single line. */
const LIMIT = 16 * 1024 * 1024;
/** Lines that are seen again at the start of the next piece of such a side. */
const OVERLAP = 50;

const [PLUS, MINUS, SPACE, BACKSLASH, LINE_FEED, RETURN] = [43, 45, 32, 92, 10, 13];

/** Collects a hunk line by line. Its header says how many lines it has, so that nothing in them can end it early. */
export class Hunk {
  readonly #parents: number;
  readonly #left: number[];
  #leftNow: number;
  readonly #all: boolean;
  readonly #now: Side;
  readonly #old: readonly Side[];

  /** @param all whether every line counts, removed ones and those around too */
  constructor({ old, now }: HunkHeader, all: boolean) {
    this.#all = all;
    this.#parents = old.length;
    this.#left = old.map(({ count }) => count);
    this.#leftNow = now.count;
    this.#now = new Side(false, now.start);
    this.#old = all ? old.map(({ start }) => new Side(true, start)) : [];
  }

  get isComplete(): boolean {
    return this.#leftNow <= 0 && this.#left.every((left) => left <= 0);
  }

  /** @returns false for what is no line of a hunk */
  take(line: Buffer): boolean {
    // "\ No newline at end of file"
    if (line[0] === BACKSLASH) return true;
    // Some programs cut the space of an empty line.
    const isBare = line[0] === LINE_FEED || (line[0] === RETURN && line[1] === LINE_FEED);
    const signs = isBare ? new Uint8Array(this.#parents).fill(SPACE) : line.subarray(0, this.#parents);
    if (signs.length < this.#parents || !signs.every((sign) => sign === PLUS || sign === MINUS || sign === SPACE))
      return false;
    const text = isBare ? line : line.subarray(this.#parents);
    const isRemoved = signs.includes(MINUS);
    if (!isRemoved) {
      this.#leftNow -= 1;
      this.#now.add(text, this.#all || signs.includes(PLUS));
    }
    for (const [parent, sign] of signs.entries()) {
      if (sign !== (isRemoved ? MINUS : SPACE)) continue;
      this.#left[parent]! -= 1;
      this.#old[parent]?.add(text, isRemoved);
    }
    return true;
  }

  /** @returns sides that grew large; nothing mostly */
  full(): HunkSide[] {
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

  /** @param keep lines that stay; @returns nothing when no line counts */
  flush(keep: number): HunkSide[] {
    const linesBefore = this.#next - this.#lines.length - 1;
    const flushed = { isOld: this.#isOld, bytes: Buffer.concat(this.#lines), linesBefore, marked: this.#marked };
    this.#lines = keep === 0 ? [] : this.#lines.slice(-keep);
    this.size = this.#lines.reduce((sum, line) => sum + line.length, 0);
    this.#marked = new Set([...flushed.marked].filter((line) => line >= this.#next - this.#lines.length));
    return flushed.marked.size === 0 ? [] : [flushed];
  }
}
