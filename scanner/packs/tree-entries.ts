// Parses the entries of a git tree: all of them, or only those that a delta changed.
import type { Difference } from '../prefilter/difference.ts';

/** One entry of a tree, as offsets into the memory that contains it. */
export interface TreeEntry {
  start: number;
  nameStart: number;
  nameEnd: number;
  oidAt: number;
  end: number;
}

const SPACE = 32;
const [ZERO, ONE, FOUR, SIX, SEVEN] = [48, 49, 52, 54, 55];
/** A name is rarely longer; if it is, the tree is read from its start. Bytes. */
const LOOK_BACK = 320;

/**
 * Reads entries of a tree: all, or those that overlap a change. For the latter, the start of an entry is searched
 * before the change: a mode after an id after a zero byte. Bytes of an id can look like that; then the following ids
 * belong to no object, and the caller notices and reads the whole tree.
 */
export class TreeEntries {
  readonly #hashLength: number;
  /** Reused for every entry. */
  readonly #entry: TreeEntry = { start: 0, nameStart: 0, nameEnd: 0, oidAt: 0, end: 0 };

  constructor(hashLength: number) {
    this.#hashLength = hashLength;
  }

  /**
   * @param onEntry called for each entry; returns `false` to stop
   * @returns false if it was stopped, or the bytes are not entries
   */
  readAll(memory: Uint8Array, start: number, end: number, onEntry: (entry: TreeEntry) => boolean): boolean {
    for (let at = start; at < end; at = this.#entry.end) {
      if (!this.#read(memory, at, end) || !onEntry(this.#entry)) return false;
    }
    return true;
  }

  /** Reads the entries that overlap a change. */
  readChanged(
    memory: Uint8Array,
    start: number,
    end: number,
    { changes, changesLength }: Difference,
    onEntry: (entry: TreeEntry) => boolean,
  ): boolean {
    let at = start;
    for (let change = 0; change < changesLength; change += 2) {
      const from = start + changes[change]!;
      const to = Math.min(end, start + Math.max(changes[change + 1]!, changes[change]! + 1));
      if (at >= to) continue;
      if (at < from) at = this.#entryStart(memory, at, from);
      while (at < to) {
        if (!this.#read(memory, at, end) || !onEntry(this.#entry)) return false;
        at = this.#entry.end;
      }
    }
    return true;
  }

  /** @returns the last start of an entry up to `from`, otherwise `floor` */
  #entryStart(memory: Uint8Array, floor: number, from: number): number {
    const earliest = Math.max(floor + this.#hashLength + 3, from - LOOK_BACK);
    for (let at = from; at >= earliest; at -= 1) {
      const first = memory[at];
      if ((first === ONE || first === FOUR) && memory[at - this.#hashLength - 1] === 0 && isMode(memory, at)) return at;
    }
    return floor;
  }

  #read(memory: Uint8Array, at: number, end: number): boolean {
    const entry = this.#entry;
    let here = at;
    while (here < end && here - at < 8 && memory[here] !== SPACE) here += 1;
    if (memory[here] !== SPACE || here === at) return false;
    entry.start = at;
    entry.nameStart = here + 1;
    here += 1;
    while (here < end && memory[here] !== 0) here += 1;
    entry.nameEnd = here;
    entry.oidAt = here + 1;
    entry.end = here + 1 + this.#hashLength;
    return entry.end <= end;
  }
}

function isMode(memory: Uint8Array, at: number): boolean {
  if (memory[at] === FOUR) return memory[at + 1] === ZERO && memory[at + 5] === SPACE;
  if (memory[at + 6] !== SPACE) return false;
  for (let step = 1; step < 6; step += 1) if (memory[at + step]! < ZERO || memory[at + step]! > SEVEN) return false;
  return true;
}

/** Whether an entry is a commit of another repository, which is not expected to be present. */
export function isSubmodule(memory: Uint8Array, entry: TreeEntry): boolean {
  return memory[entry.start] === ONE && memory[entry.start + 1] === SIX;
}
