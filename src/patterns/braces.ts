// Expands braces in path patterns (`{a,b}`, `{1..9}`), as fast-glob does before matching.
import { PatternError } from './pattern-error.ts';

/** Maximum number of expanded patterns; `{a,b}` ten times gives 1,024. */
const MAX_PATTERNS = 1000;
/** Maximum total length of the expanded patterns, in characters. */
const MAX_CHARACTERS = 256 * 1024;
const DEEPEST = 20;
const RANGE = /^(?:(-?\d{1,15})\.\.(-?\d{1,15})(?:\.\.(-?\d{1,15}))?|([a-z])\.\.([a-z])|([A-Z])\.\.([A-Z]))$/;

/**
 * Expands the braces of a pattern. Braces without a comma or a range are literal and are returned escaped.
 * @returns patterns without braces that together match what the pattern matches
 * @throws PatternError for braces that are unclosed, nested too deeply, or expand to too much
 */
export function expandBraces(pattern: string): string[] {
  return pattern.includes('{') ? expand(pattern, 0) : [pattern];
}

function expand(pattern: string, depth: number): string[] {
  if (depth > DEEPEST) throw new PatternError(`has more than ${DEEPEST} braces within each other`);
  let done = [''];
  let plain = '';
  for (let at = 0; at < pattern.length;) {
    const end = endOfUnit(pattern, at);
    if (pattern[at] !== '{') {
      plain += pattern.slice(at, end);
      at = end;
      continue;
    }
    const { parts, end: close } = readBraces(pattern, at);
    done = crossed(crossed(done, [plain]), meaningOf(parts, depth));
    plain = '';
    at = close;
  }
  return crossed(done, [plain]);
}

/** Expands one pair of braces. */
function meaningOf(parts: readonly string[], depth: number): string[] {
  if (parts.length > 1) return parts.flatMap((part) => expand(part, depth + 1));
  const [only = ''] = parts;
  return range(only) ?? expand(only, depth + 1).map((inner) => `\\{${inner}\\}`);
}

/** Splits the contents of the braces that open at `start` at their commas. */
function readBraces(pattern: string, start: number): { parts: string[]; end: number } {
  const parts: string[] = [];
  let from = start + 1;
  // Closing characters of nested groups; a comma counts only outside of them.
  const open: string[] = [];
  for (let at = from; at < pattern.length; at = endOfUnit(pattern, at)) {
    const character = pattern[at]!;
    if (character === '{' || character === '(') open.push(character === '{' ? '}' : ')');
    else if (character === open.at(-1)) open.pop();
    else if (open.length === 0 && (character === ',' || character === '}')) {
      parts.push(pattern.slice(from, at));
      from = at + 1;
      if (character === '}') return { parts, end: from };
    }
  }
  throw new PatternError('has a "{" that is not closed; for the character itself write "\\{"');
}

/** @returns the position after an escaped character, a character class, or a single character */
export function endOfUnit(pattern: string, at: number): number {
  if (pattern[at] === '\\') return at + 2;
  if (pattern[at] !== '[') return at + 1;
  const end = endOfClass(pattern, at);
  return end < 0 ? at + 1 : end;
}

/**
 * @param start position of a `[`
 * @returns the position after its closing `]`; -1 if there is none
 */
export function endOfClass(pattern: string, start: number): number {
  for (let at = start + 1; at < pattern.length; at += 1) {
    if (pattern[at] === '\\') at += 1;
    else if (pattern.startsWith('[:', at)) {
      const end = pattern.indexOf(':]', at + 2);
      if (end >= 0) at = end + 1;
    } else if (pattern[at] === ']') return at + 1;
  }
  return -1;
}

/**
 * `1..9`, `01..10`, `a..e`, `0..9..3`.
 * @returns undefined for anything else
 */
function range(text: string): string[] | undefined {
  const [, low, high, step, from, to, fromCapital, toCapital] = RANGE.exec(text) ?? [];
  const [first, last] = [from ?? fromCapital, to ?? toCapital];
  if (first !== undefined && last !== undefined)
    return between(first.charCodeAt(0), last.charCodeAt(0), 1).map((code) => String.fromCharCode(code));
  if (low === undefined || high === undefined) return undefined;
  const width = [low, high].some((one) => /^-?0\d/.test(one)) ? Math.max(low.length, high.length) : 0;
  return between(Number(low), Number(high), Math.max(Math.abs(Number(step ?? 1)), 1)).map((number) => {
    const digits = String(Math.abs(number));
    return number < 0 ? `-${digits.padStart(width - 1, '0')}` : digits.padStart(width, '0');
  });
}

function between(first: number, last: number, step: number): number[] {
  const count = Math.floor(Math.abs(last - first) / step) + 1;
  if (count > MAX_PATTERNS) throw tooMany();
  return Array.from({ length: count }, (_, at) => first + at * (last < first ? -step : step));
}

function crossed(starts: readonly string[], ends: readonly string[]): string[] {
  if (ends.length === 1 && starts.length === 1) return [starts[0]! + ends[0]!];
  if (starts.length * ends.length > MAX_PATTERNS) throw tooMany();
  const all = starts.flatMap((start) => ends.map((end) => start + end));
  if (all.reduce((sum, { length }) => sum + length, 0) > MAX_CHARACTERS) throw tooMany();
  return all;
}

function tooMany(): PatternError {
  return new PatternError(`stands for more than ${MAX_PATTERNS} patterns by its braces`);
}
