// Report format SARIF 2.1.0.

import { HOME, pageUrl } from '../../../src/home.ts';
import type { Kind } from '../../../src/types.ts';
import { Checkout } from '../checkout.ts';
import { clean } from '../../text/clean.ts';
import { fenced } from '../fenced.ts';
import type { ReportContext, ReportFormat } from '../format-interface.ts';
import { plainHistory } from '../history-lines.ts';
import { JsonList, jsonParts } from '../json-stream.ts';
import type { JsonFinding, JsonOccurrence, JsonSuppressed, ReportView, SharedSecret } from '../json-report-types.ts';
import { first, Flattened, joined } from '../lazy-list.ts';
import { nextSteps, stepLines, type NextStep } from '../next-steps.ts';
import { CHECKOUT, escapePlainText, SarifPlaces } from '../sarif-locations.ts';
import { sharedByFingerprint, sharedLines } from '../shared-secrets.ts';
import { warningLines } from '../suppressed-lines.ts';
import {
  headline,
  KIND_RISKS,
  describeSkipped,
  reasons,
  severityOf,
  statusOf,
  statusWords,
  type Severity,
} from '../wording.ts';
import { withVersionControl } from '../versioned.ts';
import { webLink } from '../printable-url.ts';
import { KIND_NAMES } from '../../model/kind-names.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
/** GitHub's limit of results per run. */
const MOST_RESULTS = 25_000;

/** In SARIF plain text, brackets form a link and braces a placeholder. */
const LINK_OR_PLACEHOLDER = /[[\]{}]/;

const KINDS = Object.keys(KIND_NAMES) as readonly Kind[];
const LEVELS: Readonly<Record<Severity, string>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};
/** For SARIF viewers that sort by rank: 0 to 100. */
const RANKS: Readonly<Record<Severity, number>> = { critical: 100, high: 90, medium: 60, low: 30, info: 10 };
/** CVSS scores for GitHub: 9 and above is critical, 7 high, 4 medium. */
const SECURITY_SEVERITY: Readonly<Record<Kind, string>> = {
  'api-key': '9.1',
  'panel-session': '9.8',
  session: '8.1',
  hash: '8.6',
  'share-key': '5.3',
};

const RULE_NAMES: Readonly<Record<Kind, string>> = {
  'api-key': 'LeakedNavixyApiKey',
  'panel-session': 'LeakedNavixyPanelSession',
  session: 'LeakedNavixySession',
  hash: 'LeakedNavixyHash',
  'share-key': 'LeakedNavixyShareKey',
};

/** SARIF 2.1.0, as accepted by GitHub code scanning and other viewers. */
export const sarif: ReportFormat = {
  async *render(report, context) {
    yield* jsonParts({
      $schema: SCHEMA,
      version: '2.1.0',
      runs: [runOf(await withVersionControl(report, context), context)],
    });
    yield '\n';
  },
};

function runOf(report: ReportView, { advice, cwd }: Pick<ReportContext, 'advice' | 'cwd'>): object {
  const { tool, scope, complete, summary, repositories, shared } = report;
  const places = new SarifPlaces(new Checkout(report, cwd));
  const sharedBy = sharedByFingerprint(report);
  const steps = nextSteps(report.findings, advice.avoiding(LINK_OR_PLACEHOLDER));
  const found = new Flattened(report.findings, (finding) =>
    finding.occurrences.map((place) => resultOf(finding, place, places, sharedBy.get(finding.fingerprint))),
  );
  const suppressed = new Flattened(report.suppressed, (one) => [suppressedResult(one, places)]);
  for (const { repository } of repositoriesOf(report)) if (repository !== undefined) places.baseOf(repository);
  const provenance = provenanceOf(report, places);
  return {
    tool: {
      driver: {
        name: tool.name,
        semanticVersion: tool.version,
        version: tool.version,
        informationUri: HOME,
        rules: KINDS.map((kind) => ruleOf(kind, steps)),
      },
    },
    automationDetails: { id: `${tool.name}/${scope?.what ?? 'merged'}/` },
    originalUriBaseIds: places.bases(),
    ...(provenance.length === 0 ? {} : { versionControlProvenance: provenance }),
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: complete,
        ...timesOf(report),
        toolExecutionNotifications: notifications(report, summary.occurrences + report.suppressed.length),
      },
    ],
    results: new JsonList(first(joined(found, suppressed), MOST_RESULTS)),
    properties: {
      summary,
      complete,
      ...(repositories === undefined ? {} : { repositories }),
      ...(shared === undefined ? {} : { shared }),
    },
  };
}

/** Places in one of several repositories; the repository names precede the results. */
function* repositoriesOf({
  findings,
  suppressed,
  repositories,
}: ReportView): Generator<JsonOccurrence | JsonSuppressed> {
  if (repositories === undefined) return;
  for (const { occurrences } of findings) yield* occurrences;
  yield* suppressed;
}

/** The scanned repositories with their branch and commit. */
function provenanceOf({ versionControl, repositories = [] }: ReportView, places: SarifPlaces): object[] {
  const own = versionControl === undefined ? [] : [{ versionControl, base: CHECKOUT }];
  const others = repositories.flatMap((one) =>
    one.versionControl === undefined
      ? []
      : [{ versionControl: one.versionControl, base: places.baseOf(one.repository) }],
  );
  return [...own, ...others].flatMap(({ versionControl: { home, commit, branch }, base }) => {
    const repositoryUri = webLink(home);
    if (repositoryUri === undefined) return [];
    return [
      {
        repositoryUri,
        ...(commit === undefined ? {} : { revisionId: commit }),
        ...(branch === undefined ? {} : { branch: clean(branch) }),
        mappedTo: { uriBaseId: base },
      },
    ];
  });
}

function timesOf({ scope, summary }: ReportView): object {
  if (scope === undefined) return {};
  return {
    startTimeUtc: scope.startedAt,
    endTimeUtc: new Date(Date.parse(scope.startedAt) + summary.durationMs).toISOString(),
  };
}

function notifications(report: ReportView, results: number): object[] {
  const tooMany =
    results > MOST_RESULTS
      ? [
          note(
            'warning',
            `${results - MOST_RESULTS} of ${results} results were left out: GitHub takes ` +
              `${MOST_RESULTS}. The JSON report has all of them.`,
          ),
        ]
      : [];
  return [
    ...report.notLookedAt.map((one) => note('error', `Not scanned: ${describeSkipped(one).replace('\n', '; ')}.`)),
    ...tooMany,
    ...warningLines(report).map((line) => note('warning', line)),
    ...sharedLines(report).map((line) => note('note', `In several repositories: ${line}.`)),
    note('note', `${headline(report)}.`),
  ];
}

function note(level: string, text: string): object {
  return { level, message: { text: escapePlainText(text) } };
}

function ruleOf(kind: Kind, steps: readonly NextStep[]): object {
  const text = [
    `${KIND_RISKS[kind]} Whoever can read the repository, or a copy of it, can use the value.`,
    ...steps.flatMap(stepLines),
  ].join('\n');
  const markdown = [
    KIND_RISKS[kind],
    '',
    ...steps.flatMap(({ words, command }, at) => [
      `${at + 1}. ${words}`,
      ...(command === undefined ? [] : fenced(command)),
    ]),
  ].join('\n');
  return {
    id: ruleId(kind),
    name: RULE_NAMES[kind],
    shortDescription: { text: `Leaked Navixy ${KIND_NAMES[kind]}` },
    fullDescription: { text: `A Navixy ${KIND_NAMES[kind]} stands where others can read it. ${KIND_RISKS[kind]}` },
    help: { text, markdown },
    helpUri: pageUrl('docs/leaked.md'),
    defaultConfiguration: { level: 'error' },
    properties: {
      tags: ['security', 'secret', 'external/cwe/cwe-798'],
      precision: 'high',
      'security-severity': SECURITY_SEVERITY[kind],
    },
  };
}

function ruleId(kind: Kind): string {
  return `navixy-${kind}`;
}

function resultOf(
  finding: JsonFinding,
  place: JsonOccurrence,
  places: SarifPlaces,
  shared: SharedSecret | undefined,
): object {
  const { confidence, evidence, origin, repository, versions } = place;
  const status = statusOf(finding);
  const severity = severityOf(confidence, status);
  const sentences = [
    `${finding.redacted} is a Navixy ${KIND_NAMES[finding.kind]}${statusWords(finding)} (${confidence} confidence)`,
    ...plainHistory(place).map((line) => `${line.charAt(0).toUpperCase()}${line.slice(1)}`),
    ...(shared === undefined ? [] : [`In ${shared.repositories.length} repositories`]),
    `Why: ${reasons(evidence)}`,
  ];
  const url = webLink(origin.url);
  return {
    ...common(finding, place, places),
    level: LEVELS[severity],
    rank: RANKS[severity],
    message: { text: escapePlainText(`${sentences.join('. ')}.`) },
    ...places.related(place),
    ...(url === undefined ? {} : { hostedViewerUri: url }),
    properties: {
      confidence,
      ...(status === undefined ? {} : { status }),
      fingerprint: finding.fingerprint,
      sha256: finding.sha256,
      origin,
      ...(versions === undefined ? {} : { versions }),
      ...(repository === undefined ? {} : { repository }),
      ...(shared === undefined ? {} : { repositories: shared.repositories }),
    },
  };
}

/** Viewers hide suppressed results; they are included so nothing is dropped silently. */
function suppressedResult(one: JsonSuppressed, places: SarifPlaces): object {
  const { by } = one;
  return {
    ...common(one, one, places),
    level: LEVELS[one.confidence],
    message: {
      text: escapePlainText(
        `${one.redacted} is a Navixy ` +
          `${KIND_NAMES[one.kind]}, suppressed by ${by.type === 'inline' ? 'a comment' : `the ${by.type}`}.`,
      ),
    },
    ...(one.repository === undefined ? {} : { properties: { repository: one.repository } }),
    suppressions: [
      { kind: by.type === 'inline' ? 'inSource' : 'external', status: 'accepted', justification: by.reason },
    ],
  };
}

function common(
  secret: Pick<JsonFinding, 'kind' | 'fingerprint' | 'redacted'>,
  place: JsonOccurrence | JsonSuppressed,
  places: SarifPlaces,
): object {
  const { line, endLine, column, endColumn } = place;
  const excerpt = 'excerpt' in place ? place.excerpt : undefined;
  return {
    ruleId: ruleId(secret.kind),
    ruleIndex: KINDS.indexOf(secret.kind),
    locations: [
      {
        physicalLocation: {
          artifactLocation: places.fileOf(place),
          region: { startLine: line, startColumn: column, endLine, endColumn, snippet: { text: secret.redacted } },
          ...(excerpt === undefined ? {} : { contextRegion: { startLine: line, endLine, snippet: { text: excerpt } } }),
        },
      },
    ],
    partialFingerprints: {
      // GitHub uses this fingerprint to match alerts between runs.
      primaryLocationLineHash: `${places.idOf(secret.fingerprint, place).slice(0, 16)}:1`,
      'navixySecret/v1': secret.fingerprint,
    },
  };
}
