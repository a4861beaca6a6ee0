import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { removals } from '../../../scanner/advice/remove-from-file.ts';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, leak } from '../run.ts';

const place = (path: string, type = 'file', root = '/nowhere') => ({ root, path, origin: { type } });

describe('the advice how to remove a value', () => {
  it.each([
    ['src/.env', 'Keep src/.env out of git'],
    ['.env.production', 'Keep .env.production out of git'],
    ['deploy/prod.env', 'Keep deploy/prod.env out of git'],
    ['.env.example', 'Put a placeholder into .env.example'],
    ['.env.sample', 'Put a placeholder into .env.sample'],
    ['.github/workflows/ci.yml', 'Store the value as a secret of the CI, and let .github/workflows/ci.yml read it'],
    ['.gitlab-ci.yml', 'Store the value as a secret of the CI'],
    ['Jenkinsfile.prod', 'Store the value as a secret of the CI'],
    ['logs/app.log.1', 'Delete logs/app.log.1'],
    ['session.har', 'Delete session.har'],
    ['report.ipynb', 'Clear the outputs of report.ipynb'],
    ['lib/a.jar!/b.zip!/.env', 'Build lib/a.jar again without the value'],
    ['src/env.ts', 'Read the value from the environment or a secret store instead of the file.'],
    ['environment.md', 'Read the value from the environment or a secret store instead of the file.'],
  ])('depends on the file: %s', (path, words) => {
    expect(removals([place(path)]).map((one) => one.words.slice(0, words.length))).toEqual([words]);
  });

  it('is the same for every message', () => {
    expect(removals([place('.env', 'message')]).map(({ words }) => words)).toEqual([
      'Write the message again without the value: git commit --amend, or git rebase -i for an older one.',
    ]);
  });

  it('is printed once for each kind of file', () => {
    expect(
      removals(
        ['a.ts', 'b.ts', '.env', 'x/.env'].map((path) => place(path)),
        '/',
      ).map(({ words }) => words.split(' ').slice(0, 2).join(' ')),
    ).toEqual(['Read the', 'Keep .env']);
  });
});

describe('a .env file', () => {
  const commandIn = (text: string) => /^ *(git .*rm --cached.*)$/m.exec(text)?.[1] ?? '';

  it.each(['.', 'front end'])(
    'that is tracked is removed from the index by the printed command, run in %s',
    async (folder) => {
      using repo = new TempRepo();
      mkdirSync(repo.path('front end'));
      repo.write('a[b]/.env', `NAVIXY_HASH=${hex('committed')}\n`);
      repo.write('ab/.env', 'X=1\n');
      repo.commit('leak');
      const { stdout } = await cli(['scan', repo.root], { cwd: repo.path(folder) });
      const command = commandIn(stdout);
      expect(command).not.toBe('');
      execFileSync('sh', ['-c', command], { cwd: repo.path(folder) });
      expect(repo.git('status', '--porcelain')).toBe('D  a[b]/.env\n?? a[b]/');
    },
  );

  it('outside of a repository has no git command', async () => {
    using folder = new TempFolder();
    folder.write('.env', `NAVIXY_HASH=${hex('committed')}\n`);
    const { stdout } = await cli(['scan'], { cwd: folder.root });
    expect(stdout).toContain('Keep .env out of git');
    expect(commandIn(stdout)).toBe('');
  });

  it('that is staged must not be staged again', async () => {
    using repo = new TempRepo();
    repo.write('.env', `NAVIXY_HASH=${hex('staged')}\n`);
    repo.git('add', '.env');
    const { stdout, stderr, exitCode } = await cli(['hook', 'pre-commit'], { cwd: repo.root });
    expect(exitCode).toBe(1);
    expect(stdout + stderr).toContain('it stays on disk: git rm --cached --ignore-unmatch -- .env\n');
    expect(stdout + stderr).not.toContain('git add');
    repo.write('a.ts', leak(hex('staged too')));
    repo.git('add', 'a.ts');
    const both = await cli(['hook', 'pre-commit'], { cwd: repo.root });
    expect(both.stdout + both.stderr).toContain('Then stage the file again: git add a.ts');
  });
});
