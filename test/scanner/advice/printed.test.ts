import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FORMAT_NAMES } from '../../../scanner/report/format-registry.ts';
import { Secret } from '../../../src/secret.ts';
import { hex } from '../../support/hex.ts';
import { startNavixyServer, type NavixyServer } from '../../support/navixy-server/index.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, leak } from '../run.ts';
import { printedCommands, runPrinted, wordsOf } from './printed.ts';

const value = hex('a session that leaked');
const { fingerprint } = new Secret(value);
/** A name that is dangerous in a shell without quotes. */
const HOSTILE = `it's $(touch PWNED) \`touch PWNED\`; touch PWNED & "x" \u202e\u001b[8m\n-rf`;
/** Formats that print the next steps. */
const ADVISING = FORMAT_NAMES.filter((format) => format !== 'json' && format !== 'jsonl');

let server: NavixyServer;
beforeEach(async () => {
  server = await startNavixyServer({ users: [{ login: 'owner@fleet.example', password: 'x', sessions: [value] }] });
});
afterEach(() => server.close());

interface Scene {
  /** The arguments after "scan". */
  readonly argv: readonly string[];
  readonly stdin?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Folder below the repository to run in. */
  readonly folder?: string;
  /** The directory to run the command in, if the report names one. */
  readonly reader?: string;
  /** Whether the command is for a clone. */
  readonly clone?: true;
  readonly command?: 'ci' | 'scan';
  readonly make: (repo: TempRepo) => void;
}

/** Adds and removes the value on a branch, so no file has it. */
function removed(repo: TempRepo, branch = 'work'): void {
  repo.write('README.md', 'x\n');
  repo.commit('start');
  repo.git('checkout', '-q', '-b', branch);
  repo.write('a.ts', leak(value));
  repo.commit('add');
  repo.write('a.ts', 'gone\n');
  repo.commit('remove');
}

const onDisk = (name: string) => (repo: TempRepo) => {
  repo.write(name, leak(value));
  repo.commit('leak');
};
const DIFF = `--- /dev/null\n+++ b/a.ts\n@@ -0,0 +1 @@\n+${leak(value)}`;
const GITHUB = { GITHUB_ACTIONS: 'true', CI: 'true' };

const SCENES: [name: string, scene: Scene][] = [
  ['files', { argv: [], make: onDisk('a.ts') }],
  ['a path with a space and quotes', { argv: [HOSTILE], make: onDisk(HOSTILE) }],
  ['a path with a leading dash', { argv: ['--', '-rf.ts'], make: onDisk('-rf.ts') }],
  ['a path with a value', { argv: [`logs/${value}.ts`], make: onDisk(`logs/${value}.ts`) }],
  ['a directory with a value', { argv: [`logs-${value}`], make: onDisk(`logs-${value}/a.ts`) }],
  ['a pattern', { argv: ['src/**/*.ts'], make: onDisk('src/a b/x.ts') }],
  [
    'files of low confidence',
    { argv: ['--min-confidence', 'low'], make: (repo) => repo.write('a.md', `navixy ${value}\n`) },
  ],
  ['included files', { argv: ['--include', '*.ts', '--exclude', "it's*"], make: onDisk('a.ts') }],
  [
    'ignored files',
    {
      argv: ['--ignored'],
      make: (repo) => {
        repo.write('.gitignore', 'x.ts\n');
        repo.write('x.ts', leak(value));
      },
    },
  ],
  [
    'files with other settings',
    {
      argv: ['--config', 'my settings.json'],
      make: (repo) => {
        onDisk('a.ts')(repo);
        repo.write('my settings.json', '{}');
        repo.write('.navixy-secrets.json', JSON.stringify({ allow: [{ path: 'a.ts', reason: 'x' }] }));
      },
    },
  ],
  [
    'files without settings',
    {
      argv: ['--no-config'],
      make: (repo) => {
        onDisk('a.ts')(repo);
        repo.write('.navixy-secrets.json', JSON.stringify({ allow: [{ path: 'a.ts', reason: 'x' }] }));
      },
    },
  ],
  [
    'files with comments that do not count',
    {
      argv: ['--no-inline-ignores'],
      make: (repo) => repo.write('a.ts', `// navixy-secrets-ignore: old\n${leak(value)}`),
    },
  ],
  [
    'what a change hides from the settings',
    {
      argv: ['--trust-base', 'main'],
      make: (repo) => {
        onDisk('a.ts')(repo);
        repo.write('.navixy-secrets.json', JSON.stringify({ allow: [{ path: 'a.ts', reason: 'x' }] }));
      },
    },
  ],
  [
    'the index',
    {
      argv: ['--staged'],
      make: (repo) => {
        repo.write('a.ts', leak(value));
        repo.git('add', '-A');
        repo.write('a.ts', 'gone');
      },
    },
  ],
  ['the history', { argv: ['--history'], make: removed }],
  [
    'the history of a folder whose name holds a value',
    {
      argv: ['--history', `below ${value}`],
      reader: `below ${value}`,
      make: (repo) => {
        mkdirSync(repo.path(`below ${value}`));
        execFileSync('sh', [
          '-c',
          `cd "$1" && git init -q && git -c user.name=a -c user.email=a@b commit -q --allow-empty -m "NAVIXY_HASH=$2"`,
          'sh',
          repo.path(`below ${value}`),
          value,
        ]);
      },
    },
  ],
  ['everything', { argv: ['--all'], make: removed }],
  [
    'the git folder',
    {
      argv: ['--git-folder'],
      make: (repo) => void repo.git('remote', 'add', 'x', `https://api.navixy.com/v2/x?hash=${value}`),
    },
  ],
  ['a range', { argv: ['--range', 'main..work'], make: removed }],
  [
    'a branch with a hostile name',
    {
      argv: ['--range', "main..$(touch${IFS}PWNED);'\u202e"],
      make: (repo) => removed(repo, "$(touch${IFS}PWNED);'\u202e"),
    },
  ],
  [
    'a branch that holds a value',
    { argv: ['--since', 'main', '--trust-base', 'main'], make: (repo) => removed(repo, `NAVIXY_HASH=${value}`) },
  ],
  [
    'a range that holds a value',
    { argv: ['--range', `main..NAVIXY_HASH=${value}`], make: (repo) => removed(repo, `NAVIXY_HASH=${value}`) },
  ],
  ['commits since', { argv: ['--since', 'main'], make: removed }],
  ['a diff', { argv: ['--diff'], stdin: DIFF, make: () => undefined }],
  [
    'all lines of a diff',
    {
      argv: ['--diff', '--diff-lines', 'all'],
      stdin: DIFF.replace('+1 @@', '-1 +0,0 @@').replace('\n+export', '\n-export'),
      make: () => undefined,
    },
  ],
  ['standard input', { argv: ['-'], stdin: leak(value), make: () => undefined }],
  [
    'standard input with a name',
    { argv: ['--stdin-path', `src/${value} x.ts`], stdin: leak(value), make: () => undefined },
  ],
  ['a folder below', { argv: ['.'], folder: 'front end', make: onDisk('front end/a.ts') }],
  ['a range in a CI', { argv: ['--range', 'main..work'], env: GITHUB, clone: true, make: removed }],
  ['files in a CI, by an absolute path', { argv: [], env: GITHUB, clone: true, make: onDisk('a.ts') }],
  [
    'a pull request',
    {
      command: 'ci',
      argv: [],
      env: { ...GITHUB, GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: '.git/event.json' },
      clone: true,
      make: (repo) => {
        removed(repo);
        repo.write(
          '.git/event.json',
          JSON.stringify({
            pull_request: {
              base: { sha: repo.git('rev-parse', 'main') },
              head: { sha: repo.git('rev-parse', 'work') },
            },
          }),
        );
      },
    },
  ],
];

describe.each(SCENES)(
  'after a scan of %s',
  (_, { argv, stdin, env = {}, folder = '.', reader = folder, clone, command = 'scan', make }) => {
    it('each printed command finds the same secret, in every format, and nothing is injected', async () => {
      using repo = new TempRepo();
      make(repo);
      using out = new TempFolder();
      const cwd = repo.path(folder);
      const options = {
        cwd,
        env: {
          ...env,
          ...(env['GITHUB_EVENT_PATH'] === undefined ? {} : { GITHUB_EVENT_PATH: repo.path('.git/event.json') }),
        },
        ...(stdin === undefined ? {} : { stdin }),
      };
      const words = argv[0] === '--' ? ['--', ...argv.slice(1)] : argv;
      using copy = new TempFolder();
      if (clone === true) repo.git('clone', '-q', '--no-hardlinks', repo.root, copy.path('clone'));
      const readers = clone === true ? copy.path('clone') : repo.path(reader);
      const seen = new Set<string>();
      const { stdout, stderr, exitCode } = await cli(
        [command, ...ADVISING.flatMap((format) => ['--format', format, '--output', out.path(format)]), ...words],
        options,
      );
      expect(exitCode, stdout + stderr).toBe(1);
      for (const format of ADVISING) {
        const report = readFileSync(out.path(format), 'utf8');
        const printed = printedCommands(report, format, 'revoke');
        expect(printed.length, report).toBeGreaterThan(0);
        for (const line of printed) seen.add(line);
      }
      for (const line of seen) {
        expect(line).not.toContain(value);
        for (const name of ['revoke', 'verify']) {
          const run = await runPrinted(
            line.replace('navixy-secrets revoke', `navixy-secrets ${name}`),
            { cwd: readers, ...(stdin === undefined ? {} : { stdin }) },
            '--api-url',
            server.baseUrl,
          );
          expect(run.stdout, `${line}\n${run.stderr}`).toContain(fingerprint);
          expect(run.exitCode, line).toBe(1);
        }
      }
      // Nothing was confirmed so far.
      const { state } = server;
      expect(state.openSessions('owner@fleet.example')).toHaveLength(1);
      const [first = ''] = seen;
      const last = await runPrinted(
        first,
        { cwd: readers, ...(stdin === undefined ? {} : { stdin }) },
        '--api-url',
        server.baseUrl,
        '--yes',
      );
      expect([last.exitCode, state.openSessions('owner@fleet.example')], last.stdout + last.stderr).toEqual([0, []]);
    });
  },
);

it('parses a printed command as words only', () => {
  expect(wordsOf("navixy-secrets revoke 'a b' $'\\033'")).toEqual(['navixy-secrets', 'revoke', 'a b', '\u001b']);
});
