import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  Credentials,
  NavixyClient,
  checkStatus,
  type SecretStatus,
} from '../../../../scanner/remediation/client/index.ts';
import { Secret } from '../../../../src/secret.ts';
import type { Kind } from '../../../../src/types.ts';
import { hex } from '../../../support/hex.ts';
import { startNavixyServer, type Fault, type NavixyServer } from '../../../support/navixy-server/index.ts';
import { wire } from '../revoke/harness.ts';

const [key, session, panel, dead] = [hex('key'), hex('session'), hex('panel'), hex('dead')];
const OWNER = { login: 'owner@fleet.example', password: 'a long password indeed' };
const NAMES = { key, session, panel, dead };
let server: NavixyServer;
let client: NavixyClient;

beforeEach(async () => {
  server = await startNavixyServer({
    users: [{ ...OWNER, keys: [{ hash: key, title: 'Grafana' }], sessions: [session] }],
    panels: [{ login: '7', password: 'p', sessions: [panel] }],
  });
  client = new NavixyClient({ named: [server.baseUrl], retries: 0, requestsPerSecond: Number.POSITIVE_INFINITY });
});
afterEach(() => server.close());

const check = (value: string, kind: Kind = 'hash'): Promise<SecretStatus> =>
  checkStatus(new Secret(value), [server.baseUrl], { client, kind });
const GATEWAY: Omit<Fault, 'path'> = { drop: ['header'] };

describe('behind a gateway that drops the Authorization header', () => {
  beforeEach(() => server.fault({ path: '*', ...GATEWAY }));

  test.each([
    ['an API key', key, 'user'],
    ['a session', session, 'user'],
    ['a panel session', panel, 'panel'],
  ])('%s is alive', async (_name, value, realm) => {
    expect(await check(value)).toMatchObject({ status: 'alive', realm });
  });

  test('a revoked value is dead, because the request with the hash in the body proves it', async () => {
    expect(await check(dead)).toMatchObject({
      status: 'dead',
      hosts: [{ detail: 'code 4: no such session or API key' }, { detail: 'code 4: no such session or API key' }],
    });
  });

  test('all later requests send the hash in the body, and succeed', async () => {
    const login = await client.userAuth(server.baseUrl, new Credentials(OWNER.login, OWNER.password));
    if (login.type !== 'ok' || login.value.type !== 'session') throw new Error('no session');
    const own = login.value.session;
    expect(await client.keyList(server.baseUrl, own)).toMatchObject({ type: 'ok', value: [{ title: 'Grafana' }] });
    expect(await client.keyDelete(server.baseUrl, own, new Secret(key))).toMatchObject({ type: 'ok' });
    expect(await client.userLogout(server.baseUrl, own)).toMatchObject({ type: 'ok' });
    expect(wire(server, NAMES).slice(2)).toEqual([
      'api/key/list as own',
      'base/nothing',
      'api/key/list as own in json',
      'api/key/delete as own in json',
      'user/logout as own in json',
    ]);
    expect(server.state.openSessions(OWNER.login).map(({ hash }) => hash)).toEqual([session]);
  });
});

describe('no secret is called dead', () => {
  test.each<[string, Omit<Fault, 'path'>]>([
    ['that drops header and body', { drop: ['header', 'body'] }],
    ['that answers code 4 to everything', { code: 4 }],
    ['that answers code 3 to everything', { code: 3 }],
  ])('by a host %s', async (_name, fault) => {
    server.fault({ path: 'base/nothing', ...fault });
    expect(await check(key, 'api-key')).toMatchObject({
      status: 'unknown',
      reason: expect.stringContaining('it is not shown that the value arrives') as string,
    });
  });

  test.each<[string, Omit<Fault, 'path'>]>([
    ['answers code 4 once', { code: 4 }],
    ['drops the header once', { drop: ['header'] }],
  ])('by a host that %s', async (_name, fault) => {
    server.fault({ path: 'base/nothing', times: 1, ...fault });
    expect((await check(key)).status).not.toBe('dead');
  });

  test.each<[string, Omit<Fault, 'path'>]>([
    ['is asked without a value', { status: 502, body: '<html>' }],
    ['is asked in the body', { reset: true }],
  ])('if the connection breaks when the host %s', async (_name, fault) => {
    server.fault({ path: 'base/nothing', skip: 1, ...fault });
    expect(await check(dead, 'api-key')).toMatchObject({ status: 'unknown' });
  });

  test('by a gateway that rejects requests without a header, unless its answer differs from that of the API', async () => {
    // This answer is not from the API, so it differs from the answer for the value: the value arrived.
    server.fault({ path: 'base/nothing', skip: 1, times: 1, status: 401, body: 'denied' });
    expect(await check(dead)).toMatchObject({ status: 'dead' });
  });
});

describe('no secret is called alive', () => {
  test('by a host that accepts every value', async () => {
    server.fault({ path: 'base/nothing', body: '{"success":true}' });
    expect(await check(dead)).toMatchObject({
      status: 'unknown',
      reason: expect.stringContaining('it accepts any value') as string,
    });
  });

  test('by a host that accepts a value only once', async () => {
    server.fault({ path: 'base/nothing', times: 1, body: '{"success":true}' });
    expect(await check(dead)).toMatchObject({
      status: 'unknown',
      reason: expect.stringContaining('it accepted the value, and then refused it') as string,
    });
  });

  test('if the host cannot be asked about a random value', async () => {
    server.fault({ path: 'base/nothing', skip: 1, times: 1, status: 503, body: 'x' });
    expect(await check(key)).toMatchObject({
      status: 'unknown',
      reason: expect.stringContaining('whether it refuses any') as string,
    });
  });
});

test('an accepted session of ours proves that hashes arrive at a host with one error code for everything', async () => {
  server.fault({
    path: 'base/nothing',
    rewrite: (truth) => (truth.http === 200 ? truth : { http: 400, body: { success: false, status: { code: 3 } } }),
    after: true,
  });
  expect(await check(dead, 'api-key')).toMatchObject({ status: 'unknown' });
  client.addWitness(server.baseUrl, new Secret(session));
  expect(await check(dead, 'api-key')).toMatchObject({ status: 'dead' });
  server.state.sessions.delete(session);
  expect(await check(dead, 'api-key')).toMatchObject({ status: 'unknown' });
});

test('detects a panel without panel/timezone/list, because it refuses a call without a hash', async () => {
  server.fault({ path: 'panel/timezone/list', code: 112 });
  expect(await check(panel, 'api-key')).toMatchObject({ status: 'alive', realm: 'panel' });
});
