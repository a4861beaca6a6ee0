// Combines the report of a scan with the platform's answers (`scan --verify`).

import { ExitCode, exitCodeOf } from '../../model/exit-code.ts';
import { failing, type FailOn } from '../../model/fail-on.ts';
import type { ScanReport } from '../../model/scan-report.ts';
import type { Verified, VerifyReport } from './verify-secrets.ts';

export interface VerifiedScan {
  /** The scan's report; each finding has the platform's answer (`api`). */
  readonly report: ScanReport;
  readonly verified: readonly Verified[];
  readonly exitCode: ExitCode;
}

/**
 * Adds the platform's answers to the report of a scan.
 * @param verification of the same findings
 * @param failOn the threshold for exit code 1
 * @param allowIncomplete whether an incomplete scan does not change the exit code
 */
export function withVerification(
  report: ScanReport,
  { verified, exitCode }: VerifyReport,
  failOn: FailOn = 'any',
  allowIncomplete = false,
): VerifiedScan {
  const complete = report.complete || allowIncomplete;
  const known = new Map(verified.map((one) => [one.leaked.secret.fingerprint, one]));
  const findings = report.findings.map((finding) => {
    const one = known.get(finding.secret.fingerprint);
    return one === undefined
      ? finding
      : { ...finding, api: { baseUrl: one.state === 'alive' ? one.baseUrl : '', status: statusOf(one) } };
  });
  const scanned = exitCodeOf({ findings: failing(findings, failOn), complete });
  return {
    report: { ...report, findings },
    verified,
    exitCode: failOn === 'alive' ? failOnAlive(complete, exitCode) : worse(scanned, exitCode),
  };
}

function statusOf(one: Verified): string {
  return one.state === 'by-hand' ? 'not-asked' : one.state;
}

/** "Nothing is active" is only certain if everything was scanned and checked. */
function failOnAlive(complete: boolean, verified: ExitCode): ExitCode {
  return complete ? verified : ExitCode.Failed;
}

/** An unknown status is a failure of the request, whatever was found. */
function worse(scanned: ExitCode, verified: ExitCode): ExitCode {
  return verified === ExitCode.Failed ? ExitCode.Failed : scanned;
}
