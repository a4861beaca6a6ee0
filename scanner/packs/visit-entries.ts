// Visitor of the second walk: collects, for each tree, its entries of interest.
import type { Difference } from '../prefilter/difference.ts';
import type { ObjectTable } from './object-table.ts';
import { isSubmodule, TreeEntries, type TreeEntry } from './tree-entries.ts';
import type { PackPlace } from './visit-values.ts';
import type { Visitor } from './walker.ts';

/** In groups of four: start and end of an entry of interest in a tree, number of its object, number of its name. */
type Notes = number[];

/** Names of entries by number: there are far fewer names than entries. */
export class NameTable {
  /** In latin-1, because a name may not be valid UTF-8. */
  readonly all: string[] = [];
  readonly #numbers = new Map<string, number>();

  of(memory: Buffer, { nameStart, nameEnd }: TreeEntry): number {
    const name = memory.toString('latin1', nameStart, nameEnd);
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.all.length);
    return this.all.push(name) - 1;
  }
}

/**
 * Collects the objects of interest in every tree of a walk. A tree made from a delta shares most of them with its base,
 * so a tree of a thousand entries costs only as much as its delta.
 */
export class EntryVisitor implements Visitor<Notes> {
  /** For each tree: its number, a count, and that many pairs of object and name. */
  readonly lists: number[] = [];
  readonly #names: NameTable;
  readonly #place: PackPlace;
  readonly #known: ObjectTable;
  readonly #families: Uint8Array;
  readonly #entries: TreeEntries;

  /** @param families 1 for each root of a family of interest */
  constructor(place: PackPlace, known: ObjectTable, families: Uint8Array, names: NameTable) {
    this.#names = names;
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

  derived(rank: number, memory: Buffer, start: number, end: number, notes: Notes, difference: Difference): Notes {
    const found: Notes = [];
    if (!this.#entries.changed(memory, start, end, difference, (entry) => this.#note(memory, start, entry, found))) {
      // The search started at bytes that only looked like an entry.
      return this.root(rank, memory, start, end);
    }
    const { copies, copiesLength } = difference;
    for (let at = 0; notes.length > 0 && at < copiesLength; at += 3)
      inherit(notes, copies[at]!, copies[at + 1]!, copies[at + 2]!, found);
    return this.#keep(rank, found);
  }

  unread(): void {
    // The first walk reported it.
  }

  /** @returns false if the id belongs to no known object: it is missing, or the tree is read from a wrong offset */
  #note(memory: Buffer, start: number, entry: TreeEntry, notes: Notes): boolean {
    const child = this.#known.find(memory, entry.oidAt);
    if (child < 0) return isSubmodule(memory, entry);
    if (this.#families[this.#known.family(child)] === 1)
      notes.push(entry.start - start, entry.end - start, child, this.#names.of(memory, entry));
    return true;
  }

  #keep(rank: number, notes: Notes): Notes {
    if (notes.length === 0) return notes;
    const { lists } = this;
    lists.push(this.#place.number(rank), notes.length / 4);
    for (let at = 2; at < notes.length; at += 4) lists.push(notes[at]!, notes[at + 1]!);
    return notes;
  }
}

/** Adds the entries that lie entirely inside a copied stretch, unless a nearby change caused them to be read again. */
function inherit(known: Notes, from: number, to: number, length: number, found: Notes): void {
  const read = found.length;
  for (let at = 0; at < known.length; at += 4) {
    const start = known[at]! - from + to;
    const end = known[at + 1]! - from + to;
    if (known[at]! < from || known[at + 1]! > from + length) continue;
    let isRead = false;
    for (let seen = 0; seen < read; seen += 4) isRead ||= found[seen] === start;
    if (!isRead) found.push(start, end, known[at + 2]!, known[at + 3]!);
  }
}
