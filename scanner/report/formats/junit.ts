import type { Advice } from '../../advice/advice.ts';
import { Checkout } from '../checkout.ts';
import { clean } from '../../text/clean.ts';
import type { ReportFormat } from '../format.ts';
import { plainHistory } from '../history-lines.ts';
import type { JsonFinding, JsonOccurrence, JsonReport, JsonSuppressed } from '../json.ts';
import { count } from '../../text/numbers.ts';
import { nextSteps, revokeOne, stepLines } from '../next-steps.ts';
import { sharedLines } from '../shared.ts';
import { warningLines } from '../suppressed.ts';
import { headline, KIND_NAMES, missed, reasons, statusWords } from '../words.ts';

/**
 * JUnit XML, which every CI shows: a place with a secret is a test that failed, a thing that was not
 * looked at an error, something suppressed a skipped test, and the scan itself a test. In a report
 * about several repositories each is a suite of its own.
 */
export const junit: ReportFormat = {
  render(report, { advice, cwd }) {
    const { tool, summary, scope } = report;
    const suites = suitesOf(report, new Checkout(report, cwd), advice);
    const time = (summary.durationMs / 1000).toFixed(3);
    const sum = (of: (suite: Suite) => number) => suites.reduce((total, suite) => total + of(suite), 0);
    const all = { name: tool.name, tests: sum(({ cases }) => cases.length), failures: sum(({ failures }) => failures), errors: sum(({ errors }) => errors), skipped: sum(({ skipped }) => skipped), time };
    const [whole, ...others] = suites.map((suite, at) => written(suite, at === 0 ? { time, ...(scope === undefined ? {} : { timestamp: scope.startedAt.slice(0, 19) }) } : {}, at === 0 ? report : undefined));
    return ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites${attributes(all)}>`, ...whole!, ...others.flat(), '</testsuites>', ''].join('\n');
  },
};

interface Suite {
  readonly name: string;
  readonly cases: readonly string[];
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

/** The scan itself with what belongs to no repository of several, then each of these. */
function suitesOf(report: JsonReport, checkout: Checkout, advice: Advice): Suite[] {
  const { tool, scope, repositories = [] } = report;
  const failures = byRepository(report.findings.flatMap((finding) => finding.occurrences.map((place) => ({ repository: place.repository, made: failure(finding, place, checkout, advice) }))));
  const skipped = byRepository(report.suppressed.map((one) => ({ repository: one.repository, made: skip(one, checkout) })));
  const missing = report.notLookedAt.map((one) => testcase('not looked at', one.path, element('error', { message: one.reason, type: 'not-looked-at' }, missed(one))));
  const suite = (name: string, repository: string | undefined, scan: string, errors: readonly string[] = []): Suite => {
    const [failed = [], left = []] = [failures.get(repository), skipped.get(repository)];
    return { name, cases: [testcase('scan', scan), ...errors, ...failed, ...left], failures: failed.length, errors: errors.length, skipped: left.length };
  };
  return [
    suite(`${tool.name} ${scope?.what ?? 'merged'}`, undefined, headline(report), missing),
    ...repositories.map(({ repository, documents, complete }) => suite(repository, repository, `looked at ${count(documents, 'document')}${complete ? '' : ', but not at everything'}`)),
  ];
}

function byRepository(all: readonly { readonly repository: string | undefined; readonly made: string }[]): ReadonlyMap<string | undefined, readonly string[]> {
  const groups = new Map<string | undefined, string[]>();
  for (const { repository, made } of all) {
    const group = groups.get(repository);
    if (group === undefined) groups.set(repository, [made]);
    else group.push(made);
  }
  return groups;
}

/** @param report of the first suite, which says what is true of all */
function written({ name, cases, failures, errors, skipped }: Suite, times: Readonly<Record<string, string>>, report: JsonReport | undefined): string[] {
  return [
    `  <testsuite${attributes({ name, tests: cases.length, failures, errors, skipped, ...times })}>`,
    ...(report === undefined ? [] : properties(report)),
    ...cases,
    ...(report === undefined ? [] : outputs(report)),
    '  </testsuite>',
  ];
}

function properties({ tool, complete }: JsonReport): string[] {
  const property = (name: string, value: string) => `      <property${attributes({ name, value })}/>`;
  return ['    <properties>', property('tool', `${tool.name} ${tool.version}`), property('complete', String(complete)), '    </properties>'];
}

function outputs(report: JsonReport): string[] {
  const output = (name: string, lines: readonly string[]) => (lines.length === 0 ? [] : [`    <${name}>${escape(lines.join('\n'))}</${name}>`]);
  const shared = sharedLines(report);
  return [...output('system-out', shared.length === 0 ? [] : ['In several repositories:', ...shared]), ...output('system-err', warningLines(report))];
}

function failure(finding: JsonFinding, place: JsonOccurrence, checkout: Checkout, advice: Advice): string {
  const { redacted, kind, fingerprint } = finding;
  const { line, column, confidence, evidence, excerpt } = place;
  const message = `${redacted} is a Navixy ${KIND_NAMES[kind]}${statusWords(finding)} (${confidence} confidence)`;
  const body = [...plainHistory(place), ...(excerpt === undefined ? [] : [excerpt]), `Why: ${reasons(evidence)}`, `Fingerprint: ${fingerprint}`, ...stepLines(revokeOne(finding, advice)), ...nextSteps([finding], advice).slice(1).flatMap(stepLines)];
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
  const lines = text.split('\n').map((line) => clean(line).replace(/[\ufffe\uffff]/g, '?')).join('\n');
  return lines.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll('\n', '&#10;');
}
