/** Library: baselines of known findings: find, read, compare and write them. */
import path from 'node:path';
import type { Baseline } from '../suppress/baseline.ts';
import { findBaseline, defaultBaselinePath } from '../suppress/baseline-file.ts';
import { isBelow } from '../io/containment.ts';
import { Failure } from '../model/failure.ts';
import { namedBaseline, type PolicyOptions } from '../suppress/load-suppressions.ts';
import { cannotWrite } from '../io/file-failures.ts';
import { foldersAbove } from '../io/folders-above.ts';
import { refuseLinksOut } from '../io/links-out.ts';
import { createFile, linkEnd, replaceFile, tryReplace } from '../io/replace-file.ts';
import { shellWord } from '../text/shell.ts';

export { Baseline, type BaselineEntry } from '../suppress/baseline.ts';
export { baselineOf, compare as compareBaseline, type BaselineComparison } from '../suppress/compare-baseline.ts';
export { readBaseline } from '../suppress/baseline-file.ts';
export { toComparisonJson, type JsonComparison } from '../report/baseline-diff-json.ts';

/**
 * Finds the path of a project's baseline.
 * @param options `baseline` is a named file; otherwise the settings name it, or it is searched in `cwd` and its parents
 * @param options.isWritten whether it will be written: settings may be untrusted, so they may then only name a file
 *   inside their repository, or inside their folder outside of a repository. Default: no
 * @returns absolute path; the file may not exist yet
 * @throws Failure for unreadable settings, and for a path outside
 */
export function baselinePlace({
  isWritten = false,
  ...options
}: Pick<PolicyOptions, 'cwd' | 'config'> & { readonly baseline?: string; readonly isWritten?: boolean }): string {
  const named = namedBaseline({ ...options, baseline: options.baseline ?? true });
  if (named === undefined) return findBaseline(options.cwd) ?? defaultBaselinePath(options.cwd);
  const { file, settingsFile } = named;
  if (isWritten && settingsFile !== undefined && !isBelow(placeOf(settingsFile), file)) {
    throw new Failure(
      `cannot write the baseline ${file}: ${settingsFile} names it, and it lies outside of the repository`,
      byName(file),
    );
  }
  return file;
}

/** The repository of a settings file, or its folder outside of a repository. */
function placeOf(settingsFile: string): string {
  const folder = path.dirname(settingsFile);
  const { folders, isInRepository } = foldersAbove(folder);
  return isInRepository ? folders.at(-1)! : folder;
}

function byName(file: string): string {
  return `If it shall go there, name it: --baseline ${shellWord(file)}`;
}

/**
 * Writes a baseline atomically.
 * @param file absolute path in an existing folder
 * @param options.isNew the file must not exist yet
 * @throws Failure if it cannot be written
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
 * Checks before the scan whether a baseline can be written to this path.
 * @throws Failure if not
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
