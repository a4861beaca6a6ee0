/** Living with old findings. */
import path from 'node:path';
import type { Baseline } from '../suppress/baseline.ts';
import { findBaseline, usualPlace } from '../suppress/baseline-file.ts';
import { isBelow } from '../io/containment.ts';
import { Failure } from '../model/failure.ts';
import { namedBaseline, type PolicyOptions } from '../suppress/policy.ts';
import { cannotWrite } from '../io/file-failures.ts';
import { foldersAbove } from '../io/folders-above.ts';
import { refuseLinksOut } from '../io/links-out.ts';
import { createFile, linkEnd, replaceFile, tryReplace } from '../io/replace-file.ts';
import { shellWord } from '../text/shell.ts';

export { Baseline, type BaselineEntry } from '../suppress/baseline.ts';
export { baselineOf, compare as compareBaseline, type BaselineComparison } from '../suppress/baseline-compare.ts';
export { readBaseline } from '../suppress/baseline-file.ts';
export { toComparisonJson, type JsonComparison } from '../report/baseline-comparison.ts';

/**
 * Where the baseline of a project is, or belongs.
 * @param options `baseline` is a file that is named; else that of the settings counts, else the one found in `cwd` or
 *   above
 * @param options.isWritten it is not only read: settings, which may be a stranger's, then name none outside of their
 *   repository, or outside of their folder where they are in none. Default: no
 * @returns absolute path; of a file that may not be there yet
 * @throws Failure for settings that cannot be read, and for a place outside
 */
export function baselinePlace({
  isWritten = false,
  ...options
}: Pick<PolicyOptions, 'cwd' | 'config'> & { readonly baseline?: string; readonly isWritten?: boolean }): string {
  const named = namedBaseline({ ...options, baseline: options.baseline ?? true });
  if (named === undefined) return findBaseline(options.cwd) ?? usualPlace(options.cwd);
  const { file, settingsFile } = named;
  if (isWritten && settingsFile !== undefined && !isBelow(placeOf(settingsFile), file)) {
    throw new Failure(
      `cannot write the baseline ${file}: ${settingsFile} names it, and it lies outside of the repository`,
      byName(file),
    );
  }
  return file;
}

/** The repository of a file of settings, or its folder where it is in none. */
function placeOf(settingsFile: string): string {
  const folder = path.dirname(settingsFile);
  const { folders, isInRepository } = foldersAbove(folder);
  return isInRepository ? folders.at(-1)! : folder;
}

function byName(file: string): string {
  return `If it shall go there, name it: --baseline ${shellWord(file)}`;
}

/**
 * Writes a baseline: the old file or the new one, never half of it.
 * @param file absolute path, of a folder that is there
 * @param options.isNew nothing may be there yet
 * @throws Failure where it cannot be written
 */
export function writeBaseline(
  file: string,
  baseline: Baseline,
  { isNew = false }: { readonly isNew?: boolean } = {},
): void {
  guarded(file, () =>
    isNew
      ? createFile(path.normalize(file), baseline.toString())
      : replaceFile(linkEnd(path.normalize(file)), baseline.toString()),
  );
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
    refuseLinksOut(path.normalize(file), `the baseline ${file}`, byName);
    write();
  } catch (error) {
    throw error instanceof Failure
      ? error
      : cannotWrite(`the baseline ${file}`, error, 'Name a file in a folder that you may write to: --baseline FILE');
  }
}
