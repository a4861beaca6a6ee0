import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, json, leak } from '../run.ts';
import { history } from './support.ts';

describe('a history scan that cannot read everything', () => {
  it('is incomplete in a shallow clone, and suggests git fetch --unshallow', async () => {
    using repo = new TempRepo();
    using target = new TempFolder();
    repo.write('a.ts', 'x\n');
    repo.commit('one');
    repo.write('a.ts', leak(hex('shallow')));
    repo.commit('two');
    repo.git('clone', '-q', '--depth=1', `file://${repo.root}`, target.path('clone'));
    const { report, exitCode } = await json(['scan', '--history'], { cwd: target.path('clone') });
    expect(report.findings).toHaveLength(1);
    expect(report.complete).toBe(false);
    expect(report.notLookedAt[0]?.remedy).toContain('git fetch --unshallow');
    expect(exitCode).toBe(2);
    const { stdout } = await cli(['scan', '--history'], { cwd: target.path('clone') });
    expect(stdout).toContain('git fetch --unshallow');
    expect(stdout).toMatch(/Incomplete: 1 secret in 1 place;/);
  });

  it('is incomplete in a partial clone', async () => {
    using repo = new TempRepo();
    using target = new TempFolder();
    repo.git('config', 'uploadpack.allowFilter', 'true');
    repo.write('a.ts', 'old\n');
    repo.commit('one');
    repo.write('a.ts', 'new\n');
    repo.commit('two');
    const old = repo.git('rev-parse', 'HEAD~1:a.ts');
    repo.git('clone', '-q', '--filter=blob:none', `file://${repo.root}`, target.path('clone'));
    const { report, exitCode } = await json(['scan', '--history'], { cwd: target.path('clone') });
    expect(report.notLookedAt.map((one) => one.reason)).toEqual([`1 object missing: ${old}`]);
    expect(exitCode).toBe(2);
  });

  it.each(['blob', 'tree', 'commit'])('is incomplete when a %s is missing', async (type) => {
    using repo = new TempRepo();
    repo.write('a.ts', 'one\n');
    repo.commit('one');
    repo.write('a.ts', 'two\n');
    repo.write('leak.ts', leak(hex('beside')));
    repo.commit('two');
    const lost = repo.git('rev-parse', { blob: 'HEAD~1:a.ts', tree: 'HEAD~1^{tree}', commit: 'HEAD~1' }[type]!);
    repo.lose(lost);
    const { report, exitCode } = await history(repo);
    expect(report.findings).toHaveLength(1);
    expect(report.notLookedAt.map((one) => one.reason).join()).toContain(lost);
    expect(exitCode).toBe(2);
  });

  it('is incomplete when an object is damaged, but reads all others', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', 'damaged\n');
    repo.write('b.ts', leak(hex('one')));
    repo.write('c.ts', leak(hex('two')));
    repo.commit('start');
    repo.damage(repo.git('rev-parse', 'HEAD:a.ts'));
    const { report, exitCode } = await history(repo);
    expect(report.findings.map((finding) => finding.path)).toEqual(['b.ts', 'c.ts']);
    expect(report.notLookedAt.length).toBeGreaterThan(0);
    expect(exitCode).toBe(2);
  });

  it('fails outside a repository, for a file, and for a missing path', async () => {
    using folder = new TempFolder();
    folder.write('a.ts', 'x');
    for (const [name, said] of [
      ['.', 'not in a git repository'],
      ['a.ts', 'is a file'],
      ['nope', 'no such file or folder'],
    ] as const) {
      const { exitCode, stdout } = await cli(['scan', '--history', name], { cwd: folder.root });
      expect(stdout).toContain(said);
      expect(exitCode).toBe(2);
    }
  });

  it('is incomplete when it is interrupted', async () => {
    using repo = new TempRepo();
    repo.commit('start');
    const { exitCode, stdout } = await cli(['scan', '--history'], { cwd: repo.root, signal: AbortSignal.abort() });
    expect(stdout).toContain('interrupted');
    expect(exitCode).toBe(2);
  });
});
