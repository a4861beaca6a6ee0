import { afterEach, describe, expect, test } from 'vitest';
import { mayBeSince } from '../../../../scanner/remediation/revoke/review-keys.ts';
import { Secret } from '../../../../src/secret.ts';
import { hex } from '../../../support/hex.ts';
import {
  startNavixyServer,
  type NavixyServer,
  type NavixyServerOptions,
} from '../../../support/navixy-server/index.ts';
import { TempFolder } from '../../../support/repo.ts';
import { expectNoValue, finding, OWNER, OWNER_ENV, person, revoke } from './harness.ts';

const session = hex('leaked session');
const before = hex('key from before');
const after = hex('key from after');
let server: NavixyServer;

async function start(options: NavixyServerOptions = {}): Promise<void> {
  server = await startNavixyServer({
    users: [
      {
        ...OWNER,
        sessions: [session],
        keys: [
          { hash: before, title: 'Grafana', createDate: '2024-01-31 23:59:59' },
          { hash: after, title: 'Backup', createDate: '2024-02-01 10:00:00' },
        ],
        audit: [
          { category: 'api_key', action: 'create', date: '2024-02-01 10:00:00', host: '203.0.113.9' },
          { category: 'tracker', action: 'update', date: '2023-01-01 00:00:00', host: '192.0.2.1' },
        ],
      },
    ],
    ...options,
  });
}
afterEach(() => server.close());

const leak = (date: string) => finding(session, 'session', { origin: { commit: 'abcdef0123456789', date } });

test('reviews the session of an owner before it ends: keys created and activity since the first commit', async () => {
  await start();
  const run = await revoke(server, {
    findings: [leak('2024-06-01T00:00:00Z'), leak('2024-02-01T01:00:00+01:00')],
    yes: true,
  });
  expect(run.stdout).toContain(
    'it leaked on 2024-02-01 or earlier. 2 keys in its account, 1 made since then; delete those you do not know:',
  );
  const rows = run.stdout.split('\n');
  expect(rows.find((row) => row.includes('"Backup"'))).toContain('MADE SINCE THE LEAK');
  expect(rows.find((row) => row.includes('"Grafana"'))).not.toContain('MADE SINCE THE LEAK');
  expect(run.stdout).toContain('1 entry in the activity log since then, from 1 address');
  expect(run.stdout).toContain('api_key create  from 203.0.113.9');
  expect(run.stdout).not.toContain('192.0.2.1');
  const paths = server.requests.map(({ path }) => path);
  expect(paths.indexOf('user/audit/log/list')).toBeLessThan(paths.indexOf('user/logout'));
  expect(run.report.exitCode).toBe(0);
  expectNoValue(run, session, before, after);
});

test('reports a key that was created between the plan and the confirmation', async () => {
  await start();
  const confirm = (): Promise<boolean> => {
    server.state.createKey(server.state.user(OWNER.login), 'Intruder');
    return Promise.resolve(true);
  };
  const run = await revoke(server, {
    findings: [leak('2024-02-01T00:00:00Z')],
    interactive: true,
    prompts: { ...person({}), confirm },
  });
  expect(run.stdout).toContain('1 key MADE IN ITS ACCOUNT BETWEEN PLAN AND END: "Intruder"');
  expect(run.report.exitCode).toBe(0);
});

test('does not use a commit date in the future to clear keys', async () => {
  await start();
  const run = await revoke(server, { findings: [leak('2999-01-01T00:00:00Z')] });
  expect(run.stdout).toContain('2 keys in its account; delete those you do not know:');
  expect(run.stdout).not.toContain('0 made since then');
});

test('says so if keys cannot be listed again before the session ends', async () => {
  await start();
  server.fault({ path: 'api/key/list', skip: 1, status: 502, body: '<html>' });
  const run = await revoke(server, { findings: [leak('2024-02-01T00:00:00Z')], yes: true });
  expect(run.stdout).toContain(
    'whether keys were made in its account between plan and end could not be found out (HTTP 502',
  );
});

test('lists all keys for a session without a commit, because the date of the leak is unknown', async () => {
  await start();
  const run = await revoke(server, { findings: [finding(session, 'session')] });
  expect(run.stdout).toContain(
    'it is not known since when it leaked. 2 keys in its account; delete those you do not know:',
  );
  expect(server.requests.map(({ path }) => path)).not.toContain('user/audit/log/list');
});

test('continues if the activity log cannot be read', async () => {
  await start();
  server.fault({ path: 'user/audit/log/list', code: 13 });
  const run = await revoke(server, { findings: [leak('2024-02-01T00:00:00Z')], yes: true });
  expect(run.stdout).toContain('the activity log could not be read (code 13: operation not permitted)');
  expect(run.report.exitCode).toBe(0);
});

test.each<[string, string, boolean]>([
  ['2024-02-01T00:00:00Z', '2024-02-01T00:00:00Z', true],
  ['2024-01-31T23:59:59Z', '2024-02-01T00:00:00Z', false],
  ['2024-02-01T01:30:00+02:00', '2024-02-01T00:00:00Z', false],
  // Without a time zone it may be up to twelve hours later.
  ['2024-01-31 12:00:00', '2024-02-01T00:00:00Z', true],
  ['2024-01-31 11:59:59', '2024-02-01T00:00:00Z', false],
  ['yesterday', '2024-02-01T00:00:00Z', true],
])('a key created at %s may be newer than %s: %s', async (createDate, since, expected) => {
  await start();
  expect(mayBeSince({ secret: new Secret(before), title: '', createDate }, new Date(since))).toBe(expected);
});

test('marks a key in case of doubt, if the installation has no time zones', async () => {
  await start({
    isoDates: false,
    users: [
      { ...OWNER, sessions: [session], keys: [{ hash: before, title: 'Grafana', createDate: '2024-01-31 23:59:59' }] },
    ],
  });
  const run = await revoke(server, { findings: [leak('2024-02-01T00:00:00Z')] });
  expect(run.stdout).toContain('MADE SINCE THE LEAK');
});

test('prints commands to purge the history, without values', async () => {
  await start();
  const run = await revoke(server, { findings: [leak('2024-02-01T00:00:00Z')], yes: true });
  expect(run.stdout).toContain(`${new Secret(session).redacted} in src/config.ts:3 (commit abcdef01)`);
  expect(run.stdout).toContain(
    '     git clone --mirror <url of the repository> ../purge.git\n     navixy-secrets purge --history ../purge.git\n',
  );
  expect(run.stdout).toContain('Tell the owner of the account');
  expectNoValue(run, session);
});

test('prints no purge commands for a value that is only in the working tree', async () => {
  await start();
  const run = await revoke(server, { findings: [finding(session, 'session')], yes: true, env: OWNER_ENV });
  expect(run.stdout).not.toContain('purge');
});

describe('prints steps by hand only for what is dead', () => {
  const key = hex('key that stays');
  const manual = 'Left to do by hand';

  test.each<[string, Partial<Parameters<typeof revoke>[1]>, string]>([
    ['no login', { yes: true }, ' --yes'],
    [
      'a wrong password',
      { yes: true, env: { NAVIXY_LOGIN: OWNER.login, NAVIXY_PASSWORD: 'wrong' }, kinds: ['api-key'] },
      ' --kind api-key --yes',
    ],
    ['no answer to the prompt', { interactive: true, prompts: person({ confirm: true, login: undefined }) }, ''],
  ])('and nothing but the reason and the command after %s', async (_, options, words) => {
    await start({ users: [{ ...OWNER, sessions: [], keys: [{ hash: key, title: 'Grafana' }] }] });
    const run = await revoke(server, { findings: [finding(key, 'api-key')], ...options });
    expect(run.report.exitCode).toBe(1);
    expect(run.stdout).not.toContain(manual);
    expect(run.stdout.split('Before and after')[1]?.split('\n').slice(2)).toEqual([
      '',
      'Not done: something is still alive. To try again:',
      `  navixy-secrets revoke${words}`,
      '',
    ]);
  });

  test('and the command alone when the run is stopped at the password', async () => {
    await start({ users: [{ ...OWNER, sessions: [], keys: [{ hash: key, title: 'Grafana' }] }] });
    const stop = new AbortController();
    const password = (): undefined => {
      stop.abort();
    };
    const run = await revoke(server, {
      findings: [finding(key, 'api-key')],
      signal: stop.signal,
      interactive: true,
      prompts: person({ confirm: true, login: OWNER.login, password }),
    });
    expect(run.stdout).not.toContain(manual);
    expect(run.stderr).toContain('Stopped.\n');
    expect(run.stdout).toContain('To try again:\n  navixy-secrets revoke\n');
  });

  test('with the others left out', async () => {
    await start({ users: [{ ...OWNER, sessions: [session], keys: [{ hash: key, title: 'Grafana' }] }] });
    const findings = [leak('2024-02-01T00:00:00Z'), finding(key, 'api-key', { origin: { commit: '1234567890' } })];
    const run = await revoke(server, { findings, yes: true });
    expect(run.report.exitCode).toBe(1);
    const [, steps = ''] = run.stdout.split(manual);
    expect(steps).toContain(`${new Secret(session).redacted} in src/config.ts:3`);
    expect(steps).not.toContain(new Secret(key).redacted);
    expect(steps).toContain('To try again:\n  navixy-secrets revoke --yes\n');
  });

  test.each([false, true])('and names the evidence file only if one was written: %s', async (isWritten) => {
    using folder = new TempFolder();
    const evidence = isWritten ? folder.path('leak.jsonl') : undefined;
    await start();
    const run = await revoke(server, {
      findings: [finding(session, 'session')],
      yes: true,
      ...(evidence === undefined ? {} : { evidence }),
    });
    expect(run.stdout).toContain(
      `that it is dead${evidence === undefined ? '' : '; attach the evidence file to the ticket'}.\n`,
    );
  });
});

test('says once that the platform cannot be reached, and what to do', async () => {
  await start();
  const { host } = new URL(server.baseUrl);
  await server.close();
  const findings = [finding(session, 'session'), finding(before, 'api-key')];
  const run = await revoke(server, { findings, yes: true });
  expect(run.report.exitCode).toBe(2);
  expect(run.stdout.match(/unknown: .*/gu)).toEqual([
    `unknown: ${host}: the connection was refused (ECONNREFUSED)`,
    `unknown: ${host}: the connection was refused (ECONNREFUSED)`,
  ]);
  const hint = 'The platform could not be reached: check your connection, or name your own API with --api-url.';
  expect(run.stdout.endsWith(`\nNot proven. ${hint} To try again:\n  navixy-secrets revoke --yes\n`)).toBe(true);
});
