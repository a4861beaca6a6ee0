import pc from 'picocolors';
import { reveal } from '../../src/secret.ts';
import type { Confidence } from '../../src/types.ts';
import { exitCodeOf, type ExitCode } from '../exit-code.ts';
import type { CliIo } from '../io.ts';
import { toJson } from '../report/json.ts';
import { ProgressLine } from '../report/progress.ts';
import { TextReport } from '../report/text.ts';
import { scan, type ScanReport } from '../scan.ts';

/** What the command line says about where to look; `revoke` takes the same. */
export interface ScanInputs {
  readonly paths: readonly string[];
  readonly staged?: boolean;
  readonly history?: boolean;
  readonly minConfidence: Confidence;
}

export interface ScanCommandOptions extends ScanInputs {
  readonly format: 'text' | 'json';
  readonly showSecrets?: boolean;
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
  const report = await collect(options, around);
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
  }
  return exitCodeOf({ findings: report.findings.length, complete: report.complete });
}

/** Runs the scan that the command line asks for, with a progress line on a terminal. */
export async function collect(inputs: ScanInputs, around: Surroundings): Promise<ScanReport> {
  const { io, env, cwd, signal } = around;
  const progress = io.isErrTerminal ? new ProgressLine(io.stderr) : undefined;
  try {
    return await scan({
      what: inputs.staged === true ? 'staged' : inputs.history === true ? 'history' : 'files',
      paths: inputs.paths,
      minimumConfidence: inputs.minConfidence,
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

function inputsAsWords({ paths, staged, history, minConfidence }: ScanInputs): string[] {
  return [
    ...(staged === true ? ['--staged'] : []),
    ...(history === true ? ['--history'] : []),
    ...(minConfidence === 'medium' ? [] : ['--min-confidence', minConfidence]),
    ...paths,
  ];
}
