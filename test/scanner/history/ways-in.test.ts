import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { json, leak } from '../run.ts';
import { only } from './support.ts';

describe('the history of linked worktrees', () => {
  it('is the same from each of them, and includes all HEADs, indexes and reflogs', async () => {
    using repo = new TempRepo();
    using aside = new TempFolder();
    repo.write('start.ts', 'x\n');
    repo.commit('start');
    repo.git('worktree', 'add', '-q', '--detach', aside.path('tree'));
    const there = (...args: string[]) => repo.gitWith({ cwd: aside.path('tree') }, ...args);
    aside.write('tree/amended.ts', leak(hex('only in the log there')));
    there('add', '-A');
    there('commit', '-q', '-m', 'to be amended');
    there('rm', '-q', 'amended.ts');
    aside.write('tree/head.ts', leak(hex('HEAD there')));
    there('add', '-A');
    there('commit', '-q', '--amend', '-m', 'amended');
    aside.write('tree/staged.ts', leak(hex('staged there')));
    there('add', '-A');
    for (const cwd of [repo.root, aside.path('tree')]) {
      const { report } = await json(['scan', '--history'], { cwd });
      const found = report.findings.flatMap(({ occurrences }) =>
        occurrences.map(({ path, origin, root }) => [path, origin.type, origin.reachable, root]),
      );
      expect(found.sort()).toEqual([
        ['amended.ts', 'commit', true, cwd],
        ['head.ts', 'commit', true, cwd],
        ['staged.ts', 'staged', undefined, aside.path('tree')],
      ]);
      expect(report.notLookedAt).toEqual([]);
    }
  });

  it('is incomplete if a staged blob of a worktree is missing', async () => {
    using repo = new TempRepo();
    using aside = new TempFolder();
    repo.commit('start');
    repo.git('worktree', 'add', '-q', '--detach', aside.path('tree'));
    aside.write('tree/a.ts', 'lost\n');
    repo.gitWith({ cwd: aside.path('tree') }, 'add', 'a.ts');
    repo.lose(repo.gitWith({ cwd: aside.path('tree') }, 'rev-parse', ':a.ts'));
    const { report, exitCode } = await json(['scan', '--history'], { cwd: repo.root });
    expect(report.notLookedAt.map((one) => one.reason).join()).toMatch(/missing/);
    expect(exitCode).toBe(2);
  });
});

describe('the history of every ref namespace', () => {
  it.each([
    'refs/notes/x',
    'refs/replace/x',
    'refs/changes/01/1/1',
    'refs/keep-around/x',
    'refs/original/refs/heads/main',
    'refs/odd',
    'refs/remotes/origin/topic',
    'refs/bisect/bad',
  ])('reads %s', async (ref) => {
    using repo = new TempRepo();
    repo.commit('start');
    repo.git('checkout', '-q', '--detach');
    repo.write('a.ts', leak(hex(ref)));
    const commit = repo.commit('aside');
    repo.git(
      'update-ref',
      ref.replace(/x$/, ref.startsWith('refs/replace') ? repo.git('rev-parse', 'main') : 'x'),
      commit,
    );
    repo.git('checkout', '-q', 'main');
    repo.git('reflog', 'expire', '--expire=now', '--all');
    expect((await only(repo)).origin).toMatchObject({ type: 'commit', commit, reachable: true });
  });
});
