// Report format Markdown, for job summaries and comments.

import type { Advice } from '../../advice/next-commands.ts';
import type { HistoryStep } from '../../model/finding.ts';
import { Checkout } from '../checkout.ts';
import { clean } from '../../text/clean.ts';
import { fenced } from '../fenced.ts';
import type { ReportFormat } from '../format-interface.ts';
import { historyLines, isOfCommit } from '../history-lines.ts';
import type { JsonFinding, JsonOccurrence, ReportView } from '../json-report-types.ts';
import { briefly, some } from '../lazy-list.ts';
import { count, grouped } from '../../text/numbers.ts';
import { nextSteps } from '../next-steps.ts';
import { sharedLines } from '../shared-secrets.ts';
import { suppressedLines, warningLines } from '../suppressed-lines.ts';
import { webLink } from '../printable-url.ts';
import { whereabouts } from '../whereabouts.ts';
import {
  headline,
  isEmpty,
  describeSkipped,
  reasons,
  shortId,
  statusOf,
  originWords,
  type Status,
} from '../wording.ts';
import { KIND_NAMES } from '../../model/kind-names.ts';
import { utcDay } from '../../text/day.ts';

/** GitHub allows 65,536 characters in a comment, and more in a job summary. */
const MOST_CHARACTERS = 59_000;
/** Maximum length of a line in a list, so that twenty lines leave room for the findings. */
const MOST_OF_A_LINE = 400;
const PLACES = 3;
/** Origins with commits and branches. */
const IN_GIT: ReadonlySet<string> = new Set(['commit', 'blob', 'message']);
const LISTED = 20;

const STATUS: Readonly<Record<Status, string>> = {
  alive: '**alive**',
  dead: 'dead',
  unknown: 'unknown',
  'not-asked': 'not asked',
};

/** For job summaries and pull request comments on GitHub, GitLab, Gitea and Bitbucket. */
export const markdown: ReportFormat = {
  *render(report, { advice, cwd }) {
    const checkout = new Checkout(report, cwd);
    const head = [`### ${mark(report)} Navixy secrets: ${text(headline(report))}`, '', ...notLookedAt(report)];
    const tail = [
      ...whatNext(report, advice),
      ...list('In several repositories', sharedLines(report)),
      ...repositories(report),
      ...list('Suppressed', suppressedLines(report)),
      ...list('About the ignores', warningLines(report)),
      `<sub>${text(`${report.tool.name} ${report.tool.version}`)}; values are masked.</sub>`,
      '',
    ];
    const room = MOST_CHARACTERS - [...head, ...tail].join('\n').length;
    yield [...head, ...table(report, checkout, room), ...tail].join('\n');
  },
};

function mark(report: ReportView): string {
  if (!report.complete) return '⚠️';
  if (isEmpty(report)) return 'ℹ️';
  return report.findings.length === 0 ? '✅' : '🚨';
}

/** Columns that a report may lack: what the platform said, and where in the history a secret is. */
interface Columns {
  readonly state: boolean;
  readonly history: boolean;
}

function table({ findings }: ReportView, checkout: Checkout, room: number): string[] {
  if (findings.length === 0) return [];
  const columns = {
    state: some(briefly(findings), ({ api }) => api !== undefined),
    history: some(briefly(findings), ({ occurrences }) => occurrences.some(({ origin }) => IN_GIT.has(origin.type))),
  };
  const names = [
    ...['secret', ...(columns.state ? ['state'] : []), 'where'],
    ...[...(columns.history ? ['commit', 'branch'] : []), 'details'],
  ];
  const lines = [`| ${names.join(' | ')} |`, `|${'---|'.repeat(names.length)}`];
  let left = room;
  let shown = 0;
  for (const finding of findings) {
    const rows = rowsOf(finding, checkout, columns);
    left -= rows.join('\n').length + 1;
    if (left < 0) {
      lines.push('', `…and ${count(findings.length - shown, 'more secret')}; the whole report has them.`);
      break;
    }
    lines.push(...rows);
    shown += 1;
  }
  return [...lines, ''];
}

/** A row for each place; the first one also names the secret. */
function rowsOf(finding: JsonFinding, checkout: Checkout, columns: Columns): string[] {
  const { redacted, kind, confidence, occurrences, fingerprint } = finding;
  const status = statusOf(finding);
  const secret = `${code(redacted)}<br>${KIND_NAMES[kind]}, ${confidence} confidence<br><sub>${fingerprint}</sub>`;
  const state = status === undefined ? 'not asked' : STATUS[status];
  const places = occurrences.slice(0, PLACES).map((place) => placeOf(place, checkout, columns));
  if (occurrences.length > PLACES)
    places.push([`and ${count(occurrences.length - PLACES, 'more place')}`, ...(columns.history ? ['', ''] : []), '']);
  return places.map((cells, at) => {
    const first = [secret, ...(columns.state ? [state] : [])];
    return `| ${[...(at === 0 ? first : first.map(() => '')), ...cells].join(' | ')} |`;
  });
}

function placeOf(place: JsonOccurrence, checkout: Checkout, { history }: Columns): string[] {
  const { origin, evidence } = place;
  const where = linked(code(`${checkout.nameOf(place)}:${place.line}:${place.column}`), origin.url);
  const [since] = origin.introduced ?? [];
  const added = since === undefined ? '' : `${commit(shortId(since.commit), since)}<br>${text(utcDay(since.date))}`;
  const details = [text(reasons(evidence)), ...historyOf(place)];
  return [
    where,
    ...(history ? [added, text(whereabouts({ occurrences: [place] }))] : []),
    // Not in <sub>: on GitHub its lines have no height, so a second line covers the first.
    `<details><summary>why</summary>${details.join('<br>')}</details>`,
  ];
}

function historyOf({ origin, versions = 1 }: JsonOccurrence): string[] {
  if (isOfCommit(origin)) return historyLines(origin, versions, { commit, prose: text, text });
  const from = originWords(origin);
  return from === '' ? [] : [text(from)];
}

function commit(words: string, { url }: Pick<HistoryStep, 'url'>): string {
  return linked(text(words), url);
}

function linked(words: string, url: string | undefined): string {
  const safe = webLink(url);
  return safe === undefined ? words : `[${words}](<${safe}>)`;
}

function notLookedAt({ notLookedAt: all }: ReportView): string[] {
  return list(
    'Not scanned',
    all.map((one) => describeSkipped(one).replace('\n', '; ')),
  );
}

function whatNext({ findings }: ReportView, advice: Advice): string[] {
  if (findings.length === 0) return [];
  const steps = nextSteps(findings, advice).flatMap(({ words, command }, at) => [
    `${at + 1}. ${text(words)}`,
    ...(command === undefined ? [] : fenced(command)),
  ]);
  return ['**What to do next**', '', ...steps, ''];
}

/** Incomplete repositories first, then those with the most secrets. */
function repositories({ repositories: all = [] }: ReportView): string[] {
  const telling = all
    .filter(({ complete, findings }) => !complete || findings > 0)
    .sort((one, other) => Number(one.complete) - Number(other.complete) || other.findings - one.findings);
  if (telling.length === 0) return [];
  const rows = telling
    .slice(0, LISTED)
    .map(
      ({ repository, complete, findings }) =>
        `| ${code(shortened(clean(repository)))} | ${complete ? 'whole' : '**incomplete**'} | ${grouped(findings)} |`,
    );
  const more = telling.length - rows.length;
  return [
    '| repository | scanned | secrets |',
    '|---|---|---|',
    ...rows,
    '',
    ...(more > 0
      ? [`…and ${count(more, 'more repository', 'more repositories')} with secrets or not scanned completely.`, '']
      : []),
  ];
}

function list(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const rest = lines.length - LISTED;
  return [
    `**${title}**`,
    '',
    ...lines.slice(0, LISTED).map((line) => `- ${code(shortened(clean(line)))}`),
    ...(rest > 0 ? [`- and ${rest} more`] : []),
    '',
  ];
}

function shortened(line: string): string {
  return line.length > MOST_OF_A_LINE ? `${line.slice(0, MOST_OF_A_LINE)}…` : line;
}

/** Untrusted text as code, so it creates no mention, reference or link. */
function code(words: string): string {
  const safe = clean(words);
  // A bar ends a table cell even inside code, and a backtick ends the code.
  return /[|`\\]/.test(safe) || safe.trim() !== safe || safe === '' ? `<code>${text(safe)}</code>` : `\`${safe}\``;
}

/**
 * Markdown characters become entities; characters that begin a mention or reference are separated from the next one.
 */
function text(words: string): string {
  return clean(words)
    .replace(
      /[#$&*<>@[\\\]^_`|~!]|\/(?=\/)/g,
      (char) => `&#${char.charCodeAt(0)};${/[@#!~$&]/.test(char) ? '&#8203;' : ''}`,
    )
    .replace(/www\./gi, (start) => `${start.slice(0, 3)}&#46;`);
}
