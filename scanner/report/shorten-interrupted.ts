// Shortens the report of an interrupted scan, so it can be written before the process ends.

import type { NotLookedAt } from '../model/finding.ts';
import type { ScanReport } from '../model/scan-report.ts';
import { count, grouped } from '../text/numbers.ts';

/** Maximum number of secrets, and of suppressed places, in the report of an interrupted scan. */
const MOST = 1000;

/** @returns the report of an interrupted scan, short enough to be written at once; it lists what is left out */
export function shortened(report: ScanReport): ScanReport {
  const told = new Set<string>();
  const left = new Set<string>();
  const findings = report.findings
    .filter(({ secret: { fingerprint } }) => {
      if (told.has(fingerprint)) return true;
      if (told.size >= MOST) {
        left.add(fingerprint);
        return false;
      }
      told.add(fingerprint);
      return true;
    })
    .slice(0, 10 * MOST);
  const suppressed = report.suppressed.slice(0, MOST);
  if (findings.length === report.findings.length && suppressed.length === report.suppressed.length) return report;
  const reason =
    `interrupted: ` +
    `${grouped(report.findings.length - findings.length)} of ${count(report.findings.length, 'place')} with ${count(left.size, 'other secret')} are left out of this report`;
  const notLookedAt: NotLookedAt[] = [
    ...report.notLookedAt,
    { path: '.', reason, remedy: 'Run it again and let it finish.' },
  ];
  return {
    ...report,
    findings,
    suppressed,
    notLookedAt,
    complete: false,
    summary: {
      ...report.summary,
      findings: findings.length,
      suppressed: suppressed.length,
      errors: notLookedAt.length,
    },
  };
}
