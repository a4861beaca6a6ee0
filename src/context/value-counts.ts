// Counts how many different values each name of a text has.
import { lazy } from '../lazy.ts';
import { findHashRuns } from '../hash-runs.ts';

/** Different values counted per name, at most. */
const MAX_VALUES = 24;
/** Names counted, at most; an untrusted document may have a million. */
const MAX_NAMES = 1000;
/** How far before a value its name may start, in characters. */
const REACH = 72;

const NAME = lazy(
  () =>
    /(?:([\p{L}_$][\p{L}\p{N}_$-]{0,40})\\{0,4}["'`]?\]?\s{0,4}(?::|=>|=)\s{0,4}(?:\w\s?)?\\{0,4}["'`]?|<([\p{L}_][\p{L}\p{N}_:.-]{0,40})(?:\s[^<>]{0,20})?>\s?)$/u,
);

/**
 * Counts the different values of each name of one text. A credential appears once or repeats the same value; a name
 * with many values belongs to digests. Counts are made on first use, in one pass.
 */
export class ValueCounts {
  readonly #text: string;
  #values: Map<string, Set<string>> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** @returns the number of different values right after `name`, up to a limit */
  of(name: string): number {
    return (this.#values ??= this.#count()).get(stemOf(name))?.size ?? 0;
  }

  #count(): Map<string, Set<string>> {
    const values = new Map<string, Set<string>>();
    for (const { start, end } of findHashRuns(this.#text)) {
      const match = NAME().exec(this.#text.slice(Math.max(0, start - REACH), start));
      const written = match?.[1] ?? match?.[2];
      if (written === undefined) continue;
      const name = stemOf(written);
      let known = values.get(name);
      if (known === undefined) {
        if (values.size >= MAX_NAMES) continue;
        values.set(name, (known = new Set()));
      }
      if (known.size < MAX_VALUES) known.add(this.#text.slice(start, end));
    }
    return values;
  }
}

/** Treats `hash1`, `hash2` … as one name. */
function stemOf(name: string): string {
  return name.toLowerCase().replace(/_?\d{1,3}$/, '');
}
