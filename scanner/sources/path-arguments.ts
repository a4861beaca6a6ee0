// Paths and patterns of the command line: tells them apart, and finds out in which folders to look for what a pattern
// fits.
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { PathPattern } from '../../src/index.ts';
import { expandPattern, parsePattern } from '../io/path-patterns.ts';

/** What was named on the command line. */
export interface Named {
  /** Absolute paths. */
  readonly targets: readonly string[];
  readonly patterns: readonly NamedPattern[];
  /** Patterns behind a `!`, for a filter. */
  readonly negated: readonly string[];
}

/** A pattern that was named instead of a path. */
export interface NamedPattern {
  /** As it was written. */
  readonly text: string;
  /** One for each folder below which something may fit: braces can name several. */
  readonly places: readonly PatternPlace[];
}

export interface PatternPlace {
  /** Absolute path; may not be there. */
  readonly folder: string;
  /** For paths relative to the folder. */
  readonly pattern: PathPattern;
}

/** A character without which no pattern is one; most paths have none, and need no library to say so. */
const MAY_BE_MAGIC = /[*?[\]{}()!@+|]/;

/**
 * Tells paths and patterns apart. A file whose very name looks like a pattern is that file.
 * @throws Failure for a pattern that cannot be used
 */
export async function resolvePathArguments(names: readonly string[], cwd: string): Promise<Named> {
  const targets: string[] = [];
  const patterns: NamedPattern[] = [];
  const negated: string[] = [];
  for (const name of names) {
    const full = path.resolve(cwd, name);
    if (!MAY_BE_MAGIC.test(name) || existsSync(full)) targets.push(full);
    else if (/^!(?!\()/.test(name)) negated.push(anchored(name.slice(1)));
    else if ((await import('fast-glob')).default.isDynamicPattern(name)) patterns.push(await namedPattern(name, cwd));
    else targets.push(full);
  }
  return { targets, patterns, negated };
}

/** Unlike in settings, such a pattern may lead out of the current folder. */
async function namedPattern(text: string, cwd: string): Promise<NamedPattern> {
  const { default: fastGlob } = await import('fast-glob');
  // Braces are written out by our own parser first, which refuses those that stand for too much.
  const written = expandPattern(text);
  const tasks = fastGlob.generateTasks(written, { cwd, dot: true, braceExpansion: false });
  const places = tasks.flatMap(({ base, positive }) => {
    const depth = base === '.' ? 0 : base === '/' ? 1 : base.split('/').length;
    return positive.map((pattern) => ({ folder: path.resolve(cwd, base), pattern: restOf(pattern, depth, text) }));
  });
  return { text, places };
}

/** @param depth how many names the folder has that the pattern begins in */
function restOf(pattern: string, depth: number, text: string): PathPattern {
  const rest = depth === 0 ? pattern.replace(/^\.\//, '') : pattern.split('/').slice(depth).join('/');
  return parsePattern(`./${rest}`, text);
}

/** A pattern that is named begins in the current folder, with or without a slash in it. */
function anchored(pattern: string): string {
  return /^\.?\//.test(pattern) ? pattern : `./${pattern}`;
}
