import { isExpired, patternOf, type AllowEntry, type Secret } from '../../src/index.ts';

/**
 * The entries `allow` of settings, for a hundred thousand findings: what says the same as `findAllowEntry`, asked once for
 * each path.
 */
export class AllowList {
  readonly #entries: readonly AllowEntry[];
  /** Where the first entry for a checksum is. */
  readonly #bySum = new Map<string, number>();
  readonly #patterns: readonly number[];
  /** Where the first entry for a path is; by root and path. */
  readonly #byPath = new Map<string, number>();
  /** Patterns that were compared with a path. */
  comparisons = 0;

  /** @param now decides what has expired */
  constructor(entries: readonly AllowEntry[], now: Date) {
    const valid = entries.filter((entry) => !isExpired(entry, now));
    this.#entries = valid;
    for (const [at, entry] of valid.entries())
      if ('sha256' in entry && !this.#bySum.has(entry.sha256)) this.#bySum.set(entry.sha256, at);
    this.#patterns = valid.flatMap((entry, at) => ('path' in entry ? [at] : []));
  }

  /**
   * @param pathOf the path that patterns are for; undefined where none fits
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
