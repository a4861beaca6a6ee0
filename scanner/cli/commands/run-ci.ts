// Runs the command `ci`.

import { targetsOf, type ReportWord } from '../arguments/report-targets.ts';
import { ciInputs, detectJob, emptyRangeTrouble, knownJob, type CiJob } from '../../library/ci.ts';
import { explainError, ExitCode, Failure } from '../../library/errors.ts';
import { FORMAT_NAMES, type FormatName } from '../../library/report.ts';
import { clean } from '../../library/text.ts';
import { runScan, type ScanCommandOptions } from './run-scan.ts';
import type { CommandContext } from '../context.ts';

/** Scans the commits of a CI job and reports in the format of that CI. @returns the exit code */
export async function runCi(options: ScanCommandOptions, around: CommandContext): Promise<ExitCode> {
  const { env, io } = around;
  const isSaid = [
    options.all,
    options.history,
    options.staged,
    options.since,
    options.range,
    options.gitFolder,
    options.diff,
    options.stdinPath,
  ].some((part) => part !== undefined);
  const job = isSaid ? knownJob(env) : detectJob(env);
  const reports = reportWords(options.reports ?? [], job);
  const context = { cwd: around.cwd, env, ...(around.signal === undefined ? {} : { signal: around.signal }) };
  if (isSaid || job === undefined) {
    return runScan({ ...options, reports, onEmptyRange: async () => emptyRangeTrouble(job, context) }, around);
  }
  if (job.look.what === 'nothing') {
    if (options.quiet !== true) io.stderr(`${clean(`${job.ci}, ${job.event}`)}: there is nothing to scan.\n`);
    return ExitCode.Clean;
  }
  const { words, range, trustBase } = await ciInputs(job, context).catch((error: unknown) => {
    if (job.shows === 'github' && error instanceof Failure) io.stdout(annotation(error));
    throw error;
  });
  if (options.quiet !== true) io.stderr(`${clean(`${job.ci}, ${job.event}: ${words}`)}\n`);
  return runScan(
    {
      ...(trustBase === undefined ? {} : { trustBase }),
      ...options,
      ...(range === undefined ? { history: true } : { range }),
      reports,
    },
    around,
  );
}

/**
 * Shows a failure before any report as an annotation, so that GitHub shows it in the pull request, not only in the log.
 */
function annotation(failure: Failure): string {
  const text = explainError(failure).split('\n').map(clean).join('\n');
  return `::error title=navixy-secrets::${text.replaceAll('%', '%25').replaceAll('\n', '%0A')}\n`;
}

/** Reports that the user requested, and those that the CI can display. */
function reportWords(words: readonly ReportWord[], job: CiJob | undefined): ReportWord[] {
  const targets =
    words.length === 0
      ? []
      : targetsOf(words).filter(
          ({ format, file }) => file !== undefined || words.some((word) => 'format' in word && word.format === format),
        );
  const asked = targets.flatMap(({ format, file }): ReportWord[] =>
    file === undefined ? [{ format }] : [{ format }, { output: file }],
  );
  const shown = targets.some(({ file }) => file === undefined) ? [] : known(job?.shows).map((format) => ({ format }));
  const summary =
    job?.summaryFile === undefined
      ? []
      : known('markdown').flatMap((format): ReportWord[] => [{ format }, { output: job.summaryFile!, append: true }]);
  return [...shown, ...asked, ...summary];
}

function known(name: string | undefined): FormatName[] {
  return FORMAT_NAMES.filter((one: string) => one === name);
}
