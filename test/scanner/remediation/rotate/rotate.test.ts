import { existsSync, readFileSync, statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '../../../../src/secret.ts';
import { hex } from '../../../support/hex.ts';
import { startNavixyServer, type NavixyServer, type UserSeed } from '../../../support/navixy-server/index.ts';
import { TempFolder } from '../../../support/repo.ts';
import { finding, OWNER, OWNER_ENV, person, wire } from '../revoke/harness.ts';
import { cli } from '../../run.ts';
import { rotate } from './harness.ts';

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

test('creates, checks, delivers and checks a key again, then deletes the old one and proves that it is dead', async () => {
  await start();
  const { report, stdout, everything } = await run();
  const made = onlyNew();
  const accepted = (name: string): string[] => [
    `base/nothing as ${name}`,
    'base/nothing as nobody',
    `base/nothing as ${name}`,
  ];
  const refused = (name: string): string[] => [
    `base/nothing as ${name}`,
    'base/nothing',
    `base/nothing as ${name} in json`,
  ];
  expect(wire(server, { old, made })).toEqual([
    'timezone/list',
    ...accepted('old'),
    'user/auth',
    'api/key/list as own',
    'api/key/create as own',
    ...accepted('made'),
    ...accepted('made'),
    'api/key/list as own',
    'api/key/delete as own',
    ...refused('old'),
    'base/nothing as own',
    ...accepted('made'),
    'user/logout as own',
    ...refused('own'),
    'base/nothing as made',
  ]);
  expect(keys()).toMatchObject([
    {
      title: expect.stringMatching(
        new RegExp(`^Billing export \\[rotated ${new Secret(old).fingerprint.slice(0, 8)}-[0-9a-f]{8}\\]$`, 'u'),
      ) as string,
    },
  ]);
  expect(readFileSync(folder.path('new-key'), 'utf8')).toBe(`${made}\n`);
  expect(statSync(folder.path('new-key')).mode & 0o777).toBe(0o600);
  expect(report.exitCode).toBe(0);
  expect(stdout).toContain('Done: the new key lives, and the server says that the old one is dead.');
  expect(server.state.openSessions(OWNER.login)).toEqual([]);
  for (const value of [old, made, OWNER.password]) expect(everything).not.toContain(value);
});

test('keeps the old key without a confirmed deployment, and prints how to continue', async () => {
  await start();
  const first = await run({ deployed: false });
  expect(first.report.exitCode).toBe(1);
  const made = onlyNew();
  expect(keys().map(({ hash }) => hash)).toEqual([old, made]);
  const next = `navixy-secrets rotate --api-url ${server.baseUrl} --only ${new Secret(old).fingerprint} --use ${new Secret(made).fingerprint} --deployed --yes\n`;
  expect(first.stdout).toContain(next);
  const second = await run({
    use: new Secret(made).fingerprint,
    only: new Secret(old).fingerprint,
    destination: undefined,
  });
  expect(second.report.exitCode).toBe(0);
  expect(keys().map(({ hash }) => hash)).toEqual([made]);
});

test('prints a command to continue that works if the leak was in the .env file with the new value', async () => {
  await start();
  folder.write('.env', `NAVIXY_API_KEY=${old}\n`);
  folder.write('mine.json', JSON.stringify({ apiUrls: [server.baseUrl] }));
  const { exitCode, stdout } = await cli(
    ['rotate', '--yes', '--to-env', '.env:NAVIXY_API_KEY', '--trust-config', folder.path('mine.json')],
    {
      cwd: folder.root,
      env: OWNER_ENV,
    },
  );
  expect(exitCode).toBe(1);
  const made = onlyNew();
  expect(readFileSync(folder.path('.env'), 'utf8')).toBe(`NAVIXY_API_KEY=${made}\n`);
  const next = /^ {2}navixy-secrets (rotate .*--deployed --yes)$/mu.exec(stdout)?.[1] ?? '';
  expect(next).toContain(`--api-url ${server.baseUrl} `);
  const second = await cli(next.split(' '), { cwd: folder.root, env: OWNER_ENV });
  expect([second.exitCode, keys().map(({ hash }) => hash)]).toEqual([0, [made]]);
});

test('asks twice: before the key is created, and whether it is deployed', async () => {
  await start();
  const questions: string[] = [];
  const prompts = { ...person({}), confirm: (question: string) => Promise.resolve(questions.push(question) > 0) };
  const { report } = await run({ yes: false, deployed: false, interactive: true, prompts });
  expect(report.exitCode).toBe(0);
  expect(questions).toEqual([
    'Make the new key and hand it over? The old one stays for now.',
    'Deploy the new value now. Is it in use everywhere? Then the old key is deleted, which cannot be undone.',
  ]);
});

describe('says what happens after a yes', () => {
  const other = hex('made before');
  const both = [
    { hash: old, title: 'Billing export' },
    { hash: other, title: 'Billing export 2' },
  ];
  const made = { use: new Secret(other).fingerprint, only: new Secret(old).fingerprint };
  const handedOver = { ...made, destination: undefined };
  const WAIT = 'wait for your word that it is deployed; both keys work until then';

  test.each<[string, Partial<Parameters<typeof rotate>[1]>, string, string]>([
    [
      'a key that is deployed',
      handedOver,
      'Delete the old key now? Whatever still uses it stops working.',
      'delete the old key',
    ],
    [
      'a key that is in use once it is handed over',
      made,
      'Hand over the new key, then delete the old key at once? Whatever still uses the old key stops working.',
      'hand over the new key, then delete the old key',
    ],
    [
      'a key made before',
      { ...made, deployed: false },
      'Hand over the new key? The old one stays for now.',
      'hand over the new key',
    ],
    [
      'a new key that is in use once it is handed over',
      {},
      'Make the new key and hand it over, then delete the old key at once? Whatever still uses the old key stops working.',
      'make the new key and hand it over, then delete the old key',
    ],
    [
      'a new key',
      { deployed: false },
      'Make the new key and hand it over? The old one stays for now.',
      'make the new key and hand it over',
    ],
  ])('with %s', async (_, options, question, action) => {
    await start({ keys: both });
    const questions: string[] = [];
    const prompts = { ...person({}), confirm: (asked: string) => Promise.resolve(questions.push(asked) < 0) };
    const asked = await run({ yes: false, interactive: true, prompts, ...options });
    expect(questions).toEqual([question]);
    const steps = [...asked.stdout.matchAll(/^ {3}(\d) +(.*)$/gmu)].map(([, number, step]) => [number, step]);
    expect(steps.map(([number]) => number)).toEqual(steps.map((_step, index) => `${index + 1}`));
    expect(steps.some(([, step]) => step === WAIT)).toBe(options.deployed === false);
    const alone = await run({ yes: false, ...options });
    expect(alone.stderr).toContain(`Nothing was done: there is no terminal to ask at. Add --yes to ${action}.\n`);
    expect(keys().map(({ hash }) => hash)).toEqual([old, other]);
  });

  test('with an old key that is gone', async () => {
    await start({ keys: both.slice(1) });
    const questions: string[] = [];
    const prompts = { ...person({}), confirm: (asked: string) => Promise.resolve(questions.push(asked) < 0) };
    await run({ yes: false, interactive: true, prompts, ...made });
    expect(questions).toEqual(['Hand over the new key? The account has the old key no more.']);
  });
});

test('changes nothing if the user declines', async () => {
  await start();
  const { report, stderr } = await run({ yes: false, interactive: true, prompts: person({ confirm: false }) });
  expect([report.exitCode, stderr.includes('Nothing was done.')]).toEqual([1, true]);
  expect(keys()).toHaveLength(1);
  expect(existsSync(folder.path('new-key'))).toBe(false);
});

test('lists keys to delete first if the account is full, and creates none', async () => {
  const others = Array.from({ length: 19 }, (_, index) => ({
    hash: hex(`key ${index}`),
    title: index === 7 ? 'test' : `Integration with shop ${index}`,
    createDate: '2026-10-01 00:00:00',
  }));
  await start({ keys: [{ hash: old, title: 'Billing export' }, ...others] });
  const { report, stdout } = await run();
  expect(report.exitCode).toBe(1);
  expect(stdout).toContain('The account has 20 keys');
  expect(stdout.split('\n').find((line) => line.startsWith('   "'))).toContain('"test"');
  expect(stdout).toContain(`navixy-secrets revoke --only ${new Secret(old).fingerprint}`);
  expect(keys()).toHaveLength(20);
});

test('reports an account that became full (268)', async () => {
  await start();
  server.fault({ path: 'api/key/create', code: 268 });
  const { report, stdout } = await run();
  expect(report.exitCode).toBe(1);
  expect(stdout).toContain('no room for another key (code 268)');
});

test('accepts the fingerprint of a key without a finding', async () => {
  await start();
  const { report } = await run({ findings: [], only: new Secret(old).fingerprint });
  expect(report.exitCode).toBe(0);
  expect(server.state.isAlive(old)).toBe(false);
});

test('looks for a key of another account in the account that the user names next', async () => {
  await start({ keys: [] }, [
    { login: 'other@fleet.example', password: 'other password', keys: [{ hash: old, title: 'X' }] },
  ]);
  const prompts = person({ login: 'other@fleet.example', password: 'other password' });
  const { report } = await run({ interactive: true, prompts });
  expect(report.exitCode).toBe(0);
  expect(server.state.openSessions('other@fleet.example')).toEqual([]);
  expect(server.state.openSessions(OWNER.login)).toEqual([]);
});

test('logs in again if the session ends during the deployment', async () => {
  await start();
  const confirm = (question: string): Promise<boolean> => {
    if (question.startsWith('Deploy')) server.state.endSessions(OWNER.login);
    return Promise.resolve(true);
  };
  const { report } = await run({ deployed: false, interactive: true, prompts: { ...person({}), confirm } });
  expect(report.exitCode).toBe(0);
  expect(server.requests.filter(({ path }) => path === 'user/auth')).toHaveLength(2);
  expect(server.state.openSessions(OWNER.login)).toEqual([]);
});

describe('refuses to rotate', () => {
  test('a session', async () => {
    const session = hex('session');
    await start({ sessions: [session] });
    const { report, stderr } = await run({ findings: [finding(session, 'session')] });
    expect(report.exitCode).toBe(1);
    expect(stderr).toContain('it is a session, which cannot be rotated');
    expect(keys()).toHaveLength(1);
  });

  test('a dead key, because there is nothing to do', async () => {
    await start({ keys: [] });
    const { report, stdout } = await run();
    expect([report.exitCode, stdout]).toEqual([0, 'Nothing to rotate: it is dead.\n']);
  });

  test('several keys at once', async () => {
    await start();
    const { report, stderr } = await run({ findings: [...findings, finding(hex('second'), 'api-key')] });
    expect(report.exitCode).toBe(2);
    expect(stderr).toContain('Which one? Keys are rotated one at a time.');
    expect(server.requests).toEqual([]);
  });
});

describe('if a step fails', () => {
  test('and the response of the creation is lost, uses the key that appeared', async () => {
    await start();
    server.fault({ path: 'api/key/create', after: true, reset: true });
    const { report } = await run();
    expect(report.exitCode).toBe(0);
    expect(keys()).toHaveLength(1);
    expect(readFileSync(folder.path('new-key'), 'utf8')).toBe(`${onlyNew()}\n`);
  });

  test('and the response is lost and the keys cannot be listed, does not say that no key was created', async () => {
    await start();
    server.fault({ path: 'api/key/create', after: true, reset: true });
    server.fault({ path: 'api/key/list', skip: 1, status: 500, body: 'x' });
    const { report, stdout } = await run();
    expect(report.exitCode).toBe(1);
    expect(stdout).toMatch(
      /a new key may have been made .*, and the account could not be read: go on with one titled "Billing export \[rotated /u,
    );
    expect(stdout).not.toContain('no new key was made');
    expect(server.state.isAlive(old)).toBe(true);
  });

  test('and the response is lost before a key was created, says that none was created', async () => {
    await start();
    server.fault({ path: 'api/key/create', reset: true });
    const { report, stdout } = await run();
    expect([report.exitCode, keys().length]).toEqual([1, 1]);
    expect(stdout).toContain('no new key was made: the connection broke');
  });

  test('and the new key does not work, deletes it, keeps the old one and delivers nothing', async () => {
    await start();
    server.fault({ path: 'base/nothing', skip: 3, times: 3, code: 4 });
    const { report, stdout } = await run();
    expect(report.exitCode).toBe(1);
    expect(stdout).toContain('the new key does not work');
    expect(keys().map(({ hash }) => hash)).toEqual([old]);
    expect(existsSync(folder.path('new-key'))).toBe(false);
  });

  test('and the program fails, keeps both keys and prints how to continue', async () => {
    await start();
    const { report, stdout } = await run({
      destination: { type: 'command', words: [process.execPath, '-e', 'process.exit(3)'] },
    });
    expect(report.exitCode).toBe(1);
    expect(keys()).toHaveLength(2);
    expect(stdout).toContain('ended with status 3');
    expect(stdout).toContain(`--use ${new Secret(onlyNew()).fingerprint}`);
  });

  test('finds out before a key is created that a destination is not writable', async () => {
    await start();
    const { report, stderr } = await run({ destination: { type: 'file', path: 'no/such/folder/key' } });
    expect([report.exitCode, stderr.includes('is not a writable folder')]).toEqual([2, true]);
    expect(server.requests).toEqual([]);
  });

  test('and the new key stops working, keeps the old key', async () => {
    await start();
    const confirm = (): Promise<boolean> => {
      server.state.deleteKey(server.state.user(OWNER.login), onlyNew());
      return Promise.resolve(true);
    };
    const { report, stdout } = await run({ deployed: false, interactive: true, prompts: { ...person({}), confirm } });
    expect(report.exitCode).toBe(1);
    expect(stdout).toContain(
      'the new key does not work any more (code 4: no such session or API key), so the old one stays',
    );
    expect(server.state.isAlive(old)).toBe(true);
  });

  test('and a deletion cannot be confirmed, does not report it as done', async () => {
    await start();
    server.fault({ path: 'base/nothing', skip: 9, status: 502, body: '<html>' });
    const { report } = await run();
    expect(report).toMatchObject({ exitCode: 2, result: { old: 'unknown', isHandedOver: true } });
  });

  test('and the server reports success without a deletion, detects it', async () => {
    await start();
    server.fault({ path: 'api/key/delete', body: '{"success":true}' });
    const { report, stdout } = await run();
    expect(report.exitCode).toBe(1);
    expect(stdout).toContain('the old key is still alive: the server took the call');
  });
});
