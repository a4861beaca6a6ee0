import type { Finding } from '../finding.ts';
import { tryGit } from '../git/run.ts';
import type { Suppressed } from '../scan.ts';

/**
 * A comment that is in HEAD speaks for the other versions of its file too: whoever writes it looks at the file as
 * it is, and cannot write into the past. It speaks for the same secret at the same path only, not for a second place
 * in the same version, and nothing speaks for HEAD that is only in the past.
 */
export async function coverHistory(findings: readonly Finding[], suppressed: readonly Suppressed[], env: NodeJS.ProcessEnv): Promise<{ open: Finding[]; suppressed: Suppressed[] }> {
  const inHistory = new Set(findings.filter(({ origin }) => origin.type === 'commit').map(keyOf));
  const covering = new Map<string, Suppressed>();
  for (const one of suppressed) {
    const key = keyOf(one.finding);
    if (one.by.type === 'inline' && inHistory.has(key) && (await isInHead(one.finding, env))) covering.set(key, one);
  }
  const covers = (finding: Finding) => {
    const one = finding.origin.type === 'commit' ? covering.get(keyOf(finding)) : undefined;
    return one?.finding.origin.blob === finding.origin.blob ? undefined : one;
  };
  const covered = findings.flatMap((finding): Suppressed[] => {
    const one = covers(finding);
    return one === undefined ? [] : [{ finding, by: one.by }];
  });
  return { open: findings.filter((finding) => covers(finding) === undefined), suppressed: [...suppressed, ...covered] };
}

/** Whether this very version of the file is the one that HEAD has. */
async function isInHead({ origin, root, path }: Finding, env: NodeJS.ProcessEnv): Promise<boolean> {
  if (origin.type !== 'commit' || origin.inHead !== true) return false;
  const { code, stdout } = await tryGit({ cwd: root, env }, ['rev-parse', '--verify', '-q', '--end-of-options', `HEAD:${path}`]);
  return code === 0 && stdout.toString('latin1').trim() === origin.blob;
}

function keyOf({ secret, root, path }: Finding): string {
  return JSON.stringify([secret.fingerprint, root, path]);
}
