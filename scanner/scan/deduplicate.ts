import type { Finding } from '../model/finding.ts';
import { INSIDE } from '../model/archive-path.ts';
import { byPlace, byStrength, compareText } from '../model/reported-secrets.ts';
import { FoldedVersions, isOfHistory } from '../model/folded-versions.ts';

/**
 * One finding for each secret and place: a file that was named twice counts once, and the versions
 * of a file in history that all hold the same secret become one of them.
 * @param folded more of them, whose versions are one each already
 * @returns in a stable order: root, path, line, column, secret
 */
export function deduplicate(findings: readonly Finding[], folded = new FoldedVersions()): Finding[] {
  const others: Finding[] = [];
  for (const finding of withoutWrappings(findings, folded)) {
    if (isOfHistory(finding)) folded.add(finding);
    else others.push(finding);
  }
  const all: Finding[] = [];
  for (const group of samePlaces(others)) all.push(group.length === 1 ? group[0]! : [...group].sort(byBelief)[0]!);
  for (const finding of folded.findings()) all.push(finding);
  return all.sort(byPlace);
}

/** What stands in an archive as it is, is found in the archive and in the member: the member says more. */
function withoutWrappings(findings: readonly Finding[], folded: FoldedVersions): readonly Finding[] {
  const wrapped = new Set<string>();
  const key = ({ secret, root, origin }: Finding, path: string) =>
    JSON.stringify([origin.type, origin.blob, secret.fingerprint, root, path]);
  for (const finding of findings) {
    for (let at = finding.path.lastIndexOf(INSIDE); at > 0; at = finding.path.lastIndexOf(INSIDE, at - 1))
      wrapped.add(key(finding, finding.path.slice(0, at)));
  }
  if (wrapped.size === 0 && !folded.hasMembers) return findings;
  return findings.filter((finding) => !wrapped.has(key(finding, finding.path)) && !folded.isInMember(finding));
}

/** Of findings of the same value at the same place the one that is believed most. */
function byBelief(one: Finding, other: Finding): number {
  return byStrength(one, other) || compareText(one.origin.blob ?? '', other.origin.blob ?? '');
}

/** What makes two findings at one place the same one. */
function kindOfPlace({ origin }: Finding): string {
  return JSON.stringify([
    origin.type,
    origin.inName,
    origin.isRemovedLine,
    origin.type === 'diff' ? origin.commit : '',
  ]);
}

/** @returns findings that are the same one, together; in order of place, else of first sight */
function* samePlaces(findings: readonly Finding[]): Generator<Finding[]> {
  const sorted = [...findings].sort(byPlace);
  for (let at = 0; at < sorted.length;) {
    let end = at + 1;
    while (end < sorted.length && byPlace(sorted[at]!, sorted[end]!) === 0) end += 1;
    if (end === at + 1) yield [sorted[at]!];
    else yield* byKind(sorted.slice(at, end));
    at = end;
  }
}

function byKind(findings: readonly Finding[]): Iterable<Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const kind = kindOfPlace(finding);
    const group = groups.get(kind);
    if (group === undefined) groups.set(kind, [finding]);
    else group.push(finding);
  }
  return groups.values();
}
