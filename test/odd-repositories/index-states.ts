// Odd states of the index, and the environment of hooks.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { HISTORY, looks, STAGED, TREE, type Expected, type Look, type OddRepo, type Scenario } from './scenario.ts';

function indexStates(): Scenario[] {
  const state = (
    name: string,
    make: (repo: OddRepo) => void,
    expected: Expected = 'found',
    ways = [STAGED],
  ): Scenario => ({
    name: `an index ${name}`,
    make: (repo) => {
      make(repo);
      return looks(expected, ...ways);
    },
  });
  const staged = (repo: OddRepo): void => {
    repo.write('clean.ts', 'clean\n');
    repo.commit('start');
    repo.write('a.ts', repo.leak);
    repo.git('add', 'a.ts');
  };
  return [
    state('of version 4', (repo) => {
      staged(repo);
      repo.git('update-index', '--index-version', '4');
    }),
    state('that is split', (repo) => {
      staged(repo);
      repo.git('update-index', '--split-index');
      repo.write('b.ts', 'x');
      repo.git('add', 'b.ts');
    }),
    state('with an untracked cache', (repo) => {
      staged(repo);
      repo.git('update-index', '--force-untracked-cache');
      repo.git('status');
    }),
    state('that is locked', (repo) => {
      staged(repo);
      repo.write('.git/index.lock', '');
    }),
    state(
      'that is garbage',
      (repo) => {
        staged(repo);
        repo.write('.git/index', 'garbage');
      },
      'listed',
      [STAGED],
    ),
    state(
      'that is empty',
      (repo) => {
        staged(repo);
        repo.write('.git/index', '');
      },
      'listed',
      [STAGED],
    ),
    state(
      'that is a folder',
      (repo) => {
        staged(repo);
        rmSync(repo.path('.git', 'index'));
        mkdirSync(repo.path('.git', 'index'));
      },
      'listed',
      [STAGED],
    ),
    state(
      'that is a pipe',
      (repo) => {
        staged(repo);
        rmSync(repo.path('.git', 'index'));
        execFileSync('mkfifo', [repo.path('.git', 'index')]);
      },
      'listed',
      [STAGED, TREE],
    ),
    state('with a file that is to be added later', (repo) => {
      staged(repo);
      repo.write('later.ts', 'x');
      repo.git('add', '-N', 'later.ts');
    }),
    state(
      'in the middle of a merge',
      (repo) => {
        repo.write('a.ts', 'base\n');
        repo.commit('base');
        repo.git('checkout', '-q', '-b', 'topic');
        repo.write('a.ts', repo.leak);
        repo.commit('topic');
        repo.git('checkout', '-q', 'main');
        repo.write('a.ts', 'ours\n');
        repo.commit('ours');
        try {
          repo.git('merge', '-q', 'topic');
        } catch {
          /* the conflict is intended */
        }
      },
      'found or listed',
    ),
    state(
      'with files that are assumed unchanged',
      (repo) => {
        repo.write('a.ts', 'x');
        repo.commit('start');
        repo.write('a.ts', repo.leak);
        repo.git('update-index', '--assume-unchanged', 'a.ts');
      },
      'found',
      [TREE],
    ),
    state(
      'of a sparse checkout',
      (repo) => {
        repo.write('out/a.ts', repo.leak);
        repo.write('in/b.ts', 'x');
        repo.commit('start');
        repo.git('sparse-checkout', 'set', 'in');
      },
      'found',
      [HISTORY],
    ),
    state(
      'whose objects are gone',
      (repo) => {
        staged(repo);
        repo.lose(repo.git('rev-parse', ':a.ts'));
      },
      'listed',
    ),
    state('with a submodule, a link and a mode of its own', (repo) => {
      staged(repo);
      repo.git('update-index', '--add', '--cacheinfo', `160000,${'a'.repeat(40)},sub`);
      symlinkSync('x', repo.path('link'));
      repo.git('add', 'link');
    }),
  ];
}

/** The environment that git gives a hook. */
function hooks(): Scenario[] {
  const make = (name: string, run: (repo: OddRepo) => Look[]): Scenario => ({
    name: `a hook ${name}`,
    make: (repo) => {
      repo.write('front end/old.ts', 'clean\n');
      repo.commit('start');
      repo.write('front end/a.ts', repo.leak);
      repo.git('add', '-A');
      return run(repo);
    },
  });
  const index = '.git/index';
  return [
    make('that went into a folder first', (repo) => [
      { argv: STAGED, cwd: repo.path('front end'), env: { GIT_INDEX_FILE: index }, expected: 'found' },
    ]),
    make('that names one folder', () => [
      { argv: ['scan', '--staged', 'front end'], env: { GIT_INDEX_FILE: index }, expected: 'found' },
    ]),
    make('with an index of its own', (repo) => {
      repo.git('reset', '-q');
      repo.gitWith({ env: { GIT_INDEX_FILE: repo.path('.git', 'next-index') } }, 'add', '-A');
      const env = { GIT_INDEX_FILE: '.git/next-index' };
      return [
        { argv: STAGED, env, expected: 'found' },
        { argv: STAGED, env, cwd: repo.path('front end'), expected: 'found' },
        { argv: ['scan', '--staged', 'front end'], env, expected: 'found' },
      ];
    }),
    make('whose index is absent', () => [{ argv: STAGED, env: { GIT_INDEX_FILE: '.git/absent' }, expected: 'listed' }]),
    make('with a GIT_DIR and a prefix', (repo) => [
      {
        argv: STAGED,
        cwd: repo.path('front end'),
        env: { GIT_DIR: '.git', GIT_PREFIX: 'front end/', GIT_INDEX_FILE: index },
        expected: 'found or listed',
      },
    ]),
  ];
}

export const INDEX_SCENARIOS: readonly Scenario[] = [...indexStates(), ...hooks()];
