import { Checkout } from '../checkout.ts';
import { harmless } from '../clean.ts';
import type { ReportFormat } from '../format.ts';
import type { JsonFinding, JsonOccurrence, JsonReport, JsonSuppressed } from '../json.ts';
import { warningLines } from '../suppressed.ts';
import { headline, KIND_NAMES, missed, NEXT_STEPS, reasons, statusWords, whence } from '../words.ts';

/**
 * JUnit XML, which every CI shows: a place with a secret is a test that failed, a thing that was not
 * looked at an error, something suppressed a skipped test, and the scan itself a test.
 */
export const junit: ReportFormat = {
  render(report, { cwd }) {
    const checkout = new Checkout(report, cwd);
    const { tool, summary, scope } = report;
    const failures = report.findings.flatMap((finding) => finding.occurrences.map((place) => failure(finding, place, checkout)));
    const errors = report.notLookedAt.map((one) => testcase('not looked at', one.path, element('error', { message: one.reason, type: 'not-looked-at' }, missed(one))));
    const skipped = report.suppressed.map((one) => skip(one, checkout));
    const cases = [scanCase(report), ...errors, ...failures, ...skipped];
    const time = (summary.durationMs / 1000).toFixed(3);
    const counts = { tests: cases.length, failures: failures.length, errors: errors.length, skipped: skipped.length, time };
    const properties = [`      <property${attributes({ name: 'tool', value: `${tool.name} ${tool.version}` })}/>`, `      <property${attributes({ name: 'complete', value: String(report.complete) })}/>`];
    const suite = { name: `${tool.name} ${scope?.what ?? 'merged'}`, ...counts, ...(scope === undefined ? {} : { timestamp: scope.startedAt.slice(0, 19) }) };
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites${attributes({ name: tool.name, ...counts })}>`,
      `  <testsuite${attributes(suite)}>`,
      '    <properties>', ...properties, '    </properties>',
      ...cases,
      ...outputs(report),
      '  </testsuite>', '</testsuites>', '',
    ].join('\n');
  },
};

/** Passes when everything was looked at. */
function scanCase(report: JsonReport): string {
  return testcase('scan', headline(report));
}

function outputs(report: JsonReport): string[] {
  const lines = warningLines(report);
  return lines.length === 0 ? [] : [`    <system-err>${escape(lines.join('\n'))}</system-err>`];
}

function failure(finding: JsonFinding, place: JsonOccurrence, checkout: Checkout): string {
  const { redacted, kind, fingerprint } = finding;
  const { line, column, confidence, evidence, origin, excerpt } = place;
  const from = whence(origin);
  const message = `${redacted} is a Navixy ${KIND_NAMES[kind]}${statusWords(finding)} (${confidence} confidence)`;
  const body = [...(from === '' ? [] : [from]), ...(excerpt === undefined ? [] : [excerpt]), `Why: ${reasons(evidence)}`, `Fingerprint: ${fingerprint}`, ...NEXT_STEPS];
  return testcase(`navixy-${kind}`, `${checkout.nameOf(place)}:${line}:${column}`, element('failure', { message, type: `navixy-${kind}` }, body.join('\n')), { file: checkout.nameOf(place), line });
}

function skip(one: JsonSuppressed, checkout: Checkout): string {
  return testcase(`navixy-${one.kind}`, `${checkout.nameOf(one)}:${one.line}:${one.column}`, element('skipped', { message: `suppressed by ${one.by.type}: ${one.by.reason}` }), {});
}

function testcase(classname: string, name: string, inside = '', more: Readonly<Record<string, string | number>> = {}): string {
  const start = `    <testcase${attributes({ classname, name, ...more })}`;
  return inside === '' ? `${start}/>` : `${start}>\n      ${inside}\n    </testcase>`;
}

function element(name: string, values: Readonly<Record<string, string | number>>, text = ''): string {
  return text === '' ? `<${name}${attributes(values)}/>` : `<${name}${attributes(values)}>${escape(text)}</${name}>`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values).map(([name, value]) => ` ${name}="${escape(String(value))}"`).join('');
}

/** XML has no way to write most control characters, so they are written out. */
function escape(text: string): string {
  const lines = text.split('\n').map((line) => harmless(line).replace(/[\ufffe\uffff]/g, '?')).join('\n');
  return lines.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\n', '&#10;');
}
