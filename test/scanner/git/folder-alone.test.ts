import { execFileSync } from 'node:child_process';
import { cpSync, renameSync, rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, json, leak, type JsonRun } from '../run.ts';

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

/** A repository with a removed leak. */
function repaired(): TempRepo {
  const repo = new TempRepo();
  repo.write('a.ts', leak(hex('alone')));
  repo.commit('leak');
  repo.git('rm', '-q', 'a.ts');
  repo.commit('remove');
  return repo;
}

const config = (folder: string, ...args: string[]) =>
  execFileSync('git', ['config', '--file', `${folder}/config`, ...args]);
const found = ({ report, exitCode }: JsonRun) => [
  report.findings.map(({ path, origin }) => `${origin.type} ${path}`),
  report.notLookedAt,
  exitCode,
];
const FOUND = [['commit a.ts'], [], 1];

/** Ways to get a git directory without a working tree around it. */
const FORMS: Readonly<Record<string, (repo: TempRepo, aside: TempFolder) => string>> = {
  'the .git of a working tree': (repo) => repo.path('.git'),
  'a directory inside .git': (repo) => repo.path('.git/refs'),
  'a copy whose settings say it is not bare': (repo, aside) => {
    cpSync(repo.path('.git'), aside.path('copy'), { recursive: true });
    return aside.path('copy');
  },
  'its working tree is deleted': (repo, aside) => {
    renameSync(repo.path('.git'), aside.path('git'));
    config(aside.path('git'), 'core.worktree', aside.path('nowhere/at/all'));
    return aside.path('git');
  },
  'its working tree is elsewhere': (repo, aside) => {
    renameSync(repo.path('.git'), aside.path('git'));
    config(aside.path('git'), 'core.worktree', repo.root);
    return aside.path('git');
  },
  'its core.worktree is a parent directory': (repo, aside) => {
    renameSync(repo.path('.git'), aside.path('git'));
    config(aside.path('git'), 'core.worktree', '/');
    return aside.path('git');
  },
  'created with --separate-git-dir': (repo, aside) => {
    repo.git('init', '-q', '--separate-git-dir', aside.path('apart'));
    return aside.path('apart');
  },
  "a submodule's": (repo, aside) => {
    aside.write('super/x', '');
    repo.gitWith({ cwd: aside.path('super') }, 'init', '-q');
    repo.gitWith(
      { cwd: aside.path('super') },
      '-c',
      'protocol.file.allow=always',
      'submodule',
      '--quiet',
      'add',
      repo.root,
      'libs/module',
    );
    return aside.path('super/.git/modules/libs/module');
  },
  "a submodule's that is not checked out": (repo, aside) => {
    const folder = FORMS["a submodule's"]!(repo, aside);
    rmSync(aside.path('super/libs'), { recursive: true });
    return folder;
  },
  "a linked working tree's": (repo, aside) => {
    repo.git('worktree', 'add', '-q', aside.path('tree'));
    return repo.path('.git/worktrees/tree');
  },
};

describe('a git directory without its working tree', () => {
  it.each(Object.keys(FORMS))('is read: %s', async (form) => {
    using repo = repaired();
    using aside = new TempFolder();
    const folder = FORMS[form]!(repo, aside);
    expect(found(await json(['scan', '--history', folder], { cwd: '/' }))).toEqual(FOUND);
    expect(found(await json(['scan', '--all'], { cwd: folder }))).toEqual(FOUND);
    const { report } = await json(['scan', '--git-folder', folder], { cwd: '/' });
    expect([report.findings, report.notLookedAt]).toEqual([[], []]);
    expect(report.summary.documents).toBeGreaterThan(2);
  });

  it('is read including staged files that no commit has', async () => {
    using repo = repaired();
    repo.write('b.ts', leak(hex('staged')));
    repo.git('add', 'b.ts');
    const run = await json(['scan', '--all', '.git'], { cwd: repo.root });
    expect(run.report.findings.map(({ path, origin }) => `${origin.type} ${path}`).sort()).toEqual([
      'commit a.ts',
      'staged b.ts',
    ]);
  });

  it('is an error for scan, because it has no working tree', async () => {
    using repo = repaired();
    const { exitCode, stdout } = await cli(['scan', '.git'], { cwd: repo.root });
    expect([exitCode, stdout.includes('it has no working tree')]).toEqual([2, true]);
  });

  it.runIf(isRoot)('is refused if another user owns it, unless safe.directory allows it', async () => {
    using aside = new TempFolder();
    using home = new TempFolder();
    for (const form of ['its working tree is deleted', 'its working tree is elsewhere']) {
      using repo = repaired();
      const folder = FORMS[form]!(repo, aside);
      execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, folder]);
      const { exitCode, stdout } = await cli(['scan', '--history', folder], { cwd: '/', env: { HOME: home.root } });
      expect([
        exitCode,
        stdout.includes(`git config --global --add safe.directory ${folder}`),
        stdout.includes('a.ts'),
      ]).toEqual([2, true, false]);
      for (const trusted of [folder, '*']) {
        const env = {
          HOME: home.root,
          GIT_CONFIG_COUNT: '1',
          GIT_CONFIG_KEY_0: 'safe.directory',
          GIT_CONFIG_VALUE_0: trusted,
        };
        expect(found(await json(['scan', '--history', folder], { cwd: '/', env }))).toEqual(FOUND);
      }
      const withdrawn = {
        HOME: home.root,
        GIT_CONFIG_COUNT: '2',
        GIT_CONFIG_KEY_0: 'safe.directory',
        GIT_CONFIG_VALUE_0: '*',
        GIT_CONFIG_KEY_1: 'safe.directory',
        GIT_CONFIG_VALUE_1: '',
      };
      expect((await cli(['scan', '--history', folder], { cwd: '/', env: withdrawn })).exitCode).toBe(2);
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a repository whose core.worktree is elsewhere', () => {
  it('is read without the files there, and its own files are listed as not in its working tree', async () => {
    using repo = repaired();
    using elsewhere = new TempFolder();
    elsewhere.write('private.ts', leak(hex('private')));
    repo.write('here.ts', leak(hex('here')));
    repo.git('config', 'core.worktree', elsewhere.root);
    expect(found(await json(['scan', '--history'], { cwd: repo.root }))).toEqual(FOUND);
    const all = await json(['scan', '--all'], { cwd: repo.root });
    expect(all.report.findings.map(({ path }) => path)).toEqual(['a.ts']);
    expect(all.report.notLookedAt).toMatchObject([
      { path: repo.root, reason: expect.stringContaining('is not the working tree of its own repository') },
    ]);
    expect(all.exitCode).toBe(2);
  });

  it('cannot make the scan read the directory above it', async () => {
    using outer = new TempFolder();
    using repo = repaired();
    outer.write('private.ts', leak(hex('private')));
    renameSync(repo.root, outer.path('repo'));
    config(outer.path('repo/.git'), 'core.worktree', outer.root);
    for (const args of [['--all'], []]) {
      const { report, exitCode } = await json(['scan', ...args], { cwd: outer.path('repo') });
      expect([report.findings.map(({ path }) => path).filter((name) => name === 'private.ts'), exitCode]).toEqual([
        [],
        2,
      ]);
    }
  });
});
