import { chmodSync, existsSync, mkdirSync, statSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cacheFolder } from '../../../../scanner/history/cache/cache-folder.ts';
import { TempFolder, TempRepo } from '../../../support/repo.ts';
import { cli, json } from '../../run.ts';

describe('the cache directory', () => {
  it.each([
    [{ XDG_CACHE_HOME: 'xdg' }, 'xdg/navixy-secrets/history'],
    [{ HOME: 'home' }, 'home/.cache/navixy-secrets/history'],
    [{ LOCALAPPDATA: 'local' }, 'local/navixy-secrets/history'],
  ])('defaults to the cache of the user: %j', (names, expected) => {
    using folder = new TempFolder();
    const env = Object.fromEntries(Object.entries(names).map(([name, value]) => [name, folder.path(value)]));
    expect(cacheFolder(undefined, folder.root, env)).toBe(folder.path(expected));
    if (process.platform !== 'win32') expect(statSync(folder.path(expected)).mode & 0o777).toBe(0o700);
  });

  it('ignores a relative path in the environment, and is an error without any', () => {
    using folder = new TempFolder();
    expect(cacheFolder(undefined, folder.root, { XDG_CACHE_HOME: 'here', HOME: folder.path('home') })).toBe(
      folder.path('home/.cache/navixy-secrets/history'),
    );
    expect(() => cacheFolder(undefined, folder.root, {})).toThrow('neither HOME nor XDG_CACHE_HOME is set');
  });

  it('can be set, relative to the working directory', () => {
    using folder = new TempFolder();
    expect(cacheFolder('mine/cache', folder.root, {})).toBe(folder.path('mine/cache'));
  });

  it.runIf(process.platform !== 'win32').each([
    [
      'it is a link',
      (folder: TempFolder) => (mkdirSync(folder.path('real')), symlinkSync('real', folder.path('cache'))),
    ],
    [
      'others can write to it',
      (folder: TempFolder) => (mkdirSync(folder.path('cache')), chmodSync(folder.path('cache'), 0o777)),
    ],
    [
      'others can write to it',
      (folder: TempFolder) => (mkdirSync(folder.path('cache')), chmodSync(folder.path('cache'), 0o770)),
    ],
  ])('is refused if %s', async (why, make) => {
    using folder = new TempFolder();
    make(folder);
    using repo = new TempRepo();
    repo.commit('one');
    const { exitCode, stderr, stdout } = await cli(
      ['scan', '--history', '--cache', '--cache-location', folder.path('cache')],
      { cwd: repo.root },
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(why);
    expect(stderr).toContain('chmod 700');
  });

  it('is refused if it is a file', async () => {
    using repo = new TempRepo();
    using folder = new TempFolder();
    folder.write('cache', 'text');
    const { exitCode, stderr } = await cli(['scan', '--history', '--cache', '--cache-location', folder.path('cache')], {
      cwd: repo.root,
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--cache-location FOLDER');
  });

  it.runIf(existsSync('/proc/self'))('is refused if it cannot be created', async () => {
    using repo = new TempRepo();
    repo.commit('one');
    const { exitCode, stderr } = await cli(['scan', '--history', '--cache', '--cache-location', '/proc/x/y'], {
      cwd: repo.root,
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('--cache-location FOLDER');
  });

  it.each(['.git/cache', 'cache'])('is refused inside the scanned repository: %s', async (name) => {
    using repo = new TempRepo();
    repo.commit('one');
    const { exitCode, report } = await json(['scan', '--history', '--cache', '--cache-location', name], {
      cwd: repo.root,
    });
    expect(exitCode).toBe(2);
    expect(report.notLookedAt[0]!.reason).toContain('lies in the repository that is scanned');
  });
});

describe('--cache', () => {
  it.each([
    [['scan', '--cache'], '--cache is for the history'],
    [['scan', '--history', '--cache-location', 'x'], 'Add --cache.'],
  ])('refuses %j', async (argv, said) => {
    using repo = new TempRepo();
    const { exitCode, stderr } = await cli(argv, { cwd: repo.root });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(said);
  });
});
