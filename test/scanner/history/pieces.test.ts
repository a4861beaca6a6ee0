import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { TempRepo } from '../../support/repo.ts';
import { json, places } from '../run.ts';

const value = hex('in pieces');
const [first, second] = [value.slice(0, 16), value.slice(16)];
const SPLIT = `const NAVIXY_HASH = '${first}' +\n  '${second}';\n`;
/** Enough text for git to store one version as a delta of the other. */
const FILLING = Array.from({ length: 200 }, (_, line) => `// line ${line} of a file that goes on and on\n`).join('');

async function found(repo: TempRepo): Promise<string[]> {
  const { report } = await json(['scan', '--history'], { cwd: repo.root });
  expect(report.complete).toBe(true);
  return places(report);
}

describe.each(['loose', 'packed'] as const)('a split value in %s objects', (kind) => {
  it.each([
    ['two literals', SPLIT, 'a.ts:1:22'],
    ['a list', `// navixy\nconst hash = ['${first}', '${second}'].join('');\n`, 'a.ts:2:16'],
    [
      'escapes',
      `NAVIXY_HASH="${first}${[...second].map((digit) => `\\x${digit.charCodeAt(0).toString(16)}`).join('')}"\n`,
      'a.ts:1:14',
    ],
  ])('is found in a deleted file: %s', async (_, content, place) => {
    using repo = new TempRepo();
    repo.write('a.ts', content);
    repo.commit('add');
    repo.git('rm', '-q', 'a.ts');
    repo.commit('remove');
    if (kind === 'packed') repo.git('repack', '-a', '-d', '-q');
    expect(await found(repo)).toEqual([place]);
  });
});

describe('a split value in a version stored as a delta', () => {
  it.each([
    ['adds the pieces', `// navixy\n${FILLING}`, `// navixy\n${FILLING}${SPLIT}`, 'a.ts:202:22'],
    [
      'adds the name of the platform',
      `const key = '${first}' +\n  '${second}';\n${FILLING}`,
      `const key = '${first}' +\n  '${second}';\n${FILLING}fetch('https://api.navixy.com/v2/user/get_info?hash=' + key);\n`,
      'a.ts:1:14',
    ],
  ])('is found when the delta %s', async (_, before, after, place) => {
    using repo = new TempRepo();
    repo.write('a.ts', before);
    repo.commit('before');
    repo.write('a.ts', after);
    repo.commit('after');
    repo.git('repack', '-a', '-d', '-f', '-q');
    expect(repo.git('count-objects', '-v')).toContain('count: 0\n');
    expect(await found(repo)).toEqual([place]);
  });
});

it('does not report a split value when nothing names the platform', async () => {
  using repo = new TempRepo();
  repo.write('a.ts', `const key = '${first}' +\n  '${second}';\n`);
  repo.commit('add');
  expect(await found(repo)).toEqual([]);
});
