// The patterns that other scanners get, written from the vocabulary in src/navixy/.

import { HASH_FIELD, QUERY_CARRIERS, SCHEME } from '../../src/navixy/carriers.ts';
import samples from '../../src/navixy/documented-samples.json' with { type: 'json' };
import { PLATFORM_DOMAINS } from '../../src/navixy/official-hosts.ts';
import {
  CREDENTIAL_WORDS,
  FOREIGN_WORDS,
  HASH_WORDS,
  PLATFORM_WORDS,
  VENDOR_WORDS,
} from '../../src/navixy/credential-words.ts';

/** One pattern, in the syntax that RE2, PCRE, Python and Vectorscan share. Its only group is the value. */
export interface ScannerPattern {
  /** For rule ids: `navixy-…`. */
  readonly id: string;
  readonly title: string;
  readonly regex: string;
  /** Texts in lower case, one of which every match contains. */
  readonly keywords: readonly string[];
  /** Whether a match lies on one line; some scanners read only lines. */
  readonly isOnLine: boolean;
  readonly confidence: 'high' | 'medium';
}

const VALUE = String.raw`\b([0-9a-f]{32})\b`;
const ASCII = /^[a-z0-9_]+$/;
/** Digits of a documented sample that files may hold: half a value identifies it, and is none. */
const SAMPLE_DIGITS = 16;

const words = (...sets: readonly ReadonlySet<string>[]): string[] =>
  [...new Set(sets.flatMap((set) => [...set]))].filter((word) => ASCII.test(word)).sort();
const anyOf = (all: readonly string[]): string => `(?:${all.join('|')})`;

const PLATFORM = words(PLATFORM_WORDS);
const DOMAINS = PLATFORM_DOMAINS.map((domain) => domain.replaceAll('.', String.raw`\.`));
/** A name of the platform, or the path of its API on any host. */
const MENTIONS = [...PLATFORM, '/api-v2', 'tracker/'];
const MENTION = anyOf([...PLATFORM, '/api-v2', 'tracker/[a-z_]{3,40}']);
/** Fields of no other platform. */
const OWN_FIELDS = [...QUERY_CARRIERS].filter((field) => field !== HASH_FIELD);
const CARRIERS = anyOf([...QUERY_CARRIERS]);
/** `hash`, `api_key`, `sessionToken`, … at the end of a name. */
const NAME = anyOf(words(HASH_WORDS, CREDENTIAL_WORDS));
/** Between a name and its value: quotes, brackets, an operator. */
const JOINT = String.raw`["'\x60\]\)\\]{0,4}[ \t]{0,4}(?:=>|:=|[:=,(>]|%3[adAD])[ \t]{0,4}(?:[\w.]{1,20}\()?["'\x60\\(]{0,4}`;

/** The patterns, the most certain one first. */
export const PATTERNS: readonly ScannerPattern[] = [
  {
    id: 'navixy-authorization',
    title: 'Navixy hash in an Authorization header',
    regex: String.raw`(?i:\b${SCHEME.trim()}(?:[ \t:="'+.\\]|%20){0,10})([0-9a-f]{32})\b`,
    keywords: [SCHEME.trim().toLowerCase()],
    isOnLine: true,
    confidence: 'high',
  },
  {
    id: 'navixy-url',
    title: 'Navixy hash in a URL',
    regex: String.raw`(?i:${anyOf([...DOMAINS, '/api-v2'])}[^\s"'\x60<>]{0,200}?(?:[?&]|%3f|%26)${CARRIERS}(?:=|%3d))([0-9a-f]{32})\b`,
    keywords: [...PLATFORM_DOMAINS, '/api-v2'],
    isOnLine: true,
    confidence: 'high',
  },
  {
    id: 'navixy-session-key',
    title: 'Navixy session in a field of the platform',
    regex: String.raw`(?i:${anyOf(OWN_FIELDS)}[^\n0-9a-z]{1,12}(?:value["'\x60]?[^\n0-9a-z]{1,8})?)${VALUE}`,
    keywords: OWN_FIELDS,
    isOnLine: true,
    confidence: 'high',
  },
  {
    id: 'navixy-name',
    title: 'Navixy hash under a name of the platform',
    regex: String.raw`(?i:${anyOf(PLATFORM)}[^\n]{0,60}?[=:("'\x60\s>@,]{1,6})${VALUE}`,
    keywords: PLATFORM,
    isOnLine: true,
    confidence: 'high',
  },
  {
    id: 'navixy-line',
    title: 'Navixy credential on a line that names the platform',
    regex: String.raw`(?i:${MENTION}[^\n]{0,200}?${NAME}["'\]]{0,2}[^\w\n]{1,12})${VALUE}`,
    keywords: MENTIONS,
    isOnLine: true,
    confidence: 'medium',
  },
  {
    id: 'navixy-name-above',
    title: 'Navixy hash some lines below a name of the platform',
    regex: String.raw`(?i:${anyOf(PLATFORM)}[\w.\- ]{0,30}${NAME}\b(?:.|\n){0,160}?["'\x60(>\s])${VALUE}`,
    keywords: PLATFORM,
    isOnLine: false,
    confidence: 'medium',
  },
  {
    id: 'navixy-after',
    title: 'Navixy credential within some lines after a mention of the platform',
    regex: String.raw`(?i:${MENTION}(?:.|\n){0,400}?\b\w{0,30}${NAME}${JOINT})${VALUE}`,
    keywords: MENTIONS,
    isOnLine: false,
    confidence: 'medium',
  },
  {
    id: 'navixy-before',
    title: 'Navixy credential within some lines before a mention of the platform',
    regex: String.raw`(?i:\b\w{0,30}${NAME}${JOINT})${VALUE}(?i:(?:.|\n){0,400}?${MENTION})`,
    keywords: MENTIONS,
    isOnLine: false,
    confidence: 'medium',
  },
];

/** What a match must not contain: a shared page, or a value named after a digest, an identifier or another service. */
export const EXCLUDED = String.raw`(?i:/(?:delivery|locator)/\?key=|(?:^|[^a-z])${anyOf(words(FOREIGN_WORDS, VENDOR_WORDS))}[\w.\-]{0,12}["'\]]{0,2}[^\w\n]{1,8}[0-9a-f]{32})`;

/** Bits of entropy a digit of the least random value; placeholders have less. */
export const LEAST_ENTROPY = 2.8;

/** Starts of values that the platform's documentation uses as samples. */
const SAMPLES: readonly string[] = Object.keys(samples).map((sample) => sample.slice(0, SAMPLE_DIGITS));

/** Matches the documented samples. */
export const SAMPLE_VALUES = `${anyOf(SAMPLES)}[0-9a-f]{${32 - SAMPLE_DIGITS}}`;
