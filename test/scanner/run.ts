import { runCli } from '../../scanner/cli/run-cli.ts';
import type { JsonFinding, JsonReport } from '../../scanner/report/json-report-types.ts';
import { holdToReportSchema } from '../support/schema.ts';

export interface CliRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly stdin?: string | Uint8Array;
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/** Runs the command in this process. */
export async function cli(argv: readonly string[], options: RunOptions): Promise<CliRun> {
  let stdout = '';
  let stderr = '';
  const input = options.stdin ?? '';
  const io = {
    stdout: (chunk: string) => void (stdout += chunk),
    stderr: (chunk: string) => void (stderr += chunk),
    stdin: (async function* () {
      yield input;
    })(),
    isOutTerminal: false,
    isErrTerminal: false,
    isInTerminal: false,
  };
  const env = { PATH: process.env['PATH'], HOME: options.cwd, ...options.env };
  const { exitCode } = await runCli(argv, io, env, options.cwd, options.signal);
  return { exitCode, stdout, stderr };
}

export interface JsonRun extends CliRun {
  readonly report: JsonReport;
}

/** Runs the command with `--format json`, and checks the report against the published schema. */
export async function json(argv: readonly string[], options: RunOptions): Promise<JsonRun> {
  const run = await cli([...argv, '--format', 'json'], options);
  const report = JSON.parse(run.stdout) as JsonReport;
  if (argv[0] === 'scan') holdToReportSchema(report);
  return { ...run, report };
}

/** `path:line:column` of each finding. */
export function places(report: JsonReport): string[] {
  return report.findings.map((finding: JsonFinding) => `${finding.path}:${finding.line}:${finding.column}`);
}

/** A line that leaks the value with high confidence. */
export function leak(value: string): string {
  return `export const NAVIXY_HASH = '${value}';\n`;
}
