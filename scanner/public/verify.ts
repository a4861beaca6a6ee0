import type { VerifyOptions, VerifyReport } from '../verify/verify.ts';

export type { Verified, VerifyOptions, VerifyReport, What } from '../verify/verify.ts';
export { toVerificationJson, verificationSummary, verificationText, type JsonVerification, type JsonVerified } from '../verify/report.ts';
export { withVerification, type VerifiedScan } from '../verify/scan-report.ts';

/**
 * Says for every distinct secret whether it is alive, and what the living are. Changes nothing.
 * @throws Failure, BaseUrlError or EvidenceError for what the caller can mend; the signal's reason after an abort
 */
export async function verify(options: VerifyOptions): Promise<VerifyReport> {
  // The client is loaded when it is needed: whoever only scans does not wait for it.
  return (await import('../verify/verify.ts')).verify(options);
}
