// The command `allow`: accepts a finding in the settings.
import { readFileSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../../src/index.ts';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, json, leak } from '../run.ts';

const value = hex('accepted');
const { sha256, redacted, fingerprint } = new Secret(value);
const FILE = '.navixy-secrets.json';

/** A repository with one finding in a subdirectory. */
function repository(settings?: string, file = FILE): TempRepo {
  const repo = new TempRepo();
  repo.write('src/a.ts', leak(value));
  if (settings !== undefined) repo.write(file, settings);
  return repo;
}
const settingsOf = (repo: TempFolder, file = FILE) => JSON.parse(readFileSync(repo.path(file), 'utf8')) as unknown;

describe('allow', () => {
  it('writes an entry at the top of the repository, shows the diff, and hides the finding', async () => {
    using repo = repository();
    const run = await cli(['allow', 'a.ts:1', '--reason', 'of the demo'], { cwd: repo.path('src') });
    expect(run).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: [
        '--- /dev/null',
        '+++ b/../.navixy-secrets.json',
        '@@ -0,0 +1,8 @@',
        '+{',
        '+  "allow": [',
        '+    {',
        `+      "sha256": "${sha256}",`,
        '+      "reason": "of the demo"',
        '+    }',
        '+  ]',
        '+}',
        '',
        `Wrote ../.navixy-secrets.json: ${redacted} is no longer reported. Commit the file.`,
        `If it may open an account, revoke it too: navixy-secrets revoke --no-config a.ts --only ${fingerprint}`,
        '',
      ].join('\n'),
    });
    expect(settingsOf(repo)).toEqual({ allow: [{ sha256, reason: 'of the demo' }] });
    const { report, exitCode } = await json(['scan'], { cwd: repo.root });
    expect([report.findings, report.suppressed.length, exitCode]).toEqual([[], 1, 0]);
    // The printed command finds the value, although it is accepted.
    expect((await json(['scan', '--no-config', 'src/a.ts'], { cwd: repo.root })).report.findings).toHaveLength(1);
  });

  it('accepts a fingerprint from the files or from a report', async () => {
    using repo = repository();
    repo.commit('Begin');
    repo.write('history.json', (await cli(['scan', '--history', '--format', 'json'], { cwd: repo.root })).stdout);
    for (const from of [[], ['--report', 'history.json']]) {
      repo.write(FILE, '{}');
      const run = await cli(['allow', fingerprint, '--reason', 'old', ...from], { cwd: repo.root });
      expect([run.exitCode, run.stderr, settingsOf(repo)]).toEqual([0, '', { allow: [{ sha256, reason: 'old' }] }]);
    }
  });

  it.each([
    ['other settings', FILE, '{\n\t"hosts": [],\n\t"allow": [{ "path": "a/", "reason": "b" }]\n}\n'],
    ['package.json', 'package.json', '{\n  "name": "fleet",\n  "navixy": { "hosts": [] }\n}\n'],
    ['a byte order mark and Windows lines', FILE, '\u{feff}{\r\n  "hosts": []\r\n}\r\n'],
  ])('adds to %s and keeps the rest', async (_, file, before) => {
    using repo = repository(before, file);
    expect((await cli(['allow', 'src/a.ts:1', '--reason', 'c'], { cwd: repo.root })).exitCode).toBe(0);
    const after = readFileSync(repo.path(file), 'utf8');
    const plain = (text: string) => JSON.parse(text.replace('\u{feff}', '')) as Record<string, { allow?: unknown[] }>;
    const [old, now] = [plain(before), plain(after)];
    const entry = { sha256, reason: 'c' };
    expect(now).toEqual(
      file === FILE
        ? { ...old, allow: [...((old['allow'] as unknown[] | undefined) ?? []), entry] }
        : { ...old, navixy: { ...old['navixy'], allow: [entry] } },
    );
    expect([after.startsWith('\u{feff}'), after.includes('\r\n'), after.includes('\t')]).toEqual([
      before.startsWith('\u{feff}'),
      before.includes('\r\n'),
      before.includes('\t'),
    ]);
    expect(/[^\r]\n/.test(after)).toBe(!before.includes('\r\n'));
  });

  it('changes no other line of a package.json', async () => {
    const before = '{\n  "files": [ "a","b" ],\n  "navixy": {\n    "hosts": ["x.example", "y.example"]\n  }\n}\n';
    using repo = repository(before, 'package.json');
    const { stdout } = await cli(['allow', 'src/a.ts:1', '--reason', 'c'], { cwd: repo.root });
    expect(stdout.match(/^[-+](?![-+]).*/gm)).toEqual([
      '-    "hosts": ["x.example", "y.example"]',
      '+    "hosts": ["x.example", "y.example"],',
      '+    "allow": [',
      '+      {',
      `+        "sha256": "${sha256}",`,
      '+        "reason": "c"',
      '+      }',
      '+    ]',
    ]);
  });

  it('replaces an entry for the same value, also an expired one, and changes nothing the second time', async () => {
    using repo = repository(JSON.stringify({ allow: [{ sha256, reason: 'a', expires: '2020-01-01' }] }));
    const run = async () => cli(['allow', 'src/a.ts:1', '--reason', 'b', '--until', '2999-12-31'], { cwd: repo.root });
    expect((await run()).stdout).toContain(`${redacted} is no longer reported, until 2999-12-31 ends.`);
    expect(settingsOf(repo)).toEqual({ allow: [{ sha256, reason: 'b', expires: '2999-12-31' }] });
    expect(await run()).toMatchObject({
      exitCode: 0,
      stdout: `${FILE} accepts ${redacted} already, with that reason; nothing changed.\n`,
    });
  });

  it.each<[what: string, args: string[], said: string]>([
    ['no reason', ['src/a.ts:1'], "required option '--reason <text>' not specified"],
    ['an empty reason', ['src/a.ts:1', '--reason', ' '], 'the entry: reason must be a text that is not empty'],
    ['a value in the reason', ['src/a.ts:1', '--reason', `is ${value}`], 'the reason holds a value'],
    ['a day in the past', ['src/a.ts:1', '--reason', 'a', '--until', '2020-01-01'], '--until 2020-01-01 is over'],
    ['an invalid day', ['src/a.ts:1', '--reason', 'a', '--until', 'soon'], 'the entry: expires must be a day'],
    ['a line without a value', ['src/a.ts:2', '--reason', 'a'], 'no value of 32 hex digits stands at src/a.ts:2'],
    ['a value that is no finding', ['src/b.ts:1', '--reason', 'a'], 'is no finding, so there is nothing to allow'],
    [
      'a line with two values',
      ['src/c.ts:1', '--reason', 'a'],
      'src/c.ts:1 has more than one value\n  Name one: src/c.ts:1:',
    ],
    ['a value as the place', [value, '--reason', 'a'], 'is not a place in a file'],
    ['an unknown fingerprint', ['0'.repeat(20), '--reason', 'a'], '0'.repeat(20)],
  ])('refuses %s and writes nothing', async (_, args, said) => {
    using repo = repository();
    repo.write('src/b.ts', `const etag = '${hex('etag')}';\n`);
    repo.write('src/c.ts', leak(hex('one')).trimEnd() + leak(hex('two')));
    const run = await cli(['allow', ...args], { cwd: repo.root });
    expect([run.exitCode, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain(said);
    expect(run.stderr).not.toContain(value);
    expect(repo.git('status', '--porcelain', '--', FILE)).toBe('');
  });

  it('does not write to invalid settings, or through a link out of the repository', async () => {
    using repo = repository('{ "hots": [] }');
    const wrong = await cli(['allow', 'src/a.ts:1', '--reason', 'a'], { cwd: repo.root });
    expect([wrong.exitCode, wrong.stderr]).toEqual([2, expect.stringContaining('has an unknown key "hots"')]);
    using other = new TempFolder();
    other.write('settings.json', '{}');
    using linked = repository();
    symlinkSync(other.path('settings.json'), linked.path(FILE));
    const out = await cli(['allow', 'src/a.ts:1', '--reason', 'a'], { cwd: linked.root });
    expect([out.exitCode, out.stderr]).toEqual([2, expect.stringContaining('is a link that leads out')]);
    expect(readFileSync(other.path('settings.json'), 'utf8')).toBe('{}');
  });
});

describe('config', () => {
  const config = async (cwd: string, ...args: string[]) => {
    const run = await cli(['config', '--format', 'json', ...args], { cwd, env: { XDG_CONFIG_HOME: '/nope' } });
    return { ...run, shown: JSON.parse(run.stdout === '' ? 'null' : run.stdout) as Record<string, unknown> };
  };

  it('shows the effective settings in a directory, and their sources', async () => {
    using repo = repository(
      JSON.stringify({
        hosts: ['gps.brand.example'],
        names: ['FLEET_KEY'],
        baseline: 'known.json',
        allow: [
          { path: 'a/', reason: 'b' },
          { path: 'c/', reason: 'd', expires: '2020-01-01' },
        ],
      }),
    );
    const from = '../.navixy-secrets.json';
    const { exitCode, shown } = await config(repo.path('src'));
    expect([exitCode, shown]).toEqual([
      0,
      {
        settings: from,
        baseline: { value: '../known.json', from },
        hosts: [
          { value: 'gps.brand.example', from },
          ...['navixy.com', 'navixy.dev', 'b2field.com'].map((name) => ({ value: name, from: 'built in' })),
        ],
        names: [{ value: 'FLEET_KEY', from }],
        minimumConfidence: { value: 'medium', from: 'built in' },
        allow: { entries: 2, expired: 1 },
        apiUrls: ['eu', 'us', 'me'].map((region) => ({
          value: `https://api.${region}.navixy.com/v2`,
          from: 'built in',
        })),
      },
    ]);
    const { stdout } = await cli(['config'], { cwd: repo.root });
    expect(stdout).toContain(`settings                 ${FILE}\nbaseline                 known.json (${FILE})\n`);
    expect(stdout).toContain('allowed findings         2 entries, 1 of them expired\n');
  });

  it('accepts the options of a scan, and reads the user configuration', async () => {
    using repo = repository('{ "minimumConfidence": "high" }', 'other.json');
    using home = new TempFolder();
    home.write('navixy-secrets/config.json', '{ "apiUrls": ["https://gps.brand.example/api-v2"] }');
    const { shown } = await config(repo.root, '--config', 'other.json', '--baseline', 'b.json');
    expect(shown).toMatchObject({
      settings: 'other.json',
      baseline: { value: 'b.json', from: '--baseline' },
      minimumConfidence: { value: 'high', from: 'other.json' },
    });
    const { stdout } = await cli(['config'], { cwd: repo.root, env: { XDG_CONFIG_HOME: home.root } });
    expect(stdout).toContain(`https://gps.brand.example/api-v2 (${home.path('navixy-secrets/config.json')})`);
  });

  it('finds a baseline with the default name, and fails for invalid settings', async () => {
    using repo = repository();
    repo.write('.navixy-secrets-baseline.json', '{}');
    expect((await config(repo.root)).shown['baseline']).toEqual({
      value: '.navixy-secrets-baseline.json',
      from: 'its usual name',
    });
    expect((await config(repo.root, '--no-baseline')).shown['baseline']).toBeNull();
    repo.write(FILE, '{ "names": 5 }');
    const wrong = await config(repo.root);
    expect([wrong.exitCode, wrong.stderr]).toEqual([2, expect.stringContaining('names must be a list')]);
    expect((await config(repo.root, '--no-config')).shown['settings']).toBeNull();
  });
});
