// Prose is broken between words only.
import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { startNavixyServer } from '../../support/navixy-server/index.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { wrap, wrapText } from '../../../scanner/text/wrap.ts';
import { runCli } from '../../../scanner/cli/run-cli.ts';
import { leak } from '../run.ts';

it.each([
  ['a short line', '  one two', 20, '  one two'],
  ['a long line', '  one two three four', 12, '  one two\n    three\n    four'],
  ['a word that is longer than the terminal', '  one incomprehensible two', 10, '  one\n    incomprehensible\n    two'],
  ['colours, which have no width', '\u001b[2mone\u001b[22m two', 7, '\u001b[2mone\u001b[22m two'],
  ['no width', 'one two three', undefined, 'one two three'],
])('wraps %s', (_, text, width, expected) => {
  expect(wrap(text, width, 4)).toBe(expected);
});

it.each([
  ['short lines', 'one two\nthree\n', 'one two\nthree\n'],
  ['below its number', '  1. one two three four five', '  1. one two three\n     four five'],
  ['below its column', '   to do    one two three', '   to do    one two\n            three'],
  ['below its mark', '- one two three four five', '- one two three four\n  five'],
  ['with columns', 'one  two three four five', 'one  two three four\n  five'],
  ['before a command', 'See: navixy-secrets scan a b c', 'See:\nnavixy-secrets scan a b c'],
  ['not within a command', '  navixy-secrets scan a b c d', '  navixy-secrets scan a b c d'],
  [
    'before a command of an installed package',
    '  2. Was it sent? Then: npx navixy-secrets revoke --history',
    '  2. Was it sent?\n     Then:\n     npx navixy-secrets revoke --history',
  ],
  ['before a command of git', 'Or not at all: git commit --no-verify', 'Or not at all:\ngit commit --no-verify'],
  [
    'before a command of git in another folder',
    String.raw`  git -C '/a b'\''c' push --force URL`,
    String.raw`  git -C '/a b'\''c' push --force URL`,
  ],
  ['before a command that deletes', 'Delete the clone: rm -rf /a/b', 'Delete the clone:\nrm -rf /a/b'],
  ['not within code', '    │ const one = two + three + four;', '    │ const one = two + three + four;'],
  ['in a sentence about the tool', 'navixy-secrets stopped this commit', 'navixy-secrets\nstopped this commit'],
])('wraps a message %s', (_, text, expected) => {
  expect(wrapText(text, 20)).toBe(expected);
  expect(wrapText(text, undefined)).toBe(text);
});

/** Runs the command in a terminal of this width. */
async function inTerminal(argv: readonly string[], cwd: string, columns: number): Promise<string[]> {
  let stdout = '';
  const io = {
    stdout: (chunk: string) => void (stdout += chunk),
    stderr: () => {},
    stdin: (async function* () {})(),
    ...{ isOutTerminal: true, outColumns: columns, isErrTerminal: false, isInTerminal: false },
  };
  await runCli(argv, io, { PATH: process.env['PATH'], HOME: cwd, NO_COLOR: '1' }, cwd);
  return stdout.split('\n');
}

it('fits the reasons of a finding into a terminal, and leaves commands whole', async () => {
  using folder = new TempFolder();
  folder.write('client-of-the-fleet.ts', leak(hex('wrap')));
  const lines = await inTerminal(['scan', 'client-of-the-fleet.ts'], folder.root, 60);
  const at = lines.findIndex((line) => line.startsWith('    why: '));
  expect(lines.slice(at, at + 3)).toEqual([
    '    why: is called "NAVIXY_HASH", a name of the platform\'s',
    '      credential',
    '',
  ]);
  expect(lines).toContain('       navixy-secrets revoke client-of-the-fleet.ts');
  expect(lines.filter((line) => line.length > 60 && !/fingerprint|navixy-secrets |│/.test(line))).toEqual([]);
});

it('fits the report of a hook into a terminal', async () => {
  using repo = new TempRepo();
  repo.write('a.ts', leak(hex('wrapped in a hook')));
  repo.git('add', '-A');
  const lines = await inTerminal(['hook', 'pre-commit'], repo.root, 50);
  expect(lines.filter((line) => line.length > 50 && !/^ *navixy-secrets |│|^● /.test(line))).toEqual([]);
  const revoking = lines.findIndex((line) => line.includes('Was it ever pushed or sent?'));
  expect(lines.slice(revoking, revoking + 2)).toEqual([
    '  1. Was it ever pushed or sent? Revoke it first:',
    '     navixy-secrets revoke --staged',
  ]);
});

describe('the messages of commands that talk to the platform', () => {
  const owner = { login: 'owner@fleet.example', password: 'x' };
  const value = hex('wrapped on the platform');

  it.each(['verify', 'revoke'])('fit into a terminal: %s', async (command) => {
    const server = await startNavixyServer({ users: [{ ...owner, sessions: [value] }] });
    try {
      using folder = new TempFolder();
      folder.write('a.ts', leak(value));
      const argv = [command, 'a.ts', '--api-url', server.baseUrl, ...(command === 'revoke' ? ['--yes'] : [])];
      const lines = await inTerminal(argv, folder.root, 50);
      expect(lines.length).toBeGreaterThan(4);
      expect(lines.filter((line) => line.length > 50 && !/^ *navixy-secrets /.test(line))).toEqual([]);
    } finally {
      await server.close();
    }
  });

  it('leave JSON as it is', async () => {
    const server = await startNavixyServer({ users: [{ ...owner, sessions: [value] }] });
    try {
      using folder = new TempFolder();
      folder.write('a.ts', leak(value));
      const lines = await inTerminal(['verify', '--format', 'json', '--api-url', server.baseUrl], folder.root, 20);
      expect(lines).toContain('  "version": 1,');
      expect(JSON.parse(lines.join('\n'))).toMatchObject({ summary: { alive: 1 } });
    } finally {
      await server.close();
    }
  });
});
