import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../../../src/secret.ts';
import { FORMAT_NAMES } from '../../../scanner/report/format-registry.ts';
import type { JsonReport } from '../../../scanner/report/json-report-types.ts';
import { hex } from '../../support/hex.ts';
import { startNavixyServer, type NavixyServer } from '../../support/navixy-server/index.ts';
import { TempFolder } from '../../support/repo.ts';
import { leak } from '../run.ts';
import { HostileRepo, LEAKED, NAME, REF, shown, STRAY, TEXT } from './hostile.ts';

let repo: HostileRepo;
let out: TempFolder;
beforeAll(() => {
  repo = new HostileRepo();
  out = new TempFolder();
});
afterAll(() => {
  repo[Symbol.dispose]();
  out[Symbol.dispose]();
});

/** A diff that adds a leak to a file of any name, as git quotes it. */
const DIFF = `diff --git a/x b/x\n--- /dev/null\n+++ ${JSON.stringify(`b/${STRAY}`).slice(0, -1)}\\033[8m\\nFORGED\\342\\200\\256.ts"\n@@ -0,0 +1,2 @@\n+${leak(LEAKED)}+${TEXT.replaceAll('\n', ' ')}\n`;

type Source = [name: string, argv: readonly string[], stdin?: string];
const SOURCES: Source[] = [
  ['files', []],
  ['paths', [NAME, `new-${NAME}.ts`]],
  ['the history', ['--history']],
  ['everything', ['--all']],
  ['the git folder', ['--git-folder']],
  ['a range', ['--range', `HEAD~1..refs/heads/${REF}`]],
  ['the index', ['--staged']],
  ['patterns', ['--include', `*${STRAY}*`, '--exclude', `*.none\u001b\n${STRAY}`]],
  ['a diff', ['--diff'], DIFF],
  ['standard input', ['-'], `${leak(LEAKED)}${TEXT}`],
  ['standard input with a name', ['--stdin-path', `${NAME}.ts`], leak(LEAKED)],
];

it.each<Source>(SOURCES)(
  'a scan of %s prints no value and no control character in any format, on a stream or in a file',
  async (_, argv, stdin) => {
    const files = FORMAT_NAMES.flatMap((format) => ['--format', format, '--output', out.path(`report.${format}`)]);
    for (const format of ['text', 'jsonl']) {
      const run = await shown(['scan', ...argv, '--min-confidence', 'low', ...files, '--format', format], {
        cwd: repo.root,
        out,
        ...(stdin === undefined ? {} : { stdin }),
      });
      // The scan found the value.
      if (argv[0] !== '--staged') expect(run.stdout).toContain(`${LEAKED.slice(0, 4)}…${LEAKED.slice(-4)}`);
    }
  },
);

describe('an error message prints no value for', () => {
  it.each<[name: string, argv: readonly string[]]>([
    ['a missing file', ['scan', NAME + '-absent']],
    ['an invalid range', ['scan', '--range', TEXT]],
    ['a missing commit', ['scan', '--since', TEXT]],
    ['a commit with a name of git', ['scan', '--since', `no-${REF}`]],
    ['a base to trust', ['scan', '--trust-base', TEXT]],
    ['missing settings', ['scan', '--config', TEXT]],
    ['a missing baseline', ['scan', '--baseline', TEXT]],
    ['an option', ['scan', `--${TEXT}`]],
    ['a command', [TEXT]],
    ['a value of an option', ['scan', '--jobs', TEXT]],
    ['a size', ['scan', '--max-size', TEXT]],
    ['limits', ['scan', '--archive-limits', TEXT]],
    ['a format', ['scan', '--format', TEXT]],
    ['a file name without a known format', ['scan', '--output', TEXT]],
    ['a report that cannot be written', ['scan', '--output', `allowed.ts/${STRAY}\u001b\n/r.json`]],
    ['a pattern', ['scan', '--include', `!${TEXT}`]],
    ['a list', ['scan', '--repos', TEXT]],
    ['a shard', ['scan', '--repos', 'list.txt', '--shard', TEXT]],
    ['a place to explain', ['explain', TEXT]],
    ['a file to explain', ['explain', `${NAME}:1`]],
    ['a line without a value', ['explain', `new-${NAME}.ts:7`]],
    ['a fingerprint', ['explain', '0'.repeat(20), '--report', TEXT]],
    ['reports to merge', ['merge', TEXT]],
    ['a list of repositories', ['repos', TEXT]],
    ['a fingerprint to revoke', ['revoke', '--only', TEXT]],
    ['an invalid URL', ['verify', '--api-url', TEXT]],
    ['an untrusted URL', ['verify', '--api-url', `https://${STRAY}:${STRAY}@host.example/${STRAY}`]],
    ['certificates', ['verify', '--ca-file', TEXT]],
    ['a configuration', ['verify', '--trust-config', TEXT]],
    ['an evidence file', ['verify', '--evidence', `allowed.ts/${TEXT}`]],
    ['a name for the new value', ['rotate', '--to-github', TEXT]],
    ['a file for the new value', ['rotate', '--to-file', TEXT]],
    ['an entry for the new value', ['rotate', '--to-env', TEXT]],
    ['a command for the new value', ['rotate', '--to-command', `${STRAY}-absent '`]],
    ['a message of a commit', ['hook', 'commit-msg', NAME]],
    ['a hook', ['hook', TEXT]],
    ['a shell', ['completion', TEXT]],
    ['the start of a baseline', ['baseline', 'create', '--baseline', `allowed.ts/${STRAY}\u001b\n/b.json`]],
    ['a comparison with a baseline', ['baseline', 'diff', '--baseline', TEXT]],
  ])('%s', async (_, argv) => {
    expect((await shown(argv, { cwd: repo.root })).exitCode).toBe(2);
  });

  it.each<[name: string, file: string, content: string]>([
    ['settings that are not JSON', '.navixy-secrets.json', TEXT],
    ['an unknown key', '.navixy-secrets.json', JSON.stringify({ [TEXT]: 1 })],
    ['a wrong date', '.navixy-secrets.json', JSON.stringify({ allow: [{ path: TEXT, reason: TEXT, expires: TEXT }] })],
    ['a missing baseline', '.navixy-secrets.json', JSON.stringify({ baseline: TEXT })],
    ['an invalid baseline', '.navixy-secrets-baseline.json', TEXT],
    [
      'a baseline with wrong entries',
      '.navixy-secrets-baseline.json',
      JSON.stringify({ version: 1, scope: TEXT, secrets: [{ fingerprint: TEXT }] }),
    ],
  ])('%s', async (_, file, content) => {
    using folder = new TempFolder();
    folder.write(`${NAME}/${file}`, content);
    folder.write(`${NAME}/a.ts`, leak(LEAKED));
    for (const argv of [['scan'], ['baseline', 'diff'], ['verify'], ['hook', 'pre-commit']])
      expect((await shown(argv, { cwd: folder.path(NAME) })).exitCode).toBe(2);
  });

  it('errors of git', async () => {
    using broken = new HostileRepo();
    broken.write('.git/config', `[core]\n\trepositoryformatversion = ${JSON.stringify(STRAY)}\n[${STRAY}\n`);
    broken.write(`.git/refs/heads/${REF}x`, `${STRAY}\n`);
    for (const argv of [
      ['scan'],
      ['scan', '--staged'],
      ['scan', '--history'],
      ['scan', '--since', 'main'],
      ['hook', 'pre-commit'],
      ['install-hook'],
    ])
      expect((await shown(argv, { cwd: broken.root })).exitCode).toBe(2);
  });
});

describe('commands that read untrusted files print no value', () => {
  it('for explain, by place and by fingerprint', async () => {
    for (const format of ['text', 'json']) {
      const place = await shown(['explain', `new-${NAME}.ts:1`, '--format', format], { cwd: repo.root });
      expect(place.exitCode).toBe(0);
      const [fingerprint = ''] = /[0-9a-f]{20}/.exec(
        (await shown(['explain', `new-${NAME}.ts:1`, '--format', 'json'], { cwd: repo.root })).stdout,
      )!;
      expect((await shown(['explain', fingerprint, '--format', format], { cwd: repo.root })).exitCode).toBe(0);
      const [report] = JSON.parse(
        (await shown(['explain', `new-${NAME}.ts:1`, '--format', 'json'], { cwd: repo.root })).stdout,
      ) as [Record<string, unknown>];
      out.write(
        'by-hand.json',
        JSON.stringify({
          version: 1,
          findings: [
            {
              ...report,
              encoding: TEXT,
              kind: TEXT,
              confidence: 'high',
              evidence: [{ signal: TEXT, effect: 'for', detail: TEXT }],
              path: TEXT,
              redacted: TEXT,
            },
          ],
        }),
      );
      expect(
        (
          await shown(['explain', fingerprint, '--report', out.path('by-hand.json'), '--format', format], {
            cwd: repo.root,
          })
        ).exitCode,
      ).toBe(0);
    }
    execFileSync('rm', [out.path('by-hand.json')]);
  });

  it('for baseline create, diff and update', async () => {
    using folder = new HostileRepo();
    using written = new TempFolder();
    const file = written.path('baseline.json');
    const given = { cwd: folder.root, out: written };
    expect((await shown(['baseline', 'create', '--allow-incomplete', '--baseline', file], given)).exitCode).toBe(0);
    folder.write(`another-${NAME}.ts`, leak(hex('allowed')));
    for (const format of ['text', 'json'])
      expect(
        (await shown(['baseline', 'diff', '--allow-incomplete', '--baseline', file, '--format', format], given))
          .exitCode,
      ).toBe(1);
    expect(
      (await shown(['baseline', 'update', '--allow-incomplete', '--yes', '--baseline', file], given)).exitCode,
    ).toBe(0);
    written.write(
      'baseline.json',
      JSON.stringify({
        version: 1,
        scope: 'files',
        secrets: [{ fingerprint: '0'.repeat(20), redacted: 'x', paths: ['x'], reason: 'x' }],
      }),
    );
    folder.write(
      'b.json',
      JSON.stringify({
        version: 1,
        scope: 'files',
        secrets: [{ fingerprint: '0'.repeat(20), redacted: TEXT, paths: [TEXT], reason: TEXT }],
      }),
    );
    for (const format of ['text', 'json'])
      await shown(['baseline', 'diff', '--allow-incomplete', '--baseline', 'b.json', '--format', format], {
        cwd: folder.root,
      });
    await shown(['scan', '--baseline', 'b.json', '--format', 'json'], { cwd: folder.root });
  });

  it('for hooks', async () => {
    repo.git('add', '-A');
    expect((await shown(['hook', 'pre-commit'], { cwd: repo.root })).exitCode).toBe(1);
    repo.write(`.git/${NAME}`, `${TEXT}\n${leak(LEAKED)}`);
    expect((await shown(['hook', 'commit-msg', `.git/${NAME}`], { cwd: repo.root })).exitCode).toBe(1);
    const head = repo.git('rev-parse', 'HEAD');
    expect(
      (
        await shown(['hook', 'pre-push', REF, `https://x/${STRAY}`], {
          cwd: repo.root,
          stdin: `refs/heads/${REF} ${head} refs/heads/${REF} ${'0'.repeat(40)}\n`,
        })
      ).exitCode,
    ).toBe(1);
    expect((await shown(['hook', 'pre-push'], { cwd: repo.root, stdin: TEXT })).exitCode).toBe(2);
    repo.git('reset', '-q');
  });

  it('for ci', async () => {
    const event = repo.write(
      '.git/event.json',
      JSON.stringify({
        pull_request: { base: { sha: repo.git('rev-parse', 'HEAD~1') }, head: { sha: repo.git('rev-parse', 'HEAD') } },
      }),
    );
    const github = {
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_EVENT_PATH: event,
      GITHUB_REF: `refs/pull/${TEXT}/merge`,
      GITHUB_STEP_SUMMARY: out.path('summary.md'),
      GITHUB_BASE_REF: TEXT,
    };
    expect((await shown(['ci'], { cwd: repo.root, env: github, out })).exitCode).not.toBe(0);
    repo.write('.git/event.json', JSON.stringify({ pull_request: { base: { sha: TEXT }, head: { sha: TEXT } } }));
    expect((await shown(['ci'], { cwd: repo.root, env: github, out })).exitCode).toBe(2);
    for (const env of [
      {
        GITLAB_CI: 'true',
        CI_PIPELINE_SOURCE: 'push',
        CI_COMMIT_SHA: TEXT,
        CI_COMMIT_BEFORE_SHA: TEXT,
        CI_COMMIT_BRANCH: TEXT,
      },
      { GITLAB_CI: 'true', CI_PIPELINE_SOURCE: TEXT, CI_MERGE_REQUEST_DIFF_BASE_SHA: TEXT },
      { TF_BUILD: 'True', BUILD_REASON: 'PullRequest', SYSTEM_PULLREQUEST_TARGETBRANCH: TEXT },
      { JENKINS_URL: TEXT, CHANGE_ID: TEXT, CHANGE_TARGET: TEXT },
      {
        BITBUCKET_BUILD_NUMBER: '1',
        BITBUCKET_COMMIT: TEXT,
        BITBUCKET_PR_ID: TEXT,
        BITBUCKET_PR_DESTINATION_BRANCH: TEXT,
      },
    ])
      await shown(['ci'], { cwd: repo.root, env });
  });

  it('for many repositories: scan --repos, repos and merge', async () => {
    using folder = new TempFolder();
    using written = new TempFolder();
    const list = folder.write(
      'list.txt',
      `${repo.root}\nhttps://host.example/${STRAY}/x.git\n./${STRAY}\u001b\u202e\n`,
    );
    const given = { cwd: folder.root, out: written };
    for (const format of FORMAT_NAMES) {
      const run = await shown(
        [
          'scan',
          '--repos',
          list,
          '--history',
          '--clones',
          `clones-${STRAY}\u001b`,
          '--results',
          written.path('results'),
          '--format',
          format,
        ],
        given,
      );
      expect(run.exitCode).toBe(2);
      expect((await shown(['merge', written.path('results'), '--format', format], given)).exitCode).toBe(2);
    }
    for (const format of ['text', 'json'])
      expect((await shown(['repos', list, '--clones', `clones-${STRAY}`, '--format', format], given)).exitCode).toBe(2);
    folder.write(
      'shard.json',
      JSON.stringify({ kind: 'shard', version: 1, shard: { index: 1, total: 2 }, repositories: [TEXT] }),
    );
    for (const format of FORMAT_NAMES)
      expect((await shown(['merge', 'shard.json', '--format', format], given)).exitCode).toBe(2);
  });

  it('for init', async () => {
    using folder = new TempFolder();
    folder.write(
      'package.json',
      JSON.stringify({ name: TEXT, scripts: { test: TEXT }, 'simple-git-hooks': { 'pre-commit': TEXT } }, undefined, 2),
    );
    folder.write(
      'eslint.config.js',
      `// ${TEXT.replaceAll(/[\n\r\u2028]/g, ' ')}\n/*\n::error::FORGED\n*/\nexport default [];\n`,
    );
    folder.write('.gitlab-ci.yml', `# ${STRAY}\u202e\ntest:\n  script: x ${STRAY}\n`);
    execFileSync('git', ['init', '-q', folder.root]);
    for (const argv of [['init', '--check'], ['init']]) await shown(argv, { cwd: folder.root });
  });
});

describe('commands that use the platform print no value', () => {
  let server: NavixyServer;
  const key = hex('key of the account');
  beforeAll(async () => {
    server = await startNavixyServer({
      users: [
        {
          login: 'owner@fleet.example',
          password: 'a password',
          keys: [
            { hash: LEAKED, title: TEXT, createDate: TEXT },
            { hash: key, title: `${TEXT}2` },
          ],
        },
        {
          login: `${STRAY}\u001b[8m`,
          password: 'a password',
          sessions: [hex('allowed')],
          keys: [{ hash: hex('another'), title: TEXT }],
          audit: [{ category: TEXT, action: TEXT, date: '2030-10-29 12:00:36', host: TEXT }],
        },
      ],
    });
  });
  afterAll(() => server.close());

  const ENV = { NAVIXY_LOGIN: 'owner@fleet.example', NAVIXY_PASSWORD: 'a password' };

  it.each<[name: string, argv: readonly string[]]>([
    ['verify', ['verify']],
    ['verify as JSON', ['verify', '--format', 'json', '--identify']],
    ['verify of the history', ['verify', '--history', '--identify']],
    ['keys', ['keys']],
    ['keys as JSON', ['keys', '--format', 'json']],
    ['a plan to revoke', ['revoke', '--history', '--identify']],
    ['a plan to rotate', ['rotate', '--show', '--only', new Secret(LEAKED).fingerprint]],
    ['a scan with --verify', ['scan', '--verify', '--format', 'html']],
    ['revoke', ['revoke', '--yes', '--identify']],
  ])('for %s', async (_, argv) => {
    using hostile = new HostileRepo();
    hostile.write(`session-${NAME}.ts`, leak(hex('allowed')));
    using written = new TempFolder();
    const evidence = argv[0] === 'scan' ? [] : ['--evidence', written.path('evidence.jsonl')];
    const run = await shown([...argv, '--api-url', server.baseUrl, ...evidence], {
      cwd: hostile.root,
      env: ENV,
      out: written,
    });
    expect(run.stdout).toContain(`${LEAKED.slice(0, 4)}…${LEAKED.slice(-4)}`);
  });

  it('for a server with hostile answers', async () => {
    for (const body of [
      TEXT,
      JSON.stringify({ success: false, status: { code: 4, description: TEXT } }),
      JSON.stringify({ success: true, list: [{ title: TEXT }], value: TEXT }),
    ]) {
      server.fault({ path: '*', times: 6, status: 200, body });
      await shown(['verify', '--api-url', server.baseUrl], { cwd: repo.root, env: ENV });
      server.clearFaults();
      server.fault({ path: '*', times: 6, status: 500, body, headers: { 'x-header': STRAY } });
      await shown(['keys', '--api-url', server.baseUrl], { cwd: repo.root, env: ENV });
      server.clearFaults();
    }
  });
});

it('a file with a redacted path is found with the pattern in the JSON report', async () => {
  using folder = new TempFolder();
  folder.write(`a [1]/${STRAY}/b.ts`, leak(LEAKED));
  const { stdout } = await shown(['scan', '--format', 'json'], { cwd: folder.root });
  const {
    findings: [finding],
  } = JSON.parse(stdout) as JsonReport;
  expect(finding!.path).toBe(`a [1]/${STRAY.slice(0, 4)}…${STRAY.slice(-4)}/b.ts`);
  const again = await shown(['scan', finding!.pathPattern!, '--format', 'json'], { cwd: folder.root });
  expect((JSON.parse(again.stdout) as JsonReport).findings.map(({ fingerprint }) => fingerprint)).toEqual([
    finding!.fingerprint,
  ]);
});
