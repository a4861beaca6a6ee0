import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, json, leak, places } from '../run.ts';

/** Adds configuration, hooks and attributes that all try to run a program. */
function plant(repo: TempRepo): { marker: string; staged: string } {
  const marker = repo.path('.git', 'was-run');
  const script = repo.write('.git/evil.sh', `#!/bin/sh\necho "$0 $*" >> '${marker}'\ncat\n`);
  chmodSync(script, 0o755);
  repo.write('.gitattributes', '* filter=evil diff=evil merge=evil\n');
  repo.write('a.ts', leak(hex('hostile')));
  repo.commit('start');
  repo.write('a.ts', `// changed\n${leak(hex('hostile'))}`);
  repo.git('add', 'a.ts');
  // Read now, because later the git of this test would run the planted programs.
  const staged = repo.git('rev-parse', ':a.ts');
  for (const hook of [
    'pre-commit',
    'post-index-change',
    'post-checkout',
    'fsmonitor-watchman',
    'reference-transaction',
  ]) {
    chmodSync(repo.write(`.git/hooks/${hook}`, `#!/bin/sh\necho ${hook} >> '${marker}'\n`), 0o755);
  }
  const settings: Record<string, string> = {
    'core.fsmonitor': script,
    'core.hooksPath': repo.path('.git/hooks'),
    'core.pager': script,
    'core.editor': script,
    'core.sshCommand': script,
    'core.askPass': script,
    'core.alternateRefsCommand': script,
    'credential.helper': `!${script}`,
    'diff.external': script,
    'diff.evil.command': script,
    'diff.evil.textconv': script,
    'filter.evil.clean': script,
    'filter.evil.smudge': script,
    'filter.evil.process': script,
    'filter.evil.required': 'true',
    'alias.ls-files': `!${script}`,
    'alias.cat-file': `!${script}`,
    'gpg.program': script,
    'log.showSignature': 'true',
    'color.ui': 'always',
    'remote.origin.url': `ext::${script}`,
    'remote.origin.promisor': 'true',
    'remote.origin.partialCloneFilter': 'blob:none',
    'extensions.partialClone': 'origin',
    'protocol.ext.allow': 'always',
  };
  for (const [name, value] of Object.entries(settings)) repo.git('config', name, value);
  return { marker, staged };
}

describe('a hostile repository', () => {
  it.each([[[]], [['--staged']], [['--history']], [['--all']]])(
    'cannot run its own programs: scan %j',
    async (args) => {
      using repo = new TempRepo();
      const { marker } = plant(repo);
      const { report } = await json(['scan', ...args], { cwd: repo.root });
      expect(report.findings.map((finding) => finding.path)).toContain('a.ts');
      expect(existsSync(marker)).toBe(false);
      // An unprotected git does run the planted programs, so the check above is meaningful.
      expect(() => repo.git('status')).toThrow('evil');
      expect(existsSync(marker)).toBe(true);
    },
  );

  it('cannot trigger a fetch with a missing object', async () => {
    using repo = new TempRepo();
    const { marker, staged } = plant(repo);
    repo.lose(staged);
    for (const args of [['--staged'], ['--history']]) {
      const { exitCode } = await cli(['scan', ...args], { cwd: repo.root });
      expect(exitCode).toBe(2);
    }
    expect(existsSync(marker)).toBe(false);
  });

  it('is not changed by a scan', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('same')));
    repo.commit('start');
    const before = repo.inventory();
    for (const args of [[], ['--staged'], ['--history']]) await cli(['scan', ...args], { cwd: repo.root });
    expect(repo.inventory()).toEqual(before);
  });

  it('cannot redirect the scan with core.worktree', async () => {
    using repo = new TempRepo();
    using elsewhere = new TempFolder();
    elsewhere.write('private.ts', leak(hex('private')));
    repo.git('config', 'core.worktree', elsewhere.root);
    const { exitCode, stdout } = await cli(['scan'], { cwd: repo.root });
    expect(stdout).toContain('working tree');
    expect(stdout).not.toContain('private.ts');
    expect(exitCode).toBe(2);
  });

  it.each([
    ['the object directory', 'objects'],
    ['the pack directory', 'objects/pack'],
    ['a pack and its index', 'objects/pack/*'],
    ['a directory of loose objects', 'objects/??'],
    ['a loose object', 'objects/??/*'],
  ])('cannot show outside files through a link: %s', async (_, what) => {
    using repo = new TempRepo();
    using other = new TempRepo();
    other.write('private.ts', leak(hex('private')));
    other.commit('Private subject');
    if (what.includes('pack')) other.git('repack', '-a', '-d', '-q');
    execFileSync('sh', [
      '-c',
      `for from in "$1"/.git/${what}; do to="$2/.git/\${from#"$1"/.git/}"; mkdir -p "$(dirname "$to")"; rm -rf "$to"; ln -s "$from" "$to"; done`,
      'sh',
      other.root,
      repo.root,
    ]);
    const { report, exitCode, stdout } = await json(['scan', '--history'], { cwd: repo.root });
    expect([report.findings.length, exitCode]).toEqual([0, 2]);
    expect(stdout).not.toContain('rivate');
    expect(report.notLookedAt.map(({ reason }) => reason)).toContain(
      'objects that the repository borrows from outside of itself',
    );
    expect((await json(['scan', '--history', '--allow-alternates'], { cwd: repo.root })).report.findings).toHaveLength(
      1,
    );
  });

  it('cannot present another repository as its own with commondir', async () => {
    using repo = new TempRepo();
    using other = new TempRepo();
    other.write('private.ts', leak(hex('private')));
    other.commit('Private subject');
    repo.write('.git/commondir', other.path('.git'));
    const { exitCode, stdout } = await cli(['scan', '--history'], { cwd: repo.root });
    expect(exitCode).toBe(2);
    expect(stdout).toContain('which it is no part of');
    expect(stdout).not.toContain('rivate.ts');
  });

  it('cannot lead the scan out of the tree or into a loop with links', async () => {
    using repo = new TempRepo();
    using elsewhere = new TempFolder();
    elsewhere.write('private.ts', leak(hex('private')));
    symlinkSync(elsewhere.root, repo.path('folder'));
    symlinkSync(elsewhere.path('private.ts'), repo.path('file.ts'));
    symlinkSync('.', repo.path('again'));
    symlinkSync('loop', repo.path('loop'));
    repo.commit('links');
    for (const args of [['scan'], ['scan', '--staged'], ['scan', '--history'], ['scan', '--all']]) {
      const { report } = await json(args, { cwd: repo.root });
      expect([report.findings, report.notLookedAt]).toEqual([[], []]);
    }
  });

  it.each(['../../outside.ts', '.git/config', 'a/../../outside.ts', '/etc/outside.ts'])(
    'cannot name an outside file with a path in a tree or in the index: %s',
    async (name) => {
      using folder = new TempFolder();
      using repo = new TempRepo();
      folder.write('outside.ts', leak(hex('outside')));
      const blob = repo.dangling(leak(hex('inside')));
      // git refuses to write such an entry from a path, but accepts it as bytes.
      const tree = repo.gitWith(
        { input: Buffer.concat([Buffer.from(`100644 ${name}\0`), Buffer.from(blob, 'hex')]) },
        'hash-object',
        '-w',
        '-t',
        'tree',
        '--literally',
        '--stdin',
      );
      repo.git('update-ref', 'refs/heads/main', repo.git('commit-tree', tree, '-m', 'evil'));
      const { report } = await json(['scan', '--history'], { cwd: repo.root });
      expect(report.findings.map(({ redacted }) => redacted)).toHaveLength(1);
      expect(report.findings[0]!.redacted).not.toBe(`${hex('outside').slice(0, 4)}…${hex('outside').slice(-4)}`);
    },
  );

  it('cannot hide objects with replace refs or grafts', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('replaced')));
    const first = repo.commit('first');
    const leaking = repo.git('rev-parse', 'HEAD:a.ts');
    repo.write('a.ts', 'clean\n');
    repo.commit('second');
    repo.git('replace', leaking, repo.git('rev-parse', 'HEAD:a.ts'));
    repo.write('.git/info/grafts', `${repo.git('rev-parse', 'HEAD')}\n`);
    const { report } = await json(['scan', '--history'], { cwd: repo.root });
    expect(report.findings.map((finding) => finding.origin.commit)).toEqual([first]);
  });

  it('is read without git variables from the environment, except the index of a hook', async () => {
    using repo = new TempRepo();
    using other = new TempRepo();
    repo.write('a.ts', leak(hex('mine')));
    repo.commit('start');
    other.write('b.ts', leak(hex('other')));
    other.commit('start');
    const env = {
      GIT_DIR: other.path('.git'),
      GIT_WORK_TREE: other.root,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'core.fsmonitor',
      GIT_CONFIG_VALUE_0: 'touch x',
    };
    expect(places((await json(['scan'], { cwd: repo.root, env })).report)).toEqual(['a.ts:1:29']);
    expect(places((await json(['scan', '--history'], { cwd: repo.root, env })).report)).toEqual(['a.ts:1:29']);
  });

  it('cannot send control characters to the terminal in names, authors or subjects', async () => {
    using repo = new TempRepo();
    repo.write('evil\u001b[31m\rname.ts', `\u001b[2J\u202e${leak(hex('terminal'))}`);
    repo.commit('Subject \u001b]0;title\u0007 \u202e reversed', { author: 'Eve \u001b[1A' });
    for (const args of [['scan'], ['scan', '--history']]) {
      const { stdout, stderr } = await cli(args, { cwd: repo.root });
      expect(stdout).toContain('evil\\u{1b}[31m\\u{d}name.ts');
      expect(stdout + stderr).not.toMatch(/[\p{Cf}\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u);
    }
  });
});
