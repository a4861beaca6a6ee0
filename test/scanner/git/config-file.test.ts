import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settingsIn } from '../../../scanner/git/config-file.ts';
import { TempFolder } from '../../support/repo.ts';

/** @returns the settings that git reads from a file, or undefined if git fails */
function readByGit(folder: TempFolder, text: string): [string, string | undefined][] | undefined {
  const file = folder.write('config', Buffer.from(text, 'latin1'));
  const { status, stdout } = spawnSync('git', ['config', '--file', file, '--list', '-z'], {
    encoding: 'latin1',
    env: { PATH: process.env['PATH'], LC_ALL: 'C' },
  });
  if (status !== 0) return undefined;
  return stdout
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => {
      const at = entry.indexOf('\n');
      return at < 0 ? [entry, undefined] : [entry.slice(0, at), entry.slice(at + 1)];
    });
}

// Git versions differ in whether a tab in a value becomes a space. No setting that we use depends on it.
const plain = (settings: readonly (readonly [string, string | undefined])[]) =>
  settings.map(([key, value]) => [key, value?.replaceAll(/\s/g, ' ')]);

const piece = fc.constantFrom(
  '[core]',
  '[include]',
  '[includeIf "gitdir:~/x"]',
  '[a "b\\"c"]',
  '[a.B]',
  '[ "x"]',
  '[a "b" ]',
  '[a',
  'path',
  'PATH',
  'excludesFile',
  'a-1',
  '=',
  ' = ',
  '"',
  '\\',
  '\\\\',
  '\\"',
  '\\n',
  '\\t',
  '\\x',
  '\n',
  '\r\n',
  '\r',
  '\\\n',
  '\\\r\n',
  ' ',
  '\t',
  '#',
  ';',
  ' # more',
  ' ; more',
  '/tmp/wait',
  '"/tmp/a b"',
  'b"c d"e',
  '~/x',
  'x',
  '\xe9',
  '\xef\xbb\xbf',
  'true',
);

describe('a git configuration file', () => {
  it('is read as git reads it, for random content', () => {
    using folder = new TempFolder();
    let read = 0;
    fc.assert(
      fc.property(
        fc.constantFrom('', '\xef\xbb\xbf', '[include]\n'),
        fc.array(piece, { maxLength: 14 }),
        (start, pieces) => {
          const text = start + pieces.join('');
          const expected = readByGit(folder, text);
          const found = settingsIn(Buffer.from(text, 'latin1')).map(({ key, value }) => [key, value] as const);
          if (expected === undefined) return;
          read += 1;
          expect(plain(found)).toEqual(plain(expected));
        },
      ),
      { numRuns: 300 },
    );
    expect(read).toBeGreaterThan(50);
  });

  it.each([
    ['a comment after it', 'path = /tmp/wait # not part of it'],
    ['a comment without a space before it', 'path = /tmp/wait;not part of it'],
    ['a continued line', 'path = /tmp/\\\nwait'],
    ['quotes inside', 'path = /t"mp/w"ait'],
    ['an escape', 'path = "/tmp/\\"wait"', '/tmp/"wait'],
    ['lower and upper case', 'PaTh=/tmp/wait'],
    ['the setting on the line of its section', 'path=/tmp/wait'],
  ])('has the right value with %s', (_, line, value = '/tmp/wait') => {
    expect(settingsIn(Buffer.from(`[include] ${line}`))).toEqual([{ key: 'include.path', value }]);
  });

  it('keeps settings before a syntax error', () => {
    expect(settingsIn(Buffer.from('[include]\npath = /tmp/wait\n[broken\n'))).toEqual([
      { key: 'include.path', value: '/tmp/wait' },
    ]);
  });
});
