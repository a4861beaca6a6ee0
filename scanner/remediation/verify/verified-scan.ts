import { ExitCode, exitCodeOf } from '../../model/exit-code.ts';
import { failing, type FailOn } from '../../model/fail-on.ts';
import type { ScanReport } from '../../model/scan-report.ts';
import type { Verified, VerifyReport } from './verify-secrets.ts';

export interface VerifiedScan {
  /** The scan's report, each finding with what the platform said (`api`). */
  readonly report: ScanReport;
  readonly verified: readonly Verified[];
  readonly exitCode: ExitCode;
}

/**
 * Adds to the report of a scan what the platform said of its secrets.
 * @param verification of the same findings
 * @param failOn what makes the exit status 1
 * @param allowIncomplete whether the exit status shall not tell that not everything was looked at
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

/** That nothing lives is only known when everything was looked at and asked about. */
function failOnAlive(complete: boolean, verified: ExitCode): ExitCode {
  return complete ? verified : ExitCode.Failed;
}

/** A status that could not be found out is a failure of what was asked for, whatever was found. */
function worse(scanned: ExitCode, verified: ExitCode): ExitCode {
  return verified === ExitCode.Failed ? ExitCode.Failed : scanned;
}
