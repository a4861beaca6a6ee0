// Groups findings into distinct leaked secrets.

import { groupBySecret, mergedKind } from '../../model/reported-secrets.ts';
import { clean } from '../../text/clean.ts';
import type { LeakedSecret, LeakFinding } from './leaked-secret.ts';

const SHORT_COMMIT = 8;

/** @returns one entry for every distinct secret, in order of first occurrence; letter case makes no difference */
export function groupFindings(findings: readonly LeakFinding[]): readonly LeakedSecret[] {
  return groupBySecret(findings).map((group) => ({
    secret: (group[0] as LeakFinding).secret,
    kind: mergedKind(group.map((finding) => finding.kind)),
    places: [...new Set(group.map(placeOf))],
    foundBaseUrls: [...new Set(group.flatMap((finding) => finding.baseUrl ?? []))],
    since: earliest(group),
    inGit: group.some(({ origin }) => origin?.commit !== undefined || origin?.blob !== undefined),
  }));
}

function earliest(group: readonly LeakFinding[]): Date | undefined {
  const times = group.map(({ origin }) => Date.parse(origin?.date ?? '')).filter((time) => !Number.isNaN(time));
  return times.length === 0 ? undefined : new Date(times.reduce((first, time) => Math.min(first, time)));
}

function placeOf(finding: LeakFinding): string {
  const place = clean(`${finding.path}:${finding.line}`);
  const commit = finding.origin?.commit;
  return commit === undefined ? place : `${place} (commit ${clean(commit.slice(0, SHORT_COMMIT))})`;
}
