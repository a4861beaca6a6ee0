// Where patterns over paths begin, and what a pattern that cannot be used is answered with.
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { PathPattern, patternOf, PatternError, type AllowEntry } from '../../src/index.ts';
import { isBelow } from './containment.ts';
import { Failure } from '../model/failure.ts';

/** The folder in which patterns begin. */
export class PatternStart {
  readonly #folder: string;
  /** Links followed, as git names folders. */
  readonly #real: string;

  /** @param folder absolute path */
  constructor(folder: string) {
    this.#folder = folder;
    this.#real = realFolder(folder);
  }

  /**
   * @param root absolute path of what is scanned; empty where there is none
   * @param name `/`-separated, relative to `root`
   * @returns the path that patterns are for: relative to the folder or, for what is scanned elsewhere, to its top.
   *   Undefined for what lies above the folder, in the same repository: no pattern that begins there can mean it
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
 * @throws Failure for a pattern that cannot be used, saying why
 */
export function parsePattern(pattern: string, shown = pattern): PathPattern {
  return orFailure(shown, () => PathPattern.parse(pattern));
}

/** @returns patterns without braces that together fit the same @throws Failure */
export function expandPattern(pattern: string): string[] {
  return orFailure(pattern, () => PathPattern.expand(pattern));
}

/** Checks an entry of settings that nobody has read yet. @throws Failure */
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
        'docs/patterns.md says what a pattern may hold.',
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
