// Library: removes leaked secrets from the history of a repository.

import type { PurgeOptions } from '../remediation/revoke/purge/purge-secrets.ts';
import type { PurgeReport } from '../remediation/revoke/purge/purge-plan.ts';

export type { PurgeOptions, Rescan } from '../remediation/revoke/purge/purge-secrets.ts';
export type {
  NotStarted,
  PurgePlan,
  PurgeReport,
  PurgeResult,
  PurgeStep,
} from '../remediation/revoke/purge/purge-plan.ts';
export type { NotFixed, Survey } from '../remediation/revoke/purge/survey-history.ts';

/**
 * Makes a clone of a repository without the values, with `git filter-repo`, and proves that only they are gone. The
 * repository is only read, nothing is pushed. Without a `confirm` callback it only plans.
 * @throws Failure, BaseUrlError or EvidenceError for problems the caller can fix; the signal's reason after an abort
 */
export async function purge(options: PurgeOptions): Promise<PurgeReport> {
  return (await import('../remediation/revoke/purge/purge-secrets.ts')).purge(options);
}
