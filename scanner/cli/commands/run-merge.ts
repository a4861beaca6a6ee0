// Runs the command `merge`.

import { targetsOf, type ReportWord } from '../arguments/report-targets.ts';
import path from 'node:path';
import { exitCodeOf, failing, Failure, type ExitCode, type FailOn } from '../../library/errors.ts';
import { mergeFiles } from '../../library/repositories.ts';
import { ReportWriter } from '../terminal/report-writer.ts';
import type { CommandContext } from '../context.ts';

export interface MergeOptions {
  /** JSON reports and results folders. */
  readonly files: readonly string[];
  readonly reports?: readonly ReportWord[];
  readonly failOn?: FailOn;
}

/** Merges reports. @returns the exit code of a scan of everything */
export async function runMerge(
  { files, reports: words = [], failOn = 'any' }: MergeOptions,
  { io, cwd, colors }: CommandContext,
): Promise<ExitCode> {
  const targets = targetsOf(words);
  // The next merge would count it as the result of one more repository.
  const inside = targets.find(
    ({ file }) =>
      file?.endsWith('.json') === true &&
      files.some((one) => path.resolve(cwd, one) === path.dirname(path.resolve(cwd, file))),
  )?.file;
  if (inside !== undefined)
    throw new Failure(
      `${inside} would be in the folder that is merged`,
      `Name a file elsewhere: --output ${path.basename(inside)}`,
    );
  const writer = await ReportWriter.open(targets, { io, cwd, colors, showSecrets: false, inputs: {} });
  const merged = mergeFiles(files, { cwd });
  await writer.write(merged);
  return exitCodeOf({ findings: failing(merged.findings, failOn), complete: merged.complete });
}
