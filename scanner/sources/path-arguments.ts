// Separates the command line's arguments into paths, patterns and negated patterns, and finds where each pattern
// starts.
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { PathPattern } from '../../src/index.ts';
import { expandPattern, parsePattern } from '../io/path-patterns.ts';

/** The path arguments of the command line. */
export interface PathArguments {
  /** Absolute paths. */
  readonly targets: readonly string[];
  readonly patterns: readonly NamedPattern[];
  /** Patterns after a `!`, to exclude files. */
  readonly negated: readonly string[];
}

/** A pattern that was given instead of a path. */
export interface NamedPattern {
  /** As the user wrote it. */
  readonly text: string;
  /** One for each folder below which files may match: braces can name several. */
  readonly places: readonly PatternPlace[];
}

export interface PatternPlace {
  /** Absolute path; may not exist. */
  readonly folder: string;
  /** Applies to paths relative to the folder. */
  readonly pattern: PathPattern;
}

/** Every pattern contains one of these characters; for other paths fast-glob is not loaded. */
const MAY_BE_MAGIC = /[*?[\]{}()!@+|]/;

/**
 * Separates paths from patterns. A file whose name looks like a pattern is treated as that file.
 * @throws Failure for an unusable pattern
 */
export async function resolvePathArguments(names: readonly string[], cwd: string): Promise<PathArguments> {
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

/** Unlike a pattern in settings, it may lead out of the current folder. */
async function namedPattern(text: string, cwd: string): Promise<NamedPattern> {
  const { default: fastGlob } = await import('fast-glob');
  // Our own parser expands braces first, because it rejects those that expand to too many patterns.
  const written = expandPattern(text);
  const tasks = fastGlob.generateTasks(written, { cwd, dot: true, braceExpansion: false });
  const places = tasks.flatMap(({ base, positive }) => {
    const depth = base === '.' ? 0 : base === '/' ? 1 : base.split('/').length;
    return positive.map((pattern) => ({
      folder: path.resolve(cwd, base),
      pattern: relativePattern(pattern, depth, text),
    }));
  });
  return { text, places };
}

/** @param depth number of path segments in the folder where the pattern starts */
function relativePattern(pattern: string, depth: number, text: string): PathPattern {
  const rest = depth === 0 ? pattern.replace(/^\.\//, '') : pattern.split('/').slice(depth).join('/');
  return parsePattern(`./${rest}`, text);
}

/** A named pattern starts in the current folder, with or without a slash. */
function anchored(pattern: string): string {
  return /^\.?\//.test(pattern) ? pattern : `./${pattern}`;
}
