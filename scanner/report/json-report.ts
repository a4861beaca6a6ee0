// Builds the JSON report from a scan report, with values masked.

import { reveal, type Secret } from '../../src/secret.ts';
import type { Finding } from '../model/finding.ts';
import type { ScanReport, Suppressed } from '../model/scan-report.ts';
import { reportedSecrets } from '../model/reported-secrets.ts';
import { mask, maskAsPattern } from '../text/mask.ts';
import { TOOL } from '../model/tool.ts';
import { asFound, maskedOnce, type Hide } from './hide-values.ts';
import type { JsonFinding, JsonOccurrence, JsonReport, JsonSuppressed, ReportView } from './json-report-types.ts';
import { Mapped } from './lazy-list.ts';

/**
 * A report as plain data, ready for `JSON.stringify`.
 * @param options.showSecrets includes the values; only for `--show-secrets`
 */
export function toJson(report: ScanReport, options: { readonly showSecrets?: boolean } = {}): JsonReport {
  const view = viewOf(report, options);
  return { ...view, findings: [...view.findings], suppressed: [...view.suppressed] };
}

/** {@link toJson} for reports that may not fit in memory. */
export function viewOf(report: ScanReport, options: { readonly showSecrets?: boolean } = {}): ReportView {
  const hide: Hide = options.showSecrets === true ? asFound : maskedOnce();
  const secrets = reportedSecrets(report.findings);
  const findings = new Mapped(
    secrets,
    (reported): JsonFinding => {
      const occurrences = reported.occurrences.map((finding) => asOccurrence(finding, hide));
      const { secret, kind, confidence, api } = reported;
      const finding = withPlace({ ...nameOf(secret), kind, confidence }, occurrences[0]!);
      if (api !== undefined) finding.api = hide(api);
      if (options.showSecrets === true) finding.secret = reveal(secret);
      finding.occurrences = occurrences;
      return finding as JsonFinding;
    },
    new Mapped(secrets, ({ api, occurrences }) => ({
      ...(api === undefined ? {} : { api }),
      occurrences: occurrences.map(({ root, origin, confidence }) => ({ root: hide(root), origin, confidence })),
    })),
  );
  return {
    version: 1,
    tool: TOOL,
    ...(report.scope === undefined ? {} : { scope: hide(report.scope) }),
    complete: report.complete,
    findings,
    suppressed: new Mapped(report.suppressed, (one) => asSuppressed(one, hide)),
    warnings: hide(report.warnings),
    ...(report.baseline === undefined ? {} : { baseline: hide(report.baseline) }),
    notLookedAt: hide(report.notLookedAt),
    ...(report.empty === undefined ? {} : { empty: hide(report.empty) }),
    summary: { ...report.summary, findings: findings.length, occurrences: report.findings.length },
  };
}

/** The fields that identify a secret in reports. */
export function nameOf({
  fingerprint,
  sha256,
  redacted,
}: Secret): Pick<JsonFinding, 'fingerprint' | 'sha256' | 'redacted'> {
  return { fingerprint, sha256, redacted };
}

export function asSuppressed({ finding, by }: Suppressed, hide: Hide): JsonSuppressed {
  const { path, pathPattern, root, line, column, endLine, endColumn, confidence, kind, origin } = asOccurrence(
    finding,
    hide,
  );
  return {
    ...nameOf(finding.secret),
    path,
    ...(pathPattern === undefined ? {} : { pathPattern }),
    root,
    line,
    column,
    endLine,
    endColumn,
    confidence,
    kind,
    origin,
    by: hide(by),
  };
}

export function asOccurrence(finding: Finding, hide: Hide): JsonOccurrence {
  const {
    path,
    root,
    line,
    column,
    endLine,
    endColumn,
    encoding,
    confidence,
    kind,
    evidence,
    origin,
    excerpt,
    versions,
    baseUrl,
  } = finding;
  const shown = hide(path);
  // Fields are written out, common ones first: for a hundred thousand places, copying by spread is slow.
  const place: Partial<Writable<JsonOccurrence>> =
    shown === path
      ? {
          path: shown,
          root: hide(root),
          line,
          column,
          endLine,
          endColumn,
          encoding,
          confidence,
          kind,
          evidence: hide(evidence),
          origin: hide(origin),
        }
      : {
          path: shown,
          ...patternOf(path),
          root: hide(root),
          line,
          column,
          endLine,
          endColumn,
          encoding,
          confidence,
          kind,
          evidence: hide(evidence),
          origin: hide(origin),
        };
  if (excerpt !== undefined) place.excerpt = hide === asFound ? excerpt : mask(excerpt);
  if (versions !== undefined) place.versions = versions;
  if (baseUrl !== undefined) place.baseUrl = hide(baseUrl);
  return place as JsonOccurrence;
}

function patternOf(path: string): { readonly pathPattern?: string } {
  const pathPattern = maskAsPattern(path);
  return pathPattern === undefined ? {} : { pathPattern };
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The fields of a secret, followed by those of a place. */
function withPlace(
  name: Pick<JsonFinding, 'confidence' | 'fingerprint' | 'kind' | 'redacted' | 'sha256'>,
  place: JsonOccurrence,
): Partial<Writable<JsonFinding>> {
  const { fingerprint, sha256, redacted, kind, confidence } = name;
  const {
    path,
    pathPattern,
    root,
    line,
    column,
    endLine,
    endColumn,
    encoding,
    evidence,
    origin,
    excerpt,
    versions,
    baseUrl,
  } = place;
  const finding: Partial<Writable<JsonFinding>> =
    pathPattern === undefined
      ? {
          fingerprint,
          sha256,
          redacted,
          kind,
          confidence,
          path,
          root,
          line,
          column,
          endLine,
          endColumn,
          encoding,
          evidence,
          origin,
        }
      : {
          fingerprint,
          sha256,
          redacted,
          kind,
          confidence,
          path,
          pathPattern,
          root,
          line,
          column,
          endLine,
          endColumn,
          encoding,
          evidence,
          origin,
        };
  if (excerpt !== undefined) finding.excerpt = excerpt;
  if (versions !== undefined) finding.versions = versions;
  if (baseUrl !== undefined) finding.baseUrl = baseUrl;
  return finding;
}
