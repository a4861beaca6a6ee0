import { execFileSync, spawn } from 'node:child_process';
import { openSync, closeSync, ftruncateSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readFound, readNamed, UnfitFile } from '../../../scanner/io/small-file.ts';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, leak, type CliRun } from '../run.ts';

/** Ways to create a file that never ends, or that blocks. */
const ENDLESS: readonly (readonly [name: string, put: (file: string) => void, why: string])[] = [
  ['a link to /dev/zero', (file) => symlinkSync('/dev/zero', file), 'it is a pipe, a socket or a device'],
  ['a pipe', (file) => void execFileSync('mkfifo', [file]), 'it is a pipe, a socket or a device'],
  [
    'a link to a pipe',
    (file) => (execFileSync('mkfifo', [`${file}.pipe`]), symlinkSync(`${file}.pipe`, file)),
    'it is a pipe, a socket or a device',
  ],
  ['a file of 5 GB', (file) => sparse(file, 5 * 1024 ** 3), 'it is larger than'],
  ['a folder', (file) => void execFileSync('mkdir', [file]), 'it is a folder'],
  ['a link cycle', (file) => symlinkSync(file, file), 'its links lead in a circle'],
];

function sparse(file: string, size: number): void {
  const opened = openSync(file, 'w');
  ftruncateSync(opened, size);
  closeSync(opened);
}

function refused(run: CliRun, ...said: readonly string[]): void {
  for (const one of said) expect(run.stderr).toContain(one);
  expect(run.stderr).not.toMatch(/\bE[A-Z]{3,}\b/);
  expect(run.exitCode).toBe(2);
}

describe.runIf(process.platform !== 'win32')('a file in a repository', () => {
  it.each(ENDLESS)('is refused as settings if it is %s', async (_, put, why) => {
    for (const name of ['.navixy-secrets.json', 'package.json']) {
      using folder = new TempFolder();
      folder.write('a.ts', leak(hex('a')));
      put(folder.path(name));
      refused(
        await cli(['scan', 'a.ts'], { cwd: folder.root }),
        `cannot read the configuration ${folder.path(name)}: ${why}`,
      );
      expect((await cli(['scan', 'a.ts', '--no-config'], { cwd: folder.root })).exitCode).toBe(1);
    }
  });

  it.each(ENDLESS)('is refused as a baseline if it is %s', async (_, put, why) => {
    using folder = new TempFolder();
    folder.write('a.ts', leak(hex('a')));
    put(folder.path('known.json'));
    refused(
      await cli(['scan', 'a.ts', '--baseline', 'known.json'], { cwd: folder.root }),
      'cannot read the baseline',
      why,
    );
    folder.write('.navixy-secrets.json', '{"baseline":"known.json"}');
    refused(await cli(['scan', 'a.ts'], { cwd: folder.root }), 'cannot read the baseline known.json', why);
  });

  it.each(ENDLESS)('is refused by init if it is %s', async (_, put, why) => {
    using repo = new TempRepo();
    put(repo.path('package.json'));
    refused(await cli(['init', '--yes'], { cwd: repo.root }), `cannot read ${repo.path('package.json')}: ${why}`);
  });

  it.each(ENDLESS)('is refused as a hook if it is %s', async (_, put, why) => {
    using repo = new TempRepo();
    repo.write('.git/hooks/pre-push', '');
    put(repo.path('.git/hooks/pre-commit'));
    refused(await cli(['install-hook'], { cwd: repo.root }), why);
  });

  it.each(ENDLESS)('is refused as a result and as a commit message if it is %s', async (_, put, why) => {
    using folder = new TempFolder();
    put(folder.path('results.json'));
    refused(await cli(['merge', '.'], { cwd: folder.root }), folder.path('results.json'));
    using repo = new TempRepo();
    put(repo.path('message'));
    refused(await cli(['hook', 'commit-msg', 'message'], { cwd: repo.root }), 'cannot read the commit message', why);
  });

  it('may be a link to a file, because projects share settings', async () => {
    using folder = new TempFolder();
    folder.write('shared.json', JSON.stringify({ allow: [{ path: '**', reason: 'made up' }] }));
    symlinkSync('shared.json', folder.path('.navixy-secrets.json'));
    folder.write('a.ts', leak(hex('a')));
    expect((await cli(['scan', 'a.ts'], { cwd: folder.root })).exitCode).toBe(0);
  });

  it('is refused in the trusted commit if it is too large', async () => {
    using repo = new TempRepo();
    repo.write('.navixy-secrets.json', `{"names":[]}${' '.repeat(1024 * 1024)}`);
    repo.commit('large');
    refused(await cli(['scan', '--trust-base', 'HEAD'], { cwd: repo.root }), 'in HEAD: it is larger than 1 MB');
  });
});

describe.runIf(process.platform !== 'win32')('a file given by the user', () => {
  it('may be a pipe', async () => {
    using folder = new TempFolder();
    folder.write('a.ts', leak(hex('a')));
    const list = folder.path('settings');
    execFileSync('mkfifo', [list]);
    const writer = spawn('sh', ['-c', `echo '{"allow":[{"path":"a.ts","reason":"made up"}]}' > ${list}`]);
    expect((await cli(['scan', 'a.ts', '--config', 'settings'], { cwd: folder.root })).exitCode).toBe(0);
    writer.unref();
  });

  it('is refused if it is endless', async () => {
    using folder = new TempFolder();
    refused(
      await cli(['scan', '--config', '/dev/zero'], { cwd: folder.root }),
      'cannot read the configuration /dev/zero: it is larger than 1 MB',
    );
    refused(
      await cli(['scan', '--repos', '/dev/zero'], { cwd: folder.root }),
      'cannot read the list /dev/zero: it is larger than 64 MB',
    );
  });
});

describe.runIf(process.platform !== 'win32')('reading a small file', () => {
  it('returns the whole content, for any reported size', () => {
    using folder = new TempFolder();
    const file = folder.write('a', 'x'.repeat(200_000));
    expect(readFound(file, 200_000)?.length).toBe(200_000);
    expect(readNamed(file, 200_000).length).toBe(200_000);
    expect(() => readFound(file, 199_999)).toThrow(UnfitFile);
    // Files in /proc have the reported size 0.
    expect(readFound('/proc/self/status', 100_000)?.toString()).toContain('Pid:');
    expect(() => readFound('/proc/self/status', 10)).toThrow('larger');
    writeFileSync(file, '');
    expect(readFound(file, 0)?.length).toBe(0);
    rmSync(file);
    expect(readFound(file, 10)).toBeUndefined();
    expect(readFound(`${file}/below`, 10)).toBeUndefined();
  });
});
