// Runs the command `scan`.

import type { CommandContext, ScanInputs } from '../context.ts';
import type { ApiCliOptions } from '../arguments/platform-options.ts';
import { refuseWithoutVerify } from '../arguments/exclusive-options.ts';
import { limitsOf, type LimitWords } from '../arguments/limit-options.ts';
import { readsStdin, sourceOptions } from '../arguments/input-options.ts';
import { targetsOf, type ReportWord } from '../arguments/report-targets.ts';
import { exitCodeOf, Failure, failing, type ExitCode, type FailOn } from '../../library/errors.ts';
import { runsInCi } from '../../library/report.ts';
import { readPolicy, scan, type Policy, type ScanEvent, type ScanReport } from '../../library/scan.ts';
import type { VerifiedScan } from '../../library/verify.ts';
import { closedInput } from '../terminal/closed-input.ts';
import { DelayedSightings } from '../terminal/delayed-sightings.ts';
import { ProgressLine } from '../terminal/progress.ts';
import { ReportWriter } from '../terminal/report-writer.ts';

export interface ScanCommandOptions extends ScanInputs, LimitWords, ApiCliOptions {
  /** `--format` and `--output`, in order. Default: text to standard output. */
  readonly reports?: readonly ReportWord[];
  readonly showSecrets?: boolean;
  /** Ask the platform which of the found secrets are active. */
  readonly verify?: boolean;
  /** Default `any`. */
  readonly failOn?: FailOn;
}

/** Scans and writes the reports. @returns the exit code */
export async function runScan(options: ScanCommandOptions, around: CommandContext): Promise<ExitCode> {
  const { io, cwd } = around;
  const showSecrets = options.showSecrets === true;
  const isQuiet = options.quiet === true;
  if (options.failOn === 'alive' && options.verify !== true)
    throw new Failure('--fail-on alive needs to know what is alive', 'Add --verify.');
  refuseWithoutVerify(options);
  const targets = targetsOf(options.reports ?? []);
  const reports = await ReportWriter.open(targets, {
    io,
    cwd,
    showSecrets,
    colors: around.colors,
    inputs: options,
    isReadElsewhere: runsInCi(around.env),
    env: around.env,
    isQuiet,
    ...(io.isOutTerminal && io.outColumns !== undefined ? { columns: io.outColumns } : {}),
    ...(around.signal === undefined ? {} : { signal: around.signal }),
  });
  // On a terminal, it is shown above the progress line anyway.
  const early =
    targets.some(({ format, file }) => format === 'text' && file === undefined) && !io.isErrTerminal && !isQuiet
      ? new DelayedSightings(cwd, (line) => io.stderr(`${line}\n`))
      : undefined;
  const scanned = async () => {
    const report = await collect({ ...options, baseline: options.baseline ?? true }, around, (event) => {
      reports.event(event);
      if (event.type === 'sighting') early?.event(event);
    });
    early?.end();
    return {
      found: report,
      verified: options.verify === true ? await verifyFound(report, options, around) : undefined,
    };
  };
  const { found, verified } = await scanned().catch((error: unknown) => {
    early?.fail();
    reports.drop();
    throw error;
  });
  await reports.write(verified?.report ?? found, verified?.verified);
  if (verified !== undefined) return verified.exitCode;
  return exitCodeOf({
    findings: failing(found.findings, options.failOn ?? 'any'),
    complete: found.complete || options.allowIncomplete === true,
  });
}

/** Loads the client on demand: a hook must not wait for it. */
async function verifyFound(
  found: ScanReport,
  options: ScanCommandOptions,
  around: CommandContext,
): Promise<VerifiedScan> {
  const { onlineOptions } = await import('../arguments/convert-online-options.ts');
  const { runVerify } = await import('./run-verify.ts');
  const { withVerification } = await import('../../library/verify.ts');
  const verification = await runVerify({
    ...onlineOptions(options, options, found, around),
    findings: found.findings,
    format: 'none',
  });
  return withVerification(found, verification, options.failOn ?? 'any', options.allowIncomplete === true);
}

/**
 * Runs the scan of a command line, with a progress line on a terminal.
 * @param onEvent called for every event
 */
export async function collect(
  inputs: ScanInputs & LimitWords,
  around: CommandContext,
  onEvent?: (event: ScanEvent) => void,
): Promise<ScanReport> {
  const { env, cwd, signal } = around;
  if (inputs.verbose === true) (await import('../terminal/verbose.ts')).sayPolicy(inputs, around);
  return collectWith(
    await readPolicy({ ...inputs, cwd, env, ...(signal === undefined ? {} : { signal }) }),
    inputs,
    around,
    onEvent,
  );
}

/** {@link collect} with settings and a baseline that are already loaded. */
export async function collectWith(
  { warnings, ...policy }: Policy,
  inputs: ScanInputs & LimitWords,
  around: CommandContext,
  onEvent?: (event: ScanEvent) => void,
): Promise<ScanReport> {
  const { io, env, cwd, signal } = around;
  const progress =
    io.isErrTerminal && inputs.quiet !== true ? new ProgressLine(io, () => io.errColumns ?? 80) : undefined;
  const sightings = progress === undefined ? undefined : new DelayedSightings(cwd, (line) => void progress.above(line));
  const steps = inputs.verbose === true ? (await import('../terminal/verbose.ts')).stepLines(io) : undefined;
  const { cache, cacheLocation } = inputs;
  try {
    const report = await scan(
      {
        ...policy,
        ...(inputs.inlineIgnores === false ? { inlineIgnores: false } : {}),
        ...sourceOptions(inputs),
        ...(cache === true
          ? { cache: (await import('../../library/cache.ts')).cacheFolder(cacheLocation, cwd, env) }
          : {}),
        ...limitsOf(inputs),
        ...(inputs.minConfidence === undefined ? {} : { minimumConfidence: inputs.minConfidence }),
        ...(readsStdin(inputs) ? { stdin: io.isInClosed?.() === true ? closedInput() : io.stdin } : {}),
        env,
        cwd,
        ...(signal === undefined ? {} : { signal }),
        onProgress: (step) => {
          progress?.show(step);
          steps?.(step);
        },
      },
      (event) => {
        sightings?.event(event);
        onEvent?.(event);
      },
    );
    sightings?.end();
    return { ...report, warnings: [...warnings, ...report.warnings] };
  } catch (error) {
    sightings?.fail();
    throw error;
  } finally {
    progress?.end();
  }
}
