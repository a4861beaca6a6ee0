import type { DeltaApplier } from './delta.ts';
import type { KnownObjects } from './known.ts';
import { isSubmodule, TreeEntries, type TreeEntry } from './tree-entries.ts';
import type { PackPlace } from './visit-values.ts';
import type { Visitor } from './walker.ts';

/** Triples: start and end of an entry of interest in a tree, and the number of its object. */
type Notes = number[];

/**
 * Notes for every tree of a walk which objects of interest it holds. Those of a tree that was made from another
 * one are mostly those of its base, so that a tree of a thousand entries costs what its delta does.
 */
export class EntryVisitor implements Visitor<Notes> {
  /** For each tree: its number, a count, and the numbers of that many objects. */
  readonly lists: number[] = [];
  readonly #place: PackPlace;
  readonly #known: KnownObjects;
  readonly #families: Uint8Array;
  readonly #entries: TreeEntries;

  /** @param families 1 for each object that stands for a family of interest */
  constructor(place: PackPlace, known: KnownObjects, families: Uint8Array) {
    this.#place = place;
    this.#known = known;
    this.#families = families;
    this.#entries = new TreeEntries(known.hashLength);
  }

  root(rank: number, memory: Buffer, start: number, end: number): Notes {
    const notes: Notes = [];
    this.#entries.all(memory, start, end, (entry) => this.#note(memory, start, entry, notes) || true);
    return this.#keep(rank, notes);
  }

  derived(rank: number, memory: Buffer, start: number, end: number, notes: Notes, { changes, copies }: DeltaApplier): Notes {
    const found: Notes = [];
    if (!this.#entries.changed(memory, start, end, changes, (entry) => this.#note(memory, start, entry, found))) {
      // Begun at what only looked like an entry.
      return this.root(rank, memory, start, end);
    }
    for (let at = 0; notes.length > 0 && at < copies.length; at += 3) inherit(notes, copies[at]!, copies[at + 1]!, copies[at + 2]!, found);
    return this.#keep(rank, found);
  }

  unread(): void {
    // The first walk has told.
  }

  /** @returns false for an id that is of no object here: it is missing, or the tree is read from the wrong place */
  #note(memory: Uint8Array, start: number, entry: TreeEntry, notes: Notes): boolean {
    const child = this.#known.find(memory, entry.oidAt);
    if (child < 0) return isSubmodule(memory, entry);
    if (this.#families[this.#known.family(child)] === 1) notes.push(entry.start - start, entry.end - start, child);
    return true;
  }

  #keep(rank: number, notes: Notes): Notes {
    if (notes.length === 0) return notes;
    const { lists } = this;
    lists.push(this.#place.number(rank), notes.length / 3);
    for (let at = 2; at < notes.length; at += 3) lists.push(notes[at]!);
    return notes;
  }
}

/** Adds the entries that lie wholly in a stretch that was copied, unless a change nearby had them read again. */
function inherit(known: Notes, from: number, to: number, length: number, found: Notes): void {
  const read = found.length;
  for (let at = 0; at < known.length; at += 3) {
    const start = known[at]! - from + to;
    const end = known[at + 1]! - from + to;
    if (known[at]! < from || known[at + 1]! > from + length) continue;
    let isRead = false;
    for (let seen = 0; seen < read; seen += 3) isRead ||= found[seen] === start;
    if (!isRead) found.push(start, end, known[at + 2]!);
  }
}
