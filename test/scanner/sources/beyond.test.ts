import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { json, leak } from '../run.ts';

/* What a repository refers to but does not contain is not scanned, and listed where it may matter. */

const scan = async (folder: string, ...args: string[]) => json(['scan', ...args], { cwd: folder });

describe('a link', () => {
  it.each(['d', 'd/e', 'dé'])(
    'to another directory in place of the tracked directory %s is not followed',
    async (folder) => {
      using repo = new TempRepo();
      using outside = new TempFolder();
      repo.write(`${folder}/e/a.ts`, 'x\n');
      repo.write('b.ts', 'api.navixy.com\n');
      repo.commit('start');
      outside.write('e/a.ts', leak(hex('of somebody else')));
      rmSync(repo.path(folder), { recursive: true });
      symlinkSync(outside.root, repo.path(folder));
      expect(repo.git('status', '--porcelain')).toMatch(/^ ?D /m);
      const { report, exitCode } = await scan(repo.root);
      expect([report.findings, report.notLookedAt, exitCode]).toEqual([[], [], 0]);
    },
  );

  it('to a repository does not hide the files of the repository', async () => {
    using aside = new TempFolder();
    using repo = new TempRepo();
    repo.write('d/a.ts', leak(hex('in a linked repository')));
    repo.commit('start');
    symlinkSync(repo.root, aside.path('link'));
    for (const folder of [aside.path('link'), aside.path('link/d')]) {
      for (const part of [[], ['--history'], ['--all'], ['--git-folder']]) {
        const { report } = await scan(folder, ...part);
        expect([part, report.findings.length, report.notLookedAt]).toEqual([
          part,
          part[0] === '--git-folder' ? 0 : 1,
          [],
        ]);
      }
    }
  });

  it.each(['modules/sub', 'worktrees/tree', 'modules'])(
    'in place of %s in a git directory is not followed, and is listed',
    async (name) => {
      using repo = new TempRepo();
      using outside = new TempRepo();
      repo.commit('start');
      outside.write('a.ts', leak(hex('of another repository')));
      outside.commit('start');
      mkdirSync(repo.path('.git', name, '..'), { recursive: true });
      const target = name === 'modules' ? outside.root : outside.path('.git');
      symlinkSync(target, repo.path('.git', name));
      const { report, exitCode } = await scan(repo.root, '--all');
      expect(report.findings).toEqual([]);
      expect(report.notLookedAt).toEqual([
        expect.objectContaining({
          path: repo.path('.git', name),
          reason: 'it is a link, and what it leads to may lie anywhere',
        }),
      ]);
      expect(exitCode).toBe(2);
    },
  );
});

describe('a link in a git folder', () => {
  it.each(['hooks', 'logs', 'info/foo', 'modules/sub/hooks', 'info/file'])(
    'to a target outside is not followed, and is listed: %s',
    async (name) => {
      using repo = new TempRepo();
      using outside = new TempFolder();
      repo.commit('start');
      outside.write('pre-push', leak(hex('in a linked folder')));
      rmSync(repo.path('.git', name), { recursive: true, force: true });
      mkdirSync(repo.path('.git', name, '..'), { recursive: true });
      const target = name === 'info/file' ? outside.path('pre-push') : outside.root;
      symlinkSync(target, repo.path('.git', name));
      for (const what of ['--git-folder', '--all']) {
        const { report, exitCode } = await scan(repo.root, what);
        expect(report.notLookedAt).toEqual([
          expect.objectContaining({
            path: repo.path('.git', name),
            reason: 'it is a link, and what it leads to may lie anywhere',
            remedy: `Scan it too: navixy-secrets scan ${target}`,
          }),
        ]);
        expect([report.findings, exitCode]).toEqual([[], 2]);
      }
    },
  );

  it('to a target that is scanned anyway or does not exist is not listed', async () => {
    using repo = new TempRepo();
    repo.write('.githooks/pre-push', leak(hex('in the working tree')));
    repo.commit('start');
    rmSync(repo.path('.git/hooks'), { recursive: true, force: true });
    symlinkSync('../.githooks', repo.path('.git/hooks'));
    symlinkSync('config', repo.path('.git/again'));
    symlinkSync('nowhere', repo.path('.git/gone'));
    const all = await scan(repo.root, '--all');
    expect([all.report.notLookedAt, all.exitCode]).toEqual([[], 1]);
    // The working tree is not scanned here.
    expect((await scan(repo.root, '--git-folder')).report.notLookedAt.map(({ path }) => path)).toEqual([
      repo.path('.git/hooks'),
    ]);
  });
});

it('lists a nested .git that git does not accept as a repository', async () => {
  using repo = new TempRepo();
  using inner = new TempRepo();
  repo.commit('start');
  inner.write('a.ts', leak(hex('in a damaged repository')));
  inner.commit('start');
  inner.git('rm', '-q', '--cached', 'a.ts');
  rmSync(inner.path('a.ts'));
  rmSync(inner.path('.git/HEAD'));
  renameSync(inner.root, repo.path('inner'));
  const { report, exitCode } = await scan(repo.root, '--all');
  expect(report.notLookedAt.map(({ path, reason }) => [path, reason])).toEqual([
    [repo.path('inner/.git'), 'git takes it for no repository: something in it is missing or damaged'],
  ]);
  expect(exitCode).toBe(2);
});

describe('files that git does not list', () => {
  const names = async (folder: string, ...args: string[]) =>
    (await scan(folder, ...args)).report.findings.map(({ path }) => path).sort();

  it.each(['file', 'link'])(
    'are scanned if the .git %s of the directory names a repository elsewhere that ignores them',
    async (kind) => {
      using repo = new TempRepo();
      using outside = new TempRepo();
      repo.commit('start');
      outside.write('.git/info/exclude', '*\n');
      outside.write('a.ts', 'x\n');
      outside.git('add', '-f', 'a.ts');
      outside.git('commit', '-qm', 'start');
      repo.write('in/leak.ts', leak(hex('ignored by another repository')));
      repo.write('in/a.ts', 'x\n');
      if (kind === 'file') repo.write('in/.git', `gitdir: ${outside.path('.git')}\n`);
      else symlinkSync(outside.path('.git'), repo.path('in/.git'));
      expect(await names(repo.root)).toEqual(['in/leak.ts']);
    },
  );

  it('are scanned if a nested repository ignores everything on disk', async () => {
    using repo = new TempRepo();
    using inner = new TempRepo();
    repo.commit('start');
    inner.write('.git/info/exclude', '*\n');
    inner.write('leak.ts', leak(hex('ignored within')));
    inner.write('gone.ts', 'x\n');
    inner.git('add', '-f', 'gone.ts');
    inner.git('commit', '-qm', 'start');
    rmSync(inner.path('gone.ts'));
    // Scanned by itself, it gives the same result.
    expect(await names(inner.root)).toEqual(['leak.ts']);
    renameSync(inner.root, repo.path('inner'));
    expect(await names(repo.root)).toEqual(['inner/leak.ts']);
  });

  it('are scanned in a submodule directory without a repository', async () => {
    using repo = new TempRepo();
    using inner = new TempRepo();
    const commit = inner.commit('start');
    repo.write('a.ts', 'x\n');
    repo.git('update-index', '--add', '--cacheinfo', `160000,${commit},sub`);
    repo.commitStaged('start');
    repo.write('sub/leak.ts', leak(hex('in a lost submodule')));
    expect(await names(repo.root)).toEqual(['sub/leak.ts']);
    expect((await scan(repo.path('sub'))).report.findings).toHaveLength(1);
  });

  it('are not scanned if a submodule or linked worktree ignores them', async () => {
    using repo = new TempRepo();
    using inner = new TempRepo();
    inner.write('.gitignore', 'ignored.ts\n');
    inner.write('a.ts', leak(hex('in a submodule')));
    inner.commit('start');
    repo.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'deep/sub');
    repo.commit('start');
    repo.git('worktree', 'add', '-q', repo.path('tree'));
    repo.write('.git/info/exclude', 'hidden.ts\n');
    repo.write('deep/sub/ignored.ts', leak(hex('ignored in a submodule')));
    repo.write('tree/hidden.ts', leak(hex('ignored in a working tree')));
    repo.write('tree/b.ts', leak(hex('in a working tree')));
    expect(await names(repo.root)).toEqual(['a.ts', 'b.ts']);
    // The repository of the named directory contains the repository of the submodule.
    expect((await scan(repo.path('deep'))).report.findings).toHaveLength(1);
  });
});

describe('settings above the top directory of a repository', () => {
  it('are ignored', async () => {
    using folder = new TempFolder();
    using repo = new TempRepo();
    repo.write('a/b.ts', leak(hex('allowed by a stranger')));
    repo.commit('start');
    renameSync(repo.root, folder.path('repo'));
    const settings = JSON.stringify({ allow: [{ path: '**', reason: 'a trap' }] });
    folder.write('.navixy-secrets.json', settings);
    expect((await scan(folder.path('repo/a'))).report.findings).toHaveLength(1);
    folder.write('repo/.navixy-secrets.json', settings);
    expect((await scan(folder.path('repo/a'))).report.findings).toEqual([]);
  });
});

it('scans both of two file names that differ only in case when core.ignoreCase is set', async () => {
  using repo = new TempRepo();
  repo.write('config.env', 'x\n');
  repo.commit('start');
  repo.git('config', 'core.ignoreCase', 'true');
  repo.write('Config.env', leak(hex('in another letter case')));
  for (const part of [[], ['--ignored'], ['--all']]) {
    expect((await scan(repo.root, ...part)).report.findings.map(({ path }) => path)).toEqual(['Config.env']);
  }
});

it('lists the alternate object directories of the environment as not scanned', async () => {
  using repo = new TempRepo();
  using lender = new TempRepo();
  repo.commit('start');
  lender.dangling(leak(hex('lent')));
  const objects = lender.path('.git/objects');
  const run = await json(['scan', '--history'], {
    cwd: repo.root,
    env: { GIT_ALTERNATE_OBJECT_DIRECTORIES: `${repo.path('.git/objects')}:${objects}` },
  });
  expect(run.report.notLookedAt.map(({ path }) => path)).toEqual([objects]);
  expect(run.exitCode).toBe(2);
});
