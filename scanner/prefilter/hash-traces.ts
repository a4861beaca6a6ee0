// Finds the traces that values leave in bytes, also incrementally in an object made from a delta.
import { hasEscapedName, mayHoldJoined, wideToUtf8 } from '../../src/hidden-values.ts';
import { continuesAround as base64GoesOn, PROBE } from '../../src/spellings/base64.ts';
import { BASE64_SIGNS, opensText, MIN_LENGTH as NESTED } from '../../src/spellings/nested.ts';
import { END_OF_ZIP } from './recognise-archive.ts';
import { MENTIONED, platformMentionsIn, SPLIT_HINT } from './platform-mention.ts';
import { UNDECIDED, ENDS_ZIP, PLATFORM_SHIFT, TRACE, WIDE, type Core } from '../wasm/core.ts';
import type { Difference } from './difference.ts';
import { BASE64_ROTATIONS, HEX_DIGITS } from '../wasm/byte-tables.ts';

/**
 * Finds the traces that a value of 32 hex digits leaves in bytes: runs of hex digits in ASCII and UTF-16, base64 of
 * them, and the same in text of wide characters. It can examine part of an object and returns positions, so an object
 * that copies part of another one needs no second read. May report too much but never too little: a full judgement of
 * the whole object follows.
 */

/** Pairs of offsets in the object: start and end of a trace, including everything that makes it one. */
export type Traces = number[];

/**
 * A trace that a change touches lies within this many bytes of the change: 38 digits of UTF-16 (32 digits and the
 * longest escape before them) and their neighbours.
 */
const MARGIN = 84;

/** What is stored about an object for objects made from it by a delta. */
export interface ScanMarks {
  readonly traces: Traces;
  /** {@link platformMentionsIn} of the object and its bases; a mention may have been removed since. */
  readonly platform: number;
  /** Whether the end record of a zip is in the object or in one of its bases. */
  readonly mayEndZip: boolean;
  /** Whether each character takes two or four bytes. Objects made from this one are then scanned as a whole. */
  readonly isWide: boolean;
}

/** The trace of a wide text that contains something: its first bytes. */
const WIDE_TRACE = [0, 2] as const;

const DIGITS = 32;
const MAX_DIGITS = 38;
const DIGIT_INTERVAL = DIGITS - 1;

const [PERCENT, EQUALS, BACKSLASH, X, U] = [...'%=\\xu'].map((character) => character.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
  number,
];

const ZERO = '0'.charCodeAt(0);

const HEX = HEX_DIGITS;
const [ROTATION0, ROTATION1, ROTATION2, ROTATION3] = BASE64_ROTATIONS;
const BASE64_INTERVAL = 20 - PROBE + 1;

/**
 * @param bytes memory that holds an object at `low`…`high`
 * @param from start of the part to search; traces that reach into it are found whole
 * @param traces receives the traces found, relative to `low`
 */
function findTraces(bytes: Uint8Array, low: number, high: number, from: number, to: number, traces: Traces): void {
  findDigits(bytes, low, high, from, to, traces);
  findBase64(bytes, low, high, from, to, traces);
  findNested(bytes, low, high, from, to, traces);
  findEscaped(bytes, low, high, from, to, traces);
}

/** Base64 of a text: values in it leave no digits. */
function findNested(bytes: Uint8Array, low: number, high: number, from: number, to: number, traces: Traces): void {
  let floor = low;
  for (let at = from + NESTED - 1; at < to; at += NESTED) {
    if (BASE64_SIGNS[bytes[at]!] === 0) continue;
    let start = at;
    while (start > floor && BASE64_SIGNS[bytes[start - 1]!] === 1) start -= 1;
    let end = at + 1;
    while (end < high && BASE64_SIGNS[bytes[end]!] === 1) end += 1;
    if (end - start >= NESTED && opensText(bytes, start)) traces.push(start - low, start - low + PROBE);
    floor = end;
    at = end;
  }
}

/** A value with every digit escaped has this many escapes in a row. */
const MIN_ESCAPES = DIGITS;
const ESCAPE_INTERVAL = 60;
const ESCAPE_LENGTH = 6;

/** Text written entirely in escapes such as `\u0061`. */
function findEscaped(bytes: Uint8Array, low: number, high: number, from: number, to: number, traces: Traces): void {
  for (let at = from; at < to; at += ESCAPE_INTERVAL) {
    for (let start = Math.max(low, at - ESCAPE_LENGTH + 1); start <= at; start += 1) {
      if (!isEscape(bytes, start, high)) continue;
      let first = start;
      while (
        first - ESCAPE_LENGTH >= low &&
        isEscape(bytes, first - ESCAPE_LENGTH, high) &&
        start - first < MIN_ESCAPES * ESCAPE_LENGTH
      ) {
        first -= ESCAPE_LENGTH;
      }
      let last = start;
      while (isEscape(bytes, last + ESCAPE_LENGTH, high) && last - start < MIN_ESCAPES * ESCAPE_LENGTH)
        last += ESCAPE_LENGTH;
      if (last - first >= (MIN_ESCAPES - 1) * ESCAPE_LENGTH) traces.push(first - low, first - low + PROBE);
      break;
    }
  }
}

function isEscape(bytes: Uint8Array, at: number, high: number): boolean {
  return (
    at + ESCAPE_LENGTH <= high &&
    bytes[at] === BACKSLASH &&
    bytes[at + 1] === U &&
    bytes[at + 2] === ZERO &&
    bytes[at + 3] === ZERO
  );
}

function findDigits(bytes: Uint8Array, low: number, high: number, from: number, to: number, traces: Traces): void {
  let floor = low;
  let at = from + DIGIT_INTERVAL - 1;
  while (at < to) {
    if (HEX[bytes[at]!] === 0) {
      at += DIGIT_INTERVAL;
      continue;
    }
    const stride = strideAt(bytes, low, high, at);
    if (stride === 0) {
      at += DIGIT_INTERVAL;
      continue;
    }
    let start = at;
    let end = at + stride;
    if (stride === 1) {
      while (start > floor && HEX[bytes[start - 1]!] === 1) start -= 1;
      while (end < high && HEX[bytes[end]!] === 1) end += 1;
    } else {
      while (start - 2 >= floor && isWideDigit(bytes, low, high, start - 2)) start -= 2;
      while (end < high && isWideDigit(bytes, low, high, end)) end += 2;
      if (end > high) end = high + 1;
    }
    const digits = (end - start) / stride;
    if (digits >= DIGITS && digits <= MAX_DIGITS && (digits === DIGITS || mayBeEscaped(bytes, low, start, stride)))
      traces.push(Math.max(start - 2 * stride, low) - low, Math.min(end + stride, high) - low);
    floor = stride === 1 ? end : end - 1;
    at = floor + DIGIT_INTERVAL;
  }
}

/** More than 32 digits may be an escape that touches a value; one of these characters then precedes them. */
function mayBeEscaped(bytes: Uint8Array, low: number, start: number, stride: number): boolean {
  const before = start - stride >= low ? bytes[start - stride]! : 0;
  return before === PERCENT || before === EQUALS || before === BACKSLASH || before === X || before === U;
}

function strideAt(bytes: Uint8Array, low: number, high: number, at: number): 0 | 1 | 2 {
  const before = at > low ? bytes[at - 1]! : 255;
  const after = at + 1 < high ? bytes[at + 1]! : 255;
  if (HEX[before] === 1 || HEX[after] === 1) return 1;
  return before === 0 || after === 0 ? 2 : 0;
}

function isWideDigit(bytes: Uint8Array, low: number, high: number, at: number): boolean {
  if (HEX[bytes[at]!] === 0) return false;
  return (at > low && bytes[at - 1] === 0) || (at + 1 < high && bytes[at + 1] === 0);
}

function findBase64(bytes: Uint8Array, low: number, high: number, from: number, to: number, traces: Traces): void {
  const last = to - PROBE;
  for (let at = from; at <= last; at += BASE64_INTERVAL) {
    let positions = ROTATION0[bytes[at]!]! & ROTATION1[bytes[at + 1]!]!;
    if (positions === 0) continue;
    positions &= ROTATION2[bytes[at + 2]!]! & ROTATION3[bytes[at + 3]!]!;
    if (positions === 0) continue;
    positions &=
      ROTATION0[bytes[at + 4]!]! & ROTATION1[bytes[at + 5]!]! & ROTATION2[bytes[at + 6]!]! & ROTATION3[bytes[at + 7]!]!;
    if (positions !== 0 && base64GoesOn(bytes, low, high, at, positions)) traces.push(at - low, at - low + PROBE);
  }
}

/** An object with more traces than this is scanned as a whole after each change instead of being tracked. */
const MAX_TRACKED = 2 * 2048;
/** Marks of objects without traces, which most are: by {@link ScanMarks.platform}, and whether a zip may end there. */
const NO_TRACES: readonly ScanMarks[] = Array.from({ length: 8 }, (_, at) => ({
  traces: [],
  platform: at & (MENTIONED | SPLIT_HINT),
  mayEndZip: at > 3,
  isWide: false,
}));

/**
 * Scans an object that is not made from another one.
 * @param isText whether mentions of the platform, zips and encodings matter too
 * @param core over the same bytes, if there is one
 */
export function scanMarks(bytes: Uint8Array, low: number, high: number, isText: boolean, core?: Core): ScanMarks {
  const result = core === undefined ? TRACE | UNDECIDED | WIDE : core.scan(low, high, isText);
  const traces: Traces = [];
  if ((result & TRACE) !== 0) findTraces(bytes, low, high, low, high, traces);
  const platform =
    isText && (result & UNDECIDED) !== 0
      ? platformMentionsIn(bytes, low, high, low, high)
      : (result >> PLATFORM_SHIFT) & (MENTIONED | SPLIT_HINT);
  const mayEndZip = isText && (core === undefined ? endsZip(bytes, low, high) : (result & ENDS_ZIP) !== 0);
  const utf8 = isText && (result & WIDE) !== 0 ? wideToUtf8(bytes.subarray(low, high)) : undefined;
  return utf8 === undefined
    ? makeMarks(traces, platform, mayEndZip)
    : makeWideMarks(utf8, makeMarks(traces, platform, mayEndZip));
}

/**
 * Whether a document may hold a value, from its bytes alone.
 * @param marks of the document, if they are known already
 */
export function hasTrace(bytes: Uint8Array, marks: ScanMarks = scanMarks(bytes, 0, bytes.length, true)): boolean {
  // A value in pieces has no trace, and counts only where the platform is named.
  return marks.traces.length > 0 || ((marks.platform !== 0 || hasEscapedName(bytes)) && mayHoldJoined(bytes));
}

/** Marks of a wide text: those of its bytes, as in an image that contains some, and those of its text. */
function makeWideMarks(utf8: Buffer, { traces, platform, mayEndZip }: ScanMarks): ScanMarks {
  const found: Traces = [];
  findTraces(utf8, 0, utf8.length, 0, utf8.length, found);
  return {
    traces: found.length === 0 ? traces : [...WIDE_TRACE, ...traces],
    platform: platform | platformMentionsIn(utf8, 0, utf8.length, 0, utf8.length),
    mayEndZip,
    isWide: true,
  };
}

/**
 * Scans an object made from another one by a delta.
 * @param base marks of that other object
 */
export function scanChangedMarks(
  bytes: Uint8Array,
  low: number,
  high: number,
  base: ScanMarks,
  difference: Difference,
  isText: boolean,
  core?: Core,
): ScanMarks {
  const baseTraces = base.traces;
  if (baseTraces.length > MAX_TRACKED || base.isWide) return scanMarks(bytes, low, high, isText, core);
  const isScanned = core !== undefined && difference.changes === core.changes;
  const result = isScanned ? core.scanChanges(low, high, MARGIN, isText) : TRACE | UNDECIDED | WIDE;
  if (isText && (result & WIDE) !== 0 && wideToUtf8(bytes.subarray(low, high)) !== undefined)
    return scanMarks(bytes, low, high, isText, core);
  let platform = base.platform | ((result >> PLATFORM_SHIFT) & (MENTIONED | SPLIT_HINT));
  let mayEndZip = base.mayEndZip || (result & ENDS_ZIP) !== 0;
  if ((result & (TRACE | UNDECIDED)) === 0 && baseTraces.length === 0) return makeMarks([], platform, mayEndZip);
  const traces: Traces = [];
  const { changes, changesLength, copies, copiesLength } = difference;
  for (let at = 0; (result & (TRACE | UNDECIDED)) !== 0 && at < changesLength;) {
    const from = Math.max(low, low + changes[at]! - MARGIN);
    let to = low + changes[at + 1]! + MARGIN;
    at += 2;
    while (at < changesLength && low + changes[at]! - MARGIN <= to) {
      to = low + changes[at + 1]! + MARGIN;
      at += 2;
    }
    if (to > high) to = high;
    if ((result & TRACE) !== 0) findTraces(bytes, low, high, from, to, traces);
    if (isText && (result & UNDECIDED) !== 0 && (platform & MENTIONED) === 0)
      platform |= platformMentionsIn(bytes, low, high, from, to);
    mayEndZip ||= isText && !isScanned && endsZip(bytes, from, to);
  }
  for (let at = 0; baseTraces.length > 0 && at < copiesLength; at += 3)
    copyTraces(baseTraces, copies[at]!, copies[at + 1]!, copies[at + 2]!, traces);
  return makeMarks(traces, platform, mayEndZip);
}

function endsZip(bytes: Uint8Array, from: number, to: number): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).includes(END_OF_ZIP);
}

function makeMarks(traces: Traces, platform: number, mayEndZip: boolean): ScanMarks {
  return traces.length === 0
    ? NO_TRACES[platform + (mayEndZip ? 4 : 0)]!
    : { traces, platform, mayEndZip, isWide: false };
}

/** Adds the traces that lie entirely inside a copied stretch. */
function copyTraces(baseTraces: Traces, from: number, to: number, length: number, traces: Traces): void {
  for (let at = 0; at < baseTraces.length; at += 2) {
    const start = baseTraces[at]!;
    const end = baseTraces[at + 1]!;
    if (start >= from && end <= from + length) traces.push(start - from + to, end - from + to);
  }
}
