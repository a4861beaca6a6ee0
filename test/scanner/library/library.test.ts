import { readFileSync, writeFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as api from '../../../scanner/index.ts';
import { hex } from '../../support/hex.ts';
import { startNavixyServer, type NavixyServer } from '../../support/navixy-server/index.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { OWNER, OWNER_ENV, QUICK } from '../remediation/revoke/harness.ts';
import { leak } from '../run.ts';

const [key, session] = [hex('library key'), hex('library session')];
const env = { PATH: process.env['PATH'] };
let server: NavixyServer;
let repo: TempRepo;

beforeEach(async () => {
  server = await startNavixyServer({
    users: [{ ...OWNER, keys: [{ hash: key, title: 'Billing export' }], sessions: [session] }],
  });
  repo = new TempRepo();
  repo.write('a.ts', leak(key));
  repo.commit('add a key');
});
afterEach(async () => {
  repo[Symbol.dispose]();
  await server.close();
});

const platform = () => ({ baseUrls: [server.baseUrl], env: OWNER_ENV, transport: QUICK });
const found = async () => (await api.scan({ cwd: repo.root, env })).findings;
/** Expects no value in any printed form. */
function expectHidden(thing: unknown): void {
  for (const text of [
    inspect(thing, { depth: 20, showHidden: true, getters: true }),
    JSON.stringify(thing),
    String(thing),
  ])
    for (const value of [key, session, OWNER.password]) expect(text).not.toContain(value);
}

describe('the platform', () => {
  it('verifies secrets, and adds the status to a report', async () => {
    const report = await api.scan({ cwd: repo.root, env });
    const asked: number[] = [];
    const verification = await api.verify({
      ...platform(),
      findings: report.findings,
      onChecking: (secrets) => asked.push(secrets),
    });
    expect([asked, verification.exitCode, verification.verified.map(({ state }) => state)]).toEqual([
      [1],
      1,
      ['alive'],
    ]);
    const verified = api.withVerification(report, verification, 'alive');
    expect([verified.exitCode, verified.report.findings[0]?.api]).toEqual([
      1,
      { baseUrl: server.baseUrl, status: 'alive' },
    ]);
    expect(api.toVerificationJson(verification.verified).summary).toEqual({
      secrets: 1,
      alive: 1,
      dead: 0,
      unknown: 0,
      notAsked: 0,
    });
    expectHidden([verification, verified]);
  });

  it('revokes only with a confirmation', async () => {
    const plans: api.RevocationPlan[] = [];
    const planned = await api.revoke({ ...platform(), findings: await found(), onPlan: (plan) => plans.push(plan) });
    expect([planned.exitCode, planned.outcomes, plans.map(({ alive, leftOut }) => [alive.length, leftOut])]).toEqual([
      1,
      [],
      [[1, 0]],
    ]);
    expect(server.state.isAlive(key)).toBe(true);
    const outcomes: string[] = [];
    const revoked = await api.revoke({
      ...platform(),
      findings: await found(),
      proofWaitMs: 1,
      confirm: ({ alive }) => alive.length === 1,
      onOutcome: ({ result }) => outcomes.push(result),
    });
    expect([revoked.exitCode, outcomes, server.state.isAlive(key)]).toEqual([0, ['revoked'], false]);
    expectHidden([planned, plans, revoked]);
  });

  it('rotates a key with a confirmation, and reports the result', async () => {
    const options = {
      ...platform(),
      findings: await found(),
      cwd: repo.root,
      destination: { type: 'file', path: '.git/new-key' },
      proofWaitMs: 1,
    } as const;
    expect(await api.rotate(options)).toEqual({ end: 'declined', exitCode: 1 });
    const steps: string[] = [];
    const report = await api.rotate({
      ...options,
      confirm: () => true,
      isDeployed: () => true,
      onStep: (step) => steps.push(step),
    });
    expect(report).toMatchObject({ end: 'ran', exitCode: 0, result: { old: 'dead', isHandedOver: true } });
    expect(steps).toHaveLength(5);
    expect(steps.at(-1)).toContain('still accepts the new key');
    expect(server.state.isAlive(readFileSync(repo.path('.git/new-key'), 'utf8').trim())).toBe(true);
    expectHidden([report, steps]);
    await expect(api.rotate({ ...options, destination: { type: 'screen' } })).rejects.toThrow('there is no screen');
  });

  it('lists the keys of an account', async () => {
    const { exitCode, account } = await api.listKeys({
      ...platform(),
      findings: await found(),
      now: new Date('2021-12-01T00:00:00Z'),
    });
    expect([exitCode, account.keys[0]?.remarks]).toEqual([1, ['LEAKED']]);
    expect(api.toKeysJson(account).keys[0]).toMatchObject({
      title: 'Billing export',
      leaked: true,
      places: ['a.ts:1'],
    });
    expectHidden([account, api.toKeysJson(account)]);
    await expect(api.listKeys({ ...platform(), baseUrls: [], findings: [] })).rejects.toThrow(
      'The keys of which account?',
    );
  });

  it.each(['verify', 'revoke', 'rotate', 'listKeys'] as const)(
    '%s rejects with the reason of an abort, and leaves no session open',
    async (name) => {
      const stop = new AbortController();
      server.fault({ path: '*', onHit: () => stop.abort(new Error('enough')) });
      const options = {
        ...platform(),
        findings: await found(),
        signal: stop.signal,
        cwd: repo.root,
        destination: { type: 'file', path: '.git/never' } as const,
        confirm: () => true,
      };
      await expect(api[name](options)).rejects.toThrow('enough');
      expect(server.state.openSessions(OWNER.login).map(({ hash }) => hash)).toEqual([session]);
      expect(server.state.isAlive(key)).toBe(true);
    },
  );

  it('reports problems besides the result', async () => {
    const troubles: string[] = [];
    server.fault({ path: 'user/logout', status: 503, body: 'x' });
    const report = await api.listKeys({ ...platform(), findings: [], onTrouble: (trouble) => troubles.push(trouble) });
    expect([report.exitCode, troubles]).toEqual([2, [expect.stringContaining('could not be logged out')]]);
  });

  it('rejects unknown fingerprints, hosts that are not allowed, and an invalid evidence file', async () => {
    await expect(api.verify({ ...platform(), findings: [], only: ['0'.repeat(20)] })).rejects.toBeInstanceOf(
      api.Failure,
    );
    await expect(
      api.verify({ ...platform(), baseUrls: ['http://gps.brand.example'], findings: [] }),
    ).rejects.toBeInstanceOf(api.BaseUrlError);
    await expect(api.verify({ ...platform(), evidence: repo.root, findings: [] })).rejects.toBeInstanceOf(
      api.EvidenceError,
    );
  });
});

describe('a value', () => {
  it('is returned only by reveal', async () => {
    const [finding] = await found();
    expect(api.reveal(finding!.secret)).toBe(key);
    expectHidden(finding);
  });
});

describe('reports', () => {
  it.each(api.FORMAT_NAMES)('%s is rendered the same from a scan and from plain data', async (format) => {
    const report = await api.scan({ cwd: repo.root, env, now: new Date('2026-06-01T00:00:00Z') });
    const text = await api.renderReport(report, format, { cwd: repo.root });
    expect(text).toContain('a.ts');
    expect(text).not.toContain(key);
    expect(await api.renderReport(api.toJson(report), format, { cwd: repo.root })).toBe(text);
  });

  it('jsonl is written during the scan', async () => {
    const open = await api.openReport('jsonl', { cwd: repo.root });
    let text = '';
    const report = await api.scan({ cwd: repo.root, env }, (event) => (text += open.event(event)));
    text += await open.end(report);
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { type: string }).type),
    ).toEqual(['finding', 'summary']);
  });

  it('show values only on request and in formats that are not for upload', async () => {
    const report = await api.scan({ cwd: repo.root, env });
    const shows = async (format: api.FormatName) =>
      (await api.renderReport(report, format, { cwd: repo.root, showSecrets: true })).includes(key);
    expect([await shows('json'), await shows('sarif')]).toEqual([true, false]);
  });

  it('of many repositories can be merged', async () => {
    using other = new TempRepo();
    other.write('b.ts', leak(key));
    using results = new TempFolder();
    const { report, resumed } = await api.scanRepositories({
      repositories: api.readList(Buffer.from(`${repo.root}\n${other.root}\n`), repo.root),
      shard: { index: 1, total: 1 },
      env,
      results: new api.ResultsFolder(results.root),
      measure: 'as it is',
      scan: async (cwd) => api.scan({ cwd, env }),
    });
    expect([report.complete, resumed, report.shared?.length]).toEqual([true, 0, 1]);
    expect(api.mergeFiles(['.'], { cwd: results.root }).findings).toEqual(report.findings);
    writeFileSync(results.path('broken.json'), '{');
    expect(() => api.mergeFiles(['.'], { cwd: results.root })).toThrow(api.Failure);
  });
});

describe('a project', () => {
  it('can create, compare and update a baseline', async () => {
    const file = api.baselinePlace({ cwd: repo.root });
    expect(file).toBe(repo.path('.navixy-secrets-baseline.json'));
    api.writeBaseline(file, api.baselineOf(await found(), new api.Baseline('baseline', 'files', [])));
    repo.write('b.ts', leak(session));
    const { baseline } = await api.readPolicy({ cwd: repo.root, env, baseline: true });
    const report = await api.scan({ cwd: repo.root, env, baseline: baseline! });
    expect([report.findings.map(({ path }) => path), report.suppressed.map(({ by }) => by.type)]).toEqual([
      ['b.ts'],
      ['baseline'],
    ]);
    const comparison = api.compareBaseline(api.readBaseline(file), await found());
    expect(api.toComparisonJson(baseline!, comparison).new.map(({ paths }) => paths)).toEqual([['b.ts']]);
  });

  it('can explain its values', async () => {
    const [explained] = await api.explainPlace('a.ts:1', { cwd: repo.root, env });
    expect(explained).toMatchObject({ path: 'a.ts', line: 1, confidence: 'high' });
    expect(explained!.steps!.length).toBeGreaterThan(0);
    expect(
      api.explainFingerprint(explained!.fingerprint, api.toJson(await api.scan({ cwd: repo.root, env })), 'the report'),
    ).toMatchObject([{ path: 'a.ts', line: 1 }]);
    await expect(api.explainPlace('a.ts:2', { cwd: repo.root, env })).rejects.toThrow('no value of 32 hex digits');
  });

  it('can install hooks and scan staged files', async () => {
    const options = { cwd: repo.root, env };
    const [installed] = await api.installHooks(['pre-commit'], options);
    expect(installed).toEqual({ state: 'new', file: repo.path('.git/hooks/pre-commit') });
    expect((await api.uninstallHooks(['pre-commit'], options)).map(({ state }) => state)).toEqual(['removed']);
    repo.write('b.ts', leak(session));
    repo.git('add', 'b.ts');
    const scan = await api.scanForHook('pre-commit', options);
    expect([scan?.looked, scan?.report.findings.map(({ path }) => path)]).toEqual(['staged', ['b.ts']]);
    await expect(
      api.installHooks(['pre-commit'], { ...options, signal: AbortSignal.abort(new Error('enough')) }),
    ).rejects.toThrow('enough');
  });

  it('is set up by a plan that can be inspected before it is written', async () => {
    repo.write('package.json', '{\n  "name": "fleet"\n}\n');
    const plan = await api.planInit({ cwd: repo.root, env, only: ['package'] });
    expect(plan.parts.map(({ name, state }) => [name, state])).toEqual([['package', 'change']]);
    expect(readFileSync(repo.path('package.json'), 'utf8')).not.toContain('eslint-plugin-navixy');
    expect(await api.applyInit(plan)).toEqual(['package.json']);
    expect((await api.planInit({ cwd: repo.root, env, only: ['package'] })).parts[0]?.state).toBe('ready');
    await expect(api.applyInit(plan)).rejects.toThrow('changed in the meantime');
    await expect(api.planInit({ cwd: repo.root, env, signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow(
      'enough',
    );
  });

  it('detects the range of a CI job from variables', async () => {
    const base = repo.git('rev-parse', 'HEAD');
    repo.write('b.ts', leak(session));
    repo.commit('add a session');
    const head = repo.git('rev-parse', 'HEAD');
    const job = api.detectJob({
      GITLAB_CI: 'true',
      CI_PIPELINE_SOURCE: 'merge_request_event',
      CI_COMMIT_SHA: head,
      CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
    });
    const { range, trustBase } = await api.ciInputs(job, { cwd: repo.root, env });
    expect([range, trustBase]).toEqual([`${base}..${head}`, base]);
    expect(
      (await api.scan({ cwd: repo.root, env, what: 'range', range: range! })).findings.map(({ path }) => path),
    ).toEqual(['b.ts']);
    expect(() => api.detectJob({})).toThrow(api.Failure);
  });
});
