// Measures time and memory of a command.

import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/**
 * @param named repositories from the command line
 * @returns those that exist; names the others. Ends the process with 2 if none does
 */
export function existingRepositories(named: readonly string[], usage: string): string[] {
  for (const one of named) if (!existsSync(one)) console.error(`not found: ${one}`);
  const here = named.filter((one) => existsSync(one));
  if (here.length > 0) return here;
  console.error(`usage: npm run ${usage}`);
  process.exit(2);
}

export interface Run {
  /** Wall-clock time of the process. */
  readonly seconds: number;
  /** Processor time of the process and its children, in seconds, with a precision of 0.01. */
  readonly cpu: number;
  /** Peak resident memory in MiB. */
  readonly memory: number;
  /** Exit code. */
  readonly status: number | null;
}

export interface RunOptions {
  /** A file for its standard input. */
  readonly input?: string;
  /** Working directory. */
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Runs a command with GNU time and discards its output.
 * @throws Error if GNU time is missing or reports nothing, so that a failed run never counts
 */
export function run(command: string, args: readonly string[], { input, cwd, env }: RunOptions = {}): Promise<Run> {
  return new Promise((resolve, reject) => {
    const stdin = input === undefined ? 'ignore' : openSync(input, 'r');
    const start = performance.now();
    const child = spawn('/usr/bin/time', ['-f', '%U %S %M', command, ...args], {
      cwd,
      ...(env === undefined ? {} : { env }),
      stdio: [stdin, 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.on('error', reject);
    child.on('close', (status) => {
      const seconds = (performance.now() - start) / 1000;
      if (typeof stdin === 'number') closeSync(stdin);
      const [user, system, kilobytes] = (said.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
      if (user === undefined || system === undefined || !kilobytes)
        reject(new Error(`${command} was not measured: ${said}`));
      else resolve({ seconds, cpu: user + system, memory: kilobytes / 1024, status });
    });
  });
}

/** @returns the median; NaN for an empty list */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
