import { afterEach, beforeEach, expect, test } from 'vitest';
import { NavixyClient, type TransportOptions } from '../../../../scanner/remediation/client/index.ts';
import { Secret } from '../../../../src/secret.ts';
import { hex } from '../../../support/hex.ts';
import { startNavixyServer, type NavixyServer } from '../../../support/navixy-server/index.ts';
import { TestClock } from '../../../support/test-clock.ts';

let server: NavixyServer;
let clock: TestClock;

beforeEach(async () => {
  server = await startNavixyServer();
  clock = new TestClock();
});
afterEach(() => server.close());

const client = (options: TransportOptions = {}): NavixyClient =>
  new NavixyClient({ named: [server.baseUrl], clock, ...options });
const probes = (): number => server.requests.filter(({ path }) => path === 'base/nothing').length;
const never = (): void => server.fault({ path: 'base/nothing', hang: true, onHit: () => clock.expire() });

test('stops asking a host that does not answer after a minute, for any number of values', async () => {
  never();
  const api = client();
  const first = await api.baseNothing(server.baseUrl, new Secret(hex('1')));
  expect(first).toMatchObject({ type: 'unknown', reason: 'timeout' });
  const asked = probes();
  expect(asked).toBe(4);
  for (let value = 2; value <= 50; value += 1) {
    expect(await api.baseNothing(server.baseUrl, new Secret(hex(String(value))))).toMatchObject({
      type: 'unknown',
      reason: 'given-up',
      detail: 'given up: no answer in 60 s',
    });
  }
  expect(probes()).toBe(asked);
});

test('keeps a reserve of requests for clean-up, which also ends', async () => {
  never();
  const api = client({ backoffMs: 0 });
  await api.baseNothing(server.baseUrl, new Secret(hex('1')));
  const before = probes();
  await api.tidying.baseNothing(server.baseUrl, new Secret(hex('2')));
  await api.tidying.baseNothing(server.baseUrl, new Secret(hex('3')));
  expect(probes() - before).toBe(2);
});

test('resets the time limit of a host after an answer', async () => {
  const api = client({ retries: 0, hostLimitMs: 20_000 });
  for (let round = 1; round <= 5; round += 1) {
    server.fault({ path: 'base/nothing', times: 1, hang: true, onHit: () => clock.expire() });
    expect(await api.baseNothing(server.baseUrl, new Secret(hex('x')))).toMatchObject({ reason: 'timeout' });
    expect(await api.timezones(server.baseUrl)).toMatchObject({ type: 'ok' });
  }
});

test('does not reset the time limit of the run, which is five minutes of waiting', async () => {
  const api = client({ retries: 0, hostLimitMs: 20_000, runLimitMs: 40_000 });
  for (let round = 1; round <= 3; round += 1) {
    server.fault({ path: 'base/nothing', times: 1, hang: true, onHit: () => clock.expire() });
    await api.baseNothing(server.baseUrl, new Secret(hex('x')));
    await api.timezones(server.baseUrl);
  }
  expect(await api.timezones(server.baseUrl)).toMatchObject({
    type: 'unknown',
    reason: 'given-up',
    detail: 'not asked: 40 s of this run were spent waiting for hosts',
  });
});

test('stops waiting for a host that repeatedly asks to wait', async () => {
  server.fault({ path: 'base/nothing', status: 429, body: 'slow down', headers: { 'retry-after': '25' } });
  const api = client();
  for (let value = 1; value <= 20; value += 1) await api.baseNothing(server.baseUrl, new Secret(hex(String(value))));
  // Two waits of 25 s. A third would exceed a minute, so later calls are made once, without waiting.
  expect(clock.now()).toBeLessThan(75_000);
});
