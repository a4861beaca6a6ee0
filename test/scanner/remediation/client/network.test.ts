import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { BaseUrlError, NavixyClient, type TransportOptions } from '../../../../scanner/remediation/client/index.ts';
import { Secret } from '../../../../src/secret.ts';
import { makeCertificates, type Certificates } from '../../../support/certificates.ts';
import { hex } from '../../../support/hex.ts';
import { startNavixyServer, type NavixyServer } from '../../../support/navixy-server/index.ts';
import { startProxy, type Proxy } from '../../../support/proxy.ts';

const key = hex('key');
let certificates: Certificates;
let server: NavixyServer;
let proxy: Proxy;

beforeAll(async () => {
  certificates = makeCertificates();
  server = await startNavixyServer({
    tls: certificates.valid,
    users: [{ login: 'a', password: 'b', keys: [{ hash: key }] }],
  });
});
afterAll(() => server.close());
beforeEach(async () => {
  server.requests.length = 0;
  proxy = await startProxy(() => server.port);
});
afterEach(() => proxy.close());

function ask(baseUrl: string, options: TransportOptions = {}) {
  const client = new NavixyClient({
    named: [baseUrl],
    retries: 0,
    timeoutMs: 5000,
    requestsPerSecond: Number.POSITIVE_INFINITY,
    ...options,
  });
  return client.baseNothing(baseUrl, new Secret(key));
}

describe('TLS', () => {
  test('accepts a certificate authority configured by the user', async () => {
    expect(await ask(server.baseUrl, { extraCa: certificates.ca })).toMatchObject({ type: 'ok' });
    expect(server.baseUrl).toMatch(/^https:/u);
  });

  test('refuses an unknown certificate authority before anything is sent', async () => {
    expect(await ask(server.baseUrl)).toMatchObject({ type: 'unknown', reason: 'tls' });
    expect(server.requests).toEqual([]);
  });

  test.each([
    ['expired', 'CERT_HAS_EXPIRED'],
    ['otherName', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ] as const)('sends nothing if the certificate is %s', async (which, code) => {
    const bad = await startNavixyServer({ tls: certificates[which] });
    const answer = await ask(bad.baseUrl, { extraCa: certificates.ca });
    expect(answer).toMatchObject({ type: 'unknown', reason: 'tls', detail: expect.stringContaining(code) as string });
    expect(bad.requests).toEqual([]);
    await bad.close();
  });

  test('still checks certificates if the configured authorities are empty', async () => {
    // An empty list of certificates must not disable the check.
    expect(await ask(server.baseUrl, { extraCa: '' })).toMatchObject({ type: 'unknown', reason: 'tls' });
  });
});

describe('a proxy', () => {
  const brand = (): string => `https://gps.brand.test:${server.port}/v2`;

  test.each(['HTTPS_PROXY', 'https_proxy'])('in %s gets a tunnel and sees no secret', async (name) => {
    expect(await ask(brand(), { env: { [name]: proxy.url }, extraCa: certificates.ca })).toMatchObject({ type: 'ok' });
    expect(proxy.tunnels[0]).toBe(`gps.brand.test:${server.port}`);
    expect(server.requests.map(({ path, hash }) => [path, hash])).toEqual([
      ['timezone/list', undefined],
      ['base/nothing', key],
    ]);
    expect(proxy.seen()).not.toContain(key);
    expect(proxy.seen()).not.toContain('NVX');
  });

  test.each(['gps.brand.test', '.brand.test', '*'])('is bypassed for NO_PROXY=%s', async (exempt) => {
    // Only the proxy can resolve the name, so a direct connection fails in DNS.
    const answer = await ask(brand(), { env: { HTTPS_PROXY: proxy.url, NO_PROXY: exempt }, extraCa: certificates.ca });
    expect(answer).toMatchObject({ type: 'unknown', reason: 'dns' });
    expect(proxy.tunnels).toEqual([]);
  });

  test('is never used for loopback, so plain HTTP stays on the machine', async () => {
    const plain = await startNavixyServer({ users: [{ login: 'a', password: 'b', keys: [{ hash: key }] }] });
    const env = { HTTPS_PROXY: proxy.url, HTTP_PROXY: proxy.url, http_proxy: proxy.url };
    expect(await ask(plain.baseUrl, { env })).toMatchObject({ type: 'ok' });
    expect(await ask(server.baseUrl, { env, extraCa: certificates.ca })).toMatchObject({ type: 'ok' });
    expect([proxy.tunnels, proxy.plain]).toEqual([[], []]);
    await plain.close();
  });

  test('that refuses connections makes the status unknown, not dead', async () => {
    const refusing = await startProxy(() => server.port, { refuse: true });
    expect(await ask(brand(), { env: { HTTPS_PROXY: refusing.url }, extraCa: certificates.ca })).toMatchObject({
      type: 'unknown',
      reason: 'connection',
    });
    expect(server.requests).toEqual([]);
    await refusing.close();
  });

  test('cannot impersonate the platform: its certificate is refused', async () => {
    const impostor = await startNavixyServer({ tls: certificates.otherName });
    const middle = await startProxy(() => impostor.port);
    expect(await ask(brand(), { env: { HTTPS_PROXY: middle.url }, extraCa: certificates.ca })).toMatchObject({
      type: 'unknown',
      reason: 'tls',
    });
    expect(impostor.requests).toEqual([]);
    await Promise.all([middle.close(), impostor.close()]);
  });

  test.each(['proxy.example:3128', 'http://[', 'socks5://127.0.0.1:1'])(
    'given as %s is refused, without repeating it in the error',
    (address) => {
      const make = (): unknown => new NavixyClient({ env: { HTTPS_PROXY: `${address}?secret-part` } });
      expect(make).toThrow(BaseUrlError);
      try {
        make();
      } catch (error) {
        expect(inspect(error, { showHidden: true })).not.toContain('secret-part');
      }
    },
  );
});

test('an endless slow response is a timeout', async () => {
  server.fault({ path: 'base/nothing', times: 1, dripMs: 30, body: 'x'.repeat(10_000) });
  expect(await ask(server.baseUrl, { extraCa: certificates.ca, timeoutMs: 200 })).toMatchObject({
    type: 'unknown',
    reason: 'timeout',
  });
});

test('a slow response that finishes is accepted', async () => {
  // On a busy machine the test above may end before its fault is used.
  server.clearFaults();
  server.fault({ path: 'base/nothing', times: 1, dripMs: 1 });
  expect(await ask(server.baseUrl, { extraCa: certificates.ca })).toMatchObject({ type: 'ok' });
});
