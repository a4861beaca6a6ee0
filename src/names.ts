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
} from './navixy/vocabulary.ts';

/**
 * What a name says about the value it stands beside:
 * - `platform`: names Navixy itself (`NAVIXY_HASH`) or was given in the settings;
 * - `carrier`: the documented carriers and their like (`hash`, `session_key`, `userHash`);
 * - `credential`: some credential (`api_key`, `token`);
 * - `qualified`: a credential of something unknown (`ACME_KEY`);
 * - `foreign`: a digest, an identifier, a file (`md5`, `contentHash`); `vendor`: someone else's key;
 * - `unknown`: nothing known.
 */
export type NameClass = 'platform' | 'carrier' | 'credential' | 'qualified' | 'foreign' | 'vendor' | 'unknown';

export interface NameReading {
  readonly class: NameClass;
  readonly words: readonly string[];
}

/** Longer names are not names. */
const LONGEST_NAME = 80;

const KNOWN = [PLATFORM_WORDS, HASH_WORDS, CREDENTIAL_WORDS, NEUTRAL_WORDS, DOMAIN_WORDS, FOREIGN_WORDS, OTHER_SECRET_WORDS, VENDOR_WORDS];

/** @returns the words of a name in lower case: `navixyApiKey`, `NAVIXY_API_KEY` and `navixyapikey` are the same three */
export function splitName(name: string): string[] {
  const parts = name
    .slice(0, LONGEST_NAME)
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}]+|(?<=\p{L}{3})(?=\d+$)/u)
    .filter((part) => part !== '')
    .map((part) => part.toLowerCase());
  return parts.flatMap((part) => (isKnown(part) ? [part] : (segment(part, 4) ?? [part])));
}

/** @param given names from the settings, see {@link compactName} */
export function readName(name: string, given: ReadonlySet<string> = new Set()): NameReading {
  const words = splitName(name);
  const has = (set: ReadonlySet<string>) => words.some((word) => set.has(word));
  const credible = has(HASH_WORDS) || has(CREDENTIAL_WORDS);
  if (given.has(compactName(name))) return { class: 'platform', words };
  if (has(PLATFORM_WORDS) && !words.some((word) => DIGEST.test(word)) && (credible || !has(FOREIGN_WORDS))) return { class: 'platform', words };
  if (has(VENDOR_WORDS)) return { class: 'vendor', words };
  if (/^\d+$/.test(name) || has(OTHER_SECRET_WORDS)) return { class: 'foreign', words };
  if (has(FOREIGN_WORDS) && !isSessionId(words)) return { class: 'foreign', words };
  const stranger = words.some((word) => !isKnown(word) && !isFiller(word) && !/^(?:\d+|[a-z])$/.test(word));
  if (has(HASH_WORDS) || isSessionKey(words)) return { class: stranger ? 'qualified' : 'carrier', words };
  if (has(CREDENTIAL_WORDS)) return { class: stranger ? 'qualified' : 'credential', words };
  return { class: 'unknown', words };
}

/** Words that make even a name of the platform's that of a digest: `navixyLogoMd5`. */
const DIGEST = /^(?:md[245]|md5sum|sha\d*|sha\d+sum|crc\d*|checksums?|digests?|etag|integrity|guids?|uuids?|avatars?|images?|img|png|jpe?g|gif|svg|logo|icon)$/;

/** `SESSION_ID` is what some call a session hash; `PHPSESSID` is another word. */
function isSessionId(words: readonly string[]): boolean {
  return words.some((word) => /^sess(?:ion)?$/.test(word)) && words.every((word) => !FOREIGN_WORDS.has(word) || word === 'id');
}

/** @returns the form in which two spellings of one name are equal: `Fleet-Key`, `fleet_key`, `FLEETKEY` */
export function compactName(name: string): string {
  return name.replace(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
}

/** @returns whether a word only stands between a name and its value (`value`, `String`, `return`, `getenv`) */
export function isFiller(word: string): boolean {
  return FILLER_WORDS.has(word.replace(/[_-]/g, '').toLowerCase());
}

/** @returns whether a word says nothing either way, so that a telling name may stand before it */
export function isNeutral(name: string): boolean {
  return splitName(name).every((word) => NEUTRAL_WORDS.has(word) || isFiller(word));
}

/** `session_key`, `panel_session_key`: platform names (`navixy-api.md`, section 2), if shared with Django and others. */
function isSessionKey(words: readonly string[]): boolean {
  return words.some((word) => /^sess/.test(word)) && words.some((word) => word === 'key' || word === 'sessionkey');
}

function isKnown(word: string): boolean {
  return KNOWN.some((set) => set.has(word));
}

/** Splits `navixyhash` into known words, longest first; `undefined` if a rest stays over. */
function segment(text: string, depth: number): string[] | undefined {
  if (text === '') return [];
  if (depth === 0 || text.length > 40) return undefined;
  for (let length = text.length; length >= 3; length -= 1) {
    const head = text.slice(0, length);
    if (!isKnown(head)) continue;
    const rest = segment(text.slice(length), depth - 1);
    if (rest !== undefined) return [head, ...rest];
  }
  return undefined;
}
