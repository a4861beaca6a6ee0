import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { BuiltProgram } from '../../support/program.ts';
import { TempFolder } from '../../support/repo.ts';
import { makeXz } from '../../support/xz.ts';
import { leak } from '../run.ts';

let program: BuiltProgram;
beforeAll(async () => {
  program = await BuiltProgram.build('ending-test');
}, 60_000);
afterAll(() => program.remove());

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Started {
  /** Sent when the program reads standard input, which is after the files. The input never ends. */
  readonly signal?: NodeJS.Signals;
  readonly stdout?: number | 'closed';
  /** Code of a module loaded before the program. */
  readonly before?: string;
}

/** Runs the program until it ends. */
async function run(
  folder: TempFolder,
  args: readonly string[],
  { signal, stdout, before }: Started = {},
): Promise<Ended> {
  const preload = before === undefined ? [] : ['--import', pathToFileURL(folder.write('.before.mjs', before)).href];
  const child = spawn(process.execPath, [...preload, program.file, ...args], {
    cwd: folder.root,
    env: { PATH: process.env['PATH'], HOME: folder.root },
    stdio: [signal === undefined ? 'ignore' : 'pipe', typeof stdout === 'number' ? stdout : 'pipe', 'pipe'],
  });
  if (stdout === 'closed') child.stdout!.destroy();
  // More than a pipe holds: when it is written, the program has read from it.
  if (signal !== undefined)
    child.stdin!.on('error', () => undefined).write(Buffer.alloc(4_000_000), () => child.kill(signal));
  const said = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (said.stdout += chunk));
  child.stderr!.setEncoding('utf8').on('data', (chunk: string) => (said.stderr += chunk));
  return await new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said })));
}

const CLEAN = { 'a.txt': 'nothing\n' };

function folderWith(files: Readonly<Record<string, string | Uint8Array>>): TempFolder {
  const folder = new TempFolder();
  for (const [name, content] of Object.entries(files)) folder.write(name, content);
  return folder;
}

describe('the process ends with exit code 2 and a message', () => {
  it('if its event loop runs empty', async () => {
    using folder = folderWith(CLEAN);
    const before =
      "import timers from 'node:timers/promises'; import { syncBuiltinESMExports } from 'node:module'; timers.setImmediate = () => new Promise(() => {}); syncBuiltinESMExports();";
    const { code, stderr } = await run(folder, ['scan', 'a.txt', '.'], { before });
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(
        'navixy-secrets: ended before its work was done: nothing was left to wait for. Not everything was scanned.',
      ),
    ]);
  });

  it.runIf(process.platform !== 'win32').each([
    ['an uncaught error', 'throw error;'],
    ['an unhandled rejection', 'void Promise.reject(error);'],
  ])('for %s, without the value in the error, and reports the findings so far', async (_, act) => {
    using folder = folderWith({ 'a.ts': leak(hex('found')) });
    const before = `const error = new Error('planted ${hex('in an error')}\\u001b[31m'); process.once('SIGUSR2', () => { ${act} });`;
    const { code, stdout, stderr } = await run(folder, ['scan', 'a.ts', '-'], { signal: 'SIGUSR2', before });
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(
        /^navixy-secrets: unexpected error: planted [0-9a-f]{4}…[0-9a-f]{4}\\u\{1b\}\[31m\.\n {2}This is a defect of navixy-secrets; please report it\.\n/,
      ),
    ]);
    expect(stdout).toContain('standard input: interrupted before everything was scanned');
    expect(stdout).toContain(`${hex('found').slice(0, 4)}…`);
  });

  it('if its working directory was deleted', async () => {
    using folder = folderWith(CLEAN);
    const before = `import { mkdirSync, rmdirSync } from 'node:fs'; mkdirSync('gone'); process.chdir('gone'); rmdirSync('../gone');`;
    const { code, stderr } = await run(folder, ['scan'], { before });
    expect([code, stderr]).toEqual([
      2,
      'navixy-secrets: the current folder does not exist any more.\n  Change to another folder.\n',
    ]);
  });

  it
    .runIf(existsSync('/dev/full'))
    .each([[['scan', '.']], [['scan', '.', '--format', 'json']], [['--help']], [['completion', 'bash']]])(
    'if the disk is full: %j',
    async (args) => {
      using folder = folderWith(CLEAN);
      const full = openSync('/dev/full', 'w');
      const { code, stderr } = await run(folder, args, { stdout: full });
      closeSync(full);
      expect([code, stderr]).toEqual([
        2,
        'navixy-secrets: standard output cannot be written: the disk is full.\n  Not everything was reported: make room and run it again.\n',
      ]);
    },
  );

  it('if its output was closed, and still writes complete files', async () => {
    using folder = folderWith({ 'a.ts': leak(hex('unread')) });
    const { code, stderr } = await run(folder, ['scan', '.', '--output', 'out.json'], { stdout: 'closed' });
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('navixy-secrets: standard output was closed before all was written.'),
    ]);
    expect(JSON.parse(readFileSync(folder.path('out.json'), 'utf8'))).toMatchObject({ complete: true });
  });

  it.runIf(process.platform !== 'win32').each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'for %s, and reports the findings so far',
    async (signal) => {
      using folder = folderWith({ 'a.ts': leak(hex('found')) });
      const { code, stdout } = await run(folder, ['scan', 'a.ts', '-'], { signal });
      expect(code).toBe(2);
      expect(stdout).toContain('standard input: interrupted before everything was scanned');
      expect(stdout).toContain(`${hex('found').slice(0, 4)}…`);
    },
  );
});

describe('the process ends with all findings', () => {
  it('if two xz files reach a limit one after the other', async () => {
    const large = (seed: string) => makeXz(`${leak(hex(seed))}${'z'.repeat(200_000)}`);
    using folder = folderWith({ 'a.xz': large('one'), 'b.xz': large('two'), 'c.ts': leak(hex('three')) });
    const { code, stdout } = await run(folder, ['scan', '.', '--archive-limits', 'member=100000', '--format', 'json']);
    const report = JSON.parse(stdout) as { findings: { path: string }[]; notLookedAt: unknown[] };
    expect([code, report.findings.map(({ path }) => path), report.notLookedAt.length]).toEqual([
      2,
      ['a.xz!/a', 'b.xz!/b', 'c.ts'],
      2,
    ]);
  });
});
