// Report format JUnit XML.

import type { Advice } from '../../advice/next-commands.ts';
import { Checkout } from '../checkout.ts';
import { clean } from '../../text/clean.ts';
import type { ReportFormat } from '../format-interface.ts';
import { plainHistory } from '../history-lines.ts';
import type { JsonFinding, JsonOccurrence, JsonSuppressed, ReportView } from '../json-report-types.ts';
import { Flattened, joined } from '../lazy-list.ts';
import { count } from '../../text/numbers.ts';
import { nextSteps, revokeOne, stepLines } from '../next-steps.ts';
import { sharedLines } from '../shared-secrets.ts';
import { warningLines } from '../suppressed-lines.ts';
import { headline, describeSkipped, reasons, statusWords } from '../wording.ts';
import { KIND_NAMES } from '../../model/kind-names.ts';

/**
 * JUnit XML, which every CI shows. A place with a secret is a failed test, a skipped input is an error, a suppressed
 * finding is a skipped test, and the scan itself is a test. In a report about several repositories, each repository is
 * a test suite.
 */
export const junit: ReportFormat = {
  *render(report, { advice, cwd }) {
    const { tool, summary, scope } = report;
    const suites = suitesOf(report, new Checkout(report, cwd), advice);
    const time = (summary.durationMs / 1000).toFixed(3);
    const sum = (of: (suite: Suite) => number) => suites.reduce((total, suite) => total + of(suite), 0);
    const all = {
      name: tool.name,
      tests: sum(testsOf),
      failures: sum(({ failures }) => failures),
      errors: sum(({ errors }) => errors.length),
      skipped: sum(({ skipped }) => skipped),
      time,
    };
    yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${attributes(all)}>\n`;
    for (const [at, suite] of suites.entries())
      yield* writeSuites(
        suite,
        at === 0 ? { time, ...(scope === undefined ? {} : { timestamp: scope.startedAt.slice(0, 19) }) } : {},
        at === 0 ? report : undefined,
      );
    yield '</testsuites>\n';
  },
};

interface Suite {
  readonly name: string;
  /** Name of the test for the scan itself. */
  readonly scan: string;
  readonly errors: readonly string[];
  readonly failures: number;
  readonly skipped: number;
  /** Failed and skipped tests. */
  readonly cases: Iterable<string>;
}

function testsOf({ errors, failures, skipped }: Suite): number {
  return 1 + errors.length + failures + skipped;
}

/** The suite of the scan itself with everything outside of the repositories, then a suite for each repository. */
function suitesOf(report: ReportView, checkout: Checkout, advice: Advice): Suite[] {
  const { tool, scope, repositories, findings, suppressed, summary } = report;
  const missing = report.notLookedAt.map((one) =>
    testcase(
      'not scanned',
      one.path,
      element('error', { message: one.reason, type: 'not-looked-at' }, describeSkipped(one)),
    ),
  );
  const failed = new Flattened(findings, (finding) =>
    finding.occurrences.map((place) => failure(finding, place, checkout, advice)),
  );
  const left = new Flattened(suppressed, (one) => [skip(one, checkout)]);
  const whole = { name: `${tool.name} ${scope?.what ?? 'merged'}`, scan: headline(report), errors: missing };
  if (repositories === undefined)
    return [
      {
        ...whole,
        failures: summary.occurrences,
        skipped: suppressed.length,
        cases: { [Symbol.iterator]: () => joined(failed, left) },
      },
    ];
  const failures = byRepository(
    new Flattened(findings, (finding) =>
      finding.occurrences.map((place) => ({
        repository: place.repository,
        make: () => failure(finding, place, checkout, advice),
      })),
    ),
  );
  const skipped = byRepository(
    new Flattened(suppressed, (one) => [{ repository: one.repository, make: () => skip(one, checkout) }]),
  );
  const suite = (repository: string | undefined, said: Pick<Suite, 'name' | 'scan' | 'errors'>): Suite => {
    const [bad = [], set = []] = [failures.get(repository), skipped.get(repository)];
    return {
      ...said,
      failures: bad.length,
      skipped: set.length,
      cases: new Flattened([...bad, ...set], ({ make }) => [make()]),
    };
  };
  return [
    suite(undefined, whole),
    ...repositories.map(({ repository, documents, complete }) =>
      suite(repository, {
        name: repository,
        scan: `scanned ${count(documents, 'document')}${complete ? '' : ', but not everything'}`,
        errors: [],
      }),
    ),
  ];
}

interface Case {
  readonly repository: string | undefined;
  readonly make: () => string;
}

function byRepository(all: Iterable<Case>): ReadonlyMap<string | undefined, readonly Case[]> {
  const groups = new Map<string | undefined, Case[]>();
  for (const one of all) {
    const group = groups.get(one.repository);
    if (group === undefined) groups.set(one.repository, [one]);
    else group.push(one);
  }
  return groups;
}

/** @param report of the first suite, which has the totals */
function* writeSuites(
  suite: Suite,
  times: Readonly<Record<string, string>>,
  report: ReportView | undefined,
): Generator<string> {
  const { name, scan, errors, failures, skipped, cases } = suite;
  const lines = [
    `  <testsuite${attributes({ name, tests: testsOf(suite), failures, errors: errors.length, skipped, ...times })}>`,
    ...(report === undefined ? [] : properties(report)),
    testcase('scan', scan),
    ...errors,
  ];
  yield `${lines.join('\n')}\n`;
  for (const one of cases) yield `${one}\n`;
  yield `${[...(report === undefined ? [] : outputs(report)), '  </testsuite>'].join('\n')}\n`;
}

function properties({ tool, complete }: ReportView): string[] {
  const property = (name: string, value: string) => `      <property${attributes({ name, value })}/>`;
  return [
    '    <properties>',
    property('tool', `${tool.name} ${tool.version}`),
    property('complete', String(complete)),
    '    </properties>',
  ];
}

function outputs(report: ReportView): string[] {
  const output = (name: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`    <${name}>${escape(lines.join('\n'))}</${name}>`];
  const shared = sharedLines(report);
  return [
    ...output('system-out', shared.length === 0 ? [] : ['In several repositories:', ...shared]),
    ...output('system-err', warningLines(report)),
  ];
}

function failure(finding: JsonFinding, place: JsonOccurrence, checkout: Checkout, advice: Advice): string {
  const { redacted, kind, fingerprint } = finding;
  const { line, column, confidence, evidence, excerpt } = place;
  const message = `${redacted} is a Navixy ${KIND_NAMES[kind]}${statusWords(finding)} (${confidence} confidence)`;
  const body = [
    ...plainHistory(place),
    ...(excerpt === undefined ? [] : [excerpt]),
    `Why: ${reasons(evidence)}`,
    `Fingerprint: ${fingerprint}`,
    ...stepLines(revokeOne(finding, advice)),
    ...nextSteps([finding], advice).slice(1).flatMap(stepLines),
  ];
  return testcase(
    `navixy-${kind}`,
    `${checkout.nameOf(place)}:${line}:${column}`,
    element('failure', { message, type: `navixy-${kind}` }, body.join('\n')),
    { file: checkout.nameOf(place), line },
  );
}

function skip(one: JsonSuppressed, checkout: Checkout): string {
  return testcase(
    `navixy-${one.kind}`,
    `${checkout.nameOf(one)}:${one.line}:${one.column}`,
    element('skipped', { message: `suppressed by ${one.by.type}: ${one.by.reason}` }),
    {},
  );
}

function testcase(
  classname: string,
  name: string,
  inside = '',
  more: Readonly<Record<string, string | number>> = {},
): string {
  const start = `    <testcase${attributes({ classname, name, ...more })}`;
  return inside === '' ? `${start}/>` : `${start}>\n      ${inside}\n    </testcase>`;
}

function element(name: string, values: Readonly<Record<string, string | number>>, text = ''): string {
  return text === '' ? `<${name}${attributes(values)}/>` : `<${name}${attributes(values)}>${escape(text)}</${name}>`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escape(String(value))}"`)
    .join('');
}

/** XML cannot represent most control characters, so they are written out. */
function escape(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => clean(line).replace(/[\ufffe\uffff]/g, '?'))
    .join('\n');
  return lines
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
