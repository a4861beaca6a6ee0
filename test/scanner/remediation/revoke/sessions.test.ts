import { afterEach, expect, test } from 'vitest';
import {
  startNavixyServer,
  type NavixyServer,
  type NavixyServerOptions,
} from '../../../support/navixy-server/index.ts';
import { hex } from '../../../support/hex.ts';
import { expectNoValue, finding, OWNER, person, revoke, wire } from './harness.ts';

const session = hex('leaked session');
const key = hex('a key of the account');
const panel = hex('leaked panel session');
const names = { session, panel };
let server: NavixyServer;

async function start(options: NavixyServerOptions = {}): Promise<void> {
  server = await startNavixyServer({
    users: [
      { ...OWNER, sessions: [session], keys: [{ hash: key, title: 'Grafana' }] },
      { login: 'sub@fleet.example', password: 'x', masterLogin: OWNER.login, sessions: [hex('sub')] },
    ],
    panels: [{ login: '77', password: 'y', sessions: [panel] }],
    ...options,
  });
}

afterEach(() => server.close());

test('reviews a leaked session, logs it out, and proves that it is dead', async () => {
  await start();
  const run = await revoke(server, { findings: [finding(session, 'session')], yes: true });
  expect(wire(server, names)).toEqual([
    'timezone/list',
    'base/nothing as session',
    'base/nothing as nobody',
    'base/nothing as session',
    'api/key/list as session',
    // Again at the end, because minutes may pass between plan and confirmation.
    'api/key/list as session',
    'user/logout as session',
    'base/nothing as session',
    'base/nothing',
    'base/nothing as session in json',
  ]);
  expect(run.report.exitCode).toBe(0);
  expect(run.report.outcomes.map(({ result, calls }) => ({ result, calls }))).toEqual([
    { result: 'revoked', calls: ['user/logout: success'] },
  ]);
  expect(server.state.isAlive(session)).toBe(false);
  expect(run.stdout).toContain('session hash of an account owner');
  expect(run.stdout).toContain('1 key in its account; delete those you do not know:');
  expect(run.stdout).toMatch(
    /"Grafana" \([0-9a-f]{4}…[0-9a-f]{4}, fingerprint [0-9a-f]{20}, created 2021-10-29T12:00:36Z\)/u,
  );
  expect(run.stdout).toContain('alive -> dead  revoked: ');
  expectNoValue(run, session, key);
});

test('marks a key in the list that leaked too', async () => {
  await start();
  const run = await revoke(server, { findings: [finding(session, 'session'), finding(key, 'api-key')] });
  expect(run.stdout).toContain('found leaked here too');
});

test('lists the keys of an account once, however many of its sessions leaked', async () => {
  const other = hex('another session of the owner');
  await start({ users: [{ ...OWNER, sessions: [session, other], keys: [{ hash: key, title: 'Grafana' }] }] });
  const run = await revoke(server, { findings: [finding(session, 'session'), finding(other, 'session')] });
  expect(run.stdout.match(/"Grafana" \(/g)).toHaveLength(1);
  expect(run.stdout).toContain('1 key in its account; delete those you do not know:');
  expect(run.stdout).toContain('1 key in its account; they are listed under 1\n');
});

test('ends a panel session through the panel, without the user API', async () => {
  await start();
  const run = await revoke(server, { findings: [finding(panel, 'panel-session')], yes: true });
  expect(wire(server, names)).toEqual([
    'panel/timezone/list',
    'timezone/list',
    'panel/account/get_permissions as panel',
    'panel/account/get_permissions as nobody',
    'panel/account/get_permissions as panel',
    'panel/account/logout as panel',
    'panel/account/get_permissions as panel',
    'panel/account/get_permissions',
    'panel/account/get_permissions as panel in json',
  ]);
  expect(run.report.exitCode).toBe(0);
  expect(run.stdout).toContain('treat the leak as dealer-wide');
  expect(server.state.isAlive(panel)).toBe(false);
});

test('ends a panel session that was found as an unknown hash', async () => {
  await start();
  const run = await revoke(server, { findings: [finding(panel, 'hash')], yes: true });
  expect(run.report.exitCode).toBe(0);
  expect(server.state.isAlive(panel)).toBe(false);
});

test('recognises and ends the session of a sub-user', async () => {
  await start();
  const run = await revoke(server, { findings: [finding(hex('sub'), 'hash')], yes: true });
  expect(run.stdout).toContain('session hash of a sub-user');
  expect(run.report.exitCode).toBe(0);
});

test('ends a session that the code calls an API key', async () => {
  await start();
  const run = await revoke(server, { findings: [finding(session, 'api-key')], yes: true });
  expect(run.report.outcomes[0]?.calls).toEqual(['user/logout: success']);
  expect(run.report.exitCode).toBe(0);
});

test('handles many copies of a secret, in any letter case, as one', async () => {
  await start({ users: [] });
  const findings = Array.from({ length: 40 }, (_, line) =>
    finding(line % 2 === 0 ? session : session.toUpperCase(), 'api-key', { line }),
  );
  const run = await revoke(server, { findings });
  expect(wire(server, names).filter((call) => call === 'base/nothing as session')).toHaveLength(1);
  expect(run.report.items).toHaveLength(1);
  expect(run.stdout).toContain('and 35 more places');
});

test('changes nothing without a terminal and --yes, and says so', async () => {
  await start();
  const run = await revoke(server, { findings: [finding(session, 'session')] });
  expect(run.report.exitCode).toBe(1);
  expect(run.stderr).toContain('Nothing was done: there is no terminal to ask at. Add --yes');
  expect(run.stdout).toContain('ends by');
  expect(server.requests.map(({ path }) => path)).not.toContain('user/logout');
  expect(server.state.isAlive(session)).toBe(true);
});

test('changes nothing if the user declines', async () => {
  await start();
  const run = await revoke(server, {
    findings: [finding(session, 'session')],
    interactive: true,
    prompts: person({ confirm: false }),
  });
  expect(run.report.exitCode).toBe(1);
  expect(run.stderr).toContain('Nothing was done.');
  expect(server.state.isAlive(session)).toBe(true);
});

test('reports dead values, prompts for nothing, and succeeds', async () => {
  await start({ users: [], panels: [] });
  const run = await revoke(server, { findings: [finding(session, 'session')], interactive: true, prompts: person({}) });
  expect(run.report.exitCode).toBe(0);
  expect(run.stdout).toContain('Nothing to revoke: nothing that was found is alive.');
  expect(wire(server, names)).toEqual([
    'timezone/list',
    'base/nothing as session',
    'base/nothing',
    'base/nothing as session in json',
    'panel/timezone/list',
    'panel/account/get_permissions as session',
    'panel/account/get_permissions',
    'panel/account/get_permissions as session in json',
  ]);
});

test('never sends a share key, and tells the user what to do', async () => {
  await start();
  const run = await revoke(server, { findings: [finding(session, 'share-key')], yes: true });
  expect(server.requests).toEqual([]);
  expect(run.stdout).toContain('create a new delivery key');
  expect(run.report.exitCode).toBe(0);
});

test('checks a share key that is also used as a credential', async () => {
  await start();
  const run = await revoke(server, { findings: [finding(session, 'share-key'), finding(session, 'hash')] });
  expect(run.report.exitCode).toBe(1);
});

test('sends nothing without findings', async () => {
  await start();
  const run = await revoke(server, {});
  expect(run.report.exitCode).toBe(0);
  expect(server.requests).toEqual([]);
});

test('finds nothing to do in a second run', async () => {
  await start();
  await revoke(server, { findings: [finding(session, 'session')], yes: true });
  const second = await revoke(server, { findings: [finding(session, 'session')], yes: true });
  expect(second.report.exitCode).toBe(0);
  expect(second.report.outcomes).toEqual([]);
});
