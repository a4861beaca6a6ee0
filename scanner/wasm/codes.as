// The codes of deflate and the tables they are read with.
import { area } from './area';

// Places, counted from the start of the area.
const BASE = 832 * 1024;
/** Tables are indexed by the next bits of the input; a longer code leads on to a second table behind the first. */
export const LITERAL_BITS = 10;
export const DISTANCE_BITS = 8;
export const PRECODE_BITS = 7;
export const LITERALS = BASE;
export const DISTANCES = BASE + 16 * 1024;
export const FIXED_LITERALS = BASE + 24 * 1024;
export const FIXED_DISTANCES = BASE + 32 * 1024;
export const PRECODE = BASE + 36 * 1024;
/** What a symbol means, in the form of a table's entries without the length of its code. */
export const LITERAL_MEANINGS = BASE + 37 * 1024;
export const DISTANCE_MEANINGS = BASE + 39 * 1024;
export const PRECODE_MEANINGS = BASE + 40 * 1024;
/** Lengths of the codes of all symbols, a byte each. */
export const LENGTHS = BASE + 41 * 1024;
/** Symbols by length of their code, two bytes each. */
const SORTED = BASE + 42 * 1024;
/** How many codes there are of each length, and where they begin in SORTED, four bytes each. */
const COUNTS_OF = BASE + 43 * 1024;
const STARTS = COUNTS_OF + 64;
/** The order in which lengths of the precode are stored. */
export const ORDER = BASE + 44 * 1024;

// An entry: what it says in the upper 16 bits; in the lowest 8 how many bits to drop, extra ones included;
// in 4 above them how many of those are the code.
export const IS_LITERAL: u32 = 0x80000000;
export const IS_OTHER: u32 = 0x8000;
export const IS_TABLE: u32 = 0x4000;
export const IS_END: u32 = 0x2000;
const INVALID: u32 = IS_OTHER | 0x1000;

let isReady = false;

/** Makes the tables that are always the same. */
export function prepare(): void {
  if (isReady) return;
  for (let symbol = 0; symbol < 256; symbol++) store<u32>(area + LITERAL_MEANINGS + symbol * 4, IS_LITERAL | (symbol << 16));
  store<u32>(area + LITERAL_MEANINGS + 256 * 4, IS_OTHER | IS_END);
  let length = 3;
  for (let symbol = 257; symbol < 285; symbol++) {
    const extra = symbol < 265 ? 0 : (symbol - 261) >> 2;
    store<u32>(area + LITERAL_MEANINGS + symbol * 4, (length << 16) | extra);
    length += 1 << extra;
  }
  store<u32>(area + LITERAL_MEANINGS + 285 * 4, 258 << 16);
  store<u32>(area + LITERAL_MEANINGS + 286 * 4, INVALID);
  store<u32>(area + LITERAL_MEANINGS + 287 * 4, INVALID);
  let distance = 1;
  for (let symbol = 0; symbol < 30; symbol++) {
    const extra = symbol < 4 ? 0 : (symbol - 2) >> 1;
    store<u32>(area + DISTANCE_MEANINGS + symbol * 4, (distance << 16) | extra);
    distance += 1 << extra;
  }
  store<u32>(area + DISTANCE_MEANINGS + 30 * 4, INVALID);
  store<u32>(area + DISTANCE_MEANINGS + 31 * 4, INVALID);
  for (let symbol = 0; symbol < 19; symbol++) store<u32>(area + PRECODE_MEANINGS + symbol * 4, symbol << 16);
  // 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  store<u8>(area + ORDER, 16); store<u8>(area + ORDER + 1, 17); store<u8>(area + ORDER + 2, 18); store<u8>(area + ORDER + 3, 0);
  for (let step = 0; step < 8; step++) {
    store<u8>(area + ORDER + 4 + step * 2, 8 + step);
    if (step < 7) store<u8>(area + ORDER + 5 + step * 2, 7 - step);
  }
  for (let symbol = 0; symbol < 288; symbol++) store<u8>(area + LENGTHS + symbol, symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8);
  build(area + FIXED_LITERALS, LITERAL_BITS, area + LENGTHS, 288, area + LITERAL_MEANINGS, false);
  for (let symbol = 0; symbol < 32; symbol++) store<u8>(area + LENGTHS + symbol, 5);
  build(area + FIXED_DISTANCES, DISTANCE_BITS, area + LENGTHS, 32, area + DISTANCE_MEANINGS, false);
  isReady = true;
}

@inline function entryOf(meanings: i32, symbol: i32, length: i32): u32 {
  const meaning = load<u32>(meanings + symbol * 4);
  return meaning + (length << 8) + length;
}

@inline function twice(table: i32, entries: i32): void {
  const bytes = entries << 2;
  if (bytes < 16) for (let at = 0; at < bytes; at += 4) store<u32>(table + bytes + at, load<u32>(table + at));
  else for (let at = 0; at < bytes; at += 16) v128.store(table + bytes + at, v128.load(table + at));
}

/** Lengths of eight symbols at once, for most are zero; what is behind the last symbol is too. */
@inline function eightAt(lengths: i32, symbol: i32, symbols: i32): u64 {
  const word = load<u64>(lengths + symbol);
  return symbols - symbol < 8 ? word & ((<u64>1 << ((symbols - symbol) << 3)) - 1) : word;
}

/**
 * Makes the table of a code from the lengths of its codes.
 * @param mayBePart whether the code may have one symbol or none, and so leave bits without meaning
 * @returns whether it is a code
 */
export function build(table: i32, bits: i32, lengths: i32, symbols: i32, meanings: i32, mayBePart: bool): bool {
  for (let at = 0; at < 64; at += 16) v128.store(area + COUNTS_OF + at, i32x4.splat(0));
  for (let symbol = 0; symbol < symbols; symbol += 8) {
    for (let word = eightAt(lengths, symbol, symbols); word != 0; ) {
      const place = ctz(word) & 56;
      const count = area + COUNTS_OF + (<i32>((word >> place) & 255) << 2);
      store<i32>(count, load<i32>(count) + 1);
      word &= ~(<u64>255 << place);
    }
  }
  let longest = 15;
  while (longest > 0 && load<i32>(area + COUNTS_OF + (longest << 2)) == 0) longest--;
  let used = 0;
  let start = 0;
  for (let length = 1; length <= longest; length++) {
    store<i32>(area + STARTS + (length << 2), start);
    const count = load<i32>(area + COUNTS_OF + (length << 2));
    start += count;
    used = (used << 1) + count;
    if (used > 1 << length) return false;
  }
  for (let symbol = 0; symbol < symbols; symbol += 8) {
    for (let word = eightAt(lengths, symbol, symbols); word != 0; ) {
      const which = ctz(word) & 56;
      const place = area + STARTS + (<i32>((word >> which) & 255) << 2);
      const at = load<i32>(place);
      store<i32>(place, at + 1);
      store<u16>(area + SORTED + (at << 1), symbol + (<i32>which >> 3));
      word &= ~(<u64>255 << which);
    }
  }
  if (longest == 0 || used < 1 << longest) {
    if (!mayBePart || longest > 1) return false;
    for (let at = 0; at < 1 << bits; at++) store<u32>(table + (at << 2), INVALID | 1);
    if (longest == 1) {
      const entry = entryOf(meanings, load<u16>(area + SORTED), 1);
      for (let at = 0; at < 1 << bits; at += 2) store<u32>(table + (at << 2), entry);
    }
    return true;
  }
  let next = area + SORTED;
  let code = 0;
  let length = 1;
  while (load<i32>(area + COUNTS_OF + (length << 2)) == 0) length++;
  let count = load<i32>(area + COUNTS_OF + (length << 2));
  let end = 1 << length;
  while (length <= bits) {
    do {
      store<u32>(table + (code << 2), entryOf(meanings, load<u16>(next), length));
      next += 2;
      if (code == end - 1) {
        for (; length < bits; length++) {
          twice(table, end);
          end <<= 1;
        }
        return true;
      }
      const bit = 1 << (31 - clz(code ^ (end - 1)));
      code = (code & (bit - 1)) | bit;
    } while (--count);
    do {
      if (++length <= bits) {
        twice(table, end);
        end <<= 1;
      }
      count = load<i32>(area + COUNTS_OF + (length << 2));
    } while (count == 0);
  }
  end = 1 << bits;
  let prefix = -1;
  let first = 0;
  while (true) {
    const own = code & ((1 << bits) - 1);
    if (own != prefix) {
      prefix = own;
      first = end;
      let more = length - bits;
      let filled = count;
      while (filled < 1 << more) {
        more++;
        filled = (filled << 1) + load<i32>(area + COUNTS_OF + ((bits + more) << 2));
      }
      end = first + (1 << more);
      store<u32>(table + (prefix << 2), (first << 16) | IS_OTHER | IS_TABLE | (more << 8) | bits);
    }
    const entry = entryOf(meanings, load<u16>(next), length - bits);
    next += 2;
    for (let at = first + (code >> bits), stride = 1 << (length - bits); at < end; at += stride) store<u32>(table + (at << 2), entry);
    if (code == (1 << length) - 1) return true;
    const bit = 1 << (31 - clz(code ^ ((1 << length) - 1)));
    code = (code & (bit - 1)) | bit;
    count--;
    while (count == 0) count = load<i32>(area + COUNTS_OF + (++length << 2));
  }
}
