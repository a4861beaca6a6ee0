// Runs the command `merge`.

import { targetsOf, type ReportWord } from '../arguments/report-targets.ts';
import { exitCodeOf, failing, type ExitCode, type FailOn } from '../../library/errors.ts';
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
  const writer = await ReportWriter.open(targetsOf(words), { io, cwd, colors, showSecrets: false, inputs: {} });
  const merged = mergeFiles(files, { cwd });
  await writer.write(merged);
  return exitCodeOf({ findings: failing(merged.findings, failOn), complete: merged.complete });
}
