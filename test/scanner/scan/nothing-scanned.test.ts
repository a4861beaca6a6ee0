import { describe, expect, it } from 'vitest';
import { FORMAT_NAMES } from '../../../scanner/report/format-registry.ts';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, json, leak } from '../run.ts';

const NONE = '0'.repeat(40);

/** A repository on `main`, pushed to `origin/main`, with two commits after `start` and a leak in a script. */
class Pushed extends TempRepo {
  readonly start: string;
  readonly head: string;

  constructor() {
    super();
    this.write('readme.md', 'clean\n');
    this.start = this.commit('start');
    this.write('src/a.ts', leak(hex('pushed')));
    this.commit('leak');
    this.write('src/b.js', 'clean\n');
    this.head = this.commit('more');
    this.git('update-ref', 'refs/remotes/origin/main', this.head);
  }

  async run(...args: string[]) {
    return cli(args, { cwd: this.root });
  }

  /** Of GitHub. */
  event(name: string, event: object): NodeJS.ProcessEnv {
    const file = this.write('.git/event.json', JSON.stringify(event));
    return { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: file };
  }

  push(before: string, ref = 'main'): NodeJS.ProcessEnv {
    return this.event('push', {
      ref: `refs/heads/${ref}`,
      before,
      after: this.head,
      repository: { default_branch: 'main' },
    });
  }
}

describe('a range without commits', () => {
  it('is reported in every format and by the hook, and never called clean', async () => {
    using repo = new Pushed();
    const words = 'HEAD has no commit that refs/remotes/origin/main does not have';
    const { exitCode, report } = await json(['scan', '--since', 'refs/remotes/origin/main'], { cwd: repo.root });
    expect({ exitCode, complete: report.complete, empty: report.empty }).toEqual({
      exitCode: 0,
      complete: true,
      empty: [{ type: 'no-commits', message: words }],
    });
    // A list of issues has no place to say that there is nothing to scan.
    for (const format of FORMAT_NAMES.filter((name) => name !== 'gitlab-codequality')) {
      const { stdout } = await repo.run('scan', '--since', 'refs/remotes/origin/main', '--format', format);
      expect([format, stdout]).toEqual([format, expect.stringContaining(words) as string]);
      expect([format, stdout]).toEqual([
        format,
        expect.not.stringMatching(/✅|Nothing found|No leaked hash/) as string,
      ]);
    }
    expect((await repo.run('scan', '--range', 'HEAD...main')).stdout).toContain(
      'Nothing to scan: HEAD and main have the same commits; scanned 0 documents',
    );
    const stdin = `refs/heads/main ${repo.head} refs/heads/main ${repo.head}\n`;
    const hook = await cli(['hook', 'pre-push', 'origin', '/nowhere'], { cwd: repo.root, stdin });
    expect(hook).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  it.each([
    ['--since', 'HEAD'],
    ['--since', '@'],
    ['--range', 'main..main'],
    ['--range', 'HEAD...HEAD'],
  ])('is an error if it can never have a commit: %s %s', async (...args) => {
    using repo = new Pushed();
    for (const command of ['scan', 'ci']) {
      const { exitCode, stdout, stderr } = await repo.run(command, ...args);
      expect({ exitCode, said: stdout + stderr }).toEqual({
        exitCode: 2,
        said: expect.stringContaining('has no commit, whatever is there') as string,
      });
    }
  });

  it('is an error for a CI job whose event brought commits, or may have', async () => {
    using repo = new Pushed();
    const ci = async (env: NodeJS.ProcessEnv) => {
      const { exitCode, stdout } = await cli(['ci', '--since', 'origin/main', '--format', 'text'], {
        cwd: repo.root,
        env,
      });
      return [exitCode, stdout.replaceAll('\n', ' ')];
    };
    const failure = (text: string) => [2, expect.stringContaining(text) as string];
    expect(await ci(repo.push(repo.start))).toEqual(
      failure('the range has no commits, but push to main brought 2 commits'),
    );
    expect(await ci(repo.push(NONE))).toEqual(failure('the range has no commits, but push to main brought 3 commits'));
    expect(await ci(repo.event('schedule', {}))).toEqual(
      failure('the range has no commits, and GitHub Actions does not say that there is nothing new'),
    );
    expect(await ci({})).toEqual(
      failure('the range has no commits, and no CI that is known here says that there is nothing new'),
    );
    expect(
      await ci(
        repo.event('pull_request', { pull_request: { base: { sha: '4'.repeat(40) }, head: { sha: repo.head } } }),
      ),
    ).toEqual(failure('is not here'));
  });

  it('succeeds if the event brought no commits', async () => {
    using repo = new Pushed();
    const nothing = { exitCode: 0, stdout: expect.stringContaining('Nothing to scan: ') as string };
    const text = ['--format', 'text'];
    const run = async (env: NodeJS.ProcessEnv, ...args: string[]) =>
      cli(['ci', ...args, ...text], { cwd: repo.root, env });
    // A new branch without commits, a repeated push, and a build of the same commit.
    expect(await run(repo.push(NONE, 'new'), '--since', 'origin/main')).toMatchObject(nothing);
    expect(await run(repo.push(NONE, 'new'))).toMatchObject(nothing);
    expect(await run(repo.push(repo.head))).toMatchObject(nothing);
    expect(
      await run({ JENKINS_URL: 'http://jenkins', GIT_COMMIT: repo.head, GIT_PREVIOUS_SUCCESSFUL_COMMIT: repo.head }),
    ).toMatchObject(nothing);
    expect(
      await run(repo.event('push', { ref: 'refs/heads/gone', deleted: true }), '--since', 'origin/main'),
    ).toMatchObject(nothing);
  });
});

describe('patterns that exclude everything', () => {
  const patterns = [
    ['--include', '*.jss'],
    ['--exclude', '*'],
    ['--exclude', '**'],
    ['--include', '*.ts', '--exclude', 'src'],
  ];
  it.each(patterns.map((one) => [one]))('are an error: %j', async (args) => {
    using repo = new Pushed();
    repo.write('src/a.ts', leak(hex('staged')));
    repo.git('add', '-A');
    const diff = repo.git('diff', '--cached');
    using elsewhere = new TempFolder();
    const runs: [argv: string[], stdin?: string][] = [
      [['scan']],
      [['scan', 'src']],
      [['scan', 'src/a.ts', 'readme.md']],
      [['scan', '--staged']],
      [['scan', '--all']],
      [['scan', '--since', repo.start]],
      [['ci', '--since', repo.start]],
      [['scan', '--diff'], diff],
      [['verify']],
      [['baseline', 'create']],
    ];
    for (const [argv, stdin] of runs) {
      const { exitCode, stdout, stderr } = await cli([...argv, ...args], {
        cwd: repo.root,
        ...(stdin === undefined ? {} : { stdin }),
      });
      expect([argv, exitCode, stdout + stderr]).toEqual([
        argv,
        2,
        expect.stringContaining('the patterns leave nothing to scan') as string,
      ]);
    }
    expect((await cli(['scan', '--diff', ...args], { cwd: elsewhere.root, stdin: diff })).exitCode).toBe(2);
    repo.write('list', repo.root);
    const many = await cli(['scan', '--repos', 'list', ...args], { cwd: repo.root });
    expect(many).toMatchObject({
      exitCode: 2,
      stdout: expect.stringContaining('in any of the repositories') as string,
    });
  });

  it('succeed if they can match something at another time', async () => {
    using repo = new Pushed();
    repo.write('readme.md', 'a change that the patterns leave out\n');
    repo.git('add', '-A');
    const only = ['--include', '*.ts'];
    const staged = await json(['scan', '--staged', ...only], { cwd: repo.root });
    expect({ exitCode: staged.exitCode, empty: staged.report.empty }).toEqual({
      exitCode: 0,
      empty: [{ type: 'left-out', message: 'the patterns leave out the staged file' }],
    });
    const diff = repo.git('diff', '--cached');
    expect((await cli(['scan', '--diff', ...only], { cwd: repo.root, stdin: diff })).exitCode).toBe(0);
    repo.commitStaged('a page');
    const range = await cli(['scan', '--since', 'HEAD~1', ...only], { cwd: repo.root });
    expect(range).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('Nothing found; scanned 1 document,') as string,
    });
    expect(range.stdout).toContain('the patterns leave out the file that the commits change');
    // One of several directories may have no matching file.
    repo.write('docs/b.md', 'clean\n');
    expect((await cli(['scan', 'docs', 'src', '--include', '*.js'], { cwd: repo.root })).exitCode).toBe(0);
    using other = new TempRepo();
    other.write('page.md', 'clean\n');
    other.commit('page');
    repo.write('list', `${repo.root}\n${other.root}\n`);
    expect((await cli(['scan', '--repos', 'list', '--include', '*.js'], { cwd: repo.root })).exitCode).toBe(0);
  });
});

describe('a path with a range', () => {
  it('that no commit touches succeeds if it exists, and is an error if it does not', async () => {
    using repo = new Pushed();
    repo.write('gone/c.ts', 'x\n');
    repo.commit('to go');
    repo.git('rm', '-rq', 'gone');
    repo.commit('gone');
    const run = async (range: string, ...paths: string[]) =>
      cli(['scan', '--range', range, ...paths], { cwd: repo.root });
    expect(await run(`${repo.start}~0..${repo.head}`, 'readme.md')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('no commit changes anything in what was named') as string,
    });
    expect((await run(`${repo.head}~0..HEAD`, 'gone')).exitCode).toBe(0);
    expect((await run(`${repo.start}..${repo.head}`, 'src')).exitCode).toBe(1);
    for (const wrong of ['scr', 'gone']) {
      expect(await run(`${repo.start}..${repo.head}`, 'src', wrong)).toMatchObject({
        exitCode: 2,
        stdout: expect.stringContaining(`${wrong}: neither in the commits nor on disk`) as string,
      });
    }
    using other = new TempFolder();
    expect(await run(`${repo.start}..${repo.head}`, other.root, 'src')).toMatchObject({
      exitCode: 2,
      stdout: expect.stringContaining('it is not in the repository') as string,
    });
  });
});

describe('nothing staged', () => {
  it('is reported with the reason', async () => {
    using repo = new Pushed();
    const said = async (...args: string[]) => {
      const { report, exitCode } = await json(['scan', '--staged', ...args], { cwd: repo.root });
      return [exitCode, ...(report.empty ?? []).map(({ message }) => message)];
    };
    expect(await said()).toEqual([0, 'nothing is staged']);
    const hook = await cli(['hook', 'pre-commit'], { cwd: repo.root, env: { GIT_INDEX_FILE: '.git/index' } });
    expect([hook.exitCode, hook.stdout]).toEqual([0, '']);
    repo.git('rm', '-q', '-r', 'src');
    expect(await said()).toEqual([0, 'nothing is staged but 2 deletions']);
    repo.git('update-index', '--add', '--cacheinfo', `160000,${repo.head},module`);
    expect(await said()).toEqual([0, 'nothing is staged but 1 submodule']);
    repo.write('more.md', 'x\n');
    repo.git('add', 'more.md');
    expect(await said('readme.md')).toEqual([0, 'nothing of the 2 staged files is in what was named']);
    expect(await said()).toEqual([0]);
    const diff = await cli(['scan', '--diff'], { cwd: repo.root, stdin: '' });
    expect(diff).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('Nothing to scan: the diff is empty') as string,
    });
  });
});

describe('a directory', () => {
  it('without files is reported as empty', async () => {
    using folder = new TempFolder();
    const { exitCode, report } = await json(['scan'], { cwd: folder.root });
    const empty = [{ type: 'no-files', message: `there are no files in ${folder.root}` }];
    expect({ exitCode, empty: report.empty }).toEqual({ exitCode: 0, empty });
  });

  it('in which git ignores everything is scanned if it is named', async () => {
    using repo = new Pushed();
    repo.write('.venv/.gitignore', '*\n');
    repo.write('.venv/lib/a.ts', leak(hex('ignored by its own folder')));
    const { report } = await json(['scan', '.venv'], { cwd: repo.root });
    expect(report.findings.map(({ path }) => path)).toEqual(['.venv/lib/a.ts']);
    expect((await json(['scan'], { cwd: repo.path('.venv') })).report.findings).toHaveLength(1);
    expect((await json(['scan', 'src'], { cwd: repo.root })).report.findings).toHaveLength(1);
  });
});
