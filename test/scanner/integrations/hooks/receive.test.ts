import { chmodSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hex } from '../../../support/hex.ts';
import { leak } from '../../run.ts';
import { HookedRepo } from './support.ts';

/** A repository and its remote, whose hook scans pushed commits before git accepts them. */
class Receiving extends HookedRepo {
  /** @param script script of the hook, with `$S` for the command, `$old` and `$new` for the ends of the push */
  constructor(kind: 'bare' | 'with a tree', script: string) {
    super();
    this.write('front énd/a.ts', 'clean\n');
    this.commit('start');
    const server = this.path('.git', 'sérver');
    this.git('clone', '-q', ...(kind === 'bare' ? ['--bare'] : []), this.root, server);
    this.git('remote', 'add', 'server', server);
    const folder = kind === 'bare' ? server : path.join(server, '.git');
    this.gitWith({ cwd: folder }, 'config', 'receive.denyCurrentBranch', 'updateInstead');
    const hook = path.relative(this.root, path.join(folder, 'hooks', 'pre-receive'));
    const command = this.path('node_modules/.bin/navixy-secrets');
    chmodSync(this.write(hook, `#!/bin/sh\nS="${command}"\nread old new ref\n${script}\n`), 0o755);
  }
}

describe.each(['bare', 'with a tree'] as const)('a repository that receives a push, %s', (kind) => {
  it.each(['', 'cd hooks && ', 'cd .. && cd - >/dev/null && '])('scans quarantined commits: %sscan --range', (move) => {
    using repo = new Receiving(kind, `${move}"$S" scan --range "$old..$new"`);
    const push = () => repo.try(['push', '-q', 'server', 'main']);
    repo.write('front énd/a.ts', 'more\n');
    repo.commit('more');
    expect(push()).toMatchObject({ status: 0 });
    repo.write('front énd/a.ts', leak(hex('pushed')));
    repo.commit('leak');
    const { status, output } = push();
    expect(status, output).toBe(1);
    expect(output).toContain('front énd/a.ts:1:29');
  });

  it.each(['--history', '--all'])('is incomplete with %s, which does not read quarantined commits', (what) => {
    using repo = new Receiving(kind, `"$S" scan ${what}`);
    repo.write('front énd/a.ts', leak(hex('pushed')));
    repo.commit('leak');
    const { status, output } = repo.try(['push', '-q', 'server', 'main']);
    expect(status, output).toBe(1);
    expect(output).toContain('objects of a push that is not accepted yet wait here');
  });
});
