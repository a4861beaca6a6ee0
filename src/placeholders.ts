// Recognizes values that cannot be live credentials: documented samples, placeholders, the wrong letter case.
import { evidenceAgainst } from './evidence.ts';
import samples from './navixy/documented-samples.json' with { type: 'json' };
import type { Evidence } from './types.ts';

const SAMPLES = new Map(Object.entries(samples));

/**
 * Random 32-hex values have 8 or fewer distinct digits less than 5 times in a million; every surveyed leak had at least
 * 11.
 */
const FEW_DIGITS = 8;
const MAX_PERIOD_LENGTH = 16;

/**
 * Reads evidence from the value itself, independent of its context. Nearby comments ("replace me", "demo") are not
 * evidence: real leaks have them too.
 * @returns evidence against a credential, if any
 */
export function readValueShape(value: string): Evidence[] {
  const evidence: Evidence[] = [];
  const lower = value.toLowerCase();
  const sample = SAMPLES.get(lower);
  if (sample !== undefined)
    evidence.push(evidenceAgainst('documented-sample', `printed in the platform's documentation: ${sample}`));
  const placeholder = placeholderShape(lower);
  if (placeholder !== undefined) evidence.push(evidenceAgainst('placeholder', placeholder));
  if (value !== lower)
    evidence.push(evidenceAgainst('letter-case', 'has upper-case letters; the platform writes hashes in lower case'));
  return evidence;
}

function placeholderShape(value: string): string | undefined {
  const distinct = distinctIn(value);
  if (distinct <= FEW_DIGITS) return `made of ${distinct} distinct digits only`;
  const period = periodOf(value);
  if (period !== undefined) return `repeats itself every ${period} characters`;
  if (isSequence(value)) return 'counts up or down';
  return undefined;
}

function distinctIn(value: string): number {
  let seen = 0;
  let distinct = 0;
  for (let at = 0; at < value.length; at += 1) {
    const bit = 1 << DIGITS[value.charCodeAt(at)]!;
    if ((seen & bit) === 0) distinct += 1;
    seen |= bit;
  }
  return distinct;
}

function periodOf(value: string): number | undefined {
  for (let period = 1; period <= MAX_PERIOD_LENGTH; period += 1) {
    let at = period;
    while (at < value.length && value.charCodeAt(at) === value.charCodeAt(at - period)) at += 1;
    if (at >= value.length) return period;
  }
  return undefined;
}

/** `0123…`, `fedc…`, and two interleaved sequences as in `a1b2c3d4e5f6…`; up to two digits may deviate. */
function isSequence(value: string): boolean {
  return (
    isCounting(value, 1, UP) || isCounting(value, 1, DOWN) || isCounting(value, 2, UP) || isCounting(value, 2, DOWN)
  );
}

/** @param following for each digit, one bit per digit that may follow it */
function isCounting(value: string, stride: number, following: Uint16Array): boolean {
  let misses = 0;
  for (let at = stride; at < value.length; at += 1) {
    const follow = following[DIGITS[value.charCodeAt(at - stride)]!]!;
    if ((follow & (1 << DIGITS[value.charCodeAt(at)]!)) === 0 && (misses += 1) > 2 * stride) return false;
  }
  return true;
}

const HEX = '0123456789abcdef';
/** Value of each hex digit, by character code. */
const DIGITS = new Uint8Array(128);
for (let digit = 0; digit < HEX.length; digit += 1) DIGITS[HEX.charCodeAt(digit)] = digit;

/** Cyclic alphabets: the first digit follows the last. */
const ALPHABETS = ['0123456789', 'abcdef', HEX];
const UP = followers(1);
const DOWN = followers(-1);

function followers(step: number): Uint16Array {
  const following = new Uint16Array(HEX.length);
  for (const alphabet of ALPHABETS) {
    for (let at = 0; at < alphabet.length; at += 1) {
      const next = alphabet[(at + step + alphabet.length) % alphabet.length]!;
      following[HEX.indexOf(alphabet[at]!)]! |= 1 << HEX.indexOf(next);
    }
  }
  return following;
}
