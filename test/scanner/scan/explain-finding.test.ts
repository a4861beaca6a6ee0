import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/index.ts';
import { hex } from '../../support/hex.ts';
import { TempRepo } from '../../support/repo.ts';
import { cli } from '../run.ts';

const run = (argv: readonly string[], cwd: string) => cli(argv, { cwd });

const value = hex('explained');
const digest = hex('digest');
const { redacted, fingerprint, sha256 } = new Secret(value);

describe('explain', () => {
  it('prints the evidence and how it led to the verdict', async () => {
    using repo = new TempRepo();
    repo.write('a.js', `// navixy\nconst token = '${value}';\n`);
    const { exitCode, stdout } = await run(['explain', 'a.js:2'], repo.root);
    expect(stdout).toBe(
      [
        `a.js:2:16  ${redacted}  high confidence, kind hash`,
        '  for      is called "token", the name of a credential  credential-name',
        '  for      the platform is named nearby (navixy)  platform-near',
        '  so       it is called as some credential is called; the platform is named nearby: high confidence',
        '',
      ].join('\n'),
    );
    expect(exitCode).toBe(0);
  });

  it('explains a value that is no finding', async () => {
    using repo = new TempRepo();
    repo.write('a.js', `const etag = '${digest}', NAVIXY_HASH = '${value}';\n`);
    const { exitCode, stdout } = await run(['explain', 'a.js:1:15'], repo.root);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('a.js:1:15');
    expect(stdout).toContain('no finding');
    expect(stdout).toContain('is called "etag", a digest, another secret, a file or an identifier  foreign-name');
    expect(stdout).not.toContain(redacted);
    expect(stdout).not.toContain(digest);
  });

  it('takes other files of the repository into account, as a scan does', async () => {
    using repo = new TempRepo();
    repo.write('README.md', 'We build on Navixy.\n');
    repo.write('lib/a.js', `hash = '${value}'\n`);
    const { stdout } = await run(['explain', 'lib/a.js:1', '--format', 'json'], repo.root);
    expect(JSON.parse(stdout)).toMatchObject([
      {
        path: 'lib/a.js',
        line: 1,
        column: 9,
        encoding: 'plain',
        redacted,
        fingerprint,
        sha256,
        confidence: 'medium',
        kind: 'hash',
        evidence: [{ signal: 'carrier-name' }, { signal: 'platform-in-repository' }],
      },
    ]);
  });

  it('names the steps for a place that is only in the history', async () => {
    using repo = new TempRepo();
    repo.write('a.js', `const NAVIXY_HASH = '${value}';\n`);
    const commit = repo.commit('leak');
    repo.write('a.js', 'clean\n');
    repo.commit('clean up');
    const steps =
      'navixy-secrets scan --history --output report.json; ' +
      'navixy-secrets explain FINGERPRINT --report report.json\n';
    const said = async (place: string) => {
      const { exitCode, stderr } = await run(['explain', place], repo.root);
      return [exitCode, stderr];
    };
    expect(await said(`commit:${commit}:1`)).toEqual([
      2,
      `navixy-secrets: commit:${commit}:1 is in the history, not in a file on disk\n  Run: ${steps}`,
    ]);
    expect(await said('a.js:1')).toEqual([
      2,
      'navixy-secrets: no value of 32 hex digits stands at a.js:1\n' +
        `  The file holds none on disk. Is it in the history? Then: ${steps}`,
    ]);
    expect(await said('old/b.js:1')).toEqual([
      2,
      `navixy-secrets: cannot read ${repo.path('old/b.js')}: no such file\n` +
        `  Check the spelling. Is it in the history? Then: ${steps}`,
    ]);
    await run(['scan', '--history', '--output', 'report.json'], repo.root);
    const { exitCode, stdout } = await run(['explain', fingerprint, '--report', 'report.json'], repo.root);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(redacted);
  });

  it('finds a fingerprint in the files of the repository and in a report', async () => {
    using repo = new TempRepo();
    repo.write('.env', `NAVIXY_HASH=${value}\n`);
    const here = await run(['explain', fingerprint], repo.root);
    expect(here.stdout).toContain(`.env:1:13  ${redacted}  high confidence, kind hash`);
    const report = await run(['scan', '--format', 'json'], repo.root);
    repo.write('report.json', report.stdout);
    const there = await run(['explain', fingerprint, '--report', 'report.json'], repo.root);
    expect(there.stdout).toBe(here.stdout);
    const unknown = await run(['explain', '0'.repeat(20)], repo.root);
    expect([unknown.exitCode, unknown.stdout]).toEqual([2, '']);
    expect(unknown.stderr).toContain('has the fingerprint');
  });

  it.each([
    ['a.js:9', 'no value of 32 hex digits stands at a.js:9'],
    ['a.js', 'a.js is not a place in a file'],
    ['gone.js:1', 'gone.js: no such file\n  Check the spelling'],
  ])('rejects %s with an explanation', async (place, message) => {
    using repo = new TempRepo();
    repo.write('a.js', `hash = '${value}'\n`);
    const { exitCode, stdout, stderr } = await run(['explain', place], repo.root);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});

describe('settings', () => {
  it('are found in a parent directory, name hosts and names, and allow values with a reason that the report shows', async () => {
    using repo = new TempRepo();
    repo.write(
      '.navixy-secrets.json',
      JSON.stringify({
        names: ['FLEET_THING'],
        allow: [
          { path: 'fixtures/', reason: 'made up' },
          { sha256: new Secret(digest).sha256, reason: 'revoked in May' },
        ],
      }),
    );
    repo.write('app/a.env', `FLEET_THING=${value}\nNAVIXY_HASH=${digest}\n`);
    repo.write('fixtures/b.env', `NAVIXY_HASH=${hex('fixture')}\n`);
    const { exitCode, stdout } = await run(['scan', '..'], repo.path('app'));
    expect(exitCode).toBe(1);
    expect(stdout).toContain('a.env:1:13');
    expect(stdout).not.toContain('fixtures/b.env');
    expect(stdout).toContain('Suppressed\n  1 place by the settings, sha256');
    expect(stdout).toContain('revoked in May');
    expect(stdout).toContain('1 place by the settings, fixtures/: made up');
    const json = JSON.parse((await run(['scan', '--format', 'json'], repo.root)).stdout);
    expect(json.summary).toMatchObject({ findings: 1, suppressed: 2 });
    expect(json.suppressed.map((one: { path: string; by: { reason: string } }) => [one.path, one.by.reason])).toEqual([
      ['app/a.env', 'revoked in May'],
      ['fixtures/b.env', 'made up'],
    ]);
    const without = await run(['scan', '--no-config'], repo.root);
    expect(without.stdout).toContain('fixtures/b.env:1:13');
    expect(without.stdout).not.toContain('a.env:1:13');
  });

  it('may be in package.json, and their minimumConfidence is the default', async () => {
    using repo = new TempRepo();
    repo.write('package.json', JSON.stringify({ name: 'x', navixy: { minimumConfidence: 'low' } }));
    repo.write('a.js', `hash = '${value}'\n`);
    expect((await run(['scan', 'a.js', '--no-config'], repo.root)).exitCode).toBe(0);
    expect((await run(['scan', 'a.js', '--min-confidence', 'high'], repo.root)).exitCode).toBe(0);
    expect((await run(['scan', 'a.js'], repo.root)).exitCode).toBe(1);
  });

  it.each([
    ['{\n  "host":[]}', '.json:2:3: the top level has an unknown key "host"; known are hosts, names, allow, '],
    ['{"hosts":"a"}', '.navixy-secrets.json:1:2: hosts must be a list'],
    ['\ufeff[]', '.navixy-secrets.json:1:1: the top level must be an object'],
    ['{"hosts":\r\n["a.example",\r\n "http://"]}', '.json:3:2: hosts[1] names no host; an example: "gps.brand'],
    ['{"names":["a b"]}', '.navixy-secrets.json:1:11: names[0] must be a name without spaces; an example: "FLEET_KEY"'],
    ['{"allow":[{"path":"a"}]}', '.navixy-secrets.json:1:11: allow[0].reason must be a text that is not empty'],
    ['{"allow":[{"path":"[","reason":"b"}]}', '.json:1:12: allow[0].path has a "[" that is not closed'],
    ['{"hosts":[],\n"hosts":[]}', '.navixy-secrets.json:2:1: "hosts" is there twice, and only the last one counts'],
    [
      '{"allow":[{"path":"a","path":"b","reason":"c"}]}',
      '.json:1:23: "path" is there twice, and only the last one counts\n  Remove one of them.',
    ],
    ['{', '.navixy-secrets.json:1:2 is not JSON'],
    ['{\n  "hosts": ["a"],,\n}', '.navixy-secrets.json:2:18 is not JSON\n  Correct it there'],
    ['\ufeff{"hosts": ["a",]}', '.navixy-secrets.json:1:16 is not JSON'],
    ['{"hosts": ["a"]} // mine', '.navixy-secrets.json:1:18 is not JSON'],
  ])('%s is an error that says what is wrong', async (text, message) => {
    using repo = new TempRepo();
    repo.write('.navixy-secrets.json', text);
    const { exitCode, stdout, stderr } = await run(['scan'], repo.root);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});
