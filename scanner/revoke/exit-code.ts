import type { Outcome, PlanItem } from './types.ts';

/** 0 proven, 1 something lives, 2 it could not be found out or done. */
export type ExitCode = 0 | 1 | 2;

/**
 * What a run comes to. Something that is known to live is worse news than something not known;
 * share keys are not this tool's to end and do not count.
 * @param outcomes of the living items; missing ones were not touched and live on
 * @param ownSessionsClosed a session of ours that stayed open is a failure
 */
export function exitCodeOf(items: readonly PlanItem[], outcomes: readonly Outcome[], ownSessionsClosed: boolean): ExitCode {
  const results = items.flatMap((item) => {
    if (item.state === 'by-hand' || item.state === 'dead') return [];
    if (item.state === 'unknown') return ['unknown'];
    return [outcomes.find((outcome) => outcome.item === item)?.result ?? 'alive'];
  });
  if (results.includes('alive')) return 1;
  return results.includes('unknown') || !ownSessionsClosed ? 2 : 0;
}
