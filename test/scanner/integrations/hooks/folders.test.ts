import { readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hookEnvironment } from '../../../../scanner/git/hook-environment.ts';
import { hex } from '../../../support/hex.ts';
import { TempFolder } from '../../../support/repo.ts';
import { cli, json, leak, places } from '../../run.ts';
import { HookedRepo, type GitRun } from './support.ts';

const FRONT = 'front énd';

/** A repository with clean files at the top and in a directory, and a hook that changes directory first. */
class Moving extends HookedRepo {
  constructor() {
    super();
    this.write('top.ts', 'clean\n');
    this.write(`${FRONT}/a.ts`, 'clean\n');
    this.commit('start');
  }

  /** @param script script of the hook, with `$S` for the command */
  moves(type: string, script: string): this {
    this.hook(type, `#!/bin/sh\nS="${this.path('node_modules/.bin/navixy-secrets')}"\n${script}\n`);
    return this;
  }

  head(): string {
    return this.git('rev-parse', 'HEAD');
  }
}

/** Commands that a hook runs before the scan. */
const MOVES = ['', `cd "${FRONT}" && `, 'cd .git && ', 'cd "$(dirname "$0")" && '];

describe('a hook that changes to another directory first', () => {
  it.each(MOVES.flatMap((move) => ['scan --staged', 'hook pre-commit'].map((what) => [move, what])))(
    '%s%s blocks a leak at the top and in the directory, and accepts other commits',
    (move, what) => {
      using repo = new Moving().moves('pre-commit', `${move}"$S" ${what}`);
      const before = repo.head();
      for (const file of ['top.ts', `${FRONT}/a.ts`]) {
        repo.write(file, leak(hex(`staged ${file}`)));
        repo.git('add', file);
        const { status, output } = repo.try(['commit', '-qm', 'leak'], { cwd: repo.path(FRONT) });
        expect([status, repo.head()], output).toEqual([1, before]);
        expect(output).toContain(`${path.basename(file)}:1:29`);
        repo.git('reset', '-q', '--hard');
      }
      repo.write('top.ts', 'still clean\n');
      const clean = repo.try(['commit', '-qam', 'clean']);
      expect(clean, clean.output).toMatchObject({ status: 0 });
      expect(clean.output).toMatch(what === 'hook pre-commit' ? /^$/ : /scanned 1 document/);
    },
  );

  it.each([
    ['commit -a', ['commit', '-qam', 'leak']],
    ['commit FILE', ['commit', '-qm', 'leak', `${FRONT}/a.ts`]],
    ['commit -i FILE', ['commit', '-qm', 'leak', '-i', `${FRONT}/a.ts`]],
    ['commit --amend -a', ['commit', '-q', '--amend', '--no-edit', '-a']],
    ['--git-dir and --work-tree', ['--git-dir=.git', '--work-tree=.', 'commit', '-qam', 'leak']],
    ['only --git-dir', ['--git-dir=.git', 'commit', '-qam', 'leak']],
  ])('reads the index of git %s for any named directory', (_, args) => {
    for (const script of [
      `cd "${FRONT}" && "$S" scan --staged`,
      `"$S" scan --staged "${FRONT}"`,
      `cd "${FRONT}" && "$S" scan --staged .`,
      `cd "${FRONT}" && "$S" scan --staged a.ts`,
      `"$S" scan --staged .`,
    ]) {
      using repo = new Moving().moves('pre-commit', script);
      const before = repo.head();
      repo.write(`${FRONT}/a.ts`, leak(hex(script)));
      const { status, output } = repo.try(args);
      expect([script, status, repo.head()], output).toEqual([script, 1, before]);
      expect(output).toContain('a.ts:1:29');
    }
  });

  it('does not apply the index of one repository to another', async () => {
    using repo = new Moving();
    using other = new Moving();
    other.write('top.ts', leak(hex('staged in the other one')));
    other.git('add', 'top.ts');
    repo.moves('pre-commit', `"$S" scan --staged "${other.root}"`);
    repo.write('top.ts', 'harmless\n');
    expect(repo.try(['commit', '-qam', 'harmless']).output).toContain(`${other.root}/top.ts:1:29`);
    other.git('reset', '-q', '--hard');
    repo.write('top.ts', leak(hex('in this one')));
    const { status, output } = repo.try(['commit', '-qam', 'leak']);
    expect([status, output.includes('in this one')]).toEqual([0, false]);
    // Run by hand with the environment of a hook, from a nested repository: scans the nested one.
    repo.git('init', '-q', 'inner');
    repo.write('inner/b.ts', leak(hex('inner')));
    repo.git('-C', 'inner', 'add', 'b.ts');
    const env = { GIT_INDEX_FILE: repo.path('.git/index') };
    expect(places((await json(['scan', '--staged'], { cwd: repo.path('inner'), env })).report)).toEqual(['b.ts:1:29']);
  });

  it('works in a linked worktree, with a separate git directory, in a submodule and for a bare repository with a tree', () => {
    using repo = new Moving().moves('pre-commit', `cd "${FRONT}" && "$S" scan --staged a.ts`);
    using elsewhere = new TempFolder();
    const tree = elsewhere.path('linked tree');
    repo.git('worktree', 'add', '-q', '-b', 'other', tree);
    const stopped: [string, GitRun][] = [];
    const leakIn = (folder: string) =>
      elsewhere.write(path.relative(elsewhere.root, path.join(folder, FRONT, 'a.ts')), leak(hex(folder)));
    leakIn(tree);
    stopped.push(['linked', repo.try(['commit', '-qam', 'leak'], { cwd: path.join(tree, FRONT) })]);

    const separate = elsewhere.path('separate');
    repo.git('clone', '-q', `--separate-git-dir=${elsewhere.path('git folder')}`, repo.root, separate);
    elsewhere.write('git folder/hooks/pre-commit', readFileSync(repo.path('.git/hooks/pre-commit')));
    repo.gitWith(
      { cwd: elsewhere.root },
      'config',
      '-f',
      'git folder/config',
      'core.hooksPath',
      repo.path('.git/hooks'),
    );
    leakIn(separate);
    stopped.push(['separate', repo.try(['commit', '-qam', 'leak'], { cwd: separate })]);

    repo.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', repo.root, 'module');
    repo.git('-C', 'module', 'config', 'core.hooksPath', repo.path('.git/hooks'));
    repo.write(`module/${FRONT}/a.ts`, leak(hex('module')));
    stopped.push(['submodule', repo.try(['commit', '-qam', 'leak'], { cwd: repo.path('module', FRONT) })]);

    const home = elsewhere.path('home');
    repo.git('clone', '-q', '--bare', repo.root, path.join(home, '.dotfiles'));
    const dotfiles = ['--git-dir=.dotfiles', '--work-tree=.'];
    repo.gitWith({ cwd: home }, ...dotfiles, 'checkout', '-q', '-f');
    repo.gitWith({ cwd: home }, ...dotfiles, 'config', 'core.hooksPath', repo.path('.git/hooks'));
    leakIn(home);
    stopped.push(['dotfiles', repo.try([...dotfiles, 'commit', '-qam', 'leak'], { cwd: home })]);

    for (const [what, { status, output }] of stopped) {
      expect([what, status], output).toEqual([what, 1]);
      expect(output).toContain('a.ts:1:29');
    }
  });

  it('is an error if the directory of a named path cannot be determined', () => {
    using repo = new Moving();
    using elsewhere = new TempFolder();
    repo.moves('pre-commit', 'cd sub && "$S" scan --staged $NAMED');
    elsewhere.write('sub/b.ts', leak(hex('in a tree elsewhere')));
    const commit = (named: string): GitRun => {
      repo.gitWith({ cwd: elsewhere.root }, `--git-dir=${repo.path('.git')}`, '--work-tree=.', 'add', 'sub');
      const args = [`--git-dir=${repo.path('.git')}`, '--work-tree=.', 'commit', '-qm', 'leak'];
      return repo.try(args, { cwd: elsewhere.root, env: { NAMED: named } });
    };
    expect(commit('b.ts')).toMatchObject({ status: 1, output: expect.stringContaining('cannot be told') as string });
    expect(commit('')).toMatchObject({ status: 1, output: expect.stringContaining('b.ts:1:29') as string });
  });

  it('reads the message file that git names, and accepts a harmless message', () => {
    using repo = new Moving().moves('commit-msg', `cd "${FRONT}" && "$S" hook commit-msg "$1"`);
    const before = repo.head();
    expect(repo.try(['commit', '-q', '--allow-empty', '-m', `Authorization: NVX ${hex('message')}`])).toMatchObject({
      status: 1,
    });
    expect(repo.head()).toBe(before);
    const clean = repo.try(['commit', '-q', '--allow-empty', '-m', 'harmless']);
    expect(clean, clean.output).toMatchObject({ status: 0 });
    // A merge has another message file, and so has a patch, for which git sets no variable.
    repo.git('checkout', '-q', '-b', 'side', 'HEAD~1');
    repo.git('commit', '-q', '--allow-empty', '--no-verify', '-m', 'side');
    expect(repo.try(['merge', '-q', '--no-ff', '-m', `Authorization: NVX ${hex('merge')}`, 'main'])).toMatchObject({
      status: 1,
    });
    repo.git('merge', '--abort');
    repo.moves('applypatch-msg', `cd "${FRONT}" && "$S" hook commit-msg "$1"`);
    repo.write('patched.ts', 'x\n');
    repo.git('add', 'patched.ts');
    repo.git('commit', '-q', '--no-verify', '-m', `Authorization: NVX ${hex('patch')}`);
    const patch = repo.git('format-patch', '-1', '--stdout');
    repo.git('reset', '-q', '--hard', 'HEAD~1');
    const applied = repo.try(['am', '-q', elsewhereFile(repo, patch)]);
    expect(applied.status, applied.output).not.toBe(0);
    expect(applied.output).toContain('commit message:1:20');
  });

  it('reads the files of a merge', () => {
    using repo = new Moving().moves('pre-merge-commit', `cd "${FRONT}" && "$S" scan --staged`);
    repo.git('checkout', '-q', '-b', 'side');
    repo.write('side.ts', leak(hex('side')));
    repo.commit('side');
    repo.git('checkout', '-q', 'main');
    repo.write('top.ts', 'main goes on\n');
    repo.commit('main');
    const { status, output } = repo.try(['merge', '-q', '--no-ff', '-m', 'merge', 'side'], { cwd: repo.path(FRONT) });
    expect([status, output.includes('side.ts:1:29')], output).toEqual([1, true]);
  });
});

describe('an index named by GIT_INDEX_FILE', () => {
  it('is an error if it does not exist', async () => {
    using repo = new Moving();
    repo.write('top.ts', leak(hex('staged')));
    repo.git('add', 'top.ts');
    for (const [index, said] of [
      ['.git/nowhere', 'the index that GIT_INDEX_FILE names'],
      [repo.path('.git/nowhere'), 'the index that GIT_INDEX_FILE names'],
      ['.git/index/nowhere', 'Not a directory'],
    ] as const) {
      for (const args of [
        ['scan', '--staged'],
        ['hook', 'pre-commit'],
      ]) {
        const { exitCode, stdout } = await cli(args, { cwd: repo.path(FRONT), env: { GIT_INDEX_FILE: index } });
        expect({ index, args, exitCode }).toEqual({ index, args, exitCode: 2 });
        expect(stdout).toContain(said);
      }
    }
  });

  it('is empty if it does not exist before the first commit, as for git', async () => {
    using repo = new HookedRepo();
    expect((await cli(['scan', '--staged'], { cwd: repo.root, env: { GIT_INDEX_FILE: '.git/index' } })).exitCode).toBe(
      0,
    );
  });
});

describe('a path given for the index', () => {
  it('is resolved through links, and is an error outside of the repository', async () => {
    using repo = new Moving();
    using other = new TempFolder();
    repo.write(`${FRONT}/a.ts`, leak(hex('front')));
    repo.git('add', '-A');
    symlinkSync(repo.root, other.path('link'));
    symlinkSync(FRONT, repo.path('to the folder'));
    for (const target of [
      other.path('link'),
      other.path('link', FRONT),
      other.path('link', FRONT, 'a.ts'),
      repo.path('to the folder'),
      repo.path('to the folder', 'a.ts'),
    ]) {
      const { report } = await json(['scan', '--staged', target], { cwd: repo.root });
      expect([target, places(report)]).toEqual([target, [`${FRONT}/a.ts:1:29`]]);
    }
    const stray = other.write('stray.ts', 'x\n');
    const { exitCode, report } = await json(['scan', '--staged', stray], { cwd: repo.root });
    expect({ exitCode, told: report.notLookedAt }).toMatchObject({
      exitCode: 2,
      told: [{ path: stray, reason: `it is not in the repository ${repo.root}` }],
    });
    repo.git('init', '-q', 'inner');
    repo.write('inner/b.ts', 'x\n');
    expect(
      (await json(['scan', '--staged', 'inner/b.ts', 'top.ts'], { cwd: repo.root })).report.notLookedAt,
    ).toMatchObject([{ path: repo.path('inner/b.ts') }]);
  });
});

describe('the environment of a hook', () => {
  it('is resolved once and means the same in any directory', () => {
    using repo = new Moving();
    const handed = {
      GIT_DIR: '.git',
      GIT_WORK_TREE: '.',
      GIT_INDEX_FILE: '.git/index.lock',
      GIT_OBJECT_DIRECTORY: '.git/objects',
      GIT_ALTERNATE_OBJECT_DIRECTORIES: '/a:/b',
    };
    const absolute = {
      GIT_DIR: repo.path('.git'),
      GIT_WORK_TREE: repo.root,
      GIT_INDEX_FILE: repo.path('.git/index.lock'),
      GIT_OBJECT_DIRECTORY: repo.path('.git/objects'),
      GIT_ALTERNATE_OBJECT_DIRECTORIES: '/a:/b',
    };
    for (const folder of ['.', FRONT, '.git', '.git/hooks'])
      expect(hookEnvironment(repo.path(folder), handed)?.variables).toEqual(absolute);
    expect(hookEnvironment(repo.path(FRONT), absolute)).toEqual({
      top: repo.root,
      gitFolder: repo.path('.git'),
      variables: absolute,
    });
    expect(hookEnvironment(repo.root, { GIT_DIR: '', GIT_PREFIX: 'front/' })).toBeUndefined();
  });
});

/** Writes a file outside of the working tree, so git does not see it as a change. */
function elsewhereFile(repo: HookedRepo, text: string): string {
  return repo.write('.git/a patch', `${text}\n`);
}
