import type { Finding } from './finding.ts';
import { byPlace, compareText } from './secrets.ts';

/**
 * One finding for each secret and place: a file that was named twice counts once, and the versions
 * of a file in history that all hold the same secret become the earliest of them.
 * @returns in a stable order: root, path, line, column, secret
 */
export function merge(findings: readonly Finding[]): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = JSON.stringify(placeOf(finding));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].map(asOne).sort(byPlace);
}

/** What makes two findings the same one. */
function placeOf({ secret, root, path, line, column, origin }: Finding): unknown[] {
  if (origin.type === 'commit' || origin.type === 'blob') return ['history', secret.fingerprint, root, path, origin.inName];
  return [origin.type, secret.fingerprint, root, path, line, column, origin.inName, origin.removed, origin.type === 'diff' ? origin.commit : ''];
}

function asOne(group: readonly Finding[]): Finding {
  const first = [...group].sort(byTime)[0]!;
  if (first.origin.type !== 'commit') return first;
  const versions = new Set(group.map((finding) => finding.origin.blob)).size;
  const inHead = group.some((finding) => finding.origin.inHead === true);
  return { ...first, versions, origin: { ...first.origin, inHead } };
}

function byTime(one: Finding, other: Finding): number {
  const time = (finding: Finding) => Date.parse(finding.origin.date ?? '') || 0;
  return time(one) - time(other) || compareText(one.origin.blob ?? '', other.origin.blob ?? '') || byPlace(one, other);
}
