// The JSON output of `baseline diff`.

import type { Baseline, BaselineEntry } from '../suppress/baseline.ts';
import type { BaselineComparison } from '../suppress/compare-baseline.ts';

/** Version 1 of the contract; fields may be added, never changed. */
export interface JsonComparison {
  readonly version: 1;
  /** The file, as it is shown. */
  readonly baseline: string;
  readonly new: readonly BaselineEntry[];
  readonly gone: readonly BaselineEntry[];
  readonly stillThere: readonly BaselineEntry[];
  /** The subset of secrets still there that were found at new paths. */
  readonly newPlaces: readonly BaselineEntry[];
}

/** @returns the output of `baseline diff --format json` */
export function toComparisonJson(baseline: Baseline, { fresh, gone, here, moved }: BaselineComparison): JsonComparison {
  return { version: 1, baseline: baseline.file, new: fresh, gone, stillThere: here, newPlaces: moved };
}
