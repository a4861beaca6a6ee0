import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, json, leak, places } from '../run.ts';

const staged = async (repo: TempRepo, ...args: string[]) => json(['scan', '--staged', ...args], { cwd: repo.root });

describe('scan --staged', () => {
  it('reads the index, not the disk', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', 'clean\n');
    repo.write('b.ts', 'clean\n');
    repo.commit('start');
    repo.write('a.ts', leak(hex('staged')));
    repo.git('add', 'a.ts');
    repo.write('a.ts', 'cleaned up on disk only\n');
    repo.write('b.ts', leak(hex('on disk only')));
    const { report, exitCode } = await staged(repo);
    expect(places(report)).toEqual(['a.ts:1:29']);
    expect(report.findings[0]?.origin).toEqual({ type: 'staged', blob: repo.git('rev-parse', ':a.ts') });
    expect(report.summary.documents).toBe(1);
    expect(exitCode).toBe(1);
  });

  it('reads the whole index before the first commit', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('first')));
    repo.git('add', 'a.ts');
    repo.write('untracked.ts', leak(hex('untracked')));
    expect(places((await staged(repo)).report)).toEqual(['a.ts:1:29']);
  });

  it('skips files unchanged since HEAD, and deletions', async () => {
    using repo = new TempRepo();
    repo.write('old.ts', leak(hex('old')));
    repo.write('deleted.ts', leak(hex('deleted')));
    repo.commit('start');
    repo.git('rm', '-q', 'deleted.ts');
    const { report, exitCode } = await staged(repo);
    expect(report.findings).toEqual([]);
    expect(report.summary.documents).toBe(0);
    expect(exitCode).toBe(0);
  });

  it('reads a renamed file under its new name', async () => {
    using repo = new TempRepo();
    repo.write('old name.ts', leak(hex('renamed')));
    repo.commit('start');
    repo.git('mv', 'old name.ts', 'new\nname.ts');
    expect(places((await staged(repo)).report)).toEqual(['new\nname.ts:1:29']);
  });

  it('reads every side of a merge conflict', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', 'base\n');
    repo.commit('base');
    repo.git('checkout', '-q', '-b', 'side');
    repo.write('a.ts', leak(hex('theirs')));
    repo.commit('theirs');
    repo.git('checkout', '-q', 'main');
    repo.write('a.ts', 'ours\n');
    repo.commit('ours');
    expect(() => repo.git('merge', 'side')).toThrow();
    expect(places((await staged(repo)).report)).toEqual(['a.ts:1:29']);
  });

  it('ignores files added with intent to add', async () => {
    using repo = new TempRepo();
    repo.commit('start');
    repo.write('a.ts', leak(hex('intent')));
    repo.git('add', '-N', 'a.ts');
    expect((await staged(repo)).report.findings).toEqual([]);
  });

  it('reads only the named files', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('a')));
    repo.write('b/c.ts', leak(hex('b')));
    repo.git('add', '-A');
    expect(places((await staged(repo, 'a.ts')).report)).toEqual(['a.ts:1:29']);
    expect(places((await staged(repo, 'b')).report)).toEqual(['b/c.ts:1:29']);
  });

  it('is an error if a named file does not exist', async () => {
    using repo = new TempRepo();
    repo.commit('start');
    const { exitCode, stdout } = await cli(['scan', '--staged', 'nope.ts'], { cwd: repo.root });
    expect(stdout).toContain('nope.ts');
    expect(exitCode).toBe(2);
  });

  it('reads the temporary index of a hook', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', 'clean\n');
    repo.commit('start');
    repo.write('a.ts', leak(hex('commit -a')));
    repo.gitWith({ env: { GIT_INDEX_FILE: '.git/other-index' } }, 'read-tree', 'HEAD');
    repo.gitWith({ env: { GIT_INDEX_FILE: '.git/other-index' } }, 'add', 'a.ts');
    expect((await staged(repo)).report.findings).toEqual([]);
    const inHook = await json(['scan', '--staged'], { cwd: repo.root, env: { GIT_INDEX_FILE: '.git/other-index' } });
    expect(places(inHook.report)).toEqual(['a.ts:1:29']);
  });

  it('sees in a real pre-commit hook the files that "git commit -a" commits', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', 'clean\n');
    repo.commit('start');
    repo.write('.git/hooks/pre-commit', '#!/bin/sh\nenv > .git/hook-env\nexit 0\n');
    execFileSync('chmod', ['+x', repo.path('.git/hooks/pre-commit')]);
    repo.write('a.ts', leak(hex('all')));
    // The index of the hook is deleted after the hook, so the test keeps a copy.
    repo.write('.git/hooks/pre-commit', '#!/bin/sh\ncp "$GIT_INDEX_FILE" .git/hook-index\n');
    repo.git('commit', '-q', '-a', '--no-edit', '-m', 'with hook');
    repo.git('reset', '-q', '--hard', 'HEAD~1');
    const run = await json(['scan', '--staged'], { cwd: repo.root, env: { GIT_INDEX_FILE: '.git/hook-index' } });
    expect(places(run.report)).toEqual(['a.ts:1:29']);
  });

  it('reads only the staged part of a file', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', 'one\n\n\n\n\n\n\n\ntwo\n');
    repo.commit('start');
    repo.write('a.ts', `one\n${leak(hex('staged part'))}\n\n\n\n\n\ntwo\n${leak(hex('other part'))}`);
    repo.gitWith({ input: 's\ny\nn\n' }, 'add', '-p', 'a.ts');
    expect(places((await staged(repo)).report)).toEqual(['a.ts:2:29']);
  });

  it('reads the target of a staged link, and only the name of a submodule', async () => {
    using repo = new TempRepo();
    repo.commit('start');
    symlinkSync(`https://api.navixy.com/v2/tracker/list?hash=${hex('target')}`, repo.path('link'));
    repo.git('add', 'link');
    repo.git(
      'update-index',
      '--add',
      '--cacheinfo',
      `160000,${repo.git('rev-parse', 'HEAD')},NAVIXY_HASH=${hex('module')}`,
    );
    const { report } = await staged(repo);
    expect(
      report.findings.map(({ path, line, column, origin }) => [path.slice(0, 12), line, column, origin.inName]),
    ).toEqual([
      ['NAVIXY_HASH=', 1, 13, true],
      ['link', 1, 45, undefined],
    ]);
    expect(report.notLookedAt).toEqual([]);
  });

  it('reads the result of a merge, including a file that neither parent has', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', 'base\n');
    repo.commit('base');
    repo.git('checkout', '-q', '-b', 'side');
    repo.write('side.ts', leak(hex('side')));
    repo.commit('side');
    repo.git('checkout', '-q', 'main');
    repo.write('main.ts', leak(hex('is in HEAD')));
    repo.commit('main');
    repo.git('merge', '-q', '--no-commit', '--no-ff', 'side');
    repo.write('evil.ts', leak(hex('evil')));
    repo.git('add', '-A');
    expect(places((await staged(repo)).report)).toEqual(['evil.ts:1:29', 'side.ts:1:29']);
  });

  it.each([false, true])(
    'reads files of a sparse checkout that are not on disk (sparse index: %s)',
    async (isSparse) => {
      using repo = new TempRepo();
      for (const file of ['in/a.ts', 'out/b.ts', 'out/deep/c.ts']) repo.write(file, 'x\n');
      repo.commit('start');
      repo.write('out/deep/c.ts', leak(hex('out')));
      repo.commit('out');
      repo.git('sparse-checkout', 'set', '--cone', ...(isSparse ? ['--sparse-index'] : ['--no-sparse-index']), 'in');
      expect(existsSync(repo.path('out'))).toBe(false);
      repo.write('in/a.ts', leak(hex('in')));
      repo.git('add', 'in/a.ts');
      // As if the second commit were about to be made. One of its directories is a single entry of a sparse
      // index.
      repo.git('reset', '-q', '--soft', 'HEAD~1');
      expect(repo.git('ls-files', '--sparse').split('\n').includes('out/')).toBe(isSparse);
      const { report } = await staged(repo);
      expect(places(report)).toEqual(['in/a.ts:1:29', 'out/deep/c.ts:1:29']);
      expect(report.summary.documents).toBe(2);
    },
  );

  it('reads a split index', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', 'x\n');
    repo.write('b.ts', 'x\n');
    repo.commit('start');
    repo.write('a.ts', leak(hex('shared part')));
    repo.git('add', 'a.ts');
    repo.git('update-index', '--split-index');
    repo.write('b.ts', leak(hex('own part')));
    repo.git('add', 'b.ts');
    expect(readdirSync(repo.path('.git')).some((name) => name.startsWith('sharedindex.'))).toBe(true);
    expect(places((await staged(repo)).report)).toEqual(['a.ts:1:29', 'b.ts:1:29']);
  });

  it('reads the whole index from a subdirectory, also before the first commit', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('top')));
    repo.write('sub/b.ts', leak(hex('below')));
    repo.git('add', '-A');
    const below = async () => places((await json(['scan', '--staged'], { cwd: repo.path('sub') })).report);
    expect(await below()).toEqual(['a.ts:1:29', 'sub/b.ts:1:29']);
    repo.commitStaged('first');
    repo.write('a.ts', leak(hex('top again')));
    repo.git('add', '-A');
    expect(await below()).toEqual(['a.ts:1:29']);
  });

  it('is incomplete when staged content is missing', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('lost')));
    repo.write('b.ts', leak(hex('kept')));
    repo.git('add', '-A');
    repo.lose(repo.git('rev-parse', ':a.ts'));
    const { report, exitCode } = await staged(repo);
    expect(places(report)).toEqual(['b.ts:1:29']);
    expect(report.notLookedAt).toMatchObject([{ path: 'a.ts' }]);
    expect(exitCode).toBe(2);
  });

  it('fails outside a repository, in a bare repository and with a broken HEAD', async () => {
    using folder = new TempFolder();
    using bare = new TempRepo({ bare: true });
    using broken = new TempRepo();
    broken.write('a.ts', 'x\n');
    broken.commit('start');
    writeFileSync(broken.path('.git/refs/heads/main'), `${'1'.repeat(40)}\n`);
    for (const [cwd, said] of [
      [folder.root, 'not in a git repository'],
      [bare.root, 'bare'],
      [broken.root, 'HEAD'],
    ] as const) {
      const { exitCode, stdout } = await cli(['scan', '--staged'], { cwd });
      expect(stdout).toContain(said);
      expect(exitCode).toBe(2);
    }
  });
});
