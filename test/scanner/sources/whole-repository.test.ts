import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, json, leak, type JsonRun } from '../run.ts';

const scan = async (repo: TempFolder, ...args: string[]) => json(['scan', ...args], { cwd: repo.root });
/** `<origin type> <path>:<line>:<column>` of every place. */
const found = ({ report }: JsonRun) =>
  report.findings
    .flatMap(({ occurrences }) =>
      occurrences.map(({ path, line, column, origin }) => `${origin.type} ${path}:${line}:${column}`),
    )
    .sort();
const mask = (value: string) => `${value.slice(0, 4)}…${value.slice(-4)}`;

describe('scan --all', () => {
  it('scans the whole repository from any directory in it, and a directory of repositories', async () => {
    using folder = new TempFolder();
    using other = new TempRepo();
    other.write('sub/a.ts', leak(hex('sub')));
    other.commit('start');
    expect(found(await json(['scan', '--all'], { cwd: other.path('sub') }))).toEqual([
      'commit sub/a.ts:1:29',
      'file sub/a.ts:1:29',
    ]);
    folder.write('plain.ts', leak(hex('plain')));
    mkdirSync(folder.path('work'));
    renameSync(other.root, folder.path('work/other'));
    other.gitWith({ cwd: folder.path('work/other') }, 'rm', '-q', '-r', 'sub');
    expect(found(await scan(folder, '--all'))).toEqual(['commit sub/a.ts:1:29', 'file plain.ts:1:29']);
    using none = new TempFolder();
    none.write('a.ts', 'x\n');
    const run = await cli(['scan', '--all'], { cwd: none.root });
    expect(run.stdout).toContain('it is in no git repository, and none is in it');
    expect(run.exitCode).toBe(2);
  });

  it('reads a bare repository, also inside another repository', async () => {
    using bare = new TempRepo({ bare: true });
    const blob = bare.dangling(leak(hex('bare')));
    expect(found(await scan(bare, '--all'))).toEqual([`blob blob:${blob}:1:29`]);
    using repo = new TempRepo();
    repo.commit('start');
    repo.gitWith({}, 'init', '-q', '--bare', 'fixtures/inner.git');
    const inner = repo.gitWith(
      { cwd: repo.path('fixtures/inner.git'), input: leak(hex('inner')) },
      'hash-object',
      '-w',
      '--stdin',
    );
    // For git the inner repository is a directory of files, so its objects are also read as files.
    const file = `fixtures/inner.git/objects/${inner.slice(0, 2)}/${inner.slice(2, 6)}…${inner.slice(-4)}`;
    const places = found(await scan(repo, '--all'));
    expect(places).toEqual([`blob blob:${inner}:1:29`, `file ${file}!/${inner.slice(2, 6)}…${inner.slice(-4)}:1:29`]);
  });

  it('reads submodules that are not checked out, and repositories only under .git/modules', async () => {
    using repo = new TempRepo();
    using inner = new TempRepo();
    inner.write('old.ts', leak(hex('deleted in the submodule')));
    inner.commit('start');
    inner.git('rm', '-q', 'old.ts');
    inner.commit('gone');
    repo.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'libs/module');
    repo.commit('submodule');
    expect(found(await scan(repo, '--all'))).toEqual(['commit old.ts:1:29']);
    repo.git('submodule', '--quiet', 'deinit', '-f', 'libs/module');
    const run = await scan(repo, '--all');
    expect([found(run), run.report.notLookedAt]).toEqual([['commit old.ts:1:29'], []]);
    expect(run.report.findings[0]?.root).toBe(repo.path('.git/modules/libs/module'));
  });

  it('reads the index and HEAD of each linked worktree, but not its files elsewhere', async () => {
    using repo = new TempRepo();
    using aside = new TempFolder();
    repo.commit('start');
    repo.git('worktree', 'add', '-q', '--detach', aside.path('tree'));
    aside.write('tree/staged.ts', leak(hex('staged there')));
    aside.write('tree/file.ts', leak(hex('only on disk there')));
    repo.gitWith({ cwd: aside.path('tree') }, 'add', 'staged.ts');
    const run = await scan(repo, '--all');
    expect(found(run)).toEqual(['staged staged.ts:1:29']);
    expect(run.report.findings[0]?.root).toBe(aside.path('tree'));
    expect(run.report.notLookedAt).toEqual([]);
  });

  it('does not follow a .git file outside the named directory', async () => {
    using folder = new TempFolder();
    using victim = new TempRepo();
    victim.write('secret.ts', leak(hex('of somebody else')));
    victim.commit('start');
    victim.git('rm', '-q', 'secret.ts');
    folder.write('inner/.git', `gitdir: ${victim.path('.git')}\n`);
    folder.write('inner/a.ts', 'x\n');
    symlinkSync(victim.root, folder.path('link'));
    const run = await scan(folder, '--all');
    expect(run.report.findings).toEqual([]);
    expect(run.report.notLookedAt).toMatchObject([
      { path: folder.path('inner'), reason: expect.stringContaining('lies outside of what was named') },
    ]);
    expect(run.exitCode).toBe(2);
  });

  it('continues when one part fails', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('a')));
    repo.commit('start');
    repo.write('.git/hooks/x', leak(hex('hook')));
    repo.write('.git/index', 'this is no index');
    const run = await scan(repo, '--all');
    expect(found(run)).toEqual(['commit a.ts:1:29', 'git-folder .git/hooks/x:1:29']);
    expect(run.report.notLookedAt.length).toBeGreaterThan(0);
    expect(run.exitCode).toBe(2);
  });

  it('reports a bare hash in one part if another part names the platform', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', `const hash = '${hex('bare hash')}';\n`);
    repo.commit('start');
    repo.git('rm', '-q', 'a.ts');
    repo.commit('gone');
    expect(found(await scan(repo, '--all'))).toEqual([]);
    repo.git('remote', 'add', 'origin', 'https://git.example/navixy/fleet.git');
    expect(found(await scan(repo, '--all'))).toEqual(['commit a.ts:1:15']);
  });
});

describe('objects of alternates', () => {
  it('are listed as not scanned, and read with --allow-alternates', async () => {
    using lender = new TempRepo();
    using folder = new TempFolder();
    lender.write('a.ts', leak(hex('lent')));
    lender.commit('start');
    lender.git('clone', '-q', '--shared', lender.root, folder.path('clone'));
    rmSync(folder.path('clone/a.ts'));
    const listed = await json(['scan', '--history'], { cwd: folder.path('clone') });
    expect([listed.report.findings, listed.exitCode]).toEqual([[], 2]);
    expect(listed.report.notLookedAt).toMatchObject([
      { path: lender.path('.git/objects'), remedy: expect.stringContaining('--allow-alternates') },
    ]);
    const read = await json(['scan', '--history', '--allow-alternates'], { cwd: folder.path('clone') });
    expect([found(read), read.report.notLookedAt, read.exitCode]).toEqual([['commit a.ts:1:29'], [], 1]);
  });
});

describe('paths and patterns', () => {
  const folder = (): TempRepo => {
    const repo = new TempRepo();
    repo.write('.gitignore', 'out/\n');
    for (const file of ['a.ts', 'a.js', 'src/b.ts', 'src/deep/c.ts', 'lib/d.ts', 'out/e.ts'])
      repo.write(file, leak(hex(file)));
    return repo;
  };
  const paths = async (repo: TempFolder, ...args: string[]) =>
    (await scan(repo, ...args)).report.findings.map((one) => one.path).sort();

  it('accept patterns as paths', async () => {
    using repo = folder();
    expect(await paths(repo, 'src/**/*.ts')).toEqual(['src/b.ts', 'src/deep/c.ts']);
    expect(await paths(repo, '*.{ts,js}')).toEqual(['a.js', 'a.ts']);
    expect(await paths(repo, '*.ts', 'lib')).toEqual(['a.ts', 'lib/d.ts']);
    expect(await paths(repo, '**/*.ts', '!src/deep/**')).toEqual(['a.ts', 'lib/d.ts', 'src/b.ts']);
    expect(await paths(repo, '!src')).toEqual(['a.js', 'a.ts', 'lib/d.ts']);
    repo.git('add', '-A');
    expect(await paths(repo, '--staged', 'src/**')).toEqual(['src/b.ts', 'src/deep/c.ts']);
  });

  it('match a file literally if its name looks like a pattern', async () => {
    using repo = new TempRepo();
    repo.write('[id].ts', leak(hex('id')));
    repo.write('i.ts', leak(hex('i')));
    expect(await paths(repo, '[id].ts')).toEqual(['[id].ts']);
  });

  it('are an error if a pattern matches nothing', async () => {
    using repo = folder();
    for (const pattern of ['*.nope', '**/e.ts']) {
      const { exitCode, stdout } = await cli(['scan', pattern], { cwd: repo.root });
      expect(stdout).toContain(`${pattern}: no file matches`);
      expect(exitCode).toBe(2);
    }
    expect(await paths(repo, '**/e.ts', '--ignored')).toEqual(['out/e.ts']);
    // A named directory is scanned even if it is ignored.
    expect(await paths(repo, 'out/*.ts')).toEqual(['out/e.ts']);
  });

  it('include and exclude by pattern; excluded files are counted, and the scan is complete', async () => {
    using repo = folder();
    expect(await paths(repo, '--include', '*.js')).toEqual(['a.js']);
    expect(await paths(repo, '--exclude', 'src', '--exclude', '*.js')).toEqual(['a.ts', 'lib/d.ts']);
    expect(await paths(repo, '--include', 'src/*.ts', '--exclude', 'b.ts')).toEqual([]);
    const { stdout, exitCode } = await cli(['scan', '--include', '.gitignore'], { cwd: repo.root });
    expect(stdout).toMatch(/^Nothing found; scanned 1 document, 5 B \(5 files left out as you asked\), in/);
    expect(exitCode).toBe(0);
  });

  it('are relative to the current directory', async () => {
    using repo = folder();
    const run = async (...args: string[]) =>
      (await json(['scan', ...args], { cwd: repo.path('src') })).report.findings.map((one) => one.path).sort();
    expect(await run('--exclude', 'deep/**')).toEqual(['src/b.ts']);
    expect(await run('deep/*')).toEqual(['src/deep/c.ts']);
    expect(await run('--exclude', 'src/**')).toEqual(['src/b.ts', 'src/deep/c.ts']);
  });

  it('include ignored files with --ignored, and always outside git', async () => {
    using repo = folder();
    expect(await paths(repo, '--ignored')).toEqual([
      'a.js',
      'a.ts',
      'lib/d.ts',
      'out/e.ts',
      'src/b.ts',
      'src/deep/c.ts',
    ]);
  });

  it('apply include patterns in nested repositories', async () => {
    using repo = folder();
    mkdirSync(repo.path('inner'));
    repo.gitWith({ cwd: repo.path('inner') }, 'init', '-q');
    repo.write('inner/x.vue', leak(hex('nested')));
    expect(await paths(repo, '--include', '*.vue')).toEqual(['x.vue']);
    expect(await paths(repo, '--include', '*.vue', '--exclude', 'inner')).toEqual([]);
  });

  it('find a value in the name of a file or directory once, on disk and in the index', async () => {
    using repo = new TempRepo();
    const folderName = `NAVIXY_HASH=${hex('folder')}`;
    for (const file of ['a', 'b', 'c']) repo.write(`${folderName}/${file}`, 'x\n');
    const place = ['NAVIXY_HASH=' + mask(hex('folder')), 1, 13, true];
    repo.git('add', '-A');
    for (const args of [[], ['--staged'], [folderName]]) {
      const { report } = await scan(repo, ...args);
      expect(
        report.findings.flatMap(({ occurrences }) =>
          occurrences.map(({ path, line, column, origin }) => [path, line, column, origin.inName]),
        ),
      ).toEqual([place]);
    }
    const { stdout } = await cli(['scan'], { cwd: repo.root });
    expect(stdout).toContain('\n    in the name\n');
  });

  it.each([
    [['--history', '--exclude', 'x'], 'an object of the history can be many files'],
    [['--staged', '--ignored'], '--ignored is for files on disk'],
    [['--history', 'src/*'], 'is a pattern, and a repository is named by its folder'],
    [['--exclude', '!x'], '--exclude says that itself'],
    [['--all', '--staged'], 'cannot be used with'],
  ])('refuse %j with exit code 2', async (args, said) => {
    using repo = folder();
    const { exitCode, stdout, stderr } = await cli(['scan', ...args], { cwd: repo.root });
    expect(stdout + stderr).toContain(said);
    expect(exitCode).toBe(2);
  });
});

describe('alternates with any path', () => {
  it.skipIf(process.platform !== 'linux').each([
    ['in latin-1', Buffer.from('lend\xe9r', 'latin1'), (at: Buffer) => at],
    [
      'quoted',
      Buffer.from('a "b\\c'),
      (at: Buffer) => Buffer.from(`"${at.toString('latin1').replaceAll(/["\\]/g, '\\$&')}"`, 'latin1'),
    ],
    [
      'quoted, with octal escapes',
      Buffer.from('lend\xe9r', 'latin1'),
      (at: Buffer) => Buffer.from(`"${at.toString('latin1').replaceAll('\xe9', '\\351')}"`, 'latin1'),
    ],
    [
      'after a comment and an empty line',
      Buffer.from('plain'),
      (at: Buffer) => Buffer.concat([Buffer.from('# from the other disk\n\n'), at]),
    ],
  ])('are read: %s', async (_, name, written) => {
    using lender = new TempRepo();
    using folder = new TempRepo();
    lender.write('a.ts', leak(hex('lent')));
    const commit = lender.commit('start');
    lender.git('repack', '-a', '-d', '-q');
    // It is unreachable, so a search for missing objects would not find it.
    const dangling = lender.dangling(leak(hex('lent and dangling')));
    const place = Buffer.concat([Buffer.from(`${folder.root}/../${path.basename(folder.root)}-`), name]);
    renameSync(lender.path('.git/objects'), place);
    try {
      folder.write('.git/objects/info/alternates', Buffer.concat([written(place), Buffer.from('\n')]));
      folder.git('update-ref', 'refs/heads/main', commit);
      expect((await json(['scan', '--history'], { cwd: folder.root })).exitCode).toBe(2);
      const read = await json(['scan', '--history', '--allow-alternates'], { cwd: folder.root });
      expect([found(read).sort(), read.report.notLookedAt, read.exitCode]).toEqual([
        [`blob blob:${dangling}:1:29`, 'commit a.ts:1:29'],
        [],
        1,
      ]);
    } finally {
      rmSync(place, { recursive: true });
    }
  });

  it('are listed if their directory is missing, and may refer to each other', async () => {
    using repo = new TempRepo();
    using lender = new TempRepo();
    repo.write('a.ts', leak(hex('own')));
    repo.commit('start');
    lender.write('.git/objects/info/alternates', `${repo.path('.git/objects')}\n${lender.path('.git/objects')}\n`);
    repo.write('.git/objects/info/alternates', `${lender.path('.git/objects')}\n../objects\n`);
    const circle = await json(['scan', '--history', '--allow-alternates'], { cwd: repo.root });
    expect([found(circle), circle.report.notLookedAt]).toEqual([['commit a.ts:1:29'], []]);
    repo.write('.git/objects/info/alternates', '/nowhere/objects\n');
    const gone = await json(['scan', '--history', '--allow-alternates'], { cwd: repo.root });
    expect(gone.report.notLookedAt).toMatchObject([
      { path: '/nowhere/objects', reason: 'objects that the repository borrows: there is no such folder' },
    ]);
    expect(gone.exitCode).toBe(2);
  });
});
