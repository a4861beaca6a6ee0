import { existsSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Secret } from '../../../src/secret.ts';
import { hex } from '../../support/hex.ts';
import { startNavixyServer, type Fault, type NavixyServer } from '../../support/navixy-server/index.ts';
import { TempFolder } from '../../support/repo.ts';
import { finding, OWNER, OWNER_ENV, QUICK } from '../revoke/harness.ts';
import { rotate, type RotateRun } from './harness.ts';

const old = hex('old key');
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

/** The calls of a whole rotation, in order, with how many of the same path come before. */
const CALLS: readonly [path: string, skip: number][] = [
  ['timezone/list', 0], ['base/nothing', 0], ['user/auth', 0], ['api/key/list', 0], ['api/key/create', 0],
  ['base/nothing', 1], ['base/nothing', 2], ['api/key/delete', 0], ['base/nothing', 3], ['user/logout', 0],
];

const go = (signal?: AbortSignal, timeoutMs = 5000) =>
  rotate(server, {
    cwd: folder.root, findings: [finding(old, 'api-key')], env: OWNER_ENV, yes: true, deployed: true,
    evidence: folder.path('evidence.jsonl'), transport: { ...QUICK, timeoutMs }, ...(signal === undefined ? {} : { signal }),
  });

/** What must hold whatever happened. */
function expectHonest(run: RotateRun, sessionsMayBeOpen: boolean): void {
  const { report, everything } = run;
  const keys = server.state.user(OWNER.login).keys.map(({ hash }) => hash);
  const isOldAlive = keys.includes(old);
  const file = folder.path('new-key');
  const handedOver = existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
  if (report.exitCode === 0) expect([isOldAlive, handedOver !== undefined && keys.includes(handedOver)]).toEqual([false, true]);
  if (report.result?.old === 'dead') expect(isOldAlive).toBe(false);
  if (report.exitCode === 1) expect(isOldAlive).toBe(true);
  // The old key goes only after the new one reached its place and lives.
  if (!isOldAlive) expect(handedOver !== undefined && keys.includes(handedOver)).toBe(true);
  // A new key that reached nobody is gone again, or else named with the way to go on.
  for (const stray of keys.filter((value) => value !== old && value !== handedOver)) {
    expect(`${run.stdout}${run.stderr}`).toMatch(new RegExp(`--use ${new Secret(stray).fingerprint}|fingerprint ${new Secret(stray).fingerprint}|may have been made`, 'u'));
    expect(report.exitCode).not.toBe(0);
  }
  // A file never holds a value that was deleted again.
  if (handedOver !== undefined) expect(keys).toContain(handedOver);
  if (!sessionsMayBeOpen) expect(server.state.openSessions(OWNER.login)).toEqual([]);
  const evidence = readFileSync(folder.path('evidence.jsonl'), 'utf8');
  const lines = evidence.trimEnd().split('\n').map((line) => JSON.parse(line) as { event: string; exitCode?: number });
  expect([lines[0]?.event, lines.at(-1)]).toMatchObject(['start', { event: 'end', exitCode: report.exitCode }]);
  for (const value of [old, ...keys, OWNER.password]) {
    expect(evidence).not.toContain(value);
    expect(everything).not.toContain(value);
  }
}

/** A second run ends what the first one began, unless that left a key that only the person can place. */
async function expectFinishable(run: RotateRun): Promise<void> {
  if (run.report.exitCode === 0) return;
  server.clearFaults();
  server.state.endSessions(OWNER.login);
  if (existsSync(folder.path('new-key'))) {
    const made = run.report.result?.made;
    const done = await rotate(server, {
      cwd: folder.root, findings: [finding(old, 'api-key')], env: OWNER_ENV, yes: true, deployed: true,
      ...(made === undefined ? {} : { use: made.secret.fingerprint, destination: undefined }),
    });
    expect(done.report.exitCode).toBe(0);
  } else expect((await go()).report.exitCode).toBe(0);
  expect(server.state.isAlive(old)).toBe(false);
}

test.each(CALLS.flatMap(([path, skip]) => [true, false].map((after) => ({ path, skip, after }))))('Ctrl-C at $path (after $skip others, answered: $after)', async ({ path, skip, after }) => {
  const stop = new AbortController();
  // Not answered means hanging, but for calls that an abort must not cut off: those would wait for the timeout.
  const hangs = !after && !['user/auth', 'api/key/create', 'user/logout'].includes(path);
  server.fault({ path, skip, times: 1, after, onHit: () => stop.abort(), ...(hangs ? { hang: true } : after ? {} : { reset: true }) });
  const run = await go(stop.signal);
  // A logout or a login that was broken off may leave its session: the program says so.
  const mayBeOpen = !after && path === 'user/logout';
  expectHonest(run, mayBeOpen);
  const isBeforeHandOver = CALLS.findIndex((call) => call[0] === path && call[1] === skip) <= CALLS.findIndex((call) => call[0] === 'base/nothing' && call[1] === 1);
  if (isBeforeHandOver) expect(server.state.user(OWNER.login).keys.map(({ hash }) => hash)).toEqual([old]);
  if (mayBeOpen) expect(run.stderr).toContain('A session of our own could not be logged out');
  await expectFinishable(run);
});

/** How long the program waits for an answer that does not come. */
const SHORT_MS = 60;

const FAULTS: Readonly<Record<string, Omit<Fault, 'path'>>> = {
  refused: { code: 13 },
  reset: { reset: true },
  'lost answer': { after: true, reset: true },
  '429 storm': { status: 429, body: 'slow down' },
  'code 15': { code: 15 },
  'code 6': { code: 6 },
  '500': { status: 500, body: 'x' },
  HTML: { body: '<html>' },
  truncated: { truncate: true },
  'lost and truncated': { after: true, truncate: true },
  'wrong code': { code: 4711 },
  'code 4': { code: 4 },
  redirect: { redirect: 'http://127.0.0.1:1/' },
  'no answer': { hang: true },
  'no answer to what was done': { after: true, hang: true },
  'success without success': { body: '{}' },
};

/** Where a lie cannot be told from the truth: the server itself says that the old key, or our session, is dead. */
const isBelieved = (name: string, path: string, skip: number): boolean => name === 'code 4' && (path === 'user/logout' || (path === 'base/nothing' && skip === 0));

const CASES = Object.entries(FAULTS).flatMap(([name, fault]) => CALLS.filter(([path, skip]) => !isBelieved(name, path, skip)).map(([path, skip]) => ({ name, fault, path, skip })));

test.each(CASES)('$name at $path (after $skip others)', async ({ fault, path, skip }) => {
  server.fault({ path, skip, times: 1, ...fault });
  // A machine under load may miss this timeout at other calls too; what is checked must hold all the same.
  const run = await go(undefined, fault.hang === true || fault.dripMs !== undefined ? SHORT_MS : 5000);
  const mayBeOpen = path === 'user/logout' || path === 'user/auth';
  expectHonest(run, mayBeOpen);
  const isOpen = server.state.openSessions(OWNER.login).length > 0;
  if (isOpen) expect(run.everything).toMatch(/could not be logged out|a session may have been opened all the same/u);
  if (isOpen) expect(run.report.exitCode).not.toBe(0);
  await expectFinishable(run);
});
