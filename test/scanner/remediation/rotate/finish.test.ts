import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '../../../../src/secret.ts';
import { hex } from '../../../support/hex.ts';
import { startNavixyServer, type NavixyServer } from '../../../support/navixy-server/index.ts';
import { TempFolder } from '../../../support/repo.ts';
import { cli } from '../../run.ts';
import { finding, OWNER, OWNER_ENV } from '../revoke/harness.ts';
import { rotate } from './harness.ts';

/* Tests the remaining steps after the old key is deleted. */

const old = hex('old key');
const fingerprint = (value: string): string => new Secret(value).fingerprint;
let server: NavixyServer;
let folder: TempFolder;

beforeEach(async () => {
  folder = new TempFolder();
  server = await startNavixyServer({ users: [{ ...OWNER, keys: [{ hash: old, title: 'Billing export' }] }] });
});
afterEach(async () => {
  folder[Symbol.dispose]();
  await server.close();
});

const keys = (): { hash: string; title: string }[] => server.state.user(OWNER.login).keys;
const onlyNew = (): string => keys().find(({ hash }) => hash !== old)?.hash ?? '';
const deleteOld = (): void => void server.state.deleteKey(server.state.user(OWNER.login), old);
const run = (options: Partial<Parameters<typeof rotate>[1]> = {}) =>
  rotate(server, {
    cwd: folder.root,
    findings: [finding(old, 'api-key')],
    env: { ...OWNER_ENV, PATH: process.env['PATH'] },
    yes: true,
    deployed: true,
    ...options,
  });
/** The command to continue that a run printed. */
const next = (stdout: string): string[] => (/^ {2}navixy-secrets (rotate .*)$/mu.exec(stdout)?.[1] ?? '').split(' ');

describe('a run that is aborted during the deletion of the old key', () => {
  test('does not say that it is done, and prints a command to finish', async () => {
    folder.write('.env', `NAVIXY_API_KEY=${old}\n`);
    const stop = new AbortController();
    server.fault({ path: 'api/key/delete', after: true, onHit: () => stop.abort() });
    const first = await run({
      signal: stop.signal,
      destination: { type: 'env', path: '.env', name: 'NAVIXY_API_KEY' },
    });
    expect(first.report).toMatchObject({
      exitCode: 2,
      result: { old: 'unknown', fresh: 'unknown', isHandedOver: true, reason: 'stopped' },
    });
    expect(first.stdout).not.toContain('Done:');
    const made = onlyNew();
    const second = await cli([...next(first.stdout), '--yes'], { cwd: folder.root, env: OWNER_ENV });
    expect(second.stdout).toContain(`old ${fingerprint(old)}  the account has it no more`);
    expect(second.stdout).toContain('Done: the new key lives, and the account has the old one no more.');
    expect([second.exitCode, keys().map(({ hash }) => hash), server.state.openSessions(OWNER.login)]).toEqual([
      0,
      [made],
      [],
    ]);
  });

  test.each([0, 1, 2])('does not exit with 0 before the new key is confirmed (request %i)', async (skip) => {
    const stop = new AbortController();
    server.fault({ path: 'base/nothing', skip: 13 + skip, times: 1, after: true, onHit: () => stop.abort() });
    const { report, stdout } = await run({ signal: stop.signal });
    expect(report).toMatchObject({ exitCode: 2, result: { old: 'dead', fresh: 'unknown', reason: 'stopped' } });
    expect(stdout).toContain('Not done: stopped.');
    expect(stdout).not.toContain('Done:');
    expect(stdout).toContain('To try the new key again:');
  });
});

describe('an old key that someone else deleted', () => {
  const failing = { type: 'command', words: ['sh', '-c', 'cat > /dev/null; exit 1'] } as const;

  test('before delivery leaves a command that delivers the new key', async () => {
    server.fault({ path: 'api/key/create', after: true, onHit: deleteOld });
    const first = await run({ destination: failing, deployed: false });
    expect(first.report).toMatchObject({ exitCode: 2, result: { old: 'dead', fresh: 'alive', isHandedOver: false } });
    expect(first.stdout).toContain(
      'To go on with this new key (or delete it, if nothing got it: Account settings -> API keys):',
    );
    const made = onlyNew();
    expect(next(first.stdout).join(' ')).toContain(
      `--only ${fingerprint(old)} --use ${fingerprint(made)} --to-command`,
    );
    const second = await run({ use: fingerprint(made), deployed: false });
    expect(second.report).toMatchObject({
      exitCode: 0,
      result: { standing: 'dead', fresh: 'alive', isHandedOver: true },
    });
    expect(second.stdout).toContain('Done: the new key lives, and the server says that the old one is dead.');
    expect(readFileSync(folder.path('new-key'), 'utf8')).toBe(`${made}\n`);
  });

  test('is not called replaced if the new key does not work', async () => {
    server.fault({ path: 'api/key/create', after: true, onHit: deleteOld });
    await run({ destination: failing, deployed: false });
    const made = onlyNew();
    server.fault({ path: 'base/nothing', skip: 1, status: 503, body: 'x' });
    const { report, stdout } = await run({
      findings: [],
      only: fingerprint(old),
      use: fingerprint(made),
      destination: undefined,
    });
    expect(report).toMatchObject({ exitCode: 2, result: { standing: 'gone', fresh: 'unknown' } });
    expect(stdout).toContain('it is not proven that the new key works');
  });

  test('is not called replaced if it may never have been in the account', async () => {
    const other = server.state.createKey(server.state.user(OWNER.login), 'Dashboards').hash;
    const { report, stdout } = await run({
      findings: [],
      only: fingerprint(hex('elsewhere')),
      use: fingerprint(other),
      destination: undefined,
    });
    expect(report).toMatchObject({ exitCode: 2, result: { standing: 'unknown', fresh: 'alive' } });
    expect(stdout).toContain('nothing shows that it ever had one');
    expect(server.state.isAlive(old)).toBe(true);
  });
});
