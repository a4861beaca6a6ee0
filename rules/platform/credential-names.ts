/** Classifies names in code and in the environment as credentials of the platform. */
import { splitName } from '../../src/names.ts';
import { PLATFORM_WORDS } from '../../src/navixy/credential-words.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

const ENDINGS = words('hash hashcode hashkey key apikey authkey sessionkey token session secret credential');
/** Words after the ending that change nothing: `NAVIXY_HASH_EU`, `apiKey2`, `hashValue`. */
const TAILS = words('value val str string eu us me prod production dev test staging default fallback main v1 v2');
/** Words for facts about a value, or for a value that is safe to show. */
const FACT_WORDS = words(`
  is has no not missing get set with use need needs masked redacted hidden short safe partial obfuscated truncated
  encrypted sanitized checksum should can storage cache`);
/** Words after the ending that make a constant describe a credential: `NAVIXY_HASH_URL`, `NAVIXY_KEY_TTL`. */
const ATTRIBUTE_WORDS = words(`
  url urls uri link endpoint host hostname domain server port path paths file filename dir directory folder base
  location region version name names title titles label labels description comment text prompt placeholder hint
  example help docs link message msg timeout ttl expires expire expiry expiration lifetime duration interval period
  second seconds sec ms minutes hours days date time timestamp created updated at age refresh renew rotate rotation
  retry retries attempts count limit max min size length enabled enable disabled disable flag mode state status
  required optional present valid invalid active ok header headers prefix suffix scheme format pattern regex regexp
  schema type kind algorithm algo encoding param parameter params parameters field fields column table query cookie
  cookies provider source store storage cache manager service handler id ids uuid md5 sha sha1 sha256 digest
  fingerprint error errors code codes success failure request response event action owner login email password
  permission permissions scope scopes role`);
/** Two-letter endings that are not country codes: `apiKeyId`, `hashOk`. */
const NON_COUNTRY_CODES = words('id ok ui db to is at in no fn cb el ms ts js go on of by if or do up');

/**
 * Whether a name is that of one hash: `navixyApiKey`, `sessionKey`, `HASH`; not `hasKey`, `keys`, `maskedHash`,
 * `hashLength`.
 * @param isPlatformContext whether the context already shows that the name concerns the platform
 */
export function isHashName(name: string, isPlatformContext = false): boolean {
  const parts = splitName(name);
  if (parts.some((word) => FACT_WORDS.has(word))) return false;
  const last = parts.findLastIndex((word) => ENDINGS.has(word));
  if (last === -1) return false;
  const tail = parts.slice(last + 1).filter((word) => !TAILS.has(word) && !/^\d+$/.test(word));
  if (tail.length === 0) return true;
  return (isPlatformContext || parts.some((word) => PLATFORM_WORDS.has(word))) && isOwnerSuffix(name, tail);
}

/** Whether a name is that of several hashes: `navixyKeys`, `HASHES`. */
export function isHashCollectionName(name: string): boolean {
  const last = splitName(name).at(-1) ?? '';
  return last.endsWith('s') && (ENDINGS.has(last.slice(0, -1)) || ENDINGS.has(last.slice(0, -2)));
}

/**
 * `NAVIXY_KEY_ACME`, `navixyHashZm`: the owner of the hash. In other code names, words after the ending usually name a
 * different thing.
 */
function isOwnerSuffix(name: string, tail: readonly string[]): boolean {
  if (!/[a-z]/.test(name)) return !tail.some((word) => ATTRIBUTE_WORDS.has(word) || /.(?:ed|ing)$/.test(word));
  return tail.every((word) => PLATFORM_WORDS.has(word) || (/^[a-z]{2}$/.test(word) && !NON_COUNTRY_CODES.has(word)));
}

/** Whether a name contains "API key". */
export function isApiKeyName(name: string): boolean {
  const parts = splitName(name);
  const isKey = parts.includes('apikey') || (parts.includes('api') && parts.includes('key'));
  return isKey && isHashName(name) && !isSessionName(name);
}

/** Whether a name contains "session". */
export function isSessionName(name: string): boolean {
  return splitName(name).some((word) => /^sess/.test(word));
}

/** Whether a name is that of a panel hash. */
export function isPanelHashName(name: string): boolean {
  return splitName(name).some((word) => word === 'panel' || word === 'dealer') && isHashName(name);
}

/** Whether a name is that of a user's hash. */
export function isUserHashName(name: string): boolean {
  return (
    splitName(name).some((word) => word === 'user' || word === 'subuser') && isHashName(name) && !isPanelHashName(name)
  );
}
