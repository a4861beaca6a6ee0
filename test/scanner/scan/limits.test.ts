import { describe, expect, it } from 'vitest';
import { scan } from '../../../scanner/scan/scan.ts';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, json, leak } from '../run.ts';

/** Text that leaks a value and is larger than a kilobyte. */
const large = (seed: string) => `${leak(hex(seed))}${'// filler\n'.repeat(200)}`;

describe('options that limit a scan', () => {
  it.each([
    ['--jobs', '0', 'whole number from 1 to 64'],
    ['--jobs', 'many', 'whole number from 1 to 64'],
    ['--timeout', '0', 'example: 60'],
    ['--timeout', '-3', 'example: 60'],
    ['--max-size', '12x', 'examples: 500k, 10m, 1g'],
    ['--max-size', '0', 'examples: 500k, 10m, 1g'],
  ])('refuse %s %s', async (option, value, said) => {
    const { exitCode, stderr } = await cli(['scan', option, value], { cwd: '/' });
    expect(stderr).toContain(said);
    expect(exitCode).toBe(2);
  });
});

describe('--max-size', () => {
  it.each([
    ['a tree', []],
    ['the index', ['--staged']],
    ['loose objects', ['--history']],
    ['a range', ['--range', 'base..HEAD']],
  ])('lists files above the limit in %s, and scans the rest', async (_, args) => {
    using repo = new TempRepo();
    repo.write('start', 'start\n');
    repo.commit('start');
    repo.git('branch', 'base');
    repo.write('small.ts', leak(hex('small')));
    repo.write('large.ts', large('large'));
    if (args[0] === '--staged') repo.git('add', '-A');
    else repo.commit('both');
    const { report, exitCode } = await json(['scan', ...args, '--max-size', '1k'], { cwd: repo.root });
    expect(report.findings.map(({ path }) => path)).toEqual(['small.ts']);
    expect(report.notLookedAt).toHaveLength(1);
    expect(report.notLookedAt[0]).toMatchObject({
      reason: expect.stringMatching(/has 2\.1 kB, more than the 1\.0 kB of --max-size$/),
      remedy: 'Scan it with a higher --max-size, or without one.',
    });
    expect(report.complete).toBe(false);
    expect(exitCode).toBe(2);
  });

  it('lists packed objects too', async () => {
    using repo = new TempRepo();
    repo.write('large.ts', large('packed'));
    repo.commit('large');
    const oid = repo.git('rev-parse', 'HEAD:large.ts');
    repo.git('gc', '-q');
    const { report } = await json(['scan', '--history', '--max-size', '1k'], { cwd: repo.root });
    expect(report.notLookedAt.map(({ reason }) => reason)).toEqual([expect.stringContaining(oid)]);
    expect(report.findings).toEqual([]);
  });

  it('applies to standard input', async () => {
    const { exitCode, stdout } = await cli(['scan', '-', '--max-size', '1k'], { cwd: '/', stdin: large('stdin') });
    expect(stdout).toContain('more than the 1.0 kB of --max-size');
    expect(exitCode).toBe(2);
  });

  it.each([
    ['2048', 2],
    ['3k', 1],
    ['0.5m', 1],
    ['1G', 1],
  ])('accepts %s', async (size, status) => {
    using folder = new TempFolder();
    folder.write('a.ts', large('units'));
    expect((await cli(['scan', '--max-size', size], { cwd: folder.root })).exitCode).toBe(status);
  });
});

describe('--allow-incomplete', () => {
  it.each([
    ['with a finding', leak(hex('allowed')), 1],
    ['without a finding', 'nothing\n', 0],
  ])(
    'lets only findings decide the exit code, %s, and still says that the scan is incomplete',
    async (_, content, status) => {
      using folder = new TempFolder();
      folder.write('a.ts', content);
      folder.write('large.bin', Buffer.alloc(5000));
      const { exitCode, stdout } = await cli(['scan', '--max-size', '1k', '--allow-incomplete'], { cwd: folder.root });
      expect(exitCode).toBe(status);
      expect(stdout).toContain('Incomplete');
      expect(stdout).toContain('large.bin');
    },
  );
});

describe('a timeout', () => {
  it('ends a waiting scan as incomplete, and says what to do', async () => {
    const never: AsyncIterable<string> = { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) };
    const report = await scan({ paths: ['-'], stdin: never, timeoutMs: 20, cwd: '/' });
    expect(report.complete).toBe(false);
    expect(report.notLookedAt).toEqual([
      {
        path: 'standard input',
        reason: 'stopped after 0.02 s (--timeout) before everything was scanned',
        remedy: 'Give it more time with --timeout, or scan less: name paths, or commits with --since REV.',
      },
    ]);
  });

  it('does not affect a scan that finishes earlier', async () => {
    using folder = new TempFolder();
    folder.write('a.ts', leak(hex('quick')));
    expect((await cli(['scan', '--timeout', '600', '--jobs', '1'], { cwd: folder.root })).exitCode).toBe(1);
  });
});
