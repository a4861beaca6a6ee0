import { goesOn as base64GoesOn, PROBE } from '../../src/spellings/base64.ts';
import { NAMED, platformIn } from '../platform-watch.ts';
import { ASK, PLATFORM_SHIFT, TRACE, type Core } from './core/core.ts';
import type { Difference } from './delta.ts';
import { BASE64_TURNS, HEX_DIGITS } from './tables.ts';

/**
 * Finds the traces that a 32-hex value leaves in bytes, in whatever spelling `mayHoldHash` knows: runs of hex
 * digits, in ASCII and UTF-16, and base64 of them. Unlike there, a part of an object can be asked about, and the
 * answer says where, so that an object that copies a part of another one is known without being read again.
 * It may find too much, never too little: what it finds is judged from the whole object.
 */

/** Pairs of offsets into the object: where a trace begins and ends, with all that makes it one. */
export type Traces = number[];

/**
 * A trace that a change touches lies within this many bytes of it: 38 digits of UTF-16, which is 32 and the
 * longest escape before them, and what stands next to them.
 */
const MARGIN = 84;

/** What is remembered of an object for those that are made from it. */
export interface Sight {
  readonly traces: Traces;
  /** {@link platformIn} of all that it was made of; something that is gone from it may still be in here. */
  readonly platform: number;
}

const LENGTH = 32;
const LONGEST = 38;
const STEP = LENGTH - 1;

const [PERCENT, EQUALS, BACKSLASH, X, U] = [...'%=\\xu'].map((character) => character.charCodeAt(0)) as [number, number, number, number, number];

const HEX = HEX_DIGITS;
const [TURN0, TURN1, TURN2, TURN3] = BASE64_TURNS;
const PROBE_STEP = 20 - PROBE + 1;

/**
 * @param bytes memory in which an object lies at `low`…`high`
 * @param from start of the part to look at; what reaches into it is seen whole
 * @param traces receives what is found, relative to `low`
 */
function findTraces(bytes: Uint8Array, low: number, high: number, from: number, to: number, traces: Traces): void {
  findDigits(bytes, low, high, from, to, traces);
  findBase64(bytes, low, high, from, to, traces);
}

function findDigits(bytes: Uint8Array, low: number, high: number, from: number, to: number, traces: Traces): void {
  let floor = low;
  let at = from + STEP - 1;
  while (at < to) {
    if (HEX[bytes[at]!] === 0) {
      at += STEP;
      continue;
    }
    const stride = strideAt(bytes, low, high, at);
    if (stride === 0) {
      at += STEP;
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
    if (digits >= LENGTH && digits <= LONGEST && (digits === LENGTH || mayBeEscaped(bytes, low, start, stride))) traces.push(Math.max(start - 2 * stride, low) - low, Math.min(end + stride, high) - low);
    floor = stride === 1 ? end : end - 1;
    at = floor + STEP;
  }
}

/** More than 32 digits may be an escape that runs into a value; then one of these stands before it. */
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
  for (let at = from; at <= last; at += PROBE_STEP) {
    let places = TURN0[bytes[at]!]! & TURN1[bytes[at + 1]!]!;
    if (places === 0) continue;
    places &= TURN2[bytes[at + 2]!]! & TURN3[bytes[at + 3]!]!;
    if (places === 0) continue;
    places &= TURN0[bytes[at + 4]!]! & TURN1[bytes[at + 5]!]! & TURN2[bytes[at + 6]!]! & TURN3[bytes[at + 7]!]!;
    if (places !== 0 && base64GoesOn(bytes, low, high, at, places)) traces.push(at - low, at - low + PROBE);
  }
}

/** An object with more traces than this is read whole after each change, instead of keeping track of them. */
const MOST = 2 * 2048;
/** Most objects have nothing: by {@link Sight.platform}. */
const NOTHING: readonly Sight[] = [0, 1, 2, 3].map((platform) => ({ traces: [], platform }));

/**
 * @param isText whether names of the platform are of interest too
 * @param core over the same bytes, if there is one
 * @returns what is in an object that is not made from another one
 */
export function lookAt(bytes: Uint8Array, low: number, high: number, isText: boolean, core?: Core): Sight {
  const seen = core === undefined ? TRACE | ASK : core.look(low, high, isText);
  const traces: Traces = [];
  if ((seen & TRACE) !== 0) findTraces(bytes, low, high, low, high, traces);
  return sight(traces, isText && (seen & ASK) !== 0 ? platformIn(bytes, low, high, low, high) : seen >> PLATFORM_SHIFT);
}

/**
 * The same for an object that was made from another one.
 * @param base what is in that
 */
export function lookAtChanges(bytes: Uint8Array, low: number, high: number, base: Sight, difference: Difference, isText: boolean, core?: Core): Sight {
  const known = base.traces;
  if (known.length > MOST) return lookAt(bytes, low, high, isText, core);
  const seen = core === undefined || difference.changes !== core.changes ? TRACE | ASK : core.lookAtChanges(low, high, MARGIN, isText && (base.platform & NAMED) === 0);
  let platform = base.platform | (seen >> PLATFORM_SHIFT);
  if ((seen & (TRACE | ASK)) === 0 && known.length === 0) return NOTHING[platform]!;
  const traces: Traces = [];
  const { changes, changed, copies, copied } = difference;
  for (let at = 0; (seen & (TRACE | ASK)) !== 0 && at < changed; ) {
    const from = Math.max(low, low + changes[at]! - MARGIN);
    let to = low + changes[at + 1]! + MARGIN;
    at += 2;
    while (at < changed && low + changes[at]! - MARGIN <= to) {
      to = low + changes[at + 1]! + MARGIN;
      at += 2;
    }
    if (to > high) to = high;
    if ((seen & TRACE) !== 0) findTraces(bytes, low, high, from, to, traces);
    if (isText && (seen & ASK) !== 0 && (platform & NAMED) === 0) platform |= platformIn(bytes, low, high, from, to);
  }
  for (let at = 0; known.length > 0 && at < copied; at += 3) inherit(known, copies[at]!, copies[at + 1]!, copies[at + 2]!, traces);
  return sight(traces, platform);
}

function sight(traces: Traces, platform: number): Sight {
  return traces.length === 0 ? NOTHING[platform]! : { traces, platform };
}

/** Adds the traces that lie wholly in a stretch that was copied. */
function inherit(known: Traces, from: number, to: number, length: number, traces: Traces): void {
  for (let at = 0; at < known.length; at += 2) {
    const start = known[at]!;
    const end = known[at + 1]!;
    if (start >= from && end <= from + length) traces.push(start - from + to, end - from + to);
  }
}
