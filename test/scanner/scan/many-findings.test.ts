import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMAT_NAMES, type FormatName } from '../../../scanner/library/report.ts';
import { hex } from '../../support/hex.ts';
import { BuiltProgram } from '../../support/program.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';

let program: BuiltProgram;
beforeAll(async () => {
  program = await BuiltProgram.build('many-findings-test');
}, 60_000);
afterAll(() => program.remove());

const LINES = (number: number) =>
  Array.from({ length: number }, (_, at) => `NAVIXY_HASH='${hex(`many ${at}`)}'\n`).join('');

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the command in a separate process.
 * @param heap megabytes for long-lived objects: above this limit Node is killed by a signal
 * @param onFirst called after the first output; nothing more is read before it returns
 */
function run(cwd: string, heap: number, argv: readonly string[], onFirst?: (kill: () => void) => void): Promise<Ended> {
  const child = spawn(process.execPath, [`--max-old-space-size=${heap}`, program.file, 'scan', ...argv], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: cwd },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  child.stdout.once('data', () => onFirst?.(() => child.kill('SIGINT')));
  return new Promise((resolve) => child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr })));
}

const FINDINGS = 2000;

/** Counts the secrets in a report of each format. The default is to count lines with a masked value. */
const COUNTERS = {
  text: (text) => matches(text, /^● /gm),
  json: (text) => (JSON.parse(text) as { findings: unknown[] }).findings.length,
  jsonl: (text) => matches(text, /^\{"type":"finding"/gm),
  sarif: (text) => (JSON.parse(text) as { runs: [{ results: unknown[] }] }).runs[0].results.length,
  github: (text) => matches(text, /^::error file=/gm),
  gitlab: (text) => (JSON.parse(text) as { vulnerabilities: unknown[] }).vulnerabilities.length,
  'gitlab-codequality': (text) => (JSON.parse(text) as unknown[]).length,
  junit: (text) => matches(text, /<failure /g),
  // Findings that do not fit into a comment are counted.
  markdown: (text) =>
    matches(text, /^\| `/gm) + Number(/…and ([\d,]+) more secrets/.exec(text)?.[1]?.replaceAll(',', '') ?? 0),
  html: (text) => matches(text, /<details class="secret"/g),
} satisfies Partial<Record<FormatName, (text: string) => number>>;

function counterOf(format: FormatName): (text: string) => number {
  const known: Partial<Record<FormatName, (text: string) => number>> = COUNTERS;
  return known[format] ?? ((text) => matches(text, /^.*[0-9a-f]{4}…[0-9a-f]{4}/gm));
}

function matches(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

describe('thousands of findings', () => {
  it('are all in the report of every format, with little memory', async () => {
    using folder = new TempFolder();
    using reports = new TempFolder();
    folder.write('app.log', LINES(FINDINGS));
    const { exitCode, stderr } = await run(
      folder.root,
      40,
      FORMAT_NAMES.flatMap((format) => ['--format', format, '--output', reports.path(format)]),
    );
    expect(exitCode, stderr).toBe(1);
    const counts = FORMAT_NAMES.map((format) => [
      format,
      counterOf(format)(readFileSync(reports.path(format), 'utf8')),
    ]);
    expect(counts).toEqual(FORMAT_NAMES.map((format) => [format, FINDINGS]));
  }, 120_000);

  it('in twenty versions of a file need the memory of one version', async () => {
    using repo = new TempRepo();
    const versions = Array.from({ length: 20 }, (_, at) => {
      const content = `# ${at}\n${LINES(FINDINGS)}`;
      return `commit refs/heads/main\ncommitter A <a@fleet.example> ${1_700_000_000 + at} +0000\ndata 1\n${at % 10}\nM 644 inline app.log\ndata ${content.length}\n${content}\n`;
    });
    repo.gitWith({ input: versions.join('') }, 'fast-import', '--quiet');
    const { exitCode, stdout, stderr } = await run(repo.root, 48, ['--history', '--format', 'json']);
    expect(exitCode, stderr.slice(-2000)).toBe(1);
    const { findings } = JSON.parse(stdout) as { findings: { versions: number; origin: { introductions: number } }[] };
    expect(findings).toHaveLength(FINDINGS);
    expect(new Set(findings.map(({ versions: number, origin }) => `${number} ${origin.introductions}`))).toEqual(
      new Set(['20 1']),
    );
  }, 120_000);
});

describe.runIf(process.platform !== 'win32')('an interrupt', () => {
  it('stops the scan while one file is judged', async () => {
    using folder = new TempFolder();
    const all = 20_000;
    folder.write('app.log', LINES(all));
    const { exitCode, stdout } = await run(folder.root, 256, ['--format', 'jsonl'], (kill) => kill());
    expect(exitCode).toBe(2);
    const reported = COUNTERS.jsonl(stdout);
    expect(reported).toBeGreaterThan(0);
    expect(reported).toBeLessThan(all);
    expect(stdout).toContain('interrupted before everything was scanned');
    expect(stdout).toContain('"complete":false');
  }, 120_000);

  it('stops the scan while the report is written, and the report is not valid', async () => {
    using folder = new TempFolder();
    folder.write('app.log', LINES(5000));
    const { exitCode, stdout, stderr } = await run(folder.root, 256, ['--format', 'json'], (kill) => kill());
    expect(exitCode).toBe(2);
    expect(stderr).toContain('interrupted: the report was not written to its end');
    expect(() => JSON.parse(stdout) as unknown).toThrow(SyntaxError);
  }, 120_000);
});
