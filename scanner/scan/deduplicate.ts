// Merges duplicate findings: the same place reported twice, and versions of a file with the same secret.

import type { Finding } from '../model/finding.ts';
import { INSIDE } from '../model/archive-path.ts';
import { byPlace, byStrength, compareText } from '../model/reported-secrets.ts';
import { FoldedVersions, isOfHistory } from '../model/folded-versions.ts';

/**
 * Returns one finding for each secret and place: a file named twice counts once, and versions of a file in history with
 * the same secret become one finding.
 * @param folded findings whose versions are already folded
 * @returns in a stable order: root, path, line, column, secret
 */
export function deduplicate(findings: readonly Finding[], folded = new FoldedVersions()): Finding[] {
  const others: Finding[] = [];
  for (const finding of withoutWrappings(findings, folded)) {
    if (isOfHistory(finding)) folded.add(finding);
    else others.push(finding);
  }
  const all: Finding[] = [];
  for (const group of samePlaces(others)) all.push(group.length === 1 ? group[0]! : [...group].sort(byConfidence)[0]!);
  for (const finding of folded.findings()) all.push(finding);
  return all.sort(byPlace);
}

/** Drops findings in an archive's raw bytes that were also found in a member: the member is more precise. */
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

/** Orders findings of one value at one place by confidence. */
function byConfidence(one: Finding, other: Finding): number {
  return byStrength(one, other) || compareText(one.origin.blob ?? '', other.origin.blob ?? '');
}

/** Distinguishes findings at the same place. */
function kindOfPlace({ origin }: Finding): string {
  return JSON.stringify([
    origin.type,
    origin.inName,
    origin.isRemovedLine,
    origin.type === 'diff' ? origin.commit : '',
  ]);
}

/** @returns groups of findings that are the same; in order of place, then of first occurrence */
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
