import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { makeDeepFolder, TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, json, leak, places } from '../run.ts';

describe('a git working tree', () => {
  it('is scanned with tracked and untracked files as they are on disk, without ignored ones', async () => {
    using repo = new TempRepo();
    repo.write('tracked.ts', 'nothing\n');
    repo.write('.gitignore', 'ignored.ts\n');
    repo.commit('start');
    repo.write('tracked.ts', `// changed\n${leak(hex('tracked'))}`);
    repo.write('new.ts', leak(hex('untracked')));
    repo.write('ignored.ts', leak(hex('ignored')));
    const { report, exitCode } = await json(['scan'], { cwd: repo.root });
    expect(places(report)).toEqual(['new.ts:1:29', 'tracked.ts:2:29']);
    expect(report.findings.map((finding) => finding.origin)).toEqual([{ type: 'file' }, { type: 'file' }]);
    expect(report.summary).toMatchObject({ documents: 3, findings: 2, suppressed: 0, errors: 0 });
    expect(exitCode).toBe(1);
  });

  it('is scanned with an ignored file or directory that is named', async () => {
    using repo = new TempRepo();
    repo.write('.gitignore', 'build/\n');
    repo.commit('start');
    repo.write('build/out.js', leak(hex('ignored')));
    expect(places((await json(['scan', 'build'], { cwd: repo.root })).report)).toEqual(['build/out.js:1:29']);
    expect(places((await json(['scan', 'build/out.js'], { cwd: repo.root })).report)).toEqual(['build/out.js:1:29']);
  });

  it('is limited to the named directory, with paths relative to the top of the repository', async () => {
    using repo = new TempRepo();
    repo.write('a/one.ts', leak(hex('one')));
    repo.write('b/two.ts', leak(hex('two')));
    const { report } = await json(['scan', '.'], { cwd: repo.path('a') });
    expect(places(report)).toEqual(['a/one.ts:1:29']);
    expect(report.findings[0]?.root).toBe(repo.root);
  });

  it('skips a tracked file that was deleted', async () => {
    using repo = new TempRepo();
    repo.write('gone.ts', leak(hex('gone')));
    repo.commit('start');
    rmSync(repo.path('gone.ts'));
    const { exitCode, stdout } = await cli(['scan'], { cwd: repo.root });
    expect(stdout).toContain(`Nothing to scan: there are no files in ${repo.root}; scanned 0 documents`);
    expect(exitCode).toBe(0);
  });

  it('scans the target text of a symbolic link and never follows the link', async () => {
    using repo = new TempRepo();
    using outside = new TempFolder();
    symlinkSync(outside.write('secret.ts', leak(hex('outside'))), repo.path('link.ts'));
    symlinkSync(`https://api.navixy.com/v2/tracker/list?hash=${hex('in the target')}`, repo.path('target'));
    repo.commit('links');
    const { report } = await json(['scan'], { cwd: repo.root });
    expect(places(report)).toEqual(['target:1:45']);
  });

  it('includes submodules and nested repositories', async () => {
    using repo = new TempRepo();
    repo.write('top.ts', 'nothing\n');
    repo.commit('start');
    mkdirSync(repo.path('inner'));
    repo.gitWith({ cwd: repo.path('inner') }, 'init', '-q');
    repo.write('inner/deep.ts', leak(hex('nested')));
    const { report } = await json(['scan'], { cwd: repo.root });
    expect(places(report)).toEqual(['deep.ts:1:29']);
    expect(report.findings[0]?.root).toBe(repo.path('inner'));
  });

  it.each(['with space.ts', 'quote"and\'.ts', 'line\nbreak.ts', 'ünï-日本.ts', '-dash.ts', 'star*[x].ts'])(
    'reads a file named %j',
    async (name) => {
      using repo = new TempRepo();
      repo.write(name, leak(hex(name)));
      repo.commit('odd name');
      const { report } = await json(['scan'], { cwd: repo.root });
      expect(report.findings.map((finding) => finding.path)).toEqual([name]);
      const { stdout } = await cli(['scan'], { cwd: repo.root });
      expect(stdout).toContain(`${name.replace('\n', '\\n')}:1:29`);
    },
  );

  it('reads a file name that is not UTF-8', async () => {
    using repo = new TempRepo();
    writeFileSync(
      Buffer.concat([Buffer.from(`${repo.root}/latin-`), Buffer.from([0xe9]), Buffer.from('.ts')]),
      leak(hex('latin')),
    );
    const { report, exitCode } = await json(['scan'], { cwd: repo.root });
    expect(report.findings).toHaveLength(1);
    expect(exitCode).toBe(1);
  });

  it('does not exist in a bare repository; says so and suggests --history', async () => {
    using repo = new TempRepo({ bare: true });
    const { exitCode, stdout } = await cli(['scan'], { cwd: repo.root });
    expect(stdout).toContain('is a bare repository');
    expect(stdout).toContain('--history');
    expect(exitCode).toBe(2);
  });

  it('reports a bare hash in one file if another file names the platform', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', `const hash = '${hex('bare')}';\n`);
    const without = await json(['scan'], { cwd: repo.root });
    repo.write('z.md', 'We use Navixy.\n');
    const withPlatform = await json(['scan'], { cwd: repo.root });
    expect(without.report.findings).toEqual([]);
    expect(withPlatform.report.findings.map(({ path, confidence }) => [path, confidence])).toEqual([
      ['a.ts', 'medium'],
    ]);
  });
});

describe('a folder outside git', () => {
  it('is scanned with dotfiles and node_modules, without .git', async () => {
    using folder = new TempFolder();
    folder.write('.env', `NAVIXY_HASH=${hex('env')}\n`);
    folder.write('node_modules/x/index.js', leak(hex('module')));
    folder.write('deep/.git/config', leak(hex('config')));
    using elsewhere = new TempFolder();
    const { report } = await json(['scan', folder.root], { cwd: elsewhere.root });
    expect(places(report)).toEqual(['.env:1:13', 'node_modules/x/index.js:1:29']);
    expect(report.findings[0]?.root).toBe(folder.root);
  });

  it('gives a file the same path whether the file, its directory or the project is named', async () => {
    using folder = new TempFolder();
    folder.write('lib/a.ts', leak(hex('a')));
    for (const named of ['lib/a.ts', 'lib', '.']) {
      const { report } = await json(['scan', named], { cwd: folder.root });
      expect([places(report), report.findings[0]?.root]).toEqual([['lib/a.ts:1:29'], folder.root]);
    }
  });

  it('counts a file named twice once', async () => {
    using folder = new TempFolder();
    folder.write('a.ts', leak(hex('a')));
    const { report } = await json(['scan', 'a.ts', './a.ts'], { cwd: folder.root });
    expect(places(report)).toEqual(['a.ts:1:29']);
  });

  it('reports correct lines in files larger than a window, and each place once', async () => {
    using folder = new TempFolder();
    const line = `${'x'.repeat(79)}\n`;
    const filler = line.repeat(Math.ceil((20 * 1024 * 1024) / 80));
    const count = filler.length / 80;
    folder.write('big.log', `${filler}${leak(hex('one'))}${filler}${leak(hex('two'))}${filler}${leak(hex('three'))}`);
    const { report } = await json(['scan', 'big.log'], { cwd: folder.root });
    expect(places(report)).toEqual([
      `big.log:${count + 1}:29`,
      `big.log:${2 * count + 2}:29`,
      `big.log:${3 * count + 3}:29`,
    ]);
    expect(report.summary.documents).toBe(1);
  });
});

describe.skipIf(process.platform === 'win32')('a directory that git cannot open', () => {
  it.each(['git', 'none'])('is listed if its path is too long; version control: %s', async (control) => {
    using folder = control === 'git' ? new TempRepo() : new TempFolder();
    folder.write('a.ts', leak(hex('above')));
    try {
      makeDeepFolder(folder.root, 5000, 'b.ts', leak(hex('deep')));
      const { report, exitCode } = await json(['scan'], { cwd: folder.root });
      expect([places(report), report.notLookedAt.length, exitCode]).toEqual([['a.ts:1:29'], 1, 2]);
      expect(report.notLookedAt[0]).toMatchObject({
        path: expect.stringContaining(`${folder.root}/d/d/d/`),
        reason: expect.stringMatching(/ENAMETOOLONG|too long/),
      });
    } finally {
      execFileSync('rm', ['-rf', folder.path('d')]);
    }
  });

  it.each([
    ['prints an unknown message', 'quelque chose ne va pas', ['a.ts:1:29', 'sub/b.ts:1:29'], 1],
    ['prints a warning about something else', 'warning: the index is not as it was', ['a.ts:1:29', 'sub/b.ts:1:29'], 1],
  ])('is scanned without git if git %s', async (_, words, expected, status) => {
    using repo = new TempRepo();
    using aside = new TempFolder();
    repo.write('.gitignore', 'ignored.ts\n');
    for (const name of ['a.ts', 'sub/b.ts', 'sub/ignored.ts']) repo.write(name, leak(hex(name)));
    // Lists everything except the files in the directory.
    const git = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
    chmodSync(
      aside.write(
        'git',
        `#!/bin/sh\ncase "$*" in *ls-files*) echo '${words}' >&2; exec '${git}' "$@" -x sub/ ;; esac\nexec '${git}' "$@"\n`,
      ),
      0o755,
    );
    const { report, exitCode } = await json(['scan'], {
      cwd: repo.root,
      env: { PATH: `${aside.root}:${process.env['PATH']}` },
    });
    expect([places(report), report.notLookedAt, exitCode]).toEqual([expected, [], status]);
  });
});

describe('unreadable input', () => {
  it('is an error if a path does not exist', async () => {
    using folder = new TempFolder();
    const { exitCode, stdout } = await cli(['scan', 'nope'], { cwd: folder.root });
    expect(stdout).toContain(`no such file or folder: ${folder.path('nope')}`);
    expect(stdout).toContain('Check the spelling');
    expect(exitCode).toBe(2);
  });

  it('is an error, and findings in readable files are still reported', async () => {
    using folder = new TempFolder();
    folder.write('a.ts', leak(hex('a')));
    const { exitCode, report } = await json(['scan', 'nope', 'a.ts'], { cwd: folder.root });
    expect(places(report)).toEqual(['a.ts:1:29']);
    expect(report.complete).toBe(false);
    expect(report.summary.errors).toBe(1);
    expect(exitCode).toBe(2);
  });

  it.skipIf(process.getuid?.() === 0)('is an error if a file has no read permission', async () => {
    using folder = new TempFolder();
    chmodSync(folder.write('a.ts', leak(hex('a'))), 0);
    const { exitCode, report } = await json(['scan', '.'], { cwd: folder.root });
    expect(report.notLookedAt[0]).toMatchObject({ path: folder.path('a.ts'), reason: 'permission denied' });
    expect(exitCode).toBe(2);
  });

  it('is an error if git is missing', async () => {
    using repo = new TempRepo();
    const { exitCode, stdout } = await cli(['scan'], { cwd: repo.root, env: { PATH: '/nowhere' } });
    expect(stdout).toContain('the program "git" was not found');
    expect(exitCode).toBe(2);
  });

  it('does not need git if no directory has a repository', async () => {
    using folder = new TempFolder();
    folder.write('inner/a.ts', leak(hex('a')));
    const { exitCode, report } = await json(['scan', 'inner'], { cwd: folder.root, env: { PATH: '/nowhere' } });
    expect(report.notLookedAt).toEqual([]);
    expect(exitCode).toBe(1);
  });

  it('is an error if a repository is broken', async () => {
    using folder = new TempFolder();
    folder.write('.git', 'gitdir: /nowhere\n');
    folder.write('a.ts', leak(hex('a')));
    const { exitCode, stdout } = await cli(['scan'], { cwd: folder.root });
    expect(stdout).toContain('git rev-parse failed');
    expect(exitCode).toBe(2);
  });
});

describe('standard input', () => {
  it('is one document', async () => {
    const { report, exitCode } = await json(['scan', '-'], { cwd: '/', stdin: `\n${leak(hex('stdin'))}` });
    expect(places(report)).toEqual(['-:2:29']);
    expect(report.findings[0]?.origin).toEqual({ type: 'stdin' });
    expect(report.summary.documents).toBe(1);
    expect(exitCode).toBe(1);
  });

  it('is scanned when it is empty', async () => {
    const { stdout, exitCode } = await cli(['scan', '-'], { cwd: '/', stdin: '' });
    expect(stdout).toMatch(/^Nothing found; scanned 1 document, 0 B/);
    expect(exitCode).toBe(0);
  });
});
