import { isForeignUrl, isPlatformUrl } from './base-url.ts';
import { reaches } from './confidence.ts';
import type { Context, NamedBy, UrlAround } from './context/types.ts';
import { kindOf } from './kinds.ts';
import { isNeutral, readName, type NameReading } from './names.ts';
import { CREDENTIAL_WORDS, DOMAIN_WORDS, HASH_WORDS, PLATFORM_WORDS, VEHICLE_WORDS, VENDOR_WORDS } from './navixy/vocabulary.ts';
import { isFrame, readStructure } from './structure.ts';
import type { PlatformLevel } from './platform-level.ts';
import { readShape } from './token-shape.ts';
import type { Confidence, Evidence, Kind, Verdict } from './types.ts';
import type { Uses } from './uses.ts';
import { readValue } from './value-shape.ts';

/** What the carrier or the name of a value says by itself. */
export type Strength = 'decisive' | 'carrier' | 'credential' | 'qualified' | 'vehicles' | 'positional' | 'unnamed';

/**
 * The judgement: how strongly the value is carried as a credential, against how near the platform is named.
 * A stranger's file needs a carrier that is the platform's own; in a file about the platform a generic
 * name is enough. Nothing here is a number, so a reader can tell what a change of the code would do.
 */
const CONFIDENCE: Readonly<Record<Strength, Readonly<Record<PlatformLevel['level'], Confidence | undefined>>>> = {
  decisive: { line: 'high', near: 'high', file: 'high', repository: 'high', none: 'high' },
  carrier: { line: 'high', near: 'high', file: 'medium', repository: 'medium', none: 'low' },
  credential: { line: 'high', near: 'high', file: 'medium', repository: 'low', none: 'low' },
  qualified: { line: 'high', near: 'medium', file: 'low', repository: undefined, none: undefined },
  vehicles: { line: 'medium', near: 'medium', file: 'medium', repository: 'medium', none: undefined },
  positional: { line: 'medium', near: 'medium', file: 'low', repository: undefined, none: undefined },
  unnamed: { line: 'medium', near: 'low', file: undefined, repository: undefined, none: undefined },
};

export interface Judged {
  /** Absent when nothing speaks for a credential, or something rules it out. */
  readonly verdict: Verdict | undefined;
  /** Everything that was seen, also for a run that is no finding. */
  readonly evidence: readonly Evidence[];
  /** The row of the table; absent when the name or the address belongs to something else. */
  readonly strength: Strength | undefined;
  /** What the table says for that row and the platform's level, before anything rules it out or limits it. */
  readonly base: Confidence | undefined;
  /** The signal that made the verdict lower than the table's entry. */
  readonly limitedBy: string | undefined;
}

/** What the judgement is told beside the context. */
export interface Told {
  readonly path: string | undefined;
  /** Compact names from the settings. */
  readonly given: ReadonlySet<string>;
  /** White-label hosts from the settings. */
  readonly hosts: readonly string[];
  /** Where the names of the document are used. */
  readonly uses: Pick<Uses, 'reachesCarrier'>;
}

/** Files that tools write and that are full of digests, often under names that say just `hash`. */
const LOCK_FILE = /(?:^|\/)(?:composer\.lock|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock|pipfile\.lock|poetry\.lock|uv\.lock|pdm\.lock|cargo\.lock|gemfile\.lock|mix\.lock|pubspec\.lock|podfile\.lock|packages\.lock\.json|package\.resolved|go\.sum|flake\.lock|[^/]+\.(?:meta|unity|prefab|asset|manifest|map))$/i;

/**
 * Judges one value.
 * @param platformOf how near the platform is named; asked only where it matters
 * @param minimum verdicts below it are of no interest, and most of them are told from a part of what is there
 * @returns undefined for a verdict below `minimum`, or for none, unless that is `low`
 */
export function classify(context: Context, platformOf: () => PlatformLevel, { path, given, hosts, uses }: Told, minimum: Confidence = 'low'): Judged | undefined {
  const isLowOfInterest = minimum === 'low';
  const evidence = readValue(context.value);
  if (!isLowOfInterest && evidence.some(({ signal }) => signal === 'documented-sample' || signal === 'placeholder')) return undefined;
  const shapeAround = readShape(context);
  if (!isLowOfInterest && shapeAround !== undefined && !context.hasScheme) return undefined;
  const byName = strengthOf(context, context.named === undefined ? undefined : readNamed(context, given), hosts);
  if (!isLowOfInterest && byName.strength === undefined) return undefined;
  const platform = platformOf();
  const carriedThere = followed(byName, platform.level, uses);
  const isWanted = (confidence: Confidence | undefined) => isLowOfInterest || (confidence !== undefined && reaches(confidence, minimum));
  // A limit, or another service nearby, makes no verdict higher.
  if (!isWanted(confidenceOf(carriedThere.strength, platform.level))) return undefined;
  const { strength, evidence: ofCarrier } = isAnothers(carriedThere, platform.level) ? unlessAnothers(carriedThere, context) : carriedThere;
  evidence.push(...ofCarrier);
  const shape = shapeAround ?? ofGeneratedFile(path, strength);
  if (shape !== undefined) evidence.push(shape);
  if (platform.evidence !== undefined) evidence.push(platform.evidence);

  const base = confidenceOf(strength, platform.level);
  if (!isWanted(base)) return undefined;
  const kind = kindOf(context);
  if (kind === 'share-key') evidence.push(seenAgainst('share-link', 'a key of a shared map or delivery page, meant to be given away'));
  const isNameless = hasNoCredentialsName(strength, context, given);
  const structure = strength === undefined || (strength === 'decisive' && !isNameless) || base === undefined ? undefined : readStructure(context.enclosure);
  if (structure !== undefined) evidence.push(structure);
  const many = MANY[platform.level];
  if (base !== undefined && strength !== 'decisive' && many !== undefined && context.valuesOfName > many) {
    evidence.push(seenAgainst('many-values', `is one of more than ${many} different values of that name in the file`));
  }
  if (base !== undefined && platform.level === 'repository' && strength !== 'decisive' && path !== undefined && DEPENDENCY.test(path)) {
    evidence.push(seenAgainst('of-dependency', 'stands in an installed dependency that does not name the platform'));
  }
  if (base !== undefined && isNameless && isMentioned(context)) evidence.push(seenAgainst('log-mention', 'a line of a log says what became of it, as of a task or a request'));
  const limit = limitOf(evidence, kind, shape, context.hasScheme, strength);
  const confidence = limit === undefined ? base : limit.most(base);
  if (!isWanted(confidence)) return undefined;
  return {
    verdict: confidence === undefined ? undefined : { confidence, kind, evidence },
    evidence,
    strength,
    base,
    limitedBy: confidence === base ? undefined : limit?.signal,
  };
}

function confidenceOf(strength: Strength | undefined, level: PlatformLevel['level']): Confidence | undefined {
  return strength === undefined ? undefined : CONFIDENCE[strength][level];
}

/** A leak in a lock file is an address or a header in it; a `hash` there is the file's own. */
function ofGeneratedFile(path: string | undefined, strength: Strength | undefined): Evidence | undefined {
  if (path === undefined || strength === 'decisive' || !LOCK_FILE.test(path)) return undefined;
  return seenAgainst('generated-file', 'stands in a file of digests that a tool writes');
}

/** More different values of one name than these are digests. A repository may keep a key for each of a few accounts. */
const MANY: Partial<Record<PlatformLevel['level'], number>> = { file: 20, repository: 3, none: 3 };

/** Folders of what others wrote and a tool brought here. */
const DEPENDENCY = /(?:^|\/)(?:node_modules|bower_components|site-packages|dist-packages|vendor|pods|third[_-]party|\.yarn|\.cargo|\.m2)\//i;

/** What keeps a verdict down, whatever the table says. */
interface Limit {
  readonly signal: string;
  readonly most: (base: Confidence | undefined) => Confidence | undefined;
}

function limitOf(evidence: readonly Evidence[], kind: Kind, shape: Evidence | undefined, hasScheme: boolean, strength: Strength | undefined): Limit | undefined {
  const has = (signal: string) => evidence.some((piece) => piece.signal === signal);
  if (kind === 'share-key') return { signal: 'share-link', most: () => 'low' };
  if (shape !== undefined && !hasScheme) return { signal: shape.signal, most: () => undefined };
  for (const signal of ['documented-sample', 'placeholder', 'digest-siblings', 'digest-holder', 'many-values', 'of-dependency', 'log-mention']) {
    if (has(signal)) return { signal, most: (base) => (base === undefined ? undefined : 'low') };
  }
  if (has('letter-case')) return { signal: 'letter-case', most: (base) => (strength === 'decisive' && base !== undefined ? 'medium' : undefined) };
  return undefined;
}

/** A name in prose is read with the words before it: in "file hash: …" the file is what counts. */
function readNamed({ named }: Context, given: ReadonlySet<string>): NameReading {
  const reading = readName(named!.name, given);
  if (named!.phrase === undefined || reading.class === 'platform') return reading;
  const whole = readName(`${named!.phrase} ${named!.name}`, given);
  // "navixy-sync worker 7": the platform is named before a word that names something else.
  if (whole.class === 'platform' && !isOfCredential(whole) && !isNeutral(named!.name)) return reading;
  if (whole.class === 'foreign' || whole.class === 'vendor' || reading.class === 'unknown') return whole;
  return reading;
}

/** Whether all that the name says is `navixy`, or nothing. */
function hasNoCredentialsName(strength: Strength | undefined, context: Context, given: ReadonlySet<string>): boolean {
  if (strength === 'unnamed') return true;
  if ((strength !== 'decisive' && strength !== 'qualified') || context.hasScheme || context.named === undefined) return false;
  return given.size === 0 && !isOfCredential(readNamed(context, given));
}

const BECAME =
  /\b(?:start(?:ed|ing)|finish(?:ed|ing)|succeeded|fail(?:ed|ing)|completed?|process(?:ed|ing)|enqueued|queued|dispatched|executed|executing|retr(?:ied|ying)|scheduled|skipped|timed? ?out|cancell?ed|aborted|done in|took|sent|received|responded|deployed|released|installed|published|pulled|merged|reverted|downloaded|uploaded)\b/i;
/** A time or a level of severity opens the line of a log. */
const LOG_LINE = /^\W{0,3}(?:\d{4}-\d\d-\d\d[T ]\d\d:|\w{3} \d{1,2} \d\d:\d\d|(?:trace|debug|info|notice|warn(?:ing)?|error|fatal)\b[\]:\s])/i;

/** `navixy-sync 4d… finished`: a value without a credential's name in a line about a task. */
function isMentioned({ before, after }: Context): boolean {
  const line = `${before.slice(before.lastIndexOf('\n') + 1)} ${after.slice(0, (after + '\n').indexOf('\n'))}`;
  return !/[;{}]\s*$/.test(line) && (LOG_LINE.test(line) || BECAME.test(line));
}

function isOfCredential({ words }: NameReading): boolean {
  return words.some((word) => HASH_WORDS.has(word) || CREDENTIAL_WORDS.has(word));
}

interface Carried {
  readonly strength: Strength | undefined;
  readonly evidence: readonly Evidence[];
  /** The name that all this hangs on; another name, or another service that is named nearby, may say otherwise. */
  readonly by?: NamedBy;
}

/** What the value is carried by, wherever the platform is named. */
function strengthOf(context: Context, name: NameReading | undefined, hosts: readonly string[]): Carried {
  const { named, url, hasScheme } = context;
  if (hasScheme) return carried('decisive', seenFor('nvx-scheme', 'follows the header scheme NVX'));
  if (name === undefined || named === undefined) return carried('unnamed');
  const called = `"${named.name}"`;
  if (name.class === 'foreign') return carried(undefined, seenAgainst('foreign-name', `is called ${called}, a digest, another secret, a file or an identifier`));
  if (name.class === 'vendor') return carried(undefined, seenAgainst('vendor-name', `is called ${called}, another service's credential`));
  if (name.class !== 'platform' && isTelegramPair(context)) return carried(undefined, seenAgainst('vendor-name', 'stands beside an api_id, as the api_hash of Telegram does'));
  if (named.join === 'query' && url !== undefined) {
    if (name.class !== 'unknown' && (isPlatformUrl(url, hosts) || isWidget(url, named))) {
      return carried('decisive', seenFor('platform-url', `is the parameter ${called} of an API address of the platform`));
    }
    if (isForeignUrl(url, hosts)) {
      return carried(name.class === 'carrier' ? 'unnamed' : undefined, seenAgainst('foreign-url', `is the parameter ${called} of an address of another service (${url.host})`));
    }
  }
  if (name.class === 'carrier' && isFrame(context)) {
    return carried('decisive', seenFor('api-frame', 'stands in a frame or an answer that only the platform has'));
  }
  const byName = strengthOfName(name, named);
  return name.class === 'platform' ? byName : { ...byName, by: named };
}

/** The embedded map of the platform, on any host: `/widget/?session_key=`. */
function isWidget({ path }: UrlAround, { name }: NamedBy): boolean {
  return name === 'session_key' && /\/widgets?(?:\/|$)/.test(path);
}

/** A value in a constant whose name says nothing is as good as sent, if the constant is. */
function followed(found: Carried, level: PlatformLevel['level'], uses: Told['uses']): Carried {
  const { strength, by } = found;
  if (by === undefined || (strength !== 'unnamed' && strength !== 'qualified') || !isFollowed(by, level) || !uses.reachesCarrier(by.name)) return found;
  return carried('carrier', seenFor('sent-as-hash', `is kept in "${by.name}", which is sent as the platform's credential`));
}

/** Whether another service that is named nearby would take it all back. */
function isAnothers({ strength, by }: Carried, level: PlatformLevel['level']): boolean {
  return by !== undefined && (strength !== 'carrier' || level === 'repository');
}

function unlessAnothers(found: Carried, context: Context): Carried {
  const vendor = vendorNear(context);
  return vendor === undefined ? found : carried(undefined, seenAgainst('vendor-near', `another service is named right before it (${vendor})`));
}

/** Names are followed only in a document about the platform, where a `hash` is most likely its own. */
function isFollowed({ join, isQuoted }: NamedBy, level: PlatformLevel['level']): boolean {
  return isQuoted !== true && (join === 'assignment' || join === 'fallback') && (level === 'line' || level === 'near' || level === 'file');
}

/** Characters before a value in which another service's name speaks louder than the platform's further away. */
const VENDOR_REACH = 160;

function vendorNear({ before }: Context): string | undefined {
  const window = before.slice(-VENDOR_REACH);
  const words = [...window.matchAll(/\p{L}[\p{L}\p{N}]{3,30}/gu)];
  const last = words.findLast(([word]) => VENDOR_WORDS.has(word.toLowerCase()) || PLATFORM_WORDS.has(word.toLowerCase()));
  return last === undefined || PLATFORM_WORDS.has(last[0].toLowerCase()) || window.indexOf('api-v2', last.index) !== -1 ? undefined : last[0];
}

function strengthOfName(name: NameReading, named: NamedBy): Carried {
  const called = `"${named.name}"`;
  switch (name.class) {
    case 'platform': {
      const isBare = named.join === 'label' && !name.words.some((word) => /^(?:hash|key|token|api)/.test(word));
      return carried(isBare ? 'qualified' : 'decisive', seenFor('platform-name', `is called ${called}, a name of the platform's credential`));
    }
    case 'carrier':
      if (/panel[_-]?session[_-]?key/i.test(named.name)) {
        return carried('decisive', seenFor('platform-name', `is called ${called}, a carrier of the platform's own`));
      }
      return carried('carrier', seenFor('carrier-name', `is called ${called}, as the platform calls its credential`));
    case 'credential':
      return carried('credential', seenFor('credential-name', `is called ${called}, the name of a credential`));
    case 'qualified':
      return carried(name.words.some((word) => HASH_WORDS.has(word) || word === 'hashed') ? 'qualified' : 'unnamed', seenFor('qualified-name', `is called ${called}, a credential of something`));
    default:
      return named.join === 'argument' && name.words.some((word) => TELLING_CALL.has(word))
        ? carried(isAboutVehicles(name) ? 'vehicles' : 'positional', seenFor('telling-call', `is an argument of ${called}`))
        : carried(named.isQuoted === true && named.join === 'assignment' ? undefined : 'unnamed');
  }
}

/** Words in the name of a call that make its argument a likely hash, beside a platform that is named nearby. */
const TELLING_CALL = new Set([...DOMAIN_WORDS, 'api', 'client', 'connect', 'auth', 'login', 'request', 'subscribe']);

/** `BrandGpsApiService('…')`, `GetVehiclesInRange('…', 19.4, -99.1)`; not `track('…')`, which is what statistics do. */
function isAboutVehicles({ words }: NameReading): boolean {
  return words.some((word) => VEHICLE_WORDS.has(word));
}

/** Telegram's `api_hash` is 32 hex digits too and always comes with an `api_id`. */
function isTelegramPair({ named, before, after }: Context): boolean {
  return named !== undefined && /api_?hash$/i.test(named.name) && /api_?id\b/i.test(before.slice(-240) + after);
}

function carried(strength: Strength | undefined, ...evidence: readonly Evidence[]): Carried {
  return { strength, evidence };
}

function seenFor(signal: string, detail: string): Evidence {
  return { signal, effect: 'for', detail };
}

function seenAgainst(signal: string, detail: string): Evidence {
  return { signal, effect: 'against', detail };
}
