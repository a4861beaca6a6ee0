import { existsSync } from 'node:fs';
import path from 'node:path';

/** What was named on the command line. */
export interface Named {
  /** Absolute paths. */
  readonly targets: readonly string[];
  /** Patterns, as they were written. */
  readonly patterns: readonly string[];
  /** Patterns behind a `!`. */
  readonly negated: readonly string[];
}

/** A character without which no pattern is one; most paths have none, and need no library to say so. */
const MAY_BE_MAGIC = /[*?[\]{}()!@+|]/;

/** Tells paths and patterns apart. A file whose very name looks like a pattern is that file. */
export async function sortOut(names: readonly string[], cwd: string): Promise<Named> {
  const targets: string[] = [];
  const patterns: string[] = [];
  const negated: string[] = [];
  for (const name of names) {
    const full = path.resolve(cwd, name);
    if (!MAY_BE_MAGIC.test(name) || existsSync(full)) targets.push(full);
    else if (name.startsWith('!')) negated.push(anchored(name.slice(1)));
    else if ((await import('micromatch')).default.scan(name).isGlob) patterns.push(name);
    else targets.push(full);
  }
  return { targets, patterns, negated };
}

/** A pattern that is named begins in the current folder, with or without a slash in it. */
export function anchored(pattern: string): string {
  return /^\.?\//.test(pattern) ? pattern : `./${pattern}`;
}

/** @returns absolute path of the folder below which all that fits a pattern lies */
export function baseOf(pattern: string, cwd: string): string {
  const parts = pattern.split('/');
  const magic = parts.findIndex((part) => MAY_BE_MAGIC.test(part));
  return path.resolve(cwd, parts.slice(0, Math.max(magic, 0)).join('/') || '.');
}
