// Masks everything that has the shape of a value, in every spelling that can be decoded, whether or not it was found.

import { unescapeFragment } from '../../src/text-encodings.ts';

/** Digits of a value. */
const LENGTH = 32;
const HEX_RUN = /[0-9a-fA-F]{32,}/g;
/** Digits of SHA-1 and SHA-256 sums, including git object ids. People need these, and no value has that length. */
const SUM_LENGTHS: ReadonlySet<number> = new Set([40, 64]);
/** The start of an escape whose digits belong to no run of hex: `%3D`, `\x3d`, `\u003d`. */
const ESCAPE_BEFORE = /(?:%|\\x|(\\u))$/;
/** Hex text that is encoded as hex once more. */
const HEX_OF_HEX = /^(?:3[0-9]|[46][1-6])+$/;
/** Base64 that is long enough to hold a value. */
const BASE64 = /[A-Za-z0-9+/_-]{43,}={0,2}/g;
/** Digits, at least one of which is escaped: `%61`, `\\u0061`, `&#97;`. */
const ESCAPED = /(?:[0-9a-fA-F]|%(?:25)*[0-9a-fA-F]{2}|\\+[ux]\{?[0-9a-fA-F]{2,6}\}?|&#[xX]?[0-9a-fA-F]{2,6};){32,}/g;

/**
 * Masks every run of 32 or more hex digits, in either letter case, and such runs in base64 or in escapes. Runs of 40
 * and 64 digits stay: they are object ids and checksums. Fingerprints are shorter, and UUIDs have dashes.
 * @returns the text, with `a6aa…5fc3` in the place of a run and `…` in the place of another spelling
 */
export function mask(text: string): string {
  let masked = '';
  let done = 0;
  // Everything to mask is at least this long and has only characters of values, so every 32nd character is enough.
  for (let at = LENGTH - 1; at < text.length; at += LENGTH) {
    if (!isOfValue(text, at)) continue;
    let start = at;
    while (start > done && isOfValue(text, start - 1)) start -= 1;
    let end = at + 1;
    while (end < text.length && isOfValue(text, end)) end += 1;
    at = end;
    if (end - start < LENGTH) continue;
    masked += text.slice(done, start) + maskedStretch(text.slice(start, end));
    done = end;
  }
  return done === 0 ? text : masked + text.slice(done);
}

/** Characters that can be part of a spelling of a value. */
const OF_VALUE = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/_-=%\\{}&#;')
  OF_VALUE[character.charCodeAt(0)] = 1;

function isOfValue(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 && OF_VALUE[code] === 1;
}

/** @param text of such characters only, at least 32 long */
function maskedStretch(text: string): string {
  return text
    .replace(HEX_RUN, maskedRun)
    .replace(ESCAPED, (run) => (/[%\\&]/.test(run) && holdsValue(unescapeFragment(run)) ? '…' : run))
    .replace(BASE64, (run) => (holdsBase64(run) ? '…' : run));
}

/** Digits of a value that stay visible on each side. */
const SHOWN = 4;
/** Special characters of glob patterns. */
const MAGIC = /[*?[\]{}()!@+|\\]/g;

/**
 * A glob pattern that matches a path without showing the value in it, so that the reader can find the file.
 * @param path with `/`; its own special characters are escaped
 * @returns undefined for a path without a value
 */
export function maskAsPattern(path: string): string | undefined {
  if (mask(path) === path) return undefined;
  const escaped = path.replace(MAGIC, String.raw`\$&`);
  const pattern = withAnyDigits(escaped);
  // A spelling other than digits: the masked part may be anything.
  return mask(pattern) === pattern ? pattern : mask(escaped).replaceAll('…', '*');
}

/** @param pattern a pattern of the user @returns the pattern with `*` in place of masked digits */
export function withAnyDigits(pattern: string): string {
  return pattern.replace(HEX_RUN, (run, at: number, text: string) =>
    maskedRun(run, at, text) === run ? run : `${run.slice(0, SHOWN)}*${run.slice(-SHOWN)}`,
  );
}

/** Applies {@link mask} to every text in a plain value, at any depth, including names of fields. */
export function maskDeep<T>(value: T): T {
  if (typeof value === 'string') return mask(value) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => maskDeep(one)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [mask(key), maskDeep(one as unknown)])) as T;
}

function maskedRun(run: string, at: number, text: string): string {
  const escape = ESCAPE_BEFORE.exec(text.slice(Math.max(0, at - 2), at));
  const ofEscape = escape === null ? 0 : escape[1] === undefined ? 2 : 4;
  const own = run.length - ofEscape < LENGTH ? 0 : ofEscape;
  const digits = run.slice(own);
  if (SUM_LENGTHS.has(digits.length) && !HEX_OF_HEX.test(digits)) return run;
  return `${run.slice(0, own)}${digits.slice(0, SHOWN)}…${digits.slice(-SHOWN)}`;
}

function holdsValue(text: string): boolean {
  return text.replace(HEX_RUN, maskedRun) !== text;
}

/** A base64 group of four characters may begin at any of the first four characters. */
function holdsBase64(run: string): boolean {
  return [0, 1, 2, 3].some((start) =>
    holdsValue(Buffer.from(run.slice(start), 'base64').toString('latin1').replaceAll('\0', '')),
  );
}
