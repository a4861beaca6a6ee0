import type { Kind } from '../../../src/types.ts';
import { Checkout } from '../checkout.ts';
import { harmless } from '../clean.ts';
import type { ReportFormat } from '../format.ts';
import type { JsonFinding, JsonOccurrence, JsonReport, JsonSuppressed } from '../json.ts';
import { StableIds } from '../stable-id.ts';
import { warningLines } from '../suppressed.ts';
import { headline, KIND_NAMES, KIND_RISKS, missed, NEXT_STEPS, reasons, remark, severityOf, statusOf, statusWords, type Severity } from '../words.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
const HOME = 'https://www.npmjs.com/package/eslint-plugin-navixy';
/** GitHub takes no more results of a run. */
const MOST_RESULTS = 25_000;

const KINDS = Object.keys(KIND_NAMES) as readonly Kind[];
const LEVELS: Readonly<Record<Severity, string>> = { critical: 'error', high: 'error', medium: 'warning', low: 'note', info: 'note' };
/** For SARIF viewers that sort by it: 0 to 100. */
const RANKS: Readonly<Record<Severity, number>> = { critical: 100, high: 90, medium: 60, low: 30, info: 10 };
/** As in CVSS, for GitHub: 9 and more is critical, 7 high, 4 medium. */
const SECURITY_SEVERITY: Readonly<Record<Kind, string>> = { 'api-key': '9.1', 'panel-session': '9.8', session: '8.1', hash: '8.6', 'share-key': '5.3' };

const RULE_NAMES: Readonly<Record<Kind, string>> = { 'api-key': 'LeakedNavixyApiKey', 'panel-session': 'LeakedNavixyPanelSession', session: 'LeakedNavixySession', hash: 'LeakedNavixyHash', 'share-key': 'LeakedNavixyShareKey' };

/** SARIF 2.1.0, as GitHub's code scanning and other viewers take it. */
export const sarif: ReportFormat = {
  render: (report, { cwd }) => `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [runOf(report, cwd)] }, undefined, 2)}\n`,
};

function runOf(report: JsonReport, cwd: string): object {
  const { tool, scope, complete, summary } = report;
  const checkout = new Checkout(report, cwd);
  const ids = new StableIds();
  const found = report.findings.flatMap((finding) => finding.occurrences.map((place) => resultOf(finding, place, checkout, ids)));
  const suppressed = report.suppressed.map((one) => suppressedResult(one, checkout, ids));
  const results = [...found, ...suppressed];
  return {
    tool: { driver: { name: tool.name, semanticVersion: tool.version, version: tool.version, informationUri: HOME, rules: KINDS.map(ruleOf) } },
    automationDetails: { id: `${tool.name}/${scope?.what ?? 'merged'}/` },
    originalUriBaseIds: { SRCROOT: { description: { text: 'The folder that was checked out.' } } },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: complete,
        ...timesOf(report),
        toolExecutionNotifications: notifications(report, results.length),
      },
    ],
    results: results.slice(0, MOST_RESULTS),
    properties: { summary, complete },
  };
}

function timesOf({ scope, summary }: JsonReport): object {
  if (scope === undefined) return {};
  return { startTimeUtc: scope.startedAt, endTimeUtc: new Date(Date.parse(scope.startedAt) + summary.durationMs).toISOString() };
}

function notifications(report: JsonReport, results: number): object[] {
  const tooMany = results > MOST_RESULTS ? [note('warning', `${results - MOST_RESULTS} of ${results} results were left out: GitHub takes ${MOST_RESULTS}. The JSON report has all of them.`)] : [];
  return [
    ...report.notLookedAt.map((one) => note('error', `Not looked at: ${missed(one).replace('\n', '; ')}.`)),
    ...tooMany,
    ...warningLines(report).map((line) => note('warning', line)),
    note('note', `${headline(report)}.`),
  ];
}

function note(level: string, text: string): object {
  return { level, message: { text: plain(text) } };
}

function ruleOf(kind: Kind): object {
  const text = [`${KIND_RISKS[kind]} Whoever can read the repository, or a copy of it, can use the value.`, ...NEXT_STEPS].join('\n');
  const markdown = [KIND_RISKS[kind], '', ...NEXT_STEPS.map((step, at) => `${at + 1}. ${step.replace('navixy-secrets revoke', '`navixy-secrets revoke`')}`)].join('\n');
  return {
    id: ruleId(kind),
    name: RULE_NAMES[kind],
    shortDescription: { text: `Leaked Navixy ${KIND_NAMES[kind]}` },
    fullDescription: { text: `A Navixy ${KIND_NAMES[kind]} stands where others can read it. ${KIND_RISKS[kind]}` },
    help: { text, markdown },
    helpUri: HOME,
    defaultConfiguration: { level: 'error' },
    properties: { tags: ['security', 'secret', 'external/cwe/cwe-798'], precision: 'high', 'security-severity': SECURITY_SEVERITY[kind] },
  };
}

function ruleId(kind: Kind): string {
  return `navixy-${kind}`;
}

function resultOf(finding: JsonFinding, place: JsonOccurrence, checkout: Checkout, ids: StableIds): object {
  const { confidence, evidence, origin } = place;
  const status = statusOf(finding);
  const severity = severityOf(confidence, status);
  const text = `${finding.redacted} is a Navixy ${KIND_NAMES[finding.kind]}${statusWords(finding)} ${remark(place)}. Why: ${reasons(evidence)}.`;
  return {
    ...common(finding, place, checkout, ids),
    level: LEVELS[severity],
    rank: RANKS[severity],
    message: { text: plain(text) },
    properties: { confidence, ...(status === undefined ? {} : { status }), fingerprint: finding.fingerprint, sha256: finding.sha256, origin },
  };
}

/** Viewers hide it; it is there so that nothing is hidden silently. */
function suppressedResult(one: JsonSuppressed, checkout: Checkout, ids: StableIds): object {
  const { by } = one;
  return {
    ...common(one, one, checkout, ids),
    level: LEVELS[one.confidence],
    message: { text: plain(`${one.redacted} is a Navixy ${KIND_NAMES[one.kind]}, suppressed by ${by.type === 'inline' ? 'a comment' : `the ${by.type}`}.`) },
    suppressions: [{ kind: by.type === 'inline' ? 'inSource' : 'external', status: 'accepted', justification: by.reason }],
  };
}

function common(secret: Pick<JsonFinding, 'kind' | 'fingerprint' | 'redacted'>, place: JsonOccurrence | JsonSuppressed, checkout: Checkout, ids: StableIds): object {
  const { line, endLine, column, endColumn } = place;
  const excerpt = 'excerpt' in place ? place.excerpt : undefined;
  return {
    ruleId: ruleId(secret.kind),
    ruleIndex: KINDS.indexOf(secret.kind),
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(checkout.nameOf(place)), uriBaseId: 'SRCROOT' },
          region: { startLine: line, startColumn: column, endLine, endColumn, snippet: { text: secret.redacted } },
          ...(excerpt === undefined ? {} : { contextRegion: { startLine: line, endLine, snippet: { text: excerpt } } }),
        },
      },
    ],
    partialFingerprints: {
      // GitHub's name for what makes two alerts the same one.
      primaryLocationLineHash: `${ids.idOf(secret.fingerprint, place).slice(0, 16)}:1`,
      'navixySecret/v1': secret.fingerprint,
    },
  };
}

/** Every part percent-encoded, colons too: `commit:<id>` is no scheme. */
function uriOf(file: string): string {
  return file.split('/').map((part) => encodeURIComponent(Buffer.from(part).toString()).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)).join('/');
}

/** Text of strangers may not become a link or a placeholder. */
function plain(text: string): string {
  return harmless(text).replaceAll('[', '(').replaceAll(']', ')').replaceAll('{', '(').replaceAll('}', ')');
}
