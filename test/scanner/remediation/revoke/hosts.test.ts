import { beforeEach, expect, test } from 'vitest';
import { runRevoke } from '../../../../scanner/cli/commands/run-revoke.ts';
import type { RevokeReport } from '../../../../scanner/library/revoke.ts';
import type { LeakFinding } from '../../../../scanner/remediation/session/leaked-secret.ts';
import { hex } from '../../../support/hex.ts';
import { finding, QUICK } from './harness.ts';

const value = hex('somewhere');
const DEAD = { http: 400, body: { success: false, status: { code: 4 } } };
const NO_HASH = { http: 400, body: { success: false, status: { code: 3 } } };
const OK = { http: 200, body: { success: true, list: [] } };
/** Hosts that accept the value. The network is mocked, because these are names of real hosts. */
let aliveOn: string[];
let asked: string[];
let network: (url: string, init: { headers?: unknown; body?: unknown }) => Promise<Response>;
/** The distinct requested URLs. */
const about = (): string[] => [...new Set(asked)];

/** The answer of a host to a request. */
function answer(url: string, { headers, body }: { headers?: unknown; body?: unknown }): typeof DEAD | typeof OK {
  const sent =
    (headers as Record<string, string>)['authorization']?.slice('NVX '.length) ??
    (JSON.parse(String(body)) as { hash?: string }).hash;
  if (url.endsWith('timezone/list')) return OK;
  if (sent === undefined) return NO_HASH;
  return sent === value && aliveOn.includes(new URL(url).host) && !url.includes('/panel/') ? OK : DEAD;
}

beforeEach(() => {
  aliveOn = [];
  asked = [];
  network = (url, init) => {
    asked.push(url);
    const { http, body } = answer(url, init);
    return Promise.resolve(new Response(JSON.stringify(body), { status: http }));
  };
});

interface Run {
  readonly report: RevokeReport;
  readonly output: string;
}

async function run(findings: readonly LeakFinding[], baseUrls: readonly string[] = []): Promise<Run> {
  let output = '';
  const write = (chunk: string): void => void (output += chunk);
  const io = { stdout: write, stderr: write };
  const report = await runRevoke({
    findings,
    baseUrls,
    interactive: false,
    env: {},
    io,
    colors: false,
    transport: { ...QUICK, fetch: network },
  });
  return { report, output };
}

test('asks every region before a key is called dead', async () => {
  const { report, output } = await run([finding(value, 'api-key')]);
  expect(about()).toEqual(
    ['eu', 'us', 'me'].flatMap((region) =>
      ['base/nothing', 'panel/account/get_permissions'].map((path) => `https://api.${region}.navixy.com/v2/${path}`),
    ),
  );
  expect(report.exitCode).toBe(0);
  expect(output).toContain('dead on api.eu.navixy.com, api.us.navixy.com, api.me.navixy.com');
});

test('asks the region near the value first, and no other if the value is active there', async () => {
  aliveOn = ['api.us.navixy.com'];
  const { report } = await run([finding(value, 'api-key', { baseUrl: 'http://api.us.navixy.com' })]);
  expect(new Set(asked.map((url) => new URL(url).host))).toEqual(new Set(['api.us.navixy.com']));
  expect(asked.every((url) => url.startsWith('https://api.us.navixy.com/v2/'))).toBe(true);
  expect(report.exitCode).toBe(1);
});

test('also asks an official host of another form near the value, over HTTPS', async () => {
  await run([finding(value, 'api-key', { baseUrl: 'http://saas.navixy.com/api-v2/' })]);
  expect(asked[0]).toBe('https://saas.navixy.com/api-v2/base/nothing');
  expect(new Set(asked.map((url) => new URL(url).host)).size).toBe(4);
});

test('shows an unofficial host near the value without asking it, and does not call the value dead', async () => {
  const { report, output } = await run([finding(value, 'api-key', { baseUrl: 'https://gps.brand.example/api-v2' })]);
  expect(asked.map((url) => new URL(url).host)).not.toContain('gps.brand.example');
  expect(report.exitCode).toBe(2);
  expect(output).toContain(
    'it was found beside gps.brand.example, which was not asked; name it with --api-url if you trust it',
  );
});

test('asks only the host given by the user', async () => {
  aliveOn = ['gps.brand.example'];
  const named = 'https://gps.brand.example/api-v2';
  const { report } = await run([finding(value, 'api-key', { baseUrl: 'https://api.eu.navixy.com/v2' })], [named]);
  expect(about()).toEqual([`${named}/timezone/list`, `${named}/base/nothing`, `${named}/api/key/list`]);
  expect(report.exitCode).toBe(1);
});

test('calls a value dead at the host given by the user, and names another host near the value', async () => {
  const { report, output } = await run(
    [finding(value, 'api-key', { baseUrl: 'https://api.eu.navixy.com/v2' })],
    ['https://gps.brand.example/api-v2'],
  );
  expect(report.exitCode).toBe(0);
  expect(output).toContain('also found beside api.eu.navixy.com, which was not asked');
});

test('refuses a plain HTTP address before anything is sent', async () => {
  const { report, output } = await run([finding(value, 'api-key')], ['http://gps.brand.example/v2']);
  expect(asked).toEqual([]);
  expect(report.exitCode).toBe(2);
  expect(output).toBe('gps.brand.example: a secret goes over HTTPS only; use https://\n');
});

test('shows an unofficial host near an active value without asking it', async () => {
  aliveOn = ['api.eu.navixy.com'];
  const { output } = await run([finding(value, 'api-key', { baseUrl: 'https://gps.brand.example/api-v2' })]);
  expect(output).toContain('alive on api.eu.navixy.com');
  expect(output).toContain('also found beside gps.brand.example, which was not asked');
  expect(asked.map((url) => new URL(url).host)).not.toContain('gps.brand.example');
});
