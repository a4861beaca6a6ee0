import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '../../../../src/secret.ts';
import { hex } from '../../../support/hex.ts';
import { startNavixyServer, type NavixyServer } from '../../../support/navixy-server/index.ts';
import { finding, OWNER, OWNER_ENV, person, revoke } from './harness.ts';

const key = hex('key');
const session = hex('session');
const elsewhere = hex('key of another account');
const OTHER = { login: 'other@fleet.example', password: 'other password' };
let server: NavixyServer;

beforeEach(async () => {
  server = await startNavixyServer({
    users: [
      { ...OWNER, keys: [{ hash: key }], sessions: [session] },
      { ...OTHER, keys: [{ hash: elsewhere }] },
    ],
  });
});
afterEach(() => server.close());

const both = [finding(key, 'api-key'), finding(session, 'hash')];
const fingerprint = (value: string): string => new Secret(value).fingerprint;

describe('--only', () => {
  test('sends no requests for other secrets', async () => {
    const run = await revoke(server, { findings: both, only: [fingerprint(session).toUpperCase()], yes: true });
    expect(run.report.exitCode).toBe(0);
    expect(server.requests.some(({ hash }) => hash === key)).toBe(false);
    expect(server.state.isAlive(key)).toBe(true);
  });

  test('does nothing with an unknown fingerprint', async () => {
    const run = await revoke(server, {
      findings: both,
      only: [fingerprint(session), '0123456789abcdef0123'],
      yes: true,
    });
    expect(run.report.exitCode).toBe(2);
    expect(run.stderr).toContain('Not found: no secret has the fingerprint 0123456789abcdef0123. Nothing was done.');
    expect(server.requests).toEqual([]);
  });
});

describe('--kind', () => {
  test('uses the kind that the platform reports, not the kind in the code', async () => {
    const run = await revoke(server, { findings: both, kinds: ['session'], yes: true });
    expect(run.stdout).toContain('Left out by --kind: 1 secret.');
    expect(run.report.exitCode).toBe(0);
    expect([server.state.isAlive(key), server.state.isAlive(session)]).toEqual([true, false]);
  });

  describe.each([
    ['a server error', { status: 500, body: 'x' }],
    ['an HTML page', { status: 200, body: '<html>' }],
    ['too many requests', { code: 15 }],
  ])('for a value for which the list of keys returns %s', (_name, answer) => {
    test('"session" never deletes a key', async () => {
      server.fault({ path: 'api/key/list', times: 9, ...answer });
      const run = await revoke(server, {
        findings: [finding(key, 'hash')],
        kinds: ['session'],
        yes: true,
        env: OWNER_ENV,
      });
      expect([run.report.exitCode, server.state.isAlive(key)]).toEqual([1, true]);
      const paths = server.requests.map(({ path }) => path);
      expect(paths).toContain('user/logout');
      expect(paths).not.toContain('api/key/delete');
      expect(paths).not.toContain('user/auth');
      expect(run.stdout).toContain('it seems to be an API key, which --kind leaves alone');
      expect(run.stdout).not.toContain('then api/key/delete');
    });

    test('"session" still ends a session', async () => {
      server.fault({ path: 'api/key/list', times: 9, ...answer });
      const run = await revoke(server, { findings: [finding(session, 'hash')], kinds: ['session'], yes: true });
      expect([run.report.exitCode, server.state.isAlive(session)]).toEqual([0, false]);
    });

    test('"api-key" never logs out a session', async () => {
      server.fault({ path: 'api/key/list', times: 9, ...answer });
      const run = await revoke(server, {
        findings: [finding(session, 'hash')],
        kinds: ['api-key'],
        yes: true,
        env: OWNER_ENV,
      });
      expect([run.report.exitCode, server.state.isAlive(session)]).toEqual([1, true]);
      expect(run.stdout).toContain('it seems to be a session, which --kind leaves alone');
    });
  });

  test('tries both calls with both kinds', async () => {
    server.fault({ path: 'api/key/list', times: 9, status: 500, body: 'x' });
    const run = await revoke(server, {
      findings: [finding(key, 'hash')],
      kinds: ['session', 'api-key'],
      yes: true,
      env: OWNER_ENV,
    });
    expect([run.report.exitCode, server.state.isAlive(key)]).toEqual([0, false]);
  });

  test('keeps values with an unknown status', async () => {
    server.fault({ path: 'base/nothing', status: 500, body: 'x' });
    const run = await revoke(server, { findings: both, kinds: ['session'], yes: true });
    expect(run.report.exitCode).toBe(2);
    expect(run.report.items.map(({ leaked }) => leaked.kind)).toEqual(['hash']);
  });
});

describe('a key of another account', () => {
  test('asks for the login of that account once for all its keys', async () => {
    const second = hex('second key of another account');
    server.state.user(OTHER.login).keys.push({ hash: second, title: 'x', createDate: '2024-01-01 00:00:00' });
    const findings = [finding(elsewhere, 'api-key'), finding(key, 'api-key'), finding(second, 'api-key')];
    const asked: string[] = [];
    const prompts = {
      ...person({ confirm: true, password: OTHER.password }),
      login: (question: string) => Promise.resolve(asked.push(question) > 0 ? OTHER.login : ''),
    };
    const run = await revoke(server, { findings, env: OWNER_ENV, interactive: true, prompts });
    expect(run.report.exitCode).toBe(0);
    expect(asked).toEqual([`Login of the owner of the other account on ${new URL(server.baseUrl).host}`]);
    expect(server.requests.filter(({ path }) => path === 'user/auth')).toHaveLength(2);
    expect([
      ...server.state.openSessions(OWNER.login).map(({ hash }) => hash),
      ...server.state.openSessions(OTHER.login),
    ]).toEqual([session]);
  });

  test('stays active without a login, and the account is the reason', async () => {
    const run = await revoke(server, {
      findings: [finding(elsewhere, 'api-key')],
      env: OWNER_ENV,
      interactive: true,
      prompts: person({ confirm: true, login: undefined }),
    });
    expect(run.report.exitCode).toBe(1);
    expect(run.stdout).toContain('this key is not in this account (code 201)');
  });
});

test('logs in again once if its session ends unexpectedly', async () => {
  server.fault({ path: 'api/key/delete', times: 2, code: 4 });
  const run = await revoke(server, { findings: [finding(key, 'api-key')], yes: true, env: OWNER_ENV });
  expect(run.report.exitCode).toBe(0);
  expect(run.report.outcomes[0]?.calls).toEqual([
    'api/key/delete: code 4: no such session or API key',
    'api/key/delete: success',
  ]);
  expect(server.state.openSessions(OWNER.login).map(({ hash }) => hash)).toEqual([session]);
});

test('shows the account only with --identify', async () => {
  const silent = await revoke(server, { findings: both });
  expect(silent.everything).not.toContain(OWNER.login);
  expect(server.requests.map(({ path }) => path)).not.toContain('user/get_info');
  const telling = await revoke(server, { findings: both, identify: true });
  expect(telling.stdout).toContain(`account  ${OWNER.login} "${OWNER.login}" (id `);
});
