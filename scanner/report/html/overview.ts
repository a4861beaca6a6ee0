import type { JsonFinding, JsonReport } from '../json.ts';
import { count, grouped } from '../../text/numbers.ts';
import { statusOf } from '../words.ts';
import { day, isPresent, lifeOf, type Life } from './life.ts';
import { text } from './markup.ts';

const MOST_BARS = 60;
/** Of them open from the start: what follows should not be a screen away. */
const OPEN_BARS = 12;
const MOST_PEOPLE = 25;
const WIDTH = 1000;

export function tiles({ findings, summary, suppressed, notLookedAt }: JsonReport): string {
  const asked = findings.some((finding) => statusOf(finding) !== undefined);
  const facts: [number, string][] = [
    [findings.length, findings.length === 1 ? 'secret' : 'secrets'],
    ...(asked ? [[findings.filter((finding) => statusOf(finding) === 'alive').length, 'alive'] as [number, string]] : []),
    [findings.filter(isPresent).length, 'still in the code'],
    [summary.occurrences, summary.occurrences === 1 ? 'place' : 'places'],
    [suppressed.length, 'suppressed'],
    [notLookedAt.length, 'not looked at'],
  ];
  return `<ul class="tiles">${facts.map(([number, name]) => `<li><strong>${grouped(number)}</strong><span>${name}</span></li>`).join('')}</ul>`;
}

/** A bar for each secret of the history, the oldest first: from the commit that brought it to the one that took it out. */
export function timeLine(findings: readonly JsonFinding[]): string {
  const lives = findings.flatMap((finding) => {
    const life = lifeOf(finding);
    return life === undefined ? [] : [{ finding, life }];
  }).sort((one, other) => one.life.from - other.life.from);
  if (lives.length === 0) return '';
  const start = lives[0]!.life.from;
  // A time of its own at the end, so that what is still there is seen to go on; the page must not depend on today.
  const last = lives.reduce((latest, { life }) => Math.max(latest, life.from, life.to ?? 0), start);
  const end = last + Math.max(86_400_000, (last - start) * 0.1);
  const rows = lives.slice(0, MOST_BARS).map(({ finding, life }) => `<li><code>${text(finding.redacted)}</code>${bar(life, start, end)}<span class="when">${words(life)}</span></li>`);
  const rest = lives.length - rows.length;
  const folded = rows.splice(OPEN_BARS);
  const more = folded.length === 0 ? '' : `<details><summary>${count(folded.length, 'more secret')} on the time line</summary><ol class="line">${folded.join('')}</ol></details>`;
  return `<div class="card"><ol class="line">${rows.join('')}</ol>${more}</div>${rest > 0 ? `<p class="dim">The ${MOST_BARS} oldest; ${count(rest, 'more secret')} below.</p>` : ''}`;
}

function bar({ from, to }: Life, start: number, end: number): string {
  const place = (time: number) => Math.round(((time - start) / (end - start)) * WIDTH);
  const x = Math.min(place(from), WIDTH - 6);
  return `<svg viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none" aria-hidden="true"><rect class="${to === undefined ? 'open' : 'gone'}" x="${x}" y="0" width="${Math.max(6, place(to ?? end) - x)}" height="10"/></svg>`;
}

function words({ from, to }: Life): string {
  return to === undefined ? `since ${day(from)}` : `${day(from)} to ${day(to)}`;
}

/** Who brought the secrets in: they know what they open. */
export function people(findings: readonly JsonFinding[]): string {
  const counts = new Map<string, number>();
  for (const { occurrences } of findings) {
    const names = occurrences.flatMap(({ origin: { introduced = [], author, email } }) => (introduced.length > 0 ? introduced.map((step) => `${step.author} <${step.email}>`) : author === undefined ? [] : [`${author} <${email ?? ''}>`]));
    for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  if (counts.size === 0) return '';
  const sorted = [...counts].sort(([one, first], [other, second]) => second - first || (one < other ? -1 : 1));
  const rows = sorted.slice(0, MOST_PEOPLE).map(([name, secrets]) => `<tr><td>${text(name)}</td><td class="count">${grouped(secrets)}</td></tr>`);
  const rest = sorted.length - rows.length;
  return `<div class="card"><table><thead><tr><th scope="col">brought in by</th><th scope="col" class="count">secrets</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>${rest > 0 ? `<p class="dim">and ${count(rest, 'more person', 'more people')}</p>` : ''}`;
}
