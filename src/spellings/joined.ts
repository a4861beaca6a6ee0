/**
 * Values that are not written in one piece: concatenated literals, lines that are continued, digits that are
 * escaped. Looked for only in documents that name the platform, since elsewhere nothing would come of them.
 */

/** A value put together from the text. */
export interface JoinedValue {
  readonly start: number;
  readonly end: number;
  readonly value: string;
  readonly how: 'joined' | 'escape' | 'percent' | 'entity';
}

const PIECE = '[0-9a-f]{3,31}';
/**
 * What stands between two pieces: literals joined by an operator or, as in C and Python, by nothing; a line
 * continued by a backslash; a soft line break of quoted-printable. One bounded class, so that no input makes
 * the pattern try one thing twice.
 */
const GLUE = String.raw`(?:\\?["'\`][\s+.&~|<>\\_brfu@$()]{0,80}["'\`]|\\\r?\n[ \t]{0,80}|=\r?\n)`;
const SPLIT = new RegExp(`(?:(?<![0-9a-zA-Z])|(?<=[=%](?:25)?3D))${PIECE}(?:${GLUE}${PIECE}){1,15}(?![0-9a-zA-Z])`, 'g');
const GLUED = new RegExp(GLUE, 'g');

/** `['…', '…'].join('')`, `''.join(['…', '…'])`, `implode('', ['…', '…'])`. */
const LISTED = /\[\s{0,20}(["'][0-9a-f]{3,31}["'](?:\s{0,20},\s{0,20}["'][0-9a-f]{3,31}["']){1,15})\s{0,20},?\s{0,20}\]/g;
/** `key = '…'; key += '…';` */
const APPENDED = /\b(\w{2,60})\s{0,4}=\s{0,4}["']([0-9a-f]{3,31})["'];?\s{0,40}\n\s{0,40}\$?\1\s{0,4}[+.]=\s{0,4}["']([0-9a-f]{3,31})["']/g;

const DIGIT = '(?:%(?:25){0,2}(?:3[0-9]|6[1-6])|\\\\x(?:3[0-9]|6[1-6])|\\\\u00(?:3[0-9]|6[1-6])|&#(?:x0{0,2}(?:3[0-9]|6[1-6])|0?(?:4[89]|5[0-7]|9[7-9]|10[0-2]));|[0-9a-f])';
const ESCAPED = new RegExp(`(?:(?<![0-9a-fA-F%])|(?<=(?:%|\\\\x|\\\\u00)[0-9a-fA-F]{2}))${DIGIT}{32}(?![0-9a-fA-F]|%[36])`, 'g');
const ESCAPE = /%(?:25){0,2}([36][0-9a-f])|\\x([36][0-9a-f])|\\u00([36][0-9a-f])|&#x0{0,2}([36][0-9a-f]);|&#0?(\d{2,3});/gi;

/** What a joint of {@link GLUE} begins with, right after a digit. */
const BEGINS_GLUE = new Uint8Array(128);
for (const character of '\\"\'`=') BEGINS_GLUE[character.charCodeAt(0)] = 1;
const JOINT = new RegExp(`${GLUE}[0-9a-f]{3}`, 'y');

/** Whether two pieces of digits are joined anywhere, of whatever length. */
function holdsJoint(text: string): boolean {
  for (let at = 3; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 128 || BEGINS_GLUE[code] === 0 || !isHex(text.charCodeAt(at - 1)) || !isHex(text.charCodeAt(at - 2)) || !isHex(text.charCodeAt(at - 3))) continue;
    JOINT.lastIndex = at;
    if (JOINT.test(text)) return true;
  }
  return false;
}

function isHex(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 102);
}

/** @returns values of exactly 32 digits that the text spells in pieces, in order */
export function findJoined(text: string): JoinedValue[] {
  const found: JoinedValue[] = [];
  // Without a joint it is not asked: the pattern costs ten times as much as to look for one.
  for (const match of holdsJoint(text) ? text.matchAll(SPLIT) : []) {
    const value = match[0].replace(GLUED, '');
    if (value.length === 32) found.push({ start: match.index, end: match.index + match[0].length, value, how: 'joined' });
  }
  if (/join|implode/.test(text)) found.push(...listed(text));
  if (/[+.]=/.test(text)) found.push(...appended(text));
  if (/%(?:25){0,2}[36]|\\x[36]|\\u00[36]|&#/.test(text)) found.push(...escaped(text));
  return found.sort((one, other) => one.start - other.start);
}

function* listed(text: string): Generator<JoinedValue> {
  for (const match of text.matchAll(LISTED)) {
    const value = match[1]!.replace(/[^0-9a-f]/g, '');
    const around = text.slice(Math.max(0, match.index - 20), match.index) + text.slice(match.index + match[0].length, match.index + match[0].length + 20);
    if (value.length === 32 && /\bjoin\b|\bimplode\b/.test(around)) yield placed(match, value);
  }
}

function* appended(text: string): Generator<JoinedValue> {
  for (const match of text.matchAll(APPENDED)) {
    const value = match[2]! + match[3]!;
    // From the first piece on: what stands before it is the name that the value is judged by.
    const first = match[0].indexOf(match[2]!, match[1]!.length);
    const end = match.index + match[0].lastIndexOf(match[3]!) + match[3]!.length;
    if (value.length === 32) yield { start: match.index + first, end, value, how: 'joined' };
  }
}

function* escaped(text: string): Generator<JoinedValue> {
  for (const match of text.matchAll(ESCAPED)) {
    const value = match[0].replace(ESCAPE, (_, percent?: string, byte?: string, unicode?: string, hex?: string, decimal?: string) =>
      String.fromCharCode(decimal === undefined ? Number.parseInt((percent ?? byte ?? unicode ?? hex)!, 16) : Number(decimal)),
    );
    if (value.length !== 32 || value === match[0]) continue;
    const how = match[0].includes('%') ? 'percent' : match[0].includes('&#') ? 'entity' : 'escape';
    yield { start: match.index, end: match.index + match[0].length, value, how };
  }
}

/** From the first digit to the last, without the brackets around. */
function placed(match: RegExpMatchArray, value: string): JoinedValue {
  const first = match[0].search(/[0-9a-f]/);
  const start = match.index! + first;
  return { start, end: start + match[0].slice(first).replace(/[^0-9a-f]+$/, '').length, value, how: 'joined' };
}

const NAMES = ['navixy', 'Navixy', 'NAVIXY', 'api-v2', 'NVX'];

/** @returns whether {@link findJoined} is worth asking: the text names the platform */
export function isWorthJoining(text: string): boolean {
  return NAMES.some((name) => text.includes(name));
}
