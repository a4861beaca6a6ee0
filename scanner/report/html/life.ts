// HTML report: when a secret was added to and removed from the history.

import type { JsonFinding } from '../json-types.ts';

/** When a secret was added to and removed from the history, in milliseconds since 1970, and whether it is there now. */
export interface Life {
  readonly from: number;
  /** Absent if it is still there. */
  readonly to?: number;
  /** Whether a branch or the current files have it now. */
  readonly isLive: boolean;
}

/** Whether it is in current files: on disk, in the index or in HEAD. */
export function isPresent({ occurrences }: JsonFinding): boolean {
  return occurrences.some(
    ({ origin: { type, inHead } }) => inHead === true || (type !== 'commit' && type !== 'blob' && type !== 'message'),
  );
}

/** @returns the branches whose latest commit has the secret, as in `main` or `main and 2 more`; empty if there are none */
export function branchesWith({ occurrences }: JsonFinding): string {
  const names = new Set(
    occurrences.flatMap(({ origin: { branches } }) => branches?.names.slice(0, branches.holding) ?? []),
  );
  const most = Math.max(0, ...occurrences.map(({ origin: { branches } }) => branches?.holding ?? 0));
  const [first] = names;
  const more = Math.max(names.size, most) - 1;
  return first === undefined ? '' : more === 0 ? first : `${first} and ${more} more`;
}

/** @returns undefined for a secret without a date, which is in no commit */
export function lifeOf(finding: JsonFinding): Life | undefined {
  const origins = finding.occurrences.map(({ origin }) => origin);
  const from = times(origins.flatMap(({ introduced = [], date }) => [...introduced.map((step) => step.date), date]));
  if (from.length === 0) return undefined;
  const to = times(origins.flatMap(({ removed = [] }) => removed.map((step) => step.date)));
  const start = Math.min(...from);
  const isLive = isPresent(finding) || branchesWith(finding) !== '';
  return isLive || to.length === 0 ? { from: start, isLive } : { from: start, to: Math.max(start, ...to), isLive };
}

function times(dates: readonly (string | undefined)[]): number[] {
  return dates.map((date) => Date.parse(date ?? '')).filter((time) => !Number.isNaN(time));
}

export function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
