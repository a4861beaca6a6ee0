import type { VerifyOptions, VerifyReport } from '../remediation/verify/verify.ts';

export type { Verified, VerifyOptions, VerifyReport, What } from '../remediation/verify/verify.ts';
export { toVerificationJson, verificationSummary, verificationText, type JsonVerification, type JsonVerified } from '../remediation/verify/report.ts';
export { withVerification, type VerifiedScan } from '../remediation/verify/scan-report.ts';

/**
 * Says for every distinct secret whether it is alive, and what the living are. Changes nothing.
 * @throws Failure, BaseUrlError or EvidenceError for what the caller can mend; the signal's reason after an abort
 */
export async function verify(options: VerifyOptions): Promise<VerifyReport> {
  // The client is loaded when it is needed: whoever only scans does not wait for it.
  return (await import('../remediation/verify/verify.ts')).verify(options);
}
