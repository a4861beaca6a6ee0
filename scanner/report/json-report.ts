import { reveal, type Secret } from '../../src/secret.ts';
import type { Confidence, Encoding, Evidence, Kind } from '../../src/types.ts';
import type { Empty, Finding, NotLookedAt, Origin } from '../model/finding.ts';
import type { Suppression, Warning } from '../model/suppression.ts';
import type { ScanReport, Scope, Summary, Suppressed } from '../model/scan-report.ts';
import { reportedSecrets } from '../model/reported-secrets.ts';
import { mask, maskAsPattern, maskDeep } from '../text/mask.ts';
import { TOOL } from '../model/tool.ts';
import { Mapped, type LazyList } from './lazy-list.ts';
import type { VersionControl } from './version-control.ts';

/** Version 1 of the contract; fields may be added, never changed. */
export interface JsonReport {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  /** What was asked for; absent in reports that were put together from others. */
  readonly scope?: Scope;
  /** Of the repository that the scan ran in: where it is, and its state then; absent where that is not known. */
  readonly versionControl?: VersionControl;
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
  /** Why there was nothing to look at; absent where there was. */
  readonly empty?: readonly Empty[];
  /** Of a report about several repositories: each of them, and the secrets that sit in more than one. */
  readonly repositories?: readonly RepositorySummary[];
  readonly shared?: readonly SharedSecret[];
  readonly summary: JsonSummary;
}

/** What became of one repository of many. */
export interface RepositorySummary {
  /** As it was named. */
  readonly repository: string;
  readonly versionControl?: VersionControl;
  readonly complete: boolean;
  readonly findings: number;
  readonly suppressed: number;
  readonly documents: number;
}

/** A secret that sits in several repositories. */
export interface SharedSecret extends Pick<JsonFinding, 'fingerprint' | 'sha256' | 'redacted'> {
  readonly repositories: readonly string[];
}

/** `findings` counts secrets, `occurrences` the places they stand in. */
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
  /** In a report about several repositories: which. */
  readonly repository?: string;
}

/** One place of a secret. */
export interface JsonOccurrence {
  readonly path: string;
  /** Only where `path` is masked: a pattern that fits it, e.g. for `scan`. */
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
  /** In a report about several repositories: which, as it was named. */
  readonly repository?: string;
}

/**
 * One secret. Where it stands, and why it is believed, is that of its first occurrence; kind and confidence are those
 * of all.
 */
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

/** A report whose findings are made one by one, whenever they are gone through. */
export type ReportView = Omit<JsonReport, 'findings' | 'suppressed'> & {
  readonly findings: LazyList<JsonFinding>;
  readonly suppressed: LazyList<JsonSuppressed>;
};

/**
 * A report as plain data, ready for `JSON.stringify`.
 * @param options.showSecrets puts the values in; for `--show-secrets` alone
 */
export function toJson(report: ScanReport, options: { readonly showSecrets?: boolean } = {}): JsonReport {
  const view = viewOf(report, options);
  return { ...view, findings: [...view.findings], suppressed: [...view.suppressed] };
}

/** {@link toJson} for reports that may be too large to be held. */
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

/** Takes values out of every text of a plain value. */
export type Hide = <T>(value: T) => T;

/** Texts that are remembered: paths, mostly. */
const MOST_TEXTS = 1000;

/** {@link maskDeep}, once for what many findings share: reasons, origins, paths. */
function maskedOnce(): Hide {
  const objects = new WeakMap<object, unknown>();
  const texts = new Map<string, string>();
  return <T>(value: T): T => {
    if (typeof value === 'string') {
      const known = texts.get(value);
      if (known !== undefined) return known as T;
      const masked = maskDeep(value);
      if (texts.size >= MOST_TEXTS) texts.clear();
      texts.set(value, masked);
      return masked;
    }
    if (typeof value !== 'object' || value === null) return value;
    const known = objects.get(value);
    if (known !== undefined) return known as T;
    const masked = maskDeep(value);
    objects.set(value, masked);
    return masked;
  };
}

/** For `--show-secrets`: takes nothing out. */
export const asFound: Hide = (value) => value;

/** How reports name a secret. */
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
  // Each field put in by hand, the usual ones first: of a hundred thousand places most look alike, and copying is slow.
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

/** Where a secret stands, behind what it is called. */
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
