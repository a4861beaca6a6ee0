import type { Kind } from '../../src/types.ts';
import { clean } from './clean.ts';
import type { LeakedSecret, LeakFinding } from './types.ts';

const SHORT_COMMIT = 8;

/** @returns one entry for every distinct secret, in order of first sight; letter case makes no difference */
export function groupFindings(findings: readonly LeakFinding[]): readonly LeakedSecret[] {
  const groups = new Map<string, LeakFinding[]>();
  for (const finding of findings) {
    const name = finding.secret.sha256;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].map((group) => ({
    secret: (group[0] as LeakFinding).secret,
    kind: mergedKind(group.map((finding) => finding.kind)),
    places: [...new Set(group.map(placeOf))],
    foundBaseUrls: [...new Set(group.flatMap((finding) => finding.baseUrl ?? []))],
    since: earliest(group),
    inGit: group.some(({ origin }) => origin?.commit !== undefined || origin?.blob !== undefined),
  }));
}

/**
 * Places that agree, or that leave it open, settle the kind. A share key next to anything else is
 * not believed: a value that opens an account must be checked.
 */
function mergedKind(kinds: readonly Kind[]): Kind {
  const telling = new Set(kinds.filter((kind) => kind !== 'hash'));
  const [only] = telling;
  if (telling.size !== 1 || only === undefined) return 'hash';
  return only === 'share-key' && kinds.includes('hash') ? 'hash' : only;
}

function earliest(group: readonly LeakFinding[]): Date | undefined {
  const times = group.map(({ origin }) => Date.parse(origin?.date ?? '')).filter((time) => !Number.isNaN(time));
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}

function placeOf(finding: LeakFinding): string {
  const place = clean(`${finding.path}:${finding.line}`);
  const commit = finding.origin?.commit;
  return commit === undefined ? place : `${place} (commit ${clean(commit.slice(0, SHORT_COMMIT))})`;
}
