import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clean } from '../../../../scanner/text/clean.ts';
import { startNavixyServer, type Fault, type NavixyServer } from '../../../support/navixy-server/index.ts';
import { hex } from '../../../support/hex.ts';
import { expectNoValue, finding, OWNER, OWNER_ENV, revoke } from './harness.ts';

const key = hex('key');
const session = hex('session');
let server: NavixyServer;

beforeAll(async () => {
  server = await startNavixyServer({
    users: [{ ...OWNER, keys: [{ hash: key, title: `\u001B[2Jkey ${key}` }], sessions: [session] }],
  });
});
afterAll(() => server.close());

test('escapes untrusted text and redacts values in it', () => {
  expect(clean(`a\u001B[31mb\r\nc\u202Ed ${key} ${key.toUpperCase()}`)).toBe(
    `a\\u{1b}[31mb\\u{d}\\nc\\u{202e}d ${key.slice(0, 4)}…${key.slice(-4)} ${key.slice(0, 4).toUpperCase()}…${key.slice(-4).toUpperCase()}`,
  );
});

test('escapes paths and titles in the plan', async () => {
  const run = await revoke(server, {
    findings: [
      finding(session, 'session', { path: `dump/${session}\u001B.json`, origin: { commit: 'abcdef0123456789' } }),
    ],
  });
  expect(run.stdout).toContain(`dump/${session.slice(0, 4)}…${session.slice(-4)}\\u{1b}.json:3 (commit abcdef01)`);
  expect(run.stdout).toContain('"\\u{1b}[2Jkey ');
  expect(run.stdout).not.toContain('\u001B');
  expect(run.stdout).not.toContain(key);
});

test('prints no value and no password, for any fault of the server', async () => {
  const paths = ['timezone/list', 'base/nothing', 'api/key/list', 'user/auth', 'api/key/delete', 'user/logout', '*'];
  const fault = fc.record({
    path: fc.constantFrom(...paths),
    skip: fc.nat(2),
    code: fc.option(fc.constantFrom(3, 4, 13, 101, 102, 201, 6), { nil: undefined }),
    reset: fc.boolean(),
    status: fc.option(fc.constantFrom(200, 400, 500), { nil: undefined }),
    body: fc.option(fc.constantFrom(`<b>${key}</b>`, `{"success":true,"hash":"${session}"}`), { nil: undefined }),
  });
  await fc.assert(
    fc.asyncProperty(
      fault,
      fc.constantFrom('api-key', 'session', 'hash', 'panel-session' as const),
      async (spoilt, kind) => {
        server.clearFaults();
        server.fault(
          Object.fromEntries(Object.entries(spoilt).filter(([, value]) => value !== undefined)) as unknown as Fault,
        );
        const run = await revoke(server, {
          findings: [finding(key, kind), finding(session, 'hash')],
          yes: true,
          env: OWNER_ENV,
        });
        expectNoValue(run, OWNER.password);
        // The titles in the report are untrusted text of the server. They are escaped when printed.
        for (const value of [key, session]) expect(`${run.stdout}${run.stderr}`).not.toContain(value);
      },
    ),
    { numRuns: 60 },
  );
});
