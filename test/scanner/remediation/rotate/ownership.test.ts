import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '../../../../src/secret.ts';
import { hex } from '../../../support/hex.ts';
import { startNavixyServer, type NavixyServer, type UserSeed } from '../../../support/navixy-server/index.ts';
import type { ServerAnswer } from '../../../support/navixy-server/errors.ts';
import { TempFolder } from '../../../support/repo.ts';
import { finding, OWNER, OWNER_ENV } from '../revoke/harness.ts';
import { rotate } from './harness.ts';

/* Tests the ownership of keys, and changes by others during a rotation. */

const old = hex('old key');
const findings = [finding(old, 'api-key')];
let server: NavixyServer;
let folder: TempFolder;

async function start(owner: Partial<UserSeed> = {}, others: readonly UserSeed[] = []): Promise<void> {
  server = await startNavixyServer({
    users: [{ ...OWNER, keys: [{ hash: old, title: 'Billing export' }], ...owner }, ...others],
  });
}

beforeEach(() => (folder = new TempFolder()));
afterEach(async () => {
  folder[Symbol.dispose]();
  await server.close();
});

const keys = (): { hash: string; title: string }[] => server.state.user(OWNER.login).keys;
const onlyNew = (): string => keys().find(({ hash }) => hash !== old)?.hash ?? '';
const run = (options: Partial<Parameters<typeof rotate>[1]> = {}) =>
  rotate(server, { cwd: folder.root, findings, env: OWNER_ENV, yes: true, deployed: true, ...options });

describe("a colleague's key with the same title", () => {
  const makeKey = (): string => server.state.createKey(server.state.user(OWNER.login), 'Billing export').hash;

  test('is not adopted if the response of the creation was lost before a key was created', async () => {
    await start();
    let theirs = '';
    server.fault({ path: 'api/key/create', reset: true, onHit: () => (theirs = makeKey()) });
    const { report, stdout } = await run();
    expect(report).toMatchObject({ exitCode: 1, result: { made: undefined, isHandedOver: false } });
    expect(stdout).toContain(
      `"Billing export", fingerprint ${new Secret(theirs).fingerprint}, appeared in the account meanwhile, but nothing shows that it is ours, so it was left alone`,
    );
    expect(keys().map(({ hash }) => hash)).toEqual([old, theirs]);
    expect(existsSync(folder.path('new-key'))).toBe(false);
  });

  test('is not deleted with our key if ours stops working', async () => {
    await start();
    let theirs = '';
    server.fault({ path: 'api/key/create', after: true, reset: true, onHit: () => (theirs = makeKey()) });
    server.fault({ path: 'base/nothing', skip: 3, times: 1, status: 403, body: 'denied' });
    const { report } = await run();
    expect(report.exitCode).toBe(1);
    expect(keys().map(({ hash }) => hash)).toEqual([old, theirs]);
  });

  test('is not adopted if the response of our creation contains it', async () => {
    const theirs = hex("a colleague's key");
    await start({
      keys: [
        { hash: old, title: 'Billing export' },
        { hash: theirs, title: 'Billing export' },
      ],
    });
    server.fault({
      path: 'api/key/create',
      times: 1,
      after: true,
      rewrite: () => ({
        http: 200,
        body: { success: true, value: { hash: theirs, title: 'Billing export', create_date: '' } },
      }),
    });
    const { report } = await run();
    expect(report.exitCode).toBe(0);
    expect(readFileSync(folder.path('new-key'), 'utf8')).not.toContain(theirs);
    expect(server.state.isAlive(theirs)).toBe(true);
  });
});

describe("a colleague's new key in the response of our creation", () => {
  const swap = (after: boolean): string => {
    const theirs = hex("a colleague's new key");
    server.fault({
      path: 'api/key/create',
      times: 1,
      after,
      rewrite: () => {
        server.state.user(OWNER.login).keys.push({ hash: theirs, title: 'Dashboards', createDate: '' });
        return { http: 200, body: { success: true, value: { hash: theirs, title: 'Dashboards', create_date: '' } } };
      },
    });
    return theirs;
  };

  test('is not used if ours was not created', async () => {
    await start();
    const theirs = swap(false);
    const { report, stdout } = await run();
    expect(report).toMatchObject({ exitCode: 1, result: { made: undefined, isHandedOver: false } });
    expect(stdout).toContain(
      `"Dashboards", fingerprint ${new Secret(theirs).fingerprint}, appeared in the account meanwhile, but nothing shows that it is ours`,
    );
    expect(existsSync(folder.path('new-key'))).toBe(false);
    expect(keys().map(({ hash }) => hash)).toEqual([old, theirs]);
  });

  test('is not used if ours is listed later', async () => {
    await start();
    const theirs = swap(true);
    const withoutOurs = (truth: ServerAnswer): ServerAnswer => ({
      ...truth,
      body: {
        success: true,
        list: (truth.body as { list: { title: string }[] }).list.filter(({ title }) => !title.includes('[rotated')),
      },
    });
    server.fault({ path: 'api/key/list', skip: 1, times: 2, after: true, rewrite: withoutOurs });
    const { report } = await run();
    expect(report.exitCode).toBe(0);
    const made = readFileSync(folder.path('new-key'), 'utf8').trim();
    expect(keys().map(({ hash }) => hash)).toEqual([made, theirs]);
    expect(made).not.toBe(theirs);
  });
});

test('keeps one key if two were created', async () => {
  await start();
  // "Too many requests" is retried. Here the first call was done anyway.
  server.fault({ path: 'api/key/create', times: 1, after: true, code: 15 });
  const { report } = await run();
  expect(report.exitCode).toBe(0);
  expect(keys()).toHaveLength(1);
});

test.each([1, 6, 8, 14])('checks whether a key was created after code %i', async (code) => {
  await start();
  server.fault({ path: 'api/key/create', after: true, code });
  const { report } = await run();
  expect(report.exitCode).toBe(0);
  expect(readFileSync(folder.path('new-key'), 'utf8')).toBe(`${keys()[0]?.hash}\n`);
});

test('fails if the new key was deleted with the old one', async () => {
  await start();
  server.fault({
    path: 'api/key/delete',
    times: 1,
    after: true,
    onHit: () => server.state.deleteKey(server.state.user(OWNER.login), onlyNew()),
  });
  const { report, stdout } = await run();
  expect(report).toMatchObject({ exitCode: 2, result: { old: 'dead', fresh: 'dead' } });
  expect(stdout).toContain('the old key is dead, and it is not proven that the new one works: code 4');
  expect(stdout).not.toContain('Done:');
});

test('tells one of two users who rotate the same key', async () => {
  await start();
  const meanwhile = (): void =>
    void server.state.createKey(
      server.state.user(OWNER.login),
      `Billing export [rotated ${new Secret(old).fingerprint.slice(0, 8)}-0badcafe]`,
    );
  server.fault({ path: 'base/nothing', skip: 5, times: 1, after: true, onHit: meanwhile });
  const { report, stdout } = await run();
  expect(report.exitCode).toBe(1);
  expect(stdout).toContain('somebody else made a key for the same old one meanwhile');
  expect(server.state.isAlive(old)).toBe(true);
});

test('limits the length of a title, and adds only one tag', async () => {
  await start({ keys: [{ hash: old, title: `${'x'.repeat(250)} [rotated 01234567-89abcdef]` }] });
  expect((await run()).report.exitCode).toBe(0);
  expect(keys()[0]?.title).toMatch(/^x{227} \[rotated [0-9a-f]{8}-[0-9a-f]{8}\]$/u);
});

test('does not overwrite a new file, and deletes the new key again', async () => {
  await start();
  server.fault({ path: 'api/key/create', after: true, onHit: () => folder.write('new-key', 'mine') });
  const { report, stdout } = await run();
  expect(report.exitCode).toBe(1);
  expect(stdout).toContain('it is there already');
  expect(readFileSync(folder.path('new-key'), 'utf8')).toBe('mine');
  expect(keys().map(({ hash }) => hash)).toEqual([old]);
});

test('fails if someone else replaced the key', async () => {
  await start();
  const meanwhile = (): void => {
    folder.write('new-key', 'theirs');
    server.state.deleteKey(server.state.user(OWNER.login), old);
  };
  server.fault({ path: 'api/key/create', after: true, onHit: meanwhile });
  const { report, stdout } = await run();
  expect(report).toMatchObject({
    exitCode: 2,
    result: { old: 'dead', made: undefined, fresh: 'dead', isHandedOver: false },
  });
  expect(stdout).not.toContain('Done:');
  expect(keys()).toEqual([]);
});

test('does not change a .env entry that someone else changed, but keeps changes to other entries', async () => {
  await start();
  const destination = { type: 'env', path: '.env', name: 'KEY' } as const;
  folder.write('.env', 'A=1\nKEY=old\n');
  server.fault({
    path: 'api/key/create',
    times: 1,
    after: true,
    onHit: () => folder.write('.env', 'A=2\nKEY=other\n'),
  });
  const first = await run({ destination });
  expect(first.stdout).toContain('somebody else changed KEY meanwhile');
  expect(readFileSync(folder.path('.env'), 'utf8')).toBe('A=2\nKEY=other\n');
  expect(keys().map(({ hash }) => hash)).toEqual([old]);
  server.fault({
    path: 'api/key/create',
    times: 1,
    after: true,
    onHit: () => folder.write('.env', 'A=3\nKEY=other\n'),
  });
  expect((await run({ destination })).report.exitCode).toBe(0);
  expect(readFileSync(folder.path('.env'), 'utf8')).toBe(`A=3\nKEY=${keys()[0]?.hash}\n`);
});

test('prints the time limits for hosts in the plan', async () => {
  await start();
  expect((await run()).stdout).toContain('waits at most 5 s for an answer, 60 s for a host without any, 300 s in all');
});
