// The threshold for exit code 1: the values of `--fail-on` and how findings are counted against it.

import type { Finding } from './finding.ts';

/**
 * What makes a scan fail: any finding; findings of at least this confidence; findings that the platform reports as
 * active; or none. Skipped input fails the scan in any case.
 */
export const FAIL_ON = ['any', 'high', 'medium', 'alive', 'none'] as const;

export type FailOn = (typeof FAIL_ON)[number];

/** @returns how many findings count against the scan; for `alive`, all that the platform did not report as dead */
export function failing(findings: readonly Pick<Finding, 'confidence' | 'api'>[], failOn: FailOn): number {
  switch (failOn) {
    case 'none':
      return 0;
    case 'high':
      return findings.filter(({ confidence }) => confidence === 'high').length;
    case 'medium':
      return findings.filter(({ confidence }) => confidence !== 'low').length;
    case 'alive':
      return findings.filter(({ api }) => api?.status !== 'dead').length;
    default:
      return findings.length;
  }
}
