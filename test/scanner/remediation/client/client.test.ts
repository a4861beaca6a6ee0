import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Credentials, NavixyClient, type TransportOptions } from '../../../../scanner/remediation/client/index.ts';
import { Secret } from '../../../../src/secret.ts';
import { startNavixyServer, type Fault, type NavixyServer } from '../../../support/navixy-server/index.ts';
import { hex } from '../../../support/hex.ts';

const key = hex('key');
const session = hex('session');
const owner = { login: 'owner@fleet.example', password: 'a long password indeed' };
let server: NavixyServer;

beforeEach(async () => {
  server = await startNavixyServer({
    users: [{ ...owner, keys: [{ hash: key, title: 'Grafana' }], sessions: [session] }],
  });
});
afterEach(() => server.close());

function client(options: TransportOptions = {}): NavixyClient {
  return new NavixyClient({
    named: [server.baseUrl],
    requestsPerSecond: Number.POSITIVE_INFINITY,
    backoffMs: 1,
    retries: 0,
    ...options,
  });
}

const probe = (options?: TransportOptions, signal?: AbortSignal) =>
  client(options).baseNothing(server.baseUrl, new Secret(key), signal);
const paths = () => server.requests.map(({ path }) => path);

describe('a call', () => {
  test('sends the hash only in the NVX header', async () => {
    expect(await probe()).toEqual({ type: 'ok', value: {} });
    expect(server.requests[1]).toMatchObject({
      method: 'POST',
      url: '/v2/base/nothing',
      rawBody: '{}',
      carrier: 'header',
    });
    expect(server.requests[1]?.headers['authorization']).toBe(`NVX ${key}`);
  });

  test('sends an upper-case value in lower case, because hashes are issued in lower case', async () => {
    const answer = await client().baseNothing(server.baseUrl, new Secret(key.toUpperCase()));
    expect(answer.type).toBe('ok');
  });

  test('sends nothing if the value is not a hash', async () => {
    const answer = await client().baseNothing(server.baseUrl, new Secret(`${key}\r\nX-Evil: 1`));
    expect(answer).toMatchObject({ type: 'unknown', reason: 'not-a-hash' });
    expect(server.requests).toEqual([]);
  });

  test('to a host that is not allowed is never sent', async () => {
    await expect(new NavixyClient().baseNothing(server.baseUrl, new Secret(key))).rejects.toThrow(
      'is not a Navixy host',
    );
    expect(server.requests).toEqual([]);
  });

  test('returns keys as secrets with their titles', async () => {
    const answer = await client().keyList(server.baseUrl, new Secret(session));
    expect(answer).toMatchObject({ type: 'ok', value: [{ title: 'Grafana', createDate: '2021-10-29T12:00:36Z' }] });
    expect(inspect(answer, { depth: 9, showHidden: true })).not.toContain(key);
  });

  test('creates a key, and reports an exceeded quota', async () => {
    expect(await client().keyCreate(server.baseUrl, new Secret(session), 'New')).toMatchObject({
      type: 'ok',
      value: { title: 'New' },
    });
    server.fault({ path: 'api/key/create', code: 268 });
    expect(await client().keyCreate(server.baseUrl, new Secret(session), 'New')).toEqual({
      type: 'refused',
      code: 268,
      meaning: 'over-quota',
      http: 402,
    });
  });

  test('logs in and returns the user', async () => {
    const api = client();
    const login = await api.userAuth(server.baseUrl, new Credentials(owner.login, owner.password));
    if (login.type !== 'ok' || login.value.type !== 'session') throw new Error('no session');
    expect(await api.userInfo(server.baseUrl, login.value.session)).toMatchObject({
      type: 'ok',
      value: { login: owner.login, isSubUser: false },
    });
    expect(await api.userLogout(server.baseUrl, login.value.session)).toMatchObject({ type: 'ok' });
    expect(await api.userLogout(server.baseUrl, login.value.session)).toMatchObject({
      type: 'refused',
      meaning: 'dead',
    });
  });
});

describe('an unofficial host', () => {
  test('is checked with timezone/list once, before its first secret', async () => {
    const api = client();
    await api.baseNothing(server.baseUrl, new Secret(key));
    await api.baseNothing(server.baseUrl, new Secret(session));
    expect(paths()).toEqual(['timezone/list', 'base/nothing', 'base/nothing']);
    expect(server.requests[0]?.headers['authorization']).toBeUndefined();
  });

  test.each<Omit<Fault, 'path'>>([
    { body: '<html>Sign in to the Wi-Fi</html>' },
    { redirect: 'http://127.0.0.1:1/' },
    { status: 404, body: 'nope' },
    { body: '{"success":true}' },
  ])('that answers %j gets no secret and no password', async (fault) => {
    server.fault({ path: 'timezone/list', ...fault });
    const api = client();
    const answers = [
      await api.baseNothing(server.baseUrl, new Secret(key)),
      await api.userAuth(server.baseUrl, new Credentials(owner.login, owner.password)),
    ];
    for (const answer of answers)
      expect(answer).toMatchObject({
        type: 'unknown',
        detail: expect.stringContaining('no secret was sent') as string,
      });
    expect(paths()).toEqual(['timezone/list', 'timezone/list']);
  });
});

describe('a response', () => {
  test.each<[string, Omit<Fault, 'path'>, object]>([
    ['code 13', { code: 13 }, { type: 'refused', meaning: 'wrong-rights', http: 403 }],
    ['code 11', { code: 11 }, { type: 'refused', meaning: 'blocked' }],
    ['code 275', { code: 275 }, { type: 'refused', meaning: 'blocked' }],
    ['code 101', { code: 101 }, { type: 'refused', meaning: 'demo' }],
    ['code 204', { code: 204 }, { type: 'refused', meaning: 'not-found', http: 404 }],
    ['code 276', { code: 276 }, { type: 'refused', meaning: 'wrong-session-type' }],
    ['an undocumented code', { code: 4711 }, { type: 'refused', meaning: 'other' }],
    ['HTML with 200', { body: '<!doctype html>' }, { type: 'unknown', reason: 'not-json' }],
    ['half a JSON text', { body: '{"success":tr' }, { type: 'unknown', reason: 'not-json' }],
    ['200 without success', { body: '{"ok":true}' }, { type: 'unknown', reason: 'not-navixy' }],
    [
      '200 with success false',
      { status: 200, body: '{"success":false,"status":{"code":4}}' },
      { type: 'unknown', reason: 'not-navixy' },
    ],
    ['success with 400', { status: 400 }, { type: 'unknown', reason: 'http-error' }],
    [
      'a failure without a code',
      { status: 400, body: '{"success":false,"status":{}}' },
      { type: 'unknown', reason: 'http-error' },
    ],
    ['401 of a proxy', { status: 401, body: 'denied' }, { type: 'unknown', reason: 'http-error' }],
    ['502 of a proxy', { status: 502, body: '<html>' }, { type: 'unknown', reason: 'server-error' }],
    ['nothing at all', { body: '' }, { type: 'unknown', reason: 'not-json' }],
    ['null', { body: 'null' }, { type: 'unknown', reason: 'not-navixy' }],
    ['2 MiB', { body: `"${'x'.repeat(2 * 1024 * 1024)}"` }, { type: 'unknown', reason: 'too-large' }],
    ['a cut connection', { truncate: true }, { type: 'unknown', reason: 'connection' }],
    ['a reset', { reset: true }, { type: 'unknown', reason: 'connection' }],
  ])('of %s is classified', async (_name, fault, expected) => {
    server.fault({ path: 'base/nothing', ...fault });
    expect(await probe()).toMatchObject(expected);
  });

  test('that does not arrive is a timeout', async () => {
    server.fault({ path: 'base/nothing', hang: true });
    expect(await probe({ timeoutMs: 50 })).toMatchObject({ type: 'unknown', reason: 'timeout' });
  });

  test('that redirects is not followed', async () => {
    const visited: string[] = [];
    const elsewhere = createServer((request, response) => {
      visited.push(request.url ?? '');
      response.end('{"success":true}');
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    const target = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/v2/base/nothing`;
    server.fault({ path: 'base/nothing', redirect: target });
    expect(await probe({ retries: 2 })).toMatchObject({ type: 'unknown', reason: 'redirect' });
    expect(visited).toEqual([]);
    await new Promise((resolve) => elsewhere.close(resolve));
  });

  test('from a refused connection is unknown', async () => {
    await client().timezones(server.baseUrl);
    const { baseUrl } = server;
    await server.close();
    const answer = await new NavixyClient({ named: [baseUrl], retries: 0 }).timezones(baseUrl);
    expect(answer).toMatchObject({
      type: 'unknown',
      reason: 'connection',
      detail: 'the connection was refused (ECONNREFUSED)',
    });
  });
});

describe('a retry', () => {
  test.each<[string, Omit<Fault, 'path'>]>([
    ['429', { status: 429, body: 'slow down' }],
    ['code 15', { code: 15 }],
    ['code 14', { code: 14 }],
    ['502', { status: 502, body: '<html>' }],
    ['a reset', { reset: true }],
  ])('after %s repeats until success', async (_name, fault) => {
    server.fault({ path: 'base/nothing', times: 2, ...fault });
    expect(await probe({ retries: 2 })).toMatchObject({ type: 'ok' });
    expect(paths()).toEqual(['timezone/list', 'base/nothing', 'base/nothing', 'base/nothing']);
  });

  test('stops after the limit', async () => {
    server.fault({ path: 'base/nothing', code: 15 });
    expect(await probe({ retries: 2 })).toMatchObject({ type: 'refused', meaning: 'rate-limited' });
    expect(paths()).toHaveLength(4);
  });

  test('does not follow a definite answer', async () => {
    server.fault({ path: 'base/nothing', code: 13 });
    await probe({ retries: 2 });
    expect(paths()).toHaveLength(2);
  });

  test('waits as long as Retry-After says: not at all for 0, and stops if it is too long', async () => {
    server.fault({ path: 'base/nothing', times: 1, status: 429, headers: { 'retry-after': '0' } });
    expect(await probe({ retries: 1, backoffMs: 3_600_000 })).toMatchObject({ type: 'ok' });
    server.fault({ path: 'base/nothing', times: 1, status: 429, headers: { 'retry-after': '3600' }, code: 15 });
    expect(await probe({ retries: 1 })).toMatchObject({ meaning: 'rate-limited' });
  });

  test('of api/key/create happens only if the server certainly did nothing', async () => {
    const call = (api: NavixyClient) => api.keyCreate(server.baseUrl, new Secret(session), 'New');
    server.fault({ path: 'api/key/create', times: 1, reset: true });
    expect(await call(client({ retries: 2 }))).toMatchObject({ type: 'unknown', reason: 'connection' });
    server.fault({ path: 'api/key/create', times: 1, code: 15 });
    expect(await call(client({ retries: 2 }))).toMatchObject({ type: 'ok' });
    expect(paths().filter((sent) => sent === 'api/key/create')).toHaveLength(3);
  });

  // Otherwise the session of the first call could stay open unnoticed.
  test.each<[string, Partial<Fault>, object]>([
    ['a broken connection', { reset: true }, { type: 'unknown', reason: 'connection' }],
    ['code 15', { code: 15 }, { type: 'refused', code: 15 }],
    ['HTTP 429', { status: 429, body: 'x' }, { type: 'unknown', reason: 'rate-limited' }],
  ])('of a login never happens after %s', async (_name, fault, answer) => {
    server.fault({ path: 'user/auth', times: 1, after: true, ...fault });
    expect(
      await client({ retries: 2 }).userAuth(server.baseUrl, new Credentials(owner.login, owner.password)),
    ).toMatchObject(answer);
    expect(paths().filter((sent) => sent === 'user/auth')).toHaveLength(1);
  });

  test('is reported to the listener, without a secret', async () => {
    const outcomes: string[] = [];
    server.fault({ path: 'base/nothing', times: 1, code: 15 });
    await probe({
      retries: 1,
      onAttempt: ({ url, outcome }) => outcomes.push(`${url.replace(server.baseUrl, '')} ${outcome}`),
    });
    expect(outcomes).toEqual(['/timezone/list ok', '/base/nothing code 15', '/base/nothing ok']);
  });
});

describe('an abort', () => {
  test('ends a call at once with its reason', async () => {
    const stop = new AbortController();
    server.fault({ path: 'base/nothing', hang: true, onHit: () => stop.abort(new Error('stopped')) });
    await expect(probe({}, stop.signal)).rejects.toThrow('stopped');
  });

  test('does not cut off a login, so that its session can be closed', async () => {
    const stop = new AbortController();
    server.fault({ path: 'user/auth', after: true, onHit: () => stop.abort() });
    const answer = await client().userAuth(server.baseUrl, new Credentials(owner.login, owner.password), stop.signal);
    expect(answer.type).toBe('ok');
  });
});

test('no response contains a value, for any fault', async () => {
  const mangled = fc.constantFrom<Omit<Fault, 'path'>>(
    { reset: true },
    { truncate: true },
    { status: 500 },
    { redirect: `http://127.0.0.1:1/?hash=${key}` },
    {},
  );
  const echo = fc.constantFrom(
    `{"success":false,"status":{"code":4,"description":"${key}"}}`,
    `<html>${key}</html>`,
    `{"success":true,"hash":"${key}","value":{"hash":"${key}"}}`,
    `"${key}"`,
  );
  const call = fc.constantFrom<(api: NavixyClient) => Promise<unknown>>(
    (api) => api.baseNothing(server.baseUrl, new Secret(key)),
    (api) => api.keyDelete(server.baseUrl, new Secret(session), new Secret(key)),
    (api) => api.keyCreate(server.baseUrl, new Secret(key), key),
    (api) => api.userAuth(server.baseUrl, new Credentials(owner.login, owner.password)),
    (api) => api.userInfo(server.baseUrl, new Secret(key)),
  );
  await fc.assert(
    fc.asyncProperty(mangled, echo, fc.constantFrom(200, 400, 429, 500), call, async (fault, body, status, run) => {
      server.clearFaults();
      for (const path of ['base/nothing', 'api/key/delete', 'api/key/create', 'user/auth', 'user/get_info'])
        server.fault({ path, body, status, ...fault });
      const answer = await run(client()).catch((error: unknown) => error);
      const seen = inspect(answer, { depth: 20, showHidden: true, getters: true });
      expect(seen).not.toContain(key);
      expect(seen).not.toContain(owner.password);
    }),
    { numRuns: 120 },
  );
});

test('credentials never print their content', () => {
  const credentials = new Credentials(owner.login, owner.password);
  for (const seen of [
    inspect(credentials, { showHidden: true }),
    String(credentials),
    JSON.stringify({ credentials }),
    `${Object.entries(credentials).join()}`,
  ]) {
    expect(seen).not.toContain(owner.password);
    expect(seen).not.toContain(owner.login);
  }
});
