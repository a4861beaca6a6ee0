import type { RotateOptions, RotateReport } from '../remediation/rotate/rotate-key.ts';

export { describeDestination, type Destination } from '../remediation/rotate/key-destination.ts';
export type { FinishResult } from '../remediation/rotate/finish-rotation.ts';
export type { Screen } from '../remediation/rotate/deliver-key.ts';
export type { RotateOptions, RotateReport, RotationEnd, RotationPlan } from '../remediation/rotate/rotate-key.ts';
export type { RotationResult } from '../remediation/rotate/rotation.ts';

/**
 * Replaces an API key: makes a new one, hands it over, waits for word that it is in use, deletes the old one and
 * proves it. Without a `confirm` it only plans.
 * @throws Failure, BaseUrlError or EvidenceError for what the caller can mend; the signal's reason after an abort, when
 *   nothing was changed yet
 */
export async function rotate(options: RotateOptions): Promise<RotateReport> {
  return (await import('../remediation/rotate/rotate-key.ts')).rotate(options);
}
