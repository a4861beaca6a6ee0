// Applies inline ignores in HEAD to older versions of the same file.

import type { Finding } from '../model/finding.ts';
import type { FoldedVersions } from '../model/folded-versions.ts';
import { tryGit } from '../git/run-git.ts';
import type { Suppressed } from '../model/scan-report.ts';

/**
 * A comment in HEAD also counts for other versions of its file: its author sees the current file and cannot change the
 * past. It counts only for the same secret at the same path, not for a second place in the same version. A comment only
 * in the past does not count for HEAD.
 * @param folded folded versions of files; covered ones are removed
 */
export async function coverHistory(
  findings: readonly Finding[],
  folded: FoldedVersions,
  suppressed: readonly Suppressed[],
  env: NodeJS.ProcessEnv,
): Promise<{ open: readonly Finding[]; suppressed: Suppressed[] }> {
  const inline = suppressed.filter(
    ({ by, finding }) => by.type === 'inline' && finding.origin.type === 'commit' && finding.origin.inHead === true,
  );
  if (inline.length === 0) return { open: findings, suppressed: [...suppressed] };
  const heads = new HeadFiles(env);
  const covering = new Map<string, Suppressed>();
  for (const one of inline) if (await heads.has(one.finding)) covering.set(keyOf(one.finding), one);
  const open: Finding[] = [];
  const covered: Suppressed[] = [];
  for (const finding of findings) {
    const one = finding.origin.type === 'commit' ? covering.get(keyOf(finding)) : undefined;
    if (one === undefined || one.finding.origin.blob === finding.origin.blob) open.push(finding);
    else covered.push({ finding, by: one.by });
  }
  // If HEAD's version is among the folded ones, a second place in it stays reported, and so do all others.
  for (const { finding, by } of covering.values()) {
    const other = folded.has(finding) ? undefined : folded.take(finding);
    if (other !== undefined) covered.push({ finding: other, by });
  }
  return { open, suppressed: [...suppressed, ...covered] };
}

/** Which versions of files HEAD has; asks git once for each file. */
class HeadFiles {
  readonly #env: NodeJS.ProcessEnv;
  readonly #blobs = new Map<string, string | undefined>();

  constructor(env: NodeJS.ProcessEnv) {
    this.#env = env;
  }

  /** Whether HEAD has exactly this version of the file. */
  async has({ origin, root, path }: Finding): Promise<boolean> {
    const key = JSON.stringify([root, path]);
    if (!this.#blobs.has(key)) {
      const { code, stdout } = await tryGit({ cwd: root, env: this.#env }, [
        'rev-parse',
        '--verify',
        '-q',
        '--end-of-options',
        `HEAD:${path}`,
      ]);
      this.#blobs.set(key, code === 0 ? stdout.toString('latin1').trim() : undefined);
    }
    return origin.blob !== undefined && this.#blobs.get(key) === origin.blob;
  }
}

function keyOf({ secret, root, path }: Finding): string {
  return JSON.stringify([secret.fingerprint, root, path]);
}
