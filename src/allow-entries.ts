// Checks findings against the allowlist of the settings, expiry dates included.
import { PathPattern } from './patterns/path-pattern.ts';
import type { Secret } from './secret.ts';
import type { AllowEntry } from './types.ts';

/**
 * Finds the active allowlist entry that accepts a finding. Expired entries do not count.
 * @param path path of the document with `/`, relative to where the settings' patterns start; undefined matches no
 *   pattern
 * @param now current time, for expiry; default: the system clock
 * @throws PatternError for a pattern that {@link readSettings} would have rejected
 */
export function findAllowEntry(
  secret: Secret,
  path: string | undefined,
  allow: readonly AllowEntry[] = [],
  now?: Date,
): AllowEntry | undefined {
  return allow.find((entry) => matches(entry, secret, path) && !isExpired(entry, now));
}

/** @returns the expired entry that would otherwise have accepted the finding */
export function findExpiredEntry(
  secret: Secret,
  path: string | undefined,
  allow: readonly AllowEntry[] = [],
  now?: Date,
): AllowEntry | undefined {
  return allow.find((entry) => matches(entry, secret, path) && isExpired(entry, now));
}

/**
 * @returns whether the entry's last day has ended. Days are in UTC, so an entry expires everywhere at the same moment.
 */
export function isExpired({ expires }: AllowEntry, now = new Date()): boolean {
  return expires !== undefined && now.toISOString().slice(0, expires.length) > expires;
}

function matches(entry: AllowEntry, secret: Secret, path: string | undefined): boolean {
  return 'sha256' in entry ? entry.sha256 === secret.sha256 : path !== undefined && patternOf(entry).matches(path);
}

const patternCache = new WeakMap<object, PathPattern>();

/** @throws PatternError */
export function patternOf(entry: { readonly path: string }): PathPattern {
  const known = patternCache.get(entry);
  if (known !== undefined) return known;
  const pattern = PathPattern.parse(entry.path);
  patternCache.set(entry, pattern);
  return pattern;
}
