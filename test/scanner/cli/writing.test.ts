import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createFile, replaceFile } from '../../../scanner/io/replace-file.ts';
import { makeFolder } from '../../../scanner/io/make-folder.ts';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, leak, type CliRun } from '../run.ts';

const scanTo = async (folder: TempFolder, ...files: string[]): Promise<CliRun> =>
  cli(['scan', '-', ...files.flatMap((file) => ['--format', 'json', '--output', file])], {
    cwd: folder.root,
    stdin: leak(hex('written')),
  });

/** Expects an error message before anything was scanned. */
function refused(run: CliRun, said: string): void {
  expect(run.stdout).toBe('');
  expect(run.stderr).toContain(said);
  expect(run.stderr).not.toMatch(/unexpected error|\bE[A-Z]{3,}\b/);
  expect(run.exitCode).toBe(2);
}

describe.runIf(process.platform === 'linux')('a report', () => {
  it.each<[where: string, file: (folder: TempFolder) => string, why: string]>([
    ['where no directory can be created', () => '/proc/x/r.json', 'the folder is not there'],
    ['in a directory that accepts no files', () => '/proc/self/r.json', 'the folder is not there'],
    ['below a file', (folder) => folder.path('file/deep/r.json'), 'a part of the path is a file'],
    [
      'through a link cycle',
      (folder) => (symlinkSync('circle.json', folder.path('circle.json')), folder.path('circle.json')),
      'its links lead in a circle',
    ],
    ['with a name that is too long', (folder) => folder.path(`${'n'.repeat(300)}.json`), 'the path is too long'],
    ['to a descriptor that is not open', () => '/dev/fd/77', 'it is not open'],
  ])('is refused before the scan %s', async (_, file, why) => {
    using folder = new TempFolder();
    folder.write('file', '');
    const output = file(folder);
    const before = readdirSync(folder.root).sort();
    refused(await scanTo(folder, output), `cannot write the report to ${output}: ${why}`);
    // Another report that could be written is not started either, and its directory is removed.
    refused(await scanTo(folder, 'new/deep/first.json', output), `cannot write the report to ${output}: ${why}`);
    expect(readdirSync(folder.root).sort()).toEqual(before);
  });

  it.skipIf(process.getuid?.() === 0)('is refused in a directory without write permission', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.path('closed'), { mode: 0o500 });
    refused(
      await scanTo(folder, 'closed/r.json'),
      `cannot write the report to ${folder.path('closed/r.json')}: permission denied\n  Name a file in a folder that you may write to.`,
    );
  });

  it('fails with a message on a full disk', async () => {
    using folder = new TempFolder();
    const run = await scanTo(folder, '/dev/full', 'beside.json');
    expect(run.stderr).toContain(
      'cannot write the report to /dev/full: the disk is full\n  Free some space, or name a file on another disk.',
    );
    expect(JSON.parse(readFileSync(folder.path('beside.json'), 'utf8'))).toMatchObject({ summary: { findings: 1 } });
    expect(run.exitCode).toBe(2);
  });

  it('does not wait for a reader of a pipe', async () => {
    using folder = new TempFolder();
    execFileSync('mkfifo', [folder.path('pipe.json')]);
    const run = await scanTo(folder, 'pipe.json');
    expect(run.stderr).toContain(`cannot write the report to ${folder.path('pipe.json')}: nobody reads it`);
    expect(run.exitCode).toBe(2);
  });

  it('is written to the target of links, even if the file does not exist yet', async () => {
    using folder = new TempFolder();
    mkdirSync(folder.path('real'));
    symlinkSync('real/r.json', folder.path('link.json'));
    expect((await scanTo(folder, 'link.json')).exitCode).toBe(1);
    expect(JSON.parse(readFileSync(folder.path('real/r.json'), 'utf8'))).toMatchObject({ version: 1 });
    expect(readdirSync(folder.root).sort()).toEqual(['link.json', 'real']);
    expect(readdirSync(folder.path('real'))).toEqual(['r.json']);
  });
});

describe.runIf(process.platform === 'linux')('a write error is explained', () => {
  it('by baseline create, before the scan', async () => {
    using folder = new TempFolder();
    refused(
      await cli(['baseline', 'create', '--baseline', '/proc/x.json', '-'], { cwd: folder.root, stdin: leak(hex('x')) }),
      'cannot write the baseline /proc/x.json: the folder is not there\n  Name a file in a folder that you may write to: --baseline FILE',
    );
    expect(existsSync(folder.path('.navixy-secrets-baseline.json'))).toBe(false);
  });

  it('by install-hook', async () => {
    using repo = new TempRepo();
    repo.git('config', 'core.hooksPath', '/proc/hooks');
    refused(
      await cli(['install-hook', '--shared'], { cwd: repo.root }),
      'cannot write the hook /proc/hooks/pre-commit: the folder is not there\n  Give yourself the right to write to the folder of the hooks.',
    );
  });

  it('by --results', async () => {
    using folder = new TempFolder();
    folder.write('list.txt', '.\n');
    refused(
      await cli(['scan', '--repos', 'list.txt', '--results', '/proc/x'], { cwd: folder.root }),
      'cannot write results to the folder /proc/x: the folder is not there\n  Name a folder that you may write to.',
    );
  });

  it.skipIf(process.getuid?.() === 0).each([
    [['baseline', 'create'], '.navixy-secrets-baseline.json'],
    [['init', '--yes', '--only', 'package'], 'package.json'],
    [['init', '--yes'], 'package.json'],
  ])('by %j in a read-only directory', async (args, file) => {
    using repo = new TempRepo();
    repo.write('package.json', '{}\n');
    chmodSync(repo.root, 0o500);
    try {
      const run = await cli(args, { cwd: repo.root });
      expect(run.stderr).toContain(`${repo.path(file)}: permission denied`);
      expect(run.stderr).not.toMatch(/unexpected error|EACCES/);
      expect(run.exitCode).toBe(2);
      expect(readFileSync(repo.path('package.json'), 'utf8')).toBe('{}\n');
    } finally {
      chmodSync(repo.root, 0o700);
    }
  });
});

describe('file functions', () => {
  it('replaceFile keeps the old file, and nothing else, if it fails', () => {
    using folder = new TempFolder();
    mkdirSync(folder.path('there'));
    folder.write('there/inner', '');
    expect(() => replaceFile(folder.path('there'), 'new')).toThrow();
    expect(readdirSync(folder.root)).toEqual(['there']);
  });

  it('createFile creates a file only where there is none, not even a dangling link', () => {
    using folder = new TempFolder();
    createFile(folder.path('new'), 'first', 0o600);
    symlinkSync('nowhere', folder.path('link'));
    for (const name of ['new', 'link']) expect(() => createFile(folder.path(name), 'second')).toThrow('EEXIST');
    expect(readFileSync(folder.path('new'), 'utf8')).toBe('first');
    expect(readdirSync(folder.root).sort()).toEqual(['link', 'new']);
  });

  it('makeFolder accepts directories that exist, and removes its own if it fails', () => {
    using folder = new TempFolder();
    expect(makeFolder(folder.path('a/b'))).toEqual([folder.path('a'), folder.path('a/b')]);
    expect(makeFolder(folder.path('a/b'))).toEqual([]);
    expect(() => makeFolder(folder.path(`x/y/${'n'.repeat(300)}`))).toThrow();
    expect(existsSync(folder.path('x'))).toBe(false);
  });
});

describe('a replaced file', () => {
  it('keeps its mode', () => {
    using folder = new TempFolder();
    folder.write('a', 'old');
    chmodSync(folder.path('a'), 0o640);
    replaceFile(folder.path('a'), 'new');
    expect([readFileSync(folder.path('a'), 'utf8'), statSync(folder.path('a')).mode & 0o777]).toEqual(['new', 0o640]);
  });

  it.skipIf(process.getuid?.() !== 0)('keeps its owner, unless only the writer may read it', () => {
    using folder = new TempFolder();
    for (const name of ['shared', 'private']) {
      folder.write(name, 'old');
      chownSync(folder.path(name), 1234, 2345);
    }
    replaceFile(folder.path('shared'), 'new', 0o644);
    replaceFile(folder.path('private'), 'new', 0o600);
    const owner = (name: string): number[] => [statSync(folder.path(name)).uid, statSync(folder.path(name)).gid];
    expect(owner('shared')).toEqual([1234, 2345]);
    expect(owner('private')[0]).toBe(0);
  });
});
