import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hookScript, isPristine } from '../../../../scanner/integrations/hooks/hook-script.ts';
import { hex } from '../../../support/hex.ts';
import { cli, leak } from '../../run.ts';
import { HookedRepo } from './support.ts';

const install = async (repo: HookedRepo, ...args: string[]) =>
  cli(['install-hook', ...args], { cwd: repo.root, env: { GIT_CONFIG_GLOBAL: '/dev/null' } });
const OLD = '#!/bin/sh\necho "old hook in $(pwd) with $#"\n';

function stageLeak(repo: HookedRepo, file = 'a.ts'): void {
  repo.write(file, leak(hex('hooked')));
  repo.git('add', '-A');
}

describe('install-hook', () => {
  it('stops a commit with a secret and accepts a clean one', async () => {
    using repo = new HookedRepo();
    expect((await install(repo)).stdout).toBe(`Installed ${repo.path('.git/hooks/pre-commit')}.\n`);
    stageLeak(repo);
    const stopped = repo.try(['commit', '-m', 'leak']);
    expect(stopped.status).toBe(1);
    expect(stopped.output).toContain('a.ts:1:29');
    expect(stopped.output).not.toContain(hex('hooked'));
    expect(stopped.output.trimEnd().split('\n').length).toBeLessThanOrEqual(24);
    repo.write('a.ts', 'clean\n');
    repo.git('add', '-A');
    const { status, output } = repo.try(['commit', '-q', '-m', 'clean']);
    expect([status, output]).toEqual([0, '']);
  });

  it('prints a note if the project uses a hook manager that is not installed yet', async () => {
    using repo = new HookedRepo();
    expect((await install(repo)).stderr).toBe('');
    repo.write('package.json', '{ "devDependencies": { "husky": "^9.0.0" } }\n');
    expect((await install(repo)).stderr).toContain('navixy-secrets init --only hook');
    expect((await install(repo, '--uninstall')).stderr).toBe('');
  });

  it('is skipped by --no-verify of git', async () => {
    using repo = new HookedRepo();
    await install(repo);
    stageLeak(repo);
    expect(repo.try(['commit', '--no-verify', '-m', 'leak']).status).toBe(0);
  });

  it('changes nothing the second time', async () => {
    using repo = new HookedRepo();
    repo.hook('pre-commit', OLD);
    await install(repo);
    const before = [repo.inventory(), readFileSync(repo.path('.git/hooks/pre-commit'), 'utf8')];
    expect(await install(repo)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('nothing changed') as string,
    });
    expect([repo.inventory(), readFileSync(repo.path('.git/hooks/pre-commit'), 'utf8')]).toEqual(before);
  });

  it('keeps an existing hook, runs it first, and restores it on uninstall', async () => {
    using repo = new HookedRepo();
    repo.hook('pre-commit', OLD);
    expect((await install(repo)).stdout).toContain('pre-commit.before-navixy-secrets beside it and runs first');
    stageLeak(repo);
    const { output, status } = repo.try(['commit', '-m', 'leak']);
    expect(status).toBe(1);
    expect(output.indexOf(`old hook in ${repo.root} with 0`)).toBe(0);
    expect((await install(repo, '--uninstall')).stdout).toContain('put the hook that was there before back');
    expect(readFileSync(repo.path('.git/hooks/pre-commit'), 'utf8')).toBe(OLD);
    expect(statSync(repo.path('.git/hooks/pre-commit')).mode & 0o111).not.toBe(0);
    expect(repo.has('.git/hooks/pre-commit.before-navixy-secrets')).toBe(false);
    expect((await install(repo, '--uninstall')).stdout).toContain('none of ours; nothing changed');
  });

  it('fails with the exit code of the existing hook, but still scans', async () => {
    using repo = new HookedRepo();
    repo.hook('pre-commit', '#!/bin/sh\nexit 7\n');
    await install(repo);
    stageLeak(repo);
    const { status, output } = repo.try(['hook', 'run', 'pre-commit']);
    expect({ status, looked: output.includes('1 secret found') }).toEqual({ status: 7, looked: true });
  });

  it('does not run an existing hook that git would not run', async () => {
    using repo = new HookedRepo();
    chmodSync(repo.hook('pre-commit', '#!/bin/sh\nexit 7\n'), 0o644);
    await install(repo);
    repo.git('add', '-A');
    expect(repo.try(['commit', '-m', 'clean']).status).toBe(0);
  });

  it('stops every commit if the command is missing', async () => {
    using repo = new HookedRepo({ command: false });
    await install(repo);
    repo.git('add', '-A');
    const { status, output } = repo.try(['commit', '-m', 'clean'], { env: { PATH: '/usr/bin:/bin' } });
    expect(status).toBe(1);
    expect(output).toContain('navixy-secrets was not found, so nothing was scanned');
    expect(output).toContain('npm install --save-dev eslint-plugin-navixy');
  });

  it('says that Node.js is missing', async () => {
    using repo = new HookedRepo();
    await install(repo);
    repo.git('add', '-A');
    const tools = repo.path('tools');
    mkdirSync(tools);
    for (const tool of ['sh', 'git', 'dirname', 'cat', 'env'])
      writeFileSync(path.join(tools, tool), `#!/bin/sh\nexec /usr/bin/${tool} "$@"\n`, { mode: 0o755 });
    const { status, output } = repo.try(['commit', '-m', 'clean'], { env: { PATH: tools } });
    expect(status).toBe(1);
    expect(output).toContain('is Node.js on the PATH of this git?');
  });

  it('finds the command of a package in a directory with a quote and spaces', async () => {
    using repo = new HookedRepo({ command: false });
    const folder = "the fleet's app";
    repo.installCommand(folder);
    await cli(['install-hook'], { cwd: repo.path(folder), env: { GIT_CONFIG_GLOBAL: '/dev/null' } });
    stageLeak(repo);
    expect(
      repo.try(['commit', '-m', 'leak'], { env: { PATH: `/usr/bin:/bin:${path.dirname(process.execPath)}` } }).status,
    ).toBe(1);
  });

  it('works in a linked worktree, with the command of the main one', async () => {
    using repo = new HookedRepo();
    repo.commit('start');
    const tree = repo.path('node_modules', 'linked tree');
    repo.git('worktree', 'add', '-q', tree, '-b', 'linked');
    await cli(['install-hook'], { cwd: tree, env: { GIT_CONFIG_GLOBAL: '/dev/null' } });
    expect(repo.has('.git/hooks/pre-commit')).toBe(true);
    writeFileSync(path.join(tree, 'a.ts'), leak(hex('in a worktree')));
    repo.try(['add', '-A'], { cwd: tree });
    const { status, output } = repo.try(['commit', '-m', 'leak'], { cwd: tree });
    expect({ status, found: output.includes('a.ts:1:29') }).toEqual({ status: 1, found: true });
  });

  it('follows core.hooksPath inside of the repository', async () => {
    using repo = new HookedRepo();
    repo.git('config', 'core.hooksPath', '.githooks');
    expect((await install(repo)).stdout).toBe(`Installed ${repo.path('.githooks/pre-commit')}.\n`);
    stageLeak(repo);
    expect(repo.try(['commit', '-m', 'leak']).status).toBe(1);
  });

  it('does not change a directory that other repositories use', async () => {
    using repo = new HookedRepo();
    using other = new HookedRepo();
    repo.git('config', 'core.hooksPath', other.path('shared hooks'));
    expect(await install(repo)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('outside of this repository') as string,
    });
    expect(other.has('shared hooks')).toBe(false);
    expect((await install(repo, '--shared')).exitCode).toBe(0);
    expect(other.has('shared hooks', 'pre-commit')).toBe(true);
  });

  it.each([
    ['lefthook', '#!/bin/sh\ncall_lefthook run "pre-commit" "$@"\nlefthook\n'],
    ['pre-commit', '#!/usr/bin/env bash\n# File generated by pre-commit: https://pre-commit.com\n'],
    ['simple-git-hooks', '#!/bin/sh\nif [ "$SKIP_SIMPLE_GIT_HOOKS" = "1" ]; then exit 0; fi\n'],
    ['husky', '#!/usr/bin/env sh\n. "$(dirname "$0")/h"\n'],
  ])('does not change a hook of %s', async (name, script) => {
    using repo = new HookedRepo();
    repo.hook('pre-commit', script);
    expect(await install(repo)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(`belongs to ${name}`) as string,
    });
    expect(readFileSync(repo.path('.git/hooks/pre-commit'), 'utf8')).toBe(script);
  });

  it('does not overwrite its own hook after manual changes', async () => {
    using repo = new HookedRepo();
    await install(repo);
    const changed = `${readFileSync(repo.path('.git/hooks/pre-commit'), 'utf8')}echo mine\n`;
    repo.hook('pre-commit', changed.replace("folder='.'", "folder='app'"));
    expect(await install(repo)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('changed by hand') as string,
    });
  });

  it('fails outside of a repository', async () => {
    expect(await cli(['install-hook'], { cwd: '/' })).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('not in a git repository') as string,
    });
  });
});

describe('the script of a hook', () => {
  it.each(['.', 'app', "it's", "'$(touch x)'"])('is recognised for the directory %s', (folder) => {
    expect(isPristine('pre-push', hookScript('pre-push', folder))).toBe(true);
    expect(isPristine('pre-push', `${hookScript('pre-push', folder)}# more\n`)).toBe(false);
  });
});
