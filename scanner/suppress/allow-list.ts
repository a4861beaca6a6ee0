// Index over the settings' `allow` entries, for fast lookup by checksum and path.

import { isExpired, patternOf, type AllowEntry, type Secret } from '../../src/index.ts';

/**
 * Returns the same entries as `findAllowEntry`, but fast for a hundred thousand findings: patterns are matched once per
 * path.
 */
export class AllowList {
  readonly #entries: readonly AllowEntry[];
  /** Index of the first entry for a checksum. */
  readonly #bySum = new Map<string, number>();
  readonly #patterns: readonly number[];
  /** Index of the first entry for a path; by root and path. */
  readonly #byPath = new Map<string, number>();
  /** Number of comparisons of a pattern with a path; for tests. */
  comparisons = 0;

  /** @param now the time to compare expiry dates with */
  constructor(entries: readonly AllowEntry[], now: Date) {
    const valid = entries.filter((entry) => !isExpired(entry, now));
    this.#entries = valid;
    for (const [at, entry] of valid.entries())
      if ('sha256' in entry && !this.#bySum.has(entry.sha256)) this.#bySum.set(entry.sha256, at);
    this.#patterns = valid.flatMap((entry, at) => ('path' in entry ? [at] : []));
  }

  /**
   * @param pathOf returns the path to match patterns with; undefined if no pattern can match
   * @returns the first entry that allows the finding
   */
  entryFor(secret: Secret, root: string, path: string, pathOf: () => string | undefined): AllowEntry | undefined {
    if (this.#entries.length === 0) return undefined;
    const bySum = this.#bySum.size === 0 ? undefined : this.#bySum.get(secret.sha256);
    const byPath = this.#patterns.length === 0 ? Number.POSITIVE_INFINITY : this.#firstFor(`${root}\0${path}`, pathOf);
    return this.#entries[Math.min(bySum ?? Number.POSITIVE_INFINITY, byPath)];
  }

  #firstFor(key: string, pathOf: () => string | undefined): number {
    const known = this.#byPath.get(key);
    if (known !== undefined) return known;
    const path = pathOf();
    const first =
      path === undefined
        ? undefined
        : this.#patterns.find((at) => {
            this.comparisons += 1;
            return patternOf(this.#entries[at] as Extract<AllowEntry, { path: string }>).matches(path);
          });
    this.#byPath.set(key, first ?? Number.POSITIVE_INFINITY);
    return first ?? Number.POSITIVE_INFINITY;
  }
}
