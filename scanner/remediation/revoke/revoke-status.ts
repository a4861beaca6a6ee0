import { exitCodeFor, type ExitCode } from '../session/outcome-status.ts';
import type { RevokeOutcome, PlanItem } from './revoke-plan.ts';

/**
 * What a run comes to; share keys are not this tool's to end and do not count.
 * @param outcomes of the living items; missing ones were not touched and live on
 */
export function exitCodeOf(items: readonly PlanItem[], outcomes: readonly RevokeOutcome[]): ExitCode {
  return exitCodeFor(
    items.flatMap((item) => {
      if (item.state === 'by-hand') return [];
      if (item.state !== 'alive') return [item.state];
      const result = outcomes.find((outcome) => outcome.item === item)?.result ?? 'alive';
      return [result === 'revoked' ? 'dead' : result];
    }),
  );
}
