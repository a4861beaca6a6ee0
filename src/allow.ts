import type { Secret } from './secret.ts';
import type { AllowEntry } from './types.ts';

/**
 * Whether the settings say that a finding is known and accepted.
 * @param path of the document, with `/`, relative to the project
 * @returns the entry that says so, for the report to name
 */
export function allowedBy(secret: Secret, path: string | undefined, allow: readonly AllowEntry[] = []): AllowEntry | undefined {
  return allow.find((entry) => ('sha256' in entry ? entry.sha256 === secret.sha256 : path !== undefined && globPattern(entry.path).test(path)));
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
