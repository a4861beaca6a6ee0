import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hex } from '../../support/hex.ts';
import { startNavixyServer, type Fault, type NavixyServer } from '../../support/navixy-server/index.ts';
import { TempFolder } from '../../support/repo.ts';
import { finding, OWNER, OWNER_ENV, QUICK, revoke, type Run } from './harness.ts';

const key = hex('leaked key');
const session = hex('leaked session');
const panel = hex('leaked panel session');
const VALUES = { key, session, panel };
const LEAK = { origin: { commit: 'abcdef0123456789', date: '2024-01-01T00:00:00Z' } };
const findings = [finding(key, 'api-key', LEAK), finding(session, 'session', LEAK), finding(panel, 'panel-session', LEAK)];
let server: NavixyServer;
let folder: TempFolder;

beforeEach(async () => {
  folder = new TempFolder();
  server = await startNavixyServer({
    users: [{ ...OWNER, keys: [{ hash: key }], sessions: [session] }],
    panels: [{ login: '77', password: 'y', sessions: [panel] }],
  });
});
afterEach(async () => {
  folder[Symbol.dispose]();
  await server.close();
});

const go = (signal?: AbortSignal, timeoutMs = 5000) =>
  revoke(server, { findings, yes: true, env: OWNER_ENV, evidence: folder.path('evidence.jsonl'), transport: { ...QUICK, timeoutMs }, ...(signal === undefined ? {} : { signal }) });

/** Every call of a whole run, in order, with how many of the same path come before. */
const CALLS: readonly [path: string, skip: number][] = [
  ['timezone/list', 0], ['base/nothing', 0], ['api/key/list', 0], ['base/nothing', 1], ['api/key/list', 1], ['user/audit/log/list', 0],
  ['panel/timezone/list', 0], ['panel/account/get_permissions', 0],
  ['api/key/list', 2], ['user/logout', 0], ['base/nothing', 2], ['panel/account/logout', 0], ['panel/account/get_permissions', 1],
  ['user/auth', 0], ['api/key/delete', 0], ['base/nothing', 3], ['user/logout', 1],
];

test('the list of calls above is what a run makes', async () => {
  const { report } = await go();
  expect(report.exitCode).toBe(0);
  const seen = new Map<string, number>();
  const calls = server.requests.map(({ path }) => {
    const skip = seen.get(path) ?? 0;
    seen.set(path, skip + 1);
    return [path, skip];
  });
  expect(calls).toEqual(CALLS);
});

/** What must hold whatever happened: what is claimed is so, the record is whole, nothing is shown. */
function expectHonest(run: Run): void {
  const { report } = run;
  const alive = Object.values(VALUES).filter((value) => server.state.isAlive(value));
  if (report.exitCode === 0) expect(alive).toEqual([]);
  if (report.exitCode === 1) expect(alive).not.toEqual([]);
  for (const { item, result } of report.outcomes) {
    const isAlive = alive.some((value) => item.leaked.secret.redacted === `${value.slice(0, 4)}…${value.slice(-4)}`);
    if (result === 'revoked') expect(isAlive).toBe(false);
    if (result === 'alive') expect(isAlive).toBe(true);
  }
  const ours = server.state.openSessions(OWNER.login).filter(({ hash }) => hash !== session);
  if (ours.length > 0) {
    expect(run.everything).toMatch(/could not be logged out|a session may have been opened all the same/u);
    expect(report.exitCode).not.toBe(0);
  }
  const evidence = readFileSync(folder.path('evidence.jsonl'), 'utf8');
  const lines = evidence.trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines.at(-1)).toMatchObject({ event: 'end', exitCode: report.exitCode });
  for (const line of lines.filter(({ event }) => event === 'after')) {
    const isAlive = alive.some((value) => line['redacted'] === `${value.slice(0, 4)}…${value.slice(-4)}`);
    if (line['status'] === 'dead') expect(isAlive).toBe(false);
  }
  for (const value of [...Object.values(VALUES), OWNER.password]) {
    expect(evidence).not.toContain(value);
    expect(`${run.stdout}${run.stderr}`).not.toContain(value);
  }
}

async function expectFinishable(): Promise<void> {
  server.clearFaults();
  const second = await go();
  expect(second.report.exitCode).toBe(0);
  for (const value of Object.values(VALUES)) expect(server.state.isAlive(value)).toBe(false);
}

test.each(CALLS.flatMap(([path, skip]) => [true, false].map((after) => ({ path, skip, after }))))('Ctrl-C at $path (after $skip others, answered: $after)', async ({ path, skip, after }) => {
  const stop = new AbortController();
  const isOurs = path === 'user/auth' || (path === 'user/logout' && skip === 1);
  server.fault({ path, skip, times: 1, after, onHit: () => stop.abort(), ...(after ? {} : isOurs ? { reset: true } : { hang: true }) });
  const run = await go(stop.signal);
  expectHonest(run);
  expect(run.report.exitCode === 0 || run.stderr.includes('Stopped') || run.stderr.includes('could not be logged out')).toBe(true);
  await expectFinishable();
});

/** How long the program waits for an answer that does not come. */
const SHORT_MS = 60;

const FAULTS: Readonly<Record<string, Omit<Fault, 'path'>>> = {
  refused: { code: 13 },
  blocked: { code: 275 },
  reset: { reset: true },
  'lost answer': { after: true, reset: true },
  '429 storm': { status: 429, body: 'slow down' },
  '500': { status: 500, body: 'x' },
  HTML: { body: '<html>' },
  truncated: { truncate: true },
  'wrong code': { code: 4711 },
  'code 201': { code: 201 },
  redirect: { redirect: 'http://127.0.0.1:1/' },
  'no answer': { hang: true },
  'no answer to what was done': { after: true, hang: true },
  'an answer that drips': { after: true, dripMs: 30, body: 'x'.repeat(1000) },
};

test.each(Object.entries(FAULTS).flatMap(([name, fault]) => CALLS.map(([path, skip]) => ({ name, fault, path, skip }))))('$name at $path (after $skip others)', async ({ fault, path, skip }) => {
  server.fault({ path, skip, times: 1, ...fault });
  // A machine under load may miss this timeout at other calls too; what is checked must hold all the same.
  expectHonest(await go(undefined, fault.hang === true || fault.dripMs !== undefined ? SHORT_MS : 5000));
  await expectFinishable();
});
