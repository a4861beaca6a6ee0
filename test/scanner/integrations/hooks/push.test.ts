import { describe, expect, it } from 'vitest';
import { remotesAt } from '../../../../scanner/integrations/hooks/remotes.ts';
import { hex } from '../../../support/hex.ts';
import { TempFolder, TempRepo } from '../../../support/repo.ts';
import { cli, leak } from '../../run.ts';
import { HookedRepo } from './support.ts';

/** A repository with remotes in a separate directory, and the command as its pre-push hook. */
class Pushing extends HookedRepo {
  readonly remotes = new TempFolder();

  constructor(...names: string[]) {
    super();
    this.hook('pre-push', '#!/bin/sh\nexec "$PWD/node_modules/.bin/navixy-secrets" hook pre-push "$@"\n');
    this.write('a.ts', 'clean\n');
    this.commit('start');
    for (const name of names) this.remote(name);
  }

  /** Adds a remote. @returns the path of its new bare repository */
  remote(name: string): string {
    const folder = this.remotes.path(`${name.replace('/', '-')}.git`);
    this.git('init', '-q', '--bare', folder);
    this.git('remote', 'add', name, folder);
    return folder;
  }

  leak(text: string): this {
    this.write('a.ts', leak(hex(text)));
    this.commit('leak');
    this.write('a.ts', 'clean again\n');
    this.commit('clean up');
    return this;
  }

  push(...args: string[]): [status: number | null, output: string] {
    const { status, output } = this.try(['push', '-q', ...args]);
    return [status, output];
  }

  override [Symbol.dispose](): void {
    this.remotes[Symbol.dispose]();
    super[Symbol.dispose]();
  }
}

const PASSED = [0, expect.any(String)] as unknown;
const STOPPED = expect.stringContaining('navixy-secrets stopped this push') as string;

describe('a push', () => {
  it('of commits that only another remote has is scanned', () => {
    using repo = new Pushing('private', 'public').leak('known to the private one');
    repo.git('push', '-q', '--no-verify', 'private', 'main');
    expect(repo.push('public', 'main')).toEqual([1, STOPPED]);
    expect(repo.push('public', 'HEAD~2:refs/heads/main')).toEqual(PASSED);
    expect(repo.push('public', 'main')).toEqual([1, STOPPED]);
    expect(repo.push('public', 'main:refs/heads/other')).toEqual([1, STOPPED]);
    // Commits that this remote has are not new, for existing and new branches.
    repo.git('push', '-q', '--no-verify', 'public', 'main');
    repo.write('b.ts', 'clean\n');
    repo.commit('more');
    expect(repo.push('public', 'main')).toEqual([0, expect.not.stringContaining('navixy-secrets') as string]);
    repo.git('checkout', '-q', '-b', 'topic');
    expect(repo.push('public', 'topic')).toEqual(PASSED);
    expect(repo.push('public', '--delete', 'topic')).toEqual([
      0,
      expect.not.stringContaining('navixy-secrets') as string,
    ]);
  });

  it('to a URL is scanned, unless a remote with this URL has the commits', () => {
    using repo = new Pushing('private').leak('by URL');
    repo.git('push', '-q', '--no-verify', 'private', 'main');
    const stranger = repo.remotes.path('stränger repo.git');
    repo.git('init', '-q', '--bare', stranger);
    expect(repo.push(stranger, 'main')).toEqual([1, STOPPED]);
    expect(repo.push(`file://${repo.remotes.path('private.git')}`, 'main:refs/heads/new')).toEqual(PASSED);
  });

  it('of a tag scans its commits', () => {
    using repo = new Pushing('private', 'public').leak('below a tag');
    repo.git('push', '-q', '--no-verify', 'private', 'main');
    repo.git('tag', '-a', 'v1', '-m', 'release');
    repo.git('tag', 'light');
    for (const tag of ['v1', 'light']) expect(repo.push('public', tag)).toEqual([1, STOPPED]);
    expect(repo.push('private', 'v1')).toEqual(PASSED);
    expect(repo.push('public', 'v1', 'main', ':refs/heads/none')).toEqual([1, STOPPED]);
  });

  it('of an unrelated history scans all of its commits', () => {
    using repo = new Pushing('public');
    repo.git('push', '-q', '--no-verify', 'public', 'main');
    repo.git('checkout', '-q', '--orphan', 'other');
    repo.leak('in another history');
    expect(repo.push('-f', 'public', 'other:main')).toEqual([1, STOPPED]);
  });

  it('to several URLs is scanned for each', () => {
    using repo = new Pushing('both');
    const second = repo.remotes.path('second.git');
    repo.git('init', '-q', '--bare', second);
    repo.leak('known to the first');
    repo.git('push', '-q', '--no-verify', 'both', 'main');
    repo.git('remote', 'set-url', '--add', 'both', second);
    expect(repo.push('both', 'main')).toEqual([1, STOPPED]);
  });

  it('from a linked worktree or a subdirectory is scanned', () => {
    using repo = new Pushing('private', 'public').leak('linked');
    repo.hook(
      'pre-push',
      `#!/bin/sh\ncd "fro nt"\nexec "${repo.path('node_modules/.bin/navixy-secrets')}" hook pre-push "$@"\n`,
    );
    repo.write('fro nt/b.ts', 'clean\n');
    repo.commit('folder');
    repo.git('push', '-q', '--no-verify', 'private', 'main');
    const tree = repo.remotes.path('linked tree');
    repo.git('worktree', 'add', '-q', '-b', 'side', tree);
    for (const cwd of [repo.path('fro nt'), tree]) {
      const { status, output } = repo.try(['push', '-q', 'public', 'HEAD:refs/heads/x'], { cwd });
      expect([status, output]).toEqual([1, STOPPED]);
      expect(output).toContain('a.ts in commit');
    }
    expect(repo.try(['push', '-q', 'private', 'HEAD:refs/heads/x'], { cwd: tree })).toMatchObject({ status: 0 });
  });

  it('from a shallow clone is not called clean if it may include missing commits', async () => {
    using repo = new Pushing('private').leak('before the boundary');
    repo.git('push', '-q', '--no-verify', 'private', 'main');
    using clone = new HookedRepo();
    clone.git('fetch', '-q', '--depth', '1', `file://${repo.remotes.path('private.git')}`, 'main');
    clone.git('reset', '-q', '--hard', 'FETCH_HEAD');
    const run = async (...args: string[]) => {
      const stdin = `refs/heads/main ${clone.git('rev-parse', 'HEAD')} refs/heads/main ${'0'.repeat(40)}\n`;
      return cli(['hook', 'pre-push', ...args], { cwd: clone.root, stdin });
    };
    const unknown = await run('public', '/nowhere');
    expect(unknown).toMatchObject({ exitCode: 2, stdout: expect.stringContaining('shallow clone') as string });
    clone.git('remote', 'add', 'private', repo.remotes.path('private.git'));
    clone.git('update-ref', 'refs/remotes/private/main', 'HEAD');
    expect((await run('private', repo.remotes.path('private.git'))).exitCode).toBe(0);
  });

  it('without a destination is scanned as new, with a note how to pass the destination', async () => {
    using repo = new Pushing('private').leak('somewhere');
    repo.git('push', '-q', '--no-verify', 'private', 'main');
    const line = `refs/heads/main ${repo.git('rev-parse', 'HEAD')} refs/heads/main ${'0'.repeat(40)}\n`;
    const { exitCode, stdout } = await cli(['hook', 'pre-push'], { cwd: repo.root, stdin: line });
    expect({ exitCode, stdout }).toEqual({
      exitCode: 1,
      stdout: expect.stringContaining('navixy-secrets hook pre-push "$@"') as string,
    });
    const program = {
      PRE_COMMIT: '1',
      PRE_COMMIT_LOCAL_BRANCH: 'HEAD',
      PRE_COMMIT_REMOTE_NAME: 'private',
      PRE_COMMIT_REMOTE_URL: repo.remotes.path('private.git'),
    };
    expect((await cli(['hook', 'pre-push'], { cwd: repo.root, stdin: '', env: program })).exitCode).toBe(0);
  });
});

describe('remotesAt', () => {
  it('finds all remotes with the same repository, and no remote with two repositories', async () => {
    using repo = new TempRepo();
    const remotes: [name: string, url: string, push?: string][] = [
      ['https', 'https://github.com/fleet/app.git'],
      ['mixed', 'https://github.com/fleet/app', 'git@github.com:fleet/app.git'],
      ['ssh', 'ssh://git@github.com:22/fleet/app/'],
      ['triangle', 'https://github.com/fleet/app.git', 'git@github.com:me/app.git'],
      ['fork', 'https://github.com/me/app.git'],
      ['port', 'https://github.com:8443/fleet/app.git'],
      ['short', 'gh:fleet/app'],
      ['folder', '../spät zu.git'],
    ];
    for (const [name, url, push] of remotes) {
      repo.git('remote', 'add', name, url);
      if (push !== undefined) repo.git('remote', 'set-url', '--push', name, push);
    }
    repo.git('config', 'url.https://github.com/.insteadOf', 'gh:');
    const context = {
      cwd: repo.root,
      env: { PATH: process.env['PATH'], HOME: repo.root, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    };
    const same = ['https', 'mixed', 'short', 'ssh'];
    const at = async (name: string, url?: string) =>
      (await remotesAt(context, { name, ...(url === undefined ? {} : { url }) })).sort();
    expect(await at('https', 'https://github.com/fleet/app.git')).toEqual(same);
    expect(await at('mixed', 'git@github.com:fleet/app.git')).toEqual(same);
    expect(await at('mixed')).toEqual(same);
    expect(await at('https://user:password@GitHub.com/fleet/app')).toEqual(same);
    expect(await at('triangle', 'git@github.com:me/app.git')).toEqual(['fork']);
    expect(await at('port')).toEqual(['port']);
    expect(await at('folder', '../spät zu.git')).toEqual(['folder']);
    expect(await at(`file://${repo.path('..', 'spät zu.git')}`)).toEqual(['folder']);
    expect(await at('https://github.com/stranger/app.git')).toEqual([]);
    expect(await at('ann@github.com:fleet/app.git')).toEqual([]);
    expect(await at('git@github.com:/fleet/app.git')).toEqual([]);
    expect(await at('gone', 'https://github.com/gone/app.git')).toEqual([]);
  });
});

describe('the branches of a remote', () => {
  it('do not include branches of a remote with the same prefix', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', 'clean\n');
    const start = repo.commit('start');
    repo.write('a.ts', leak(hex('at a/b')));
    const head = repo.commit('leak');
    for (const name of ['a', 'a/b', 'other']) repo.git('config', `remote.${name}.url`, `/nowhere/${name}`);
    repo.git('update-ref', 'refs/remotes/a/main', start);
    repo.git('update-ref', 'refs/remotes/a/b/main', head);
    const run = async (name: string) => {
      const stdin = `refs/heads/main ${head} refs/heads/main ${'0'.repeat(40)}\n`;
      return (await cli(['hook', 'pre-push', name, `/nowhere/${name}`], { cwd: repo.root, stdin })).exitCode;
    };
    // "b/main" may belong to either remote, so it counts for neither.
    expect([await run('a'), await run('a/b'), await run('other'), await run('*')]).toEqual([1, 1, 1, 1]);
    repo.git('config', '--remove-section', 'remote.a');
    expect(await run('a/b')).toBe(0);
  });
});

describe('the name of a pushed ref', () => {
  const NONE = '0'.repeat(40);
  const push = async (repo: TempRepo, ref: string, remoteId = NONE) => {
    const id = repo.git('rev-parse', 'HEAD');
    return cli(['hook', 'pre-push', 'origin', '/nowhere'], {
      cwd: repo.root,
      stdin: `HEAD ${id} ${ref} ${remoteId}\n`,
    });
  };

  it('is scanned if the ref is new, and never printed', async () => {
    const value = hex('in the name of a branch');
    using repo = new TempRepo();
    repo.commit('start');
    // Also if the remote has the commits.
    for (const known of [false, true]) {
      if (known) repo.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
      for (const ref of [`refs/heads/navixy_hash=${value}`, `refs/tags/navixy_hash=${value}`]) {
        const { exitCode, stdout, stderr } = await push(repo, ref);
        expect([exitCode, stdout + stderr]).toEqual([
          1,
          expect.stringContaining(`navixy_hash=${value.slice(0, 4)}…${value.slice(-4)}`),
        ]);
        expect(stdout + stderr).not.toContain(value);
      }
    }
    expect((await push(repo, 'refs/heads/harmless')).exitCode).toBe(0);
    // A ref that exists is not new.
    expect((await push(repo, `refs/heads/navixy_hash=${value}`, repo.git('rev-parse', 'HEAD'))).exitCode).toBe(0);
  });
});
