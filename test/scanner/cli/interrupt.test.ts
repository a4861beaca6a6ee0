import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, watch } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { BuiltProgram } from '../../support/program.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { leak } from '../run.ts';

let program: BuiltProgram;
beforeAll(async () => {
  program = await BuiltProgram.build('interrupt-test');
}, 60_000);
afterAll(() => program.remove());

/** Enough small objects for several threads, with a value in one of them. */
function largeHistory(repo: TempRepo, value: string): void {
  const parts: string[] = [];
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  for (let file = 1; file <= 5000; file += 1) {
    parts.push(`blob\nmark :${file}\n${data(file === 77 ? leak(value) : `number ${file}\n`)}`);
  }
  parts.push(
    `commit refs/heads/main\nauthor A <a@fleet.example> 1700000000 +0000\ncommitter A <a@fleet.example> 1700000000 +0000\n${data('all')}`,
  );
  for (let file = 1; file <= 5000; file += 1) parts.push(`M 644 :${file} d${file % 50}/f${file}.ts\n`);
  repo.gitWith({ input: parts.join('') }, 'fast-import', '--quiet');
}

/** A `git` that signals when it is called with `command`, and then hangs. */
function stuckGit(folder: TempFolder, command: string): { readonly path: string; readonly asked: Promise<void> } {
  const git = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  const mark = folder.path('asked');
  chmodSync(
    folder.write(
      'bin/git',
      `#!/bin/sh\ncase " $* " in *" ${command} "*) : > '${mark}'; exec tail -f /dev/null;; esac\nexec '${git}' "$@"\n`,
    ),
    0o755,
  );
  const asked = new Promise<void>((resolve) => {
    const watcher = watch(folder.root, () => {
      if (!existsSync(mark)) return;
      watcher.close();
      resolve();
    });
  });
  return { path: `${folder.path('bin')}${path.delimiter}${process.env['PATH'] ?? ''}`, asked };
}

describe.runIf(process.platform !== 'win32')('an interrupted history scan', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    '%s: prints the findings so far and says that it is incomplete',
    async (signal) => {
      using repo = new TempRepo();
      using folder = new TempFolder();
      const value = hex('interrupt');
      largeHistory(repo, value);
      // At this point all objects are read, and provenance is not known yet.
      const git = stuckGit(folder, '%(*objectname)');
      const child = spawn(process.execPath, [program.file, 'scan', '--history'], {
        cwd: repo.root,
        env: { PATH: git.path, HOME: folder.root },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let stdout = '';
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
      const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
      await git.asked;
      child.kill(signal);
      expect(await ended).toBe(2);
      expect(stdout).toContain(`${value.slice(0, 4)}…${value.slice(-4)}`);
      expect(stdout).toContain('interrupted before everything was scanned');
      expect(stdout).toMatch(/Incomplete: 1 secret in 1 place; scanned 5,001 documents/);
      expect(stdout).not.toContain(value);
    },
    60_000,
  );

  it('--timeout ends the scan in the same way', async () => {
    using repo = new TempRepo();
    using folder = new TempFolder();
    const value = hex('timeout');
    largeHistory(repo, value);
    const git = stuckGit(folder, '%(*objectname)');
    const child = spawn(process.execPath, [program.file, 'scan', '--history', '--timeout', '1'], {
      cwd: repo.root,
      env: { PATH: git.path, HOME: folder.root },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    expect(await new Promise<number | null>((resolve) => child.once('close', resolve))).toBe(2);
    expect(stdout).toContain('stopped after 1 s (--timeout)');
  }, 60_000);
});

it.runIf(process.platform !== 'win32')(
  'SIGINT ends a scan that waits for standard input',
  async () => {
    using folder = new TempFolder();
    const child = spawn(process.execPath, [program.file, 'scan', '-', '.'], {
      cwd: folder.root,
      env: { PATH: process.env['PATH'], HOME: folder.root },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    // The program has read the input when the pipe is drained.
    await new Promise<void>((resolve) => child.stdin.write(Buffer.alloc(4_000_000), () => resolve()));
    child.kill('SIGINT');
    expect(await ended).toBe(2);
    expect(stdout).toContain('standard input: interrupted');
  },
  60_000,
);
