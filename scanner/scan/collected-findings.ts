// Collects the findings of a scan in bounded memory.

import type { Finding } from '../model/finding.ts';
import { FoldedVersions, isOfHistory } from '../model/folded-versions.ts';
import { coverHistory } from '../suppress/history-coverage.ts';
import { deduplicate } from './deduplicate.ts';
import type { Suppressed } from '../model/scan-report.ts';

/** Findings of versions are kept one by one up to this number; beyond it they are folded. */
const MOST_HELD = 20_000;

/** The findings so far, in memory that does not grow with the versions of a file. */
export class CollectedFindings {
  #findings: Finding[] = [];
  #suppressed: Suppressed[] = [];
  readonly #folded = new FoldedVersions();
  /** Suppressed versions of files, separate for each reason. */
  readonly #hidden = new Map<string, { readonly by: Suppressed['by']; readonly folded: FoldedVersions }>();
  #heldFindings = 0;
  #heldSuppressed = 0;

  add(finding: Finding): void {
    this.#findings.push(finding);
    if (!isFoldable(finding) || (this.#heldFindings += 1) < MOST_HELD) return;
    this.#heldFindings = 0;
    const others: Finding[] = [];
    for (const one of this.#findings) {
      if (isFoldable(one)) this.#folded.add(one);
      else others.push(one);
    }
    this.#findings = others;
  }

  hide(suppressed: Suppressed): void {
    this.#suppressed.push(suppressed);
    if (!isFoldableWithReason(suppressed) || (this.#heldSuppressed += 1) < MOST_HELD) return;
    this.#heldSuppressed = 0;
    const others: Suppressed[] = [];
    for (const one of this.#suppressed) {
      if (isFoldableWithReason(one)) this.#fold(one);
      else others.push(one);
    }
    this.#suppressed = others;
  }

  /**
   * @returns one finding for each secret and place, in a stable order, and the suppressed findings in order of arrival
   */
  async end(env: NodeJS.ProcessEnv): Promise<{ readonly findings: Finding[]; readonly suppressed: Suppressed[] }> {
    const hidden = [...this.#hidden.values()].flatMap(({ by, folded }) =>
      Array.from(folded.findings(), (finding) => ({ finding, by })),
    );
    const { open, suppressed } = await coverHistory(
      this.#findings,
      this.#folded,
      [...hidden, ...this.#suppressed],
      env,
    );
    return { findings: deduplicate(open, this.#folded), suppressed };
  }

  #fold({ finding, by }: Suppressed): void {
    const key = JSON.stringify(by);
    const known = this.#hidden.get(key) ?? { by, folded: new FoldedVersions() };
    this.#hidden.set(key, known);
    known.folded.add(finding);
  }
}

/** For an archive, it must stay known which versions are also found in its members. */
function isFoldable(finding: Finding): boolean {
  return isOfHistory(finding) && finding.mayWrap === undefined;
}

/** An inline comment covers other versions only if HEAD's version has it, so HEAD's version must stay known. */
function isFoldableWithReason({ finding, by }: Suppressed): boolean {
  return by.type !== 'inline' && isOfHistory(finding);
}
