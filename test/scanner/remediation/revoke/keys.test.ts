import { afterEach, describe, expect, test } from 'vitest';
import { startNavixyServer, type NavixyServer, type UserSeed } from '../../../support/navixy-server/index.ts';
import { hex } from '../../../support/hex.ts';
import { expectNoValue, finding, OWNER, OWNER_ENV, person, QUICK, revoke, wire } from './harness.ts';

const key = hex('leaked key');
const session = hex('leaked session');
let server: NavixyServer;

async function start(owner: Partial<UserSeed> = {}, others: readonly UserSeed[] = []): Promise<void> {
  server = await startNavixyServer({ users: [{ ...OWNER, keys: [{ hash: key }], ...owner }, ...others] });
}

afterEach(() => server.close());

const findings = [finding(key, 'api-key')];

/** A value is active if the host accepts it, refuses a random value, and accepts it again. */
const ACCEPTED = ['base/nothing as key', 'base/nothing as nobody', 'base/nothing as key'];

test('deletes an API key with a session of its owner, proves that it is dead, and logs out', async () => {
  await start();
  const run = await revoke(server, { findings, yes: true, env: OWNER_ENV });
  expect(wire(server, { key })).toEqual([
    'timezone/list',
    ...ACCEPTED,
    'api/key/list as key',
    'base/nothing',
    'api/key/list as key in json',
    'user/auth',
    'api/key/delete as own',
    'base/nothing as key',
    'base/nothing',
    'base/nothing as key in json',
    'base/nothing as own',
    'user/logout as own',
    'base/nothing as own',
    'base/nothing',
    'base/nothing as own in json',
  ]);
  expect(server.requests.find(({ path }) => path === 'api/key/delete')?.body).toEqual({ key });
  expect(run.report.exitCode).toBe(0);
  expect(server.state.isAlive(key)).toBe(false);
  expect(server.state.openSessions(OWNER.login)).toEqual([]);
  expect(run.stdout).toContain('Done: the server says that everything revoked here is dead.');
  expectNoValue(run, key, OWNER.password);
});

test('never sends values in a URL, and in a body only to confirm a refusal', async () => {
  await start();
  await revoke(server, { findings, yes: true, env: OWNER_ENV });
  for (const request of server.requests) {
    expect(request.url).toBe(`/v2/${request.path}`);
    if (request.carrier === 'header' && request.path !== 'api/key/delete') expect(request.rawBody).toBe('{}');
  }
  const inBody = server.requests.filter(({ carrier }) => carrier === 'json').map(({ path }) => path);
  expect(inBody).toEqual(['api/key/list', 'base/nothing', 'base/nothing']);
});

test('logs in once for all keys of a host', async () => {
  const second = hex('second key');
  await start({ keys: [{ hash: key }, { hash: second }] });
  const run = await revoke(server, { findings: [...findings, finding(second, 'api-key')], yes: true, env: OWNER_ENV });
  expect(run.report.exitCode).toBe(0);
  expect(server.requests.filter(({ path }) => path === 'user/auth')).toHaveLength(1);
  expect(server.requests.filter(({ path }) => path === 'user/logout')).toHaveLength(1);
});

test('tries a logout and then a deletion for a value of unknown kind', async () => {
  await start();
  const run = await revoke(server, { findings: [finding(key, 'hash')], yes: true, env: OWNER_ENV });
  expect(run.report.outcomes[0]?.calls).toEqual([
    'user/logout: code 4: no such session or API key',
    'api/key/delete: success',
  ]);
  expect(wire(server, { key }).slice(7)).toEqual([
    'user/logout as key',
    'base/nothing',
    'user/logout as key in json',
    ...ACCEPTED,
    'user/auth',
    'api/key/delete as own',
    'base/nothing as key',
    'base/nothing',
    'base/nothing as key in json',
    'base/nothing as own',
    'user/logout as own',
    'base/nothing as own',
    'base/nothing',
    'base/nothing as own in json',
  ]);
  expect(run.report.exitCode).toBe(0);
});

test('ends sessions before keys, because sessions could create new keys', async () => {
  await start({ sessions: [session] });
  await revoke(server, { findings: [...findings, finding(session, 'session')], yes: true, env: OWNER_ENV });
  const sent = wire(server, { key, session });
  expect(sent.indexOf('user/logout as session')).toBeLessThan(sent.indexOf('api/key/delete as own'));
});

test('reports a key of another account, which stays active', async () => {
  await start({ keys: [] }, [{ login: 'other@fleet.example', password: 'z', keys: [{ hash: key }] }]);
  const run = await revoke(server, { findings, yes: true, env: OWNER_ENV });
  expect(run.report.exitCode).toBe(1);
  expect(run.stdout).toContain('this key is not in this account (code 201)');
  expect(server.state.openSessions(OWNER.login)).toEqual([]);
});

test('says that a sub-user cannot delete keys', async () => {
  await start({}, [{ login: 'sub@fleet.example', password: 'sub', masterLogin: OWNER.login }]);
  const env = { NAVIXY_LOGIN: 'sub@fleet.example', NAVIXY_PASSWORD: 'sub' };
  const run = await revoke(server, { findings, yes: true, env });
  expect(run.report.exitCode).toBe(1);
  expect(run.stdout).toContain("a sub-user's cannot, the account's owner's can");
  expect(server.state.openSessions('sub@fleet.example')).toEqual([]);
});

describe('credentials', () => {
  test('are requested if missing, and only the key stays active', async () => {
    await start({ sessions: [session] });
    const run = await revoke(server, { findings: [...findings, finding(session, 'session')], yes: true });
    expect(run.report.exitCode).toBe(1);
    expect(run.stdout).toContain('set NAVIXY_LOGIN and NAVIXY_PASSWORD');
    expect(server.state.isAlive(session)).toBe(false);
    expect(server.state.isAlive(key)).toBe(true);
  });

  test('are asked at a terminal, and again if wrong', async () => {
    await start();
    const passwords = ['wrong', OWNER.password];
    const prompts = person({ confirm: true, login: OWNER.login, password: () => passwords.shift() });
    const run = await revoke(server, { findings, interactive: true, prompts });
    expect(run.report.exitCode).toBe(0);
    expect(server.requests.filter(({ path }) => path === 'user/auth')).toHaveLength(2);
  });

  test('from the environment are tried once without a terminal', async () => {
    await start();
    const run = await revoke(server, { findings, yes: true, env: { ...OWNER_ENV, NAVIXY_PASSWORD: 'wrong password' } });
    expect(run.report.exitCode).toBe(1);
    expect(run.stdout).toContain('login failed (code 102: wrong login or password)');
    expect(server.requests.filter(({ path }) => path === 'user/auth')).toHaveLength(1);
    expectNoValue(run, 'wrong password');
  });

  test('that are not entered leave the key active', async () => {
    await start();
    const prompts = person({ confirm: true, login: undefined });
    const run = await revoke(server, { findings, interactive: true, prompts });
    expect(run.report.exitCode).toBe(1);
    expect(server.state.isAlive(key)).toBe(true);
  });

  test('are not tried again after a login limit', async () => {
    await start({ authError: 105 });
    const prompts = person({ confirm: true, login: OWNER.login, password: OWNER.password });
    const run = await revoke(server, { findings, interactive: true, prompts });
    expect(run.stdout).toContain('code 105');
    expect(server.requests.filter(({ path }) => path === 'user/auth')).toHaveLength(1);
  });
});

describe('second factor', () => {
  test('opens a session with the code, and asks again after a wrong code', async () => {
    await start({ secondFactorCode: '424242' });
    const codes = ['000000', '424242'];
    const prompts = person({ confirm: true, code: () => codes.shift() });
    const run = await revoke(server, { findings, interactive: true, prompts, env: OWNER_ENV });
    expect(run.report.exitCode).toBe(0);
    expect(
      server.requests
        .map(({ path }) => path)
        .filter((path) => path !== 'base/nothing')
        .slice(3),
    ).toEqual(['user/auth', 'user/auth/code/verify', 'user/auth/code/verify', 'api/key/delete', 'user/logout']);
    expect(server.state.openSessions(OWNER.login)).toEqual([]);
    expectNoValue(run, '424242');
  });

  test('is an error without a terminal, with advice', async () => {
    await start({ secondFactorCode: '424242' });
    const run = await revoke(server, { findings, yes: true, env: OWNER_ENV });
    expect(run.report.exitCode).toBe(1);
    expect(run.stdout).toContain('the account has a second factor: run it at a terminal');
  });
});

describe('on an error', () => {
  test('a refused deletion leaves the key active and no session open', async () => {
    await start();
    server.fault({ path: 'api/key/delete', code: 6 });
    const run = await revoke(server, { findings, yes: true, env: OWNER_ENV });
    expect(run.report.exitCode).toBe(1);
    expect(run.report.outcomes[0]?.result).toBe('alive');
    expect(server.state.openSessions(OWNER.login)).toEqual([]);
  });

  test('the end of the own session is not mistaken for a deleted key', async () => {
    await start();
    server.fault({ path: 'api/key/delete', code: 4 });
    const run = await revoke(server, { findings, yes: true, env: OWNER_ENV });
    expect(run.report.exitCode).toBe(1);
    expect(run.stdout).toContain('our own session ended before the key was deleted');
  });

  test('a deletion with a lost answer is confirmed by a check', async () => {
    await start();
    server.fault({ path: 'api/key/delete', after: true, reset: true });
    const run = await revoke(server, { findings, yes: true, env: OWNER_ENV });
    expect(run.report.exitCode).toBe(0);
    expect(run.report.outcomes[0]?.result).toBe('revoked');
  });

  test('a deletion that cannot be confirmed is not reported as done', async () => {
    await start();
    server.fault({ path: 'base/nothing', skip: 4, times: 1, status: 502, body: '<html>bad gateway</html>' });
    const run = await revoke(server, { findings, yes: true, env: OWNER_ENV });
    expect(run.report.exitCode).toBe(2);
    expect(run.report.outcomes[0]?.result).toBe('unknown');
    expect(run.stdout).toContain('alive -> unknown');
    expect(server.state.openSessions(OWNER.login)).toEqual([]);
  });

  test('a server that reports success without a deletion is detected', async () => {
    await start();
    server.fault({ path: 'api/key/delete', body: '{"success":true}' });
    const run = await revoke(server, { findings, yes: true, env: OWNER_ENV });
    expect(run.report.exitCode).toBe(1);
    expect(run.stdout).toContain('the server took the call, yet accepts the secret still');
    expect(
      server.requests.filter(
        ({ path, carrier, hash }) => path === 'base/nothing' && carrier === 'header' && hash === key,
      ),
    ).toHaveLength(2 + 3 * 2);
  });

  test('a failed logout of the own session is reported as a failure', async () => {
    await start();
    server.fault({ path: 'user/logout', status: 500, body: 'x' });
    const run = await revoke(server, { findings, yes: true, env: OWNER_ENV });
    expect(server.state.isAlive(key)).toBe(false);
    expect(run.report.exitCode).toBe(2);
    expect(run.stderr).toContain('A session of our own could not be logged out');
  });

  test('a login with a lost answer is not repeated, and there is a warning', async () => {
    await start();
    server.fault({ path: 'user/auth', after: true, reset: true });
    const run = await revoke(server, { findings, yes: true, env: OWNER_ENV, transport: { ...QUICK, retries: 3 } });
    expect(server.requests.filter(({ path }) => path === 'user/auth')).toHaveLength(1);
    expect(run.report.exitCode).toBe(1);
    expect(run.stderr).toContain('A session may have been opened all the same');
  });
});

describe('when aborted', () => {
  test.each<[string, number, object[]]>([
    ['timezone/list', 2, []],
    ['base/nothing', 2, []],
    ['api/key/list', 2, []],
    ['user/auth', 1, [{ result: 'alive', calls: [] }]],
    ['api/key/delete', 2, [{ result: 'unknown', calls: ['api/key/delete: no answer'] }]],
    ['user/logout', 0, [{ result: 'revoked', calls: ['api/key/delete: success'] }]],
  ])(
    'during the response of %s, exits with %i, leaves no session open and reports nothing false',
    async (path, exitCode, outcomes) => {
      await start();
      const stop = new AbortController();
      server.fault({ path, after: true, times: 1, onHit: () => stop.abort() });
      const run = await revoke(server, { findings, yes: true, env: OWNER_ENV, signal: stop.signal });
      expect(run.report.exitCode).toBe(exitCode);
      expect(run.report.outcomes).toMatchObject(outcomes);
      expect(run.report.outcomes).toHaveLength(outcomes.length);
      expect(server.state.openSessions(OWNER.login)).toEqual([]);
      expect(run.stderr.includes('Stopped')).toBe(exitCode !== 0);
    },
  );

  test('during a deletion, reports an unknown status', async () => {
    await start();
    const stop = new AbortController();
    server.fault({ path: 'api/key/delete', hang: true, onHit: () => stop.abort() });
    const run = await revoke(server, { findings, yes: true, env: OWNER_ENV, signal: stop.signal });
    expect(run.report.exitCode).toBe(2);
    expect(run.report.outcomes[0]).toMatchObject({ result: 'unknown', calls: ['api/key/delete: no answer'] });
    expect(server.state.openSessions(OWNER.login)).toEqual([]);
  });
});
