import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { TempRepo } from '../../support/repo.ts';
import { cli, json, places } from '../run.ts';

const NAMING = 'API = "https://api.eu.navixy.com/v2"\n';
const asset = (at: number) => `{"hash": "${hex(`asset ${at}`)}"}\n`;
const AT = '1:11';

/** Writes assets with only a `hash`. @returns their places, sorted by path */
function writeAssets(repo: TempRepo, number: number, pathOf: (at: number) => string): string[] {
  const paths = Array.from({ length: number }, (_, at) => pathOf(at));
  for (const [at, path] of paths.entries()) repo.write(path, asset(at));
  return paths.sort().map((path) => `${path}:${AT}`);
}

const numbered = (at: number) => `cache/icon-${at}.json`;

describe('a name with different values in many files of one kind', () => {
  it.each([
    ['with one directory and extension', numbered],
    ['with one file name', (at: number) => `packages/p${at}-name/build.json`],
    ['in directories named after parts of digests', (at: number) => `cache/${(at + 16).toString(16)}/asset-${at}.json`],
  ])('is treated as a name of digests, in files %s', async (_, pathOf) => {
    using repo = new TempRepo();
    repo.write('z/api.py', NAMING);
    const expected = writeAssets(repo, 21, pathOf);
    const { report, exitCode } = await json(['scan'], { cwd: repo.root });
    expect(places(report)).toEqual([]);
    expect(exitCode).toBe(0);
    const low = (await json(['scan', '--min-confidence', 'low'], { cwd: repo.root })).report;
    expect(places(low).sort()).toEqual(expected);
    expect(new Set(low.findings.map(({ confidence }) => confidence))).toEqual(new Set(['low']));
    expect(low.findings[0]!.evidence.map(({ signal }) => signal)).toEqual([
      'carrier-name',
      'platform-in-repository',
      'many-values',
    ]);
  });

  it('may be the name of credentials in 20 files', async () => {
    using repo = new TempRepo();
    repo.write('z/api.py', NAMING);
    const expected = writeAssets(repo, 20, numbered);
    expect(places((await json(['scan'], { cwd: repo.root })).report).sort()).toEqual(expected);
  });

  it('is counted separately for other kinds of files and for other names', async () => {
    using repo = new TempRepo();
    repo.write('z/api.py', NAMING);
    writeAssets(repo, 30, numbered);
    repo.write('config/live.json', `{"hash": "${hex('live')}"}\n`);
    repo.write('cache/login.json', `{"session_key": "${hex('session')}"}\n`);
    expect(places((await json(['scan'], { cwd: repo.root })).report)).toEqual([
      'cache/login.json:1:18',
      `config/live.json:${AT}`,
    ]);
  });

  it('is treated as the name of a credential if all files have the same value', async () => {
    using repo = new TempRepo();
    repo.write('z/api.py', NAMING);
    for (let at = 0; at < 30; at += 1) repo.write(numbered(at), asset(0));
    const { report } = await json(['scan'], { cwd: repo.root });
    expect(report.findings.map(({ occurrences }) => occurrences.length)).toEqual([30]);
  });

  it('is treated as the name of a credential if all values are versions of one file', async () => {
    using repo = new TempRepo();
    repo.write('api.py', NAMING);
    for (let at = 0; at < 22; at += 1) {
      repo.write('state.json', asset(at));
      repo.commit(`state ${at}`);
    }
    expect((await json(['scan', '--history'], { cwd: repo.root })).report.findings).toHaveLength(22);
  });

  it('does not affect files that name the platform themselves', async () => {
    using repo = new TempRepo();
    writeAssets(repo, 30, numbered);
    repo.write('cache/own.json', `{"navixy": true, "hash": "${hex('own')}"}\n`);
    repo.write('cache/named.json', `{"navixyHash": "${hex('named')}"}\n`);
    expect(places((await json(['scan'], { cwd: repo.root })).report)).toEqual([
      'cache/named.json:1:17',
      'cache/own.json:1:27',
    ]);
  });

  it('is judged the same in the history, with any number of threads, and in the index', async () => {
    using repo = new TempRepo();
    repo.write('z/api.py', NAMING);
    writeAssets(repo, 30, numbered);
    repo.write('config/live.json', `{"hash": "${hex('live')}"}\n`);
    repo.git('add', '.');
    const live = [`config/live.json:${AT}`];
    expect(places((await json(['scan', '--staged'], { cwd: repo.root })).report)).toEqual(live);
    repo.commit('all');
    for (const jobs of ['1', '3']) {
      expect(places((await json(['scan', '--history', '--jobs', jobs], { cwd: repo.root })).report)).toEqual(live);
    }
  });

  it('appears in no line of a report that is written during the scan', async () => {
    using repo = new TempRepo();
    repo.write('a.py', NAMING);
    writeAssets(repo, 30, numbered);
    const { stdout } = await cli(['scan', '--format', 'jsonl'], { cwd: repo.root });
    const types = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { type: string }).type);
    expect(types).not.toContain('finding');
    expect(types.at(-1)).toBe('summary');
  });

  it('gets the same verdict from explain as from a scan', async () => {
    using repo = new TempRepo();
    repo.write('z/api.py', NAMING);
    writeAssets(repo, 30, numbered);
    repo.write('config/live.json', `{"hash": "${hex('live')}"}\n`);
    const { stdout } = await cli(['explain', `cache/icon-7.json:${AT}`], { cwd: repo.root });
    expect(stdout).toContain('low confidence, kind hash');
    expect(stdout).toContain('is one of more than 20 different values of that name in files of this kind  many-values');
    expect(stdout).toContain('many-values limits that: low confidence');
    expect((await cli(['explain', `config/live.json:${AT}`], { cwd: repo.root })).stdout).toContain(
      'medium confidence',
    );
  });
});
