// HTML report: the section about one secret.

import type { HistoryStep, RefList } from '../../model/finding.ts';
import type { Checkout } from '../checkout.ts';
import { stepRemarks } from '../history-lines.ts';
import type { JsonFinding, JsonOccurrence } from '../json-report-types.ts';
import { count } from '../../text/numbers.ts';
import { KIND_RISKS, reasons, shortId, statusOf, originWords } from '../wording.ts';
import { isLive, whereabouts } from '../whereabouts.ts';
import { link, text } from './markup.ts';
import type { Overview } from './overview.ts';
import { KIND_NAMES } from '../../model/kind-names.ts';
import { utcDay } from '../../text/day.ts';

const MOST_PLACES = 50;

/**
 * One secret: a summary line, and all details inside. Its confidence has a tag only if the report has several levels,
 * because a tag that every secret has tells nothing.
 */
export function secretDetails(
  finding: JsonFinding,
  checkout: Checkout,
  { confidences }: Overview,
  open: boolean,
): string {
  const { redacted, kind, confidence, fingerprint, sha256, occurrences } = finding;
  const status = statusOf(finding);
  const presence = isLive(finding) ? 'present' : 'history';
  const tags = [
    ...(status === undefined ? [] : [tag(status, status.replace('-', ' '))]),
    tag(presence, whereabouts(finding)),
    ...(confidences.length > 1 ? [tag(confidence, `${confidence} confidence`)] : []),
  ];
  const places = occurrences.slice(0, MOST_PLACES).map((place) => placeOf(place, checkout));
  const rest = occurrences.length - places.length;
  return [
    `<details class="secret"${open ? ' open' : ''} data-confidence="${text(confidence)}" data-status="${text(status ?? '')}" data-presence="${presence}">`,
    `<summary><code>${text(redacted)}</code><span>${text(KIND_NAMES[kind])}</span>${tags.join('')}<span class="where mono">${text(`${checkout.nameOf(occurrences[0]!)}:${occurrences[0]!.line}`)}${occurrences.length > 1 ? ` and ${count(occurrences.length - 1, 'more place')}` : ''}</span></summary>`,
    `<div><p>${text(KIND_RISKS[kind])}</p>`,
    `<dl>${row('confidence', confidence)}<dt>fingerprint</dt><dd><code>${text(fingerprint)}</code></dd><dt>SHA-256</dt><dd><code>${text(sha256)}</code></dd>${finding.api === undefined ? '' : row('asked at', finding.api.baseUrl)}</dl>`,
    places.join(''),
    rest > 0 ? `<p class="dim">and ${count(rest, 'more place')}; the JSON report has them all.</p>` : '',
    '</div></details>',
  ].join('');
}

function tag(name: string, words: string): string {
  return `<span class="tag ${text(name)}">${text(words)}</span>`;
}

function placeOf(place: JsonOccurrence, checkout: Checkout): string {
  const { origin, line, column, excerpt, evidence, versions = 1 } = place;
  const { introduced = [], introductions = introduced.length, removed = [], removals = removed.length } = origin;
  const from = introduced.length === 0 ? originWords(origin) : '';
  return [
    `<div class="place"><h3 class="mono">${link(origin.url, `${checkout.nameOf(place)}:${line}:${column}`)}</h3>`,
    excerpt === undefined ? '' : `<pre><code>${text(excerpt)}</code></pre>`,
    '<dl>',
    row('why', reasons(evidence)),
    row('where', from),
    steps('introduced', introduced, introductions),
    steps('removed', removed, removals),
    row('versions', versions > 1 ? `${versions} of the file hold it` : ''),
    refs('branches', origin.branches),
    refs('tags', origin.tags),
    refs('other refs', origin.otherRefs),
    '</dl></div>',
  ].join('');
}

function row(name: string, words: string): string {
  return words === '' ? '' : `<dt>${name}</dt><dd>${text(words)}</dd>`;
}

function steps(name: string, list: readonly HistoryStep[], total: number): string {
  if (list.length === 0) return '';
  const words = list.map((step) => {
    const { commit, author, date, subject, url } = step;
    const remarks = stepRemarks(step);
    return `${link(url, shortId(commit))} ${text(`by ${author}, ${utcDay(date)}: “${subject}”${remarks.length === 0 ? '' : ` (${remarks.join('; ')})`}`)}`;
  });
  return `<dt>${name}</dt><dd>${[...words, ...(total > list.length ? [`and ${total - list.length} more times`] : [])].join('; ')}</dd>`;
}

function refs(name: string, list: RefList | undefined): string {
  if (list === undefined || list.total === 0) return '';
  const more = list.total - list.names.length;
  return row(
    name,
    `${list.names.join(', ')}${more > 0 ? ` and ${more} more` : ''}${list.holding < list.total ? ` (${list.holding} of ${list.total} still have it)` : ''}`,
  );
}
