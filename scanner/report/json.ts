import { reveal } from '../../src/secret.ts';
import type { Confidence, Encoding, Evidence, Kind } from '../../src/types.ts';
import type { Finding, NotLookedAt, Origin } from '../finding.ts';
import type { Suppression, Warning } from '../ignores/types.ts';
import type { ScanReport, Summary } from '../scan.ts';
import { reportedSecrets } from '../secrets.ts';
import { TOOL } from '../tool.ts';
import { Hider } from './clean.ts';

/** Version 1 of the contract; fields may be added, never changed. */
export interface JsonReport {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly complete: boolean;
  /** One for each secret. */
  readonly findings: readonly JsonFinding[];
  /** Findings that the settings, a comment or the baseline suppress, and by what. */
  readonly suppressed: readonly JsonSuppressed[];
  /** About ignores: one without a reason, one that has expired. */
  readonly warnings: readonly Warning[];
  /** The baseline that was used. */
  readonly baseline?: { readonly file: string; readonly secrets: number };
  readonly notLookedAt: readonly NotLookedAt[];
  readonly summary: JsonSummary;
}

/** `findings` counts secrets, `occurrences` the places they stand in. */
export interface JsonSummary extends Summary {
  readonly occurrences: number;
}

export interface JsonSuppressed {
  readonly fingerprint: string;
  readonly sha256: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly by: Suppression;
}

/** One place of a secret. */
export interface JsonOccurrence {
  readonly path: string;
  readonly root: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly encoding: Encoding;
  readonly confidence: Confidence;
  readonly kind: Kind;
  readonly evidence: readonly Evidence[];
  readonly origin: Origin;
  readonly excerpt?: string;
  readonly versions?: number;
  readonly baseUrl?: string;
}

/** One secret. Where it stands, and why it is believed, is that of its first occurrence; kind and confidence are those of all. */
export interface JsonFinding extends JsonOccurrence {
  readonly fingerprint: string;
  readonly sha256: string;
  readonly redacted: string;
  readonly api?: { readonly baseUrl: string; readonly status: string };
  /** Only with `--show-secrets`. */
  readonly secret?: string;
  /** Every place, strongest first, then what is still there before what only history holds. */
  readonly occurrences: readonly JsonOccurrence[];
}

/**
 * A report as plain data, ready for `JSON.stringify`.
 * @param options.showSecrets puts the values in; for `--show-secrets` alone
 */
export function toJson(report: ScanReport, options: { readonly showSecrets?: boolean } = {}): JsonReport {
  const hider = new Hider([...report.findings, ...report.suppressed.map(({ finding }) => finding)]);
  const hide = (text: string) => (options.showSecrets === true ? text : hider.hide(text));
  const findings = reportedSecrets(report.findings).map((reported): JsonFinding => {
    const occurrences = reported.occurrences.map((finding) => asOccurrence(finding, hide));
    const { secret, kind, confidence, fingerprint, api } = reported;
    const { kind: _kind, confidence: _confidence, ...place } = occurrences[0]!;
    return {
      fingerprint,
      sha256: secret.sha256,
      redacted: secret.redacted,
      kind,
      confidence,
      ...place,
      ...(api === undefined ? {} : { api }),
      ...(options.showSecrets === true ? { secret: reveal(secret) } : {}),
      occurrences,
    };
  });
  const suppressed = report.suppressed.map(({ finding: { secret, path, line, column }, by }): JsonSuppressed => ({
    fingerprint: secret.fingerprint,
    sha256: secret.sha256,
    path: hide(path),
    line,
    column,
    by,
  }));
  const notLookedAt = report.notLookedAt.map((one) => ({ ...one, path: hide(one.path), reason: hide(one.reason) }));
  const warnings = report.warnings.map((one) => ({ ...one, ...(one.path === undefined ? {} : { path: hide(one.path) }) }));
  const summary = { ...report.summary, findings: findings.length, occurrences: report.findings.length };
  return {
    version: 1, tool: TOOL, complete: report.complete, findings, suppressed, warnings,
    ...(report.baseline === undefined ? {} : { baseline: report.baseline }),
    notLookedAt, summary,
  };
}

function asOccurrence({ path, root, line, column, endLine, endColumn, encoding, confidence, kind, evidence, origin, excerpt, versions, baseUrl }: Finding, hide: (text: string) => string): JsonOccurrence {
  return {
    path: hide(path), root: hide(root), line, column, endLine, endColumn, encoding, confidence, kind,
    evidence: evidence.map((piece) => ({ ...piece, detail: hide(piece.detail) })),
    origin: hideOrigin(origin, hide),
    ...(excerpt === undefined ? {} : { excerpt: hide(excerpt) }),
    ...(versions === undefined ? {} : { versions }),
    ...(baseUrl === undefined ? {} : { baseUrl: hide(baseUrl) }),
  };
}

function hideOrigin(origin: Origin, hide: (text: string) => string): Origin {
  return Object.fromEntries(Object.entries(origin).map(([key, value]) => [key, typeof value === 'string' ? hide(value) : value])) as unknown as Origin;
}
