// Reads the layout of a pack: sorts its entries, parses their headers and links deltas to their bases.
import type { PackLayout } from './pack-layout.ts';
import { readSync } from 'node:fs';
import { PackDamage } from './pack-damage.ts';
import type { PackIndex } from './index-file.ts';
import { sortByOffset } from './offset-order.ts';
import { acquire, type PackHandle } from './pack-handle.ts';

/** Object types as numbered in packs. */
export const COMMIT = 1;
export const TREE = 2;
export const BLOB = 3;
export const TAG = 4;
const OFS_DELTA = 6;
const REF_DELTA = 7;
/** An entry that cannot be read here: its header is damaged, or its base is elsewhere. */
export const UNREADABLE = 0;

const MAX_SIZE = 0xffffffff;
const NONE = -1;
const CHUNK_SIZE = 1024 * 1024;
/** The longest header: a size of ten bytes and a base id of 32. */
const LONGEST_HEADER = 48;

function allocateShared<T>(make: new (buffer: SharedArrayBuffer) => T, count: number, width: number): T {
  return new make(new SharedArrayBuffer(count * width));
}

/**
 * Reads the positions of the entries from the index; {@link readHeaders} and then {@link linkDeltaTree} fill in the
 * rest.
 * @throws PackDamage if this is not a pack, or not the one the index was made for
 */
export function readLayout(
  pack: PackHandle,
  index: PackIndex,
): { readonly layout: PackLayout; readonly problems: readonly string[] } {
  const { hashLength } = index.data;
  const { descriptor: file, release } = acquire(pack);
  try {
    const end = pack.size - hashLength;
    if (end < 12) throw new PackDamage('the pack is too short');
    const layout = emptyLayout(index.count);
    sortByOffset(layout, index, end);
    const head = Buffer.alloc(12);
    readSync(file, head, 0, 12, 0);
    if (head.toString('latin1', 0, 4) !== 'PACK' || head.readUInt32BE(4) < 2 || head.readUInt32BE(4) > 3)
      throw new PackDamage('this is no pack that git writes');
    const problems =
      head.readUInt32BE(8) === index.count ? [] : ['the pack and its index disagree on the number of objects'];
    const trailer = Buffer.alloc(hashLength);
    readSync(file, trailer, 0, hashLength, end);
    return {
      layout,
      problems: trailer.equals(index.packChecksum) ? problems : [...problems, 'the index was made for another pack'],
    };
  } finally {
    release();
  }
}

/**
 * Reads the headers of all entries, from first to last.
 * @returns problems found
 * @throws PackDamage for a pack that ends too early
 */
export function readHeaders(pack: PackHandle, layout: PackLayout, index: PackIndex): string[] {
  const { descriptor: file, release } = acquire(pack);
  try {
    const end = layout.offsets[layout.count]!;
    const parser = new HeaderParser(layout, index);
    const buffer = Buffer.allocUnsafeSlow(CHUNK_SIZE + LONGEST_HEADER);
    for (let start = 0; start < end; start += CHUNK_SIZE) {
      const wanted = Math.min(CHUNK_SIZE + LONGEST_HEADER, end - start);
      for (let done = 0; done < wanted;) {
        const read = readSync(file, buffer, done, wanted - done, start + done);
        if (read === 0) throw new PackDamage('the pack became shorter while it was read');
        done += read;
      }
      parser.parse(buffer, start, Math.min(CHUNK_SIZE, wanted), wanted);
    }
    return [];
  } finally {
    release();
  }
}

function emptyLayout(count: number): PackLayout {
  return {
    count,
    offsets: allocateShared(Float64Array, count + 1, 8),
    headers: allocateShared(Uint8Array, count, 1),
    sizes: allocateShared(Uint32Array, count, 4),
    types: allocateShared(Uint8Array, count, 1),
    bases: allocateShared(Int32Array, count, 4),
    firstChild: allocateShared(Int32Array, count, 4),
    nextSibling: allocateShared(Int32Array, count, 4),
    roots: allocateShared(Int32Array, count, 4),
    positions: allocateShared(Uint32Array, count, 4),
    ranks: allocateShared(Uint32Array, count, 4),
  };
}

/** A layout for a pack that is not read: entries are numbered by index position, and each is its own family. */
export function withoutLayout(count: number): PackLayout {
  const identity = allocateShared(Uint32Array, count, 4);
  for (let at = 0; at < count; at += 1) identity[at] = at;
  return { ...emptyLayout(0), count, positions: identity, ranks: identity, roots: new Int32Array(identity.buffer) };
}

/** Bytes per bucket of the file; the first entry of each bucket is stored, so an offset is found quickly. */
const BUCKET_SIZE = 4096;

class HeaderParser {
  readonly #layout: PackLayout;
  readonly #index: PackIndex;
  /** Rank of the first entry in or after each bucket. */
  readonly #firstInBucket: Uint32Array;
  #next = 0;

  constructor(layout: PackLayout, index: PackIndex) {
    this.#layout = layout;
    this.#index = index;
    this.#firstInBucket = new Uint32Array(Math.floor(layout.offsets[layout.count]! / BUCKET_SIZE) + 2).fill(
      layout.count,
    );
    for (let rank = layout.count - 1; rank >= 0; rank -= 1)
      this.#firstInBucket[Math.floor(layout.offsets[rank]! / BUCKET_SIZE)] = rank;
    for (let at = this.#firstInBucket.length - 2; at >= 0; at -= 1)
      if (this.#firstInBucket[at] === layout.count) this.#firstInBucket[at] = this.#firstInBucket[at + 1]!;
  }

  /** Parses the headers that start in the first `own` of the `length` bytes, which are at `start` in the file. */
  parse(bytes: Buffer, start: number, ownLength: number, length: number): void {
    const { offsets, count } = this.#layout;
    for (; this.#next < count; this.#next += 1) {
      const at = offsets[this.#next]! - start;
      if (at >= ownLength) return;
      this.#parseEntry(this.#next, bytes, at, Math.min(length, offsets[this.#next + 1]! - start));
    }
  }

  #parseEntry(rank: number, bytes: Buffer, from: number, end: number): void {
    const { headers, sizes, types, bases } = this.#layout;
    bases[rank] = NONE;
    let at = from;
    let byte = bytes[at++]!;
    const type = (byte >> 4) & 7;
    let size = byte & 15;
    let factor = 16;
    while (byte >= 128 && at < end && factor < 2 ** 50) {
      byte = bytes[at++]!;
      size += (byte & 127) * factor;
      factor *= 128;
    }
    sizes[rank] = Math.min(size, MAX_SIZE);
    if (type === OFS_DELTA) at = this.#readOffsetBase(rank, bytes, at, end);
    else if (type === REF_DELTA) at = this.#readIdBase(rank, bytes, at, end);
    else types[rank] = type === COMMIT || type === TREE || type === BLOB || type === TAG ? type : UNREADABLE;
    headers[rank] = at - from;
    if (at < end) return;
    types[rank] = UNREADABLE;
    bases[rank] = NONE;
  }

  #readOffsetBase(rank: number, bytes: Buffer, from: number, end: number): number {
    const { offsets, bases } = this.#layout;
    let at = from;
    let byte = bytes[at++]!;
    let distance = byte & 127;
    while (byte >= 128 && at < end) {
      byte = bytes[at++]!;
      distance = (distance + 1) * 128 + (byte & 127);
    }
    bases[rank] = distance > 0 ? this.#rankAt(offsets[rank]! - distance, rank) : NONE;
    return at;
  }

  /** @returns the rank of the entry that starts at `offset`, below `high`; otherwise -1 */
  #rankAt(offset: number, high: number): number {
    if (offset < 0) return NONE;
    const { offsets } = this.#layout;
    const bucket = Math.floor(offset / BUCKET_SIZE);
    let low = this.#firstInBucket[bucket]!;
    let top = Math.min(this.#firstInBucket[bucket + 1]!, high);
    while (low < top) {
      const middle = (low + top) >>> 1;
      if (offsets[middle]! < offset) low = middle + 1;
      else top = middle;
    }
    return low < high && offsets[low] === offset ? low : NONE;
  }

  #readIdBase(rank: number, bytes: Buffer, at: number, end: number): number {
    const { hashLength } = this.#index.data;
    if (at + hashLength > end) return end;
    const position = this.#index.find(bytes, at);
    this.#layout.bases[rank] = position < 0 ? NONE : this.#layout.ranks[position]!;
    return at + hashLength;
  }
}

/** Links deltas to their bases, children in file order, and gives deltas the types of their roots. */
export function linkDeltaTree({ count, types, bases, firstChild, nextSibling, roots }: PackLayout): void {
  firstChild.fill(NONE);
  nextSibling.fill(NONE);
  roots.fill(NONE);
  for (let rank = count - 1; rank >= 0; rank -= 1) {
    const base = bases[rank]!;
    if (base === NONE) continue;
    nextSibling[rank] = firstChild[base]!;
    firstChild[base] = rank;
  }
  if (inheritForwards(count, types, bases, roots)) return;
  roots.fill(NONE);
  // From the roots down, so deltas in a loop get no root.
  const stack: number[] = [];
  for (let root = 0; root < count; root += 1) {
    if (bases[root] !== NONE) continue;
    roots[root] = root;
    for (let child = firstChild[root]!; child !== NONE; child = nextSibling[child]!) stack.push(child);
    for (let rank = stack.pop(); rank !== undefined; rank = stack.pop()) {
      types[rank] = types[root]!;
      roots[rank] = root;
      for (let child = firstChild[rank]!; child !== NONE; child = nextSibling[child]!) stack.push(child);
    }
  }
}

/**
 * A faster way for packs where every base precedes its deltas, as git writes them.
 * @returns false if a base follows its delta
 */
function inheritForwards(count: number, types: Uint8Array, bases: Int32Array, roots: Int32Array): boolean {
  for (let rank = 0; rank < count; rank += 1) {
    const base = bases[rank]!;
    if (base > rank) return false;
    roots[rank] = base === NONE ? rank : roots[base]!;
    types[rank] = types[roots[rank]!]!;
  }
  return true;
}
