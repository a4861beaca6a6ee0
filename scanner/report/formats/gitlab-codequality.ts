// Report format GitLab code quality.

import { Checkout } from '../checkout.ts';
import { clean } from '../../text/clean.ts';
import type { ReportFormat } from '../format-interface.ts';
import { JsonList, jsonParts } from '../json-stream.ts';
import { Flattened, joined } from '../lazy-list.ts';
import { revokeOne } from '../next-steps.ts';
import { digest, StableIds } from '../stable-id.ts';
import {
  headline,
  describeSkipped,
  reasons,
  remark,
  severityOf,
  statusOf,
  statusWords,
  type Severity,
} from '../wording.ts';
import { KIND_NAMES } from '../../model/kind-names.ts';

const SEVERITIES: Readonly<Record<Severity, string>> = {
  critical: 'blocker',
  high: 'critical',
  medium: 'major',
  low: 'minor',
  info: 'info',
};

/**
 * GitLab's code quality report, for tiers without the security report. It is a plain list of issues, so the coverage of
 * the scan is mentioned only if the scan is incomplete.
 */
export const gitlabCodequality: ReportFormat = {
  *render(report, { advice, cwd }) {
    const checkout = new Checkout(report, cwd);
    const ids = new StableIds();
    const found = new Flattened(report.findings, (finding) =>
      finding.occurrences.map((place) => ({
        description: clean(
          `Leaked Navixy ${KIND_NAMES[finding.kind]} ${finding.redacted}${statusWords(finding)} ${remark(place)}: ${reasons(place.evidence)}. Revoke it: ${revokeOne(finding, advice).command}`,
        ),
        check_name: `navixy-${finding.kind}`,
        fingerprint: ids.idOf(finding.fingerprint, place),
        severity: SEVERITIES[severityOf(place.confidence, statusOf(finding))],
        location: { path: clean(checkout.nameOf(place)), lines: { begin: place.line, end: place.endLine } },
      })),
    );
    const errors = report.notLookedAt.map((one) => ({
      description: clean(`${headline(report)}. Not scanned: ${describeSkipped(one).replace('\n', '; ')}`),
      check_name: 'navixy-not-looked-at',
      fingerprint: digest(`not looked at\0${one.path}\0${one.reason}`),
      severity: 'blocker',
      location: { path: clean(one.path), lines: { begin: 1 } },
    }));
    yield* jsonParts(new JsonList(joined(errors, found)));
    yield '\n';
  },
};
