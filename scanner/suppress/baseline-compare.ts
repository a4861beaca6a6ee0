import type { Finding } from '../model/finding.ts';
import { compareText, groupBySecret } from '../model/reported-secrets.ts';
import { Baseline, placeOf, type BaselineEntry } from './baseline.ts';

/** A baseline against what is there now. */
export interface BaselineComparison {
  /** Secrets that the baseline does not know. */
  readonly fresh: readonly BaselineEntry[];
  /** Known secrets that are no longer found. */
  readonly gone: readonly BaselineEntry[];
  /** Known secrets that are still there, with where they are now. */
  readonly here: readonly BaselineEntry[];
  /** Of {@link here}: those at a place where they were not, with these places only. */
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

/** @returns the baseline of just these findings; reasons are kept */
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
