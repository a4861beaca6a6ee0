import { splitName } from '../src/names.ts';

const ENDINGS = new Set(['hash', 'hashcode', 'hashkey', 'key', 'apikey', 'authkey', 'sessionkey', 'token', 'session', 'secret', 'credential']);
/** Words after the telling one that change nothing: `NAVIXY_HASH_EU`, `apiKey2`, `hashValue`. */
const TAILS = new Set(['value', 'val', 'str', 'string', 'eu', 'us', 'me', 'prod', 'production', 'dev', 'test', 'staging', 'default', 'fallback', 'main', 'v1', 'v2']);
/** Words that make a name say something about a value instead of naming it, or name what is safe to show. */
const ABOUT = new Set(['is', 'has', 'no', 'not', 'missing', 'get', 'set', 'with', 'use', 'need', 'needs', 'masked', 'redacted', 'hidden', 'short', 'safe', 'partial', 'obfuscated', 'truncated', 'encrypted', 'sanitized', 'checksum', 'should', 'can']);

/** Whether a name names one hash: `navixyApiKey`, `sessionKey`, `HASH`; not `hasKey`, `keys`, `maskedHash`, `hashLength`. */
export function isHashName(name: string): boolean {
  const words = splitName(name);
  while (words.length > 1 && (TAILS.has(words.at(-1)!) || /^\d+$/.test(words.at(-1)!))) words.pop();
  return ENDINGS.has(words.at(-1) ?? '') && !words.some((word) => ABOUT.has(word));
}

/** Whether a name plainly says "API key". */
export function isApiKeyName(name: string): boolean {
  const words = splitName(name);
  return isHashName(name) && !isSessionName(name) && (words.includes('apikey') || (words.includes('api') && words.includes('key')));
}

/** Whether a name plainly says "session". */
export function isSessionName(name: string): boolean {
  return splitName(name).some((word) => /^sess/.test(word));
}

/** Whether a name plainly says "hash of the panel". */
export function isPanelHashName(name: string): boolean {
  return splitName(name).some((word) => word === 'panel' || word === 'dealer') && isHashName(name);
}

/** Whether a name plainly says "hash of a user". */
export function isUserHashName(name: string): boolean {
  return splitName(name).some((word) => word === 'user' || word === 'subuser') && isHashName(name) && !isPanelHashName(name);
}
