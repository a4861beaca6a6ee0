import { baseUrlNear } from './base-url.ts';
import { findCandidates, type Candidate } from './candidates.ts';
import { classify, type Judged } from './classify.ts';
import { readContext } from './context/context.ts';
import { Columns } from './context/tables.ts';
import type { Context } from './context/types.ts';
import { compactName } from './names.ts';
import { platformLevel, type PlatformLevel } from './platform-level.ts';
import { PlatformMarks } from './platform-marks.ts';
import type { DetectOptions } from './types.ts';
import { Uses } from './uses.ts';

/** A candidate with everything that was seen about it, finding or not. */
export interface JudgedCandidate extends Judged {
  readonly candidate: Candidate;
  readonly platform: PlatformLevel;
  readonly baseUrl: string | undefined;
}

/** Judges every candidate of a text, in order of position. */
export function judgeCandidates(text: string, options: DetectOptions = {}): JudgedCandidate[] {
  const candidates = findCandidates(text);
  if (candidates.length === 0) return [];
  const judge = judgeOf(text, options);
  return candidates.map((candidate) => {
    const judged = judge(candidate);
    const { view, run } = candidate;
    const baseUrl = judged.verdict === undefined ? undefined : baseUrlNear(view, run.start, judged.context.url);
    return { ...judged, candidate, baseUrl };
  });
}

/** @returns what reads the contexts of candidates, each once */
export function contextsOf(text: string, columns = new Columns(text)): (candidate: Candidate) => Context {
  const known = new Map<Candidate, Context>();
  return (candidate) => {
    const { view, run } = candidate;
    const context = known.get(candidate) ?? readContext(view, run, view === text ? columns : undefined);
    known.set(candidate, context);
    return context;
  };
}

const BESIDE: PlatformLevel = { level: 'line', evidence: undefined };
const ANYWHERE = { reachesCarrier: () => true };

/**
 * The judgement as if the platform was named right beside the value, and the name of the value was sent to it: no other
 * says more. What is nothing then need not be searched for the platform, which is what a judgement costs most.
 */
export function judgeAtBest(context: Context, { settings: { hosts = [], names = [] } = {} }: DetectOptions): Judged {
  return classify(context, BESIDE, { path: undefined, given: new Set(names.map(compactName)), hosts, uses: ANYWHERE });
}

/**
 * @param contextOf what reads contexts, and `uses`: where names are used; given by who judges a part of a document
 * @returns what judges the candidates of the text, one by one
 */
export function judgeOf(text: string, options: DetectOptions, contextOf = contextsOf(text), uses: Pick<Uses, 'reachesCarrier'> = new Uses(text)) {
  const { path, settings: { hosts = [], names = [] } = {}, repositoryUsesPlatform = false } = options;
  const given = new Set(names.map(compactName));
  const marks = new PlatformMarks(text, path, hosts);
  const levelOf = ({ view, run, start, end, isInner }: Candidate, context: Context): PlatformLevel => {
    const around = platformLevel({ text, marks, start, end }, context, hosts, repositoryUsesPlatform);
    if (!isInner) return around;
    const inside = platformLevel({ text: view, marks: new PlatformMarks(view, undefined, hosts), start: run.start, end: run.end }, context, hosts, false);
    return nearer(inside, around);
  };
  return (candidate: Candidate): Judged & { readonly context: Context; readonly platform: PlatformLevel } => {
    const context = contextOf(candidate);
    const platform = levelOf(candidate, context);
    return { ...classify(context, platform, { path, given, hosts, uses }), context, platform };
  };
}

const LEVELS = ['line', 'near', 'file', 'repository', 'none'];

/** What stands inside a decoded document counts as it stands; what stands around it is at best nearby. */
function nearer(inside: PlatformLevel, around: PlatformLevel): PlatformLevel {
  const outer: PlatformLevel = around.level === 'line' ? { ...around, level: 'near' } : around;
  return LEVELS.indexOf(inside.level) <= LEVELS.indexOf(outer.level) ? inside : outer;
}
