import type { JsonFinding } from '../json-report.ts';

/** When a secret entered the history and when it left, in milliseconds since 1970. */
export interface Life {
  readonly from: number;
  /** Absent while it is still there. */
  readonly to?: number;
}

/** Whether it still stands where people work: on disk, in the index, in HEAD. */
export function isPresent({ occurrences }: JsonFinding): boolean {
  return occurrences.some(
    ({ origin: { type, inHead } }) => inHead === true || (type !== 'commit' && type !== 'blob' && type !== 'message'),
  );
}

/** @returns undefined for what has no date: it is in no commit */
export function lifeOf(finding: JsonFinding): Life | undefined {
  const origins = finding.occurrences.map(({ origin }) => origin);
  const from = times(origins.flatMap(({ introduced = [], date }) => [...introduced.map((step) => step.date), date]));
  if (from.length === 0) return undefined;
  const to = times(origins.flatMap(({ removed = [] }) => removed.map((step) => step.date)));
  const start = Math.min(...from);
  return isPresent(finding) || to.length === 0 ? { from: start } : { from: start, to: Math.max(start, ...to) };
}

function times(dates: readonly (string | undefined)[]): number[] {
  return dates.map((date) => Date.parse(date ?? '')).filter((time) => !Number.isNaN(time));
}

export function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
