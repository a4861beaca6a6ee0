// Shares one copy of each evidence list between findings, to save memory.
import { detachedCopy } from '../../src/detached-copy.ts';
import type { Evidence } from '../../src/index.ts';

/** Evidence lists kept at most. A document with a different name for each value would not benefit from more. */
const MAX_ENTRIES = 1000;

/** A log with a hundred thousand leaks usually has the same evidence for all of them. */
export class EvidencePool {
  readonly #known = new Map<string, readonly Evidence[]>();

  /** @returns a shared copy of the evidence; it does not keep the document's text in memory */
  share(evidence: readonly Evidence[]): readonly Evidence[] {
    let key = '';
    for (const { signal, effect, detail } of evidence) key += `${signal}\0${effect}\0${detail}\0`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const own = evidence.map(({ signal, effect, detail }): Evidence => ({
      signal,
      effect,
      detail: detachedCopy(detail),
    }));
    if (this.#known.size >= MAX_ENTRIES) this.#known.clear();
    this.#known.set(detachedCopy(key), own);
    return own;
  }
}
