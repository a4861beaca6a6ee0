// Types of the JSON report, the contract for programs (schemas/report-1.json).

import type { Confidence, Encoding, Evidence, Kind } from '../../src/types.ts';
import type { Empty, NotLookedAt, Origin } from '../model/finding.ts';
import type { Suppression, Warning } from '../model/suppression.ts';
import type { Scope, Summary } from '../model/scan-report.ts';
import type { LazyList } from './lazy-list.ts';
import type { VersionControl } from './version-control.ts';

/** Version 1 of the contract; fields may be added, never changed. */
export interface JsonReport {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  /** What the user asked to scan; absent in merged reports. */
  readonly scope?: Scope;
  /** State of the repository in which the scan ran; absent if unknown. */
  readonly versionControl?: VersionControl;
  readonly complete: boolean;
  /** One for each secret. */
  readonly findings: readonly JsonFinding[];
  /** Findings suppressed by the settings, a comment or the baseline. */
  readonly suppressed: readonly JsonSuppressed[];
  /** Problems with ignores: one without a reason, one that has expired. */
  readonly warnings: readonly Warning[];
  /** The baseline that was used. */
  readonly baseline?: { readonly file: string; readonly secrets: number };
  readonly notLookedAt: readonly NotLookedAt[];
  /** Why there was nothing to scan; absent otherwise. */
  readonly empty?: readonly Empty[];
  /** Only in a report about several repositories: each of them, and secrets found in more than one. */
  readonly repositories?: readonly RepositorySummary[];
  readonly shared?: readonly SharedSecret[];
  readonly summary: JsonSummary;
}

/** The result for one of several repositories. */
export interface RepositorySummary {
  /** As the user named it. */
  readonly repository: string;
  readonly versionControl?: VersionControl;
  readonly complete: boolean;
  readonly findings: number;
  readonly suppressed: number;
  readonly documents: number;
}

/** A secret found in several repositories. */
export interface SharedSecret extends Pick<JsonFinding, 'fingerprint' | 'sha256' | 'redacted'> {
  readonly repositories: readonly string[];
}

/** `findings` counts secrets, `occurrences` counts places. */
export interface JsonSummary extends Summary {
  readonly occurrences: number;
}

export interface JsonSuppressed extends Pick<
  JsonOccurrence,
  'path' | 'pathPattern' | 'root' | 'line' | 'column' | 'endLine' | 'endColumn' | 'confidence' | 'kind' | 'origin'
> {
  readonly fingerprint: string;
  readonly sha256: string;
  readonly redacted: string;
  readonly by: Suppression;
  /** Its repository, in a report about several. */
  readonly repository?: string;
}

/** One place of a secret. */
export interface JsonOccurrence {
  readonly path: string;
  /** Only if `path` is masked: a pattern that matches it, e.g. for `scan`. */
  readonly pathPattern?: string;
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
  /** Its repository as the user named it, in a report about several. */
  readonly repository?: string;
}

/** One secret. Place and evidence are those of its first occurrence; kind and confidence consider all. */
export interface JsonFinding extends JsonOccurrence {
  readonly fingerprint: string;
  readonly sha256: string;
  readonly redacted: string;
  readonly api?: { readonly baseUrl: string; readonly status: string };
  /** Only with `--show-secrets`. */
  readonly secret?: string;
  /** Every place, strongest first, then current places before places in history only. */
  readonly occurrences: readonly JsonOccurrence[];
}

/** A report whose findings are built one by one during each iteration. */
export type ReportView = Omit<JsonReport, 'findings' | 'suppressed'> & {
  readonly findings: LazyList<JsonFinding>;
  readonly suppressed: LazyList<JsonSuppressed>;
};
