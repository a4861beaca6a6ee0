/** Reads the carrier of a value: its header, its URL, its name, or how the file uses that name. */
import { isForeignUrl, isPlatformUrl } from './base-url.ts';
import type { Context, NamedBy, UrlAround } from './context/types.ts';
import { evidenceAgainst, evidenceFor } from './evidence.ts';
import { isPlatformHost } from './navixy/official-hosts.ts';
import { isNeutral, readName, type NameReading } from './names.ts';
import {
  CREDENTIAL_WORDS,
  DOMAIN_WORDS,
  HASH_WORDS,
  PLATFORM_WORDS,
  TRACKING_WORDS,
  VEHICLE_WORDS,
  VENDOR_WORDS,
} from './navixy/credential-words.ts';
import type { PlatformLevel } from './platform-level.ts';
import { isFrame } from './structure.ts';
import type { Strength } from './confidence-table.ts';
import type { Evidence } from './types.ts';
import type { NameUses } from './name-uses.ts';

/** Reads a name together with the prose before it: in "file hash: …", "file" is what counts. */
export function readContextName({ named }: Context, given: ReadonlySet<string>): NameReading {
  const reading = readName(named!.name, given);
  if (named!.phrase === undefined || reading.class === 'platform') return reading;
  const whole = readName(`${named!.phrase} ${named!.name}`, given);
  // "navixy-sync worker 7": the platform's name precedes a word for something else.
  if (whole.class === 'platform' && !hasCredentialWord(whole) && !isNeutral(named!.name)) return reading;
  if (whole.class === reading.class && isAboutTracking(whole)) return whole;
  if (whole.class === 'foreign' || whole.class === 'vendor' || reading.class === 'unknown') return whole;
  return reading;
}

/** Whether the name has no word for a credential: it is only `navixy`, or uninformative. */
export function lacksCredentialWord(
  strength: Strength | undefined,
  context: Context,
  given: ReadonlySet<string>,
): boolean {
  if (strength === 'unnamed') return true;
  if ((strength !== 'decisive' && strength !== 'qualified') || context.hasScheme || context.named === undefined)
    return false;
  return given.size === 0 && !hasCredentialWord(readContextName(context, given));
}

function hasCredentialWord({ words }: NameReading): boolean {
  return words.some((word) => HASH_WORDS.has(word) || CREDENTIAL_WORDS.has(word));
}

export interface CarrierReading {
  readonly strength: Strength | undefined;
  readonly evidence: readonly Evidence[];
  /** The name this reading depends on; its uses, or another vendor nearby, may overrule it. */
  readonly by?: NamedBy;
}

/** Reads the carrier of a value, no matter where the platform is named. */
export function readCarrier(context: Context, name: NameReading | undefined, hosts: readonly string[]): CarrierReading {
  const { named, url, hasScheme, before } = context;
  if (hasScheme) return reading('decisive', evidenceFor('nvx-scheme', 'follows the header scheme NVX'));
  if (name === undefined || named === undefined) return reading('unnamed');
  const quotedName = `"${named.name}"`;
  if (name.class === 'foreign') {
    const machine = MACHINE.exec(before.slice(-300))?.[1];
    if (machine !== undefined && isPlatformHost(machine, hosts)) {
      return reading('decisive', evidenceFor('platform-url', 'is the password for a host of the platform'));
    }
    const evidence = evidenceAgainst(
      'foreign-name',
      `is called ${quotedName}, a digest, another secret, a file or an identifier`,
    );
    // The file may still send a "secret" or an "id" as the platform's credential, but not a digest.
    return /md5|sha\d|sum|digest|etag|crc/i.test(named.name)
      ? reading(undefined, evidence)
      : { ...reading(undefined, evidence), by: named };
  }
  if (name.class === 'vendor')
    return reading(undefined, evidenceAgainst('vendor-name', `is called ${quotedName}, another service's credential`));
  if (name.class !== 'platform' && isTelegramPair(context))
    return reading(
      undefined,
      evidenceAgainst('vendor-name', 'stands beside an api_id, as the api_hash of Telegram does'),
    );
  if (named.join === 'query' && url !== undefined) {
    if (name.class !== 'unknown' && (isPlatformUrl(url, hosts) || isWidget(url, named))) {
      return reading(
        'decisive',
        evidenceFor('platform-url', `is the parameter ${quotedName} of an API address of the platform`),
      );
    }
    // An unknown parameter name belongs to the URL's own service: `?msclkid=`.
    if (name.class === 'unknown') {
      return reading(
        undefined,
        evidenceAgainst('foreign-name', `is the parameter ${quotedName} of an address, which is not the platform's`),
      );
    }
    if (isForeignUrl(url, hosts)) {
      return reading(
        name.class === 'carrier' ? 'unnamed' : undefined,
        evidenceAgainst('foreign-url', `is the parameter ${quotedName} of an address of another service (${url.host})`),
      );
    }
  }
  if (name.class === 'carrier' && isFrame(context)) {
    return reading('decisive', evidenceFor('api-frame', 'stands in a frame or an answer that only the platform has'));
  }
  const byName =
    name.class === 'credential' && isInTracking(context)
      ? reading(
          'carrier',
          evidenceFor('tracking-name', `is called ${quotedName}, in an object of tracking or of a fleet`),
        )
      : readCarrierName(name, named);
  return name.class === 'platform' ? byName : { ...byName, by: named };
}

/** A host and its password as words of one line: `.netrc`, an MQTT bridge. */
const MACHINE = new RegExp(
  String.raw`\b(?:machine|address|host|hostname|server)\s{1,8}([\w.-]{1,100})(?::\d{1,5})?\s{1,8}` +
    String.raw`(?:\w{1,30}\s{1,8}\S{1,80}\s{1,8}){0,3}(?:\w{1,20}_)?password\s{1,8}$`,
);

/** The platform's embedded map, on any host: `/widget/?session_key=`. */
function isWidget({ path }: UrlAround, { name }: NamedBy): boolean {
  return name === 'session_key' && /\/widgets?(?:\/|$)/.test(path);
}

/** A constant with an uninformative name counts as a carrier if the file sends it as the credential. */
export function withUse(
  found: CarrierReading,
  level: PlatformLevel['level'],
  uses: Pick<NameUses, 'isSentAsCredential'>,
): CarrierReading {
  const { strength, by } = found;
  if (
    by === undefined ||
    (strength !== undefined && strength !== 'unnamed' && strength !== 'qualified') ||
    !isFollowable(by, level) ||
    !uses.isSentAsCredential(by.name)
  )
    return found;
  return reading(
    'carrier',
    evidenceFor('sent-as-hash', `is kept in "${by.name}", which is sent as the platform's credential`),
  );
}

/** Whether another vendor named nearby could overrule the reading. */
export function mayBelongToVendor({ strength, by }: CarrierReading, level: PlatformLevel['level']): boolean {
  return by !== undefined && (strength !== 'carrier' || level === 'repository');
}

export function unlessVendorNearby(
  found: CarrierReading,
  context: Context,
  level: PlatformLevel['level'],
): CarrierReading {
  const vendorAfter = level === 'repository' ? (vendorInComment(context) ?? vendorReceiving(context)) : undefined;
  const vendor = vendorNear(context) ?? vendorAfter;
  if (vendor === undefined) return found;
  return reading(undefined, evidenceAgainst('vendor-near', `another service is named right beside it (${vendor})`));
}

/**
 * Uses of a name are searched for only in documents about the platform, where a `hash` is most likely the platform's.
 */
function isFollowable({ join, isQuoted }: NamedBy, level: PlatformLevel['level']): boolean {
  return (
    isQuoted !== true &&
    (join === 'assignment' || join === 'fallback') &&
    (level === 'line' || level === 'near' || level === 'file')
  );
}

/** Characters before a value within which another vendor's name outweighs a more distant mention of the platform. */
const VENDOR_REACH = 160;

function vendorNear({ before }: Context): string | undefined {
  const window = before.slice(-VENDOR_REACH);
  const words = [...window.matchAll(/\p{L}[\p{L}\p{N}]{3,30}/gu)];
  const last = words.findLast(
    ([word]) => VENDOR_WORDS.has(word.toLowerCase()) || PLATFORM_WORDS.has(word.toLowerCase()),
  );
  return last === undefined || PLATFORM_WORDS.has(last[0].toLowerCase()) || window.indexOf('api-v2', last.index) !== -1
    ? undefined
    : last[0];
}

/** `$hash = '…'; // of textlocal` */
function vendorInComment({ after }: Context): string | undefined {
  const comment = /^[^\n]{0,20}?(?:\/\/|#|<!--|--)([^\n]{1,100})/.exec(after)?.[1];
  return vendorIn(comment);
}

/**
 * `const hash = '…'; get(`https://gateway.marvel.com/comics?hash=${hash}`)`: the parameter belongs to another service.
 */
function vendorReceiving({ after, named }: Context): string | undefined {
  const name = /^[$@]?(\w{1,40})$/.exec(named?.name ?? '')?.[1];
  if (name === undefined || !after.includes('://')) return undefined;
  return vendorIn(new RegExp(`https?://([\\w.-]{1,100})[^\\s"'\`]{0,200}[?&]${name}=`).exec(after)?.[1]);
}

function vendorIn(text: string | undefined): string | undefined {
  return text?.split(/[^\p{L}\p{N}]+/u).find((word) => VENDOR_WORDS.has(word.toLowerCase()));
}

function readCarrierName(name: NameReading, named: NamedBy): CarrierReading {
  const quotedName = `"${named.name}"`;
  switch (name.class) {
    case 'platform': {
      const isBare = named.join === 'label' && !name.words.some((word) => /^(?:hash|key|token|api)/.test(word));
      return reading(
        isBare ? 'qualified' : 'decisive',
        evidenceFor('platform-name', `is called ${quotedName}, a name of the platform's credential`),
      );
    }
    case 'carrier':
      if (/panel[_-]?session[_-]?key/i.test(named.name)) {
        return reading(
          'decisive',
          evidenceFor('platform-name', `is called ${quotedName}, a carrier of the platform's own`),
        );
      }
      return reading(
        'carrier',
        evidenceFor('carrier-name', `is called ${quotedName}, as the platform calls its credential`),
      );
    case 'credential':
    case 'qualified':
      if (isAboutTracking(name)) {
        return reading(
          'carrier',
          evidenceFor('tracking-name', `is called ${quotedName}, a credential of tracking or of a fleet`),
        );
      }
      if (name.class === 'qualified') {
        const hasHash = name.words.some((word) => HASH_WORDS.has(word) || word === 'hashed');
        const strength = hasHash ? 'qualified' : 'unnamed';
        return reading(strength, evidenceFor('qualified-name', `is called ${quotedName}, a credential of something`));
      }
      return reading('credential', evidenceFor('credential-name', `is called ${quotedName}, the name of a credential`));
    default:
      return named.join === 'argument' && name.words.some((word) => PLATFORM_CALL_WORDS.has(word))
        ? reading(
            isAboutVehicles(name) ? 'vehicles' : 'positional',
            evidenceFor('telling-call', `is an argument of ${quotedName}`),
          )
        : reading(named.isQuoted === true && named.join === 'assignment' ? undefined : 'unnamed');
  }
}

/** Words in the name of a call that make its argument a likely hash if the platform is named nearby. */
const PLATFORM_CALL_WORDS = new Set([
  ...DOMAIN_WORDS,
  'api',
  'client',
  'connect',
  'auth',
  'login',
  'request',
  'subscribe',
]);

/**
 * `BrandGpsApiService('…')`, `GetVehiclesInRange('…', 19.4, -99.1)`; not `track('…')`, which analytics libraries use.
 */
function isAboutVehicles({ words }: NameReading): boolean {
  return words.some((word) => VEHICLE_WORDS.has(word));
}

const TRACKING = new RegExp([...TRACKING_WORDS].join('|'), 'i');

/** `gps: { api_key: '…' }`. */
function isInTracking(context: Context): boolean {
  return (
    TRACKING.test(context.before) &&
    context.enclosure.names.slice(0, 1).some((holder) => isAboutTracking(readName(holder)))
  );
}

/** `GPS_API_KEY`, `FLEET_SESSION_KEY_MX`. */
function isAboutTracking({ words }: NameReading): boolean {
  return words.some((word) => TRACKING_WORDS.has(word));
}

/** Telegram's `api_hash` also has 32 hex digits and always comes with an `api_id`. */
function isTelegramPair({ named, before, after }: Context): boolean {
  return named !== undefined && /api_?hash$/i.test(named.name) && /api_?id\b/i.test(before.slice(-240) + after);
}

function reading(strength: Strength | undefined, ...evidence: readonly Evidence[]): CarrierReading {
  return { strength, evidence };
}
