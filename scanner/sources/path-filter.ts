// Which files the user wants in and out.
import type { PathPattern } from '../../src/index.ts';
import { parsePattern, PatternStart } from '../io/path-patterns.ts';
import type { PatternPlace } from './path-arguments.ts';

/** What the user wants in and out. */
export interface FilterOptions {
  /** Only what matches one of these. Default: everything. */
  readonly include?: readonly string[];
  /** Nothing that matches one of these; wins over `include`. */
  readonly exclude?: readonly string[];
}

/** @param root absolute path of what is scanned; empty where there is none @param name relative to it */
type Matcher = (root: string, name: string) => boolean;

/**
 * Patterns over the paths of files; docs/patterns.md describes them. A pattern without a slash is for names at any
 * depth; one with a slash is relative to the current folder or, for a repository elsewhere, to its top.
 */
export class PathFilter {
  readonly #include: readonly Matcher[];
  readonly #exclude: readonly Matcher[];

  private constructor(include: readonly Matcher[], exclude: readonly Matcher[]) {
    this.#include = include;
    this.#exclude = exclude;
  }

  /**
   * @returns undefined when everything is wanted, which then costs nothing
   * @throws Failure for a pattern that cannot be used
   */
  static of({ include = [], exclude = [] }: FilterOptions, cwd: string): PathFilter | undefined {
    if (include.length === 0 && exclude.length === 0) return undefined;
    const start = new PatternStart(cwd);
    const matchers = (patterns: readonly string[]) => patterns.map((pattern) => matcher(parsePattern(pattern), start));
    return new PathFilter(matchers(include), matchers(exclude));
  }

  /** @returns what takes the files that fit one of several patterns, each of which begins in a folder */
  static at(places: readonly PatternPlace[]): PathFilter {
    return new PathFilter(
      places.map(({ folder, pattern }) => matcher(pattern, new PatternStart(folder))),
      [],
    );
  }

  /** @returns what takes only files that both take */
  and(other: PathFilter | undefined): PathFilter {
    if (other === undefined) return this;
    const both: Matcher = (root, name) => fits(this.#include, root, name) && fits(other.#include, root, name);
    return new PathFilter([both], [...this.#exclude, ...other.#exclude]);
  }

  /**
   * @param root absolute path of what is scanned; empty where there is none
   * @param name `/`-separated, relative to `root`
   */
  takes(root: string, name: string): boolean {
    return !this.excludes(root, name) && fits(this.#include, root, name);
  }

  /** Whether one of `exclude` fits; unlike a file, a folder that {@link takes} refuses may hold what is wanted. */
  excludes(root: string, name: string): boolean {
    return this.#exclude.some((matches) => matches(root, name));
  }
}

function matcher(pattern: PathPattern, start: PatternStart): Matcher {
  if (!pattern.isAnchored) return (_, name) => pattern.fits(name);
  return (root, name) => {
    const fromHere = start.pathOf(root, name);
    return fromHere !== undefined && pattern.fits(fromHere);
  };
}

function fits(matchers: readonly Matcher[], root: string, name: string): boolean {
  return matchers.length === 0 || matchers.some((matches) => matches(root, name));
}
