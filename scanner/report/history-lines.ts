// Lines about the history of a secret: commits that added and removed it, and refs that contain it.

import type { HistoryStep, Origin, RefList } from '../model/finding.ts';
import type { JsonOccurrence } from './json-report-types.ts';
import { count, grouped } from '../text/numbers.ts';
import { holdersOf, originWords, presence, REFS_NAMED, shortId } from './wording.ts';
import { utcDay } from '../text/day.ts';

interface Style {
  /** Formats the name of a commit or tag; receives the text to show. */
  readonly commit: (words: string, step: Pick<HistoryStep, 'url'>) => string;
  /** Formats the URL of the line, as the last line; absent if the report links differently. */
  readonly link?: (url: string) => string;
  /** Cleans untrusted text for printing. */
  readonly prose: (text: string) => string;
  /** Cleans paths and links, which must remain usable. */
  readonly text: (text: string) => string;
}

type Facts = Pick<HistoryStep, 'author' | 'email' | 'date' | 'subject' | 'url'>;

const asFound = (text: string): string => text;
const PLAIN: Style = { commit: asFound, prose: asFound, text: asFound };

/**
 * Where a place comes from, as plain lines, also for content outside of any commit. Untrusted text is not cleaned; the
 * caller must do that.
 */
export function plainHistory({ origin, versions = 1 }: Pick<JsonOccurrence, 'origin' | 'versions'>): string[] {
  if (isOfCommit(origin)) return historyLines(origin, versions, PLAIN);
  const from = originWords(origin);
  return from === '' ? [] : [from];
}

/** Whether {@link historyLines} returns anything for it. */
export function isOfCommit({ type }: Origin): boolean {
  return type === 'commit' || type === 'message';
}

/** @returns other changes of a commit, such as moving a secret; paths are not cleaned */
export function stepRemarks({
  from,
  to,
  isLeftInText,
  isBoundary,
}: Pick<HistoryStep, 'from' | 'to' | 'isLeftInText' | 'isBoundary'>): string[] {
  return [
    ...(from === undefined ? [] : [`moved from ${from}`]),
    ...(to === undefined ? [] : [`moved to ${to}`]),
    ...(isLeftInText === true ? ['the value is still in the file'] : []),
    ...(isBoundary === true ? ['or earlier, for the commits before it are not here'] : []),
  ];
}

/** The history of a secret in a file, or the origin of a message; one line for each fact. */
export function historyLines(origin: Origin, versions: number, style: Style): string[] {
  const { prose, text } = style;
  const facts: Facts = {
    author: origin.author ?? '',
    email: origin.email ?? '',
    date: origin.date ?? '',
    subject: origin.subject ?? '',
  };
  const of = (what: string, { author, email, date, subject, ...step }: Facts) =>
    `${style.commit(what, step)} by ${prose(`${author} <${email}>`)}, ${prose(utcDay(date))}: "${prose(subject)}"`;
  const commit = (step: HistoryStep) => of(`commit ${shortId(step.commit)}`, step);
  const { introduced = [], introductions = 0, removed = [], removals = 0 } = origin;
  const lines: string[] = [];
  const [first] = introduced;
  if (first === undefined) {
    const before = origin.introduced === undefined ? [] : ['the secret was at this path before the range'];
    lines.push(
      [
        of(origin.commit === undefined ? `tag ${shortId(origin.blob)}` : `commit ${shortId(origin.commit)}`, facts),
        ...before,
      ].join('; '),
    );
  } else {
    const how = first.from === undefined ? 'introduced' : `moved here from ${text(first.from)}`;
    lines.push(
      [
        `${how} by ${commit(first)}`,
        ...(first.isBoundary === true ? ['or earlier, for the commits before it are not here'] : []),
        ...others(introductions, introduced.slice(1), 'introduction'),
      ].join('; '),
    );
  }
  const last = removed.at(-1);
  if (last !== undefined)
    lines.push(
      [
        `${last.to === undefined ? 'removed' : `moved to ${text(last.to)}`} by ${commit(last)}`,
        ...(last.isLeftInText === true
          ? ['but the value is still in the file, without the code that identified it']
          : []),
        ...others(removals, removed.slice(0, -1), 'removal'),
      ].join('; '),
    );
  const refs = refsIn(origin, prose);
  const isElsewhere = origin.type === 'commit' && origin.inHead !== true && holdersOf(origin) !== '';
  const state = origin.type === 'commit' ? [isElsewhere ? `not in HEAD, but ${refs}` : presence(origin)] : [];
  if (origin.reachable === false) state.push('no branch or tag leads to it any more');
  if (refs !== '' && !isElsewhere) state.push(refs);
  if (versions > 1) state.push(`in ${versions} versions of the file`);
  if (state.length > 0) lines.push(state.join('; '));
  if (origin.url !== undefined && style.link !== undefined) lines.push(style.link(origin.url));
  return lines;
}

function others(all: number, told: readonly HistoryStep[], noun: string): string[] {
  if (all < 2) return [];
  const named = told.map((step) => shortId(step.commit)).join(', ');
  return [`${count(all - 1, `more ${noun}`)} (${named}${all - 1 > told.length ? ', …' : ''})`];
}

/** e.g. `on main and dev; in the history of 3 more branches and 2 tags` */
function refsIn(origin: Origin, prose: (text: string) => string): string {
  const { type, branches, tags, otherRefs } = origin;
  const holders = holdersOf(origin, prose);
  const now = holders === '' ? [] : [`${type === 'message' ? 'named by' : 'on'} ${holders}`];
  const past = [
    rest(branches, 'branch', 'branches'),
    rest(tags, 'tag', 'tags'),
    rest(otherRefs, 'other ref', 'other refs'),
  ].filter((part) => part !== '');
  return [...now, ...(past.length === 0 ? [] : [`in the history of ${past.join(' and ')}`])].join('; ');

  function rest(list: RefList | undefined, one: string, many: string): string {
    if (list === undefined || list.total === list.holding) return '';
    const left = list.total - list.holding;
    const own = list.names.slice(list.holding, list.holding + REFS_NAMED).map(prose);
    return left <= own.length ? `${left === 1 ? one : many} ${own.join(', ')}` : `${grouped(left)} ${many}`;
  }
}
