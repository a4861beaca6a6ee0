// Merges the reports of several repositories into one.

import path from 'node:path';
import type { NotLookedAt } from '../../model/finding.ts';
import type {
  JsonFinding,
  JsonOccurrence,
  JsonReport,
  RepositorySummary,
  SharedSecret,
} from '../../report/json-report-types.ts';
import { byStrength, compareText, mergedKind } from '../../model/reported-secrets.ts';
import { mask, maskDeep } from '../../text/mask.ts';
import { TOOL } from '../../model/tool.ts';

/** A report and the name of its repository. */
export interface NamedReport {
  readonly repository: string;
  readonly report: JsonReport;
}

/**
 * Merges reports. A secret in several repositories becomes one finding with all its places.
 * @param missing repositories or shards without a result
 * @param isPart whether other shards have more reports
 */
export function mergeReports(
  given: readonly NamedReport[],
  missing: readonly NotLookedAt[] = [],
  isPart = false,
): JsonReport {
  // The same reports give the same result, in any order of shards.
  const reports = [...given]
    .sort((one, other) => compareText(one.repository, other.repository))
    .map(({ repository, report }) => ({ repository: mask(repository), report }));
  const findings = mergeFindings(
    reports.flatMap(({ repository, report }) => report.findings.map((finding) => named(finding, repository))),
  );
  const notLookedAt = [
    ...maskDeep(missing),
    ...reports.flatMap(({ repository, report }) =>
      report.notLookedAt.map((one) =>
        isMerged(report) || path.isAbsolute(one.path) ? one : { ...one, path: `${repository}/${one.path}` },
      ),
    ),
  ];
  const sum = (of: (report: JsonReport) => number) => reports.reduce((total, { report }) => total + of(report), 0);
  const suppressed = reports.flatMap(({ repository, report }) =>
    report.suppressed.map((one) => ({ ...one, repository: one.repository ?? repository })),
  );
  const shared = findings.flatMap(sharedBy);
  const empty = reports.flatMap(({ repository, report }) => {
    return (report.empty ?? []).map((one) =>
      isMerged(report) ? one : { ...one, message: `${repository}: ${one.message}` },
    );
  });
  // One repository may be empty, but if all are, the patterns probably match nothing.
  if (!isPart && sum(({ summary }) => summary.documents) === 0 && empty.some(({ type }) => type === 'left-out')) {
    const reason = 'the patterns leave nothing to scan in any of the repositories';
    notLookedAt.push({
      path: reports[0]!.repository,
      reason,
      remedy: 'Check the patterns of --include and --exclude.',
    });
  }
  const notOnDisk = sum(({ summary }) => summary.notOnDisk ?? 0);
  return {
    version: 1,
    tool: TOOL,
    complete: notLookedAt.length === 0 && reports.every(({ report }) => report.complete),
    findings,
    suppressed,
    warnings: reports.flatMap(({ report }) => report.warnings),
    notLookedAt,
    ...(empty.length === 0 ? {} : { empty }),
    repositories: reports
      .flatMap(({ repository, report }) => report.repositories ?? [summaryOf(repository, report)])
      .sort((one, other) => compareText(one.repository, other.repository)),
    shared,
    summary: {
      documents: sum(({ summary }) => summary.documents),
      bytes: sum(({ summary }) => summary.bytes),
      excluded: sum(({ summary }) => summary.excluded),
      ...(notOnDisk === 0 ? {} : { notOnDisk }),
      ...(reports.some(({ report }) => report.summary.cached !== undefined)
        ? { cached: sum(({ summary }) => summary.cached ?? 0) }
        : {}),
      durationMs: sum(({ summary }) => summary.durationMs),
      findings: findings.length,
      occurrences: findings.reduce((total, { occurrences }) => total + occurrences.length, 0),
      suppressed: suppressed.length,
      errors: notLookedAt.length,
    },
  };
}

function named(finding: JsonFinding, repository: string): JsonFinding {
  const at = <T extends JsonOccurrence>(one: T): T => ({ ...one, repository: one.repository ?? repository });
  return { ...at(finding), occurrences: finding.occurrences.map(at) };
}

function mergeFindings(all: readonly JsonFinding[]): JsonFinding[] {
  const groups = new Map<string, JsonFinding[]>();
  for (const finding of all) {
    const group = groups.get(finding.fingerprint);
    if (group === undefined) groups.set(finding.fingerprint, [finding]);
    else group.push(finding);
  }
  return [...groups.values()]
    .map((group): JsonFinding => {
      const sorted = [...group].sort(byStrengthAndRepository);
      const api = worstOf(group);
      const occurrences = sorted.flatMap((finding) => finding.occurrences).sort(byStrengthAndRepository);
      return {
        ...sorted[0]!,
        kind: mergedKind(group.map(({ kind }) => kind)),
        ...(api === undefined ? {} : { api }),
        occurrences,
      };
    })
    .sort(
      (one, other) =>
        byStrengthAndRepository(one, other) ||
        compareText(one.path, other.path) ||
        one.line - other.line ||
        compareText(one.fingerprint, other.fingerprint),
    );
}

/** Alive in one report means alive, whatever others say: they may have asked another region, or earlier. */
const WORST_FIRST = ['alive', 'unknown', 'not-asked', 'dead'];

function worstOf(group: readonly JsonFinding[]): JsonFinding['api'] {
  // An unknown status comes last.
  const rank = ({ status }: { readonly status: string }) =>
    (WORST_FIRST.indexOf(status) + WORST_FIRST.length + 1) % (WORST_FIRST.length + 1);
  return group.flatMap(({ api }) => (api === undefined ? [] : [api])).sort((one, other) => rank(one) - rank(other))[0];
}

/** Makes the order independent of the order of files. */
function byStrengthAndRepository(one: JsonOccurrence, other: JsonOccurrence): number {
  return byStrength(one, other) || compareText(one.repository ?? '', other.repository ?? '');
}

function sharedBy({ fingerprint, sha256, redacted, occurrences }: JsonFinding): SharedSecret[] {
  const repositories = [...new Set(occurrences.map(({ repository }) => repository ?? ''))].sort();
  return repositories.length < 2 ? [] : [{ fingerprint, sha256, redacted, repositories }];
}

/** A merged report already has repository names for all places. */
function isMerged({ repositories }: JsonReport): boolean {
  return repositories !== undefined;
}

function summaryOf(repository: string, report: JsonReport): RepositorySummary {
  const { versionControl } = report;
  return {
    repository,
    ...(versionControl === undefined ? {} : { versionControl }),
    complete: report.complete,
    findings: report.findings.length,
    suppressed: report.suppressed.length,
    documents: report.summary.documents,
  };
}
