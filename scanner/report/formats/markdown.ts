import { Checkout } from '../checkout.ts';
import { harmless } from '../clean.ts';
import type { ReportFormat } from '../format.ts';
import type { JsonFinding, JsonOccurrence, JsonReport } from '../json.ts';
import { count } from '../numbers.ts';
import { suppressedLines, warningLines } from '../suppressed.ts';
import { headline, KIND_NAMES, missed, NEXT_STEPS, reasons, statusOf, whence, type Status } from '../words.ts';

/** GitHub takes 65,536 characters in a comment; a job summary takes more. */
const MOST_CHARACTERS = 59_000;
const PLACES = 3;
const LISTED = 20;

const STATUS: Readonly<Record<Status, string>> = { alive: '**alive**', dead: 'dead', unknown: 'unknown', 'not-asked': 'not asked' };

/** For job summaries and comments on pull requests of GitHub, GitLab, Gitea, Bitbucket. */
export const markdown: ReportFormat = {
  render(report, { cwd }) {
    const checkout = new Checkout(report, cwd);
    const head = [`### ${mark(report)} Navixy secrets: ${text(headline(report))}`, '', ...notLookedAt(report)];
    const tail = [...nextSteps(report), ...list('Suppressed', suppressedLines(report)), ...list('About the ignores', warningLines(report)), `<sub>${text(`${report.tool.name} ${report.tool.version}`)}; values are masked.</sub>`, ''];
    const room = MOST_CHARACTERS - [...head, ...tail].join('\n').length;
    return [...head, ...table(report, checkout, room), ...tail].join('\n');
  },
};

function mark({ complete, findings }: JsonReport): string {
  if (!complete) return '⚠️';
  return findings.length === 0 ? '✅' : '🚨';
}

function table({ findings }: JsonReport, checkout: Checkout, room: number): string[] {
  if (findings.length === 0) return [];
  const asked = findings.some((finding) => statusOf(finding) !== undefined);
  const lines = asked ? ['| secret | state | where | why |', '|---|---|---|---|'] : ['| secret | where | why |', '|---|---|---|'];
  let left = room;
  for (const [at, finding] of findings.entries()) {
    const row = rowOf(finding, checkout, asked);
    left -= row.length + 1;
    if (left < 0) {
      lines.push('', `…and ${count(findings.length - at, 'more secret')}; the whole report has them.`);
      break;
    }
    lines.push(row);
  }
  return [...lines, ''];
}

function rowOf(finding: JsonFinding, checkout: Checkout, asked: boolean): string {
  const { redacted, kind, confidence, occurrences, fingerprint, evidence } = finding;
  const status = statusOf(finding);
  const places = occurrences.slice(0, PLACES).map((place) => placeOf(place, checkout));
  if (occurrences.length > PLACES) places.push(`and ${count(occurrences.length - PLACES, 'more place')}`);
  const secret = `${code(redacted)}<br>${KIND_NAMES[kind]}, ${confidence} confidence<br><sub>${fingerprint}</sub>`;
  return `| ${[secret, ...(asked ? [status === undefined ? 'not asked' : STATUS[status]] : []), places.join('<br>'), text(reasons(evidence))].join(' | ')} |`;
}

function placeOf(place: JsonOccurrence, checkout: Checkout): string {
  const from = whence(place.origin);
  return code(`${checkout.nameOf(place)}:${place.line}:${place.column}`) + (from === '' ? '' : `<br><sub>${code(from)}</sub>`);
}

function notLookedAt({ notLookedAt: all }: JsonReport): string[] {
  return list('Not looked at', all.map((one) => missed(one).replace('\n', '; ')));
}

function nextSteps({ findings }: JsonReport): string[] {
  return findings.length === 0 ? [] : ['**What to do next**', '', ...NEXT_STEPS.map((step, at) => `${at + 1}. ${text(step)}`), ''];
}

function list(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const rest = lines.length - LISTED;
  return [`**${title}**`, '', ...lines.slice(0, LISTED).map((line) => `- ${code(line)}`), ...(rest > 0 ? [`- and ${rest} more`] : []), ''];
}

/** Text of strangers: as code, so that no mention, reference or link comes of it. */
function code(words: string): string {
  const safe = harmless(words);
  // A bar ends a cell even there, a backtick the code.
  return /[|`\\]/.test(safe) || safe.trim() !== safe || safe === '' ? `<code>${text(safe)}</code>` : `\`${safe}\``;
}

/** Characters of Markdown become entities; those that begin mentions and references are cut off from what follows. */
function text(words: string): string {
  return harmless(words)
    .replace(/[#$&*<>@[\\\]^_`|~!]|\/(?=\/)/g, (char) => `&#${char.charCodeAt(0)};${/[@#!~$&]/.test(char) ? '&#8203;' : ''}`)
    .replace(/www\./gi, (start) => `${start.slice(0, 3)}&#46;`);
}
