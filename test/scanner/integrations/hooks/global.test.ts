import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  globalHookScript,
  isPristineGlobal,
  passOnScript,
  shellPath,
} from '../../../../scanner/integrations/hooks/global-hook-script.ts';
import { hookScript } from '../../../../scanner/integrations/hooks/hook-script.ts';
import { hex } from '../../../support/hex.ts';
import { TempFolder } from '../../../support/repo.ts';
import { cli, leak, type CliRun } from '../../run.ts';

/** Prints how it was called, and what it got on standard input. */
const FAKE = '#!/bin/sh\necho "scan: $*"\n[ "$2" != pre-push ] || cat\nexit "${SCAN:-0}"\n';
const SYSTEM_PATH = `/usr/bin:/bin:${path.dirname(process.execPath)}`;

/** A user's home folder, with the command in `bin` and git settings of its own. */
class Home extends TempFolder {
  readonly hooks = this.path('.config/navixy-secrets/hooks');
  readonly settings = this.path('.gitconfig');

  /** @param command the program on PATH: a script that prints how it was called, or the built command */
  constructor(command: 'fake' | 'built' | 'none' = 'fake') {
    super();
    if (command === 'fake') this.program('to ols/navixy-secrets', FAKE);
    if (command === 'built') {
      mkdirSync(this.path('to ols'));
      symlinkSync(path.resolve('dist/cli.cjs'), this.path('to ols/navixy-secrets'));
      chmodSync('dist/cli.cjs', 0o755);
    }
    this.write('.gitconfig', '[user]\n\tname = Ann\n\temail = ann@fleet.example\n');
  }

  get env(): NodeJS.ProcessEnv {
    return {
      PATH: `${this.path('to ols')}:${SYSTEM_PATH}`,
      HOME: this.root,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: this.settings,
      XDG_CACHE_HOME: '/dev/null',
    };
  }

  program(file: string, script: string): string {
    const full = this.write(file, script);
    chmodSync(full, 0o755);
    return full;
  }

  async install(
    args: readonly string[] = [],
    options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
  ): Promise<CliRun> {
    return cli(['install-hook', '--global', ...args], {
      cwd: options.cwd ?? this.root,
      env: { ...this.env, ...options.env },
    });
  }

  git(folder: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): { status: number | null; output: string } {
    const { status, stdout, stderr } = spawnSync('git', args, {
      cwd: this.path(folder),
      env: { ...this.env, ...env },
      encoding: 'utf8',
      input: '',
    });
    return { status, output: stdout + stderr };
  }

  /** Creates a repository with a commit. */
  repository(folder: string): void {
    mkdirSync(this.path(folder), { recursive: true });
    this.git(folder, ['init', '-q', '-b', 'main']);
    this.git(folder, ['commit', '-q', '--no-verify', '--allow-empty', '-m', 'start']);
  }

  commit(folder: string, env: NodeJS.ProcessEnv = {}): { status: number | null; output: string } {
    return this.git(folder, ['commit', '-q', '--allow-empty', '-m', 'next'], env);
  }

  /** `core.hooksPath` in the settings; undefined if there is none. */
  get hooksPath(): string | undefined {
    const { status, output } = this.git('.', ['config', '--global', '--get-all', 'core.hooksPath']);
    return status === 0 ? output.trimEnd() : undefined;
  }
}

describe('install-hook --global', () => {
  it('says what it writes, changes nothing the second time, and removes all of it', async () => {
    using home = new Home();
    const before = readFileSync(home.settings, 'utf8');
    expect(await home.install(['--type', 'pre-commit', 'pre-push'])).toEqual({
      exitCode: 0,
      stdout:
        `Installed ${home.hooks}/pre-commit.\nInstalled ${home.hooks}/pre-push.\n` +
        `Set core.hooksPath in ${home.settings}: git now runs the hooks in ${home.hooks}, in every repository.\n` +
        "A repository's own hooks run first, as before; for this, 23 more scripts are there. A repository with its " +
        'own core.hooksPath, such as that of husky, does not use this folder.\n' +
        'To undo: navixy-secrets install-hook --global --type pre-commit pre-push --uninstall\n',
      stderr: '',
    });
    expect(home.hooksPath).toBe(home.hooks);
    const [settings, names] = [readFileSync(home.settings, 'utf8'), readdirSync(home.hooks)];
    expect((await home.install()).stdout).toContain(
      `pre-commit is installed already; nothing changed.\ncore.hooksPath in ${home.settings} names the folder already.`,
    );
    expect([readFileSync(home.settings, 'utf8'), readdirSync(home.hooks)]).toEqual([settings, names]);
    expect(await home.install(['--uninstall', '--type', 'pre-push'])).toMatchObject({
      exitCode: 0,
      stdout: `Removed ${home.hooks}/pre-push.\n`,
    });
    expect(readFileSync(path.join(home.hooks, 'pre-push'), 'utf8')).toBe(passOnScript('pre-push'));
    expect(await home.install(['--uninstall'])).toEqual({
      exitCode: 0,
      stdout: `Removed ${home.hooks}/pre-commit.\nRemoved core.hooksPath from ${home.settings} and deleted ${home.hooks}.\n`,
      stderr: '',
    });
    expect(existsSync(home.path('.config/navixy-secrets'))).toBe(false);
    expect(home.hooksPath).toBeUndefined();
    expect(readFileSync(home.settings, 'utf8')).toBe(before);
    expect(await home.install(['--uninstall'])).toMatchObject({
      exitCode: 0,
      stdout: `There is no global hook of ours in ${home.hooks}; nothing changed.\n`,
    });
  });

  it('stops a commit with a secret in any repository, from a sub-folder too', async () => {
    using home = new Home('built');
    await home.install();
    home.repository('any repo/sub');
    home.write('any repo/sub/a.ts', leak(hex('global')));
    home.git('any repo/sub', ['add', '-A']);
    const { status, output } = home.commit('any repo/sub');
    expect(status).toBe(1);
    expect(output).toContain('a.ts:1:29');
    expect(output).not.toContain(hex('global'));
  });

  it("runs the repository's own hook first, and fails if it fails", async () => {
    using home = new Home();
    await home.install();
    home.repository('repo');
    expect(home.commit('repo')).toEqual({ status: 0, output: 'scan: hook pre-commit\n' });
    const own = home.program('repo/.git/hooks/pre-commit', '#!/bin/sh\necho "own: $# $(pwd -P)"\nexit "${OWN:-0}"\n');
    const both = `own: 0 ${home.path('repo')}\nscan: hook pre-commit\n`;
    expect(home.commit('repo')).toEqual({ status: 0, output: both });
    expect(home.commit('repo', { OWN: '3' })).toEqual({ status: 1, output: both });
    expect(home.commit('repo', { SCAN: '2' })).toEqual({ status: 1, output: both });
    chmodSync(own, 0o644);
    const ignored = home.commit('repo');
    expect([ignored.status, ignored.output.split('\n').toSorted()]).toEqual([
      0,
      ['', `hint: ${own} was ignored because it is not executable`, 'scan: hook pre-commit'],
    ]);
  });

  it.each([0, 5])('hands on arguments and input of each hook, status %i of the own hook included', async (status) => {
    using home = new Home();
    await home.install(['--type', 'commit-msg', 'pre-push']);
    home.repository('repo');
    home.git('.', ['init', '-q', '--bare', 'server.git']);
    const own = (name: string, script: string) => home.program(`repo/.git/hooks/${name}`, `#!/bin/sh\n${script}\n`);
    own('commit-msg', 'echo "own message: $(cat "$1")"');
    own('post-commit', 'echo "own post-commit"');
    expect(home.commit('repo')).toEqual({
      status: 0,
      output: 'own message: next\nscan: hook commit-msg .git/COMMIT_EDITMSG\nown post-commit\n',
    });
    own('pre-push', `echo "own push: $1 $(cat)"\nexit ${status}`);
    const head = home.git('repo', ['rev-parse', 'HEAD']).output.trim();
    const line = `refs/heads/main ${head} refs/heads/main ${'0'.repeat(40)}`;
    const pushed = home.git('repo', ['push', '-q', '../server.git', 'main']);
    expect(pushed.output).toContain(
      `own push: ../server.git ${line}\nscan: hook pre-push ../server.git ../server.git\n${line}\n`,
    );
    expect(pushed.status).toBe(status === 0 ? 0 : 1);
    expect(home.git('server.git', ['branch']).output).toBe(status === 0 ? '  main\n' : '');
  });

  it('runs the own hooks of a bare repository that receives a push', async () => {
    using home = new Home();
    await home.install();
    home.repository('repo');
    home.git('.', ['init', '-q', '--bare', 'server.git']);
    home.program('server.git/hooks/pre-receive', '#!/bin/sh\necho "own: $(cat | wc -l | tr -d " ")"\nexit 1\n');
    const { status, output } = home.git('repo', ['push', '-q', '../server.git', 'main', 'main:second']);
    expect([status, output.includes('own: 2'), output.includes('pre-receive hook declined')]).toEqual([1, true, true]);
  });

  it('runs the own hook in a linked working tree and in a submodule', async () => {
    using home = new Home();
    await home.install();
    home.repository('repo');
    home.repository('part');
    home.program('repo/.git/hooks/pre-commit', '#!/bin/sh\necho "own of repo"\n');
    home.git('repo', ['worktree', 'add', '-q', '-b', 'linked', '../linked tree']);
    expect(home.commit('linked tree').output).toBe('own of repo\nscan: hook pre-commit\n');
    home.git('repo', ['-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', '../part', 'part']);
    home.program('repo/.git/modules/part/hooks/pre-commit', '#!/bin/sh\necho "own of part"\n');
    expect(home.commit('repo/part').output).toBe('own of part\nscan: hook pre-commit\n');
  });

  it('does not scan twice where the repository has our hook too', async () => {
    using home = new Home();
    await home.install();
    home.repository('repo');
    home.program('repo/.git/hooks/pre-commit', hookScript('pre-commit', '.'));
    expect(home.commit('repo')).toEqual({ status: 0, output: 'scan: hook pre-commit\n' });
    expect(home.commit('repo', { SCAN: '1' })).toEqual({ status: 1, output: 'scan: hook pre-commit\n' });
  });

  it('runs no command that the repository brings along', async () => {
    using home = new Home();
    await home.install();
    home.repository('repo');
    home.program('repo/node_modules/.bin/navixy-secrets', '#!/bin/sh\necho hostile\n');
    home.program('repo/navixy-secrets', '#!/bin/sh\necho hostile\n');
    expect(home.commit('repo').output).toBe('scan: hook pre-commit\n');
    // An empty entry of PATH means the current folder.
    const { status, output } = home.commit('repo', { PATH: `:${SYSTEM_PATH}` });
    expect([status, output.split('\n')[0]]).toEqual([
      1,
      'navixy-secrets was not found, so nothing was scanned and this is stopped (global hook pre-commit).',
    ]);
  });

  it('finds the command where it was installed, if PATH lacks it, and stops the commit if it is gone', async () => {
    using home = new Home();
    await home.install();
    home.repository('repo');
    expect(home.commit('repo', { PATH: SYSTEM_PATH }).output).toBe('scan: hook pre-commit\n');
    chmodSync(home.path('to ols/navixy-secrets'), 0o644);
    expect(home.commit('repo')).toEqual({
      status: 1,
      output:
        'navixy-secrets was not found, so nothing was scanned and this is stopped (global hook pre-commit).\n' +
        '  Install it: npm install --global eslint-plugin-navixy\n' +
        '  Or take the hook away: git config --global --unset core.hooksPath\n',
    });
    home.git('repo', ['config', '--global', '--unset', 'core.hooksPath']);
    expect(home.commit('repo')).toEqual({ status: 0, output: '' });
  });

  it('leads nowhere if a repository links its hooks folder to the global one', async () => {
    using home = new Home();
    await home.install();
    home.repository('repo');
    home.git('repo', ['config', 'core.hooksPath', '.git/none']);
    expect(home.commit('repo')).toEqual({ status: 0, output: '' });
    home.git('repo', ['config', '--unset', 'core.hooksPath']);
    spawnSync('rm', ['-rf', home.path('repo/.git/hooks')]);
    symlinkSync(home.hooks, home.path('repo/.git/hooks'));
    expect(home.commit('repo')).toEqual({ status: 0, output: 'scan: hook pre-commit\n' });
  });
});

describe('install-hook --global and what is there already', () => {
  it('says that the core.hooksPath of a repository takes precedence', async () => {
    using home = new Home();
    home.repository('repo');
    home.git('repo', ['config', 'core.hooksPath', '.husky/_']);
    const { exitCode, stderr } = await home.install([], { cwd: home.path('repo') });
    expect([exitCode, stderr]).toEqual([
      0,
      'The repository in this folder sets core.hooksPath itself (.husky/_), so the global hook does not run in it. ' +
        'Add the hook there: navixy-secrets init --only hook\n',
    ]);
    expect(home.commit('repo')).toEqual({ status: 0, output: '' });
  });

  it('adds to a folder that core.hooksPath names, keeps its hook, and restores it', async () => {
    using home = new Home();
    const folder = home.path('my hooks');
    const old = '#!/bin/sh\necho "old hook"\n';
    home.program('my hooks/pre-commit', old);
    home.git('.', ['config', '--global', 'core.hooksPath', '~/my hooks']);
    expect(await home.install()).toEqual({
      exitCode: 0,
      stdout:
        `Installed ${folder}/pre-commit. The hook that was there is now pre-commit.before-navixy-secrets beside it ` +
        `and runs first.\ncore.hooksPath in ${home.settings} named ${folder} before and stays; which hooks run is up ` +
        'to that folder.\nTo undo: navixy-secrets install-hook --global --type pre-commit --uninstall\n',
      stderr: '',
    });
    home.repository('repo');
    home.program('repo/.git/hooks/pre-commit', '#!/bin/sh\necho "own hook, which git does not run"\n');
    expect(home.commit('repo')).toEqual({ status: 0, output: 'old hook\nscan: hook pre-commit\n' });
    expect((await home.install(['--uninstall'])).stdout).toBe(
      `Removed ${folder}/pre-commit and put the hook that was there before back.\n`,
    );
    expect([readdirSync(folder), readFileSync(path.join(folder, 'pre-commit'), 'utf8'), home.hooksPath]).toEqual([
      ['pre-commit'],
      old,
      '~/my hooks',
    ]);
  });

  it('follows a setting in an included file', async () => {
    using home = new Home();
    home.write('included', `[core]\n\thooksPath = ${home.path('work hooks')}\n`);
    home.git('.', ['config', '--global', 'include.path', home.path('included')]);
    expect((await home.install()).stdout).toContain(`core.hooksPath in ${home.path('included')} named`);
    expect(readdirSync(home.path('work hooks'))).toEqual(['pre-commit']);
  });

  it('keeps core.hooksPath for files of others in its folder', async () => {
    using home = new Home();
    await home.install();
    home.program('.config/navixy-secrets/hooks/post-commit', '#!/bin/sh\necho "mine"\n');
    expect((await home.install(['--uninstall'])).stdout).toBe(
      `Removed ${home.hooks}/pre-commit.\n` +
        `core.hooksPath stays, because ${home.hooks} has files that are not ours: post-commit\n`,
    );
    home.repository('repo');
    home.program('repo/.git/hooks/pre-commit', '#!/bin/sh\necho "own"\n');
    expect(home.commit('repo').output).toBe('own\nmine\n');
  });

  it('does not change a hook after manual changes', async () => {
    using home = new Home();
    await home.install();
    const file = path.join(home.hooks, 'pre-commit');
    home.program('.config/navixy-secrets/hooks/pre-commit', `${readFileSync(file, 'utf8')}echo mine\n`);
    expect(await home.install()).toMatchObject({
      exitCode: 2,
      stderr:
        `navixy-secrets: ${file} was changed by hand since it was installed\n  Keep your changes elsewhere, then: ` +
        'navixy-secrets install-hook --global --type pre-commit --uninstall\n',
    });
    expect((await home.install(['--type', 'pre-commit', '--uninstall'])).stdout).toContain('Removed core.hooksPath');
  });

  it('is not changed by install-hook and init in a repository', async () => {
    using home = new Home();
    await home.install();
    home.repository('repo');
    const inRepo = async (...args: string[]) => cli(args, { cwd: home.path('repo'), env: home.env });
    const before = readdirSync(home.hooks).map((name) => readFileSync(path.join(home.hooks, name), 'utf8'));
    for (const option of ['--shared', '--uninstall'])
      expect(await inRepo('install-hook', option)).toEqual({
        exitCode: 2,
        stdout: '',
        stderr:
          `navixy-secrets: core.hooksPath is ${home.hooks}, the folder of the global hooks, which run in this ` +
          'repository too\n  To add one: navixy-secrets install-hook --global --type HOOK; to remove them: ' +
          'navixy-secrets install-hook --global --uninstall\n',
      });
    const ready = await inRepo('init', '--only', 'hook', '--check');
    expect([ready.exitCode, ready.stdout]).toEqual([
      0,
      expect.stringContaining(`the global hook in ${home.hooks} runs navixy-secrets`),
    ]);
    const other = await inRepo('init', '--only', 'hook', '--hooks', 'pre-push', '--check');
    expect(other.stdout + other.stderr).toContain('navixy-secrets install-hook --type pre-push --global');
    expect(readdirSync(home.hooks).map((name) => readFileSync(path.join(home.hooks, name), 'utf8'))).toEqual(before);
  });

  it('stays in the folder of others when install-hook --shared names it again', async () => {
    using home = new Home();
    home.git('.', ['config', '--global', 'core.hooksPath', home.path('my hooks')]);
    await home.install();
    home.repository('repo');
    expect(await cli(['install-hook', '--shared'], { cwd: home.path('repo'), env: home.env })).toMatchObject({
      exitCode: 0,
      stdout: `${home.path('my hooks/pre-commit')} is installed already; nothing changed.\n`,
    });
    expect(home.commit('repo').output).toBe('scan: hook pre-commit\n');
  });

  it.each([
    [
      'a folder in each repository',
      '.githooks',
      'core.hooksPath is .githooks in SETTINGS: a folder in each repository, so there is no place for a global hook\n' +
        '  Install the hook in each repository: navixy-secrets install-hook\n',
    ],
    [
      'the environment',
      undefined,
      'core.hooksPath is set in the environment, which takes precedence over every settings file\n' +
        '  Unset GIT_CONFIG_COUNT or GIT_CONFIG_PARAMETERS first.\n',
    ],
  ])('is refused for %s', async (_, value, words) => {
    using home = new Home();
    if (value !== undefined) home.git('.', ['config', '--global', 'core.hooksPath', value]);
    const env =
      value === undefined
        ? { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'core.hooksPath', GIT_CONFIG_VALUE_0: '/x' }
        : undefined;
    expect(await home.install([], env === undefined ? {} : { env })).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `navixy-secrets: ${words.replace('SETTINGS', home.settings)}`,
    });
    expect(existsSync(home.hooks)).toBe(false);
  });

  it('is refused for the folder of all users of the machine', async () => {
    using home = new Home();
    const file = home.write('system', `[core]\n\thooksPath = ${home.path('shared')}\n`);
    expect(await home.install([], { env: { GIT_CONFIG_NOSYSTEM: '0', GIT_CONFIG_SYSTEM: file } })).toMatchObject({
      exitCode: 2,
      stderr: `navixy-secrets: core.hooksPath is ${home.path('shared')} in ${file}, for all users of this machine\n  Ask its administrator for a line in ${home.path('shared/pre-commit')}: navixy-secrets hook pre-commit\n`,
    });
  });

  it('writes nothing if the command is only in a project', async () => {
    using home = new Home('none');
    home.program('app/node_modules/.bin/navixy-secrets', FAKE);
    const bin = home.path('app/node_modules/.bin');
    expect(await home.install([], { env: { PATH: `${bin}:relative:${SYSTEM_PATH}` } })).toEqual({
      exitCode: 2,
      stdout: '',
      stderr:
        'navixy-secrets: navixy-secrets is not on PATH outside of a project, so a global hook would stop every commit; ' +
        'nothing was written\n' +
        '  Install it for your user, then run this again: npm install --global eslint-plugin-navixy\n',
    });
    expect([existsSync(home.path('.config')), home.hooksPath]).toEqual([false, undefined]);
  });

  it('says what to set if git cannot write the settings', async () => {
    using home = new Home();
    const run = await home.install([], { env: { GIT_CONFIG_GLOBAL: '/proc/none/gitconfig' } });
    expect([run.exitCode, run.stderr.split('\n')[1]]).toEqual([
      2,
      `  The hooks are in place. Set it yourself, where your settings come from: core.hooksPath = ${home.hooks}`,
    ]);
    expect(run.stderr).toContain('git cannot write core.hooksPath to your settings: ');
  });

  it('is not for --shared, and needs a home folder', async () => {
    using home = new Home();
    expect((await home.install(['--shared'])).exitCode).toBe(2);
    expect(await home.install([], { env: { HOME: 'relative' } })).toMatchObject({
      exitCode: 2,
      stderr: 'navixy-secrets: there is no home folder for the settings of git\n  Set HOME to an absolute path.\n',
    });
  });
});

describe('the script of a global hook', () => {
  it.each(['/usr/local/bin', "/ann's tools", '/c/Users/Ann B/AppData/Roaming/npm'])('is recognised for %s', (tools) => {
    for (const runsOwn of [true, false]) {
      const script = globalHookScript('pre-push', { tools, runsOwn });
      expect(isPristineGlobal('pre-push', script)).toBe(true);
      expect(isPristineGlobal('pre-push', `${script}# more\n`)).toBe(false);
    }
  });

  it('names folders of Windows as its shell does', () => {
    expect(shellPath(String.raw`C:\Users\Ann B\AppData\Roaming\npm`, true)).toBe('/c/Users/Ann B/AppData/Roaming/npm');
    expect(shellPath(String.raw`\\server\share`, true)).toBe('//server/share');
    expect(shellPath(String.raw`/a\b`, false)).toBe(String.raw`/a\b`);
  });
});
