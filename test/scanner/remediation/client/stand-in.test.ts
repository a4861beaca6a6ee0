import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startNavixyServer, type NavixyServer } from '../../../support/navixy-server/index.ts';
import { hex } from '../../../support/hex.ts';

const key = hex('key');
const session = hex('session');
const subSession = hex('sub session');
const panel = hex('panel');
let server: NavixyServer;

beforeEach(async () => {
  server = await startNavixyServer({
    users: [
      {
        login: 'm',
        password: 'p',
        keys: [{ hash: key, title: 'T' }],
        sessions: [session, { hash: hex('interface'), type: 'interface' }],
      },
      { login: 's', password: 'p', masterLogin: 'm', sessions: [subSession] },
      { login: 'two', password: 'p', secondFactorCode: '1234' },
      { login: 'late', password: 'p', authError: 104 },
    ],
    panels: [{ login: '77', password: 'pp', sessions: [panel] }],
  });
});
afterEach(() => server.close());

interface Reply {
  readonly http: number;
  readonly code: number | undefined;
  readonly body: Record<string, unknown>;
}

async function send(path: string, init: RequestInit = {}): Promise<Reply> {
  const response = await fetch(`${server.origin}${path}`, init);
  const body = (await response.json()) as Record<string, unknown>;
  return { http: response.status, code: (body['status'] as { code?: number } | undefined)?.code, body };
}

const json = (fields: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(fields),
});
const post = (path: string, fields: object): Promise<Reply> => send(`/v2/${path}`, json(fields));
const outcome = ({ http, code }: Reply): [number, number | undefined] => [http, code];

test.each<[string, string, RequestInit]>([
  ['JSON', '/v2/base/nothing', json({ hash: key })],
  ['a form', '/v2/base/nothing/', { method: 'POST', body: new URLSearchParams({ hash: key }) }],
  ['the query of a GET', `/api-v2/base/nothing/?hash=${key}`, {}],
  ['the header', '/api-v2/base/nothing', { method: 'POST', headers: { authorization: `NVX ${key}` } }],
])('the stand-in reads a hash from %s', async (_name, path, init) => {
  expect((await send(path, init)).body).toEqual({ success: true });
});

test('the body takes precedence over the query, and the query over the header', async () => {
  const dead = hex('nobody');
  const header = { authorization: `NVX ${key}` };
  expect(outcome(await send(`/v2/base/nothing?hash=${dead}`, { method: 'POST', headers: header }))).toEqual([400, 4]);
  expect((await send(`/v2/base/nothing?hash=${dead}`, json({ hash: key }))).http).toBe(200);
});

test.each([`NVX${hex('key')}`, `Bearer ${hex('key')}`, `NVX: ${hex('key')}`])(
  'a header in another format gives code 3',
  async (authorization) => {
    expect(outcome(await send('/v2/base/nothing', { method: 'POST', headers: { authorization } }))).toEqual([400, 3]);
  },
);

describe('api/key', () => {
  test.each([
    ['an API key', key, [400, 4]],
    ['a session that is not standard', hex('interface'), [400, 4]],
    ["a sub-user's session", subSession, [403, 13]],
    ['a panel session', panel, [400, 4]],
  ])('is refused for %s', async (_name, hash, expected) => {
    for (const call of ['list', 'create', 'delete'])
      expect(outcome(await post(`api/key/${call}`, { hash, title: 't', key }))).toEqual(expected);
  });

  test('lists keys, creates up to 20, and deletes by the field key', async () => {
    expect((await post('api/key/list', { hash: session })).body['list']).toEqual([
      { hash: key, title: 'T', create_date: '2021-10-29 12:00:36' },
    ]);
    for (let number = 2; number <= 20; number += 1)
      expect((await post('api/key/create', { hash: session, title: `k${number}` })).http).toBe(200);
    expect(outcome(await post('api/key/create', { hash: session, title: 'k21' }))).toEqual([402, 268]);
    expect(outcome(await post('api/key/delete', { hash: session, api_key: key }))).toEqual([400, 7]);
    expect((await post('api/key/delete', { hash: session, key })).http).toBe(200);
    expect(outcome(await post('api/key/delete', { hash: session, key }))).toEqual([400, 201]);
    expect(outcome(await post('base/nothing', { hash: key }))).toEqual([400, 4]);
  });

  test.each(['', '   ', 'a\nb', 'x'.repeat(256)])('refuses the title %j', async (title) => {
    expect(outcome(await post('api/key/create', { hash: session, title }))).toEqual([400, 7]);
  });
});

describe('sessions', () => {
  test('can log out once; a key cannot', async () => {
    expect(outcome(await post('user/logout', { hash: key }))).toEqual([400, 4]);
    expect((await post('user/logout', { hash: session })).http).toBe(200);
    expect(outcome(await post('user/logout', { hash: session }))).toEqual([400, 4]);
    expect((await post('base/nothing', { hash: key })).http).toBe(200);
  });

  test('are opened by user/auth', async () => {
    expect(outcome(await post('user/auth', { login: 'm', password: 'no' }))).toEqual([400, 102]);
    expect(outcome(await post('user/auth', { login: 'late', password: 'p' }))).toEqual([400, 104]);
    const { body } = await post('user/auth', { login: 'm', password: 'p' });
    expect(body).toMatchObject({ success: true, type: 'authenticated' });
    expect((await post('user/get_info', { hash: body['hash'] })).body).not.toHaveProperty('master');
    expect((await post('user/get_info', { hash: subSession })).body).toHaveProperty('master');
  });

  test('need the second factor', async () => {
    const { body } = await post('user/auth', { login: 'two', password: 'p' });
    expect(body).toMatchObject({ type: 'second_factor_required', factor_type: 'email' });
    const { hash } = body;
    expect(outcome(await post('base/nothing', { hash }))).toEqual([400, 4]);
    expect(outcome(await post('user/auth/code/verify', { hash, code: '0' }))).toEqual([400, 282]);
    const verified = await post('user/auth/code/verify', { hash, code: '1234' });
    expect((await post('base/nothing', { hash: verified.body['hash'] })).http).toBe(200);
  });

  test('of a sub-user are created by the master user', async () => {
    const { id } = server.state.user('s');
    expect((await post('subuser/session/create', { hash: session, subuser_id: id })).body).toHaveProperty('hash');
    expect(outcome(await post('subuser/session/create', { hash: subSession, subuser_id: id }))).toEqual([403, 13]);
    expect(outcome(await post('subuser/session/create', { hash: session, subuser_id: 1 }))).toEqual([400, 201]);
  });

  test('of the panel work only on the panel', async () => {
    expect(outcome(await post('base/nothing', { hash: panel }))).toEqual([400, 4]);
    expect(outcome(await post('panel/account/get_permissions', { hash: session }))).toEqual([400, 4]);
    expect((await post('panel/account/get_permissions', { hash: panel })).body).toHaveProperty('permissions');
    const { body } = await post('panel/account/auth', { login: '77', password: 'pp' });
    expect((await post('panel/account/logout', { hash: body['hash'] })).http).toBe(200);
    expect(outcome(await post('panel/account/logout', { hash: body['hash'] }))).toEqual([400, 4]);
  });
});

test('returns errors for unknown resources, unknown actions, invalid bodies and paths outside the API', async () => {
  expect(outcome(await post('nothing/here', {}))).toEqual([400, 111]);
  expect(outcome(await post('user/api_key/list', {}))).toEqual([400, 111]);
  expect(outcome(await post('user/dance', {}))).toEqual([400, 112]);
  expect(
    outcome(
      await send('/v2/base/nothing', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"hash":',
      }),
    ),
  ).toEqual([400, 5]);
  expect((await fetch(`${server.origin}/elsewhere`)).status).toBe(404);
});

test('the rate limit for each hash gives HTTP 429 with code 15', async () => {
  const limited = await startNavixyServer({
    users: [{ login: 'm', password: 'p', keys: [{ hash: key }], sessions: [session] }],
    rateLimit: { requests: 1, windowMs: 3_600_000 },
  });
  const ask = async (hash: string): Promise<number> =>
    (await fetch(`${limited.baseUrl}/base/nothing`, json({ hash }))).status;
  expect([await ask(key), await ask(key), await ask(session)]).toEqual([200, 429, 200]);
  await limited.close();
});

test('timezone/list needs no hash', async () => {
  expect((await send('/v2/timezone/list')).body).toMatchObject({ success: true });
});
