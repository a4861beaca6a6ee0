// Library: checks which secrets are still active.

import type { VerifyOptions, VerifyReport } from '../remediation/verify/verify-secrets.ts';

export type { Verified, VerifyOptions, VerifyReport, What } from '../remediation/verify/verify-secrets.ts';
export {
  toVerificationJson,
  verificationSummary,
  verificationText,
  type JsonVerification,
  type JsonVerified,
} from '../remediation/verify/verification-report.ts';
export { withVerification, type VerifiedScan } from '../remediation/verify/verified-scan.ts';

/**
 * Checks for each distinct secret whether it is active, and what the active ones belong to. Changes nothing.
 * @throws Failure, BaseUrlError or EvidenceError for problems the caller can fix; the signal's reason after an abort
 */
export async function verify(options: VerifyOptions): Promise<VerifyReport> {
  // The network client is loaded on demand, so a plain scan starts faster.
  return (await import('../remediation/verify/verify-secrets.ts')).verify(options);
}
