// Library: revokes leaked secrets.

import type { RevokeOptions, RevokeReport } from '../remediation/revoke/revoke-secrets.ts';

export type { AuditEntry } from '../remediation/client/schemas.ts';
export type { RevocationPlan, RevokeOptions, RevokeReport } from '../remediation/revoke/revoke-secrets.ts';
export type { KindFilter } from '../remediation/revoke/kind-filter.ts';
export type { Action, Alive, Identity, RevokeOutcome, PlanItem, Review } from '../remediation/revoke/revoke-plan.ts';

/**
 * Finds out which secrets are active, asks `confirm`, revokes them, and checks that they are dead. Without a `confirm`
 * callback it only plans.
 * @throws Failure, BaseUrlError or EvidenceError for problems the caller can fix; the signal's reason after an abort
 *   before anything was changed
 */
export async function revoke(options: RevokeOptions): Promise<RevokeReport> {
  return (await import('../remediation/revoke/revoke-secrets.ts')).revoke(options);
}
