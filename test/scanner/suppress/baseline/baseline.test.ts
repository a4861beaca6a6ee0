import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Baseline } from '../../../../scanner/suppress/baseline.ts';
import { hex } from '../../../support/hex.ts';
import { TempFolder, TempRepo } from '../../../support/repo.ts';
import { cli, json, leak } from '../../run.ts';

const FILE = '.navixy-secrets-baseline.json';
const [old, other, fresh] = [hex('old'), hex('other'), hex('fresh')];

function project(): TempRepo {
  const repo = new TempRepo();
  repo.write('src/a.ts', leak(old));
  repo.write('src/b.ts', leak(other));
  repo.commit('leak');
  return repo;
}

describe('baseline create', () => {
  it('writes the findings without values, lines, commits or times', async () => {
    using repo = project();
    const { exitCode, stdout } = await cli(['baseline', 'create', 'src'], { cwd: repo.root });
    expect([exitCode, stdout.split('.')[0]]).toEqual([0, 'Wrote ']);
    const text = readFileSync(repo.path(FILE), 'utf8');
    for (const value of [old, other]) expect(text).not.toContain(value);
    const { secrets, ...rest } = JSON.parse(text) as { secrets: object[] };
    expect(rest).toEqual({ version: 1, scope: 'files' });
    expect(secrets.map((entry) => Object.keys(entry))).toEqual([
      ['fingerprint', 'redacted', 'paths'],
      ['fingerprint', 'redacted', 'paths'],
    ]);
  });

  it('never overwrites a file', async () => {
    using repo = project();
    repo.write(FILE, 'mine');
    const { exitCode, stderr } = await cli(['baseline', 'create'], { cwd: repo.root });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('create never overwrites');
    expect(readFileSync(repo.path(FILE), 'utf8')).toBe('mine');
  });

  it('writes nothing if not everything could be scanned', async () => {
    using repo = project();
    expect((await cli(['baseline', 'create', 'src', 'nope'], { cwd: repo.root })).exitCode).toBe(2);
    expect((await cli(['scan', '--baseline', FILE], { cwd: repo.root })).stderr).toContain(
      `there is no baseline ${FILE}`,
    );
  });

  it('writes the same bytes after lines moved and the history was rewritten', async () => {
    using repo = project();
    await cli(['baseline', 'create', '--history', '--baseline', 'one.json'], { cwd: repo.root });
    using again = new TempRepo();
    again.write('x', 'first\n');
    again.commit('something before');
    again.write('src/a.ts', `\n\n\n${leak(old)}`);
    again.write('src/b.ts', `// moved\n${leak(other)}`);
    again.commit('another commit', { author: 'Bob', at: 1_800_000_000 });
    await cli(['baseline', 'create', '--history', '--baseline', 'one.json'], { cwd: again.root });
    expect(readFileSync(again.path('one.json'))).toEqual(readFileSync(repo.path('one.json')));
  });
});

describe('scan with a baseline', () => {
  it('reports only new findings, and says what hid the rest', async () => {
    using repo = project();
    await cli(['baseline', 'create'], { cwd: repo.root });
    const quiet = await cli(['scan'], { cwd: repo.root });
    expect(quiet.exitCode).toBe(0);
    expect(quiet.stdout).toContain(`2 places by the baseline ${FILE}: known before`);
    repo.write('src/c.ts', leak(fresh));
    for (const cwd of [repo.root, repo.path('src')])
      expect((await json(['scan'], { cwd })).report.findings.map(({ path }) => path)).toEqual(['src/c.ts']);
    expect((await json(['scan', '--no-baseline'], { cwd: repo.root })).report.findings).toHaveLength(3);
  });

  it('hides a known secret in a renamed and changed file, and says that the place is new', async () => {
    using repo = project();
    await cli(['baseline', 'create'], { cwd: repo.root });
    repo.git('mv', 'src/a.ts', 'lib.ts');
    repo.write('lib.ts', `// moved\n\n${leak(old)}`);
    const { stdout, exitCode } = await cli(['scan'], { cwd: repo.root });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('known secret, new place: lib.ts:3 (copied, or the file renamed)');
    const { report } = await json(['scan', '--history', '--baseline', FILE], { cwd: repo.root });
    expect(report.findings).toEqual([]);
  });

  it('never writes the baseline', async () => {
    using repo = project();
    await cli(['baseline', 'create'], { cwd: repo.root });
    const before = readFileSync(repo.path(FILE));
    repo.write('src/c.ts', leak(fresh));
    await cli(['scan'], { cwd: repo.root });
    expect(readFileSync(repo.path(FILE))).toEqual(before);
  });

  it('hides nothing from revoke', async () => {
    using repo = project();
    await cli(['baseline', 'create'], { cwd: repo.root });
    const { stdout, stderr } = await cli(['revoke', '--api-url', 'http://127.0.0.1:9'], { cwd: repo.root });
    expect(stdout + stderr).not.toContain('Nothing to revoke');
  });

  it('uses the baseline named in the settings', async () => {
    using repo = project();
    repo.write('.navixy-secrets.json', JSON.stringify({ baseline: 'ci/known.json' }));
    repo.write('ci/keep', '');
    await cli(['baseline', 'create'], { cwd: repo.root });
    const { report } = await json(['scan'], { cwd: repo.path('src') });
    expect([report.findings.length, report.suppressed.length, report.baseline]).toEqual([
      0,
      2,
      { file: '../ci/known.json', secrets: 2 },
    ]);
  });

  it.each(['utf8', 'utf16le'] as const)(
    'reads %s with a byte order mark, as PowerShell writes it',
    async (encoding) => {
      using repo = project();
      await cli(['baseline', 'create'], { cwd: repo.root });
      repo.write(
        FILE,
        Buffer.from(`\ufeff${readFileSync(repo.path(FILE), 'utf8').replaceAll('\n', '\r\n')}`, encoding),
      );
      expect((await cli(['scan'], { cwd: repo.root })).exitCode).toBe(0);
    },
  );

  it.each([
    ['{', 'is not JSON'],
    ['{"version":2}', 'is not a baseline of version 1'],
    [
      '{"version":1,"scope":"files","secrets":[{"fingerprint":"x","paths":[]}]}',
      'secrets[0].fingerprint must be the 20 hex digits',
    ],
    [
      '{"version":1,"scope":"files","secrets":[{"fingerprint":"0123456789abcdef0123"}]}',
      'secrets[0].paths must be a list of paths',
    ],
  ])('refuses %s', async (content, said) => {
    using repo = project();
    repo.write(FILE, content);
    const { exitCode, stderr } = await cli(['scan'], { cwd: repo.root });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(said);
  });
});

describe('baseline diff and update', () => {
  it('list new, gone, moved and unchanged findings, and write only with confirmation', async () => {
    using repo = project();
    await cli(['baseline', 'create'], { cwd: repo.root });
    expect((await cli(['baseline', 'diff'], { cwd: repo.root })).exitCode).toBe(0);
    repo.git('mv', 'src/a.ts', 'lib.ts');
    repo.git('rm', '-q', 'src/b.ts');
    repo.write('src/c.ts', leak(fresh));
    const diff = await cli(['baseline', 'diff'], { cwd: repo.root });
    expect(diff.exitCode).toBe(1);
    expect(diff.stdout).toMatch(
      /^New\n {2}\+ .* {2}src\/c\.ts .*\n\nGone\n {2}- .* {2}src\/b\.ts .*\n\nKnown secret, new place\n {2}~ .* {2}lib\.ts .*\n/,
    );
    expect(diff.stdout).toContain(`Against ${FILE}: 1 new, 1 gone, 1 secret still there.`);
    const before = readFileSync(repo.path(FILE));
    const asked = await cli(['baseline', 'update'], { cwd: repo.root });
    expect([asked.exitCode, asked.stderr.includes('run it again with --yes')]).toEqual([2, true]);
    expect(readFileSync(repo.path(FILE))).toEqual(before);
    expect((await cli(['baseline', 'update', '--yes'], { cwd: repo.root })).stdout).toContain(
      `Wrote ${FILE}: 1 secret taken in, 1 dropped.`,
    );
    expect((await cli(['baseline', 'update'], { cwd: repo.root })).stdout).toContain('is up to date');
    expect((await cli(['scan'], { cwd: repo.root })).exitCode).toBe(0);
  });

  it('keep the reasons in the baseline', async () => {
    using repo = project();
    await cli(['baseline', 'create'], { cwd: repo.root });
    const text = readFileSync(repo.path(FILE), 'utf8').replace('"paths"', '"reason": "revoked in May",\n      "paths"');
    repo.write(FILE, text);
    repo.write('src/c.ts', leak(fresh));
    await cli(['baseline', 'update', '--yes'], { cwd: repo.root });
    expect(readFileSync(repo.path(FILE), 'utf8')).toContain('"reason": "revoked in May"');
  });

  it('refuse to compare files with a history', async () => {
    using repo = project();
    await cli(['baseline', 'create', '--history'], { cwd: repo.root });
    const { exitCode, stderr } = await cli(['baseline', 'update', '--yes'], { cwd: repo.root });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Say the same as then: --history');
  });
});

it('a baseline is read as it was written, for any order of entries', () => {
  const entry = fc.record({
    fingerprint: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 20, maxLength: 20 }),
    redacted: fc.constant('a…b'),
    paths: fc.array(fc.string()),
  });
  fc.assert(
    fc.property(fc.uniqueArray(entry, { selector: ({ fingerprint }) => fingerprint }), (entries) => {
      const text = new Baseline('x', 'files', entries).toString();
      expect(new Baseline('x', 'files', entries.toReversed()).toString()).toBe(text);
      expect(Baseline.read(Buffer.from(text), 'x').toString()).toBe(text);
    }),
  );
});

it('a baseline above the repository hides nothing in it', async () => {
  using folder = new TempFolder();
  folder.write('inner/a.ts', leak(old));
  await cli(['baseline', 'create'], { cwd: folder.root });
  using repo = project();
  expect((await cli(['scan', folder.path('inner')], { cwd: repo.root })).exitCode).toBe(1);
});
