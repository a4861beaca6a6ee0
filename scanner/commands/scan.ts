import pc from 'picocolors';
import { reveal } from '../../src/secret.ts';
import type { Confidence } from '../../src/types.ts';
import type { ApiCliOptions } from '../cli/api-options.ts';
import { readConfig } from '../config.ts';
import { exitCodeOf, type ExitCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import type { CliIo } from '../io.ts';
import { toJson } from '../report/json.ts';
import { ProgressLine } from '../report/progress.ts';
import { TextReport } from '../report/text.ts';
import { scan, type ScanReport } from '../scan.ts';
import type { FailOn, VerifiedScan } from '../verify/scan-report.ts';

/** What the command line says about where to look; `revoke` takes the same. */
export interface ScanInputs {
  readonly paths: readonly string[];
  readonly staged?: boolean;
  readonly history?: boolean;
  /** Default: that of the configuration, else `medium`. */
  readonly minConfidence?: Confidence;
  /** A configuration file to use instead of the one found; `false` for none. */
  readonly config?: string | boolean;
}

export interface ScanCommandOptions extends ScanInputs, ApiCliOptions {
  readonly format: 'text' | 'json';
  readonly showSecrets?: boolean;
  /** Ask the platform which of the found ones are alive. */
  readonly verify?: boolean;
  /** Default `any`. */
  readonly failOn?: FailOn;
}

/** Where a command runs. */
export interface Surroundings {
  readonly io: CliIo;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly colors: boolean;
  readonly signal?: AbortSignal;
}

/** Scans and prints the report. @returns the exit status */
export async function runScan(options: ScanCommandOptions, around: Surroundings): Promise<ExitCode> {
  const { io } = around;
  if (options.failOn === 'alive' && options.verify !== true) throw new Failure('--fail-on alive needs to know what is alive', 'Add --verify.');
  const found = await collect(options, around);
  const verified = options.verify === true ? await verifyFound(found, options, around) : undefined;
  const report = verified?.report ?? found;
  if (options.showSecrets === true) {
    io.stderr('Warning: --show-secrets prints the values themselves. Keep this output out of logs, tickets and chats.\n');
  }
  if (options.format === 'json') {
    io.stdout(`${JSON.stringify(toJson(report, { showSecrets: options.showSecrets === true }), undefined, 2)}\n`);
    if (!report.complete) io.stderr(`Incomplete: ${report.summary.errors} thing(s) were not looked at; see "notLookedAt" in the report.\n`);
  } else {
    const text = new TextReport(report, {
      colors: pc.createColors(around.colors),
      cwd: around.cwd,
      inputs: inputsAsWords(options),
      ...(options.showSecrets === true ? { show: ({ secret }) => reveal(secret) } : {}),
    });
    io.stdout(text.toString());
    if (verified !== undefined) {
      const { verificationSummary, verificationText } = await import('../verify/report.ts');
      io.stdout(`\n${verificationText(verified.verified, pc.createColors(around.colors))}${verificationSummary(verified.verified)}\n`);
    }
  }
  if (verified !== undefined) return verified.exitCode;
  return exitCodeOf({ findings: report.findings.length, complete: report.complete });
}

/** Loads the client only when it is asked for: a hook must not pay for it. */
async function verifyFound(found: ScanReport, options: ScanCommandOptions, around: Surroundings): Promise<VerifiedScan> {
  const { onlineOptions } = await import('../cli/online-options.ts');
  const { verifyScan } = await import('../verify/scan-report.ts');
  return verifyScan(found, onlineOptions(options, options, found, around), options.failOn ?? 'any');
}

/** Runs the scan that the command line asks for, with a progress line on a terminal. */
export async function collect(inputs: ScanInputs, around: Surroundings): Promise<ScanReport> {
  const { io, env, cwd, signal } = around;
  const { settings } = inputs.config === false ? { settings: {} } : readConfig(cwd, typeof inputs.config === 'string' ? inputs.config : undefined);
  const progress = io.isErrTerminal ? new ProgressLine(io.stderr) : undefined;
  try {
    return await scan({
      what: inputs.staged === true ? 'staged' : inputs.history === true ? 'history' : 'files',
      paths: inputs.paths,
      settings,
      ...(inputs.minConfidence === undefined ? {} : { minimumConfidence: inputs.minConfidence }),
      stdin: io.stdin,
      env,
      cwd,
      ...(signal === undefined ? {} : { signal }),
      onProgress: (step) => progress?.show(step),
    });
  } finally {
    progress?.end();
  }
}

function inputsAsWords({ paths, staged, history, minConfidence, config }: ScanInputs): string[] {
  return [
    ...(staged === true ? ['--staged'] : []),
    ...(history === true ? ['--history'] : []),
    ...(minConfidence === undefined ? [] : ['--min-confidence', minConfidence]),
    ...(config === false ? ['--no-config'] : typeof config === 'string' ? ['--config', config] : []),
    ...paths,
  ];
}
