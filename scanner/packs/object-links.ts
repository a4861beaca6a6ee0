// Records the references between objects during a walk: missing objects, delta families in trees, and commits.
import { hasVendorName } from '../prefilter/platform-mention.ts';
import type { Core } from '../wasm/core.ts';
import type { Difference } from '../prefilter/difference.ts';
import type { ObjectTable } from './object-table.ts';
import { COMMIT, TAG } from './read-layout.ts';
import { PairSet } from './pair-set.ts';
import { isSubmodule, TreeEntries, type TreeEntry } from './tree-entries.ts';

/** The recorded references between objects; plain data. */
export interface LinkData {
  /** Ids that objects refer to and that are not present, in hex. */
  readonly missing: readonly string[];
  /** Pairs of delta families: that of an object, and that of a tree containing it. */
  readonly families: Int32Array;
  /** For each commit: number, tree, committer's time in seconds, number of parents, parents. */
  readonly commits: Float64Array;
  /** Numbers of commits whose tree or a parent is missing. */
  readonly cut: readonly number[];
  /** Whether the name of a tree entry mentions the platform. */
  readonly isPlatformInNames: boolean;
}

/**
 * @param commits as in {@link LinkData}
 * @returns each commit and its tree, by number; -1 for a missing tree
 */
export function* commitLinks(commits: Float64Array): Generator<{ readonly number: number; readonly tree: number }> {
  for (let at = 0; at < commits.length; at += 4 + commits[at + 3]!)
    yield { number: commits[at]!, tree: commits[at + 1]! };
}

/** Values of lower-case hex digits; other bytes have a value too large for two of them to form a byte. */
const DIGIT_VALUES = new Uint16Array(256).fill(256);
for (const [value, digit] of [...'0123456789abcdef'].entries()) DIGIT_VALUES[digit.charCodeAt(0)] = value;

/** A partial clone can lack millions of objects. */
const MAX_MISSING = 100_000;

/**
 * Records references between objects as they are read: whether the target is present, which family of trees contains
 * which family of objects, and the parents of commits. For a tree made from a delta, only the changes are read: its
 * base covered everything else.
 */
export class ObjectLinks {
  readonly #objectTable: ObjectTable;
  readonly #entries: TreeEntries;
  readonly #core: Core | undefined;
  readonly #families = new PairSet();
  readonly #missing = new Set<string>();
  readonly #commits: number[] = [];
  readonly #cut: number[] = [];
  readonly #id: Uint8Array;
  #memory: Uint8Array = Buffer.alloc(0);
  #treeFamily = 0;
  #isTolerant = false;
  #isPlatformInNames = false;
  readonly #onEntry: (entry: TreeEntry) => boolean;

  /** @param core over the memory of the objects, if there is one */
  constructor(objectTable: ObjectTable, core?: Core) {
    this.#core = core?.hasIds === true ? core : undefined;
    this.#objectTable = objectTable;
    this.#entries = new TreeEntries(objectTable.hashLength);
    this.#id = new Uint8Array(objectTable.hashLength);
    this.#onEntry = (entry) => {
      this.#isPlatformInNames ||= hasVendorName(this.#memory, entry.nameStart, entry.nameEnd);
      const child = this.#objectTable.find(this.#memory, entry.oidAt);
      if (child >= 0) this.#families.add(this.#objectTable.family(child), this.#treeFamily);
      else if (!isSubmodule(this.#memory, entry)) {
        if (!this.#isTolerant) return false;
        this.#addMissing(Buffer.from(this.#memory.subarray(entry.oidAt, entry.end)).toString('hex'));
      }
      return true;
    };
  }

  /**
   * @param difference from its delta base; undefined without a base
   * @returns false if the tree is damaged
   */
  addTree(number: number, memory: Uint8Array, start: number, end: number, difference?: Difference): boolean {
    this.#memory = memory;
    this.#treeFamily = this.#objectTable.family(number);
    if (this.#readByCore(memory, start, end, difference)) return true;
    this.#isTolerant = false;
    if (difference !== undefined && this.#entries.readChanged(memory, start, end, difference, this.#onEntry))
      return true;
    this.#isTolerant = true;
    return this.#entries.readAll(memory, start, end, this.#onEntry);
  }

  #readByCore(memory: Uint8Array, start: number, end: number, difference: Difference | undefined): boolean {
    const core = this.#core;
    if (
      core === undefined ||
      memory !== core.memory ||
      (difference !== undefined && difference.changes !== core.changes)
    )
      return false;
    const count = core.tree(start, end, this.#treeFamily, difference !== undefined);
    for (let at = 0; at < count; at += 1) this.#families.add(core.newFamilies[at]!, this.#treeFamily);
    return count >= 0;
  }

  /** Records a commit or tag: header lines, each a name, a space and a value, up to an empty line. */
  addCommitOrTag(number: number, type: number, memory: Buffer, start: number, end: number): void {
    const hexLength = this.#objectTable.hashLength * 2;
    const parents: number[] = [];
    let addTree = -1;
    let time = 0;
    for (let at = start; at < end;) {
      // Lines are short: a loop is faster than a call of `indexOf`.
      let line = at;
      while (line < end && memory[line] !== LINE_END) line += 1;
      if (line === at) break;
      const first = memory[at]!;
      if (type === COMMIT && first === T) addTree = this.#numberOf(memory, at + 5, hexLength);
      else if (type === COMMIT && first === P) parents.push(this.#numberOf(memory, at + 7, hexLength));
      else if (type === TAG && first === O) this.#numberOf(memory, at + 7, hexLength);
      else if (type === COMMIT && first === C) {
        time = timeIn(memory, at, Math.min(line, at + 1000));
        break;
      }
      at = line + 1;
    }
    const present = parents.filter((parent) => parent >= 0);
    if (type !== COMMIT) return;
    this.#commits.push(number, addTree, time, present.length, ...present);
    if (addTree < 0 || present.length < parents.length) this.#cut.push(number);
  }

  data(): LinkData {
    // In shared memory, because this can be the largest of all results and would otherwise be copied to the other
    // thread.
    const families = this.#families.toArray(new Int32Array(new SharedArrayBuffer(this.#families.size * 8)));
    return {
      missing: [...this.#missing],
      families,
      commits: Float64Array.from(this.#commits),
      cut: this.#cut,
      isPlatformInNames: this.#isPlatformInNames || this.#core?.isVendorNamed === true,
    };
  }

  #numberOf(memory: Buffer, at: number, hexLength: number): number {
    const number = this.#readId(memory, at, hexLength) ? this.#objectTable.find(this.#id, 0) : -1;
    if (number >= 0) return number;
    const oid = memory.toString('latin1', at, at + hexLength);
    this.#addMissing(/^[0-9a-f]+$/.test(oid) ? oid : 'an id that is none');
    return -1;
  }

  /**
   * Reads an id in lower-case hex digits; making a string would take longer than the search.
   * @returns whether it is an id
   */
  #readId(memory: Buffer, at: number, hexLength: number): boolean {
    for (let step = 0; step < hexLength; step += 2) {
      const value = DIGIT_VALUES[memory[at + step] ?? 0]! * 16 + DIGIT_VALUES[memory[at + step + 1] ?? 0]!;
      if (value > 255) return false;
      this.#id[step >> 1] = value;
    }
    return true;
  }

  #addMissing(oid: string): void {
    if (this.#missing.size < MAX_MISSING) this.#missing.add(oid);
  }
}

/** @returns the number between the first `> ` and a space; otherwise 0 */
function timeIn(memory: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at += 1) {
    if (memory[at] !== GREATER_THAN || memory[at + 1] !== SPACE) continue;
    const isBefore = memory[at + 2] === MINUS;
    const first = at + (isBefore ? 3 : 2);
    let seconds = 0;
    let here = first;
    for (; here < end && memory[here]! >= ZERO && memory[here]! <= ZERO + 9; here += 1)
      seconds = seconds * 10 + memory[here]! - ZERO;
    if (here > first && here < end && memory[here] === SPACE) return isBefore ? -seconds : seconds;
  }
  return 0;
}

const [LINE_END, SPACE, GREATER_THAN, MINUS, ZERO] = [...'\n >-0'].map((letter) => letter.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
  number,
];
const [T, P, O, C] = [...'tpoc'].map((letter) => letter.charCodeAt(0)) as [number, number, number, number];
