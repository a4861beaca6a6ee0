// Odd or hostile git configuration and attributes.
import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync } from 'node:fs';
import { HISTORY, looks, STAGED, TREE, type Expected, type OddRepo, type Scenario } from './scenario.ts';

/** A repository with a committed and staged secret, and a line in .git/config. */
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
  ['include.path with a comment after it', (file) => `[include]\npath = ${file} ; comment\n`],
  ['include.path on a continued line', (file) => `[include]\npath = \\\n${file}\n`],
  ['include.path with quotes inside', (file) => `[include]\npath = ${file.slice(0, 5)}"${file.slice(5)}"\n`],
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
];
