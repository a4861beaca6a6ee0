import { detectInBytes, mayHoldHash, type Confidence, type Settings } from '../../src/index.ts';
import { LONGEST_NAME, namesPlatform } from '../platform-watch.ts';
import type { DeltaApplier } from './delta.ts';
import type { KnownObjects } from './known.ts';
import { BLOB, TREE } from './layout.ts';
import type { Links } from './links.ts';
import { TreeEntries } from './tree-entries.ts';
import { deriveTraces, findTraces } from './traces.ts';
import type { Notes, Visitor } from './walker.ts';

/** What makes an object worth a second look. */
export interface Criteria {
  readonly minimumConfidence: Confidence;
  readonly settings?: Settings;
}

/** An object in which a judgement could find something. */
export interface Hit {
  readonly number: number;
  readonly type: number;
  /** Bytes. */
  readonly size: number;
  /** Of a tree: the names in it that hold something. */
  readonly names?: readonly string[];
}

/** Whether any path and any repository could make a finding of these bytes. */
export function suspects(bytes: Uint8Array, { minimumConfidence, settings = {} }: Criteria): boolean {
  return detectInBytes(bytes, { path: 'navixy', repositoryUsesPlatform: true, settings, minimumConfidence }).length > 0;
}

/** What the objects of a walk are, and where they stand in the numbering of the repository. */
export interface PackPlace {
  type(rank: number): number;
  number(rank: number): number;
  /** Whether the object is stored elsewhere too, and counted there. */
  isTwin(rank: number): boolean;
}

/** Looks for values in every object of a walk, and notes how the objects hang together. */
export class ValueVisitor implements Visitor {
  readonly hits: Hit[] = [];
  readonly unreadable: number[] = [];
  readonly circular: number[] = [];
  /** Whether any object named the platform. */
  isPlatformNamed = false;
  /** Objects that are no trees, and their bytes. */
  documents = 0;
  bytes = 0;
  readonly #place: PackPlace;
  readonly #known: KnownObjects;
  readonly #links: Links;
  readonly #criteria: Criteria;

  constructor(place: PackPlace, known: KnownObjects, links: Links, criteria: Criteria) {
    this.#place = place;
    this.#known = known;
    this.#links = links;
    this.#criteria = criteria;
  }

  root(rank: number, memory: Buffer, start: number, end: number): Notes {
    const traces: Notes = [];
    findTraces(memory, start, end, start, end, traces);
    const type = this.#place.type(rank);
    if (type === TREE) this.#tree(rank, memory, start, end);
    else {
      this.#count(rank, end - start);
      if (!this.isPlatformNamed && namesPlatform(memory, start, end)) this.isPlatformNamed = true;
      if (type !== BLOB) this.#links.text(this.#place.number(rank), type, memory, start, end);
    }
    if (traces.length > 0) this.#candidate(rank, type, memory, start, end);
    return traces;
  }

  derived(rank: number, memory: Buffer, start: number, end: number, notes: Notes, { changes, copies }: DeltaApplier): Notes {
    const traces = deriveTraces(memory, start, end, notes, changes, copies);
    const type = this.#place.type(rank);
    if (type === TREE) this.#tree(rank, memory, start, end, changes);
    else {
      this.#count(rank, end - start);
      if (!this.isPlatformNamed) this.#watch(memory, start, end, changes);
      if (type !== BLOB) this.#links.text(this.#place.number(rank), type, memory, start, end);
    }
    if (traces.length > 0) this.#candidate(rank, type, memory, start, end);
    return traces;
  }

  unread(rank: number): void {
    this.unreadable.push(this.#place.number(rank));
  }

  /** An object whose bases lead back to itself. */
  circle(rank: number): void {
    this.circular.push(this.#place.number(rank));
  }

  #count(rank: number, size: number): void {
    if (this.#place.isTwin(rank)) return;
    this.documents += 1;
    this.bytes += size;
  }

  #tree(rank: number, memory: Buffer, start: number, end: number, changes?: readonly number[]): void {
    if (!this.#links.tree(this.#place.number(rank), memory, start, end, changes)) this.unread(rank);
  }

  #watch(memory: Buffer, start: number, end: number, changes: readonly number[]): void {
    for (let at = 0; at < changes.length && !this.isPlatformNamed; at += 2) {
      const from = Math.max(start, start + changes[at]! - LONGEST_NAME);
      this.isPlatformNamed = namesPlatform(memory, from, Math.min(end, start + changes[at + 1]! + LONGEST_NAME));
    }
  }

  #candidate(rank: number, type: number, memory: Buffer, start: number, end: number): void {
    if (this.#place.isTwin(rank)) return;
    const bytes = memory.subarray(start, end);
    const hit = { number: this.#place.number(rank), type, size: end - start };
    if (type === TREE) {
      const names = this.#names(bytes);
      if (names.length > 0) this.hits.push({ ...hit, names });
    } else if (suspects(bytes, this.#criteria)) this.hits.push(hit);
  }

  #names(tree: Buffer): string[] {
    const names: string[] = [];
    new TreeEntries(this.#known.hashLength).all(tree, 0, tree.length, ({ nameStart, nameEnd }) => {
      const name = tree.subarray(nameStart, nameEnd);
      if (mayHoldHash(name) && suspects(name, this.#criteria)) names.push(name.toString('utf8'));
      return true;
    });
    return names;
  }
}
