import type { Finding } from './finding.ts';

/**
 * What makes a scan fail: any finding; one of that confidence or more; one that the platform says is
 * alive; or none at all. That something was not looked at fails it whatever is said here.
 */
export const FAIL_ON = ['any', 'high', 'medium', 'alive', 'none'] as const;

export type FailOn = (typeof FAIL_ON)[number];

/**
 * @returns how many of the findings count against the scan; for `alive` those that the platform did not say are dead
 */
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
