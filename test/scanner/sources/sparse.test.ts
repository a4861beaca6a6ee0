import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FORMAT_NAMES } from '../../../scanner/report/format-registry.ts';
import { hex } from '../../support/hex.ts';
import { TempRepo } from '../../support/repo.ts';
import { cli, json, leak } from '../run.ts';

describe('a sparse checkout', () => {
  it.each([
    ['in cone mode', ['--cone', '--no-sparse-index']],
    ['with a sparse index', ['--cone', '--sparse-index']],
    ['without cone mode', ['--no-cone', '--no-sparse-index']],
  ])('%s: files not on disk are counted and reported', async (_, how) => {
    using repo = new TempRepo();
    for (const name of ['in/a.ts', 'öff/b.ts', 'öff/deep/c.ts', 'öff/d.md']) repo.write(name, 'clean\n');
    repo.commit('start');
    repo.git('sparse-checkout', 'set', ...how, 'in');
    const scan = async (...args: string[]) => json(['scan', ...args], { cwd: repo.root });
    const { exitCode, report } = await scan();
    expect({ exitCode, summary: report.summary }).toMatchObject({
      exitCode: 0,
      summary: { documents: 1, notOnDisk: 3 },
    });
    const { stdout } = await cli(['scan'], { cwd: repo.root });
    expect(stdout).toContain('scanned 1 document, 6 B (3 tracked files not on disk: sparse checkout), in');
    for (const format of FORMAT_NAMES.filter((name) => name !== 'gitlab-codequality' && !name.startsWith('json'))) {
      const run = await cli(['scan', '--format', format], { cwd: repo.root });
      expect([format, run.stdout]).toEqual([format, expect.stringContaining('3 tracked files not on disk') as string]);
    }
    // Excluded files are not counted, files on disk are read, and deleted files are ignored.
    expect((await scan('--include', '*.ts')).report.summary).toMatchObject({
      documents: 1,
      notOnDisk: 2,
      excluded: 1,
    });
    expect((await scan('in')).report.summary).not.toHaveProperty('notOnDisk');
    repo.write('öff/b.ts', leak(hex('on disk all the same')));
    expect((await scan()).report).toMatchObject({
      findings: [{ path: 'öff/b.ts' }],
      summary: { documents: 2, notOnDisk: 2 },
    });
    repo.git('sparse-checkout', 'disable');
    rmSync(repo.path('in/a.ts'));
    expect((await scan()).report.summary).not.toHaveProperty('notOnDisk');
  });

  it('counts skip-worktree files that are not on disk, also if a file replaced their directory', async () => {
    using repo = new TempRepo();
    for (const name of ['folder/a.ts', 'folder/b.ts', 'c.ts']) repo.write(name, 'clean\n');
    repo.commit('start');
    repo.git('update-index', '--skip-worktree', 'folder/a.ts', 'c.ts');
    rmSync(repo.path('folder'), { recursive: true });
    repo.write('folder', 'clean\n');
    for (const args of [[], ['--exclude', '*.md']]) {
      const { exitCode, report } = await json(['scan', ...args], { cwd: repo.root });
      expect({ exitCode, summary: report.summary }).toMatchObject({
        exitCode: 0,
        summary: { documents: 2, notOnDisk: 1 },
      });
    }
    repo.write('list', `${repo.root}\n`);
    const many = await cli(['scan', '--repos', 'list'], { cwd: repo.root });
    expect(many.stdout).toContain('1 tracked file not on disk');
  });
});
