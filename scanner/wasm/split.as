// Decides whether a value may be split into pieces; `src/spellings/join-operators.ts` then decides for certain, on text.

const DIGITS = 32;
/** A run of digits may start inside an escape: then `\u0030` counts as four digits instead of one, three too many. */
const ESCAPE_DIGITS = 3;
/** Bytes between two pieces: at most 80 characters of up to three bytes. */
const MAX_GLUE = 240;
/** A character outside ASCII may be a space. */
const NON_ASCII = 0x80;

/** @returns a bit for each byte that is one of the ten tested by {@link mayBeSplitAt} */
@inline function marksIn(bytes: v128): i32 {
  let found = i8x16.eq(bytes, i8x16.splat(0));
  found = v128.or(found, i8x16.eq(bytes, i8x16.splat(0x5c)));
  found = v128.or(found, i8x16.eq(bytes, i8x16.splat(0x22)));
  found = v128.or(found, i8x16.eq(bytes, i8x16.splat(0x27)));
  found = v128.or(found, i8x16.eq(bytes, i8x16.splat(0x60)));
  found = v128.or(found, i8x16.eq(bytes, i8x16.splat(0x3d)));
  found = v128.or(found, i8x16.eq(bytes, i8x16.splat(0x25)));
  found = v128.or(found, i8x16.eq(bytes, i8x16.splat(0x26)));
  found = v128.or(found, i8x16.eq(bytes, i8x16.splat(0x6a)));
  found = v128.or(found, i8x16.eq(bytes, i8x16.splat(0x70)));
  return i8x16.bitmask(found);
}

@inline function isDigit(at: i32): bool {
  const byte = <i32>load<u8>(at);
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66);
}

@inline function areThreeDigits(at: i32, high: i32): bool {
  return at + 3 <= high && isDigit(at) && isDigit(at + 1) && isDigit(at + 2);
}

@inline function isQuote(at: i32, high: i32): bool {
  if (at >= high) return false;
  const byte = <i32>load<u8>(at);
  return byte == 0x22 || byte == 0x27 || byte == 0x60;
}

@inline function isSpace(byte: i32): bool {
  return byte == 0x20 || (byte >= 9 && byte <= 13) || byte >= NON_ASCII;
}

/** `[\s+.&~|<>\\_brfu@$()]` */
function isGlue(byte: i32): bool {
  return isSpace(byte) || byte == 0x2b || byte == 0x2e || byte == 0x26 || byte == 0x7e || byte == 0x7c || byte == 0x3c || byte == 0x3e || byte == 0x5c || byte == 0x5f ||
    byte == 0x62 || byte == 0x72 || byte == 0x66 || byte == 0x75 || byte == 0x40 || byte == 0x24 || byte == 0x28 || byte == 0x29;
}

/** Whether a line ends at `at` and three digits follow, possibly after spaces. */
function isContinued(at: i32, high: i32): bool {
  if (at < high && load<u8>(at) == 13) at++;
  if (at >= high || load<u8>(at) != 10) return false;
  at++;
  for (const end = min(high, at + MAX_GLUE); at < end && (load<u8>(at) == 0x20 || load<u8>(at) == 9); ) at++;
  return areThreeDigits(at, high);
}

/** Whether a joint between two pieces may start at `at`, with the second piece after it. */
function isJoint(at: i32, high: i32): bool {
  const byte = load<u8>(at);
  if (byte == 0x3d) return isContinued(at + 1, high);
  if (byte == 0x5c) {
    at++;
    if (isContinued(at, high)) return true;
  }
  if (!isQuote(at, high)) return false;
  at++;
  for (const end = min(high, at + MAX_GLUE); at < end && isGlue(load<u8>(at)); ) at++;
  return isQuote(at, high) && areThreeDigits(at + 1, high);
}

/** Whether an appended piece follows: spaces and a literal. */
function isAppended(at: i32, high: i32): bool {
  for (const end = min(high, at + 12); at < end && isSpace(load<u8>(at)); ) at++;
  return isQuote(at, high) && areThreeDigits(at + 1, high);
}

/** @returns the length in bytes of an escaped digit at `at`; 0 if there is none */
function escapeAt(at: i32, high: i32): i32 {
  const byte = load<u8>(at);
  let digit = at + 1;
  if (byte == 0x26) {
    if (digit >= high || load<u8>(digit) != 0x23) return 0;
    for (const end = min(high, at + 9); digit < end; digit++) if (load<u8>(digit) == 0x3b) return digit + 1 - at;
    return 0;
  }
  if (byte == 0x25) {
    for (let times = 0; times < 2 && digit + 2 <= high && load<u16>(digit) == 0x3532; times++) digit += 2;
  } else if (byte == 0x5c && digit < high && load<u8>(digit) == 0x78) digit++;
  else if (byte == 0x5c && digit + 3 <= high && load<u8>(digit) == 0x75 && load<u16>(digit + 1) == 0x3030) digit += 3;
  else return 0;
  if (digit + 2 > high) return 0;
  const first = load<u8>(digit);
  return (first == 0x33 || first == 0x36) && isDigit(digit + 1) ? digit + 2 - at : 0;
}

/** Whether enough digits surround an escape: those that start with it, and those before it. */
function isDigitRow(low: i32, high: i32, at: i32): bool {
  let digits = 0;
  let end = at;
  while (end < high && digits < DIGITS) {
    const length = isDigit(end) ? 1 : escapeAt(end, high);
    if (length == 0) break;
    end += length;
    digits++;
  }
  if (end == at) return false;
  for (let before = at; before > low && digits < DIGITS && isDigit(before - 1); before--) digits++;
  return digits + ESCAPE_DIGITS >= DIGITS;
}

function mayBeSplitAt(low: i32, high: i32, at: i32): bool {
  const byte = load<u8>(at);
  // UTF-16 text is examined elsewhere.
  if (byte == 0) return true;
  // `join`, `implode`
  if (byte == 0x6a) return at + 4 <= high && load<u32>(at) == 0x6e696f6a;
  if (byte == 0x70) return at - 2 >= low && at + 5 <= high && load<u16>(at - 2) == 0x6d69 && load<u32>(at) == 0x646f6c70 && load<u8>(at + 4) == 0x65;
  if ((byte == 0x25 || byte == 0x5c || byte == 0x26) && escapeAt(at, high) > 0 && isDigitRow(low, high, at)) return true;
  if (byte == 0x25 || byte == 0x26) return false;
  if (byte == 0x3d && at > low && (load<u8>(at - 1) == 0x2b || load<u8>(at - 1) == 0x2e) && isAppended(at + 1, high)) return true;
  if (byte != 0x3d && byte != 0x5c && byte != 0x22 && byte != 0x27 && byte != 0x60) return false;
  return at - 3 >= low && areThreeDigits(at - 3, high) && isJoint(at, high);
}

/** @returns whether there may be a split value, or a zero byte: has false positives, but never misses one */
export function mayHoldSplit(low: i32, high: i32): bool {
  let at = low;
  for (; at + 16 <= high; at += 16) {
    for (let places = marksIn(v128.load(at)); places != 0; places &= places - 1) if (mayBeSplitAt(low, high, at + ctz(places))) return true;
  }
  for (; at < high; at++) if (mayBeSplitAt(low, high, at)) return true;
  return false;
}
