import type { Suppression } from '../ignores/types.ts';
import type { JsonReport, JsonSuppressed } from './json.ts';
import { count } from '../text/numbers.ts';

/** Places of one kind that are named; the rest is counted. */
const NAMED = 5;

/** @returns what was suppressed and by what, one line for each ignore, for people; paths and reasons are as found */
export function suppressedLines({ suppressed, baseline }: Pick<JsonReport, 'baseline' | 'suppressed'>): string[] {
  const groups = new Map<string, JsonSuppressed[]>();
  for (const one of suppressed) {
    const cause = causeOf(one);
    groups.set(cause, [...(groups.get(cause) ?? []), one]);
  }
  const lines = [...groups].map(([cause, list]) => `${count(list.length, 'place')} ${cause}`);
  const moved = suppressed.filter(({ by }) => by.type === 'baseline' && by.isNewPlace);
  if (moved.length > 0) lines.push(`known secret, new place: ${named(moved)} (copied, or the file renamed)`);
  if (baseline !== undefined && !suppressed.some(({ by }) => by.type === 'baseline')) lines.push(`nothing by the baseline ${baseline.file}, which knows ${count(baseline.secrets, 'secret')}`);
  return lines;
}

/** @returns a line for each warning; the same one is said once */
export function warningLines({ warnings }: Pick<JsonReport, 'warnings'>): string[] {
  return [...new Set(warnings.map(({ path, line, message }) => (path === undefined ? message : `${path}${line === undefined ? '' : `:${line}`}: ${message}`)))];
}

function causeOf({ by, path }: JsonSuppressed): string {
  switch (by.type) {
    case 'settings':
      return `by the settings, ${settingsEntry(by)}: ${by.reason}${by.expires === undefined ? '' : ` (until ${by.expires})`}`;
    case 'inline':
      return `by the comment at ${path}:${by.line}: ${by.reason}`;
    case 'baseline':
      return `by the baseline ${by.file}: ${by.reason}`;
  }
}

function settingsEntry(by: Extract<Suppression, { type: 'settings' }>): string {
  return 'path' in by ? by.path : `sha256 ${by.sha256.slice(0, 12)}…`;
}

function named(list: readonly JsonSuppressed[]): string {
  const places = [...new Set(list.map(({ path, line }) => `${path}:${line}`))];
  return places.slice(0, NAMED).join(', ') + (places.length > NAMED ? ` and ${places.length - NAMED} more` : '');
}
