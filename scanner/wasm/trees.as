// Reads the entries of a tree: the families of objects they refer to, and whether a name mentions the platform. The same
// as `object-links.ts` and `tree-entries.ts`, which also handle everything unusual.
import { area } from './area';

/** The table `VENDOR_LETTERS` of `byte-tables.ts`. */
const VENDOR_TABLE = 1280;
/** Set to 1 once a name mentions the platform. */
const VENDOR_NAMED = 2056;
/** A cache of recently reported pairs of families, because the same pairs recur. */
const RECENT_PAIRS = 896 * 1024;
const RECENT_PAIR_COUNT = 8192;
/** The result of {@link tree}: families, four bytes each. */
const NEW_FAMILIES = 960 * 1024;
const MAX_NEW_FAMILIES = 16 * 1024;

const UNUSUAL = -1;
/** As in `tree-entries.ts`. */
const LOOK_BACK = 320;

/** The id table in the format of `id-table.ts`, and the family of each object. */
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

/** @returns the slot of the id table where the search for an id starts */
@inline function firstSlot(a: i32, b: i32): i32 {
  const mixed = ((a ^ seed) * <i32>0x9e3779b1) ^ ((b + seed) * <i32>0x85ebca6b);
  return ((mixed ^ (mixed >>> 15)) * 4) & mask;
}

/** @returns the address of an id's slot in the id table, or of the free slot for it */
@inline function slotAddress(at: i32): i32 {
  const a = word(at);
  const b = word(at + 4);
  let slot = firstSlot(a, b);
  while (true) {
    const address = slots + (slot << 2);
    if (load<i32>(address) == 0) return address;
    if (load<i32>(address + 4) == b && load<i32>(address + 8) == word(at + 8) && load<i32>(address + 12) == (word(at + 12) ^ a)) return address;
    slot = (slot + 4) & mask;
  }
}

/** @returns the number of an object, or -1 */
@inline function numberAt(at: i32): i32 {
  return load<i32>(slotAddress(at)) - 1;
}

/**
 * Adds ids to the table unless they are present.
 * @param ids address of the first id; the others follow every `stride` bytes
 * @param numbers numbers of their objects, counted from `first`, four bytes each
 * @returns a meaningless number, so the prefetch is not optimized away
 */
export function addIds(ids: i32, stride: i32, count: i32, numbers: i32, first: i32): i32 {
  // The slots are scattered over memory. Reading them ahead fetches many cache lines in parallel.
  let fetched = 0;
  for (let step = 0, at = ids; step < count; step++, at += stride) fetched ^= load<i32>(slots + (firstSlot(word(at), word(at + 4)) << 2));
  for (let step = 0; step < count; step++, ids += stride) {
    const address = slotAddress(ids);
    if (load<i32>(address) != 0) continue;
    const a = word(ids);
    store<i32>(address, first + load<i32>(numbers + (step << 2)) + 1);
    store<i32>(address + 4, word(ids + 4));
    store<i32>(address + 8, word(ids + 8));
    store<i32>(address + 12, word(ids + 12) ^ a);
  }
  return fetched;
}

@inline function hasVendorName(from: i32, to: i32): bool {
  for (let at = from; at < to; at += 3) {
    const position = <i32>load<u8>(area + VENDOR_TABLE + load<u8>(at));
    if (position == 0) continue;
    if (position < 10) {
      const start = at - position;
      if (start >= from && start + 6 <= to && (load<u32>(start) | 0x20202020) == 0x6976616e && (load<u16>(start + 4) | 0x2020) == 0x7978) return true;
    } else {
      const start = at - position + 10;
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

/** @returns the last start of an entry up to `from`, otherwise `floor` */
@inline function entryStart(floor: i32, from: i32): i32 {
  const earliest = max(floor + hashLength + 3, from - LOOK_BACK);
  for (let at = from; at >= earliest; at--) {
    const first = load<u8>(at);
    if ((first == 0x31 || first == 0x34) && load<u8>(at - hashLength - 1) == 0 && isMode(at)) return at;
  }
  return floor;
}

let newCount: i32 = 0;

/** Reads one entry. @returns the start of the next one; {@link UNUSUAL} */
@inline function readEntry(start: i32, end: i32, family: i32): i32 {
  let at = start;
  while (at < end && at - start < 8 && load<u8>(at) != 0x20) at++;
  if (at >= end || load<u8>(at) != 0x20 || at == start) return UNUSUAL;
  const name = ++at;
  while (at < end && load<u8>(at) != 0) at++;
  const next = at + 1 + hashLength;
  if (next > end) return UNUSUAL;
  if (hasVendorName(name, at)) store<i32>(area + VENDOR_NAMED, 1);
  const child = numberAt(at + 1);
  if (child < 0) return load<u8>(start) == 0x31 && load<u8>(start + 1) == 0x36 ? next : UNUSUAL;
  const own = load<i32>(families + (child << 2));
  const mixed = (own * <i32>0x9e3779b1) ^ (family * <i32>0x85ebca6b);
  const position = area + RECENT_PAIRS + (((mixed ^ (mixed >>> 15)) & (RECENT_PAIR_COUNT - 1)) << 3);
  if (load<i32>(position) == own && load<i32>(position + 4) == family) return next;
  if (newCount == MAX_NEW_FAMILIES) return UNUSUAL;
  store<i32>(position, own);
  store<i32>(position + 4, family);
  store<i32>(area + NEW_FAMILIES + (newCount++ << 2), own);
  return next;
}

/**
 * @param count how many numbers are at `changes`: only entries that overlap a change are read; -1 to read all entries
 * @param family family of the tree
 * @returns the number of families at NEW_FAMILIES, without recently reported ones; -1 if the tree is damaged, refers to
 *   an absent object, or was read from a wrong offset: nothing is reported then
 */
export function tree(start: i32, end: i32, changes: i32, count: i32, family: i32): i32 {
  newCount = 0;
  let at = start;
  if (count < 0) {
    while (at < end) {
      at = readEntry(at, end, family);
      if (at < 0) return forgetRecentPairs(family);
    }
    return newCount;
  }
  for (const last = changes + count * 4; changes < last; changes += 8) {
    const from = start + load<i32>(changes);
    const to = min(end, start + max(load<i32>(changes + 4), load<i32>(changes) + 1));
    if (at >= to) continue;
    if (at < from) at = entryStart(at, from);
    while (at < to) {
      at = readEntry(at, end, family);
      if (at < 0) return forgetRecentPairs(family);
    }
  }
  return newCount;
}

/** Clears the cache of pairs, because the pairs added last are not reported after all. */
function forgetRecentPairs(family: i32): i32 {
  for (let at = area + RECENT_PAIRS, end = at + RECENT_PAIR_COUNT * 8; at < end; at += 8) store<i32>(at + 4, -1);
  return UNUSUAL;
}
