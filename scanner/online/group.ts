import type { Kind } from '../../src/types.ts';
import { clean } from './clean.ts';
import type { LeakedSecret, RevokeFinding } from './types.ts';

const SHORT_COMMIT = 8;

/** @returns one entry for every distinct secret, in order of first sight; letter case makes no difference */
export function groupFindings(findings: readonly RevokeFinding[]): readonly LeakedSecret[] {
  const groups = new Map<string, RevokeFinding[]>();
  for (const finding of findings) {
    const name = finding.secret.sha256;
    groups.set(name, [...(groups.get(name) ?? []), finding]);
  }
  return [...groups.values()].map((group) => ({
    secret: (group[0] as RevokeFinding).secret,
    kind: mergedKind(group.map((finding) => finding.kind)),
    places: [...new Set(group.map(placeOf))],
    foundBaseUrls: [...new Set(group.flatMap((finding) => finding.baseUrl ?? []))],
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

function placeOf(finding: RevokeFinding): string {
  const place = clean(`${finding.path}:${finding.line}`);
  const commit = finding.origin?.commit;
  return commit === undefined ? place : `${place} (commit ${clean(commit.slice(0, SHORT_COMMIT))})`;
}
