/**
 * Finds values spelled in pieces: concatenated literals, continued lines, escaped digits. They are searched for only in
 * documents that name the platform, since elsewhere they could not become findings.
 */
import {
  APPENDED_SIGN,
  ESCAPED_DIGIT,
  ESCAPED_SIGN,
  GLUE,
  LISTED_SIGN,
  PIECE,
  signsOfPieces,
  SPLIT_SIGN,
} from './join-operators.ts';

/** A value assembled from pieces of the text. */
export interface JoinedValue {
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly how: 'joined' | 'escape' | 'percent' | 'entity';
}

const SPLIT = new RegExp(
  `(?:(?<![0-9a-zA-Z])|(?<=[=%](?:25)?3D))${PIECE}(?:${GLUE}${PIECE}){1,15}(?![0-9a-zA-Z])`,
  'g',
);
const GLUED = new RegExp(GLUE, 'g');

/** `['…', '…'].join('')`, `''.join(['…', '…'])`, `implode('', ['…', '…'])`. */
const LISTED =
  /\[\s{0,20}(["'][0-9a-f]{3,31}["'](?:\s{0,20},\s{0,20}["'][0-9a-f]{3,31}["']){1,15})\s{0,20},?\s{0,20}\]/g;
/** `key = '…'; key += '…';` */
const APPENDED =
  /\b(\w{2,60})\s{0,4}=\s{0,4}["']([0-9a-f]{3,31})["'];?\s{0,40}\n\s{0,40}\$?\1\s{0,4}[+.]=\s{0,4}["']([0-9a-f]{3,31})["']/g;

const DIGIT = `(?:${ESCAPED_DIGIT}|[0-9a-f])`;
const ESCAPED = new RegExp(
  `(?:(?<![0-9a-fA-F%]|\\\\[ux])|(?<=(?:%|\\\\x|\\\\u00)[0-9a-fA-F]{2}))${DIGIT}{32}` +
    `(?![0-9a-fA-F]|%[36]|\\\\u00(?:3[0-9]|6[1-6]))`,
  'g',
);
const ESCAPE =
  /%(?:25){0,2}([36][0-9a-f])|\\x([36][0-9a-f])|\\u00([36][0-9a-f])|&#x0{0,2}([36][0-9a-f]);|&#0?(\d{2,3});/gi;

/** @returns values of exactly 32 digits spelled in pieces, in order */
export function findJoined(text: string): JoinedValue[] {
  const signs = signsOfPieces(text);
  if (signs === 0) return [];
  const found: JoinedValue[] = [];
  for (const match of (signs & SPLIT_SIGN) === 0 ? [] : text.matchAll(SPLIT)) {
    const value = match[0].replace(GLUED, '');
    if (value.length === 32)
      found.push({ start: match.index, end: match.index + match[0].length, value, how: 'joined' });
  }
  if ((signs & LISTED_SIGN) !== 0) found.push(...listed(text));
  if ((signs & APPENDED_SIGN) !== 0) found.push(...appended(text));
  if ((signs & ESCAPED_SIGN) !== 0) found.push(...escaped(text));
  return found.sort((one, other) => one.start - other.start);
}

/** @returns whether {@link findJoined} may find anything in a text, or in a text that contains it */
export function mayHoldJoint(text: string): boolean {
  const signs = signsOfPieces(text);
  return (signs & ~LISTED_SIGN) !== 0 || ((signs & LISTED_SIGN) !== 0 && text.search(LISTED) !== -1);
}

function* listed(text: string): Generator<JoinedValue> {
  for (const match of text.matchAll(LISTED)) {
    const value = match[1]!.replace(/[^0-9a-f]/g, '');
    const around =
      text.slice(Math.max(0, match.index - 20), match.index) +
      text.slice(match.index + match[0].length, match.index + match[0].length + 20);
    if (value.length === 32 && /\bjoin\b|\bimplode\b/.test(around)) yield withDigitsOnly(match, value);
  }
}

function* appended(text: string): Generator<JoinedValue> {
  for (const match of text.matchAll(APPENDED)) {
    const value = match[2]! + match[3]!;
    // Starts at the first piece: the text before it is the name that the value is judged by.
    const first = match[0].indexOf(match[2]!, match[1]!.length);
    const end = match.index + match[0].lastIndexOf(match[3]!) + match[3]!.length;
    if (value.length === 32) yield { start: match.index + first, end, value, how: 'joined' };
  }
}

function* escaped(text: string): Generator<JoinedValue> {
  for (const match of text.matchAll(ESCAPED)) {
    const value = match[0].replace(
      ESCAPE,
      (_, percent?: string, byte?: string, unicode?: string, hex?: string, decimal?: string) =>
        String.fromCharCode(
          decimal === undefined ? Number.parseInt((percent ?? byte ?? unicode ?? hex)!, 16) : Number(decimal),
        ),
    );
    if (value.length !== 32 || value === match[0]) continue;
    const how = match[0].includes('%') ? 'percent' : match[0].includes('&#') ? 'entity' : 'escape';
    yield { start: match.index, end: match.index + match[0].length, value, how };
  }
}

/** The match from its first digit to its last, without the brackets. */
function withDigitsOnly(match: RegExpMatchArray, value: string): JoinedValue {
  const first = match[0].search(/[0-9a-f]/);
  const start = match.index! + first;
  return { start, end: start + match[0].slice(first).replace(/[^0-9a-f]+$/, '').length, value, how: 'joined' };
}

/** The last two are an escaped `v`, which all the names contain: then the whole document may be escaped. */
const NAMES = ['navixy', 'Navixy', 'NAVIXY', 'api-v2', 'NVX', '\\u0076', '\\u0056'];

/** @returns whether the text names the platform, so {@link findJoined} is worth running */
export function isWorthJoining(text: string): boolean {
  return NAMES.some((name) => text.includes(name));
}
