import { execFileSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hex } from '../support/hex.ts';
import { TempFolder, TempRepo } from '../support/repo.ts';
import { cli, json, leak, places } from './run.ts';

const MODES = [[], ['--staged'], ['--history'], ['--since', 'HEAD'], ['--all']];

function leaking(): TempRepo {
  const repo = new TempRepo();
  repo.write('a.ts', leak(hex('pipe')));
  repo.write('sub/b.ts', 'nothing\n');
  repo.commit('start');
  repo.git('tag', 'loose');
  repo.git('repack', '-a', '-d', '-q');
  return repo;
}

/** Puts a pipe in the place of a file. */
function pipe(file: string): void {
  rmSync(file, { force: true });
  execFileSync('mkfifo', [file]);
}

const inGit = (repo: TempRepo, ending: string) => repo.path('.git', repo.inventory().find((name) => name.endsWith(ending)) ?? ending);

describe.skipIf(process.platform === 'win32')('a pipe or a device where git expects a file', () => {
  it.each([
    'HEAD', 'config', 'index', 'packed-refs', 'shallow', 'refs/heads/main', 'refs/tags/loose', 'logs/HEAD', 'info/exclude', 'objects/info/alternates', '.idx', '.pack',
    `objects/ab/${'0'.repeat(38)}`,
  ])('is refused by name in the place of %s', async (name) => {
    using repo = leaking();
    const file = inGit(repo, name);
    execFileSync('mkdir', ['-p', path.dirname(file)]);
    pipe(file);
    for (const mode of MODES) {
      const { exitCode, stdout } = await cli(['scan', ...mode], { cwd: repo.root });
      expect(exitCode).toBe(2);
      expect(stdout).toContain(`${file} is a pipe or a device`);
    }
  });

  it('is refused at the end of a link: a device that never ends', async () => {
    using repo = leaking();
    symlinkSync('/dev/zero', repo.path('.git/objects/info/alternates'));
    const { exitCode, stdout } = await cli(['scan', '--history'], { cwd: repo.root });
    expect([exitCode, stdout.includes('is a pipe or a device')]).toEqual([2, true]);
  });

  it.each(['include.path', 'core.excludesFile', 'core.attributesFile', 'include-in-include'])('is refused where the configuration names it: %s', async (name) => {
    using repo = leaking();
    using elsewhere = new TempFolder();
    const file = elsewhere.path('wait');
    pipe(file);
    if (name === 'include-in-include') {
      elsewhere.write('more', `[include]\n\tpath = ${file}\n`);
      repo.write('.git/config', `[include]\n\tpath = "${elsewhere.path('more')}"\n`);
    } else {
      const [section, key] = name.split('.');
      repo.write('.git/config', `[${section!}]\n\t${key!} = ${file}\n`);
    }
    const { exitCode, stdout } = await cli(['scan', '--history'], { cwd: repo.root });
    expect([exitCode, stdout.includes(`${file} is a pipe or a device`)]).toEqual([2, true]);
  });

  it('is refused in the place of .git, and as a .gitignore', async () => {
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

  it('is no trouble in the working tree, where git does not open it', async () => {
    using repo = leaking();
    pipe(repo.path('sub/wait'));
    symlinkSync('/dev/zero', repo.path('sub/zero'));
    const { report } = await json(['scan'], { cwd: repo.root });
    expect([places(report), report.complete]).toEqual([['a.ts:1:29'], true]);
  });
});
