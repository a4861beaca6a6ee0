// Recognizes values that are part of something else: a file name, a path, a longer word, a checksum list.
import { lazy } from './lazy.ts';
import type { Context } from './context/types.ts';
import { evidenceAgainst } from './evidence.ts';
import type { Evidence } from './types.ts';

/** One pattern by which the characters around a run show that it is part of something else. */
interface Shape {
  readonly signal: string;
  readonly detail: string;
  readonly matches: (context: Context) => boolean;
}

const FILE_ENDING = lazy(
  () =>
    new RegExp(
      String.raw`^\.(?:[a-z0-9_-]{1,20}\.)?(?:png|jpe?g|gif|svg|webp|avif|ico|bmp|tiff?|js|mjs|cjs|jsx|tsx?|` +
        String.raw`css|scss|map|json|html?|woff2?|ttf|eot|otf|pdf|zip|gz|tgz|bz2|xz|7z|rar|mp[34]|webm|ogg|wav|` +
        String.raw`txt|xml|jar|dll|so|exe|bin|dat|db|sqlite|cache|php|py|rb|wasm|chunk|bundle|min|module|vue|` +
        String.raw`meta|asset|prefab|log|csv|md|ya?ml|class|apk|pem|key|crt|patch|diff|torrent)\b`,
      'i',
    ),
);

/** Checked in order; the first match is the evidence. */
const SHAPES: readonly Shape[] = [
  { signal: 'file-name', detail: 'is part of a file name', matches: isFileName },
  { signal: 'key-in-address', detail: 'is the user part of an address, as in a Sentry DSN', matches: isUserPart },
  { signal: 'embedded', detail: 'is a piece of a longer word or identifier', matches: isEmbedded },
  { signal: 'path-segment', detail: 'is a segment of a path', matches: isPathSegment },
  { signal: 'digest-line', detail: 'stands in a list of checksums', matches: isInDigestLine },
  { signal: 'cache-buster', detail: 'is the version of a static file', matches: isCacheBuster },
  { signal: 'decoded-hex', detail: 'is decoded from hex to bytes, which nobody does with a text', matches: isDecoded },
  { signal: 'record-key', detail: 'is the key of a record', matches: isKeyOfRecord },
  { signal: 'build-report', detail: 'is the hash of a build', matches: isInBuildReport },
];

/** @returns evidence that the run belongs to something other than a credential */
export function readShape(context: Context): Evidence | undefined {
  const shape = SHAPES.find(({ matches }) => matches(context));
  return shape === undefined ? undefined : evidenceAgainst(shape.signal, shape.detail);
}

/** `NAVIXY_HASH=4d….txt` does not count: such a file was named to keep the key. */
function isFileName({ before, after }: Context): boolean {
  return (
    FILE_ENDING().test(after) &&
    !/(?:navixy|nvx|gps|track(?:er|ing)|fleet|telematic)[\w-]{0,40}(?:hash|key|token|session)[\w-]{0,20}=$/i.test(
      before.slice(-90),
    )
  );
}

/** In a URL of the platform, the user part may be a hash entered as a password. */
function isUserPart({ before, after }: Context): boolean {
  if (!/^(?::[^\s/@]{0,80})?@/.test(after) || !/:\/\/(?:[^\s/@]{0,80}:)?$/.test(before)) return false;
  const address = /^[^\s"'`<>]{0,100}/.exec(after)![0];
  return !/navixy|api-v2/i.test(before.slice(-60) + address);
}

function isEmbedded(context: Context): boolean {
  const { before, after, hasScheme } = context;
  if (hasScheme) return false;
  if (isImageTag(context) || isPartOfKey(context)) return true;
  if (/^(?:[\p{L}\p{N}_]|-[\p{L}\p{N}])/u.test(after)) return true;
  // In form encoding, a plus is a space.
  if (before.endsWith('+') && /[?&=][\w.-]{1,40}\+(?:[\w.-]{1,40}\+){0,4}$/.test(before.slice(-120))) return false;
  return /[\p{L}\p{N}_](?:[-.]|\/?\+)?$/u.test(before.slice(-3).replace(/[\s\S]*\s/, ''));
}

/** `s/__NAVIXY_HASH__/<value>/` in sed has slashes too. */
function isPathSegment({ before, after }: Context): boolean {
  if (!before.endsWith('/') || before.endsWith('://')) return false;
  if (/(?:^|[\s"'`])s\/[^/\s]{1,60}\/$/.test(before.slice(-80))) return false;
  return /[^\s:"'`(=]\/$/.test(before.slice(-3)) || /^[/?]/.test(after);
}

/** `expect(hash('a')).toBe('…')`, `assertEquals('…', md5(a))`: the expected digest of something. */
function isComparedDigest({ before, after }: Context): boolean {
  if (
    /[(=,]\s{0,4}["'`]$/.test(before.slice(-6)) &&
    /\b\w*(?:md5|hash|digest|sha1|checksum)\w*\s?\([^\n]{1,80}\)[\s)\]]{0,4}(?:\.(?:to|should|is)[\w.]{0,30}\(|===?|,)\s{0,4}["'`]$/i.test(
      before.slice(-160),
    )
  )
    return true;
  return (
    /^["'`]\s{0,4},\s{0,4}[\w.]{0,30}(?:md5|hash|digest|sha1|checksum)\w{0,20}\s?\([^)]/i.test(after) &&
    /\b(?:assert|expect|equal|is)\w*\s?\(\s?["'`]$/i.test(before.slice(-40))
  );
}

/** `bytes.fromhex('…')`, `Buffer.from('…', 'hex')`: a cipher key, or a digest. */
function isDecoded({ before, after }: Context): boolean {
  if (!/[('"`]$/.test(before.slice(-1))) return false;
  if (
    /\(\s?["'`]$/.test(before.slice(-3)) &&
    /(?:fromhex|unhexlify|DecodeString|hexToBytes|hex2bin|parseHex\w{0,10}|decodeHex|from_hex|a2b_hex)\s?\(\s?["'`]$/i.test(
      before.slice(-40),
    )
  )
    return true;
  return /^["'`]\s{0,4},\s{0,4}["'`]hex["'`]/.test(after);
}

/** `"…": {`, `… /* a.swift in Sources *\/ = {`. */
function isKeyOfRecord({ after }: Context): boolean {
  return /^["'`]?[\t ]{0,4}(?:\/\*[^*\n]{0,120}\*\/)?[\t ]{0,4}(?:=>?|:)[\t ]{0,4}\{/.test(after);
}

/** `laravel_cache:navixy:…`: a cache key with several parts. */
function isPartOfKey({ before }: Context): boolean {
  if (!before.endsWith(':')) return false;
  const parts = /(?:^|[\s"'`=])((?:[\w.-]{1,60}:){2,6})$/.exec(before.slice(-200))?.[1];
  return parts !== undefined && !/nvx|hash|token|key:$|sess|auth|md5:$/i.test(parts);
}

/** `registry.example/navixy-sync:4d…`: the tag of a container image. */
function isImageTag({ before }: Context): boolean {
  return (
    before.endsWith(':') && /(?:^|[\s"'`=])[\w.-]{1,60}(?::\d{2,5})?(?:\/[\w.-]{1,60}){1,4}:$/.test(before.slice(-200))
  );
}

function isInDigestLine(context: Context): boolean {
  const { before, after } = context;
  if (isComparedDigest(context)) return true;
  if (/^ [ *]\S/.test(after) && /(?:^|\n)[\t ]{0,80}$/.test(before.slice(-81))) return true;
  return /\b(?:md5|md4|ntlm|md5sum|checksum|crc)\b[^\n]{0,80}$/i.test(before.slice(-100));
}

/** `/app.js?hash=`. In a static file's URL, no credential has any other name. */
function isCacheBuster({ before }: Context): boolean {
  if (!before.endsWith('hash=')) return false;
  const ending = /(\.[a-z0-9]{1,8}(?:\.[a-z0-9]{1,8})?)[?&]hash=$/i.exec(before.slice(-MAX_ENDING_LENGTH));
  return ending !== null && FILE_ENDING().test(ending[1]!);
}

/** Two file extensions with their dots, and `?hash=`. */
const MAX_ENDING_LENGTH = 24;

/** Webpack statistics and Unity manifests call a digest `hash` without saying what it belongs to. */
function isInBuildReport({ before, named }: Context): boolean {
  if (named?.name.toLowerCase() !== 'hash') return false;
  const near = before.slice(-200);
  return (
    /"(?:errors|warnings|builtAt|chunks|webpack)"\s{0,3}:/.test(near) ||
    /serializedVersion:\s{0,3}\d+\s+Hash:\s$/.test(near)
  );
}
