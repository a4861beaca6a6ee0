import samples from './navixy/documented-samples.json' with { type: 'json' };
import type { Evidence } from './types.ts';

const SAMPLES = new Map(Object.entries(samples));

/** Random 32-hex has 8 distinct digits or fewer less often than 5 times in a million; every leak surveyed had 11. */
const FEW_DIGITS = 8;
const LONGEST_PERIOD = 16;

/**
 * What the value itself says, whatever stands around it. A comment nearby ("replace me", "demo") proves
 * nothing: real leaks stand beside such comments too.
 * @returns evidence against, if any
 */
export function readValue(value: string): Evidence[] {
  const evidence: Evidence[] = [];
  const lower = value.toLowerCase();
  const sample = SAMPLES.get(lower);
  if (sample !== undefined) evidence.push(against('documented-sample', `printed in the platform's documentation: ${sample}`));
  const placeholder = placeholderShape(lower);
  if (placeholder !== undefined) evidence.push(against('placeholder', placeholder));
  if (value !== lower) evidence.push(against('letter-case', 'has upper-case letters; the platform writes hashes in lower case'));
  return evidence;
}

function placeholderShape(value: string): string | undefined {
  const distinct = new Set(value).size;
  if (distinct <= FEW_DIGITS) return `made of ${distinct} distinct digits only`;
  const period = periodOf(value);
  if (period !== undefined) return `repeats itself every ${period} characters`;
  if (isSequence(value)) return 'counts up or down';
  return undefined;
}

function periodOf(value: string): number | undefined {
  for (let period = 1; period <= LONGEST_PERIOD; period += 1) {
    if (value.startsWith(value.slice(period))) return period;
  }
  return undefined;
}

/** `0123…`, `fedc…`, and two interleaved ones as in `a1b2c3d4e5f6…`; a digit off the count is forgiven twice. */
function isSequence(value: string): boolean {
  return [1, 2].some((stride) => [1, -1].some((step) => isCounting(value, stride, step)));
}

function isCounting(value: string, stride: number, step: number): boolean {
  let misses = 0;
  for (let at = stride; at < value.length && misses <= 2 * stride; at += 1) {
    if (!ALPHABETS.some((alphabet) => next(value[at - stride]!, step, alphabet) === value[at])) misses += 1;
  }
  return misses <= 2 * stride;
}

const ALPHABETS = ['0123456789', 'abcdef', '0123456789abcdef'];

function next(digit: string, step: number, alphabet: string): string | undefined {
  const at = alphabet.indexOf(digit);
  return at < 0 ? undefined : alphabet[(at + step + alphabet.length) % alphabet.length];
}

function against(signal: string, detail: string): Evidence {
  return { signal, effect: 'against', detail };
}
