/** Keeps one copy of evidence that many findings share. */
import { ownText } from '../../src/own-text.ts';
import type { Evidence } from '../../src/index.ts';

/** Different ones that are kept; those of a document with a name for each value are not worth it. */
const MOST = 1000;

/** A log with a hundred thousand leaks mostly has one reason for all of them. */
export class EvidencePool {
  readonly #known = new Map<string, readonly Evidence[]>();

  /** @returns the same evidence, which holds on to nothing of the document; the same object for the same words */
  share(evidence: readonly Evidence[]): readonly Evidence[] {
    let key = '';
    for (const { signal, effect, detail } of evidence) key += `${signal}\0${effect}\0${detail}\0`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const own = evidence.map(({ signal, effect, detail }): Evidence => ({ signal, effect, detail: ownText(detail) }));
    if (this.#known.size >= MOST) this.#known.clear();
    this.#known.set(ownText(key), own);
    return own;
  }
}
