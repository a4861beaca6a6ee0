import { describe, expect, it } from 'vitest';
import { findRepository } from '../../../scanner/git/repository.ts';
import { lookUp } from '../../../scanner/git/revision-names.ts';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, leak } from '../run.ts';

/** On `feature`, with a leak that `origin/main` does not have. An attacker has tagged the leak as `origin/main`. */
function hijacked(): { repo: TempRepo; base: string; head: string; [Symbol.dispose](): void } {
  const repo = new TempRepo();
  repo.write('a.ts', 'clean\n');
  const base = repo.commit('start');
  repo.git('remote', 'add', 'origin', '/nowhere');
  repo.git('update-ref', 'refs/remotes/origin/main', base);
  repo.git('checkout', '-q', '-b', 'feature');
  repo.write('.navixy-secrets.json', JSON.stringify({ allow: [{ path: '**', reason: 'by the attacker' }] }));
  repo.write('a.ts', leak(hex('hidden by a tag')));
  const head = repo.commit('leak');
  repo.git('tag', 'origin/main');
  return { repo, base, head, [Symbol.dispose]: () => repo[Symbol.dispose]() };
}

const CHOICE = 'refs/tags/origin/main, refs/remotes/origin/main';

describe('a name of both a tag and a branch', () => {
  it.each([
    [['scan', '--since', 'origin/main']],
    [['scan', '--since', 'origin/main~0']],
    [['scan', '--range', 'origin/main..HEAD']],
    [['scan', '--range', 'HEAD...origin/main']],
    [['scan', '--trust-base', 'origin/main']],
    [['ci', '--since', 'origin/main']],
    [['ci', '--history', '--trust-base', 'origin/main']],
    [['verify', '--since', 'origin/main']],
    [['revoke', '--since', 'origin/main']],
    [['baseline', 'create', '--since', 'origin/main']],
  ])('is refused by %j, which lists the full names', async (args) => {
    using world = hijacked();
    const { exitCode, stdout, stderr } = await cli(args, { cwd: world.repo.root });
    expect(stdout + stderr).toContain(CHOICE);
    expect(exitCode).toBe(2);
  });

  it('is accepted as a full name', async () => {
    using world = hijacked();
    const run = async (...args: string[]) => (await cli(['scan', ...args], { cwd: world.repo.root })).exitCode;
    expect(await run('--no-config', '--since', 'refs/remotes/origin/main')).toBe(1);
    expect(await run('--no-config', '--range', 'refs/remotes/origin/main..refs/heads/feature')).toBe(1);
    expect(await run('--no-config', '--range', 'refs/tags/origin/main..refs/heads/feature')).toBe(0);
    expect(await run('--trust-base', 'refs/remotes/origin/main')).toBe(1);
    expect(await run('--trust-base', 'refs/tags/origin/main')).toBe(0);
  });

  it('does not keep ci from using the branch that the CI names', async () => {
    using world = hijacked();
    const { repo, head } = world;
    // The full name of a remote branch, created as a tag.
    repo.git('update-ref', '-d', 'refs/remotes/origin/main');
    repo.git('update-ref', 'refs/tags/refs/remotes/origin/main', head);
    const jenkins = { JENKINS_URL: 'http://jenkins', CHANGE_ID: '6', CHANGE_TARGET: 'main' };
    expect(await cli(['ci'], { cwd: repo.root, env: jenkins })).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('the commit to compare with, origin/main, is not here') as string,
    });
  });

  it('is not taken for a remote branch that was not fetched', async () => {
    using world = hijacked();
    world.repo.git('update-ref', '-d', 'refs/remotes/origin/main');
    const { exitCode, stdout } = await cli(['scan', '--since', 'origin/main'], { cwd: world.repo.root });
    expect(stdout).toContain('refs/tags/origin/main, refs/remotes/origin/main (not fetched)');
    expect(exitCode).toBe(2);
  });
});

describe('lookUp', () => {
  it('finds the same commit as git for unambiguous names, and refuses others', async () => {
    using repo = new TempRepo();
    repo.write('a', 'x\n');
    const first = repo.commit('first');
    repo.write('a', 'y\n');
    const second = repo.commit('second ünd mehr');
    repo.git('tag', '-a', 'v1', '-m', 'release', first);
    repo.git('tag', 'HEAD', first);
    repo.git('tag', 'both', first);
    repo.git('branch', 'both', second);
    repo.git('branch', 'größe/neu', first);
    repo.git('tag', second.slice(0, 8), first);
    repo.git('tag', `v1-1-g${second.slice(0, 7)}`, first);
    repo.git('tag', `v1-2-g${first.slice(0, 7)}`, first);
    repo.git('tag', 'FETCH_HEAD', first);
    repo.git('config', 'remote.fork.url', '/nowhere');
    repo.git('update-ref', 'refs/remotes/fork/HEAD', first);
    repo.git('update-ref', 'refs/pull/7/head', second);
    repo.git('branch', 'fork/only-here', first);
    const repository = (await findRepository({ cwd: repo.root, env: { PATH: process.env['PATH'] } }))!;
    const commit = async (name: string) =>
      lookUp(repository, [name], 'commit').then(
        ([id]) => id,
        (error: Error) => error.message.replace(/^.*: /, ''),
      );
    const outcome: [string, string | undefined][] = [
      ['HEAD', second],
      ['@', second],
      ['HEAD~1', first],
      ['HEAD^{/first}', first],
      [':/first', first],
      ['main', second],
      ['refs/heads/main~1', first],
      ['heads/main', second],
      [first, first],
      [second.slice(0, 12), second],
      ['v1', first],
      ['tags/v1', first],
      ['größe/neu', first],
      ['fork', first],
      ['pull/7/head', second],
      [`v1-2-g${first.slice(0, 7)}`, first],
      ['both', 'refs/tags/both, refs/heads/both'],
      ['both^', 'refs/tags/both, refs/heads/both'],
      ['both^{commit}', 'refs/tags/both, refs/heads/both'],
      ['refs/tags/both', first],
      ['heads/both', second],
      [second.slice(0, 8), `refs/tags/${second.slice(0, 8)}, ${second}`],
      [`v1-1-g${second.slice(0, 7)}`, `refs/tags/v1-1-g${second.slice(0, 7)}, ${second}`],
      ['FETCH_HEAD', 'refs/tags/FETCH_HEAD'],
      ['fork/only-here', 'refs/heads/fork/only-here, refs/remotes/fork/only-here (not fetched)'],
      ['nope', undefined],
      ['refs/heads/nope', undefined],
      ['', undefined],
      ['--all', undefined],
      ['^main', undefined],
      ['main\nHEAD', undefined],
      ['main:a', undefined],
      ['*', undefined],
      ['1'.repeat(40), undefined],
    ];
    for (const [name, expected] of outcome) expect([name, await commit(name)]).toEqual([name, expected]);
    expect(await lookUp(repository, ['v1', 'nope', first, 'main:a'], 'object')).toEqual([
      repo.git('rev-parse', 'v1'),
      undefined,
      first,
      repo.git('rev-parse', 'main:a'),
    ]);
    repo.write('.git/FETCH_HEAD', `${second}\t\tbranch 'main' of /nowhere\n`);
    expect(await commit('FETCH_HEAD')).toBe(second);
  });
});

describe('a commit missing from the checkout', () => {
  const absent = '3'.repeat(40);
  it.each([[`HEAD..${absent}`], [`${absent}..HEAD`]])('is reported with what to fetch: %s', async (range) => {
    using repo = new TempRepo();
    repo.write('a', 'x\n');
    repo.commit('first');
    repo.write('a', 'y\n');
    repo.commit('second');
    using clone = new TempFolder();
    repo.git('clone', '-q', '--depth', '1', `file://${repo.root}`, clone.path('shallow'));
    const whole = await cli(['scan', '--range', range], { cwd: repo.root });
    expect(whole).toMatchObject({
      exitCode: 2,
      stdout: expect.stringContaining(`the commit 333333333333 is not in ${repo.root}`) as string,
    });
    const shallow = await cli(['scan', '--range', range], { cwd: clone.path('shallow') });
    expect(shallow).toMatchObject({
      exitCode: 2,
      stdout: expect.stringContaining('the commit 333333333333 is not in') as string,
    });
    expect(shallow.stdout).toContain('which is a shallow clone');
    for (const { stdout } of [whole, shallow]) {
      expect(stdout).toContain('fetch-depth: 0');
      expect(stdout).not.toContain('blob:');
    }
  });

  it('is reported with the same sentence for the head and the base of a CI job', async () => {
    using repo = new TempRepo();
    repo.write('a', 'x\n');
    const here = repo.commit('first');
    const job = (base: string, head: string) => ({
      GITLAB_CI: 'true',
      CI_PIPELINE_SOURCE: 'merge_request_event',
      CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
      CI_COMMIT_SHA: head,
    });
    const head = await cli(['ci'], { cwd: repo.root, env: job(here, absent) });
    expect(head).toMatchObject({
      exitCode: 2,
      stderr:
        'navixy-secrets: the commit to scan, 333333333333, is not here\n  Fetch the whole history: GIT_DEPTH: "0" in the variables of the job\n',
    });
    const base = await cli(['ci'], { cwd: repo.root, env: job(absent, here) });
    expect(base.stderr).toBe(head.stderr.replace('scan', 'compare with'));
    using folder = new TempFolder();
    expect(await cli(['ci'], { cwd: folder.root, env: job(here, here) })).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('is not in a git repository') as string,
    });
  });

  it('is reported if it is the target of a tag', async () => {
    using repo = new TempRepo();
    repo.write('a', 'x\n');
    repo.commit('first');
    repo.write('a', 'y\n');
    const lost = repo.commit('second');
    repo.git('tag', '-a', 'v1', '-m', 'release');
    repo.git('reset', '-q', '--hard', 'HEAD~1');
    repo.lose(lost);
    const { exitCode, stdout } = await cli(['scan', '--range', 'HEAD..v1'], { cwd: repo.root });
    expect(stdout).toContain(`what ${repo.git('rev-parse', 'v1').slice(0, 12)} is a tag of is not in ${repo.root}`);
    expect(exitCode).toBe(2);
  });
});
