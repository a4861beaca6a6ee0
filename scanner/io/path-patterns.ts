// Parses path patterns and determines the folder they are relative to.
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { PathPattern, patternOf, PatternError, type AllowEntry } from '../../src/index.ts';
import { isBelow } from './containment.ts';
import { Failure } from '../model/failure.ts';
import { pageOf } from '../text/installed-as.ts';

/** The base folder of patterns. */
export class PatternStart {
  readonly #folder: string;
  /** The folder with links resolved, as git names folders. */
  readonly #real: string;

  /** @param folder absolute path of the base folder */
  constructor(folder: string) {
    this.#folder = folder;
    this.#real = realFolder(folder);
  }

  /**
   * @param root absolute path of the scanned folder or repository; empty if there is none
   * @param name `/`-separated, relative to `root`
   * @returns the path that patterns apply to: relative to the base folder or, for a repository elsewhere, to its top.
   *   Undefined for a path above the base folder in the same repository, which no such pattern can match
   */
  pathOf(root: string, name: string): string | undefined {
    if (root === '' || root === this.#folder) return name;
    const folder = isBelow(root, this.#folder) || isBelow(this.#folder, root) ? this.#folder : this.#real;
    const full = path.join(root, name);
    if (isBelow(folder, full)) return path.relative(folder, full).split(path.sep).join('/');
    return isBelow(root, folder) ? undefined : name;
  }
}

/**
 * @param shown the pattern as the user wrote it
 * @throws Failure for an unusable pattern, with the reason
 */
export function parsePattern(pattern: string, shown = pattern): PathPattern {
  return orFailure(shown, () => PathPattern.parse(pattern));
}

/**
 * @returns patterns without braces that together match the same paths
 * @throws Failure for an unusable pattern
 */
export function expandPattern(pattern: string): string[] {
  return orFailure(pattern, () => PathPattern.expand(pattern));
}

/**
 * Checks a pattern in the settings.
 * @throws Failure for an unusable pattern
 */
export function checkAllowed(entry: AllowEntry): void {
  if ('path' in entry) orFailure(entry.path, () => patternOf(entry));
}

function orFailure<Result>(pattern: string, parse: () => Result): Result {
  try {
    return parse();
  } catch (error) {
    if (error instanceof PatternError)
      throw new Failure(
        `the pattern ${JSON.stringify(pattern)} ${error.message}`,
        `${pageOf('patterns.md')} says what a pattern may hold.`,
      );
    throw error;
  }
}

function realFolder(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
