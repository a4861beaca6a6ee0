// Follows the entries of a tree: to whom they lead, and whether a name has the platform in it. See `links.ts` and
// `tree-entries.ts`, which do the same, and all that is unusual.
import { area } from './area';

/** Where `core.ts` has put 3, 4 or 5 for each letter that may be that one of `navixy`, and so on: see `platform-watch.ts`. */
const VENDOR = 1280;
/** Set to 1 when a name had the platform in it. */
const IS_NAMED = 2056;
/** Pairs of families told lately: they come again and again. */
const TOLD = 896 * 1024;
const TOLD_PAIRS = 8192;
/** What is told this time, four bytes each. */
const NEWS = 960 * 1024;
const MOST_NEWS = 16 * 1024;

const UNUSUAL = -1;
/** As in `tree-entries.ts`. */
const LOOK_BACK = 320;

/** The table of ids, as `id-table.ts` has it, and the family of each object. */
let slots: i32 = 0;
let mask: i32 = 0;
let seed: i32 = 0;
let families: i32 = 0;
let hashLength: i32 = 20;

export function setIds(slotsAt: i32, slotsMask: i32, slotsSeed: i32, familiesAt: i32, length: i32): void {
  slots = slotsAt;
  mask = slotsMask;
  seed = slotsSeed;
  families = familiesAt;
  hashLength = length;
}

@inline function word(at: i32): i32 {
  return bswap(load<i32>(at));
}

/** @returns where in the table of ids one is looked for first */
@inline function firstSlot(a: i32, b: i32): i32 {
  const mixed = ((a ^ seed) * <i32>0x9e3779b1) ^ ((b + seed) * <i32>0x85ebca6b);
  return ((mixed ^ (mixed >>> 15)) * 4) & mask;
}

/** @returns the place in the table of ids where one is, or else may be put */
@inline function placeOf(at: i32): i32 {
  const a = word(at);
  const b = word(at + 4);
  let slot = firstSlot(a, b);
  while (true) {
    const place = slots + (slot << 2);
    if (load<i32>(place) == 0) return place;
    if (load<i32>(place + 4) == b && load<i32>(place + 8) == word(at + 8) && load<i32>(place + 12) == (word(at + 12) ^ a)) return place;
    slot = (slot + 4) & mask;
  }
}

/** @returns the number of an object, or -1 */
@inline function find(at: i32): i32 {
  return load<i32>(placeOf(at)) - 1;
}

/**
 * Adds ids to the table, unless they are there.
 * @param ids where they are, one every `stride` bytes
 * @param numbers of their objects, four bytes each, counted from `first`
 * @returns nothing of use
 */
export function addIds(ids: i32, stride: i32, count: i32, numbers: i32, first: i32): i32 {
  // The places lie all over memory. Looked at beforehand, many of them are fetched at a time; one after the other, each is waited for.
  let fetched = 0;
  for (let step = 0, at = ids; step < count; step++, at += stride) fetched ^= load<i32>(slots + (firstSlot(word(at), word(at + 4)) << 2));
  for (let step = 0; step < count; step++, ids += stride) {
    const place = placeOf(ids);
    if (load<i32>(place) != 0) continue;
    const a = word(ids);
    store<i32>(place, first + load<i32>(numbers + (step << 2)) + 1);
    store<i32>(place + 4, word(ids + 4));
    store<i32>(place + 8, word(ids + 8));
    store<i32>(place + 12, word(ids + 12) ^ a);
  }
  return fetched;
}

@inline function namesVendor(from: i32, to: i32): bool {
  for (let at = from; at < to; at += 3) {
    const place = <i32>load<u8>(area + VENDOR + load<u8>(at));
    if (place == 0) continue;
    if (place < 10) {
      const start = at - place;
      if (start >= from && start + 6 <= to && (load<u32>(start) | 0x20202020) == 0x6976616e && (load<u16>(start + 4) | 0x2020) == 0x7978) return true;
    } else {
      const start = at - place + 10;
      if (start >= from && start + 9 <= to && (load<u32>(start) | 0x20202020) == 0x61757173 && (load<u32>(start + 4) | 0x20202020) == 0x70676572 && (load<u8>(start + 8) | 32) == 0x73) return true;
    }
  }
  return false;
}

@inline function isMode(at: i32): bool {
  if (load<u8>(at) == 0x34) return load<u8>(at + 1) == 0x30 && load<u8>(at + 5) == 0x20;
  if (load<u8>(at + 6) != 0x20) return false;
  for (let step = 1; step < 6; step++) if (load<u8>(at + step) < 0x30 || load<u8>(at + step) > 0x37) return false;
  return true;
}

/** @returns where an entry starts: the last such place up to `from`, else `floor`, which is one */
@inline function boundary(floor: i32, from: i32): i32 {
  const earliest = max(floor + hashLength + 3, from - LOOK_BACK);
  for (let at = from; at >= earliest; at--) {
    const first = load<u8>(at);
    if ((first == 0x31 || first == 0x34) && load<u8>(at - hashLength - 1) == 0 && isMode(at)) return at;
  }
  return floor;
}

let told: i32 = 0;

/** Reads one entry. @returns where the next begins; {@link UNUSUAL} */
@inline function entry(start: i32, end: i32, family: i32): i32 {
  let at = start;
  while (at < end && at - start < 8 && load<u8>(at) != 0x20) at++;
  if (at >= end || load<u8>(at) != 0x20 || at == start) return UNUSUAL;
  const name = ++at;
  while (at < end && load<u8>(at) != 0) at++;
  const next = at + 1 + hashLength;
  if (next > end) return UNUSUAL;
  if (namesVendor(name, at)) store<i32>(area + IS_NAMED, 1);
  const child = find(at + 1);
  if (child < 0) return load<u8>(start) == 0x31 && load<u8>(start + 1) == 0x36 ? next : UNUSUAL;
  const own = load<i32>(families + (child << 2));
  const mixed = (own * <i32>0x9e3779b1) ^ (family * <i32>0x85ebca6b);
  const place = area + TOLD + (((mixed ^ (mixed >>> 15)) & (TOLD_PAIRS - 1)) << 3);
  if (load<i32>(place) == own && load<i32>(place + 4) == family) return next;
  if (told == MOST_NEWS) return UNUSUAL;
  store<i32>(place, own);
  store<i32>(place + 4, family);
  store<i32>(area + NEWS + (told++ << 2), own);
  return next;
}

/**
 * @param count numbers at `changes`: only entries that overlap what changed are read; -1 to read all
 * @param family of the tree
 * @returns how many families of objects it leads to that were not told lately, at NEWS; -1 when it is no tree, or
 * leads to what is not here, or has been begun in the wrong place: then nothing is said of it
 */
export function tree(start: i32, end: i32, changes: i32, count: i32, family: i32): i32 {
  told = 0;
  let at = start;
  if (count < 0) {
    while (at < end) {
      at = entry(at, end, family);
      if (at < 0) return forget(family);
    }
    return told;
  }
  for (const last = changes + count * 4; changes < last; changes += 8) {
    const from = start + load<i32>(changes);
    const to = min(end, start + max(load<i32>(changes + 4), load<i32>(changes) + 1));
    if (at >= to) continue;
    if (at < from) at = boundary(at, from);
    while (at < to) {
      at = entry(at, end, family);
      if (at < 0) return forget(family);
    }
  }
  return told;
}

/** What was said to be told will not be. */
function forget(family: i32): i32 {
  for (let at = area + TOLD, end = at + TOLD_PAIRS * 8; at < end; at += 8) store<i32>(at + 4, -1);
  return UNUSUAL;
}
