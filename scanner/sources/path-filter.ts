import path from 'node:path';
import { isBelow } from '../containment.ts';

/** What the user wants in and out. */
export interface FilterOptions {
  /** Only what matches one of these. Default: everything. */
  readonly include?: readonly string[];
  /** Nothing that matches one of these; wins over `include`. */
  readonly exclude?: readonly string[];
}

/** @param fromHere the path relative to where patterns begin; undefined for one that lies above */
type Matcher = (fromHere: string | undefined, name: string) => boolean;

/**
 * Patterns of fast-glob over the paths of files. A pattern without a slash is for names at any depth; one with a
 * slash is relative to the current folder or, for a repository elsewhere, to its top. A pattern that fits a folder
 * is for everything in it.
 */
export class PathFilter {
  readonly #cwd: string;
  readonly #include: readonly Matcher[];
  readonly #exclude: readonly Matcher[];

  private constructor(cwd: string, include: readonly Matcher[], exclude: readonly Matcher[]) {
    this.#cwd = cwd;
    this.#include = include;
    this.#exclude = exclude;
  }

  /** @returns undefined when everything is wanted, which then costs nothing */
  static async of({ include = [], exclude = [] }: FilterOptions, cwd: string): Promise<PathFilter | undefined> {
    if (include.length === 0 && exclude.length === 0) return undefined;
    // The matcher that fast-glob itself uses.
    const { default: micromatch } = await import('micromatch');
    const matchers = (patterns: readonly string[]) => patterns.map((pattern): Matcher => {
      const plain = pattern.replace(/^\.?\//, '').replace(/\/+$/, '');
      const isAnchored = /^\.?\//.test(pattern) || plain.includes('/');
      const tests = [plain, `${plain}/**`].map((part) => micromatch.matcher(isAnchored ? part : `**/${part}`, { dot: true }));
      return (fromHere, name) => {
        const tested = isAnchored ? fromHere : name;
        return tested !== undefined && tests.some((matches) => matches(tested));
      };
    });
    return new PathFilter(cwd, matchers(include), matchers(exclude));
  }

  /** @returns what takes the files that fit one pattern */
  static async only(pattern: string, cwd: string): Promise<PathFilter> {
    return (await PathFilter.of({ include: [pattern] }, cwd))!;
  }

  /** @returns what takes only files that both take */
  and(other: PathFilter | undefined): PathFilter {
    if (other === undefined) return this;
    const both: Matcher = (fromHere, name) => fits(this.#include, fromHere, name) && fits(other.#include, fromHere, name);
    return new PathFilter(this.#cwd, [both], [...this.#exclude, ...other.#exclude]);
  }

  /**
   * @param root absolute path of what is scanned; empty where there is none
   * @param name `/`-separated, relative to `root`
   */
  takes(root: string, name: string): boolean {
    if (this.excludes(root, name)) return false;
    const fromHere = this.#fromHere(root, name);
    return fits(this.#include, fromHere, name);
  }

  /** Whether one of `exclude` fits; unlike a file, a folder that {@link takes} refuses may hold what is wanted. */
  excludes(root: string, name: string): boolean {
    if (this.#exclude.length === 0) return false;
    const fromHere = this.#fromHere(root, name);
    return this.#exclude.some((matches) => matches(fromHere, name));
  }

  #fromHere(root: string, name: string): string | undefined {
    if (root === '') return name;
    const full = path.join(root, name);
    if (isBelow(this.#cwd, full)) return path.relative(this.#cwd, full).split(path.sep).join('/');
    // What lies above the current folder, in the same repository, cannot be meant by a pattern that begins here.
    return isBelow(root, this.#cwd) ? undefined : name;
  }
}

function fits(matchers: readonly Matcher[], fromHere: string | undefined, name: string): boolean {
  return matchers.length === 0 || matchers.some((matches) => matches(fromHere, name));
}
