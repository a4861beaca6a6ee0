// The innermost loops of the walk, in AssemblyScript. `npm run core` compiles this file and its imports into core-code.ts.
// Offsets are addresses in the imported memory; the caller has checked that all ranges lie inside it.
import { area } from './area';

export { setArea } from './area';
export { inflate } from './inflate';
export { mayHoldSplit } from './split';
export { addIds, setIds, tree } from './trees';

// Tables written by `core.ts`, relative to the start of the area: 1 for each hex digit; four tables for base64, see `byte-tables.ts`.
const HEX_TABLE = 0;
const BASE64_TABLES = 256;
/** Where {@link apply} stores how many numbers it wrote to `changes` and `copies`. */
const COUNTERS = 2048;

@inline function isHex(at: i32): bool {
  return load<u8>(area + HEX_TABLE + load<u8>(at)) != 0;
}

@inline function base64Bits(rotation: i32, at: i32): u32 {
  return load<u8>(area + BASE64_TABLES + (rotation << 8) + load<u8>(at));
}

/** The ranges must not overlap. For short ranges, a call of `memory.copy` costs more than copying words. */
@inline function copy(to: i32, from: i32, length: i32): void {
  if (length >= 16) {
    if (length > 1024) return memory.copy(to, from, length);
    const last = length - 16;
    const end = v128.load(from + last);
    for (let step = 0; step < last; step += 16) v128.store(to + step, v128.load(from + step));
    v128.store(to + last, end);
  } else if (length >= 8) {
    const a = load<u64>(from), b = load<u64>(from + length - 8);
    store<u64>(to, a); store<u64>(to + length - 8, b);
  } else if (length >= 4) {
    const a = load<u32>(from), b = load<u32>(from + length - 4);
    store<u32>(to, a); store<u32>(to + length - 4, b);
  } else for (let step = 0; step < length; step++) store<u8>(to + step, load<u8>(from + step));
}

/**
 * Applies the commands of a delta: the same algorithm as in `delta.ts`.
 * @param capacity numbers that fit at `changes` and at `copies`
 * @returns 0; -1 for damage; -2 if there is no capacity
 */
export function apply(at: i32, end: i32, base: i32, baseSize: i32, result: i32, size: i32, changes: i32, copies: i32, capacity: i32): i32 {
  let done = 0;
  let source = 0;
  let change = changes;
  let lastChange = -1;
  let copied = copies;
  const changesEnd = changes + (capacity - 4) * 4;
  const copiesEnd = copies + (capacity - 6) * 4;
  while (at < end) {
    if (change > changesEnd || copied > copiesEnd) return -2;
    const command = <i32>load<u8>(at++);
    if (command < 128) {
      if (command == 0 || at + command > end || done + command > size) return -1;
      copy(result + done, at, command);
      if (lastChange == done) store<i32>(change - 4, done + command);
      else {
        store<i32>(change, done);
        store<i32>(change + 4, done + command);
        change += 8;
      }
      lastChange = done + command;
      at += command;
      done += command;
      source = -1;
      continue;
    }
    let offset: u32 = 0;
    let length: u32 = 0;
    if (command & 1) offset = load<u8>(at++);
    if (command & 2) offset |= <u32>load<u8>(at++) << 8;
    if (command & 4) offset |= <u32>load<u8>(at++) << 16;
    if (command & 8) offset |= <u32>load<u8>(at++) << 24;
    if (command & 16) length = load<u8>(at++);
    if (command & 32) length |= <u32>load<u8>(at++) << 8;
    if (command & 64) length |= <u32>load<u8>(at++) << 16;
    if (length == 0) length = 0x10000;
    if (at > end || <u64>offset + length > <u64>baseSize || <u64>done + length > <u64>size) return -1;
    copy(result + done, base + offset, length);
    if (<i32>offset == source && copied > copies) store<i32>(copied - 4, load<i32>(copied - 4) + length);
    else {
      if (<i32>offset != source) {
        if (lastChange != done) {
          store<i32>(change, done);
          store<i32>(change + 4, done);
          change += 8;
        }
        lastChange = done;
      }
      store<i32>(copied, offset);
      store<i32>(copied + 4, done);
      store<i32>(copied + 8, length);
      copied += 12;
    }
    source = offset + length;
    done += length;
  }
  if (done != size) return -1;
  if (source != baseSize && lastChange != size) {
    store<i32>(change, size);
    store<i32>(change + 4, size);
    change += 8;
  }
  store<i32>(area + COUNTERS, (change - changes) >> 2);
  store<i32>(area + COUNTERS + 4, (copied - copies) >> 2);
  return 0;
}

// Result bits, see `core.ts`.
const TRACE = 1;
const UNDECIDED = 2;
const SPLIT_HINT = 8;
const MENTIONED_AND_SPLIT_HINT = 12;
const ENDS_ZIP = 16;
const WIDE = 32;
/** Bytes from which the encoding is guessed, see `src/text-encodings.ts`. */
const GUESS = 4096;
const SHORTEST_GUESS = 64;

/** More than 32 digits may be an escape that touches a value; then one of `%=\\xu` precedes them. */
@inline function mayBeEscaped(low: i32, start: i32): bool {
  if (start - 1 < low) return false;
  const before = load<u8>(start - 1);
  return before == 0x25 || before == 0x3d || before == 0x5c || before == 0x78 || before == 0x75;
}

/** See `src/spellings/base64.ts`. */
function continuesAround(low: i32, high: i32, at: i32, places: u32): bool {
  for (let place = 0; place < 4; place++) {
    const bit: u32 = 1 << place;
    if ((places & bit) == 0) continue;
    let start = at;
    while (start > low && at + 8 - start < 16 && (base64Bits((start - 1 - at) & 3, start - 1) & bit) != 0) start--;
    let end = at + 8;
    while (end < high && end - start < 16 && (base64Bits((end - at) & 3, end) & bit) != 0) end++;
    if (end - start >= 16) return true;
  }
  return false;
}

/** Whether there may be a trace: has false positives, but never misses one. */
@inline function mayHaveTrace(low: i32, high: i32, from: i32, to: i32): bool {
  let floor = low;
  for (let at = from + 30; at < to; ) {
    if (!isHex(at)) {
      at += 31;
      continue;
    }
    let start = at;
    while (start > floor && isHex(start - 1)) start--;
    let end = at + 1;
    while (end < high && isHex(end)) end++;
    const digits = end - start;
    if (digits == 32 || (digits > 32 && digits <= 38 && mayBeEscaped(low, start))) return true;
    if (digits == 1) {
      // A single digit may be UTF-16, where it is next to a zero byte.
      if ((start > low && load<u8>(start - 1) == 0) || (end < high && load<u8>(end) == 0)) return true;
      at += 31;
    } else {
      floor = end;
      at = floor + 31;
    }
  }
  for (let at = from, last = to - 8; at <= last; at += 13) {
    let places = base64Bits(0, at) & base64Bits(1, at + 1);
    if (places == 0) continue;
    places &= base64Bits(2, at + 2) & base64Bits(3, at + 3);
    if (places == 0) continue;
    places &= base64Bits(0, at + 4) & base64Bits(1, at + 5) & base64Bits(2, at + 6) & base64Bits(3, at + 7);
    if (places != 0 && continuesAround(low, high, at, places)) return true;
  }
  return mayHaveNested(low, high, from, to) || hasEscapedRun(low, high, from, to);
}

/** Minimum length of base64 that is decoded, see `src/spellings/nested.ts`. */
const NESTED = 56;

/** @returns the six bits of a base64 character; -1 for any other character */
@inline function sextet(at: i32): i32 {
  const byte = <i32>load<u8>(at);
  if (byte >= 0x61 && byte <= 0x7a) return byte - 71;
  if (byte >= 0x41 && byte <= 0x5a) return byte - 65;
  if (byte >= 0x30 && byte <= 0x39) return byte + 4;
  if (byte == 0x2b || byte == 0x2d) return 62;
  return byte == 0x2f || byte == 0x5f ? 63 : -1;
}

/** Whether three base64 groups are the start of a text: ASCII, or UTF-16 with or without a byte order mark. */
function opensText(at: i32): bool {
  let isPlain = true;
  let isWide = true;
  let isMarked = false;
  for (let group = 0; group < 3; group++, at += 4) {
    const bits = (sextet(at) << 18) | (sextet(at + 1) << 12) | (sextet(at + 2) << 6) | sextet(at + 3);
    for (let byte = 0; byte < 3; byte++) {
      const place = group * 3 + byte;
      const code = (bits >> (16 - 8 * byte)) & 255;
      if (place == 0) isMarked = code == 0xff;
      const isPrintable = (code >= 32 && code < 127) || (code >= 9 && code <= 13);
      if (!isPrintable) isPlain = false;
      if ((place > 1 || !isMarked) && ((place & 1) == 0 ? !isPrintable : code != 0)) isWide = false;
    }
  }
  return isPlain || isWide;
}

/** Whether there may be base64 of a text. */
function mayHaveNested(low: i32, high: i32, from: i32, to: i32): bool {
  let floor = low;
  for (let at = from + NESTED - 1; at < to; at += NESTED) {
    if (sextet(at) < 0) continue;
    let start = at;
    while (start > floor && sextet(start - 1) >= 0) start--;
    let end = at + 1;
    while (end < high && sextet(end) >= 0) end++;
    if (end - start >= NESTED && opensText(start)) return true;
    floor = end;
    at = end;
  }
  return false;
}

/** Whether an escape such as `\u0061` starts at `at`. */
@inline function isEscape(at: i32, high: i32): bool {
  return at + 6 <= high && load<u16>(at) == 0x755c && load<u16>(at + 2) == 0x3030;
}

/** Whether there are 32 escapes in a row: a value with every digit escaped. */
function hasEscapedRun(low: i32, high: i32, from: i32, to: i32): bool {
  for (let at = from; at < to; at += 60) {
    for (let start = max(low, at - 5); start <= at; start++) {
      if (!isEscape(start, high)) continue;
      let count = 1;
      for (let before = start - 6; before >= low && count < 32 && isEscape(before, high); before -= 6) count++;
      for (let after = start + 6; count < 32 && isEscape(after, high); after += 6) count++;
      if (count >= 32) return true;
      break;
    }
  }
  return false;
}

/**
 * Finds words about the platform, as `platformMentionsIn` does: each contains a `v`, which is rare. Also finds the end
 * record of a zip: its third byte is 5, which text does not contain.
 */
@inline function wordsIn(low: i32, high: i32, from: i32, to: i32): i32 {
  let found = 0;
  let at = from;
  const small = i8x16.splat(0x20);
  const v = i8x16.splat(0x76);
  const five = i8x16.splat(5);
  for (; at + 16 <= to; at += 16) {
    const bytes = v128.load(at);
    let places = i8x16.bitmask(v128.or(i8x16.eq(v128.or(bytes, small), v), i8x16.eq(bytes, five)));
    for (; places != 0; places &= places - 1) found |= wordAt(low, high, from, to, at + ctz(places));
  }
  for (; at < to; at++) found |= wordAt(low, high, from, to, at);
  return found;
}

/** @returns the result bits of the word whose `v`, or of the record whose 5, is at `at` */
@inline function wordAt(low: i32, high: i32, from: i32, to: i32, at: i32): i32 {
  const byte = load<u8>(at);
  if (byte == 5) return at >= low + 2 && at + 1 < high && load<u16>(at - 2) == 0x4b50 && load<u8>(at + 1) == 6 ? ENDS_ZIP : 0;
  if ((byte | 32) != 0x76) return 0;
  if (at >= from + 2 && at + 4 <= to && (load<u32>(at - 2) | 0x20202020) == 0x6976616e && (load<u16>(at + 2) | 0x2020) == 0x7978) return MENTIONED_AND_SPLIT_HINT;
  if (at >= from + 1 && at + 2 <= to && load<u8>(at) == 0x56 && load<u8>(at - 1) == 0x4e && load<u8>(at + 1) == 0x58) return SPLIT_HINT;
  // The characters around `api-v2` decide whether it is a path of this platform.
  if (at >= from + 4 && at + 2 <= to && load<u32>(at - 4) == 0x2d697061 && load<u16>(at) == 0x3276) {
    return at - 5 < low || at + 3 > high || load<u8>(at - 5) != 0x2f || load<u8>(at + 2) != 0x2f ? SPLIT_HINT : UNDECIDED;
  }
  return 0;
}

/** Whether each character may take two or four bytes: has false positives, but misses none. See `wideEncoding`. */
function mayBeWide(low: i32, high: i32): bool {
  const size = high - low;
  if (size < 4) return false;
  const mark = load<u16>(low);
  if (mark == 0xfeff || mark == 0xfffe || load<u32>(low) == 0xfffe0000) return true;
  if (size < SHORTEST_GUESS || (size & 1) != 0) return false;
  // One bit for each offset modulo 16: whether a zero occurs there, and whether any other byte does.
  let zeros: i32 = 0;
  let others: i32 = 0;
  const end = low + min(size, GUESS);
  let at = low;
  const zero = i8x16.splat(0);
  for (; at + 16 <= end; at += 16) {
    const places = i8x16.bitmask(i8x16.eq(v128.load(at), zero));
    zeros |= places;
    others |= ~places;
  }
  for (; at < end; at++) {
    const place = 1 << ((at - low) & 15);
    if (load<u8>(at) == 0) zeros |= place;
    else others |= place;
  }
  if (zeros == 0) return false;
  if (((zeros & 0x5555) != 0) != ((zeros & 0xaaaa) != 0)) return true;
  return (others & 0x8888) == 0 || (others & 0x1111) == 0;
}

/** @returns result bits for what an object may contain */
export function scan(low: i32, high: i32, isText: bool): i32 {
  return (mayHaveTrace(low, high, low, high) ? TRACE : 0) | (isText ? wordsIn(low, high, low, high) | (mayBeWide(low, high) ? WIDE : 0) : 0);
}

/** The same for the changed parts and `margin` bytes around them. */
export function scanChanges(low: i32, high: i32, changes: i32, count: i32, margin: i32, isText: bool): i32 {
  let found = isText && mayBeWide(low, high) ? WIDE : 0;
  const end = changes + count * 4;
  for (let at = changes; at < end; ) {
    const from = max(low, low + load<i32>(at) - margin);
    let to = low + load<i32>(at + 4) + margin;
    at += 8;
    while (at < end && low + load<i32>(at) - margin <= to) {
      to = low + load<i32>(at + 4) + margin;
      at += 8;
    }
    to = min(to, high);
    if ((found & TRACE) == 0 && mayHaveTrace(low, high, from, to)) found |= TRACE;
    if (isText) found |= wordsIn(low, high, from, to);
  }
  return found;
}
