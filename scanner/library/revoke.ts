import type { RevokeOptions, RevokeReport } from '../remediation/revoke/revoke-secrets.ts';

export type { AuditEntry } from '../remediation/client/schemas.ts';
export type { RevocationPlan, RevokeOptions, RevokeReport } from '../remediation/revoke/revoke-secrets.ts';
export type { KindFilter } from '../remediation/revoke/kind-filter.ts';
export type { Action, Alive, Identity, RevokeOutcome, PlanItem, Review } from '../remediation/revoke/revoke-plan.ts';

/**
 * Finds out which secrets live, asks `confirm`, revokes, and proves it. Without a `confirm` it only plans.
 * @throws Failure, BaseUrlError or EvidenceError for what the caller can mend; the signal's reason after an abort, when
 *   nothing was changed yet
 */
export async function revoke(options: RevokeOptions): Promise<RevokeReport> {
  return (await import('../remediation/revoke/revoke-secrets.ts')).revoke(options);
}
