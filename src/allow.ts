// Which findings the settings accept, and for how long.
import { PathPattern } from './patterns/path-pattern.ts';
import type { Secret } from './secret.ts';
import type { AllowEntry } from './types.ts';

/**
 * Whether the settings say that a finding is known and accepted. An entry that has expired says nothing.
 * @param path of the document, with `/`, relative to where the patterns of the settings begin; undefined fits none
 * @param now decides what has expired; default: the clock
 * @returns the entry that says so, for the report to name
 * @throws PatternError for a pattern that {@link readSettings} would have refused
 */
export function allowedBy(
  secret: Secret,
  path: string | undefined,
  allow: readonly AllowEntry[] = [],
  now?: Date,
): AllowEntry | undefined {
  return allow.find((entry) => matches(entry, secret, path) && !isExpired(entry, now));
}

/** @returns the entry that would have allowed it, had it not expired */
export function expiredFor(
  secret: Secret,
  path: string | undefined,
  allow: readonly AllowEntry[] = [],
  now?: Date,
): AllowEntry | undefined {
  return allow.find((entry) => matches(entry, secret, path) && isExpired(entry, now));
}

/** @returns whether the last day of the entry is over, in UTC, so that it is over everywhere at the same moment */
export function isExpired({ expires }: AllowEntry, now = new Date()): boolean {
  return expires !== undefined && now.toISOString().slice(0, expires.length) > expires;
}

function matches(entry: AllowEntry, secret: Secret, path: string | undefined): boolean {
  return 'sha256' in entry ? entry.sha256 === secret.sha256 : path !== undefined && patternOf(entry).fits(path);
}

const patterns = new WeakMap<object, PathPattern>();

/** @throws PatternError */
export function patternOf(entry: { readonly path: string }): PathPattern {
  const known = patterns.get(entry);
  if (known !== undefined) return known;
  const pattern = PathPattern.parse(entry.path);
  patterns.set(entry, pattern);
  return pattern;
}
