import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runVerify, type VerifyCommandOptions } from '../../../../scanner/cli/commands/run-verify.ts';
import type { VerifyReport } from '../../../../scanner/library/verify.ts';
import type { JsonVerification } from '../../../../scanner/remediation/verify/verification-report.ts';
import { Secret } from '../../../../src/secret.ts';
import type { Kind } from '../../../../src/types.ts';
import { hex } from '../../../support/hex.ts';
import {
  startNavixyServer,
  type Fault,
  type NavixyServer,
  type NavixyServerOptions,
} from '../../../support/navixy-server/index.ts';
import { finding, OWNER, QUICK, wire } from '../revoke/harness.ts';

const [key, session, sub, panel, dead] = [hex('key'), hex('session'), hex('sub'), hex('panel'), hex('dead')];
let server: NavixyServer;

async function start(options: NavixyServerOptions = {}): Promise<void> {
  server = await startNavixyServer({
    users: [
      { ...OWNER, keys: [{ hash: key, title: 'secret title' }], sessions: [session] },
      { login: 'sub@fleet.example', password: 'x', masterLogin: OWNER.login, sessions: [sub] },
    ],
    panels: [{ login: '77', password: 'y', sessions: [panel] }],
    ...options,
  });
}
beforeEach(() => start());
afterEach(() => server.close());

async function verify(
  options: Partial<VerifyCommandOptions>,
): Promise<{ report: VerifyReport; stdout: string; stderr: string; everything: string }> {
  let stdout = '';
  let stderr = '';
  const io = { stdout: (chunk: string) => void (stdout += chunk), stderr: (chunk: string) => void (stderr += chunk) };
  const report = await runVerify({
    findings: [],
    baseUrls: [server.baseUrl],
    interactive: false,
    env: {},
    colors: false,
    transport: QUICK,
    ...options,
    io,
  });
  return {
    report,
    stdout,
    stderr,
    everything: `${stdout}${stderr}${inspect(report, { depth: 20, showHidden: true, getters: true })}${JSON.stringify(report)}`,
  };
}

/** A value is active if the host accepts it, refuses a random value, and accepts it again. */
const ACCEPTED = ['base/nothing as it', 'base/nothing as nobody', 'base/nothing as it'];

test.each<[string, string, Kind, string, string[]]>([
  ['an API key', key, 'hash', 'API key', [...ACCEPTED, 'api/key/list as it', 'api/key/list as it in json']],
  ['a session of an owner', session, 'hash', 'session hash', [...ACCEPTED, 'api/key/list as it']],
  ['a session of a sub-user', sub, 'session', 'session hash', [...ACCEPTED, 'api/key/list as it']],
  [
    'a panel session',
    panel,
    'panel-session',
    'Admin Panel session hash',
    ACCEPTED.map((call) => call.replace('base/nothing', 'panel/account/get_permissions')),
  ],
])('%s is active, and is identified with as few requests as possible', async (_name, value, kind, what, calls) => {
  const { report, stdout, everything } = await verify({ findings: [finding(value, kind)] });
  expect(report.exitCode).toBe(1);
  expect(stdout).toContain(`alive on ${new URL(server.baseUrl).host}: ${what}\n`);
  expect(wire(server, { it: value }).filter((call) => call.includes(' as '))).toEqual(calls);
  for (const told of [key, session, sub, panel, 'secret title', OWNER.login]) expect(everything).not.toContain(told);
});

test('checks forty copies once, and exits with 0 if all secrets are dead', async () => {
  const { report, stdout } = await verify({
    findings: Array.from({ length: 40 }, (_, line) => finding(dead, 'api-key', { line })),
  });
  expect(wire(server, { it: dead })).toEqual([
    'timezone/list',
    'base/nothing as it',
    'base/nothing',
    'base/nothing as it in json',
    'panel/timezone/list',
    'panel/account/get_permissions as it',
    'panel/account/get_permissions',
    'panel/account/get_permissions as it in json',
  ]);
  expect(report.exitCode).toBe(0);
  expect(stdout).toContain('1 secret: 0 alive, 1 dead, 0 unknown.\n');
});

test('active outranks unknown, and unknown outranks dead, in the exit code', async () => {
  server.fault({ path: 'base/nothing', skip: 3, times: 1, status: 503, body: 'x' });
  const three = [finding(dead, 'api-key'), finding(hex('unclear'), 'api-key'), finding(key, 'api-key')];
  expect((await verify({ findings: three })).report.exitCode).toBe(1);
  server.fault({ path: 'base/nothing', skip: 3, times: 1, status: 503, body: 'x' });
  expect((await verify({ findings: three.slice(0, 2) })).report.exitCode).toBe(2);
});

test.each<[string, Omit<Fault, 'path'>]>([
  ['HTML', { body: '<html>Sign in</html>' }],
  ['half an answer', { truncate: true }],
  ['200 without success', { body: '{"list":[]}' }],
  ['a reset', { reset: true }],
  ['a redirect', { redirect: 'http://127.0.0.1:1/' }],
  ['code 15', { code: 15 }],
  ['a proxy that denies', { status: 403, body: 'denied' }],
])('%s makes the status unknown with a reason, never alive or dead', async (_name, fault) => {
  server.fault({ path: 'base/nothing', ...fault });
  const { report, stdout } = await verify({ findings: [finding(key, 'api-key')] });
  expect(report.exitCode).toBe(2);
  expect(stdout).toMatch(/unknown: 127\.0\.0\.1:\d+: \S/u);
});

test('a value of unknown kind can be active', async () => {
  server.fault({ path: 'api/key/list', status: 500, body: 'x' });
  const { report, stdout } = await verify({ findings: [finding(key, 'api-key')] });
  expect([report.exitCode, stdout.includes(': API key or session hash\n')]).toEqual([1, true]);
});

test('--identify adds account and owner', async () => {
  const { stdout } = await verify({ findings: [finding(sub, 'session')], identify: true });
  expect(stdout).toContain('account  sub@fleet.example "sub@fleet.example" (id ');
  expect(stdout).toContain(', a sub-user');
});

test('JSON has the same content without values', async () => {
  const { stdout, stderr } = await verify({
    findings: [finding(key, 'api-key'), finding(dead, 'hash'), finding(hex('link'), 'share-key')],
    format: 'json',
    identify: true,
  });
  const json = JSON.parse(stdout) as JsonVerification;
  expect(json.summary).toEqual({ secrets: 3, alive: 1, dead: 1, unknown: 0, notAsked: 1 });
  expect(json.secrets[0]).toMatchObject({
    fingerprint: new Secret(key).fingerprint,
    status: 'alive',
    what: 'api-key',
    baseUrl: server.baseUrl,
    places: ['src/config.ts:3'],
    account: { login: OWNER.login },
  });
  for (const value of [key, dead, hex('link')]) expect(stdout + stderr).not.toContain(value);
});

test('a share key is not sent and does not count', async () => {
  const { report } = await verify({ findings: [finding(key, 'share-key')] });
  expect(report.exitCode).toBe(0);
  expect(server.requests).toEqual([]);
});

test.each(['timezone/list', 'base/nothing', 'api/key/list'])(
  'Ctrl-C during %s exits with 2 and changes nothing',
  async (path) => {
    const stop = new AbortController();
    server.fault({ path, hang: true, onHit: () => stop.abort() });
    const { report, stderr } = await verify({ findings: [finding(key, 'api-key')], signal: stop.signal });
    expect(report.exitCode).toBe(2);
    expect(stderr).toContain('Stopped before anything was changed.');
  },
);

describe('an installation without a panel', () => {
  beforeEach(async () => {
    await server.close();
    await start({ panel: false });
  });

  test.each<[Kind, number, string]>([
    ['hash', 0, '1 dead'],
    ['session', 0, '1 dead'],
    // Only the panel could say that a panel session is dead.
    ['panel-session', 2, '1 unknown'],
  ])('makes a dead %s exit with %i', async (kind, exitCode, said) => {
    const { report, stdout } = await verify({ findings: [finding(dead, kind)] });
    expect(report.exitCode).toBe(exitCode);
    expect(stdout).toContain(said);
    expect(server.requests.filter(({ path, hash }) => path.startsWith('panel/') && hash !== undefined)).toEqual([]);
  });

  test('differs from one whose panel is only out of order', async () => {
    server.fault({ path: 'panel/timezone/list', status: 502, body: '<html>' });
    expect((await verify({ findings: [finding(dead, 'hash')] })).report.exitCode).toBe(2);
  });

  test('is asked about its panel once', async () => {
    await verify({ findings: [finding(dead, 'hash'), finding(hex('another'), 'hash')] });
    expect(server.requests.map(({ path }) => path).filter((path) => path.startsWith('panel/'))).toEqual([
      'panel/timezone/list',
      'panel/account/get_permissions',
    ]);
  });
});
