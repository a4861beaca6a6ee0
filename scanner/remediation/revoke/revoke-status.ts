// The exit code of `revoke`.

import { exitCodeFor, type ExitCode } from '../session/outcome-status.ts';
import type { RevokeOutcome, PlanItem } from './revoke-plan.ts';

/**
 * The exit code of a run. Share keys cannot be revoked by this tool and do not count.
 * @param outcomes of active items; items without an outcome were not touched and are still active
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
