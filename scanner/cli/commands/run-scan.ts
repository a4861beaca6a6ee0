// Runs the command `scan`.

import type { CommandContext, ScanInputs } from '../context.ts';
import type { ApiCliOptions } from '../arguments/platform-options.ts';
import { limitsOf, type LimitWords } from '../arguments/limit-options.ts';
import { readsStdin, sourceOptions } from '../arguments/input-options.ts';
import { targetsOf, type ReportWord } from '../arguments/report-targets.ts';
import { exitCodeOf, Failure, failing, type ExitCode, type FailOn } from '../../library/errors.ts';
import { runsInCi, Sightings } from '../../library/report.ts';
import { readPolicy, scan, type Policy, type ScanEvent, type ScanReport } from '../../library/scan.ts';
import type { VerifiedScan } from '../../library/verify.ts';
import { closedInput } from '../terminal/closed-input.ts';
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
  if (options.failOn === 'alive' && options.verify !== true)
    throw new Failure('--fail-on alive needs to know what is alive', 'Add --verify.');
  const targets = targetsOf(options.reports ?? []);
  const reports = await ReportWriter.open(targets, {
    io,
    cwd,
    showSecrets,
    colors: around.colors,
    inputs: options,
    isReadElsewhere: runsInCi(around.env),
    env: around.env,
    ...(around.signal === undefined ? {} : { signal: around.signal }),
  });
  // On a terminal, it is shown above the progress line anyway.
  const early =
    targets.some(({ format, file }) => format === 'text' && file === undefined) && !io.isErrTerminal
      ? new Sightings(cwd)
      : undefined;
  const scanned = async () => {
    const report = await collect({ ...options, baseline: options.baseline ?? true }, around, (event) => {
      reports.event(event);
      const line = event.type === 'sighting' ? early?.line(event) : undefined;
      if (line !== undefined) io.stderr(`${line}\n`);
    });
    return {
      found: report,
      verified: options.verify === true ? await verifyFound(report, options, around) : undefined,
    };
  };
  const { found, verified } = await scanned().catch((error: unknown) => {
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
  const { onlineOptions } = await import('../arguments/online-options.ts');
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
  const progress = io.isErrTerminal ? new ProgressLine(io, () => io.errColumns ?? 80) : undefined;
  const sightings = progress === undefined ? undefined : new Sightings(cwd);
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
        onProgress: (step) => progress?.show(step),
      },
      (event) => {
        const line = sightings?.line(event);
        if (line !== undefined) progress?.above(line);
        onEvent?.(event);
      },
    );
    return { ...report, warnings: [...warnings, ...report.warnings] };
  } finally {
    progress?.end();
  }
}
