// Report format GitHub Actions annotations.

import type { Advice } from '../../advice/next-commands.ts';
import type { NotLookedAt } from '../../model/finding.ts';
import { Checkout } from '../checkout.ts';
import { clean } from '../../text/clean.ts';
import type { ReportFormat } from '../format-interface.ts';
import { plainHistory } from '../history-lines.ts';
import type { JsonFinding, JsonOccurrence, ReportView } from '../json-report-types.ts';
import { briefly } from '../lazy-list.ts';
import { count, grouped } from '../../text/numbers.ts';
import { revokeOne, stepLines } from '../next-steps.ts';
import { sharedLines } from '../shared-secrets.ts';
import { suppressedLines, warningLines } from '../suppressed-lines.ts';
import { headline, describeSkipped, reasons, severityOf, statusOf, statusWords, type Severity } from '../wording.ts';
import { KIND_NAMES } from '../../model/kind-names.ts';

const LEVELS: Readonly<Record<Severity, Level>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
};

type Level = 'error' | 'warning' | 'notice';

/** Skipped items that come before the findings; the rest is counted, to leave room for findings. */
const FIRST_MISSED = 3;

/**
 * GitHub Actions workflow commands, which become annotations. GitHub shows only the first ten of each level per step,
 * so the most important come first: the coverage of the scan, skipped items, and each secret once. The other places
 * follow. The log shows all of them.
 */
export const github: ReportFormat = {
  *render(report, { advice, cwd }) {
    const checkout = new Checkout(report, cwd);
    const { findings, notLookedAt } = report;
    const later = notLookedAt.length > FIRST_MISSED + 1 ? notLookedAt.slice(FIRST_MISSED) : [];
    yield summary(report, notShown(report));
    yield* notLookedAt.slice(0, notLookedAt.length - later.length).map(notLooked);
    if (later.length > 0)
      yield command(
        'error',
        { title: 'Not scanned' },
        `and ${count(later.length, 'more thing')}; they stand at the end of this step's log`,
      );
    for (const finding of findings) yield annotation(finding, finding.occurrences[0]!, checkout, advice);
    // Usually each secret has one place, so a second pass is unnecessary.
    if (report.summary.occurrences > findings.length)
      for (const finding of findings)
        for (const place of finding.occurrences.slice(1)) yield annotation(finding, place, checkout, advice);
    yield* warningLines(report).map((line) => command('warning', { title: 'About the ignores' }, line));
    yield* later.map(notLooked);
  },
};

/** Number of annotations per level that GitHub shows for a step. */
const SHOWN = 10;

/** @returns how many annotations GitHub does not show, and where to find them; empty if it shows all */
function notShown(report: ReportView): string[] {
  const levels: Record<Level, number> = {
    error: report.notLookedAt.length,
    warning: warningLines(report).length,
    notice: 1,
  };
  for (const finding of briefly(report.findings))
    for (const { confidence } of finding.occurrences) levels[LEVELS[severityOf(confidence, statusOf(finding))]] += 1;
  const total = levels.error + levels.warning + levels.notice;
  const shown = Math.min(SHOWN, levels.error) + Math.min(SHOWN, levels.warning) + Math.min(SHOWN, levels.notice);
  if (total === shown) return [];
  return [
    `GitHub shows ${SHOWN} annotations of each level for a step: ` +
      `${grouped(total - shown)} of ${grouped(total)} are in this step's log only. For a page with all of them, ` +
      `add: --output navixy-secrets.html`,
  ];
}

function summary(report: ReportView, more: readonly string[]): string {
  const shared = sharedLines(report).map((line) => `In several repositories: ${line}`);
  const suppressed = suppressedLines(report).map((line) => `Suppressed: ${line}`);
  return command(
    'notice',
    { title: 'navixy-secrets' },
    [`${headline(report)}.`, ...more, ...shared, ...suppressed].join('\n'),
  );
}

function notLooked(one: NotLookedAt): string {
  return command('error', { title: 'Not scanned' }, describeSkipped(one));
}

function annotation(finding: JsonFinding, place: JsonOccurrence, checkout: Checkout, advice: Advice): string {
  const { line, endLine, column, endColumn, evidence, confidence, kind } = place;
  const file = checkout.fileOf(place);
  const columns = line === endLine ? { col: column, endColumn } : {};
  const where = file === undefined ? {} : { file, line, endLine, ...columns };
  const message = [
    `${checkout.nameOf(place)}:${line}:${column}: ${finding.redacted} (${confidence} confidence)`,
    ...plainHistory(place),
    `Why: ${reasons(evidence)}`,
    ...stepLines(revokeOne(finding, advice)),
  ];
  return command(
    LEVELS[severityOf(confidence, statusOf(finding))],
    { ...where, title: `Leaked Navixy ${KIND_NAMES[kind]}${statusWords(finding)}` },
    message.join('\n'),
  );
}

/**
 * See https://docs.github.com/actions/reference/workflow-commands-for-github-actions; escapes as in GitHub's toolkit.
 */
function command(level: Level, properties: Readonly<Record<string, string | number>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${property(value)}`);
  return `::${level} ${list.join(',')}::${data(message.split('\n').map(clean).join('\n'))}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(value: string | number): string {
  return data(clean(String(value)))
    .replaceAll(':', '%3A')
    .replaceAll(',', '%2C');
}
