import { reveal } from '../../src/secret.ts';
import type { AllowEntry, Confidence, Encoding, Evidence, Kind } from '../../src/types.ts';
import type { NotLookedAt, Origin } from '../finding.ts';
import type { ScanReport, Summary } from '../scan.ts';
import { TOOL } from '../tool.ts';
import { Hider } from './clean.ts';

/** Version 1 of the contract; fields may be added, never changed. */
export interface JsonReport {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly complete: boolean;
  readonly findings: readonly JsonFinding[];
  /** Findings that the settings allow, and by what. */
  readonly suppressed: readonly JsonSuppressed[];
  readonly notLookedAt: readonly NotLookedAt[];
  readonly summary: Summary;
}

export interface JsonSuppressed {
  readonly fingerprint: string;
  readonly sha256: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly by: AllowEntry;
}

export interface JsonFinding {
  readonly fingerprint: string;
  readonly sha256: string;
  readonly redacted: string;
  readonly kind: Kind;
  readonly confidence: Confidence;
  readonly path: string;
  readonly root: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly encoding: Encoding;
  readonly evidence: readonly Evidence[];
  readonly origin: Origin;
  readonly excerpt?: string;
  readonly versions?: number;
  readonly baseUrl?: string;
  readonly api?: { readonly baseUrl: string; readonly status: string };
  /** Only with `--show-secrets`. */
  readonly secret?: string;
}

/**
 * A report as plain data, ready for `JSON.stringify`.
 * @param options.showSecrets puts the values in; for `--show-secrets` alone
 */
export function toJson(report: ScanReport, options: { readonly showSecrets?: boolean } = {}): JsonReport {
  const hider = new Hider(report.findings);
  const hide = (text: string) => (options.showSecrets === true ? text : hider.hide(text));
  const findings = report.findings.map(({ secret, path, root, evidence, origin, excerpt, ...rest }): JsonFinding => ({
    fingerprint: secret.fingerprint,
    sha256: secret.sha256,
    redacted: secret.redacted,
    kind: rest.kind,
    confidence: rest.confidence,
    path: hide(path),
    root: hide(root),
    line: rest.line,
    column: rest.column,
    endLine: rest.endLine,
    endColumn: rest.endColumn,
    encoding: rest.encoding,
    evidence: evidence.map((piece) => ({ ...piece, detail: hide(piece.detail) })),
    origin: hideOrigin(origin, hide),
    ...(excerpt === undefined ? {} : { excerpt: hide(excerpt) }),
    ...(rest.versions === undefined ? {} : { versions: rest.versions }),
    ...(rest.baseUrl === undefined ? {} : { baseUrl: hide(rest.baseUrl) }),
    ...(rest.api === undefined ? {} : { api: rest.api }),
    ...(options.showSecrets === true ? { secret: reveal(secret) } : {}),
  }));
  const suppressed = report.suppressed.map(({ finding: { secret, path, line, column }, by }): JsonSuppressed => ({
    fingerprint: secret.fingerprint,
    sha256: secret.sha256,
    path: hide(path),
    line,
    column,
    by,
  }));
  const notLookedAt = report.notLookedAt.map((one) => ({ ...one, path: hide(one.path), reason: hide(one.reason) }));
  return { version: 1, tool: TOOL, complete: report.complete, findings, suppressed, notLookedAt, summary: report.summary };
}

function hideOrigin(origin: Origin, hide: (text: string) => string): Origin {
  return Object.fromEntries(Object.entries(origin).map(([key, value]) => [key, typeof value === 'string' ? hide(value) : value])) as unknown as Origin;
}
