import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkStatus, NavixyClient } from '../../../../scanner/remediation/client/index.ts';
import { Secret } from '../../../../src/secret.ts';
import type { Kind } from '../../../../src/types.ts';
import { startNavixyServer, type NavixyServer } from '../../../support/navixy-server/index.ts';
import { hex } from '../../../support/hex.ts';

const key = hex('key');
const panel = hex('panel');
let here: NavixyServer;
let there: NavixyServer;

beforeEach(async () => {
  here = await startNavixyServer();
  there = await startNavixyServer({
    users: [{ login: 'a', password: 'b', keys: [{ hash: key }] }],
    panels: [{ login: '1', password: 'p', sessions: [panel] }],
  });
});
afterEach(() => Promise.all([here.close(), there.close()]));

function check(value: string, kind: Kind, ...servers: NavixyServer[]) {
  const baseUrls = servers.map(({ baseUrl }) => baseUrl);
  const client = new NavixyClient({ named: baseUrls, retries: 0, requestsPerSecond: Number.POSITIVE_INFINITY });
  return checkStatus(new Secret(value), baseUrls, { client, kind });
}

const secretCalls = (server: NavixyServer) =>
  server.requests.filter(({ hash }) => hash !== undefined).map(({ path }) => path);

test('asks the next region if a value is dead in one region', async () => {
  const status = await check(key, 'api-key', here, there);
  expect(status).toMatchObject({
    status: 'alive',
    baseUrl: there.baseUrl,
    realm: 'user',
    hosts: [
      { realm: 'user', status: 'dead' },
      { realm: 'panel', status: 'dead' },
      { realm: 'user', status: 'alive' },
    ],
  });
});

test('sends an active value to no further host', async () => {
  expect(await check(key, 'hash', there, here)).toMatchObject({ status: 'alive' });
  expect(here.requests).toEqual([]);
  expect(secretCalls(there)).toEqual(['base/nothing', 'base/nothing', 'base/nothing']);
});

test('is dead if every host says so', async () => {
  expect(await check(hex('nobody'), 'api-key', here, there)).toMatchObject({
    status: 'dead',
    hosts: Array.from({ length: 4 }, () => ({ status: 'dead' })),
  });
});

test('is unknown with the reason if one host gives no clear answer', async () => {
  here.fault({ path: 'base/nothing', status: 503, body: 'maintenance' });
  const status = await check(hex('nobody'), 'api-key', here, there);
  expect(status).toMatchObject({
    status: 'unknown',
    reason: `127.0.0.1:${new URL(here.baseUrl).port}: HTTP 503 without an answer of the Navixy API`,
  });
});

test('is unknown if a host is down', async () => {
  await here.close();
  expect(await check(hex('nobody'), 'api-key', here, there)).toMatchObject({
    status: 'unknown',
    reason: `${new URL(here.baseUrl).host}: the connection was refused (ECONNREFUSED)`,
    isUnreachable: true,
  });
});

test('names a reason once for all hosts', async () => {
  await Promise.all([here.close(), there.close()]);
  expect(await check(hex('nobody'), 'panel-session', here, there)).toMatchObject({
    reason: `${new URL(here.baseUrl).host}, ${new URL(there.baseUrl).host}: the connection was refused (ECONNREFUSED)`,
  });
});

test('does not blame the connection if a host answers', async () => {
  await here.close();
  there.fault({ path: 'base/nothing', status: 503, body: 'maintenance' });
  const status = await check(hex('nobody'), 'api-key', here, there);
  expect(status).toMatchObject({ status: 'unknown' });
  expect(status).not.toHaveProperty('isUnreachable');
});

test.each([
  ['', true],
  ['/other', true],
  ['/v2', false],
  ['/api-v2', false],
  ['/on/premise/api', false],
])('names the usual path if there is no API at the path "%s": %s', async (path, isNamed) => {
  here.fault({ path: 'timezone/list', status: 404, body: 'Not found' });
  const baseUrl = `${new URL(here.baseUrl).origin}${path}`;
  const answer = await new NavixyClient({ named: [baseUrl], retries: 0 }).timezones(baseUrl);
  expect(answer).toMatchObject({
    reason: 'no-such-page',
    detail: `HTTP 404 without an answer of the Navixy API${isNamed ? '; the address usually ends in /v2 or /api-v2' : ''}`,
  });
});

test('is unknown if no host was asked', async () => {
  expect(await check(key, 'api-key')).toMatchObject({ status: 'unknown' });
});

test.each([11, 13, 15, 101, 275, 276, 5])('is unknown for code %i', async (code) => {
  there.fault({ path: 'base/nothing', code });
  expect(await check(key, 'api-key', there)).toMatchObject({ status: 'unknown' });
});

const [USER, PANEL] = ['base/nothing', 'panel/account/get_permissions'];

test.each<[Kind, string[]]>([
  ['api-key', [USER, PANEL]],
  ['session', [USER, PANEL]],
  ['hash', [USER, PANEL]],
  ['panel-session', [PANEL, USER]],
])('uses the kind (%s) only to order the requests: %j', async (kind, calls) => {
  await check(hex('nobody'), kind, there);
  // Once in the header and once in the body.
  expect(secretCalls(there)).toEqual(calls.flatMap((path) => [path, path]));
});

test.each<Kind>(['hash', 'api-key', 'session'])(
  'finds a panel session in the panel if its kind is %s',
  async (kind) => {
    expect(await check(panel, kind, there)).toMatchObject({ status: 'alive', realm: 'panel' });
  },
);
