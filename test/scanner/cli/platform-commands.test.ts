import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCli } from '../../../scanner/cli/run-cli.ts';
import { Secret } from '../../../src/secret.ts';
import { makeCertificates } from '../../support/certificates.ts';
import { hex } from '../../support/hex.ts';
import { startNavixyServer, type NavixyServer } from '../../support/navixy-server/index.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, json, leak, type CliRun } from '../run.ts';

const [key, dead] = [hex('cli key'), hex('cli dead')];
const OWNER = { login: 'owner@fleet.example', password: 'correct horse 7' };
const LOGIN = { NAVIXY_LOGIN: OWNER.login, NAVIXY_PASSWORD: OWNER.password };
let server: NavixyServer;
let folder: TempFolder;

beforeEach(async () => {
  folder = new TempFolder();
  server = await startNavixyServer({ users: [{ ...OWNER, keys: [{ hash: key, title: 'Billing export' }] }] });
});
afterEach(async () => {
  folder[Symbol.dispose]();
  await server.close();
});

const run = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<CliRun> =>
  cli([command, ...args, '--api-url', server.baseUrl], { cwd: folder.root, env });
const fingerprint = (value: string): string => new Secret(value).fingerprint;

describe('scan --verify', () => {
  const ACTIVE = () => folder.write('living.js', leak(key));
  const REVOKED = () => folder.write('dead.js', leak(dead));

  test.each<[string, (() => string)[], string[], number]>([
    ['an active secret', [ACTIVE, REVOKED], [], 1],
    ['revoked secrets', [REVOKED], [], 1],
    ['an active secret with --fail-on alive', [ACTIVE, REVOKED], ['--fail-on', 'alive'], 1],
    ['revoked secrets with --fail-on alive', [REVOKED], ['--fail-on', 'alive'], 0],
    ['no secret', [], ['--fail-on', 'alive'], 0],
  ])('has the right exit code for %s', async (_name, files, args, exitCode) => {
    for (const write of files) write();
    expect((await run('scan', ['--verify', ...args])).exitCode).toBe(exitCode);
  });

  test.each(['alive', 'any'])('exits with 2 for --fail-on %s if the status is unknown', async (failOn) => {
    REVOKED();
    server.fault({ path: 'base/nothing', status: 403, body: 'denied' });
    expect((await run('scan', ['--verify', '--fail-on', failOn])).exitCode).toBe(2);
  });

  test('reports which secrets are active, and asks once for each secret', async () => {
    ACTIVE();
    folder.write('copy.js', leak(key) + leak(key));
    REVOKED();
    const { report, stdout } = await json(['scan', '--verify', '--api-url', server.baseUrl], { cwd: folder.root });
    expect(
      report.findings.map(({ api, occurrences }) => [
        occurrences.map(({ path, line }) => `${path}:${line}`),
        api?.status,
      ]),
    ).toEqual([
      [['copy.js:1', 'copy.js:2', 'living.js:1'], 'alive'],
      [['dead.js:1'], 'dead'],
    ]);
    // Twice, with a random value in between.
    expect(server.requests.filter(({ path, hash }) => path === 'base/nothing' && hash === key)).toHaveLength(2);
    expect(stdout).not.toContain(key);
    const text = await run('scan', ['--verify']);
    expect(text.stdout).toContain('2 secrets: 1 alive, 1 dead, 0 unknown.');
  });

  test('--fail-on alive is an error without --verify', async () => {
    const { exitCode, stderr } = await cli(['scan', '--fail-on', 'alive'], { cwd: folder.root });
    expect([exitCode, stderr.includes('Add --verify.')]).toEqual([2, true]);
  });

  test('is required for a scan to send requests', async () => {
    ACTIVE();
    await run('scan', []);
    expect(server.requests).toEqual([]);
  });
});

describe('the commands', () => {
  test('verify reports status, kind and place', async () => {
    folder.write('a.js', leak(key));
    const { exitCode, stdout } = await run('verify', ['--format', 'json', '--only', fingerprint(key)]);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ secrets: [{ status: 'alive', what: 'api-key', places: ['a.js:1'] }] });
  });

  test('verify of the history reports commits', async () => {
    using repo = new TempRepo();
    repo.write('a.js', leak(key));
    repo.commit('add');
    const { exitCode, stdout } = await cli(['verify', '--history', '--api-url', server.baseUrl], { cwd: repo.root });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/a\.js:1 \(commit [0-9a-f]{8}\)/u);
  });

  test('rotate writes the new key to .env and the record to the evidence file', async () => {
    folder.write('a.js', leak(key));
    const evidence = folder.path('evidence.jsonl');
    const { exitCode, stdout, stderr } = await run(
      'rotate',
      ['a.js', '--to-env', '.env:NAVIXY_KEY', '--yes', '--deployed', '--evidence', evidence],
      LOGIN,
    );
    expect(exitCode).toBe(0);
    const [made] = server.state.user(OWNER.login).keys;
    expect(readFileSync(folder.path('.env'), 'utf8')).toBe(`NAVIXY_KEY=${made?.hash}\n`);
    for (const value of [key, made?.hash ?? '?', OWNER.password])
      for (const seen of [stdout, stderr, readFileSync(evidence, 'utf8')]) expect(seen).not.toContain(value);
  });

  test.each<[string[], string]>([
    [['rotate', '--to-file', 'x', '--show'], 'one place only'],
    [['rotate'], 'Nothing to rotate: no secret was found in '],
    [['keys'], 'The keys of which account?'],
    ...['verify', 'revoke', 'rotate', 'keys', 'scan', 'ci'].flatMap((command): [string[], string][] => [
      [
        [command, '--region', 'eu', '--api-url', 'https://gps.brand.example/v2'],
        "error: option '--region <region...>' cannot be used with option '--api-url <url>'",
      ],
      [
        [command, '--trust-config', 'mine.json', '--region', 'eu'],
        "error: option '--region <region...>' cannot be used with option '--trust-config <file>'",
      ],
      [
        [command, '--no-config', '--config', 'mine.json'],
        "error: option '--no-config' cannot be used with option '--config <file>'",
      ],
    ]),
    [['scan', '--region', 'eu'], '--region has no effect without --verify\n  Add --verify.'],
    [['ci', '--history', '--ca-file', 'a.pem'], '--ca-file has no effect without --verify'],
    [['scan', '--repos', 'list', '--api-url', 'https://gps.brand.example'], '--api-url has no effect without --verify'],
    [['verify', '--region', 'mars'], 'Allowed choices are eu, us, me'],
    [['revoke', '--kind', 'password'], 'Allowed choices are api-key, session, panel-session'],
    [
      ['verify', '--ca-file', 'nowhere.pem'],
      'cannot read the certificates in nowhere.pem: no such file\n  Check the spelling',
    ],
    [['verify', '--trust-config', 'nowhere.json'], 'cannot read nowhere.json: no such file\n  Check the spelling'],
    [['verify', '--api-url', 'ftp://gps.brand.example'], 'It begins with neither https:// nor http://'],
    [['revoke', '--api-url', 'http://gps.brand.example/v2'], 'over HTTPS only'],
  ])('%j exits with 2 and says why', async (argv, message) => {
    const { exitCode, stderr } = await cli(argv, { cwd: folder.root });
    expect([exitCode, stderr.includes(message)]).toEqual([2, true]);
    expect(server.requests).toEqual([]);
  });

  test('keys marks the keys that the scan found', async () => {
    folder.write('a.js', leak(key));
    const { exitCode, stdout } = await run('keys', [], LOGIN);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('LEAKED, found in a.js:1');
  });

  test('refuse a configuration in the scanned directory that says where to send secrets', async () => {
    folder.write('a.js', leak(dead));
    folder.write('.config/navixy-secrets/config.json', JSON.stringify({ apiUrls: [server.baseUrl] }));
    const { exitCode, stderr } = await cli(['verify'], { cwd: folder.root });
    expect([exitCode, stderr.includes('it lies in what was scanned')]).toEqual([2, true]);
    expect(server.requests).toEqual([]);
  });

  test('use TLS with --ca-file', async () => {
    const certificates = makeCertificates();
    const tls = await startNavixyServer({ tls: certificates.valid });
    folder.write('a.js', leak(dead));
    const ca = folder.write('ca.pem', certificates.ca);
    expect((await cli(['verify', 'a.js', '--api-url', tls.baseUrl], { cwd: folder.root })).exitCode).toBe(2);
    expect(
      (await cli(['verify', 'a.js', '--api-url', tls.baseUrl, '--ca-file', ca], { cwd: folder.root })).exitCode,
    ).toBe(0);
    await tls.close();
  });

  test.each(['verify', 'revoke', 'rotate', 'keys'])('%s --help has examples and exit codes', async (command) => {
    const { stdout } = await cli([command, '--help'], { cwd: '/' });
    for (const part of ['Examples:', 'Exit status: 0', '--api-url', '--evidence']) expect(stdout).toContain(part);
  });
});

test('an incomplete scan never succeeds', async () => {
  folder.write('a.js', leak(dead));
  const { exitCode, stderr } = await run('verify', ['a.js', 'gone.js']);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^Not scanned: .*gone\.js/mu);
});

test('an abort during the scan sends nothing', async () => {
  folder.write('a.js', leak(key));
  const stop = new AbortController();
  stop.abort();
  let said = '';
  const io = {
    stdout: (text: string) => void (said += text),
    stderr: (text: string) => void (said += text),
    stdin: (async function* () {})(),
    isOutTerminal: false,
    isErrTerminal: false,
    isInTerminal: false,
  };
  const { exitCode } = await runCli(
    ['revoke', '--yes', '--api-url', server.baseUrl],
    io,
    { PATH: process.env['PATH'], HOME: folder.root },
    folder.root,
    stop.signal,
  );
  expect(exitCode).toBe(2);
  expect(server.requests).toEqual([]);
  expect(existsSync(folder.path('.env'))).toBe(false);
});

describe('the sources of other commands', () => {
  /** A repository with a key in an ignored file, in an old commit and in `.git`. */
  const repository = (): TempRepo => {
    const repo = new TempRepo();
    repo.commit('start');
    repo.write('gone.js', leak(key));
    repo.commit('leak');
    repo.git('rm', '-q', 'gone.js');
    repo.commit('take it away');
    return repo;
  };

  test.each([['--history'], ['--all'], ['--since', 'HEAD~2'], ['--range', 'HEAD~2..HEAD']])(
    'verify accepts %j %j as scan does',
    async (...args) => {
      using repo = repository();
      const { stdout, exitCode } = await cli(['verify', ...args, '--api-url', server.baseUrl], { cwd: repo.root });
      expect(stdout).toContain('1 secret: 1 alive');
      expect(exitCode).toBe(1);
    },
  );

  test.each([
    [['--diff'], `--- /dev/null\n+++ b/x.js\n@@ -0,0 +1 @@\n+${leak(key)}`],
    [['--stdin-path', 'x.js'], leak(key)],
    [['-'], leak(key)],
  ])('revoke never prompts if standard input was scanned, even at a terminal: %j', async (args, text) => {
    let output = '';
    const write = (chunk: string) => void (output += chunk);
    const stdin = (async function* () {
      yield text;
    })();
    const io = { stdout: write, stderr: write, stdin, isOutTerminal: true, isErrTerminal: true, isInTerminal: true };
    const { exitCode } = await runCli(
      ['revoke', ...args, '--api-url', server.baseUrl],
      io,
      { PATH: process.env['PATH'], HOME: folder.root, TERM: 'dumb' },
      folder.root,
    );
    expect(output).toContain('--yes');
    expect(exitCode).not.toBe(0);
    expect(server.requests.map(({ path }) => path).filter((path) => /delete|logout/.test(path))).toEqual([]);
  });

  test.each([
    ['verify', ['--staged', '--diff', '--stdin-path']],
    ['revoke', ['--staged', '--diff', '--stdin-path']],
    ['rotate', ['--staged']],
    ['keys', []],
  ])('%s --help lists its sources', async (command, more) => {
    const { stdout } = await cli([command, '--help'], { cwd: folder.root });
    for (const option of [
      ...more,
      '--all',
      '--history',
      '--git-folder',
      '--since',
      '--range',
      '--include',
      '--exclude',
      '--ignored',
      '--allow-alternates',
    ])
      expect(stdout).toContain(option);
  });
});
