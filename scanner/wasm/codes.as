// Deflate's Huffman codes: builds the tables that decode them.
import { area } from './area';

// Addresses, relative to the start of the area.
const BASE = 832 * 1024;
/** Tables are indexed by the next bits of the input; a longer code continues in a second table after the first. */
export const LITERAL_BITS = 10;
export const DISTANCE_BITS = 8;
export const PRECODE_BITS = 7;
export const LITERALS = BASE;
export const DISTANCES = BASE + 16 * 1024;
export const FIXED_LITERALS = BASE + 24 * 1024;
export const FIXED_DISTANCES = BASE + 32 * 1024;
export const PRECODE = BASE + 36 * 1024;
/** The value of each symbol: a table entry without the length of its code. */
export const LITERAL_VALUES = BASE + 37 * 1024;
export const DISTANCE_VALUES = BASE + 39 * 1024;
export const PRECODE_VALUES = BASE + 40 * 1024;
/** Length of each symbol's code, one byte each. */
export const LENGTHS = BASE + 41 * 1024;
/** Symbols sorted by the length of their code, two bytes each. */
const SORTED = BASE + 42 * 1024;
/** Number of codes of each length, and their first index in SORTED; four bytes each. */
const LENGTH_COUNTS = BASE + 43 * 1024;
const STARTS = LENGTH_COUNTS + 64;
/** The order in which the lengths of the precode are stored. */
export const ORDER = BASE + 44 * 1024;

// A table entry. Upper 16 bits: the value. Lowest 8 bits: how many bits to consume, extra bits included. The 4 bits
// above those: how many of the consumed bits are the code.
export const IS_LITERAL: u32 = 0x80000000;
export const IS_OTHER: u32 = 0x8000;
export const IS_TABLE: u32 = 0x4000;
export const IS_END: u32 = 0x2000;
const INVALID: u32 = IS_OTHER | 0x1000;

let isReady = false;

/** Builds the tables that never change. */
export function prepare(): void {
  if (isReady) return;
  for (let symbol = 0; symbol < 256; symbol++) store<u32>(area + LITERAL_VALUES + symbol * 4, IS_LITERAL | (symbol << 16));
  store<u32>(area + LITERAL_VALUES + 256 * 4, IS_OTHER | IS_END);
  let length = 3;
  for (let symbol = 257; symbol < 285; symbol++) {
    const extra = symbol < 265 ? 0 : (symbol - 261) >> 2;
    store<u32>(area + LITERAL_VALUES + symbol * 4, (length << 16) | extra);
    length += 1 << extra;
  }
  store<u32>(area + LITERAL_VALUES + 285 * 4, 258 << 16);
  store<u32>(area + LITERAL_VALUES + 286 * 4, INVALID);
  store<u32>(area + LITERAL_VALUES + 287 * 4, INVALID);
  let distance = 1;
  for (let symbol = 0; symbol < 30; symbol++) {
    const extra = symbol < 4 ? 0 : (symbol - 2) >> 1;
    store<u32>(area + DISTANCE_VALUES + symbol * 4, (distance << 16) | extra);
    distance += 1 << extra;
  }
  store<u32>(area + DISTANCE_VALUES + 30 * 4, INVALID);
  store<u32>(area + DISTANCE_VALUES + 31 * 4, INVALID);
  for (let symbol = 0; symbol < 19; symbol++) store<u32>(area + PRECODE_VALUES + symbol * 4, symbol << 16);
  // 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  store<u8>(area + ORDER, 16); store<u8>(area + ORDER + 1, 17); store<u8>(area + ORDER + 2, 18); store<u8>(area + ORDER + 3, 0);
  for (let step = 0; step < 8; step++) {
    store<u8>(area + ORDER + 4 + step * 2, 8 + step);
    if (step < 7) store<u8>(area + ORDER + 5 + step * 2, 7 - step);
  }
  for (let symbol = 0; symbol < 288; symbol++) store<u8>(area + LENGTHS + symbol, symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8);
  build(area + FIXED_LITERALS, LITERAL_BITS, area + LENGTHS, 288, area + LITERAL_VALUES, false);
  for (let symbol = 0; symbol < 32; symbol++) store<u8>(area + LENGTHS + symbol, 5);
  build(area + FIXED_DISTANCES, DISTANCE_BITS, area + LENGTHS, 32, area + DISTANCE_VALUES, false);
  isReady = true;
}

@inline function entryOf(values: i32, symbol: i32, length: i32): u32 {
  const value = load<u32>(values + symbol * 4);
  return value + (length << 8) + length;
}

@inline function doubleTable(table: i32, entries: i32): void {
  const bytes = entries << 2;
  if (bytes < 16) for (let at = 0; at < bytes; at += 4) store<u32>(table + bytes + at, load<u32>(table + at));
  else for (let at = 0; at < bytes; at += 16) v128.store(table + bytes + at, v128.load(table + at));
}

/** Lengths of eight symbols at once, because most are zero. Symbols after the last one count as zero. */
@inline function eightLengths(lengths: i32, symbol: i32, symbols: i32): u64 {
  const word = load<u64>(lengths + symbol);
  return symbols - symbol < 8 ? word & ((<u64>1 << ((symbols - symbol) << 3)) - 1) : word;
}

/**
 * Builds the table of a Huffman code from its code lengths.
 * @param mayBeIncomplete whether the code may have one symbol or none, which leaves bit patterns unassigned
 * @returns whether the lengths form a valid code
 */
export function build(table: i32, bits: i32, lengths: i32, symbols: i32, values: i32, mayBeIncomplete: bool): bool {
  for (let at = 0; at < 64; at += 16) v128.store(area + LENGTH_COUNTS + at, i32x4.splat(0));
  for (let symbol = 0; symbol < symbols; symbol += 8) {
    for (let word = eightLengths(lengths, symbol, symbols); word != 0; ) {
      const shift = ctz(word) & 56;
      const count = area + LENGTH_COUNTS + (<i32>((word >> shift) & 255) << 2);
      store<i32>(count, load<i32>(count) + 1);
      word &= ~(<u64>255 << shift);
    }
  }
  let longest = 15;
  while (longest > 0 && load<i32>(area + LENGTH_COUNTS + (longest << 2)) == 0) longest--;
  let used = 0;
  let start = 0;
  for (let length = 1; length <= longest; length++) {
    store<i32>(area + STARTS + (length << 2), start);
    const count = load<i32>(area + LENGTH_COUNTS + (length << 2));
    start += count;
    used = (used << 1) + count;
    if (used > 1 << length) return false;
  }
  for (let symbol = 0; symbol < symbols; symbol += 8) {
    for (let word = eightLengths(lengths, symbol, symbols); word != 0; ) {
      const shift = ctz(word) & 56;
      const startAddress = area + STARTS + (<i32>((word >> shift) & 255) << 2);
      const at = load<i32>(startAddress);
      store<i32>(startAddress, at + 1);
      store<u16>(area + SORTED + (at << 1), symbol + (<i32>shift >> 3));
      word &= ~(<u64>255 << shift);
    }
  }
  if (longest == 0 || used < 1 << longest) {
    if (!mayBeIncomplete || longest > 1) return false;
    for (let at = 0; at < 1 << bits; at++) store<u32>(table + (at << 2), INVALID | 1);
    if (longest == 1) {
      const entry = entryOf(values, load<u16>(area + SORTED), 1);
      for (let at = 0; at < 1 << bits; at += 2) store<u32>(table + (at << 2), entry);
    }
    return true;
  }
  let next = area + SORTED;
  let code = 0;
  let length = 1;
  while (load<i32>(area + LENGTH_COUNTS + (length << 2)) == 0) length++;
  let count = load<i32>(area + LENGTH_COUNTS + (length << 2));
  let end = 1 << length;
  while (length <= bits) {
    do {
      store<u32>(table + (code << 2), entryOf(values, load<u16>(next), length));
      next += 2;
      if (code == end - 1) {
        for (; length < bits; length++) {
          doubleTable(table, end);
          end <<= 1;
        }
        return true;
      }
      const bit = 1 << (31 - clz(code ^ (end - 1)));
      code = (code & (bit - 1)) | bit;
    } while (--count);
    do {
      if (++length <= bits) {
        doubleTable(table, end);
        end <<= 1;
      }
      count = load<i32>(area + LENGTH_COUNTS + (length << 2));
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
        filled = (filled << 1) + load<i32>(area + LENGTH_COUNTS + ((bits + more) << 2));
      }
      end = first + (1 << more);
      store<u32>(table + (prefix << 2), (first << 16) | IS_OTHER | IS_TABLE | (more << 8) | bits);
    }
    const entry = entryOf(values, load<u16>(next), length - bits);
    next += 2;
    for (let at = first + (code >> bits), stride = 1 << (length - bits); at < end; at += stride) store<u32>(table + (at << 2), entry);
    if (code == (1 << length) - 1) return true;
    const bit = 1 << (31 - clz(code ^ ((1 << length) - 1)));
    code = (code & (bit - 1)) | bit;
    count--;
    while (count == 0) count = load<i32>(area + LENGTH_COUNTS + (++length << 2));
  }
}
