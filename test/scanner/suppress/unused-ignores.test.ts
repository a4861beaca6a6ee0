// Comments `navixy-secrets-ignore` that ignore nothing are reported.
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, json, leak } from '../run.ts';

const value = hex('an ignored value');
const COMMENT = '// navixy-secrets-ignore: made up';
const NOTHING = 'this navixy-secrets-ignore hides nothing; remove it';

/** @returns `line: message` of each unused comment in a file with this content */
async function unused(content: string | Uint8Array, file = 'a.ts', ...args: string[]): Promise<string[]> {
  using folder = new TempFolder();
  folder.write(file, content);
  const { report } = await json(['scan', '.', ...args], { cwd: folder.root });
  return report.warnings
    .filter(({ type }) => type === 'ignore-unused')
    .map(({ path, line, message }) => {
      expect(path).toBe(file);
      return `${line}: ${message}`;
    });
}

describe('a comment that ignores nothing', () => {
  it.each<[what: string, content: string | Uint8Array, file: string, lines: number[]]>([
    ['alone in a file', `x\n${COMMENT}\n`, 'a.ts', [2]],
    ['behind code with texts', `const a = 'b'; ${COMMENT}\n`, 'a.ts', [1]],
    ['without a reason', '# navixy-secrets-ignore\n', 'a.sh', [1]],
    ['beside one that is used', `${leak(value).trimEnd()} ${COMMENT}\n\n${COMMENT}\n`, 'a.ts', [3]],
    ['two lines above the value', `${COMMENT}\n\n${leak(value)}`, 'a.ts', [1]],
    ['as a key of JSON', '{ "navixy-secrets-ignore": "made up" }\n', 'a.json', [1]],
    ['in UTF-16', Buffer.from(`\ufeffx\n${COMMENT}\n`, 'utf16le'), 'a.ts', [2]],
    ['with Windows lines', `x\r\n${COMMENT}\r\n`, 'a.ts', [2]],
  ])('is reported: %s', async (_, content, file, lines) => {
    expect(await unused(content, file)).toEqual(lines.map((line) => `${line}: ${NOTHING}`));
  });

  it.each<[what: string, content: string | Uint8Array, file: string]>([
    ['one that hides a value', `${COMMENT}\n${leak(value)}`, 'a.ts'],
    ['one at a value of low confidence', `${COMMENT}\n// navixy ${value}\n`, 'a.ts'],
    ['a text of a program', `const a = "x ${COMMENT}"; const b = 'navixy-secrets-ignore';\n`, 'a.ts'],
    ['an example in prose', `${COMMENT}\n`, 'a.md'],
    ['a mention without a comment', 'navixy-secrets-ignore: made up\n', 'a.ts'],
    ['in an archive', gzipSync(`${COMMENT}\n`), 'a.ts.gz'],
    ['in a large file', `${COMMENT}\n${'x\n'.repeat(600_000)}`, 'a.ts'],
  ])('is not reported: %s', async (_, content, file) => {
    expect(await unused(content, file)).toEqual([]);
  });

  it('with the wrong word is named with the right one', async () => {
    expect(await unused(`// navixy-secrets-ignore-next-line: made up\n${leak(value)}`)).toEqual([
      '1: navixy-secrets-ignore-next-line is no known comment and hides nothing; ' +
        'write: navixy-secrets-ignore: why this is not a leak',
    ]);
  });

  it('is a warning in text, and leaves the exit code and -q alone', async () => {
    using folder = new TempFolder();
    folder.write('a.ts', `${COMMENT}\n`);
    const { exitCode, stdout } = await cli(['scan'], { cwd: folder.root });
    expect([exitCode, stdout]).toEqual([
      0,
      expect.stringContaining(`About the ignores\n  a.ts:1: ${NOTHING}\n\nNothing found`),
    ]);
    expect(await cli(['scan', '-q'], { cwd: folder.root })).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(await unused(`${COMMENT}\n`, 'a.ts', '--no-inline-ignores')).toEqual([]);
  });

  it('is listed ten times in text, and counted', async () => {
    using folder = new TempFolder();
    folder.write('a.ts', `${COMMENT}\n`.repeat(12));
    const { stdout } = await cli(['scan'], { cwd: folder.root });
    expect(stdout).toContain(`  a.ts:10: ${NOTHING}\n  and 2 more comments that hide nothing\n`);
  });

  it('is reported in staged files and not in history, and a hook stays silent', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', `${COMMENT}\n`);
    repo.git('add', '-A');
    const lines = async (...args: string[]) =>
      (await json(['scan', ...args], { cwd: repo.root })).report.warnings.map(({ line }) => line);
    expect(await lines('--staged')).toEqual([1]);
    expect(await cli(['hook', 'pre-commit'], { cwd: repo.root })).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    repo.commit('add');
    expect([await lines('--history'), await lines('--staged'), await lines('--all')]).toEqual([[], [], [1]]);
  });
});
