import type { RevokeOptions, RevokeReport } from '../revoke/revoke.ts';

export type { AuditEntry } from '../api/schemas.ts';
export type { RevocationPlan, RevokeOptions, RevokeReport } from '../revoke/revoke.ts';
export type { KindFilter } from '../revoke/select.ts';
export type { Action, Alive, Identity, Outcome, PlanItem, Review } from '../revoke/types.ts';

/**
 * Finds out which secrets live, asks `confirm`, revokes, and proves it. Without a `confirm` it only plans.
 * @throws Failure, BaseUrlError or EvidenceError for what the caller can mend; the signal's reason after an abort, when nothing was changed yet
 */
export async function revoke(options: RevokeOptions): Promise<RevokeReport> {
  return (await import('../revoke/revoke.ts')).revoke(options);
}
