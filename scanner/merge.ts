import type { Finding } from './finding.ts';
import { INSIDE } from './archives/place.ts';
import { byPlace, byStrength, compareText } from './secrets.ts';

/**
 * One finding for each secret and place: a file that was named twice counts once, and the versions
 * of a file in history that all hold the same secret become one of them.
 * @returns in a stable order: root, path, line, column, secret
 */
export function merge(findings: readonly Finding[]): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of withoutWrappings(findings)) {
    const key = JSON.stringify(placeOf(finding));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()].map(asOne).sort(byPlace);
}

/** What stands in an archive as it is, is found in the archive and in the member: the member says more. */
function withoutWrappings(findings: readonly Finding[]): readonly Finding[] {
  const wrapped = new Set<string>();
  const key = ({ secret, root, origin }: Finding, path: string) => JSON.stringify([origin.type, origin.blob, secret.fingerprint, root, path]);
  for (const finding of findings) {
    for (let at = finding.path.lastIndexOf(INSIDE); at > 0; at = finding.path.lastIndexOf(INSIDE, at - 1)) wrapped.add(key(finding, finding.path.slice(0, at)));
  }
  return wrapped.size === 0 ? findings : findings.filter((finding) => !wrapped.has(key(finding, finding.path)));
}

/** What makes two findings the same one. */
function placeOf({ secret, root, path, line, column, origin }: Finding): unknown[] {
  if (origin.type === 'commit' || origin.type === 'blob') return ['history', secret.fingerprint, root, path, origin.inName];
  return [origin.type, secret.fingerprint, root, path, line, column, origin.inName, origin.isRemovedLine, origin.type === 'diff' ? origin.commit : ''];
}

/** Of the versions of a file the one that is believed most, else the one that was introduced first. */
function asOne(group: readonly Finding[]): Finding {
  const first = [...group].sort((one, other) => byStrength(one, other) || age(one) - age(other) || compareText(one.origin.blob ?? '', other.origin.blob ?? '') || byPlace(one, other))[0]!;
  if (first.origin.type !== 'commit') return first;
  return { ...first, versions: new Set(group.map((finding) => finding.origin.blob)).size };
}

function age({ origin }: Finding): number {
  const at = origin.introduced?.findIndex(({ blob }) => blob === origin.blob) ?? -1;
  return at < 0 ? Number.MAX_SAFE_INTEGER : at;
}
