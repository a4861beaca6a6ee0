// Report format GitLab secret detection.

import type { Advice } from '../../advice/next-commands.ts';
import { Checkout } from '../checkout.ts';
import { clean } from '../../text/clean.ts';
import type { ReportFormat } from '../format-interface.ts';
import { detailsOf, linksOf } from '../gitlab-details.ts';
import { JsonList, jsonParts } from '../json-stream.ts';
import type { JsonFinding, JsonOccurrence, ReportView } from '../json-report-types.ts';
import { Flattened } from '../lazy-list.ts';
import { nextSteps, revokeOne, stepLines } from '../next-steps.ts';
import { sharedByFingerprint, sharedLines } from '../shared-secrets.ts';
import { asUuid, StableIds } from '../stable-id.ts';
import { suppressedLines, warningLines } from '../suppressed-lines.ts';
import {
  headline,
  KIND_RISKS,
  describeSkipped,
  reasons,
  remark,
  severityOf,
  statusOf,
  statusWords,
  type Severity,
} from '../wording.ts';
import { KIND_NAMES } from '../../model/kind-names.ts';

/** The version of GitLab's report schema. */
const SCHEMA_VERSION = '15.2.1';
/** The value that GitLab's own analyzer writes for a file outside of the history. */
const NO_COMMIT = '0000000';

const SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Info',
};

/** GitLab's secret-detection report: `artifacts: reports: secret_detection`. */
export const gitlab: ReportFormat = {
  *render(report, { advice, cwd }) {
    yield* jsonParts(reportOf(report, advice, cwd));
    yield '\n';
  },
};

function reportOf(report: ReportView, advice: Advice, cwd: string): object {
  const { tool, scope, complete, summary, findings } = report;
  const program = { id: tool.name, name: tool.name, version: tool.version, vendor: { name: 'eslint-plugin-navixy' } };
  const started = Date.parse(scope?.startedAt ?? '1970-01-01T00:00:00Z');
  const checkout = new Checkout(report, cwd);
  const ids = new StableIds();
  const shared = sharedByFingerprint(report);
  return {
    version: SCHEMA_VERSION,
    scan: {
      type: 'secret_detection',
      analyzer: program,
      scanner: program,
      start_time: time(started),
      end_time: time(started + summary.durationMs),
      status: complete ? 'success' : 'failure',
      messages: messages(report),
    },
    vulnerabilities: new JsonList(
      new Flattened(findings, (finding) =>
        finding.occurrences.map((place) => ({
          ...vulnerability(finding, place, checkout, ids, advice),
          ...linksOf(place),
          ...detailsOf(place, shared.get(finding.fingerprint)),
        })),
      ),
    ),
  };
}

function messages(report: ReportView): object[] {
  const message = (level: string, value: string) => ({ level, value: clean(value) });
  return [
    message('info', `${headline(report)}.`),
    ...report.notLookedAt.map((one) => message('fatal', `Not scanned: ${describeSkipped(one).replace('\n', '; ')}.`)),
    ...sharedLines(report).map((line) => message('info', `In several repositories: ${line}`)),
    ...suppressedLines(report).map((line) => message('info', `Suppressed: ${line}`)),
    ...warningLines(report).map((line) => message('warn', line)),
  ];
}

function vulnerability(
  finding: JsonFinding,
  place: JsonOccurrence,
  checkout: Checkout,
  ids: StableIds,
  advice: Advice,
): object {
  const { kind, redacted, fingerprint } = finding;
  const { origin, line, endLine, excerpt, evidence, confidence } = place;
  return {
    id: asUuid(ids.idOf(fingerprint, place)),
    name: `Leaked Navixy ${KIND_NAMES[kind]}`,
    description: clean(
      `${redacted}${statusWords(finding)} ${remark(place)}. ${KIND_RISKS[kind]} Why: ${reasons(evidence)}.`,
    ),
    severity: SEVERITIES[severityOf(confidence, statusOf(finding))],
    solution: [
      ...stepLines(revokeOne(finding, advice)),
      ...nextSteps([finding], advice)
        .slice(1)
        .map(({ words }) => words),
    ].join('\n'),
    ...(excerpt === undefined ? {} : { raw_source_code_extract: clean(excerpt) }),
    identifiers: [{ type: 'navixy_secrets_rule_id', name: `Navixy ${KIND_NAMES[kind]}`, value: `navixy-${kind}` }],
    location: {
      file: clean(checkout.nameOf(place)),
      start_line: line,
      end_line: endLine,
      commit: { sha: origin.commit ?? NO_COMMIT, ...commitOf(place) },
    },
  };
}

function commitOf({ origin: { commit, author, date, subject } }: JsonOccurrence): object {
  if (commit === undefined) return {};
  return {
    ...(author === undefined ? {} : { author: clean(author) }),
    ...(date === undefined ? {} : { date }),
    ...(subject === undefined ? {} : { message: clean(subject) }),
  };
}

/** `YYYY-MM-DDTHH:MM:SS` in UTC, as the schema requires. */
function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19);
}
