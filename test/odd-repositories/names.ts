// Odd names of files and directories: in the tree, in the index and in the history.
import { mkdirSync, writeFileSync } from 'node:fs';
import { makeDeepFolder } from '../support/repo.ts';
import { ALL, HISTORY, looks, STAGED, TREE, type Scenario } from './scenario.ts';

const NAMES: readonly string[] = [
  'with space.ts',
  ' leading.ts',
  'trailing .ts ',
  '-n',
  '--staged',
  '-',
  '#comment',
  '~',
  '~root',
  '$(touch pwned)',
  '`touch pwned`',
  ';touch pwned',
  '%s%n',
  '%00',
  '!negated.ts',
  '*.ts',
  '[a-z].ts',
  '{a,b}.ts',
  '?',
  '(a|b)',
  ':(top)a.ts',
  ':!x',
  ':/x',
  'a:b',
  'HEAD',
  'FETCH_HEAD',
  '@',
  '@{u}',
  'main..dev',
  'quote".ts',
  "quote'.ts",
  'back\\slash.ts',
  '\\',
  'tab\there.ts',
  'line\nbreak.ts',
  'return\rhere.ts',
  'bell\u0007.ts',
  'escape\u001b[2J.ts',
  'e\u0301.ts',
  '\u00e9.ts',
  'ﬁ.ts',
  '\u202egnp.ts',
  '\u200b.ts',
  '\u2028.ts',
  '😀.ts',
  '中文/ключ.ts',
  'CON',
  'aux.ts',
  'a.',
  '...',
  '.env',
  '.git.ts',
  '.gitx/a',
  'git~2',
  '.GITIGNORE',
  'blob:x',
  'stdin',
  '!/a.ts',
  'a.zip',
  'a.gz',
  'x!/y.ts',
  `${'n'.repeat(250)}.ts`,
  `${'d'.repeat(200)}/${'e'.repeat(200)}/${'f'.repeat(200)}/a.ts`,
  'node_modules/x/a.ts',
  'dist/a.min.js',
  '__proto__',
  'constructor/toString.ts',
];

function title(name: string): string {
  return JSON.stringify(name.length > 40 ? `${name.slice(0, 20)}… (${name.length})` : name);
}

/** A name that is not UTF-8. */
const BYTES = Buffer.from([0x62, 0xff, 0xfe, 0x2e, 0x74, 0x73]);

export const NAME_SCENARIOS: readonly Scenario[] = [
  ...NAMES.map((name): Scenario => ({
    name: `a file named ${title(name)}`,
    make: (repo) => {
      repo.write(name, repo.leak);
      repo.gitWith(
        { input: `${name}\0` },
        '--literal-pathspecs',
        'add',
        '-f',
        '--pathspec-from-file=-',
        '--pathspec-file-nul',
      );
      repo.commitStaged('start');
      return [...looks('found', TREE, HISTORY), ...looks('clean', STAGED)];
    },
  })),
  {
    name: 'a staged file named like an option',
    make: (repo) => {
      repo.write('--output=x', repo.leak);
      repo.git('add', '--', '--output=x');
      return [...looks('found', STAGED, TREE), { argv: ['scan', './--output=x'], expected: 'found' }];
    },
  },
  {
    name: 'a name in bytes that are no UTF-8',
    make: (repo) => {
      writeFileSync(Buffer.concat([Buffer.from(`${repo.root}/`), BYTES]), repo.leak);
      repo.git('add', '-A');
      return looks('found', STAGED, TREE, ALL);
    },
  },
  {
    name: 'a folder in bytes that are no UTF-8, untracked',
    make: (repo) => {
      const folder = Buffer.concat([Buffer.from(`${repo.root}/`), BYTES]);
      mkdirSync(folder);
      writeFileSync(Buffer.concat([folder, Buffer.from('/a.ts')]), repo.leak);
      return looks('found', TREE, ALL);
    },
  },
  {
    name: 'a secret as the name of an empty file',
    make: (repo) => {
      repo.write(`NAVIXY_HASH=${repo.secret}`, '');
      repo.commit('start');
      return looks('found', TREE, HISTORY, ALL);
    },
  },
  {
    name: 'a secret as the name of a folder',
    make: (repo) => {
      repo.write(`NAVIXY_HASH=${repo.secret}/a.txt`, 'x\n');
      repo.commit('start');
      return looks('found', TREE, HISTORY);
    },
  },
  {
    name: 'a tree 300 folders deep',
    make: (repo) => {
      repo.write(`${'d/'.repeat(300)}a.ts`, repo.leak);
      repo.commit('start');
      return looks('found', TREE, HISTORY, ALL);
    },
  },
  {
    name: 'a tree 5,000 folders deep, on disk',
    make: (repo) => {
      makeDeepFolder(repo.root, 5000, 'a.ts', repo.leak);
      return looks('found or listed', TREE, ALL);
    },
  },
  {
    name: 'a tree 5,000 folders deep, in the history',
    make: (repo) => {
      let oid = repo.tree(['100644', 'a.ts', repo.dangling(repo.leak)]);
      for (let depth = 0; depth < 500; depth += 1) oid = repo.tree(['40000', 'd', oid]);
      repo.commitTree(oid);
      return looks('found', HISTORY);
    },
  },
  {
    name: '3,000 files in one folder',
    make: (repo) => {
      for (let at = 0; at < 3000; at += 1) repo.write(`many/${at}.ts`, 'clean\n');
      repo.write('many/1234.ts', repo.leak);
      repo.commit('start');
      return looks('found', TREE, HISTORY);
    },
  },
  {
    name: 'two files whose names differ in case and in form only',
    make: (repo) => {
      for (const name of ['A.ts', 'a.ts', 'e\u0301.ts']) repo.write(name, 'clean\n');
      repo.write('\u00e9.ts', repo.leak);
      repo.commit('start');
      return looks('found', TREE, HISTORY);
    },
  },
];
