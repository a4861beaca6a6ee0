import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CommitRange } from '../../../scanner/model/scan-target.ts';
import { scan } from '../../../scanner/scan/scan.ts';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, json, leak } from '../run.ts';
import type { JsonRun } from '../run.ts';

const range = async (repo: TempRepo, ...args: string[]) => json(['scan', ...args], { cwd: repo.root });
/** Path, line and commit of each place. */
const found = ({ report }: JsonRun) =>
  report.findings
    .flatMap((finding) => finding.occurrences.map(({ path, line, origin }) => [path, line, origin.commit]))
    .sort();

/** A repository on `main` with one clean commit. */
function start(format: 'sha1' | 'sha256' = 'sha1'): TempRepo {
  const repo = new TempRepo({ format });
  repo.write('readme', 'x\n');
  repo.commit('start');
  return repo;
}

describe.each(['sha1', 'sha256'] as const)('scan --range in a %s repository', (format) => {
  it('finds a secret added and removed in the range, and names the commit that added it', async () => {
    using repo = start(format);
    repo.write('old.ts', leak(hex('before the range')));
    const base = repo.commit('before');
    repo.write('src/a.ts', `\n${leak(hex('came and went'))}`);
    const added = repo.commit('Add it', { author: 'Bob Builder', at: 1_700_001_000 });
    const blob = repo.git('rev-parse', 'HEAD:src/a.ts');
    repo.git('rm', '-q', 'src/a.ts');
    repo.commit('Remove it');
    const run = await range(repo, '--range', `${base}..HEAD`);
    expect(found(run)).toEqual([['src/a.ts', 2, added]]);
    expect(run.report.findings[0]?.occurrences[0]?.origin).toMatchObject({
      type: 'commit',
      blob,
      commit: added,
      author: 'Bob Builder',
      subject: 'Add it',
      date: '2023-11-15T00:30:00+02:00',
      inHead: false,
      reachable: true,
    });
    expect(run.report.notLookedAt).toEqual([]);
    expect(run.exitCode).toBe(1);
  });
});

describe('scan --range and --since', () => {
  it('scan commits of the head that the base does not have, including second parents', async () => {
    using repo = start();
    repo.git('checkout', '-q', '-b', 'feature');
    repo.write('feature.ts', leak(hex('feature')));
    const feature = repo.commit('feature');
    repo.git('checkout', '-q', '-b', 'side', 'main');
    repo.write('side.ts', leak(hex('side')));
    const side = repo.commit('side');
    repo.git('checkout', '-q', 'main');
    repo.write('main.ts', leak(hex('main goes on')));
    repo.commit('main goes on');
    repo.git('checkout', '-q', 'feature');
    repo.git('merge', '-q', '-m', 'merge side', 'side');
    repo.git('merge', '-q', '-m', 'merge main', 'main');
    expect(found(await range(repo, '--range', 'main..feature'))).toEqual([
      ['feature.ts', 1, feature],
      ['side.ts', 1, side],
    ]);
    expect(found(await range(repo, '--since', 'main'))).toEqual([
      ['feature.ts', 1, feature],
      ['side.ts', 1, side],
    ]);
    expect(found(await range(repo, '--range', 'feature..main'))).toEqual([]);
  });

  it('find new files and conflict resolutions of a merge', async () => {
    using repo = start();
    repo.write('a.ts', 'base\n');
    const base = repo.commit('base');
    repo.git('checkout', '-q', '-b', 'side');
    repo.write('a.ts', 'side\n');
    repo.commit('side');
    repo.git('checkout', '-q', 'main');
    repo.write('a.ts', 'main\n');
    repo.commit('main');
    expect(() => repo.git('merge', 'side')).toThrow();
    repo.write('a.ts', `main\n${leak(hex('resolution'))}side\n`);
    repo.write('evil.ts', leak(hex('evil')));
    const merge = repo.commit('Merge side');
    expect(found(await range(repo, '--since', base))).toEqual([
      ['a.ts', 2, merge],
      ['evil.ts', 1, merge],
    ]);
  });

  it('scan the commits on either side of A...B', async () => {
    using repo = start();
    repo.git('checkout', '-q', '-b', 'left');
    repo.write('left.ts', leak(hex('left')));
    const left = repo.commit('left');
    repo.git('checkout', '-q', '-b', 'right', 'main');
    repo.write('right.ts', leak(hex('right')));
    const right = repo.commit('right');
    expect(found(await range(repo, '--range', 'left...right'))).toEqual([
      ['left.ts', 1, left],
      ['right.ts', 1, right],
    ]);
    expect(found(await range(repo, '--range', 'left..right'))).toEqual([['right.ts', 1, right]]);
    expect(found(await range(repo, '--range', 'left..'))).toEqual([['right.ts', 1, right]]);
  });

  it('read messages of commits, of tags and of tags on tags, and file names', async () => {
    using repo = start();
    repo.git('tag', '-a', 'old', '-m', `NAVIXY_HASH=${hex('tag before the range')}`);
    const base = repo.git('rev-parse', 'HEAD');
    repo.write(`dir/NAVIXY_HASH=${hex('name')}/a`, 'x\n');
    const commit = repo.commit(`Subject\n\nNAVIXY_HASH=${hex('message')}`);
    repo.git('tag', '-a', 'v1', '-m', `Release\n\nNAVIXY_HASH=${hex('tag')}`);
    repo.git('tag', '-a', 'v1-signed', '-m', `NAVIXY_HASH=${hex('outer tag')}`, 'v1');
    const run = await range(repo, '--since', base);
    const [inner, outer] = [repo.git('rev-parse', 'v1'), repo.git('rev-parse', 'v1-signed')];
    expect(found(run).filter(([path]) => !String(path).startsWith('dir/'))).toEqual(
      [
        [`commit:${commit}`, 3, commit],
        [`tag:${inner}`, 3, undefined],
        [`tag:${outer}`, 1, undefined],
      ].sort(),
    );
    const name = run.report.findings
      .flatMap(({ occurrences }) => occurrences)
      .find(({ origin }) => origin.inName === true);
    expect(name).toMatchObject({ line: 1, column: 17, origin: { type: 'commit', commit } });
  });

  it('report each path of the same content, and apply paths and patterns', async () => {
    using repo = start();
    for (const file of ['a.ts', 'lib/b.ts', 'lib/c.js']) repo.write(file, leak(hex('thrice')));
    repo.commit('thrice');
    const paths = async (...args: string[]) =>
      found(await range(repo, '--since', 'HEAD~1', ...args)).map(([path]) => path);
    expect(await paths()).toEqual(['a.ts', 'lib/b.ts', 'lib/c.js']);
    expect(await paths('lib')).toEqual(['lib/b.ts', 'lib/c.js']);
    expect(await paths('--include', '*.ts')).toEqual(['a.ts', 'lib/b.ts']);
    expect(await paths('--exclude', 'lib')).toEqual(['a.ts']);
    expect((await range(repo, '--since', 'HEAD~1', '--exclude', 'lib')).report.summary.excluded).toBe(2);
  });

  it('succeed for a range without commits', async () => {
    using repo = start();
    expect(await cli(['scan', '--since', 'main'], { cwd: repo.root })).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('Nothing to scan: HEAD has no commit that main does not have') as string,
    });
  });

  it.each([
    [['--since', 'nope'], '"nope" leads to no commit'],
    [['--range', 'main..nope'], '"nope" leads to no commit'],
    [['--range', 'nope..main'], '"nope" leads to no commit'],
    // An unset variable leaves these. Scanning nothing and succeeding would be wrong.
    [['--since', ''], '--since names no commit'],
    [['--range', '..HEAD'], 'the range "..HEAD" has no commit, whatever is there'],
    [['--range', '...'], 'the range "..." has no commit'],
    [['--range', 'main'], '"main" is no range of commits'],
    [['--range', '--all..main'], '"--all" leads to no commit'],
    [['--since', 'main', '--staged'], 'cannot be used with'],
  ])('refuse %j with exit code 2', async (args, said) => {
    using repo = start();
    const { exitCode, stdout, stderr } = await cli(['scan', ...args], { cwd: repo.root });
    expect(stdout + stderr).toContain(said);
    expect(exitCode).toBe(2);
  });

  it('fail outside a repository', async () => {
    using folder = new TempFolder();
    const { exitCode, stdout } = await cli(['scan', '--since', 'main'], { cwd: folder.root });
    expect(stdout).toContain('not in a git repository');
    expect(exitCode).toBe(2);
  });
});

describe('a range passed by a program', () => {
  const places = async (repo: TempRepo, range: CommitRange) => {
    const { findings, notLookedAt } = await scan({
      what: 'range',
      range,
      cwd: repo.root,
      env: { PATH: process.env['PATH'] },
    });
    expect(notLookedAt).toEqual([]);
    return findings.map(({ path, origin }) => `${origin.type} ${path}`).sort();
  };

  it('excludes everything that the remote has', async () => {
    using repo = start();
    using origin = new TempRepo({ bare: true });
    repo.git('remote', 'add', 'origin', origin.root);
    repo.write('old.ts', leak(hex('pushed')));
    repo.commit('pushed');
    repo.git('push', '-q', 'origin', 'main:topic');
    repo.write('new.ts', leak(hex('not pushed')));
    const head = repo.commit('not pushed');
    expect(await places(repo, { heads: [head] })).toEqual(['commit new.ts', 'commit old.ts']);
    expect(await places(repo, { heads: [head], remote: 'origin' })).toEqual(['commit new.ts']);
    expect(await places(repo, { heads: [head], remote: 'other' })).toEqual(['commit new.ts', 'commit old.ts']);
    expect(await places(repo, { heads: ['main', 'main~1'], bases: ['main~2'] })).toEqual([
      'commit new.ts',
      'commit old.ts',
    ]);
  });

  it('reads an unreferenced tag, and a tag of a blob or a tree', async () => {
    using repo = start();
    const blob = repo.dangling(leak(hex('blob')));
    const tree = repo.gitWith({ input: `100644 blob ${repo.dangling(leak(hex('in a tree')))}\tlib.ts\n` }, 'mktree');
    const tag = (object: string, type: string, message: string) =>
      repo.gitWith(
        { input: `object ${object}\ntype ${type}\ntag x\ntagger A <a@x.example> 1700000000 +0000\n\n${message}\n` },
        'mktag',
      );
    const ofCommit = tag(repo.git('rev-parse', 'HEAD'), 'commit', `NAVIXY_HASH=${hex('tag')}`);
    expect(await places(repo, { heads: [ofCommit], bases: ['HEAD'] })).toEqual([`message tag:${ofCommit}`]);
    expect(await places(repo, { heads: [tag(blob, 'blob', 'x'), tag(tree, 'tree', 'x')] })).toEqual([
      `blob blob:${blob}`,
      'blob lib.ts',
    ]);
  });
});

describe('a range in a hook', () => {
  it('scans pushed commits before they are received', async () => {
    using repo = new TempRepo({ bare: true });
    const waiting = {
      GIT_DIR: '.',
      GIT_OBJECT_DIRECTORY: repo.path('objects/incoming'),
      GIT_ALTERNATE_OBJECT_DIRECTORIES: repo.path('objects'),
    };
    mkdirSync(waiting.GIT_OBJECT_DIRECTORY);
    const pushed = (input: string, ...args: string[]) => repo.gitWith({ input, env: waiting }, ...args);
    const old = repo.gitWith({ input: 'old' }, 'commit-tree', repo.gitWith({ input: '' }, 'mktree'));
    const blob = pushed(leak(hex('pushed')), 'hash-object', '-w', '--stdin');
    const commit = pushed('new', 'commit-tree', '-p', old, pushed(`100644 blob ${blob}\ta.ts\n`, 'mktree'));
    const args = ['scan', '--range', `${old}..${commit}`];
    expect(found(await json(args, { cwd: repo.root, env: waiting }))).toEqual([['a.ts', 1, commit]]);
    expect((await cli(args, { cwd: repo.root })).exitCode).toBe(2);
    using other = start();
    other.write('other.ts', leak(hex('other')));
    const head = other.commit('a repository that is named is meant, whatever the hook is for');
    const env = { ...waiting, GIT_DIR: repo.root };
    expect(found(await json(['scan', '--since', 'HEAD~1', other.root], { cwd: repo.root, env }))).toEqual([
      ['other.ts', 1, head],
    ]);
  });
});

describe('a range with missing objects', () => {
  it('is incomplete in a partial clone, without fetching anything', async () => {
    using repo = start();
    using target = new TempFolder();
    repo.git('config', 'uploadpack.allowFilter', 'true');
    repo.write('a.ts', leak(hex('not here')));
    repo.commit('with a key');
    repo.git('rm', '-q', 'a.ts');
    repo.commit('without');
    repo.git('clone', '-q', '--filter=blob:none', `file://${repo.root}`, target.path('clone'));
    const { report, exitCode } = await json(['scan', '--since', 'HEAD~2'], { cwd: target.path('clone') });
    expect(report.notLookedAt).toMatchObject([
      {
        path: 'a.ts',
        reason: expect.stringContaining('missing'),
        remedy: expect.stringContaining('git fetch --refetch --no-filter'),
      },
    ]);
    expect([report.findings, exitCode]).toEqual([[], 2]);
  });

  it('says what to do in a shallow clone without the base, and in one that truncates the range', async () => {
    using repo = start();
    using target = new TempFolder();
    const base = repo.git('rev-parse', 'HEAD');
    for (const version of [1, 2, 3]) {
      repo.write('a.ts', `${version}\n`);
      repo.commit(`version ${version}`);
    }
    repo.git('clone', '-q', '--depth=2', `file://${repo.root}`, target.path('clone'));
    const missing = await cli(['scan', '--since', base], { cwd: target.path('clone') });
    expect(missing.stdout).toContain('which is a shallow clone');
    expect(missing.stdout).toContain('fetch-depth: 0');
    expect(missing.exitCode).toBe(2);
    const whole = await json(['scan', '--since', 'HEAD~1'], { cwd: target.path('clone') });
    expect([whole.report.notLookedAt, whole.exitCode]).toEqual([[], 0]);
    repo.git('checkout', '-q', '--orphan', 'apart');
    repo.commit('apart');
    repo.gitWith({ cwd: target.path('clone') }, 'fetch', '-q', '--depth=1', 'origin', 'apart:apart');
    const cut = await json(['scan', '--range', 'apart..main'], { cwd: target.path('clone') });
    expect(cut.report.notLookedAt).toMatchObject([
      { reason: expect.stringContaining('shallow clone'), remedy: expect.stringContaining('git fetch --unshallow') },
    ]);
    expect(cut.exitCode).toBe(2);
  });

  it.each(['blob', 'tree', 'commit'])('is incomplete when a %s is missing', async (type) => {
    using repo = start();
    const base = repo.git('rev-parse', 'HEAD');
    repo.write('a.ts', 'one\n');
    repo.commit('one');
    repo.write('a.ts', 'two\n');
    repo.commit('two');
    repo.lose(repo.git('rev-parse', { blob: 'HEAD~1:a.ts', tree: 'HEAD~1^{tree}', commit: 'HEAD~1' }[type]!));
    const { report, exitCode } = await range(repo, '--since', base);
    expect(report.notLookedAt.length).toBeGreaterThan(0);
    expect(exitCode).toBe(2);
  });
});
