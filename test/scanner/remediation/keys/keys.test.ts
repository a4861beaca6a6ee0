import { afterEach, expect, test } from 'vitest';
import { runKeys, type KeysCommandOptions, type KeysCommandReport } from '../../../../scanner/cli/commands/run-keys.ts';
import { Secret } from '../../../../src/secret.ts';
import { hex } from '../../../support/hex.ts';
import { startNavixyServer, type NavixyServer, type UserSeed } from '../../../support/navixy-server/index.ts';
import type { ServerAnswer } from '../../../support/navixy-server/errors.ts';
import { TempFolder } from '../../../support/repo.ts';
import { finding, OWNER, OWNER_ENV, QUICK } from '../revoke/harness.ts';

const NOW = new Date('2026-06-01T00:00:00Z');
const [leaked, generic, twin, other] = [hex('leaked'), hex('generic'), hex('twin'), hex('other')];
const KEYS = [
  { hash: leaked, title: 'Billing export', createDate: '2026-05-01 00:00:00' },
  { hash: generic, title: 'api key 2', createDate: '2026-05-31 12:00:00' },
  { hash: twin, title: 'Grafana board', createDate: '2024-05-01 00:00:00' },
  { hash: other, title: 'grafana board ', createDate: '2026-05-01 00:00:00' },
];
let server: NavixyServer;

async function keys(
  options: Partial<KeysCommandOptions> = {},
  owner: Partial<UserSeed> = {},
  prepare?: (server: NavixyServer) => void,
): Promise<{ report: KeysCommandReport; stdout: string; stderr: string }> {
  server = await startNavixyServer({ users: [{ ...OWNER, keys: KEYS, ...owner }] });
  prepare?.(server);
  let stdout = '';
  let stderr = '';
  const io = { stdout: (chunk: string) => void (stdout += chunk), stderr: (chunk: string) => void (stderr += chunk) };
  const report = await runKeys({
    findings: [],
    baseUrls: [server.baseUrl],
    interactive: false,
    env: OWNER_ENV,
    colors: false,
    transport: QUICK,
    now: NOW,
    ...options,
    io,
  });
  return { report, stdout, stderr };
}
afterEach(() => server.close());

test('lists keys with title, age, fingerprint and remarks', async () => {
  const { report, stdout } = await keys({ findings: [finding(leaked, 'api-key')] });
  expect(stdout).toContain(
    `"Billing export"  ${new Secret(leaked).redacted}  fingerprint ${new Secret(leaked).fingerprint}  31 days old\n   LEAKED, found in src/config.ts:3\n`,
  );
  expect(stdout).toContain('"api key 2"');
  expect(report.account?.keys.map(({ remarks }) => remarks)).toEqual([
    ['LEAKED'],
    ['the title does not say who uses it'],
    ['2 keys have this title', 'older than a year (761 days): rotate it'],
    ['2 keys have this title'],
  ]);
  expect(stdout).toContain(`navixy-secrets rotate --only ${new Secret(leaked).fingerprint}`);
  // A leaked key in the list is active.
  expect(report.exitCode).toBe(1);
  for (const value of KEYS.map(({ hash }) => hash)) expect(stdout).not.toContain(value);
});

test('lists a repeated key once', async () => {
  const twice = (truth: ServerAnswer): ServerAnswer => {
    const { list } = truth.body as { list: object[] };
    return { ...truth, body: { success: true, list: [...list, ...list] } };
  };
  const { report, stdout } = await keys(
    { findings: [finding(other, 'api-key')] },
    { keys: [{ hash: other, title: 'Grafana board', createDate: '2026-05-01 00:00:00' }] },
    (started) => started.fault({ path: 'api/key/list', after: true, rewrite: twice }),
  );
  expect(report.account?.keys.map(({ remarks }) => remarks)).toEqual([['LEAKED']]);
  expect(stdout.match(/navixy-secrets rotate/gu)).toHaveLength(1);
});

test('redacts values in titles, also inside other digits or truncated', async () => {
  const titles = [`k ${generic}${'f'.repeat(8)}`, `k ${other.slice(0, 31)} x`];
  const { stdout } = await keys(
    {},
    {
      keys: [
        { hash: generic, title: titles[0]! },
        { hash: other, title: titles[1]! },
      ],
    },
  );
  expect(stdout).toContain(`"k ${new Secret(generic).redacted}${'f'.repeat(8)}"`);
  expect(stdout).toContain('"k … x"');
});

test.each(['', 'My API key', 'test', 'key1', 'Navixy integration', '---', 'untitled 3'])(
  'the title %j is not descriptive',
  async (title) => {
    const { report } = await keys({}, { keys: [{ hash: generic, title }] });
    expect(report.account?.keys[0]?.remarks).toContain('the title does not say who uses it');
  },
);

test.each(['Grafana', 'SAP nightly import', 'Testo sensors', 'Keyline Ltd'])(
  'the title %j is descriptive',
  async (title) => {
    const { report } = await keys({}, { keys: [{ hash: generic, title, createDate: '2026-05-01 00:00:00' }] });
    expect(report.account?.keys[0]?.remarks).toEqual([]);
  },
);

test('names the programs that share a key; several files of one program count once', async () => {
  using folder = new TempFolder();
  folder.write('billing/package.json', '{}');
  folder.write('reports/go.mod', 'module r');
  const at = (path: string) => finding(leaked, 'api-key', { path, root: folder.root });
  const { report } = await keys({ findings: [at('billing/src/a.ts'), at('billing/b.ts'), at('reports/main.go')] });
  const name = folder.root.split('/').at(-1);
  expect(report.account?.keys[0]?.remarks[1]).toBe(
    `used by several integrations (${name}/billing, ${name}/reports): make one key for each`,
  );
  await server.close();
  const single = await keys({ findings: [at('billing/src/a.ts'), at('billing/b.ts')] });
  expect(single.report.account?.keys[0]?.remarks).toEqual(['LEAKED']);
});

test('JSON has the same content without values', async () => {
  const { report, stdout } = await keys({ format: 'json' });
  const json = JSON.parse(stdout) as { keys: { fingerprint: string; leaked: boolean; ageDays: number }[] };
  expect(json.keys[1]).toMatchObject({ fingerprint: new Secret(generic).fingerprint, leaked: false, ageDays: 0 });
  expect(report.exitCode).toBe(0);
  for (const value of KEYS.map(({ hash }) => hash)) expect(stdout).not.toContain(value);
});

test('sends no password without a host', async () => {
  const { report, stderr } = await keys({ baseUrls: [] });
  expect(report.exitCode).toBe(2);
  expect(stderr).toContain('The keys of which account?');
  expect(server.requests).toEqual([]);
});

test.each<[string, Partial<UserSeed>, string]>([
  ['a wrong password', { password: 'another' }, 'code 102'],
  ['a second factor without a terminal', { secondFactorCode: '1' }, 'the account has a second factor'],
])('%s is reported, with exit code 2', async (_name, owner, message) => {
  const { report, stderr } = await keys({}, owner);
  expect([report.exitCode, stderr.includes(message)]).toEqual([2, true]);
});

test('closes its session if the list cannot be read', async () => {
  const { report, stderr } = await keys({}, {}, (stand) => stand.fault({ path: 'api/key/list', code: 13 }));
  expect([report.exitCode, stderr.includes('code 13: operation not permitted')]).toEqual([2, true]);
  expect(server.state.openSessions(OWNER.login)).toEqual([]);
});
