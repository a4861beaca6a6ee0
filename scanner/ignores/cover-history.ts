import type { Finding } from '../finding.ts';
import type { Suppressed } from '../scan.ts';

/**
 * A comment that is in HEAD speaks for the earlier versions of its file too: whoever writes it looks at the file as
 * it is, and cannot write into the past. It speaks for the same secret at the same path only, and nothing speaks
 * for a version that is only in the past.
 */
export function coverHistory(findings: readonly Finding[], suppressed: readonly Suppressed[]): { open: Finding[]; suppressed: Suppressed[] } {
  const covered = new Map<string, Suppressed>();
  for (const one of suppressed) {
    const { origin } = one.finding;
    if (one.by.type === 'inline' && (origin.type === 'file' || (origin.type === 'commit' && origin.inHead === true))) covered.set(keyOf(one.finding), one);
  }
  const isCovered = (finding: Finding) => finding.origin.type === 'commit' && finding.origin.inHead !== true && covered.has(keyOf(finding));
  return {
    open: findings.filter((finding) => !isCovered(finding)),
    suppressed: [...suppressed, ...findings.filter(isCovered).map((finding) => ({ finding, by: covered.get(keyOf(finding))!.by }))],
  };
}

function keyOf({ secret, root, path }: Finding): string {
  return JSON.stringify([secret.fingerprint, root, path]);
}
