import { symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { TempRepo } from '../../support/repo.ts';
import { cli, json, leak } from '../run.ts';

const value = hex('trusted base');
const assignment = `NAVIXY_HASH = "${value}"`;
const allowAll = JSON.stringify({ allow: [{ path: '**', reason: 'silence' }] });

/** A repository with a trusted `main` and a branch with a change. */
function change(before: Record<string, string>, after: Record<string, string>): TempRepo {
  const repo = new TempRepo();
  repo.write('README.md', 'x\n');
  for (const [file, content] of Object.entries(before)) repo.write(file, content);
  repo.commit('base');
  repo.git('checkout', '-q', '-b', 'change');
  for (const [file, content] of Object.entries(after)) repo.write(file, content);
  repo.commit('change');
  return repo;
}

const scan = (repo: TempRepo, ...more: string[]) => json(['scan', '--trust-base', 'main', ...more], { cwd: repo.root });

describe('--trust-base', () => {
  it('ignores settings that the change adds', async () => {
    using repo = change({}, { 'a.ts': leak(value), '.navixy-secrets.json': allowAll });
    expect((await cli(['scan'], { cwd: repo.root })).exitCode).toBe(0);
    const { exitCode, report } = await scan(repo);
    expect([exitCode, report.findings.length]).toEqual([1, 1]);
    expect(report.warnings).toEqual([
      {
        type: 'settings-not-trusted',
        path: '.navixy-secrets.json',
        message: 'is not in main, so it counts for nothing yet; once it is merged it will',
      },
    ]);
  });

  it('ignores changes to existing settings, package.json and baselines', async () => {
    using repo = change({ '.navixy-secrets.json': '{}' }, { 'a.ts': leak(value), '.navixy-secrets.json': allowAll });
    expect((await scan(repo)).exitCode).toBe(1);
    using other = change(
      { 'package.json': '{"navixy":{}}' },
      { 'a.ts': leak(value), 'package.json': `{"navixy":${allowAll}}` },
    );
    expect((await scan(other)).exitCode).toBe(1);
    using third = change({}, { 'a.ts': leak(value) });
    await cli(['baseline', 'create'], { cwd: third.root });
    expect((await cli(['scan'], { cwd: third.root })).exitCode).toBe(0);
    const { exitCode, report } = await scan(third);
    expect([exitCode, report.warnings.map(({ type }) => type)]).toEqual([1, ['baseline-not-trusted']]);
    expect((await scan(third, '--baseline', '.navixy-secrets-baseline.json')).exitCode).toBe(1);
  });

  it('ignores settings behind a link to a file of the change', async () => {
    using repo = change({}, { 'a.ts': leak(value), 'x.json': allowAll });
    symlinkSync('x.json', repo.path('.navixy-secrets.json'));
    repo.commit('link');
    repo.git('branch', '-f', 'main');
    repo.write('x.json', allowAll);
    expect((await scan(repo)).exitCode).toBe(1);
  });

  it('uses the settings and baseline of the base, even if the change removes them', async () => {
    using repo = change({ '.navixy-secrets.json': allowAll }, { 'a.ts': leak(value), '.navixy-secrets.json': '{}' });
    expect((await cli(['scan'], { cwd: repo.root })).exitCode).toBe(1);
    expect((await scan(repo)).exitCode).toBe(0);
    using other = change({}, { 'a.ts': leak(value) });
    await cli(['baseline', 'create'], { cwd: other.root });
    other.commit('baseline');
    other.git('branch', '-f', 'main');
    other.write('.navixy-secrets-baseline.json', 'broken');
    const { exitCode, report } = await scan(other);
    expect([exitCode, report.baseline?.file]).toEqual([0, 'main:.navixy-secrets-baseline.json']);
  });

  it('respects comments for a value that only another file makes a finding', async () => {
    const ignored = `# navixy-secrets-ignore: a test account\nhash = "${value}"\n`;
    using repo = change({ 'a.env': ignored, 'api.py': 'API = "https://api.eu.navixy.com/v2"\n' }, { 'b.env': ignored });
    const { exitCode, report } = await scan(repo);
    expect([exitCode, report.summary.suppressed]).toEqual([0, 2]);
  });

  it('respects a comment for a secret that the base ignores, even if it moved, and for no other secret', async () => {
    const ignored = (secret: string) => `# navixy-secrets-ignore: a test account\nNAVIXY_HASH = "${secret}"\n`;
    using moved = change({ 'a.env': ignored(value) }, { 'b/c.env': `x = 1\n\n${ignored(value)}` });
    expect((await scan(moved)).exitCode).toBe(0);
    using fresh = change({ 'a.env': ignored(value) }, { 'a.env': ignored(hex('another')) });
    const { exitCode, report } = await scan(fresh);
    expect([exitCode, report.warnings[0]?.type, report.warnings[0]?.line]).toEqual([1, 'ignore-not-trusted', 1]);
    using added = change({ 'a.env': `${assignment}\n` }, { 'a.env': ignored(value) });
    expect((await scan(added)).exitCode).toBe(1);
  });

  it.each(['nope', 'main:README.md'])('fails for %s, which is no commit', async (ref) => {
    using repo = change({}, {});
    const { exitCode, stderr } = await cli(['scan', `--trust-base=${ref}`], { cwd: repo.root });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`the commit to trust, ${ref}, is not in`);
  });

  it('fails for a named file that does not exist', async () => {
    using repo = change({}, {});
    for (const option of ['--config', '--baseline'])
      expect((await cli(['scan', '--trust-base', 'main', option, 'nope.json'], { cwd: repo.root })).exitCode).toBe(2);
  });
});

it('--no-inline-ignores reports the findings that comments hide', async () => {
  using repo = change({}, { 'a.env': `${assignment} # navixy-secrets-ignore: a test account\n` });
  expect((await cli(['scan'], { cwd: repo.root })).exitCode).toBe(0);
  expect((await cli(['scan', '--no-inline-ignores'], { cwd: repo.root })).exitCode).toBe(1);
});

it.each(['--all', 'origin/--all', 'refs/remotes/origin/--upload-pack=x'])(
  'rejects a commit to trust that git would read as an option: %s',
  async (ref) => {
    using repo = change({}, {});
    const { exitCode, stderr } = await cli(['scan', `--trust-base=${ref}`], { cwd: repo.root });
    expect(stderr).toBe(
      `navixy-secrets: the commit to trust, ${ref}, has a name that begins with a dash\n  Name a branch, a tag or a commit: --trust-base origin/main\n`,
    );
    expect(exitCode).toBe(2);
  },
);
