// HTML report: when a secret was added to and removed from the history.

import type { JsonFinding } from '../json-report-types.ts';
import { isLive } from '../whereabouts.ts';

/** When a secret was added to and removed from the history, in milliseconds since 1970, and whether it is there now. */
export interface Life {
  readonly from: number;
  /** Absent if it is still there. */
  readonly to?: number;
  /** Whether a branch or the current files have it now. */
  readonly isLive: boolean;
}

/** @returns undefined for a secret without a date, which is in no commit */
export function lifeOf(finding: JsonFinding): Life | undefined {
  const origins = finding.occurrences.map(({ origin }) => origin);
  const from = times(origins.flatMap(({ introduced = [], date }) => [...introduced.map((step) => step.date), date]));
  if (from.length === 0) return undefined;
  const to = times(origins.flatMap(({ removed = [] }) => removed.map((step) => step.date)));
  const start = Math.min(...from);
  const live = isLive(finding);
  return live || to.length === 0
    ? { from: start, isLive: live }
    : { from: start, to: Math.max(start, ...to), isLive: false };
}

function times(dates: readonly (string | undefined)[]): number[] {
  return dates.map((date) => Date.parse(date ?? '')).filter((time) => !Number.isNaN(time));
}

export function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
