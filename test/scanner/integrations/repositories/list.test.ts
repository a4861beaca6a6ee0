import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isBelow } from '../../../../scanner/io/containment.ts';
import { readList } from '../../../../scanner/integrations/repositories/repository-list.ts';
import { hex } from '../../../support/hex.ts';
import { TempFolder, TempRepo } from '../../../support/repo.ts';
import { cli, json, leak } from '../../run.ts';

const read = (line: string, clones?: string) => readList(Buffer.from(line), '/work', clones);

describe('a list of repositories', () => {
  it.each([
    ['https://git.example/fleet/app.git', 'git.example/fleet/app.git'],
    ['https://git.example:8443/fleet/app.git', 'git.example_8443/fleet/app.git'],
    ['ssh://git@git.example/fleet/app', 'git.example/fleet/app'],
    ['git@git.example:fleet/app.git', 'git.example/fleet/app.git'],
    ['https://git.example/../../etc/x', 'git.example/etc/x'],
    ['https://git.example/a b/c?d', 'git.example/a_b/c_d'],
  ])('places the clone of %s at %s', (url, folder) => {
    expect(read(url, 'mirrors')).toEqual([{ name: url, url, folder: path.join('/work/mirrors', folder) }]);
  });

  it.each([
    ['https://token@git.example/a.git', 'https://git.example/a.git'],
    ['https://ann:pass@git.example/a.git', 'https://git.example/a.git'],
    ['ssh://git:pass@git.example/a.git', 'ssh://git@git.example/a.git'],
    ['ssh://git@git.example/a.git', 'ssh://git@git.example/a.git'],
  ])('shows %s without its password', (url, name) => {
    expect(read(url)).toEqual([{ name, url }]);
  });

  it('keeps every clone inside the clone directory', () => {
    const part = fc.string({ unit: fc.constantFrom('..', '.', '/', '\\', 'a', ':', '@', '%2e', '~', ' ', '?') });
    fc.assert(
      fc.property(fc.constantFrom('https://', 'ssh://', 'git@x:', 'file://'), part, (scheme, rest) => {
        for (const { folder } of read(`${scheme}${rest}`, 'mirrors'))
          expect(isBelow('/work/mirrors', folder!)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps each repository once, and refuses control characters', () => {
    expect(read('a\n# b\n\n./a\r\nc')).toEqual([
      { name: 'a', folder: '/work/a' },
      { name: 'c', folder: '/work/c' },
    ]);
    expect(() => read('a\nb\u001bc')).toThrow('repository 2 of the list has a control character in it');
  });
});

describe('repos', () => {
  let folder: TempFolder;
  const urls = Array.from({ length: 12 }, (_, at) => `https://git.example/fleet/app${at}.git`);
  beforeAll(() => {
    folder = new TempFolder();
    folder.write('list.txt', `# ours\n${urls.join('\n')}\nlocal\n`);
  });
  afterAll(() => folder[Symbol.dispose]());
  const repos = async (...args: string[]) =>
    cli(['repos', 'list.txt', '--clones', 'mirrors', ...args], { cwd: folder.root });

  it('prints each repository in exactly one shard, with its directory', async () => {
    const printed = await Promise.all([1, 2, 3].map(async (index) => (await repos('--shard', `${index}/3`)).stdout));
    expect(printed.every((lines) => lines !== '')).toBe(true);
    expect(printed.join('').trimEnd().split('\n').sort()).toEqual(
      [
        ...urls.map((url, at) => `${url}\t${folder.path(`mirrors/git.example/fleet/app${at}.git`)}`),
        `local\t${folder.path('local')}`,
      ].sort(),
    );
  });

  it('prints one line of JSON for a matrix', async () => {
    const { stdout, exitCode } = await repos('--format', 'json', '--shard', '2/3');
    expect(exitCode).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    const lines = (await repos('--shard', '2/3')).stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t'));
    expect(JSON.parse(stdout)).toEqual(lines.map(([repository, to]) => ({ repository, folder: to })));
  });

  it('lists the same repositories as scan --clones', async () => {
    using source = new TempRepo();
    source.write('a.ts', leak(hex('cloned')));
    source.commit('start');
    source.git('clone', '-q', '--mirror', source.root, folder.path('mirrors/git.example/fleet/app3.git'));
    const { report, exitCode } = await json(['scan', '--history', '--repos', 'list.txt', '--clones', 'mirrors'], {
      cwd: folder.root,
    });
    expect(exitCode).toBe(2);
    expect(report.findings.map(({ repository }) => repository)).toEqual([urls[3]]);
    expect(report.notLookedAt).toHaveLength(12);
    expect(report.notLookedAt[0]).toEqual({
      path: urls[0],
      reason: `has no clone at ${folder.path('mirrors/git.example/fleet/app0.git')}`,
      remedy: expect.stringContaining('git clone --mirror -- ') as string,
    });
  });

  it.each<[string[], string]>([
    [
      ['repos', 'list.txt'],
      'https://git.example/fleet/app0.git is a URL, and there is no folder for its clone\n  Say where clones lie: --clones FOLDER',
    ],
    [['repos', 'absent.txt'], 'cannot read the list absent.txt'],
    [['repos', '-'], '- names no repository'],
    [['repos', 'list.txt', '--shard', '0/3'], 'is not a shard'],
    [['scan', '--clones', 'x'], 'are for --repos'],
  ])('refuses %j', async (args, said) => {
    const { exitCode, stdout, stderr } = await cli(args, { cwd: folder.root });
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(said);
  });
});
