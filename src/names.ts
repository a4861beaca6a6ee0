// Splits names into words and classifies them: the platform's, a credential's, a vendor's, a digest's.
import { lazy } from './lazy.ts';
import {
  CREDENTIAL_WORDS,
  DOMAIN_WORDS,
  FILLER_WORDS,
  FOREIGN_WORDS,
  HASH_WORDS,
  NEUTRAL_WORDS,
  OTHER_SECRET_WORDS,
  PLATFORM_WORDS,
  VENDOR_WORDS,
} from './navixy/credential-words.ts';
import { detachedCopy } from './detached-copy.ts';

/**
 * Class of a name:
 * - `platform`: names Navixy (`NAVIXY_HASH`) or comes from the settings;
 * - `carrier`: a documented carrier or similar (`hash`, `session_key`, `userHash`);
 * - `credential`: some credential (`api_key`, `token`);
 * - `qualified`: a credential of something unknown (`ACME_KEY`);
 * - `foreign`: a digest, an identifier, a file (`md5`, `contentHash`); `vendor`: another service's key;
 * - `unknown`: uninformative.
 */
export type NameClass = 'platform' | 'carrier' | 'credential' | 'qualified' | 'foreign' | 'vendor' | 'unknown';

export interface NameReading {
  readonly class: NameClass;
  readonly words: readonly string[];
}

/** Longer names are cut, in characters. */
const MAX_NAME_LENGTH = 80;

/** Meanings of a word, one bit each. */
const PLATFORM = 1;
const HASH = 2;
const CREDENTIAL = 4;
const FOREIGN = 8;
const OTHER_SECRET = 16;
const VENDOR = 32;
/** Neutral words are known words too. */
const HARMLESS = 64;

/** All known words with their meanings. */
const MEANINGS = new Map<string, number>();
/** Prefixes of the known words, to reject most other words quickly. */
const STARTS = new Set<string>();
const MIN_KNOWN_LENGTH = 3;
let longestKnown = 0;
for (const [list, bit] of [
  [PLATFORM_WORDS, PLATFORM],
  [HASH_WORDS, HASH],
  [CREDENTIAL_WORDS, CREDENTIAL],
  [NEUTRAL_WORDS, HARMLESS],
  [DOMAIN_WORDS, HARMLESS],
  [FOREIGN_WORDS, FOREIGN],
  [OTHER_SECRET_WORDS, OTHER_SECRET],
  [VENDOR_WORDS, VENDOR],
] as const) {
  for (const word of list) {
    MEANINGS.set(word, (MEANINGS.get(word) ?? 0) | bit);
    STARTS.add(word.slice(0, MIN_KNOWN_LENGTH));
    longestKnown = Math.max(longestKnown, word.length);
  }
}

/**
 * @returns the words of a name in lower case: `navixyApiKey`, `NAVIXY_API_KEY` and `navixyapikey` have the same three
 */
export function splitName(name: string): string[] {
  const words: string[] = [];
  for (const part of withInitials(partsOf(name.slice(0, MAX_NAME_LENGTH)))) {
    const known = MEANINGS.has(part) ? undefined : splitKnownWords(part, 4);
    if (known === undefined) words.push(part);
    else words.push(...known);
  }
  return words;
}

/** Joins a single letter to the next word: `ETag` is one word with two capitals. */
function withInitials(parts: readonly string[]): readonly string[] {
  const at = parts.findIndex((part, index) => {
    const isInitial = part.length === 1 && index + 1 < parts.length && !MEANINGS.has(part);
    return isInitial && MEANINGS.has(part + parts[index + 1]!);
  });
  return at === -1 ? parts : [...parts.slice(0, at), parts[at]! + parts[at + 1]!, ...parts.slice(at + 2)];
}

const OTHER = 0;
const SMALL = 1;
const CAPITAL = 2;
const DIGIT = 3;

const KINDS = new Uint8Array(128);
for (let code = 0; code < 26; code += 1) {
  KINDS[97 + code] = SMALL;
  KINDS[65 + code] = CAPITAL;
  if (code < 10) KINDS[48 + code] = DIGIT;
}

/** Splits a name where the letter case changes, at separators, and before a number at its end. */
function partsOf(name: string): string[] {
  const { length } = name;
  let digits = length;
  while (digits > 0 && isDigit(name.charCodeAt(digits - 1))) digits -= 1;
  const parts: string[] = [];
  let start = 0;
  let before = OTHER;
  for (let at = 0; at < length; at += 1) {
    const code = name.charCodeAt(at);
    // Most names are ASCII; other scripts need Unicode properties.
    if (code > 127) return partsOfUnicode(name);
    const kind = KINDS[code]!;
    if (kind === OTHER) {
      if (at > start) parts.push(name.slice(start, at).toLowerCase());
      start = at + 1;
    } else if (at > start) {
      const isCut =
        kind === CAPITAL
          ? before !== CAPITAL || KINDS[name.charCodeAt(at + 1)] === SMALL
          : at === digits &&
            at - start >= 3 &&
            isLetterAt(name, at - 1) &&
            isLetterAt(name, at - 2) &&
            isLetterAt(name, at - 3);
      if (isCut) {
        parts.push(name.slice(start, at).toLowerCase());
        start = at;
      }
    }
    before = kind;
  }
  if (start < length) parts.push(name.slice(start).toLowerCase());
  return parts;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetterAt(name: string, at: number): boolean {
  const kind = KINDS[name.charCodeAt(at)];
  return kind === SMALL || kind === CAPITAL;
}

/** Like {@link partsOf}, for any script. */
function partsOfUnicode(name: string): string[] {
  return name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}]+|(?<=\p{L}{3})(?=\d+$)/u)
    .filter((part) => part !== '')
    .map((part) => part.toLowerCase());
}

const NONE_GIVEN: ReadonlySet<string> = new Set();

/**
 * Classifies a name.
 * @param given compact names from the settings, see {@link compactName}
 */
export function readName(name: string, given: ReadonlySet<string> = NONE_GIVEN): NameReading {
  if (given.size > 0)
    return given.has(compactName(name)) ? { class: 'platform', words: splitName(name) } : readName(name);
  const known = readings.get(name);
  if (known !== undefined) return known;
  const words = splitName(name);
  const reading: NameReading = { class: classOf(name, words), words };
  cacheReading(name, reading);
  return reading;
}

/** Cache: most names recur in the next line or the next document. */
const readings = new Map<string, NameReading>();
const MAX_READINGS = 2000;
const MAX_CACHED_LENGTH = 48;
/** Text that may be a value instead of a name. */
const LIKE_A_VALUE = /[0-9a-f]{12}/i;

function cacheReading(name: string, { class: what, words }: NameReading): void {
  if (name.length > MAX_CACHED_LENGTH || LIKE_A_VALUE.test(name)) return;
  if (readings.size >= MAX_READINGS) readings.clear();
  readings.set(detachedCopy(name), { class: what, words: words.map(detachedCopy) });
}

function classOf(name: string, words: readonly string[]): NameClass {
  if (THIRD_PARTY_TOKEN.test(name) || /^(?:name|kid)$/i.test(name)) return 'foreign';
  let meanings = 0;
  for (const word of words) meanings |= MEANINGS.get(word) ?? 0;
  if (
    (meanings & PLATFORM) !== 0 &&
    !words.some((word) => DIGEST().test(word)) &&
    ((meanings & (HASH | CREDENTIAL)) !== 0 || (meanings & FOREIGN) === 0)
  )
    return 'platform';
  if ((meanings & VENDOR) !== 0) return 'vendor';
  if (/^\d+$/.test(name) || /hash_?(?:32|64|128|160|256|384|512)/i.test(name) || (meanings & OTHER_SECRET) !== 0)
    return 'foreign';
  if ((meanings & FOREIGN) !== 0 && !isSessionId(words)) return 'foreign';
  // "Hashed" usually describes a password, but integrations use it for the platform's credential too.
  if (words.includes('hashed')) return 'qualified';
  const isCarrier = (meanings & HASH) !== 0 || isSessionKey(words);
  if (!isCarrier && (meanings & CREDENTIAL) === 0) return 'unknown';
  if (words.some((word) => !MEANINGS.has(word) && !isFiller(word) && !/^(?:\d+|[a-z])$/.test(word))) return 'qualified';
  return isCarrier ? 'carrier' : 'credential';
}

/** Tokens of phones, browsers and frameworks, of any application. */
const THIRD_PARTY_TOKEN = /(?:push|remember|device|fcm|apns|refresh|csrf|xsrf)[_-]?token/i;

/** Words that mark even a platform name as a digest's: `navixyLogoMd5`. */
const DIGEST = lazy(
  () =>
    new RegExp(
      String.raw`^(?:md[245]|md5sum|sha\d*|sha\d+sum|crc\d*|checksums?|digests?|etag|integrity|guids?|uuids?|` +
        String.raw`avatars?|images?|img|png|jpe?g|gif|svg|logo|icon)$`,
    ),
);

/** `SESSION_ID` may name a session hash; `PHPSESSID` is a different word. */
function isSessionId(words: readonly string[]): boolean {
  return (
    words.some((word) => /^sess(?:ion)?$/.test(word)) &&
    words.every((word) => !FOREIGN_WORDS.has(word) || word === 'id')
  );
}

/** @returns a form that is equal for all spellings of a name: `Fleet-Key`, `fleet_key`, `FLEETKEY` */
export function compactName(name: string): string {
  return name.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
}

const longestFiller = lazy(() => Math.max(...[...FILLER_WORDS].map(({ length }) => length)));

/** @returns whether a word only separates a name from its value (`value`, `String`, `return`, `getenv`) */
export function isFiller(word: string): boolean {
  if (word.length > longestFiller() && !/[_-]/.test(word)) return false;
  return FILLER_WORDS.has(word.replace(/[_-]/g, '').toLowerCase());
}

/** @returns whether all words of a name are neutral, so an informative name may precede it */
export function isNeutral(name: string): boolean {
  return splitName(name).every((word) => NEUTRAL_WORDS.has(word) || isFiller(word));
}

/**
 * `session_key`, `panel_session_key`: names of the platform (platform documentation, "Authentication"), also used by
 * Django and others.
 */
function isSessionKey(words: readonly string[]): boolean {
  return words.some((word) => /^sess/.test(word)) && words.some((word) => word === 'key' || word === 'sessionkey');
}

/** Splits `navixyhash` into known words, longest first; `undefined` if a part is unknown. */
function splitKnownWords(text: string, depth: number): string[] | undefined {
  if (text === '') return [];
  if (depth === 0 || text.length > 40 || text.length < MIN_KNOWN_LENGTH || !STARTS.has(text.slice(0, MIN_KNOWN_LENGTH)))
    return undefined;
  for (let length = Math.min(text.length, longestKnown); length >= MIN_KNOWN_LENGTH; length -= 1) {
    const head = text.slice(0, length);
    if (!MEANINGS.has(head)) continue;
    const rest = splitKnownWords(text.slice(length), depth - 1);
    if (rest !== undefined) return [head, ...rest];
  }
  return undefined;
}
