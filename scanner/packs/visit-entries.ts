// Visitor of the second walk: collects, for each tree, its entries of interest.
import type { Difference } from '../prefilter/difference.ts';
import type { ObjectTable } from './object-table.ts';
import { isSubmodule, TreeEntries, type TreeEntry } from './tree-entries.ts';
import type { PackEntryInfo } from './visit-values.ts';
import type { Visitor } from './walk-delta-trees.ts';

/** In groups of four: start and end of an entry of interest in a tree, number of its object, number of its name. */
type EntryList = number[];

/** Names of entries by number: there are far fewer names than entries. */
export class NameTable {
  /** In latin-1, because a name may not be valid UTF-8. */
  readonly all: string[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(memory: Buffer, { nameStart, nameEnd }: TreeEntry): number {
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
export class EntryVisitor implements Visitor<EntryList> {
  /** For each tree: its number, a count, and that many pairs of object and name. */
  readonly lists: number[] = [];
  readonly #names: NameTable;
  readonly #entryInfo: PackEntryInfo;
  readonly #objectTable: ObjectTable;
  readonly #families: Uint8Array;
  readonly #entries: TreeEntries;

  /** @param families 1 for each root of a family of interest */
  constructor(entryInfo: PackEntryInfo, objectTable: ObjectTable, families: Uint8Array, names: NameTable) {
    this.#names = names;
    this.#entryInfo = entryInfo;
    this.#objectTable = objectTable;
    this.#families = families;
    this.#entries = new TreeEntries(objectTable.hashLength);
  }

  visitRoot(rank: number, memory: Buffer, start: number, end: number): EntryList {
    const entries: EntryList = [];
    this.#entries.readAll(memory, start, end, (entry) => this.#addEntry(memory, start, entry, entries) || true);
    return this.#addList(rank, entries);
  }

  visitDerived(
    rank: number,
    memory: Buffer,
    start: number,
    end: number,
    entries: EntryList,
    difference: Difference,
  ): EntryList {
    const found: EntryList = [];
    if (
      !this.#entries.readChanged(memory, start, end, difference, (entry) => this.#addEntry(memory, start, entry, found))
    ) {
      // The search started at bytes that only looked like an entry.
      return this.visitRoot(rank, memory, start, end);
    }
    const { copies, copiesLength } = difference;
    for (let at = 0; entries.length > 0 && at < copiesLength; at += 3)
      inherit(entries, copies[at]!, copies[at + 1]!, copies[at + 2]!, found);
    return this.#addList(rank, found);
  }

  visitUnreadable(): void {
    // The first walk reported it.
  }

  /** @returns false if the id belongs to no known object: it is missing, or the tree is read from a wrong offset */
  #addEntry(memory: Buffer, start: number, entry: TreeEntry, entries: EntryList): boolean {
    const child = this.#objectTable.find(memory, entry.oidAt);
    if (child < 0) return isSubmodule(memory, entry);
    if (this.#families[this.#objectTable.family(child)] === 1)
      entries.push(entry.start - start, entry.end - start, child, this.#names.numberOf(memory, entry));
    return true;
  }

  #addList(rank: number, entries: EntryList): EntryList {
    if (entries.length === 0) return entries;
    const { lists } = this;
    lists.push(this.#entryInfo.number(rank), entries.length / 4);
    for (let at = 2; at < entries.length; at += 4) lists.push(entries[at]!, entries[at + 1]!);
    return entries;
  }
}

/** Adds the entries that lie entirely inside a copied stretch, unless a nearby change caused them to be read again. */
function inherit(base: EntryList, from: number, to: number, length: number, found: EntryList): void {
  const read = found.length;
  for (let at = 0; at < base.length; at += 4) {
    const start = base[at]! - from + to;
    const end = base[at + 1]! - from + to;
    if (base[at]! < from || base[at + 1]! > from + length) continue;
    let isRead = false;
    for (let index = 0; index < read; index += 4) isRead ||= found[index] === start;
    if (!isRead) found.push(start, end, base[at + 2]!, base[at + 3]!);
  }
}
