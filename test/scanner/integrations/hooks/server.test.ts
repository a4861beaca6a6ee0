import { chmodSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseReceived } from '../../../../scanner/integrations/hooks/pushed-refs.ts';
import { hex } from '../../../support/hex.ts';
import { cli, leak } from '../../run.ts';
import { HookedRepo, type GitRun } from './support.ts';

/** The hook as the page has it. */
const SCRIPT = /```sh\n(#!\/bin\/sh\n[^`]*pre-receive\n)```/.exec(readFileSync('docs/pre-commit.md', 'utf8'))?.[1];

/** A clone without hooks, and a bare repository with the hook of the page. */
class Served extends HookedRepo {
  readonly #bin: string;

  constructor() {
    super({ command: false });
    this.commit('start');
    this.git('clone', '-q', '--bare', this.root, this.path('.git/the server'));
    const hook = this.write('.git/the server/hooks/pre-receive', SCRIPT!);
    chmodSync(hook, 0o755);
    this.#bin = this.path('.git/bin');
    mkdirSync(this.#bin);
    symlinkSync(path.resolve('dist/cli.cjs'), path.join(this.#bin, 'navixy-secrets'));
    chmodSync('dist/cli.cjs', 0o755);
  }

  push(...args: string[]): GitRun {
    return this.try(['push', '-q', '.git/the server', ...args], {
      env: { PATH: `${this.#bin}:${process.env['PATH']}` },
    });
  }

  /** Commits a file. @returns the commit */
  add(content: string): string {
    this.write('a.ts', content);
    return this.commit('next');
  }

  refs(): string {
    return this.git('-C', '.git/the server', 'for-each-ref', '--format=%(refname:short) %(objectname)');
  }
}

describe('the pre-receive hook of docs/pre-commit.md', () => {
  it('accepts a clean push and refuses a leak, on a new branch too, with a message for the sender', () => {
    using repo = new Served();
    const clean = repo.add('clean\n');
    const accepted = repo.push('main');
    expect([accepted.status, accepted.output]).toEqual([0, '']);
    expect(repo.refs()).toBe(`main ${clean}`);
    const leaked = repo.add(leak(hex('pushed to a server')));
    for (const ref of ['main', 'main:topic']) {
      const { status, output } = repo.push(ref);
      expect(status, output).toBe(1);
      expect(output).toContain('remote: navixy-secrets stopped this push: 1 secret found.');
      expect(output).toContain(`remote:   a.ts in commit ${leaked.slice(0, 12)}:1:29`);
      expect(output).toContain(
        'remote:   2. Take it out of the commits of this push: git commit --amend, or git rebase -i',
      );
      expect(output).toContain(
        'remote:   1. Was it ever pushed or sent? Revoke it first: navixy-secrets revoke --history',
      );
      expect(output).toContain('remote: Only the administrators of the server can let it through.');
      expect(output).toContain('(pre-receive hook declined)');
      expect(output).not.toContain(hex('pushed to a server'));
    }
    expect(repo.refs()).toBe(`main ${clean}`);
  });

  it('refuses a value that one commit adds and the next one removes', () => {
    using repo = new Served();
    repo.add(leak(hex('added and removed')));
    repo.add('removed\n');
    expect(repo.push('main').status).toBe(1);
  });

  it('scans only what is new: an old leak on the server blocks no later push', () => {
    using repo = new Served();
    repo.add(leak(hex('old leak')));
    repo.git('-C', '.git/the server', 'fetch', '-q', '../..', 'main:main');
    const later = repo.add('later\n');
    expect(repo.push('main:topic', 'main:other')).toMatchObject({ status: 0 });
    expect(repo.refs().split('\n').slice(1)).toEqual([`other ${later}`, `topic ${later}`]);
  });

  it('accepts a branch without new commits, and a deletion', () => {
    using repo = new Served();
    const head = repo.git('rev-parse', 'HEAD');
    expect(repo.push('main:topic')).toMatchObject({ status: 0 });
    expect(repo.refs()).toBe(`main ${head}\ntopic ${head}`);
    const { status, output } = repo.push(':topic');
    expect([status, output]).toEqual([0, '']);
    expect(repo.refs()).toBe(`main ${head}`);
  });

  it('scans annotated tags, their messages and the commits only they lead to', () => {
    using repo = new Served();
    const clean = repo.git('tag', '-a', 'v1', '-m', 'clean');
    expect(clean).toBe('');
    expect(repo.push('v1')).toMatchObject({ status: 0 });
    repo.git('tag', '-a', 'v2', '-m', `navixy_api_hash=${hex('in a tag')}`);
    expect(repo.push('v2').output).toContain('navixy-secrets stopped this push: 1 secret found.');
    repo.add(leak(hex('only a tag')));
    repo.git('tag', 'v3');
    expect(repo.push('v3').output).toContain('navixy-secrets stopped this push: 1 secret found.');
    expect(repo.refs().split('\n')).toHaveLength(2);
  });

  it('scans a force push, and refuses all refs of a push for a leak in one', () => {
    using repo = new Served();
    repo.add('first\n');
    expect(repo.push('main').status).toBe(0);
    repo.git('commit', '-q', '--amend', '-m', 'amended');
    expect(repo.push('+main')).toMatchObject({ status: 0 });
    expect(repo.refs()).toBe(`main ${repo.git('rev-parse', 'HEAD')}`);
    const before = repo.refs();
    repo.write('a.ts', leak(hex('amended')));
    repo.git('commit', '-q', '-a', '--amend', '-m', 'amended again');
    expect(repo.push('+main', 'HEAD~1:clean').status).toBe(1);
    expect(repo.refs()).toBe(before);
  });

  it('refuses a new branch whose name holds a value', () => {
    using repo = new Served();
    const { status, output } = repo.push(`main:navixy_hash=${hex('a name')}`);
    expect(status, output).toBe(1);
    expect(output).toContain('navixy-secrets stopped this push');
  });

  it('refuses the push if the command is missing', () => {
    using repo = new Served();
    repo.add('clean\n');
    expect(repo.try(['push', '-q', '.git/the server', 'main'], { env: { PATH: '/usr/bin:/bin' } }).status).toBe(1);
  });
});

describe('hook pre-receive', () => {
  it.each(['', 'refs/heads/main\n', 'a b c\n'])('fails for the input %j', async (stdin) => {
    using repo = new HookedRepo({ command: false });
    expect(await cli(['hook', 'pre-receive'], { cwd: repo.root, stdin })).toEqual({
      exitCode: 2,
      stdout: '',
      stderr:
        'navixy-secrets: standard input is not in the format that git passes to a pre-receive hook\n' +
        '  Let git run the hook, and let nothing else in it read the input: navixy-secrets hook pre-receive\n',
    });
  });

  it('reads ids of both lengths', () => {
    const [none, old, id] = ['0'.repeat(64), 'a'.repeat(64), 'b'.repeat(64)];
    expect(
      parseReceived(`${old} ${id} refs/heads/a\n${none} ${id} refs/heads/b\n${old} ${none} refs/tags/c\n`),
    ).toEqual([
      { local: 'refs/heads/a', remote: 'refs/heads/a', localId: id, remoteId: old },
      { local: 'refs/heads/b', remote: 'refs/heads/b', localId: id },
      { local: 'refs/tags/c', remote: 'refs/tags/c', remoteId: old },
    ]);
  });
});
