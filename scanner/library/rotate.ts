// Library: replaces an API key.

import type { RotateOptions, RotateReport } from '../remediation/rotate/rotate-key.ts';

export { describeDestination, type Destination } from '../remediation/rotate/key-destination.ts';
export type { FinishResult } from '../remediation/rotate/finish-rotation.ts';
export type { Screen } from '../remediation/rotate/deliver-key.ts';
export type { RotateOptions, RotateReport, RotationEnd, RotationPlan } from '../remediation/rotate/rotate-key.ts';
export type { RotationResult } from '../remediation/rotate/rotation.ts';

/**
 * Replaces an API key: creates a new key, delivers it, waits for confirmation that it is in use, deletes the old key
 * and checks that it is dead. Without a `confirm` callback it only plans.
 * @throws Failure, BaseUrlError or EvidenceError for problems the caller can fix; the signal's reason after an abort
 *   before anything was changed
 */
export async function rotate(options: RotateOptions): Promise<RotateReport> {
  return (await import('../remediation/rotate/rotate-key.ts')).rotate(options);
}
