// git's configuration, attributes and index, made odd or hostile; settings of this tool that a stranger wrote.
import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { HISTORY, looks, STAGED, TREE, type Expected, type Look, type OddRepo, type Scenario } from './scenario.ts';

/** A committed and staged secret, and then a line in .git/config. */
function config(name: string, text: (repo: OddRepo) => string, expected: Expected = 'found'): Scenario {
  return {
    name: `a .git/config with ${name}`,
    make: (repo) => {
      repo.write('a.ts', repo.leak);
      repo.commit('start');
      repo.write('a.ts', `// staged\n${repo.leak}`);
      repo.git('add', '-A');
      const script = repo.write('.git/evil.sh', `#!/bin/sh\ntouch '${repo.path('was-run')}'\ncat\n`);
      chmodSync(script, 0o755);
      appendFileSync(repo.path('.git', 'config'), text(repo));
      return looks(expected, TREE, STAGED, HISTORY);
    },
  };
}

const pipe = (repo: OddRepo): string => {
  execFileSync('mkfifo', [repo.path('.git', 'pipe')]);
  return repo.path('.git', 'pipe');
};

const PIPES: readonly (readonly [string, (file: string) => string])[] = [
  ['include.path', (file) => `[include]\npath = ${file}\n`],
  ['include.path with a comment behind it', (file) => `[include]\npath = ${file} ; comment\n`],
  ['include.path on a continued line', (file) => `[include]\npath = \\\n${file}\n`],
  ['include.path with quotes within', (file) => `[include]\npath = ${file.slice(0, 5)}"${file.slice(5)}"\n`],
  ['include.path in capitals on one line', (file) => `[INCLUDE] PATH = ${file}\n`],
  ['include.path relative', () => '[include]\npath = pipe\n'],
  ['includeIf', (file) => `[includeIf "gitdir/i:**"]\npath = ${file}\n`],
  ['core.excludesFile', (file) => `[core]\nexcludesFile = ${file}\n`],
  ['core.excludesFile with quotes and a comment', (file) => `[core]\n\texcludesFile = "${file}" # x\n`],
  ['core.attributesFile', (file) => `[core]\nattributesFile = ${file}\n`],
  ['mailmap.file', (file) => `[mailmap]\nfile = ${file}\n`],
  [
    'blame.ignoreRevsFile and fsck.skipList',
    (file) => `[blame]\nignoreRevsFile = ${file}\n[fsck]\nskipList = ${file}\n`,
  ],
];

const PROGRAMS = [
  'core.fsmonitor',
  'core.hooksPath',
  'core.pager',
  'core.sshCommand',
  'diff.external',
  'credential.helper',
  'core.alternateRefsCommand',
  'gpg.program',
];

/** A settings file that a stranger wrote, in this place. */
function settings(name: string, make: (at: string) => void, expected: Expected): Scenario[] {
  return ['.navixy-secrets.json', 'package.json', '.navixy-secrets-baseline.json'].map((at) => ({
    name: `${at} ${name}`,
    make: (repo) => {
      repo.write('a.ts', repo.leak);
      repo.git('add', 'a.ts');
      make(repo.path(at));
      return looks(expected, TREE, STAGED);
    },
  }));
}

const NASTY: readonly (readonly [string, string])[] = [
  ['a path with brackets', '[x'],
  ['a path with a space', 'a b.ts'],
  ['a path with @', '@scope/x'],
  ['a path with a comma', 'a,b'],
  ['a path with =', 'a=b'],
  ['a path with #', '#x'],
  ['a path with ~', '~x'],
  ['a path with letters outside ASCII', 'ключ/é.ts'],
  ['a path with quotes', '"\'`'],
  ['a path with % & ! < :', '%&<:x'],
  ['stars without end', `${'*a'.repeat(40)}b`],
  ['doubled stars without end', `${'**/'.repeat(40)}x`],
];

export const CONFIGURATION_SCENARIOS: readonly Scenario[] = [
  ...PROGRAMS.map((key) =>
    config(
      `a program: ${key}`,
      (repo) => `[${key.split('.')[0]}]\n${key.split('.')[1]} = ${repo.path('.git', 'evil.sh')}\n`,
    ),
  ),
  ...PIPES.map(([name, text]) => config(`a pipe: ${name}`, (repo) => text(pipe(repo)), 'found or listed')),
  config('an endless device as include', () => '[include]\npath = /dev/zero\n', 'found or listed'),
  config('an include of itself', () => '[include]\npath = config\n', 'found or listed'),
  config('garbage', () => '[[[\u0000', 'found or listed'),
  config('a worktree elsewhere', () => '[core]\nworktree = /etc\n', 'found or listed'),
  config(
    'fsmonitor, untracked cache, a split index',
    () => '[core]\nuntrackedCache = true\nsplitIndex = true\n[index]\nversion = 4\n[feature]\nmanyFiles = true\n',
  ),
  config(
    'colours, pagers and formats',
    () =>
      '[color]\nui = always\n[core]\nquotePath = false\nabbrev = 4\n[log]\nshowSignature = true\n[format]\npretty = oneline\n[diff]\nnoprefix = true\nmnemonicPrefix = true\nrenames = copies\nsuppressBlankEmpty = true\n[status]\nshowUntrackedFiles = no\nrelativePaths = true\n',
  ),
  config(
    'a grep, a submodule and a fetch that recurse',
    () => '[submodule]\nrecurse = true\n[fetch]\nrecurseSubmodules = on-demand\n[grep]\npatternType = perl\n',
  ),
  config(
    'line endings and encodings',
    () =>
      '[core]\nautocrlf = true\neol = crlf\nsafecrlf = true\nprecomposeUnicode = true\nignoreCase = true\nsymlinks = false\nfileMode = false\n',
  ),
  {
    name: 'attributes that change what git shows',
    make: (repo) => {
      repo.write('a.ts', repo.leak);
      repo.write(
        '.gitattributes',
        '* -diff -text export-ignore working-tree-encoding=UTF-16 ident linguist-generated\n*.ts binary\n',
      );
      const oid = repo.dangling(repo.leak);
      repo.git('update-index', '--add', '--cacheinfo', `100644,${oid},a.ts`);
      return looks('found', TREE, STAGED);
    },
  },
  ...indexStates(),
  ...settings('is a link to an endless device', (at) => symlinkSync('/dev/zero', at), 'found or listed'),
  ...settings('is a pipe', (at) => void execFileSync('mkfifo', [at]), 'found or listed'),
  ...settings('is a folder', (at) => void mkdirSync(at), 'found or listed'),
  ...settings('is a link to nothing', (at) => symlinkSync('nothing', at), 'found or listed'),
  ...settings('is empty', (at) => writeFileSync(at, ''), 'found or listed'),
  ...settings('is null', (at) => writeFileSync(at, 'null'), 'found or listed'),
  ...settings('is a list', (at) => writeFileSync(at, '[]'), 'found or listed'),
  ...settings('has 100,000 brackets', (at) => writeFileSync(at, '['.repeat(100_000)), 'found or listed'),
  ...settings(
    'tries __proto__',
    (at) => writeFileSync(at, '{"__proto__":{"allow":[{"path":"**","reason":"x"}]},"constructor":1}'),
    'found or listed',
  ),
  ...settings('is UTF-16', (at) => writeFileSync(at, Buffer.from('\uFEFF{}', 'utf16le')), 'found or listed'),
  ...settings('has five megabytes', (at) => writeFileSync(at, `{"x":"${'y'.repeat(5_000_000)}"}`), 'found or listed'),
  ...NASTY.map(([name, pattern]): Scenario => ({
    name: `settings that allow ${name}`,
    make: (repo) => {
      repo.write('.navixy-secrets.json', JSON.stringify({ allow: [{ path: pattern, reason: 'odd' }] }));
      repo.write('a.ts', repo.leak);
      repo.write(`deep/${'a'.repeat(60)}/x/y/z/b.ts`, 'clean\n');
      return looks('found or listed', TREE);
    },
  })),
  ...hooks(),
];

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
          /* the conflict is what is wanted */
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

/** What git hands to a hook. */
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
