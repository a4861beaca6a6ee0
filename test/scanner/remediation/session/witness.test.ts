import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hex } from '../../../support/hex.ts';
import type { ServerAnswer } from '../../../support/navixy-server/errors.ts';
import { startNavixyServer, type NavixyServer } from '../../../support/navixy-server/index.ts';
import { TempFolder } from '../../../support/repo.ts';
import { finding, OWNER, OWNER_ENV, QUICK, revoke } from '../revoke/harness.ts';
import { rotate } from '../rotate/harness.ts';

/* Tests that a refusal counts only while an active value of ours is accepted. */

const key = hex('leaked key');
const findings = [finding(key, 'api-key')];
let server: NavixyServer;
let folder: TempFolder;

beforeEach(async () => {
  folder = new TempFolder();
  server = await startNavixyServer({ users: [{ ...OWNER, keys: [{ hash: key, title: 'Billing export' }] }] });
});
afterEach(async () => {
  folder[Symbol.dispose]();
  await server.close();
});

const refusal = (code: number): ServerAnswer => ({
  http: 400,
  body: { success: false, status: { code, description: 'x' } },
});
const keys = (): string[] => server.state.user(OWNER.login).keys.map(({ hash }) => hash);

describe('a platform that loses its sessions on a key deletion, without deleting the key', () => {
  beforeEach(() => {
    const fail = (): void => {
      for (const path of ['base/nothing', 'user/logout'])
        server.fault({
          path,
          rewrite: (truth, { hash }) => (hash === undefined ? refusal(3) : made(hash) ? truth : refusal(4)),
        });
    };
    server.fault({ path: 'api/key/delete', onHit: fail });
  });
  // The key store may work while the session store does not.
  const made = (hash: string): boolean => hash !== key && keys().includes(hash);

  test('does not make revoke report the key as dead, or its session as closed', async () => {
    const { report, stdout, stderr } = await revoke(server, { findings, yes: true, env: OWNER_ENV });
    expect(report.exitCode).toBe(2);
    expect(stdout).toContain('which it also says of a value of ours that should be alive');
    expect(stdout).not.toContain('-> dead');
    expect(stderr).toContain('A session of our own could not be logged out');
    expect(stderr).toContain('it was refused before it was logged out');
    expect([keys(), server.state.openSessions(OWNER.login).length]).toEqual([[key], 1]);
  });

  test('does not make rotate report the old key as dead', async () => {
    const { report, stdout, stderr } = await rotate(server, {
      cwd: folder.root,
      findings,
      env: OWNER_ENV,
      yes: true,
      deployed: true,
    });
    expect(report).toMatchObject({ exitCode: 2, result: { old: 'unknown', isHandedOver: true } });
    expect(stdout).not.toContain('Done:');
    expect(stderr).toContain('A session of our own could not be logged out');
  });
});

describe.each([3, 4])('a platform that answers code %i both without a hash and for a dead hash', (code) => {
  beforeEach(() => {
    for (const path of ['base/nothing', 'user/logout', 'api/key/list'])
      server.fault({ path, after: true, rewrite: (truth) => (truth.http === 200 ? truth : refusal(code)) });
  });

  test('allows a rotation, because the session and the new key prove that hashes arrive', async () => {
    const { report, stdout, stderr } = await rotate(server, {
      cwd: folder.root,
      findings,
      env: OWNER_ENV,
      yes: true,
      deployed: true,
    });
    expect([report.exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Done:');
    expect(server.state.openSessions(OWNER.login)).toEqual([]);
    expect(keys()).not.toContain(key);
  });

  test('makes revoke say that the logout is not confirmed, not that it failed', async () => {
    const { report, stdout, stderr } = await revoke(server, { findings, yes: true, env: OWNER_ENV });
    expect(stdout).toContain('-> dead');
    expect(report.exitCode).toBe(2);
    expect(stderr).toContain('A session of our own was logged out on');
    expect(stderr).toContain('but it is not proven that it is closed');
    expect(stderr).not.toContain('could not be logged out');
  });
});

describe.each([
  ['code 15', { code: 15 }],
  ['HTTP 429', { status: 429, body: 'x' }],
])('a login answered with %s that opened a session', (_name, answer) => {
  test('is not repeated, and there is a warning about an open session', async () => {
    server.fault({ path: 'user/auth', times: 1, after: true, ...answer });
    const { report, stderr } = await revoke(server, {
      findings,
      yes: true,
      env: OWNER_ENV,
      transport: { ...QUICK, retries: 3 },
    });
    expect(server.requests.filter(({ path }) => path === 'user/auth')).toHaveLength(1);
    expect(server.state.openSessions(OWNER.login)).toHaveLength(1);
    expect(report.exitCode).not.toBe(0);
    expect(stderr).toContain('A session may have been opened all the same');
  });
});

test('logs out a session in the response of a rate-limited login', async () => {
  server.fault({
    path: 'user/auth',
    times: 1,
    after: true,
    rewrite: (truth) => ({
      http: 429,
      body: { ...(truth.body as object), success: false, status: { code: 15, description: 'x' } },
    }),
  });
  const { report } = await revoke(server, { findings, yes: true, env: OWNER_ENV, transport: { ...QUICK, retries: 3 } });
  expect(report.exitCode).toBe(1);
  expect(server.state.openSessions(OWNER.login)).toEqual([]);
});
