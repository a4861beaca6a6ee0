// Compares a baseline with the current findings: new, gone, still present and moved secrets.

import type { Finding } from '../model/finding.ts';
import { compareText, groupBySecret } from '../model/reported-secrets.ts';
import { Baseline, placeOf, type BaselineEntry } from './baseline.ts';

/** Differences between a baseline and the current findings. */
export interface BaselineComparison {
  /** Secrets that are not in the baseline. */
  readonly fresh: readonly BaselineEntry[];
  /** Known secrets that were not found any more. */
  readonly gone: readonly BaselineEntry[];
  /** Known secrets that were found again, with their current paths. */
  readonly here: readonly BaselineEntry[];
  /** The subset of {@link here} with new paths; lists only the new paths. */
  readonly moved: readonly BaselineEntry[];
}

export function compare(baseline: Baseline, findings: readonly Finding[]): BaselineComparison {
  const now = entriesOf(findings, baseline);
  const known = now.filter(({ fingerprint }) => baseline.get(fingerprint) !== undefined);
  const present = new Set(known.map(({ fingerprint }) => fingerprint));
  const moved = known.flatMap((entry) => {
    const before = new Set(baseline.get(entry.fingerprint)!.paths);
    const paths = entry.paths.filter((path) => !before.has(path));
    return paths.length === 0 ? [] : [{ ...entry, paths }];
  });
  return {
    fresh: now.filter((entry) => !present.has(entry.fingerprint)),
    gone: baseline.entries.filter(({ fingerprint }) => !present.has(fingerprint)),
    here: known,
    moved,
  };
}

/** @returns a baseline of exactly these findings; reasons are carried over */
export function baselineOf(findings: readonly Finding[], previous: Baseline): Baseline {
  return new Baseline(previous.file, previous.scope, entriesOf(findings, previous));
}

function entriesOf(findings: readonly Finding[], previous: Baseline): BaselineEntry[] {
  return groupBySecret(findings)
    .map((group): BaselineEntry => {
      const { fingerprint, redacted } = group[0]!.secret;
      const reason = previous.get(fingerprint)?.reason;
      return {
        fingerprint,
        redacted,
        paths: [...new Set(group.map(placeOf))].sort(),
        ...(reason === undefined ? {} : { reason }),
      };
    })
    .sort((one, other) => compareText(one.fingerprint, other.fingerprint));
}
