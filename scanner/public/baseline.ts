/** Living with old findings. */
import path from 'node:path';
import type { Baseline } from '../baseline/baseline.ts';
import { findBaseline, usualPlace } from '../baseline/file.ts';
import { namedBaseline, type PolicyOptions } from '../ignores/policy.ts';
import { cannotWrite } from '../io/file-failures.ts';
import { createFile, linkEnd, replaceFile, tryReplace } from '../io/replace-file.ts';

export { Baseline, type BaselineEntry } from '../baseline/baseline.ts';
export { baselineOf, compare as compareBaseline, type BaselineComparison } from '../baseline/compare.ts';
export { readBaseline } from '../baseline/file.ts';
export { toComparisonJson, type JsonComparison } from '../report/baseline.ts';

/**
 * Where the baseline of a project is, or belongs.
 * @param options `baseline` is a file that is named; else that of the settings counts, else the one found in `cwd` or above
 * @returns absolute path; of a file that may not be there yet
 * @throws Failure for settings that cannot be read
 */
export function baselinePlace(options: Pick<PolicyOptions, 'cwd' | 'config'> & { readonly baseline?: string }): string {
  return namedBaseline({ ...options, baseline: options.baseline ?? true }) ?? findBaseline(options.cwd) ?? usualPlace(options.cwd);
}

/**
 * Writes a baseline: the old file or the new one, never half of it.
 * @param file absolute path, of a folder that is there
 * @param options.isNew nothing may be there yet
 * @throws Failure where it cannot be written
 */
export function writeBaseline(file: string, baseline: Baseline, { isNew = false }: { readonly isNew?: boolean } = {}): void {
  guarded(file, () => (isNew ? createFile(path.normalize(file), baseline.toString()) : replaceFile(linkEnd(path.normalize(file)), baseline.toString())));
}

/**
 * Finds out before the scan whether a baseline can be written there.
 * @throws Failure where it cannot
 */
export function checkBaselinePlace(file: string): void {
  guarded(file, () => tryReplace(linkEnd(path.normalize(file))));
}

function guarded(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw cannotWrite(`the baseline ${file}`, error, 'Name a file in a folder that you may write to: --baseline FILE');
  }
}
