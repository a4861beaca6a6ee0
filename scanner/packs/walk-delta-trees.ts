// Walks the delta trees of a pack depth first and passes every object to a visitor.
import type { BlockReader } from './block-reader.ts';
import { PackDamage } from './pack-damage.ts';
import type { Core } from '../wasm/core.ts';
import { DeltaApplier } from './delta.ts';
import type { Difference } from '../prefilter/difference.ts';
import { inflate } from './inflater.ts';
import type { PackLayout } from './pack-layout.ts';

/**
 * Receives the objects of a walk. `rank` numbers the entries of the pack; `memory` is valid only during the call.
 * `Notes` is data about an object that the visitor needs for objects made from it.
 */
export interface Visitor<State> {
  /** Called for an object without a delta base. */
  visitRoot(rank: number, memory: Buffer, start: number, end: number): State;
  /**
   * Called for an object made from a delta.
   * @param state the visitor's data about the base
   * @param difference how the object differs from its base
   */
  visitDerived(rank: number, memory: Buffer, start: number, end: number, state: State, difference: Difference): State;
  /** Called for an object that is damaged, too large for the memory, or based on such an object. */
  visitUnreadable(rank: number): void;
}

const NONE = -1;

/**
 * Walks the delta trees of a pack depth first. The memory is a stack: an object lies above its base, and deltas
 * come in at the other end, so that nothing is allocated on the way.
 */
export class Walker<State> {
  /** Number of objects visited so far. */
  objects = 0;
  readonly #layout: PackLayout;
  readonly #reader: BlockReader;
  readonly #visitor: Visitor<State>;
  readonly #memory: Buffer;
  readonly #deltas: DeltaApplier;
  readonly #core: Core | undefined;
  // One entry per level of the current delta tree.
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #nexts: number[] = [];
  readonly #states: State[] = [];

  /**
   * @param memory for the objects from a root to a leaf
   * @param core over the same memory, if there is one
   */
  constructor(layout: PackLayout, reader: BlockReader, visitor: Visitor<State>, memory: Buffer, core?: Core) {
    this.#layout = layout;
    this.#reader = reader;
    this.#visitor = visitor;
    this.#memory = memory;
    this.#deltas = new DeltaApplier(this.#memory, core);
    this.#core = core;
  }

  /** Walks the delta tree whose root is the entry `rank`. */
  walk(rank: number): void {
    const { firstChild, nextSibling, sizes } = this.#layout;
    const size = sizes[rank]!;
    if (!this.#loadRoot(rank, size)) return this.#skip(rank);
    this.objects += 1;
    let depth = 0;
    this.#push(depth, 0, size, firstChild[rank]!, this.#visitor.visitRoot(rank, this.#memory, 0, size));
    while (depth >= 0) {
      const child = this.#nexts[depth]!;
      if (child === NONE) {
        depth -= 1;
        continue;
      }
      this.#nexts[depth] = nextSibling[child]!;
      const start = this.#ends[depth]!;
      const end = this.#derive(child, depth);
      if (end < 0) {
        this.#skip(child);
        continue;
      }
      this.objects += 1;
      const state = this.#visitor.visitDerived(child, this.#memory, start, end, this.#states[depth]!, this.#deltas);
      if (firstChild[child] === NONE) continue;
      if (this.#nexts[depth] === NONE && end > this.#memory.length >> 1) {
        // The base has no other child, so the object can replace it; this makes room for a long chain.
        const base = this.#starts[depth]!;
        this.#memory.copyWithin(base, start, end);
        this.#push(depth, base, base + end - start, firstChild[child]!, state);
      } else {
        depth += 1;
        this.#push(depth, start, end, firstChild[child]!, state);
      }
    }
  }

  #push(depth: number, start: number, end: number, next: number, state: State): void {
    this.#starts[depth] = start;
    this.#ends[depth] = end;
    this.#nexts[depth] = next;
    this.#states[depth] = state;
  }

  #loadRoot(rank: number, size: number): boolean {
    try {
      this.#load(rank, 0, size);
      return true;
    } catch (error) {
      if (error instanceof PackDamage) return false;
      throw error;
    }
  }

  #load(rank: number, at: number, size: number): void {
    const { offsets, headers } = this.#layout;
    if (at + size + 1 > this.#memory.length) throw new PackDamage('too large');
    const offset = offsets[rank]! + headers[rank]!;
    const length = offsets[rank + 1]! - offset;
    const core = this.#core;
    let { bytes, at: from } = this.#reader.read(offset, length);
    if (core?.canRead(bytes) === true) {
      if (core.inflate(bytes, from, length, at, size) === size && this.#reader.isUnchanged) return;
      // zlib decides about data that the core rejects. Also, another thread may have replaced the block meanwhile.
      ({ bytes, at: from } = this.#reader.readUncached(offset, length));
    }
    if (inflate(bytes, from, length, this.#memory, at, size + 1) !== size)
      throw new PackDamage('an entry does not inflate to the size it says');
  }

  /**
   * Builds an object after its base.
   * @returns its end; -1 on failure
   */
  #derive(rank: number, depth: number): number {
    try {
      const size = this.#layout.sizes[rank]!;
      const top = this.#memory.length - size - 1;
      const base = this.#starts[depth]!;
      const start = this.#ends[depth]!;
      if (top < start) return -1;
      this.#load(rank, top, size);
      const end = start + this.#deltas.resultSize(top, top + size);
      if (end > top) return -1;
      this.#deltas.apply(top, top + size, base, start - base, start);
      return end;
    } catch (error) {
      if (error instanceof PackDamage) return -1;
      throw error;
    }
  }

  /** Reports an object, and all objects made from it, as unread. */
  #skip(rank: number): void {
    const { firstChild, nextSibling } = this.#layout;
    const stack = [rank];
    for (let skipped = stack.pop(); skipped !== undefined; skipped = stack.pop()) {
      this.#visitor.visitUnreadable(skipped);
      for (let child = firstChild[skipped]!; child !== NONE; child = nextSibling[child]!) stack.push(child);
    }
  }
}
