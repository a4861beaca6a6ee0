import { execFileSync } from 'node:child_process';
import { renameSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, json, leak, places } from '../run.ts';

const MODES = [[], ['--staged'], ['--history'], ['--since', 'HEAD~1'], ['--all']];

function leaking(): TempRepo {
  const repo = new TempRepo();
  repo.commit('base');
  repo.write('a.ts', leak(hex('pipe')));
  repo.write('sub/b.ts', 'nothing\n');
  repo.commit('start');
  repo.git('tag', 'loose');
  repo.git('repack', '-a', '-d', '-q');
  return repo;
}

/** Replaces a file by a pipe. */
function pipe(file: string): void {
  rmSync(file, { force: true });
  execFileSync('mkfifo', [file]);
}

const inGit = (repo: TempRepo, ending: string) =>
  repo.path('.git', repo.inventory().find((name) => name.endsWith(ending)) ?? ending);

describe.skipIf(process.platform === 'win32')('a pipe or device in place of a git file', () => {
  it.each([
    'HEAD',
    'config',
    'index',
    'packed-refs',
    'shallow',
    'refs/heads/main',
    'refs/tags/loose',
    'logs/HEAD',
    'info/exclude',
    'objects/info/alternates',
    '.idx',
    '.pack',
    `objects/ab/${'0'.repeat(38)}`,
  ])('is refused with its path, in place of %s', async (name) => {
    using repo = leaking();
    const file = inGit(repo, name);
    execFileSync('mkdir', ['-p', path.dirname(file)]);
    pipe(file);
    for (const mode of MODES) {
      const { exitCode, stdout } = await cli(['scan', ...mode], { cwd: repo.root });
      expect(exitCode).toBe(2);
      // Long runs of digits are redacted in the middle.
      expect(stdout).toContain(`${file.replace(/0{38}$/, '0000…0000')} is a pipe or a device`);
    }
  });

  it('is refused as the target of a link, if it is an endless device', async () => {
    using repo = leaking();
    symlinkSync('/dev/zero', repo.path('.git/objects/info/alternates'));
    const { exitCode, stdout } = await cli(['scan', '--history'], { cwd: repo.root });
    expect([exitCode, stdout.includes('is a pipe or a device')]).toEqual([2, true]);
  });

  /** Settings that refer to the pipe `@`, directly or through `more`, another settings file next to it. */
  const SPELLINGS: Readonly<Record<string, string | { readonly config: string; readonly more: string }>> = {
    'include.path': '[include]\n\tpath = @\n',
    'core.excludesFile': '[core]\n\texcludesFile = @\n',
    'core.attributesFile': '[core]\n\tattributesFile = @\n',
    quoted: '[include]\n\tpath = "@"\n',
    'with a comment after it': '[include]\n\tpath = @ # where the rest is\n',
    'with a comment without a space before it': '[core]\n\texcludesFile = @;more\n',
    'on a continued line': '[include]\n\tpath = \\\n@\n',
    'with quotes inside': '[include]\n\tpath = ""@""\n',
    'on the line of its section, in another letter case': '[INCLUDE]PATH=@\n',
    'under a condition': '[includeIf "gitdir:/nowhere/"]\n\tpath = @\n',
    'under a condition with a bracket': '[includeIf "onbranch:a]\\"b"]\n\tpath = @\n',
    'in the home directory': '[core]\n\texcludesFile = ~/wait\n',
    'by a name without a directory': '[core]\n\texcludesFile = wait\n',
    'relative to the settings': '[include]\n\tpath = ../../wait\n',
    'before a syntax error': '[include]\n\tpath = @\n[broken\n',
    'in an include': { config: '[include]\n\tpath = "@/../more" ; more\n', more: '[include]\n\tpath = @\n' },
    'in an include of an include': { config: '[include]\n\tpath = @/../more\n', more: '[include]\n\tpath = even\n' },
  };

  it.each(Object.keys(SPELLINGS))('is refused if the configuration refers to it: %s', async (name) => {
    using folder = new TempFolder();
    const repo = new TempRepo();
    repo.write('a.ts', leak(hex('pipe')));
    repo.commit('start');
    renameSync(repo.root, folder.path('repo'));
    const wait = name === 'by a name without a directory' ? folder.path('repo/wait') : folder.path('wait');
    pipe(wait);
    const spelling = SPELLINGS[name]!;
    const { config, more = '' } = typeof spelling === 'string' ? { config: spelling } : spelling;
    folder.write('more', more.replaceAll('@', wait));
    folder.write('even', `[core]\n\texcludesFile = ${wait}\n`);
    folder.write('repo/.git/config', config.replaceAll('@/..', folder.root).replaceAll('@', wait));
    for (const mode of [[], ['--history']]) {
      const { exitCode, stdout } = await cli(['scan', ...mode], {
        cwd: folder.path('repo'),
        env: { HOME: folder.root },
      });
      expect([exitCode, stdout.includes(`${wait} is a pipe or a device`)]).toEqual([2, true]);
    }
  });

  it.each([
    [
      'with a path that only git can resolve',
      '[include]\n\tpath = ~somebody/settings\n',
      'it cannot be told where that lies',
    ],
    ['larger than the limit', `# ${'x'.repeat(1024 * 1024)}\n`, 'too many for settings'],
  ])('cannot be reached through configuration %s', async (_, config, said) => {
    using repo = leaking();
    repo.write('.git/config', config);
    const { exitCode, stdout } = await cli(['scan', '--history'], { cwd: repo.root });
    expect([exitCode, stdout.includes(said)]).toEqual([2, true]);
  });

  it('is ignored in settings that are not file paths', async () => {
    using repo = leaking();
    repo.write('.git/config', '[core]\n\texcludesFile = /dev/null\n\taskPass = cat /dev/zero\n[x]\n\tfile = a/b\n');
    expect(places((await json(['scan'], { cwd: repo.root })).report)).toEqual(['a.ts:1:29']);
  });

  it.each([
    ['of refs', 'refs/heads/again', '.'],
    ['of refs through a parent directory', 'refs/heads/up', '../../..'],
    ['of refs through another directory', 'refs/heads/far', '@'],
  ])('cannot be replaced by a link cycle %s', async (_, link, target) => {
    using repo = leaking();
    using aside = new TempFolder();
    symlinkSync('/', aside.path('root'));
    symlinkSync(target === '@' ? aside.root : target, repo.path('.git', link));
    const { exitCode, stdout } = await cli(['scan', '--history'], { cwd: repo.root });
    expect([exitCode, stdout.includes('is a link to folders that git goes through anyway')]).toEqual([2, true]);
  });

  it('is refused in a linked ref directory, and in one whose name is not UTF-8', async () => {
    using repo = leaking();
    using aside = new TempFolder();
    pipe(aside.path('wait'));
    symlinkSync(aside.root, repo.path('.git/refs/heads/far'));
    const first = await cli(['scan', '--history'], { cwd: repo.root });
    expect([first.exitCode, first.stdout.includes('refs/heads/far/wait is a pipe or a device')]).toEqual([2, true]);
    rmSync(repo.path('.git/refs/heads/far'));
    execFileSync('sh', [
      '-c',
      String.raw`mkdir "$0/$(printf 'caf\351')" && mkfifo "$0/$(printf 'caf\351')/wait"`,
      repo.path('.git/refs/heads'),
    ]);
    const second = await cli(['scan', '--history'], { cwd: repo.root });
    expect([second.exitCode, second.stdout.includes('/wait is a pipe or a device')]).toEqual([2, true]);
  });

  it.each(['HEAD', 'refs/heads/main', 'packed-refs', 'logs/HEAD', 'info/exclude'])(
    'is treated like a file larger than git creates: %s',
    async (name) => {
      using repo = leaking();
      repo.git('pack-refs', '--all');
      truncateSync(repo.write(`.git/${name}`, repo.git('rev-parse', 'HEAD')), 2 ** 40);
      const { exitCode, stdout } = await cli(['scan', '--history'], { cwd: repo.root });
      expect([exitCode, stdout.includes('git would read them all')]).toEqual([2, true]);
    },
  );

  it.each(['.idx', '.pack', 'ab/12'])('is refused among the objects of an alternate: %s', async (name) => {
    using repo = leaking();
    using lender = new TempFolder();
    repo.write('.git/objects/info/alternates', `"${lender.path('objects')}"\n`);
    lender.write('objects/pack/x', '');
    lender.write('objects/ab/x', '');
    const wait = lender.path('objects', name.startsWith('.') ? `pack/pack-1${name}` : name);
    pipe(wait);
    for (const more of [[], ['--allow-alternates']]) {
      const { exitCode, stdout } = await cli(['scan', '--history', ...more], { cwd: repo.root });
      expect([exitCode, stdout.includes(`${wait} is a pipe or a device`)]).toEqual([2, true]);
    }
  });

  it.each(['HEAD', 'commondir', 'HEAD of the directory named by .git'])(
    'is refused where git would read it to detect a nested repository: %s',
    async (name) => {
      using repo = leaking();
      using aside = new TempRepo();
      const isNamed = name.startsWith('HEAD of');
      if (isNamed) repo.write('inner/.git', `gitdir: ${aside.path('.git')}\n`);
      else repo.gitWith({}, 'init', '-q', 'inner');
      const wait = isNamed ? aside.path('.git/HEAD') : repo.path('inner/.git', name);
      pipe(wait);
      const { exitCode, stdout } = await cli(['scan'], { cwd: repo.root });
      expect([exitCode, stdout.includes(`${wait} is a pipe or a device`)]).toEqual([2, true]);
    },
  );

  it('is not opened in place of .gitmodules when a range is reported', async () => {
    using repo = leaking();
    const base = repo.git('rev-parse', 'HEAD');
    // A leaking file becomes a submodule. git compares the two to decide whether the secret is still there.
    repo.write('place', leak(hex('place')));
    repo.commit('leak');
    repo.git('rm', '-q', 'place');
    repo.commit('remove');
    repo.git('update-index', '--add', '--cacheinfo', `160000,${base},place`);
    repo.commitStaged('module');
    pipe(repo.path('.gitmodules'));
    const { report, exitCode } = await json(['scan', '--since', base], { cwd: repo.root });
    expect([places(report), report.notLookedAt, exitCode]).toEqual([['place:1:29'], [], 1]);
  });

  it('is refused in place of .git, and as a .gitignore', async () => {
    using repo = leaking();
    const ignored = repo.path('sub/.gitignore');
    pipe(ignored);
    const run = await cli(['scan'], { cwd: repo.root });
    expect([run.exitCode, run.stdout.includes(`${ignored} is a pipe or a device`)]).toEqual([2, true]);
    rmSync(ignored);
    rmSync(repo.path('.git'), { recursive: true });
    pipe(repo.path('.git'));
    const { exitCode, stdout } = await cli(['scan'], { cwd: repo.root });
    expect([exitCode, stdout.includes(`${repo.path('.git')} is a pipe or a device`)]).toEqual([2, true]);
  });

  it('is accepted in the working tree, where git does not open it', async () => {
    using repo = leaking();
    pipe(repo.path('sub/wait'));
    symlinkSync('/dev/zero', repo.path('sub/zero'));
    const { report } = await json(['scan'], { cwd: repo.root });
    expect([places(report), report.complete]).toEqual([['a.ts:1:29'], true]);
  });
});
