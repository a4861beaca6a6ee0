import type { Secret } from './secret.ts';
import type { AllowEntry } from './types.ts';

/**
 * Whether the settings say that a finding is known and accepted. An entry that has expired says nothing.
 * @param path of the document, with `/`, relative to the project
 * @param now decides what has expired; default: the clock
 * @returns the entry that says so, for the report to name
 */
export function allowedBy(secret: Secret, path: string | undefined, allow: readonly AllowEntry[] = [], now?: Date): AllowEntry | undefined {
  return allow.find((entry) => matches(entry, secret, path) && !isExpired(entry, now));
}

/** @returns the entry that would have allowed it, had it not expired */
export function expiredFor(secret: Secret, path: string | undefined, allow: readonly AllowEntry[] = [], now?: Date): AllowEntry | undefined {
  return allow.find((entry) => matches(entry, secret, path) && isExpired(entry, now));
}

/** @returns whether the last day of the entry is over, in UTC, so that it is over everywhere at the same moment */
export function isExpired({ expires }: AllowEntry, now = new Date()): boolean {
  return expires !== undefined && now.toISOString().slice(0, expires.length) > expires;
}

function matches(entry: AllowEntry, secret: Secret, path: string | undefined): boolean {
  return 'sha256' in entry ? entry.sha256 === secret.sha256 : path !== undefined && globPattern(entry.path).test(path);
}

const patterns = new Map<string, RegExp>();

/** `*` and `?` stay within a folder, `**` crosses them, a trailing `/` means all below. */
function globPattern(glob: string): RegExp {
  const known = patterns.get(glob);
  if (known !== undefined) return known;
  const source = glob
    .replace(/^\.?\//, '')
    .replace(/\/$/, '/**')
    .split(/(\*\*\/|\*\*|\*|\?)/)
    .map((part) => ({ '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' })[part] ?? part.replace(/[^\w/-]/g, String.raw`\$&`))
    .join('');
  const pattern = new RegExp(`^${source}$`, 'u');
  patterns.set(glob, pattern);
  return pattern;
}
