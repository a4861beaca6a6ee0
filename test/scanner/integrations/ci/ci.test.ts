import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { knownJob } from '../../../../scanner/integrations/ci/ci-providers.ts';
import { hex } from '../../../support/hex.ts';
import { TempFolder, TempRepo } from '../../../support/repo.ts';
import { cli, leak } from '../../run.ts';

const NONE = '0'.repeat(40);

/** A repository in CI: a default branch on the remote, a branch with a commit, and an older leak. */
class CiRepo extends TempRepo {
  readonly start: string;
  readonly head: string;

  constructor(change: string) {
    super();
    this.write('old.ts', leak(hex('before the change')));
    this.start = this.commit('start');
    this.git('update-ref', 'refs/remotes/origin/main', this.start);
    this.git('checkout', '-q', '-b', 'feature');
    this.write('new.ts', change);
    this.head = this.commit('change');
  }

  async ci(env: NodeJS.ProcessEnv, ...args: string[]) {
    return cli(['ci', '--no-color', ...args], { cwd: this.root, env });
  }

  async github(name: string, event: object, ...args: string[]) {
    using folder = new TempFolder();
    const file = folder.write('event.json', JSON.stringify(event));
    return await this.ci(
      {
        GITHUB_ACTIONS: 'true',
        GITHUB_EVENT_NAME: name,
        GITHUB_EVENT_PATH: file,
        GITHUB_STEP_SUMMARY: folder.write('summary.md', ''),
      },
      ...args,
    );
  }
}

const LEAKS = leak(hex('by the change'));
const repository = { default_branch: 'main' };

describe('ci on GitHub Actions', () => {
  it.each([
    [
      'pull_request',
      (repo: CiRepo) => ({
        number: 7,
        pull_request: { number: 7, base: { sha: repo.start }, head: { sha: repo.head } },
      }),
      'pull request 7',
    ],
    ['merge_group', (repo: CiRepo) => ({ merge_group: { base_sha: repo.start, head_sha: repo.head } }), 'merge queue'],
    [
      'push',
      (repo: CiRepo) => ({ ref: 'refs/heads/feature', before: repo.start, after: repo.head, repository }),
      'push to feature',
    ],
    [
      'push',
      (repo: CiRepo) => ({ ref: 'refs/heads/feature', before: NONE, after: repo.head, repository }),
      'push to feature',
    ],
    [
      'push',
      (repo: CiRepo) => ({ ref: 'refs/heads/feature', before: '1'.repeat(40), after: repo.head, repository }),
      'push to feature',
    ],
  ])('scans only the commits of %s', async (name, eventOf, words) => {
    using clean = new CiRepo('clean\n');
    const passed = await clean.github(name, eventOf(clean));
    expect(passed.stderr).toContain(
      `GitHub Actions, ${words}: scanning the commits that ${clean.head.slice(0, 12)} has`,
    );
    expect(passed.exitCode).toBe(0);
    using leaking = new CiRepo(LEAKS);
    const failed = await leaking.github(name, eventOf(leaking));
    expect(failed.exitCode).toBe(1);
    expect(failed.stdout).toContain('new.ts');
    expect(failed.stdout).not.toContain('old.ts');
  });

  it.each(['# earlier words\n', '# without an end of the line', ''])(
    'appends to the summary of the step: %j',
    async (before) => {
      using leaking = new CiRepo(LEAKS);
      using clean = new TempRepo();
      clean.commit('start');
      using folder = new TempFolder();
      const summary = folder.write('summary.md', before);
      const env = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'schedule', GITHUB_STEP_SUMMARY: summary };
      await leaking.ci(env);
      await cli(['ci'], { cwd: clean.root, env });
      const text = readFileSync(summary, 'utf8');
      expect(text.startsWith(before === '' || before.endsWith('\n') ? before : `${before}\n`)).toBe(true);
      expect(text.match(/^#+ .*$/gm)?.length).toBeGreaterThan(1);
      expect(text).toContain('new.ts');
      expect(text.indexOf('Nothing found')).toBeGreaterThan(text.indexOf('new.ts'));
    },
  );

  it('creates no directory for a summary', async () => {
    using repo = new CiRepo(LEAKS);
    using folder = new TempFolder();
    const { exitCode, stderr } = await repo.ci({
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: 'schedule',
      GITHUB_STEP_SUMMARY: folder.path('none/summary.md'),
    });
    expect([exitCode, existsSync(folder.path('none'))]).toEqual([2, false]);
    expect(stderr).toContain('cannot write the report to');
  });

  it.each([
    ['schedule', {}],
    ['workflow_dispatch', { repository }],
  ])('scans the whole history for %s', async (name, event) => {
    using repo = new CiRepo('clean\n');
    const { exitCode, stdout, stderr } = await repo.github(name, event);
    expect({ exitCode, found: stdout.includes('old.ts') }).toEqual({ exitCode: 1, found: true });
    expect(stderr).toContain('scanning the whole history');
  });

  it('scans everything on the first push of the default branch', async () => {
    using repo = new CiRepo('clean\n');
    const { exitCode, stderr } = await repo.github('push', {
      ref: 'refs/heads/main',
      before: NONE,
      after: repo.head,
      repository,
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('scanning everything up to');
  });

  it('has nothing to scan if a branch is deleted', async () => {
    using repo = new CiRepo(LEAKS);
    expect(await repo.github('push', { ref: 'refs/heads/feature', deleted: true, after: NONE })).toMatchObject({
      exitCode: 0,
      stderr: 'GitHub Actions, deletion of feature: there is nothing to scan.\n',
    });
  });

  it('fails with a remedy if the base is not in the clone', async () => {
    using repo = new CiRepo('clean\n');
    const { exitCode, stderr, stdout } = await repo.github('pull_request', {
      pull_request: { base: { sha: '2'.repeat(40) }, head: { sha: repo.head } },
    });
    expect(exitCode).toBe(2);
    expect(stdout).toBe(
      '::error title=navixy-secrets::the commit to compare with, 222222222222, is not here%0A  Fetch the whole history: actions/checkout with fetch-depth: 0\n',
    );
    expect(stderr).toContain('the commit to compare with, 222222222222, is not here');
    expect(stderr).toContain('fetch-depth: 0');
  });

  it('fails in a shallow clone, even without findings', async () => {
    using origin = new CiRepo('clean\n');
    using clone = new TempFolder();
    origin.git('clone', '-q', '--depth', '1', `file://${origin.root}`, clone.path('shallow'));
    using event = new TempFolder();
    const env = {
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: 'schedule',
      GITHUB_EVENT_PATH: event.write('e.json', '{}'),
    };
    const { exitCode, stdout } = await cli(['ci'], { cwd: clone.path('shallow'), env });
    expect(exitCode).toBe(2);
    expect(stdout).toContain('fetch-depth: 0');
  });

  it('fails for an unreadable event', async () => {
    using repo = new CiRepo('clean\n');
    expect(
      (
        await repo.ci({
          GITHUB_ACTIONS: 'true',
          GITHUB_EVENT_NAME: 'push',
          GITHUB_EVENT_PATH: repo.write('broken.json', '{'),
        })
      ).exitCode,
    ).toBe(2);
  });

  it.each<[name: string, event: unknown, said: string]>([
    ['push', { before: 1, after: null, ref: 5 }, ': ref is not a text'],
    ['push', { after: 5 }, ': after is not a text'],
    ['push', { deleted: 'no' }, ': deleted is not true or false'],
    ['push', { after: 'HEAD', repository: [] }, ': repository is not an object'],
    [
      'pull_request',
      { pull_request: { head: { sha: 5 }, base: { sha: 'HEAD' } } },
      ': pull_request.head.sha is not a text',
    ],
    ['pull_request', { pull_request: 'one' }, ': pull_request is not an object'],
    ['merge_group', { merge_group: { head_sha: {}, base_sha: 'HEAD' } }, ': merge_group.head_sha is not a text'],
    ['push', [], ''],
    ['schedule', 'text', ''],
  ])('explains what is wrong with a %s event: %j', async (name, event, said) => {
    using repo = new CiRepo('clean\n');
    const file = repo.write('event.json', JSON.stringify(event));
    const { exitCode, stderr } = await repo.ci({
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: name,
      GITHUB_EVENT_PATH: file,
    });
    expect(stderr).toBe(
      `navixy-secrets: cannot read the event of this workflow in ${file}${said}\n  Name what to scan: navixy-secrets ci --history\n`,
    );
    expect(exitCode).toBe(2);
  });

  it('treats null fields of an event as missing, and so scans more', async () => {
    using repo = new CiRepo(LEAKS);
    const event = {
      ref: null,
      before: null,
      after: repo.git('rev-parse', 'HEAD'),
      deleted: null,
      repository: { default_branch: null },
      pull_request: null,
    };
    const file = repo.write('.git/event.json', JSON.stringify(event));
    const { exitCode, stdout, stderr } = await repo.ci({
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_REF: 'refs/heads/main',
      GITHUB_EVENT_PATH: file,
    });
    expect([exitCode, stdout + stderr]).toEqual([1, expect.stringContaining('scanning everything up to')]);
  });

  it('does not let a pull request silence its own findings', async () => {
    using repo = new CiRepo(`${LEAKS.trimEnd()} // navixy-secrets-ignore: trust me\n`);
    const event = { pull_request: { base: { sha: repo.start }, head: { sha: repo.head } } };
    expect((await repo.github('pull_request', event)).exitCode).toBe(1);
  });

  it('prefers options to the event', async () => {
    using repo = new CiRepo('clean\n');
    expect((await repo.github('push', { deleted: true }, '--history')).exitCode).toBe(1);
    expect((await repo.github('schedule', {}, '--range', `${repo.start}..${repo.head}`)).exitCode).toBe(0);
  });

  it('also writes requested reports', async () => {
    using repo = new CiRepo(LEAKS);
    using out = new TempFolder();
    const { stderr } = await repo.github('schedule', {}, '--output', out.path('r.json'), '--format', 'json');
    expect(stderr).toContain('r.json (json)');
  });
});

describe('ci in other CI systems', () => {
  const head = 'a'.repeat(40);
  const base = 'b'.repeat(40);
  it.each([
    [
      'GitLab CI',
      {
        GITLAB_CI: 'true',
        CI_PIPELINE_SOURCE: 'merge_request_event',
        CI_MERGE_REQUEST_IID: '3',
        CI_MERGE_REQUEST_DIFF_BASE_SHA: base,
        CI_COMMIT_SHA: head,
      },
      'merge request 3',
      { what: 'range', head, base },
    ],
    [
      'GitLab CI',
      {
        GITLAB_CI: 'true',
        CI_PIPELINE_SOURCE: 'push',
        CI_COMMIT_REF_NAME: 'x',
        CI_COMMIT_SHA: head,
        CI_COMMIT_BEFORE_SHA: NONE,
        CI_DEFAULT_BRANCH: 'main',
      },
      'push to x',
      { what: 'range', head, otherwise: ['refs/remotes/origin/main'] },
    ],
    [
      'GitLab CI',
      { GITLAB_CI: 'true', CI_PIPELINE_SOURCE: 'schedule', CI_COMMIT_SHA: head },
      'schedule',
      { what: 'history' },
    ],
    [
      'Bitbucket Pipelines',
      {
        BITBUCKET_BUILD_NUMBER: '1',
        BITBUCKET_PR_ID: '4',
        BITBUCKET_COMMIT: head,
        BITBUCKET_PR_DESTINATION_COMMIT: base,
      },
      'pull request 4',
      { what: 'range', head, base },
    ],
    [
      'Azure Pipelines',
      {
        TF_BUILD: 'True',
        SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main',
        SYSTEM_PULLREQUEST_SOURCECOMMITID: head,
        SYSTEM_PULLREQUEST_PULLREQUESTNUMBER: '5',
      },
      'pull request 5',
      { what: 'range', head, base: 'refs/remotes/origin/main' },
    ],
    [
      'Azure Pipelines',
      {
        TF_BUILD: 'True',
        SYSTEM_PULLREQUEST_TARGETBRANCH: 'main',
        SYSTEM_PULLREQUEST_SOURCECOMMITID: head,
        SYSTEM_PULLREQUEST_PULLREQUESTID: '17',
      },
      'pull request 17',
      { what: 'range', head, base: 'refs/remotes/origin/main' },
    ],
    [
      'Azure Pipelines',
      { TF_BUILD: 'True', BUILD_REASON: 'Schedule', BUILD_SOURCEVERSION: head },
      'Schedule',
      { what: 'history' },
    ],
    ['CircleCI', { CIRCLECI: 'true', CIRCLE_BRANCH: 'x' }, 'build of x', { what: 'history' }],
    [
      'Jenkins',
      { JENKINS_URL: 'http://j', CHANGE_ID: '6', CHANGE_TARGET: 'main' },
      'change 6',
      { what: 'range', head: 'HEAD', base: 'refs/remotes/origin/main' },
    ],
    [
      'Jenkins',
      { JENKINS_URL: 'http://j', GIT_COMMIT: head, GIT_PREVIOUS_SUCCESSFUL_COMMIT: base },
      'build since the last good one',
      { what: 'range', head, otherwise: [base] },
    ],
    [
      'Buildkite',
      {
        BUILDKITE: 'true',
        BUILDKITE_COMMIT: head,
        BUILDKITE_PULL_REQUEST: '7',
        BUILDKITE_PULL_REQUEST_BASE_BRANCH: 'main',
      },
      'pull request 7',
      { what: 'range', head, base: 'refs/remotes/origin/main' },
    ],
    [
      'Buildkite',
      {
        BUILDKITE: 'true',
        BUILDKITE_COMMIT: head,
        BUILDKITE_PULL_REQUEST: 'false',
        BUILDKITE_SOURCE: 'webhook',
        BUILDKITE_BRANCH: 'x',
        BUILDKITE_PIPELINE_DEFAULT_BRANCH: 'main',
      },
      'push to x',
      { what: 'range', head, otherwise: ['refs/remotes/origin/main'] },
    ],
    [
      'Buildkite',
      {
        BUILDKITE: 'true',
        BUILDKITE_COMMIT: head,
        BUILDKITE_PULL_REQUEST: 'false',
        BUILDKITE_PULL_REQUEST_BASE_BRANCH: '',
        BUILDKITE_MERGE_QUEUE_BASE_COMMIT: base,
        BUILDKITE_SOURCE: 'webhook',
      },
      'merge queue',
      { what: 'range', head, base },
    ],
    [
      'Buildkite',
      {
        BUILDKITE: 'true',
        BUILDKITE_COMMIT: head,
        BUILDKITE_SOURCE: 'webhook',
        BUILDKITE_BRANCH: 'main',
        BUILDKITE_PIPELINE_DEFAULT_BRANCH: 'main',
      },
      'webhook',
      { what: 'history' },
    ],
    [
      'Buildkite',
      {
        BUILDKITE: 'true',
        BUILDKITE_COMMIT: head,
        BUILDKITE_SOURCE: 'schedule',
        BUILDKITE_BRANCH: 'x',
        BUILDKITE_PIPELINE_DEFAULT_BRANCH: 'main',
      },
      'schedule',
      { what: 'history' },
    ],
    [
      'Travis CI',
      {
        TRAVIS: 'true',
        TRAVIS_EVENT_TYPE: 'pull_request',
        TRAVIS_PULL_REQUEST: '8',
        TRAVIS_PULL_REQUEST_SHA: head,
        TRAVIS_BRANCH: 'main',
      },
      'pull request 8',
      { what: 'range', head, base: 'refs/remotes/origin/main' },
    ],
    [
      'Travis CI',
      {
        TRAVIS: 'true',
        TRAVIS_EVENT_TYPE: 'push',
        TRAVIS_BRANCH: 'x',
        TRAVIS_COMMIT: head,
        TRAVIS_COMMIT_RANGE: `${base}...${head}`,
      },
      'push to x',
      { what: 'range', head, otherwise: [base] },
    ],
    [
      'Travis CI',
      { TRAVIS: 'true', TRAVIS_EVENT_TYPE: 'push', TRAVIS_BRANCH: 'new', TRAVIS_COMMIT: head, TRAVIS_COMMIT_RANGE: '' },
      'push',
      { what: 'history' },
    ],
    [
      'Travis CI',
      { TRAVIS: 'true', TRAVIS_EVENT_TYPE: 'cron', TRAVIS_COMMIT_RANGE: `${base}...${head}` },
      'cron',
      { what: 'history' },
    ],
    [
      'Drone',
      {
        DRONE: 'true',
        DRONE_BUILD_EVENT: 'pull_request',
        DRONE_PULL_REQUEST: '9',
        DRONE_COMMIT_SHA: head,
        DRONE_TARGET_BRANCH: 'main',
      },
      'pull request 9',
      { what: 'range', head, base: 'refs/remotes/origin/main' },
    ],
    [
      'Drone',
      {
        DRONE: 'true',
        DRONE_BUILD_EVENT: 'push',
        DRONE_BRANCH: 'x',
        DRONE_COMMIT_SHA: head,
        DRONE_COMMIT_BEFORE: base,
        DRONE_REPO_BRANCH: 'main',
      },
      'push to x',
      { what: 'range', head, otherwise: [base, 'refs/remotes/origin/main'] },
    ],
    ['Drone', { DRONE: 'true', DRONE_BUILD_EVENT: 'cron', DRONE_COMMIT_SHA: head }, 'cron', { what: 'history' }],
    [
      'Woodpecker',
      {
        CI: 'woodpecker',
        CI_PIPELINE_EVENT: 'pull_request',
        CI_COMMIT_PULL_REQUEST: '10',
        CI_COMMIT_SHA: head,
        CI_COMMIT_TARGET_BRANCH: 'main',
      },
      'pull request 10',
      { what: 'range', head, base: 'refs/remotes/origin/main' },
    ],
    [
      'Woodpecker',
      {
        CI: 'woodpecker',
        CI_PIPELINE_EVENT: 'push',
        CI_COMMIT_BRANCH: 'main',
        CI_COMMIT_SHA: head,
        CI_PREV_PIPELINE_EVENT: 'push',
        CI_PREV_COMMIT_SHA: base,
        CI_REPO_DEFAULT_BRANCH: 'main',
      },
      'push to main',
      { what: 'range', head, otherwise: [base] },
    ],
    // The earlier pipeline was for a pull request into main, so its commit says nothing about main.
    [
      'Woodpecker',
      {
        CI: 'woodpecker',
        CI_PIPELINE_EVENT: 'push',
        CI_COMMIT_BRANCH: 'main',
        CI_COMMIT_SHA: head,
        CI_PREV_PIPELINE_EVENT: 'pull_request',
        CI_PREV_COMMIT_SHA: base,
        CI_REPO_DEFAULT_BRANCH: 'main',
      },
      'push to main',
      { what: 'range', head, otherwise: [] },
    ],
    [
      'Woodpecker',
      {
        CI: 'woodpecker',
        CI_PIPELINE_EVENT: 'push',
        CI_COMMIT_BRANCH: 'x',
        CI_COMMIT_SHA: head,
        CI_PREV_PIPELINE_EVENT: 'pull_request',
        CI_PREV_COMMIT_SHA: base,
        CI_REPO_DEFAULT_BRANCH: 'main',
      },
      'push to x',
      { what: 'range', head, otherwise: ['refs/remotes/origin/main'] },
    ],
    [
      'Woodpecker',
      { CI: 'woodpecker', CI_PIPELINE_EVENT: 'manual', CI_COMMIT_SHA: head },
      'manual',
      { what: 'history' },
    ],
    [
      'AppVeyor',
      {
        APPVEYOR: 'True',
        APPVEYOR_PULL_REQUEST_NUMBER: '11',
        APPVEYOR_PULL_REQUEST_HEAD_COMMIT: head,
        APPVEYOR_REPO_BRANCH: 'main',
      },
      'pull request 11',
      { what: 'range', head, base: 'refs/remotes/origin/main' },
    ],
    [
      'AppVeyor',
      { APPVEYOR: 'True', APPVEYOR_REPO_BRANCH: 'main', APPVEYOR_REPO_COMMIT: head },
      'build of main',
      { what: 'history' },
    ],
  ])('reads the variables of %s', (ci, env, event, look) => {
    expect(knownJob(env)).toMatchObject({ ci, event, look });
  });

  it('fails in an unknown CI without a range', async () => {
    using repo = new CiRepo('clean\n');
    expect(await repo.ci({ CI: 'true' })).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--since origin/main') as string,
    });
    expect((await repo.ci({ CI: 'true' }, '--since', 'origin/main')).exitCode).toBe(0);
  });
});

describe('--fail-on', () => {
  it.each([
    ['any', 1],
    ['high', 1],
    ['medium', 1],
    ['none', 0],
  ])('has the right exit code for %s', async (failOn, expected) => {
    using repo = new CiRepo(LEAKS);
    const { exitCode, stdout } = await cli(['scan', '--fail-on', failOn], { cwd: repo.root });
    expect(exitCode).toBe(expected);
    expect(stdout).toContain('new.ts');
  });

  it('ignores findings with lower confidence', async () => {
    const stdin = `const hash = '${hex('low')}'; // our password\n`;
    const run = async (failOn: string) =>
      (await cli(['scan', '-', '--min-confidence', 'low', '--fail-on', failOn], { cwd: '/', stdin })).exitCode;
    expect([await run('any'), await run('medium'), await run('high')]).toEqual([1, 0, 0]);
  });

  it('with none still fails if something was not scanned', async () => {
    expect((await cli(['scan', '/nowhere/at/all', '--fail-on', 'none'], { cwd: '/' })).exitCode).toBe(2);
  });
});
