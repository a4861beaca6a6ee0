// Groups findings by secret: one entry per secret with all its places, in the order of reports.

import type { Secret } from '../../src/secret.ts';
import type { Confidence, Kind } from '../../src/types.ts';
import type { Finding } from './finding.ts';

/** One secret with all places it was found at: the unit of reports. */
export interface ReportedSecret {
  readonly secret: Secret;
  readonly fingerprint: string;
  /** The kind that its places agree on, or else `hash`. */
  readonly kind: Kind;
  /** The confidence of its strongest place. */
  readonly confidence: Confidence;
  /** The place to show first: {@link occurrences}`[0]`. */
  readonly primary: Finding;
  /** Never empty. Sorted by strength, then current places before places in history only, then by place. */
  readonly occurrences: readonly Finding[];
  /** Status that the API returned; absent until the API was asked. */
  readonly api?: NonNullable<Finding['api']>;
}

const RANK = { high: 0, medium: 1, low: 2 } as const;

/** @returns one entry for each secret; strongest first, then by the place of the first occurrence */
export function reportedSecrets(findings: readonly Finding[]): ReportedSecret[] {
  return groupBySecret(findings)
    .map(asSecret)
    .sort((one, other) => byStrength(one, other) || byPlace(one.primary, other.primary));
}

/** @returns the findings of each secret, all in order of first occurrence; letter case makes no difference */
export function groupBySecret<T extends { readonly secret: Secret }>(findings: readonly T[]): T[][] {
  const groups = new Map<string, T[]>();
  for (const finding of findings) {
    const name = finding.secret.fingerprint;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

/**
 * The kind on which all places agree; undecided places do not count. A share key together with another kind becomes
 * `hash`: a value that may open an account must be checked.
 */
export function mergedKind(kinds: readonly Kind[]): Kind {
  const telling = new Set(kinds.filter((kind) => kind !== 'hash'));
  const [only] = telling;
  if (telling.size !== 1 || only === undefined) return 'hash';
  return only === 'share-key' && kinds.includes('hash') ? 'hash' : only;
}

/** Orders by confidence, highest first. */
export function byStrength(
  one: { readonly confidence: Confidence },
  other: { readonly confidence: Confidence },
): number {
  return RANK[one.confidence] - RANK[other.confidence];
}

/**
 * Orders by root, path, line and column; by code unit, so the order is the same on every machine and in every locale.
 */
export function byPlace(one: Finding, other: Finding): number {
  return (
    compareText(one.root, other.root) ||
    compareText(one.path, other.path) ||
    one.line - other.line ||
    one.column - other.column ||
    compareText(one.secret.fingerprint, other.secret.fingerprint)
  );
}

export function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function asSecret(group: readonly Finding[]): ReportedSecret {
  const occurrences = [...group].sort(
    (one, other) => byStrength(one, other) || presence(one) - presence(other) || byPlace(one, other),
  );
  const primary = occurrences[0]!;
  const { secret, confidence } = primary;
  const api = occurrences.find((finding) => finding.api !== undefined)?.api;
  return {
    secret,
    fingerprint: secret.fingerprint,
    kind: mergedKind(group.map(({ kind }) => kind)),
    confidence,
    primary,
    occurrences,
    ...(api === undefined ? {} : { api }),
  };
}

/** Sort key, lowest first: on disk, staged, in HEAD, reachable from a ref, unreachable. */
function presence({ origin }: Finding): number {
  if (origin.type === 'file' || origin.type === 'stdin' || origin.type === 'git-folder') return 0;
  if (origin.type === 'staged' || origin.type === 'diff') return 1;
  if (origin.inHead === true) return 2;
  return origin.reachable === false ? 4 : 3;
}
