// Lines about suppressed findings and warnings, for reports that people read.

import type { Suppression } from '../model/suppression.ts';
import type { JsonSuppressed, ReportView } from './json-report-types.ts';
import { count } from '../text/numbers.ts';

/** Maximum number of places listed per kind; the rest is counted. */
const NAMED = 5;

/** @returns what was suppressed and by what, one line for each ignore; paths and reasons are not cleaned */
export function suppressedLines({ suppressed, baseline }: Pick<ReportView, 'baseline' | 'suppressed'>): string[] {
  const groups = new Map<string, number>();
  const moved = new Set<string>();
  let isByBaseline = false;
  for (const one of suppressed) {
    const cause = causeOf(one);
    groups.set(cause, (groups.get(cause) ?? 0) + 1);
    if (one.by.type !== 'baseline') continue;
    isByBaseline = true;
    if (one.by.isNewPlace) moved.add(`${one.path}:${one.line}`);
  }
  const lines = [...groups].map(([cause, places]) => `${count(places, 'place')} ${cause}`);
  if (moved.size > 0) lines.push(`known secret, new place: ${named([...moved])} (copied, or the file renamed)`);
  if (baseline !== undefined && !isByBaseline)
    lines.push(`nothing by the baseline ${baseline.file}, which knows ${count(baseline.secrets, 'secret')}`);
  return lines;
}

/** Maximum number of comments listed that ignore nothing; the rest is counted. */
const UNUSED_NAMED = 10;

/** @returns a line for each distinct warning; of many comments that ignore nothing, the first and their number */
export function warningLines({ warnings }: Pick<ReportView, 'warnings'>): string[] {
  const unused = warnings.filter(({ type }) => type === 'ignore-unused');
  const left = new Set(unused.slice(UNUSED_NAMED));
  const more =
    left.size === 0
      ? []
      : [`and ${count(left.size, 'more comment')} that ${left.size === 1 ? 'hides' : 'hide'} nothing`];
  return [
    ...new Set(
      warnings
        .filter((one) => !left.has(one))
        .map(({ path, line, message }) =>
          path === undefined ? message : `${path}${line === undefined ? '' : `:${line}`}: ${message}`,
        ),
    ),
    ...more,
  ];
}

function causeOf({ by, path }: JsonSuppressed): string {
  switch (by.type) {
    case 'settings':
      return (
        `by the settings, ` +
        `${settingsEntry(by)}: ${by.reason}${by.expires === undefined ? '' : ` (until ${by.expires})`}`
      );
    case 'inline':
      return `by the comment at ${path}:${by.line}: ${by.reason}`;
    case 'baseline':
      return `by the baseline ${by.file}: ${by.reason}`;
  }
}

function settingsEntry(by: Extract<Suppression, { type: 'settings' }>): string {
  return 'path' in by ? by.path : `sha256 ${by.sha256.slice(0, 12)}…`;
}

function named(places: readonly string[]): string {
  return places.slice(0, NAMED).join(', ') + (places.length > NAMED ? ` and ${places.length - NAMED} more` : '');
}
