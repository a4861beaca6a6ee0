import { execFileSync } from 'node:child_process';
import type fs from 'node:fs';
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync, writeSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hex } from '../../../support/hex.ts';
import { startNavixyServer, type NavixyServer } from '../../../support/navixy-server/index.ts';
import { TempFolder } from '../../../support/repo.ts';
import { finding, OWNER, OWNER_ENV, revoke } from '../revoke/harness.ts';
import { Secret } from '../../../../src/secret.ts';

const { writeSync: original } = await vi.importActual<typeof fs>('node:fs');
vi.mock('node:fs', async (importOriginal) => {
  const real = await importOriginal<typeof fs>();
  return { ...real, default: real, writeSync: vi.fn(real.writeSync) };
});

const key = hex('leaked key');
const secret = new Secret(key);
let server: NavixyServer;
let folder: TempFolder;

beforeEach(async () => {
  folder = new TempFolder();
  server = await startNavixyServer({ users: [{ ...OWNER, keys: [{ hash: key, title: `\u001b[31m${key}` }] }] });
});
afterEach(async () => {
  folder[Symbol.dispose]();
  await server.close();
});

const go = (file: string) =>
  revoke(server, {
    findings: [finding(key, 'api-key', { path: `dump-${key}.json` })],
    yes: true,
    env: OWNER_ENV,
    evidence: folder.path(file),
  });
const lines = (file: string) =>
  readFileSync(folder.path(file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('records every call with time and result, before and after, without secrets', async () => {
  await go('evidence.jsonl');
  const all = lines('evidence.jsonl');
  expect(all.map(({ event }) => event)).toEqual([
    'start',
    ...Array.from({ length: 7 }, () => 'call'),
    'before',
    ...Array.from({ length: 6 }, () => 'call'),
    'after',
    ...Array.from({ length: 4 }, () => 'call'),
    'end',
  ]);
  const subject = ({ as, key: about, control }: Record<string, unknown>): unknown =>
    control ??
    (as === secret.fingerprint
      ? 'the value'
      : about === secret.fingerprint
        ? 'about the value'
        : as === undefined
          ? 'no value'
          : 'our session');
  expect(
    all
      .filter(({ event }) => event === 'call')
      .map((line) => [line['path'], line['outcome'], subject(line), line['carrier']]),
  ).toEqual([
    ['/v2/timezone/list', 'ok', 'no value', undefined],
    ['/v2/base/nothing', 'ok', 'the value', 'header'],
    ['/v2/base/nothing', 'code 4', 'a random hash', 'header'],
    ['/v2/base/nothing', 'ok', 'the value', 'header'],
    ['/v2/api/key/list', 'code 4', 'the value', 'header'],
    ['/v2/base/nothing', 'code 3', 'no hash', undefined],
    ['/v2/api/key/list', 'code 4', 'the value', 'body'],
    ['/v2/user/auth', 'ok', 'no value', undefined],
    ['/v2/api/key/delete', 'ok', 'about the value', 'header'],
    ['/v2/base/nothing', 'code 4', 'the value', 'header'],
    ['/v2/base/nothing', 'code 3', 'no hash', undefined],
    ['/v2/base/nothing', 'code 4', 'the value', 'body'],
    ['/v2/base/nothing', 'ok', 'our session', 'header'],
    ['/v2/user/logout', 'ok', 'our session', 'header'],
    ['/v2/base/nothing', 'code 4', 'our session', 'header'],
    ['/v2/base/nothing', 'code 3', 'no hash', undefined],
    ['/v2/base/nothing', 'code 4', 'our session', 'body'],
  ]);
  expect(all.find(({ event }) => event === 'before')).toMatchObject({
    fingerprint: secret.fingerprint,
    sha256: secret.sha256,
    kind: 'api-key',
    status: 'alive',
    what: 'api-key',
    host: new URL(server.baseUrl).host,
    places: [`dump-${secret.redacted}.json:3`],
  });
  expect(all.find(({ event }) => event === 'after')).toMatchObject({
    fingerprint: secret.fingerprint,
    status: 'dead',
    calls: ['api/key/delete: success'],
  });
  expect(all.at(-1)).toMatchObject({ event: 'end', exitCode: 0 });
  for (const { time } of all) expect(Date.parse(time as string)).not.toBeNaN();
  const text = readFileSync(folder.path('evidence.jsonl'), 'utf8');
  for (const value of [key, OWNER.password, OWNER.login]) expect(text).not.toContain(value);
  expect(statSync(folder.path('evidence.jsonl')).mode & 0o777).toBe(0o600);
});

test('redacts a value in the title of a key', async () => {
  const session = hex('leaked session');
  server.state.sessions.set(session, { hash: session, user: server.state.user(OWNER.login), type: 'standard' });
  await revoke(server, { findings: [finding(session, 'session')], yes: true, evidence: folder.path('evidence.jsonl') });
  const [title] = lines('evidence.jsonl')
    .filter(({ event }) => event === 'key-of-account')
    .map((line) => line['title']);
  expect(title).toBe(`\\u{1b}[31m${secret.redacted}`);
});

test('is appended to, also after an incomplete line', async () => {
  writeFileSync(folder.path('evidence.jsonl'), '{"event":"old"}\n{"event":"ha');
  await go('evidence.jsonl');
  const text = readFileSync(folder.path('evidence.jsonl'), 'utf8');
  expect(text.startsWith('{"event":"old"}\n{"event":"ha\n{"time":')).toBe(true);
});

test.each<[string, (path: string) => void, string]>([
  ['a folder', (path) => mkdirSync(path), 'it is a folder'],
  [
    'a link, which may lead anywhere',
    (path) => symlinkSync('/dev/null', path),
    'it is a link, which may lead anywhere',
  ],
])('%s is refused before any request', async (_name, make, code) => {
  make(folder.path('evidence.jsonl'));
  const run = await go('evidence.jsonl');
  expect(run.report.exitCode).toBe(2);
  expect(run.stderr).toContain(code);
  expect(server.requests).toEqual([]);
});

test.runIf(process.platform !== 'win32')('a pipe without a reader is refused without waiting', async () => {
  execFileSync('mkfifo', [folder.path('evidence.jsonl')]);
  const run = await go('evidence.jsonl');
  expect(run.report.exitCode).toBe(2);
  expect(run.stderr).toMatch(/^cannot write the evidence file .*evidence\.jsonl: it is not a regular file$/mu);
  expect(server.requests).toEqual([]);
});

describe('a file system that becomes full', () => {
  afterEach(() => void vi.mocked(writeSync).mockReset());

  /** Accepts at most `most` bytes at once, and none if `isFull` returns true. */
  function fillUp(most: number, isFull: (call: number) => boolean): void {
    let call = 0;
    vi.mocked(writeSync).mockImplementation(((file: number, bytes: Uint8Array, from: number) => {
      call += 1;
      if (isFull(call)) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      return original(file, bytes, from, Math.min(most, bytes.length - from));
    }) as typeof fs.writeSync);
  }

  test('and accepts only parts still gets complete lines', async () => {
    fillUp(7, () => false);
    expect((await go('evidence.jsonl')).report.exitCode).toBe(0);
    expect(lines('evidence.jsonl').at(-1)).toMatchObject({ event: 'end', exitCode: 0 });
  });

  test('and rejects half a line is reported, with exit code 2, and the next line starts correctly', async () => {
    fillUp(150, (call) => call === 5);
    const run = await go('evidence.jsonl');
    expect(run.report.exitCode).toBe(2);
    expect(run.stderr).toContain('The evidence file is incomplete: the disk is full.');
    const broken = readFileSync(folder.path('evidence.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .filter((line) => !line.endsWith('}'));
    expect(broken).toHaveLength(1);
  });
});
