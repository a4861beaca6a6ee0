// Decides which files the user's include and exclude patterns select.
import type { PathPattern } from '../../src/index.ts';
import { parsePattern, PatternStart } from '../io/path-patterns.ts';
import type { PatternPlace } from './path-arguments.ts';

/** The user's include and exclude patterns. */
export interface FilterOptions {
  /** Scan only files that match one of these. Default: all. */
  readonly include?: readonly string[];
  /** Skip files that match one of these; wins over `include`. */
  readonly exclude?: readonly string[];
}

/**
 * @param root absolute path of the scanned folder or repository; empty if there is none
 * @param name relative to `root`
 */
type Matcher = (root: string, name: string) => boolean;

/**
 * Patterns for file paths; see docs/patterns.md. A pattern without a slash matches names at any depth. One with a slash
 * is relative to the current folder or, for a repository elsewhere, to its top.
 */
export class PathFilter {
  readonly #include: readonly Matcher[];
  readonly #exclude: readonly Matcher[];

  private constructor(include: readonly Matcher[], exclude: readonly Matcher[]) {
    this.#include = include;
    this.#exclude = exclude;
  }

  /**
   * @returns undefined without any patterns, so filtering costs nothing
   * @throws Failure for an unusable pattern
   */
  static of({ include = [], exclude = [] }: FilterOptions, cwd: string): PathFilter | undefined {
    if (include.length === 0 && exclude.length === 0) return undefined;
    const start = new PatternStart(cwd);
    const matchers = (patterns: readonly string[]) => patterns.map((pattern) => matcher(parsePattern(pattern), start));
    return new PathFilter(matchers(include), matchers(exclude));
  }

  /** @returns a filter for files that match one of several patterns, each relative to its folder */
  static at(places: readonly PatternPlace[]): PathFilter {
    return new PathFilter(
      places.map(({ folder, pattern }) => matcher(pattern, new PatternStart(folder))),
      [],
    );
  }

  /** @returns a filter for files that both filters include */
  and(other: PathFilter | undefined): PathFilter {
    if (other === undefined) return this;
    const both: Matcher = (root, name) =>
      matchesAny(this.#include, root, name) && matchesAny(other.#include, root, name);
    return new PathFilter([both], [...this.#exclude, ...other.#exclude]);
  }

  /**
   * @param root absolute path of the scanned folder or repository; empty if there is none
   * @param name `/`-separated, relative to `root`
   */
  includes(root: string, name: string): boolean {
    return !this.excludes(root, name) && matchesAny(this.#include, root, name);
  }

  /**
   * Whether an `exclude` pattern matches. A folder that {@link includes} rejects may still contain wanted files; an
   * excluded one cannot.
   */
  excludes(root: string, name: string): boolean {
    return this.#exclude.some((matches) => matches(root, name));
  }
}

function matcher(pattern: PathPattern, start: PatternStart): Matcher {
  if (!pattern.isAnchored) return (_, name) => pattern.matches(name);
  return (root, name) => {
    const fromHere = start.pathOf(root, name);
    return fromHere !== undefined && pattern.matches(fromHere);
  };
}

function matchesAny(matchers: readonly Matcher[], root: string, name: string): boolean {
  return matchers.length === 0 || matchers.some((matches) => matches(root, name));
}
