import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { scan, scanEvents, type ScanOptions } from '../../../scanner/scan/scan.ts';
import type { ScanEvent } from '../../../scanner/model/scan-report.ts';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { makeZip } from '../../support/zip.ts';
import { cli, leak } from '../run.ts';

/** A `git` that hangs on one object and returns all others. */
function gitWithout(folder: TempFolder, oid: string): NodeJS.ProcessEnv {
  const git = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  const script = `#!/bin/sh\ncase " $* " in *" --batch "*) ;; *) exec '${git}' "$@";; esac\nasked=$(cat)\ncase "$asked" in *${oid}*) exec tail -f /dev/null;; esac\nprintf '%s\\n' "$asked" | '${git}' "$@"\n`;
  chmodSync(folder.write('bin/git', script), 0o755);
  return { PATH: `${folder.path('bin')}${path.delimiter}${process.env['PATH'] ?? ''}`, HOME: folder.root };
}

/** A history with an archive that git never returns, so its scan never ends. */
function endless(repo: TempRepo, folder: TempFolder, value: string): ScanOptions {
  repo.write('a.ts', leak(value));
  repo.write('b.zip', makeZip([{ name: 'in.ts', content: leak(hex('in the archive')) }]));
  repo.commit('add');
  return { what: 'history', cwd: repo.root, env: gitWithout(folder, repo.git('rev-parse', 'HEAD:b.zip')) };
}

const fingerprints = (events: readonly ScanEvent[], type: 'sighting' | 'finding') =>
  events.flatMap((event) => (event.type === type ? [event.finding.secret.redacted] : [])).sort();
const masked = (value: string) => `${value.slice(0, 4)}…${value.slice(-4)}`;

afterEach(() => void vi.restoreAllMocks());

describe.runIf(process.platform !== 'win32')('a secret in the history', () => {
  it('is reported as a sighting while other objects are unread, and a consumer can stop there', async () => {
    using repo = new TempRepo();
    using folder = new TempFolder();
    const value = hex('told early');
    const options = endless(repo, folder, value);
    for await (const event of scanEvents(options)) {
      if (event.type !== 'sighting') continue;
      expect(event.finding).toMatchObject({
        path: `blob:${repo.git('rev-parse', 'HEAD:a.ts')}`,
        line: 1,
        column: 29,
        confidence: 'high',
        origin: { type: 'blob', isUntraced: true },
      });
      expect(event.finding.secret.redacted).toBe(masked(value));
      return;
    }
    expect.unreachable();
  });

  it.each([
    ['with time to read it again', new AbortController().signal],
    ['with no time to read anything', AbortSignal.abort()],
  ])('is in the report when the scan is aborted at its sighting, %s', async (_, deadline) => {
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(deadline);
    using repo = new TempRepo();
    using folder = new TempFolder();
    const value = hex('then aborted');
    const stop = new AbortController();
    const report = await scan({ ...endless(repo, folder, value), signal: stop.signal }, (event) => {
      if (event.type === 'sighting') stop.abort();
    });
    expect(report.findings).toMatchObject([
      { secret: { redacted: masked(value) }, origin: { type: 'blob', isUntraced: true } },
    ]);
    expect(report.findings[0]?.origin).not.toHaveProperty('reachable');
    expect(report.complete).toBe(false);
    expect(report.notLookedAt[0]?.reason).toBe('interrupted before everything was scanned');
  });
});

it('emits one sighting for each secret in content, messages and names, before the first finding', async () => {
  using repo = new TempRepo();
  const values = ['content', 'message', 'name'].map((seed) => hex(`sighted ${seed}`));
  const [content = '', message = '', name = ''] = values;
  repo.write('a.ts', leak(content));
  repo.commit(`see https://api.navixy.com/v2/tracker/list?hash=${message}`);
  repo.write('a.ts', leak(content) + leak(content));
  repo.write(`NAVIXY_HASH=${name}`, 'nothing\n');
  repo.commit('more');
  const events: ScanEvent[] = [];
  const { findings } = await scan({ what: 'history', cwd: repo.root }, (event) => events.push(event));
  expect(fingerprints(events, 'sighting')).toEqual(values.map(masked).sort());
  expect([...new Set(findings.map(({ secret }) => secret.redacted))].sort()).toEqual(values.map(masked).sort());
  const types = events.map(({ type }) => type);
  expect(types.lastIndexOf('sighting')).toBeLessThan(types.indexOf('finding'));
});

it('emits no sighting for an allowed value', async () => {
  using repo = new TempRepo();
  const [allowed, other] = [hex('allowed'), hex('not allowed')];
  repo.write('a.ts', leak(allowed) + leak(other));
  repo.commit('add');
  const first = await scan({ what: 'history', cwd: repo.root });
  const sha256 = first.findings.find(({ secret }) => secret.redacted === masked(allowed))!.secret.sha256;
  const events: ScanEvent[] = [];
  await scan({ what: 'history', cwd: repo.root, settings: { allow: [{ sha256, reason: 'an example' }] } }, (event) =>
    events.push(event),
  );
  expect(fingerprints(events, 'sighting')).toEqual([masked(other)]);
});

it('prints no sighting when the report follows within a second', async () => {
  using repo = new TempRepo();
  repo.write('a.ts', leak(hex('piped')));
  repo.commit('add');
  expect(await cli(['scan', '--history'], { cwd: repo.root })).toMatchObject({ exitCode: 1, stderr: '' });
  expect(await cli(['scan', '--history', '--format', 'sarif'], { cwd: repo.root })).toMatchObject({
    exitCode: 1,
    stderr: '',
  });
  expect(await cli(['scan'], { cwd: repo.root })).toMatchObject({ exitCode: 1, stderr: '' });
});
