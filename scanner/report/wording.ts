// Words shared by all reports: kinds, risks, severities, reasons, coverage and the headline.

import type { Confidence, Evidence, Kind } from '../../src/types.ts';
import type { NotLookedAt, Origin } from '../model/finding.ts';
import { visible } from '../text/clean.ts';
import type { Summary } from '../model/scan-report.ts';
import type { JsonFinding, JsonOccurrence, JsonReport } from './json-report-types.ts';
import { count, duration, grouped, size } from '../text/numbers.ts';
import { utcDay } from '../text/day.ts';

/** The risk if a secret of this kind leaks. */
export const KIND_RISKS: Readonly<Record<Kind, string>> = {
  'api-key':
    'An API key never expires and opens nearly the whole account: positions, history, commands to devices, users.',
  session: 'A session hash opens the account of the person who logged in, until the session ends.',
  'panel-session': 'A session of the Admin Panel opens every account of the installation.',
  'share-key': 'The key of a share link shows the objects that were shared to anyone who has it.',
  hash: 'API keys and session hashes look identical; either opens an account.',
};

/** The platform's answer for a secret; undefined if it was not asked. */
export type Status = 'alive' | 'dead' | 'unknown' | 'not-asked';

export function statusOf({ api }: Pick<JsonFinding, 'api'>): Status | undefined {
  return api?.status as Status | undefined;
}

/** @returns `, alive`, to follow the kind; empty if the platform was not asked */
export function statusWords(finding: Pick<JsonFinding, 'api'>): string {
  const status = statusOf(finding);
  return status === undefined || status === 'not-asked' ? '' : `, ${status}`;
}

export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';

/** Active secrets are the most severe, dead ones harmless; otherwise the confidence decides. */
export function severityOf(confidence: Confidence, status: Status | undefined): Severity {
  if (status === 'alive') return 'critical';
  return status === 'dead' ? 'info' : confidence;
}

/** Evidence that mentions the platform somewhere around the value. */
const MENTIONS: ReadonlySet<string> = new Set([
  ...['platform-on-line', 'platform-near', 'platform-in-file', 'platform-in-repository'],
  'api-shape-near',
]);

/** Evidence that names the platform itself. */
const TELLS_ALL: ReadonlySet<string> = new Set([
  'nvx-scheme',
  'platform-url',
  'platform-name',
  'api-frame',
  'sent-as-hash',
]);

/**
 * @returns the main reasons for a verdict, as one short sentence without a full stop; `explain` prints all evidence
 */
export function reasons(evidence: readonly Evidence[]): string {
  const [first, ...others] = evidence.filter(({ effect }) => effect === 'for');
  const against = evidence.find(({ effect }) => effect === 'against')?.detail;
  if (first === undefined) return against === undefined ? '' : `against: ${against}`;
  const name = /^is called "[^"]*"(?=,)/.exec(first.detail)?.[0] ?? first.detail;
  if (against !== undefined) return `${name.replace(/ \([^()]*\)$/, '')}, but ${subjectOf(against)}${against}`;
  const mention = others.find(({ signal }) => MENTIONS.has(signal))?.detail;
  if (mention === undefined || TELLS_ALL.has(first.signal)) return first.detail;
  const [, words, named = ''] = /^(.*?)(?: \(([^()]*)\))?$/.exec(mention) ?? [];
  return `${name}, and ${name.toLowerCase().includes(named.toLowerCase()) ? words : mention}`;
}

/** @returns the words that make a clause of a detail */
function subjectOf(detail: string): string {
  if (/^(?:is|stands|follows|has)\b/.test(detail)) return 'it ';
  return /^(?:a key|made|part)\b/.test(detail) ? 'it is ' : '';
}

type Covered = Pick<JsonReport, 'summary' | 'repositories'>;
type Outcome = Covered & Pick<JsonReport, 'complete' | 'empty'>;

/** @returns `scanned 7 documents, 1.1 kB, in 41 ms` */
function coverage({ summary, repositories }: Covered): string {
  const excluded = summary.excluded === 0 ? '' : ` (${count(summary.excluded, 'file')} left out as you asked)`;
  const { notOnDisk = 0 } = summary;
  const off = notOnDisk === 0 ? '' : ` (${count(notOnDisk, 'tracked file')} not on disk: sparse checkout)`;
  const known = (summary.cached ?? 0) === 0 ? '' : ` (${grouped(summary.cached!)} of them known from the cache)`;
  const where = repositories === undefined ? '' : ` of ${count(repositories.length, 'repository', 'repositories')}`;
  return `scanned ${count(summary.documents, 'document')}${where}${known}, ${size(summary.bytes)}${excluded}${off}, in ${duration(summary.durationMs)}`;
}

/**
 * @returns what was found and how much was scanned, as one sentence without a full stop; mentions an incomplete scan
 */
export function headline(report: Outcome): string {
  const { findings, occurrences, suppressed } = report.summary;
  const nothing = suppressed === 0 ? 'Nothing found' : 'Nothing else found';
  const found = findings === 0 ? nothing : `${count(findings, 'secret')} in ${count(occurrences, 'place')}`;
  const empty = emptyWords(report);
  if (isEmpty(report)) return `Nothing to scan${empty === '' ? '' : `: ${empty}`}; ${coverage(report)}`;
  if (report.complete) return `${found}; ${coverage(report)}${empty === '' ? '' : `; ${empty}`}`;
  return `Incomplete: ${findings === 0 ? 'nothing found so far' : found}; ${coverage(report)}, but not everything`;
}

interface Ended {
  readonly complete: boolean;
  readonly summary: Pick<Summary, 'documents' | 'findings' | 'suppressed'>;
}

/** Whether there was nothing to scan: then nothing is known to be clean. */
export function isEmpty({ complete, summary }: Ended): boolean {
  return complete && summary.documents === 0 && summary.findings === 0 && summary.suppressed === 0;
}

/** Reasons that are listed; the rest is counted. */
const MOST_REASONS = 3;
/** Names of refs in a line; the rest is counted. */
export const REFS_NAMED = 4;

/** @returns why there was nothing to scan, in one line; empty if unknown */
function emptyWords({ empty = [] }: Pick<JsonReport, 'empty'>): string {
  const told = [...new Set(empty.map(({ message }) => message))];
  const more = told.length - MOST_REASONS;
  const rest = more > 0 ? [`and ${count(more, 'more reason')}`] : [];
  return visible([...told.slice(0, MOST_REASONS), ...rest].join('; '));
}

/** @returns what was skipped and why, and a remedy on a line of its own */
export function describeSkipped({ path, reason, remedy }: NotLookedAt): string {
  const said = visible(reason.includes(path) ? reason : `${path}: ${reason}`);
  return remedy === undefined ? said : `${said}\ndo: ${visible(remedy)}`;
}

/** @returns confidence and origin, as a remark in brackets */
export function remark({ confidence, origin }: Pick<JsonOccurrence, 'confidence' | 'origin'>): string {
  const from = originWords(origin);
  return `(${confidence} confidence${from === '' ? '' : `; ${from}`})`;
}

/** @returns where in git the content is: commit or index; empty for a file on disk */
export function originWords(origin: Origin): string {
  const { type, commit, blob, author, date, reachable, isUntraced } = origin;
  if (type === 'file' || type === 'stdin') return '';
  if (type === 'staged') return 'staged for the next commit';
  if (type === 'blob')
    return `git object ${shortId(blob)}, ${isUntraced === true ? 'which commits hold it was not found out' : 'in no commit that is left'}`;
  const id = commit === undefined ? `tag ${shortId(blob)}` : `commit ${shortId(commit)}`;
  const where = [`${id} by ${author ?? 'unknown'}, ${utcDay(date ?? '')}`];
  if (type === 'commit') where.push(presence(origin));
  if (reachable === false) where.push('no branch or tag leads to it any more');
  return where.join('; ');
}

/** @returns where the secret is now; it may be on a branch and never have been in HEAD. Names of refs are not cleaned */
export function presence({ inHead, reachable, ...origin }: Origin): string {
  if (inHead === true) return 'still in HEAD';
  const holders = holdersOf(origin);
  if (holders !== '') return `not in HEAD, but on ${holders}`;
  return reachable === false ? 'not in HEAD' : 'not in HEAD, but still in the history';
}

/** @returns the refs that have the secret at their tip, e.g. `main, v1 and 3 more`; empty for none */
export function holdersOf(
  { branches, tags, otherRefs }: Pick<Origin, 'branches' | 'otherRefs' | 'tags'>,
  prose = (name: string): string => name,
): string {
  const lists = [branches, tags, otherRefs].filter((list) => list !== undefined);
  const holding = lists.reduce((sum, list) => sum + list.holding, 0);
  const names = lists.flatMap((list) => list.names.slice(0, list.holding)).slice(0, REFS_NAMED);
  return `${names.map(prose).join(', ')}${holding > names.length ? ` and ${grouped(holding - names.length)} more` : ''}`;
}

/** @returns an abbreviated object id */
export function shortId(id: string | undefined): string {
  return (id ?? '').slice(0, 12);
}
