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
 * Says for every distinct secret whether it is alive, and what the living are. Changes nothing.
 * @throws Failure, BaseUrlError or EvidenceError for what the caller can mend; the signal's reason after an abort
 */
export async function verify(options: VerifyOptions): Promise<VerifyReport> {
  // The client is loaded when it is needed: whoever only scans does not wait for it.
  return (await import('../remediation/verify/verify-secrets.ts')).verify(options);
}
