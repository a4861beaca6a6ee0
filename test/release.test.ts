// Tests `npm run release`: the version, the changelog and the commit.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { TempRepo } from './support/repo.ts';

const SCRIPT = path.resolve(import.meta.dirname, '../scripts/release.mjs');
const HOME = 'git+https://forge.test/fleet/eslint-plugin-navixy.git';
const CHANGES = '# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A rule.\n\n## [0.1.0] - 2026-01-01\n\n- First.\n';

function project({ url = HOME, bugs = HOME, changes = CHANGES, readme = '# X\n' } = {}): TempRepo {
  const repo = new TempRepo();
  const manifest = { name: 'x', version: '0.1.0', repository: { type: 'git', url }, bugs: { url: bugs } };
  repo.write('README.md', readme);
  repo.write('package.json', `${JSON.stringify(manifest, undefined, 2)}\n`);
  repo.write('CHANGELOG.md', changes);
  repo.commit('Start');
  return repo;
}

function release(repo: TempRepo, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], {
    cwd: repo.root,
    encoding: 'utf8',
    env: {
      ...{
        PATH: process.env['PATH'],
        HOME: repo.path('.git'),
        GIT_CONFIG_GLOBAL: '/dev/null',
        npm_config_offline: 'true',
        npm_config_update_notifier: 'false',
      },
      ...{ GIT_AUTHOR_NAME: 'Ann', GIT_AUTHOR_EMAIL: 'ann@fleet.example' },
      ...{ GIT_COMMITTER_NAME: 'Ann', GIT_COMMITTER_EMAIL: 'ann@fleet.example' },
    },
  });
  return { status, stdout, stderr };
}

it('sets the version, dates the changes, and commits both', () => {
  using repo = project();
  expect(release(repo, '0.2.0')).toEqual({
    status: 0,
    stdout: 'Committed "Release v0.2.0". To publish it: git push origin main\n',
    stderr: '',
  });
  const today = new Date().toISOString().slice(0, 10);
  expect(readFileSync(repo.path('CHANGELOG.md'), 'utf8')).toBe(
    CHANGES.replace('## [Unreleased]\n', `## [Unreleased]\n\n## [0.2.0] - ${today}\n`),
  );
  expect((JSON.parse(readFileSync(repo.path('package.json'), 'utf8')) as { version: string }).version).toBe('0.2.0');
  expect(repo.git('log', '--format=%s')).toBe('Release v0.2.0\nStart');
  expect(repo.git('show', '--name-only', '--format=', 'HEAD').split('\n')).toEqual(['CHANGELOG.md', 'package.json']);
  // Nothing is left to release.
  expect(release(repo, '0.3.0')).toMatchObject({
    status: 2,
    stderr: 'CHANGELOG.md has no changes under "## [Unreleased]".\n',
  });
});

it.each([
  ['no version', [], {}, 'usage: npm run release -- VERSION, e.g. 1.2.3 or 1.2.3-rc.1\n'],
  [
    'a word',
    ['minor'],
    {},
    '"minor" is not a version\n  usage: npm run release -- VERSION, e.g. 1.2.3 or 1.2.3-rc.1\n',
  ],
  [
    'a placeholder',
    ['1.0.0'],
    { url: 'git+https://git.example/owner/x.git' },
    'package.json has a placeholder for the repository: git+https://git.example/owner/x.git\n  Edit repository, homepage and bugs there first.\n',
  ],
  [
    'a placeholder for bugs',
    ['1.0.0'],
    { bugs: 'https://git.example/owner/x/issues' },
    'package.json has a placeholder for the repository: https://git.example/owner/x/issues\n  Edit repository, homepage and bugs there first.\n',
  ],
  [
    'a README for those who cannot install the package',
    ['1.0.0'],
    { readme: '# X\n\nThe package is not on the npm registry yet. Until then, install it from git.\n' },
    'README.md says "The package is not on the npm registry yet".\n  Remove that paragraph and its commands first.\n',
  ],
  [
    'no changes',
    ['1.0.0'],
    { changes: '## [Unreleased]\n\n## [0.1.0]\n\n- First.\n' },
    'CHANGELOG.md has no changes under "## [Unreleased]".\n',
  ],
])('refuses %s, and changes nothing', (_, args, options, message) => {
  using repo = project(options);
  expect(release(repo, ...args)).toEqual({ status: 2, stdout: '', stderr: message });
  expect(repo.git('status', '--porcelain')).toBe('');
  expect(repo.git('log', '--format=%s')).toBe('Start');
});

it('refuses uncommitted changes, and a version that has a tag', () => {
  using repo = project();
  repo.git('tag', 'v1.0.0');
  expect(release(repo, '1.0.0').stderr).toBe('v1.0.0 is released already.\n');
  repo.write('a.ts', '');
  expect(release(repo, '1.0.1')).toEqual({
    status: 2,
    stdout: '',
    stderr: 'There are changes that are not committed.\n',
  });
});
