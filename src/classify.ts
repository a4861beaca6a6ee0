import { isForeignUrl, isPlatformUrl } from './base-url.ts';
import type { Context } from './context.ts';
import { kindOf } from './kinds.ts';
import { readName, type NameReading } from './names.ts';
import type { PlatformLevel } from './platform-level.ts';
import { readShape } from './token-shape.ts';
import type { Confidence, Evidence, Kind, Verdict } from './types.ts';
import { readValue } from './value-shape.ts';

/** What the carrier or the name of a value says by itself. */
export type Strength = 'decisive' | 'carrier' | 'credential' | 'qualified' | 'unnamed';

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

/** @param given compact names from the settings; @param hosts white-label hosts from the settings */
export function classify(context: Context, platform: PlatformLevel, given: ReadonlySet<string>, hosts: readonly string[]): Judged {
  const evidence = readValue(context.value);
  const name = context.named === undefined ? undefined : readNamed(context, given);
  const carried = strengthOf(context, name, hosts);
  evidence.push(...carried.evidence);
  const shape = readShape(context);
  if (shape !== undefined) evidence.push(shape);
  if (platform.evidence !== undefined) evidence.push(platform.evidence);

  const kind = kindOf(context, name);
  if (kind === 'share-key') evidence.push(seenAgainst('share-link', 'a key of a shared map or delivery page, meant to be given away'));
  const { strength } = carried;
  const base = strength === undefined ? undefined : CONFIDENCE[strength][platform.level];
  const limit = limitOf(evidence, kind, shape, context.hasScheme, strength);
  const confidence = limit === undefined ? base : limit.most(base);
  return {
    verdict: confidence === undefined ? undefined : { confidence, kind, evidence },
    evidence,
    strength,
    base,
    limitedBy: confidence === base ? undefined : limit?.signal,
  };
}

/** What keeps a verdict down, whatever the table says. */
interface Limit {
  readonly signal: string;
  readonly most: (base: Confidence | undefined) => Confidence | undefined;
}

function limitOf(evidence: readonly Evidence[], kind: Kind, shape: Evidence | undefined, hasScheme: boolean, strength: Strength | undefined): Limit | undefined {
  const has = (signal: string) => evidence.some((piece) => piece.signal === signal);
  if (kind === 'share-key') return { signal: 'share-link', most: () => 'low' };
  if (shape !== undefined && !hasScheme) return { signal: shape.signal, most: () => undefined };
  for (const signal of ['documented-sample', 'placeholder']) {
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
  if (whole.class === 'foreign' || whole.class === 'vendor' || reading.class === 'unknown') return whole;
  return reading;
}

function strengthOf(
  context: Context,
  name: NameReading | undefined,
  hosts: readonly string[],
): { strength: Strength | undefined; evidence: Evidence[] } {
  const { named, url, hasScheme } = context;
  if (hasScheme) return { strength: 'decisive', evidence: [seenFor('nvx-scheme', 'follows the header scheme NVX')] };
  if (name === undefined || named === undefined) return { strength: 'unnamed', evidence: [] };
  const called = `"${named.name}"`;
  if (name.class === 'foreign') return none(seenAgainst('foreign-name', `is called ${called}, a digest, file or identifier`));
  if (name.class === 'vendor') return none(seenAgainst('vendor-name', `is called ${called}, another service's credential`));
  const inUrl = named.join === 'query' && url !== undefined;
  const credible = name.class !== 'unknown';
  if (inUrl && credible && isPlatformUrl(url, hosts)) {
    return { strength: 'decisive', evidence: [seenFor('platform-url', `is the parameter ${called} of an API address of the platform`)] };
  }
  if (inUrl && isForeignUrl(url, hosts)) {
    const evidence = seenAgainst('foreign-url', `is the parameter ${called} of an address of another service (${url.host})`);
    return { strength: name.class === 'carrier' ? 'qualified' : undefined, evidence: [evidence] };
  }
  switch (name.class) {
    case 'platform': {
      const strength = named.join === 'label' && !name.words.some((word) => /^(?:hash|key|token|api)/.test(word)) ? 'qualified' : 'decisive';
      return { strength, evidence: [seenFor('platform-name', `is called ${called}, a name of the platform's credential`)] };
    }
    case 'carrier':
      if (/panel[_-]?session[_-]?key/i.test(named.name)) {
        return { strength: 'decisive', evidence: [seenFor('platform-name', `is called ${called}, a carrier of the platform's own`)] };
      }
      return { strength: 'carrier', evidence: [seenFor('carrier-name', `is called ${called}, as the platform calls its credential`)] };
    case 'credential':
      return { strength: 'credential', evidence: [seenFor('credential-name', `is called ${called}, the name of a credential`)] };
    case 'qualified':
      return { strength: 'qualified', evidence: [seenFor('qualified-name', `is called ${called}, a credential of something`)] };
    case 'unknown':
      return { strength: 'unnamed', evidence: [] };
  }
}

function none(evidence: Evidence): { strength: undefined; evidence: Evidence[] } {
  return { strength: undefined, evidence: [evidence] };
}

function seenFor(signal: string, detail: string): Evidence {
  return { signal, effect: 'for', detail };
}

function seenAgainst(signal: string, detail: string): Evidence {
  return { signal, effect: 'against', detail };
}
