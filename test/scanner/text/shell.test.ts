import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean } from '../../../scanner/text/clean.ts';
import { commandLine, Placeholder } from '../../../scanner/text/command-line.ts';
import { shellWord } from '../../../scanner/text/shell.ts';

/** @returns the words as bash splits them */
function read(line: string): string[] {
  return execFileSync('bash', ['--norc', '-c', `printf '%s\\0' ${line}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' },
  })
    .toString()
    .split('\0')
    .slice(0, -1);
}

const HOSTILE = [
  '$(touch x)',
  '`id`',
  '; rm -rf .',
  "it's",
  '"a"',
  'a b',
  '~root',
  '!1',
  '*',
  '[a]',
  '{a,b}',
  '#x',
  'a\nb',
  '\u001b[8m',
  '\u202e\u200b\u2028',
  '-rf',
  '=ls',
  '&',
  '|',
  '<x>',
  '\\',
  "\\'",
  '',
  'é世',
  '##vso[x]',
  '%PATH%',
  '👍🏽',
  '⚠️',
  '$HOME',
  '\u00a0',
];

describe('shellWord', () => {
  it('quotes any word for a shell, on one line of visible text', () => {
    const words = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(...HOSTILE),
        fc.array(fc.constantFrom(...HOSTILE), { maxLength: 4 }).map((parts) => parts.join('')),
      ),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(words, (given) => {
        const said = given.filter((word) => !word.includes('\0') && !/\p{Cs}/u.test(word));
        const line = said.map((word) => shellWord(word)).join(' ');
        expect(read(line)).toEqual(said);
        expect(clean(line)).toBe(line);
      }),
      { numRuns: 20 },
    );
  });

  it('avoids characters with a meaning in a report', () => {
    const words = [...HOSTILE, "a[0]{1}(2)\\'"];
    const line = words.map((word) => shellWord(word, /[[\]{}]/)).join(' ');
    expect(line).not.toMatch(/[[\]{}]/);
    expect(read(line)).toEqual(words);
  });

  it('adds no quotes if none are needed', () => {
    for (const word of [
      'src/app.ts',
      '--min-confidence',
      'origin/main..HEAD',
      'https://api.eu.navixy.com/v2',
      '-',
      'member=1',
    ])
      expect(shellWord(word)).toBe(word);
  });
});

it('commandLine calls the tool, and does not quote placeholders', () => {
  expect(commandLine(['scan', 'a b', new Placeholder('FILE')])).toBe("navixy-secrets scan 'a b' FILE");
});
