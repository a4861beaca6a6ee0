import { Checkout } from '../checkout.ts';
import { harmless } from '../clean.ts';
import type { ReportFormat } from '../format.ts';
import type { JsonFinding, JsonOccurrence } from '../json.ts';
import { suppressedLines, warningLines } from '../suppressed.ts';
import { headline, KIND_NAMES, missed, NEXT_STEPS, reasons, remark, severityOf, statusOf, statusWords, type Severity } from '../words.ts';

const LEVELS: Readonly<Record<Severity, Level>> = { critical: 'error', high: 'error', medium: 'warning', low: 'notice', info: 'notice' };

type Level = 'error' | 'warning' | 'notice';

/**
 * Workflow commands of GitHub Actions, which become annotations. GitHub shows ten of each level for
 * a step, so what matters most comes first; the log has all of them.
 */
export const github: ReportFormat = {
  render(report, { cwd }) {
    const checkout = new Checkout(report, cwd);
    const lines = report.notLookedAt.map((one) => command('error', { title: 'Not looked at' }, missed(one)));
    for (const finding of report.findings) for (const place of finding.occurrences) lines.push(annotation(finding, place, checkout));
    lines.push(...warningLines(report).map((line) => command('warning', { title: 'About the ignores' }, line)));
    lines.push(command('notice', { title: 'navixy-secrets' }, [`${headline(report)}.`, ...suppressedLines(report).map((line) => `Suppressed: ${line}`)].join('\n')));
    return lines.join('');
  },
};

function annotation(finding: JsonFinding, place: JsonOccurrence, checkout: Checkout): string {
  const { line, endLine, column, endColumn, evidence, confidence, kind } = place;
  const file = checkout.fileOf(place);
  const columns = line === endLine ? { col: column, endColumn } : {};
  const where = file === undefined ? {} : { file, line, endLine, ...columns };
  const message = [`${checkout.nameOf(place)}:${line}:${column}: ${finding.redacted} ${remark(place)}`, `Why: ${reasons(evidence)}`, NEXT_STEPS[0]];
  return command(LEVELS[severityOf(confidence, statusOf(finding))], { ...where, title: `Leaked Navixy ${KIND_NAMES[kind]}${statusWords(finding)}` }, message.join('\n'));
}

/** https://docs.github.com/actions/reference/workflow-commands-for-github-actions; escapes as the toolkit of GitHub does. */
function command(level: Level, properties: Readonly<Record<string, string | number>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${property(value)}`);
  return `::${level} ${list.join(',')}::${data(message.split('\n').map(harmless).join('\n'))}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(value: string | number): string {
  return data(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
