/**
 * Finds signs that a value may be spelled in pieces. The patterns of `joined-strings.ts` together cost twenty times as much as
 * this one pass.
 */

export const PIECE = '[0-9a-f]{3,31}';
/**
 * The text between two pieces: literals joined by an operator or, as in C and Python, by nothing; a line continued with
 * a backslash; a soft line break of quoted-printable. One bounded class, so no input causes backtracking.
 */
export const GLUE = String.raw`(?:\\?["'\`][\s+.&~|<>\\_brfu@$()]{0,80}["'\`]|\\\r?\n[ \t]{0,80}|=\r?\n)`;

/** A digit in the form of an escape. */
export const ESCAPED_DIGIT =
  String.raw`%(?:25){0,2}(?:3[0-9]|6[1-6])|\\x(?:3[0-9]|6[1-6])|\\u00(?:3[0-9]|6[1-6])` +
  String.raw`|&#(?:x0{0,2}(?:3[0-9]|6[1-6])|0?(?:4[89]|5[0-7]|9[7-9]|10[0-2]));`;

const JOINT = new RegExp(`${GLUE}[0-9a-f]{3}`, 'y');
const APPENDED = /=\s{0,4}["'][0-9a-f]{3}/y;
const ESCAPE = new RegExp(ESCAPED_DIGIT, 'y');
const LENGTH = 32;
/** A row of digits may start within an escape: then `\u0030` has four digits instead of one. */
const MORE = 3;

/** Sign: two pieces with a {@link GLUE} between them. */
export const SPLIT_SIGN = 1;
/** Sign: a piece appended to something. */
export const APPENDED_SIGN = 2;
/** Sign: 32 digits in a row, some of them escaped. */
export const ESCAPED_SIGN = 4;
/** Sign: a list that is joined. */
export const LISTED_SIGN = 8;

/** For each character, the signs that may start with it. */
const STARTS = new Uint8Array(256);
for (const character of '\\"\'`=') STARTS[character.charCodeAt(0)]! |= SPLIT_SIGN;
for (const character of '=') STARTS[character.charCodeAt(0)]! |= APPENDED_SIGN;
for (const character of '%\\&') STARTS[character.charCodeAt(0)]! |= ESCAPED_SIGN;

const [AMPERSAND, PLUS, DOT, BACKSLASH, HASH, PERCENT, X, U, TWO, THREE, SIX] = [...'&+.\\#%xu236'].map((character) =>
  character.charCodeAt(0),
) as [number, number, number, number, number, number, number, number, number, number, number];

/** @returns the signs of a text; the pattern of a missing sign finds nothing */
export function signsOfPieces(text: string): number {
  let signs = text.includes('join') || text.includes('implode') ? LISTED_SIGN : 0;
  // Bytes are faster to examine than characters. Characters beyond one byte look like others; the patterns tell them
  // apart.
  const codes = Buffer.from(text, 'latin1');
  const { length } = codes;
  for (let at = 0; at < length; at += 1) {
    if (STARTS[codes[at]!] === 0) continue;
    const starts = STARTS[codes[at]!]! & ~signs;
    if (
      (starts & SPLIT_SIGN) !== 0 &&
      at >= 3 &&
      isHex(codes[at - 1]!) &&
      isHex(codes[at - 2]!) &&
      isHex(codes[at - 3]!) &&
      isAt(JOINT, text, at)
    )
      signs |= SPLIT_SIGN;
    if ((starts & APPENDED_SIGN) !== 0 && at > 0 && isOperator(codes[at - 1]!) && isAt(APPENDED, text, at))
      signs |= APPENDED_SIGN;
    if (
      (starts & ESCAPED_SIGN) === 0 ||
      at + 1 >= length ||
      !mayBeEscape(codes[at]!, codes[at + 1]!) ||
      !isAt(ESCAPE, text, at)
    )
      continue;
    let before = at;
    while (at - before < LENGTH && isDigit(text, before - 1)) before -= 1;
    const [end, digits] = digitsFrom(text, at);
    if (at - before + digits + MORE >= LENGTH) signs |= ESCAPED_SIGN;
    at = end - 1;
  }
  return signs;
}

/** @returns the end of a row of digits that starts with an escape, and the number of digits */
function digitsFrom(text: string, from: number): [end: number, digits: number] {
  let end = from;
  let digits = 0;
  for (;;) {
    if (isDigit(text, end)) end += 1;
    else if (isAt(ESCAPE, text, end)) end = ESCAPE.lastIndex;
    else return [end, digits];
    digits += 1;
  }
}

function isAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function isOperator(code: number): boolean {
  return code === PLUS || code === DOT;
}

/** Checks two characters first: a hundred times cheaper than the pattern, and most do not match. */
function mayBeEscape(code: number, next: number): boolean {
  if (code === PERCENT) return next === TWO || next === THREE || next === SIX;
  if (code === BACKSLASH) return next === X || next === U;
  return code === AMPERSAND && next === HASH;
}

function isDigit(text: string, at: number): boolean {
  return isHex(text.charCodeAt(at));
}

function isHex(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 97 && code <= 102);
}
