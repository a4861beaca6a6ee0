// HTML report: totals, the timeline of secrets, and the people who added them.

import type { Confidence } from '../../../src/types.ts';
import type { Step } from '../../advice/next-commands.ts';
import type { JsonFinding, ReportView } from '../json-report-types.ts';
import { count, grouped } from '../../text/numbers.ts';
import { isLive } from '../whereabouts.ts';
import { statusOf, type Status } from '../wording.ts';
import { day, lifeOf, type Life } from './life.ts';
import { commandBlock, text } from './markup.ts';

const MOST_BARS = 60;
/** Number of bars that are visible without expanding, so the list of secrets stays on the first screen. */
const OPEN_BARS = 12;
const MOST_PEOPLE = 25;
const WIDTH = 1000;
const CONFIDENCES: readonly Confidence[] = ['high', 'medium', 'low'];
/** The two colours of the time line. */
const LEGEND = [
  ['open', 'in a branch or in the files now'],
  ['gone', 'only in the history'],
] as const;

/** Statistics over all secrets, collected in one pass. */
export class Overview {
  /** The levels of confidence that occur, highest first. */
  readonly confidences: readonly Confidence[];
  /** States that the platform returned, in order of first occurrence; empty if it was not asked. */
  readonly statuses: readonly Status[];
  readonly alive: number;
  /** How many are in current files (disk, index or HEAD) or on a branch. */
  readonly present: number;
  readonly lives: readonly { readonly redacted: string; readonly life: Life }[];
  /** Number of secrets that each person added. */
  readonly people: ReadonlyMap<string, number>;

  constructor(findings: Iterable<JsonFinding>) {
    const confidences = new Set<Confidence>();
    const statuses = new Set<Status>();
    const lives: { redacted: string; life: Life }[] = [];
    const people = new Map<string, number>();
    this.alive = 0;
    this.present = 0;
    for (const finding of findings) {
      confidences.add(finding.confidence);
      const status = statusOf(finding);
      if (status !== undefined) statuses.add(status);
      if (status === 'alive') this.alive += 1;
      if (isLive(finding)) this.present += 1;
      const life = lifeOf(finding);
      if (life !== undefined) lives.push({ redacted: finding.redacted, life });
      for (const name of peopleOf(finding)) people.set(name, (people.get(name) ?? 0) + 1);
    }
    this.confidences = CONFIDENCES.filter((one) => confidences.has(one));
    this.statuses = [...statuses];
    this.lives = lives.sort((one, other) => one.life.from - other.life.from);
    this.people = people;
  }
}

/**
 * Totals. The first answers what is alive.
 * @param ask the command that asks the platform, and how to run it, for a report that has not asked it
 */
export function tiles(
  { findings, summary, suppressed, notLookedAt }: ReportView,
  { statuses, alive, present }: Overview,
  ask: Step,
): string {
  const isAsked = statuses.some((status) => status !== 'not-asked');
  const facts: [number, string][] = [
    ...(isAsked ? [[alive, 'alive'] as [number, string]] : []),
    ...(findings.length === 0
      ? [[summary.documents, summary.documents === 1 ? 'document' : 'documents'] as [number, string]]
      : ([
          [findings.length, findings.length === 1 ? 'secret' : 'secrets'],
          [present, 'still in the code'],
          [summary.occurrences, summary.occurrences === 1 ? 'place' : 'places'],
        ] as [number, string][])),
    [suppressed.length, 'suppressed'],
    [notLookedAt.length, 'not scanned'],
  ];
  const question =
    isAsked || findings.length === 0
      ? ''
      : `<div class="card ask"><strong>Which are alive?</strong><span class="dim">Not asked yet. Run${ask.how === '' ? '' : text(` (${ask.how})`)}:</span>${commandBlock(ask.command)}</div>`;
  const numbers = facts.map(([number, name], at) => {
    // In two columns, an odd last one takes both.
    const isOdd = at === facts.length - 1 && facts.length % 2 === 1;
    const isBad = name === 'alive' && number > 0;
    return `<li${isOdd ? ' class="odd"' : ''}><strong${isBad ? ' class="alive"' : ''}>${grouped(number)}</strong><span>${name}</span></li>`;
  });
  return `${question}<ul class="tiles">${numbers.join('')}</ul>`;
}

/** A bar for each secret in the history, oldest first: from the commit that added it to the commit that removed it. */
export function timeLine({ lives }: Overview): string {
  if (lives.length === 0) return '';
  const start = lives[0]!.life.from;
  // Extends the axis beyond the last event, so secrets that are still present visibly continue; the page must not
  // depend on today's date.
  const last = lives.reduce((latest, { life }) => Math.max(latest, life.from, life.to ?? 0), start);
  const end = last + Math.max(86_400_000, (last - start) * 0.1);
  const rows = lives
    .slice(0, MOST_BARS)
    .map(
      ({ redacted, life }) =>
        `<li><code>${text(redacted)}</code>${bar(life, start, end)}<span class="when">${words(life)}</span></li>`,
    );
  const rest = lives.length - rows.length;
  const folded = rows.splice(OPEN_BARS);
  const more =
    folded.length === 0
      ? ''
      : `<details><summary>${count(folded.length, 'more secret')} on the time line</summary><ol class="line">${folded.join('')}</ol></details>`;
  const legend = LEGEND.map(([name, meaning]) => `<span>${swatch(name)}${meaning}</span>`).join('');
  return `<p class="legend dim">${legend}</p><div class="card"><ol class="line">${rows.join('')}</ol>${more}</div>${rest > 0 ? `<p class="dim">The ${MOST_BARS} oldest; ${count(rest, 'more secret')} below.</p>` : ''}`;
}

function swatch(name: string): string {
  return `<svg viewBox="0 0 10 10" aria-hidden="true"><rect class="${name}" width="10" height="10"/></svg>`;
}

function bar({ from, to, isLive }: Life, start: number, end: number): string {
  const place = (time: number) => Math.round(((time - start) / (end - start)) * WIDTH);
  const x = Math.min(place(from), WIDTH - 6);
  return `<svg viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none" aria-hidden="true"><rect class="${isLive ? 'open' : 'gone'}" x="${x}" y="0" width="${Math.max(6, place(to ?? end) - x)}" height="10"/></svg>`;
}

function words({ from, to }: Life): string {
  return to === undefined ? `since ${day(from)}` : `${day(from)} to ${day(to)}`;
}

/** Who added the secrets: these people know what the secrets are for. */
export function people({ people: counts }: Overview): string {
  if (counts.size === 0) return '';
  const sorted = [...counts].sort(([one, first], [other, second]) => second - first || (one < other ? -1 : 1));
  const rows = sorted
    .slice(0, MOST_PEOPLE)
    .map(([name, secrets]) => `<tr><td>${text(name)}</td><td class="count">${grouped(secrets)}</td></tr>`);
  const rest = sorted.length - rows.length;
  return `<div class="card"><table><thead><tr><th scope="col">author</th><th scope="col" class="count">secrets</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>${rest > 0 ? `<p class="dim">and ${count(rest, 'more person', 'more people')}</p>` : ''}`;
}

function peopleOf({ occurrences }: JsonFinding): Set<string> {
  return new Set(
    occurrences.flatMap(({ origin: { introduced = [], author, email } }) =>
      introduced.length > 0
        ? introduced.map((step) => `${step.author} <${step.email}>`)
        : author === undefined
          ? []
          : [`${author} <${email ?? ''}>`],
    ),
  );
}
