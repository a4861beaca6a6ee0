// Prose is broken between words only.
import { expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { TempFolder } from '../../support/repo.ts';
import { wrap } from '../../../scanner/text/wrap.ts';
import { runCli } from '../../../scanner/cli/program.ts';
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

it('fits the reasons of a finding into a terminal, and leaves commands whole', async () => {
  using folder = new TempFolder();
  folder.write('client-of-the-fleet.ts', leak(hex('wrap')));
  let stdout = '';
  const io = {
    stdout: (chunk: string) => void (stdout += chunk),
    stderr: () => {},
    stdin: (async function* () {})(),
    ...{ isOutTerminal: true, outColumns: 60, isErrTerminal: false, isInTerminal: false },
  };
  const env = { PATH: process.env['PATH'], HOME: folder.root, NO_COLOR: '1' };
  await runCli(['scan', 'client-of-the-fleet.ts'], io, env, folder.root);
  const lines = stdout.split('\n');
  const at = lines.findIndex((line) => line.startsWith('    why: '));
  expect(lines.slice(at, at + 3)).toEqual([
    '    why: is called "NAVIXY_HASH", a name of the platform\'s',
    '      credential',
    '',
  ]);
  expect(lines).toContain('       navixy-secrets revoke client-of-the-fleet.ts');
  expect(lines.filter((line) => line.length > 60 && !/fingerprint|navixy-secrets |│/.test(line))).toEqual([]);
});
