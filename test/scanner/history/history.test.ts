import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { TempRepo } from '../../support/repo.ts';
import { history, only } from './support.ts';
import { cli, json, leak } from '../run.ts';

describe.each(['sha1', 'sha256'] as const)('scan --history of a %s repository', (format) => {
  it('finds a secret in a deleted file and names the commit that introduced it', async () => {
    using repo = new TempRepo({ format });
    repo.write('readme', 'x\n');
    repo.commit('start');
    repo.write('src/api.ts', `\n${leak(hex('deleted'))}`);
    const added = repo.commit('Add the client\n\nWith a body.', {
      author: 'Bob "B" Builder',
      email: 'bob@fleet.example',
      at: 1_700_001_000,
    });
    const blob = repo.git('rev-parse', 'HEAD:src/api.ts');
    repo.git('rm', '-q', 'src/api.ts');
    repo.commit('Remove it');
    expect(await only(repo)).toMatchObject({
      path: 'src/api.ts',
      root: repo.root,
      line: 2,
      column: 29,
      endLine: 2,
      endColumn: 61,
      versions: 1,
      origin: {
        type: 'commit',
        blob,
        commit: added,
        author: 'Bob "B" Builder',
        email: 'bob@fleet.example',
        date: '2023-11-15T00:30:00+02:00',
        subject: 'Add the client',
        inHead: false,
        reachable: true,
      },
    });
  });
});

describe('scan --history', () => {
  it('has exactly the keys of the JSON contract', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('keys')));
    repo.commit('start');
    const { report } = await history(repo);
    expect(Object.keys(report)).toEqual([
      'version',
      'tool',
      'scope',
      'complete',
      'findings',
      'suppressed',
      'warnings',
      'notLookedAt',
      'summary',
    ]);
    expect(report.tool.name).toBe('navixy-secrets');
    expect(Object.keys(report.summary).sort()).toEqual([
      'bytes',
      'documents',
      'durationMs',
      'errors',
      'excluded',
      'findings',
      'occurrences',
      'suppressed',
    ]);
    expect(Object.keys(report.findings[0]!)).toEqual([
      'fingerprint',
      'sha256',
      'redacted',
      'kind',
      'confidence',
      'path',
      'root',
      'line',
      'column',
      'endLine',
      'endColumn',
      'encoding',
      'evidence',
      'origin',
      'excerpt',
      'versions',
      'occurrences',
    ]);
    expect(Object.keys(report.findings[0]!.occurrences[0]!)).toEqual([
      'path',
      'root',
      'line',
      'column',
      'endLine',
      'endColumn',
      'encoding',
      'confidence',
      'kind',
      'evidence',
      'origin',
      'excerpt',
      'versions',
    ]);
    expect(report.findings[0]!.origin.inHead).toBe(true);
  });

  it('names the first commit of several versions on all branches', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('versions')));
    const first = repo.commit('first');
    for (const version of [2, 3]) {
      repo.write('a.ts', `${leak(hex('versions'))}// ${version}\n`);
      repo.commit(`version ${version}`);
    }
    repo.git('checkout', '-q', '-b', 'side');
    repo.write('a.ts', `// side\n${leak(hex('versions'))}`);
    repo.commit('side');
    expect(await only(repo)).toMatchObject({ versions: 4, line: 1, origin: { commit: first, inHead: true } });
  });

  it('reports each path of content that was removed and added again elsewhere', async () => {
    using repo = new TempRepo();
    repo.write('old/a.ts', leak(hex('back')));
    const first = repo.commit('first');
    repo.git('rm', '-q', 'old/a.ts');
    const gone = repo.commit('gone');
    repo.write('new/a.ts', leak(hex('back')));
    const back = repo.commit('back');
    const { occurrences } = await only(repo);
    expect(
      occurrences.map(({ path, origin: { introduced, removed, inHead } }) => [
        path,
        introduced?.map(({ commit }) => commit),
        removed?.map(({ commit }) => commit),
        inHead,
      ]),
    ).toEqual([
      ['new/a.ts', [back], [], true],
      ['old/a.ts', [first], [gone], false],
    ]);
  });

  it('orders parents before children even if their dates say otherwise', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('clock')));
    const first = repo.commit('first', { at: 1_800_000_000 });
    repo.write('b.ts', 'x\n');
    repo.commit('second, earlier by its clock', { at: 1_600_000_000 });
    expect((await only(repo)).origin.commit).toBe(first);
  });

  it('names the merge that introduced content absent from all parents', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', 'base\n');
    repo.commit('base');
    repo.git('checkout', '-q', '-b', 'side');
    repo.write('b.ts', 'side\n');
    repo.commit('side');
    repo.git('checkout', '-q', 'main');
    repo.write('c.ts', 'main\n');
    repo.commit('main');
    repo.git('merge', '-q', '--no-commit', '--no-ff', 'side');
    repo.write('evil.ts', leak(hex('evil')));
    const merge = repo.commit('Merge side');
    expect(await only(repo)).toMatchObject({
      path: 'evil.ts',
      origin: { type: 'commit', commit: merge, subject: 'Merge side' },
    });
  });

  it('names the commit on the branch, not the merge of the branch', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', 'base\n');
    repo.commit('base');
    repo.git('checkout', '-q', '-b', 'side');
    repo.write('b.ts', leak(hex('branch')));
    const side = repo.commit('side');
    repo.git('checkout', '-q', 'main');
    repo.write('c.ts', 'main\n');
    repo.commit('main');
    repo.git('merge', '-q', '--no-ff', '-m', 'merge', 'side');
    expect((await only(repo)).origin.commit).toBe(side);
  });

  it('finds a secret on an unmerged branch and under another ref namespace', async () => {
    using repo = new TempRepo();
    repo.commit('start');
    repo.git('checkout', '-q', '-b', 'other');
    repo.write('a.ts', leak(hex('pull')));
    const commit = repo.commit('pull request');
    repo.git('checkout', '-q', 'main');
    repo.git('update-ref', 'refs/pull/7/head', commit);
    repo.git('branch', '-q', '-D', 'other');
    repo.git('reflog', 'expire', '--expire=now', '--all');
    expect((await only(repo)).origin).toMatchObject({ commit, inHead: false, reachable: true });
  });

  it('finds a secret in an amended commit that only the reflog refers to', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('amended')));
    const commit = repo.commit('oops');
    repo.write('a.ts', 'clean\n');
    repo.git('add', '-A');
    repo.git('commit', '-q', '--amend', '-m', 'better');
    expect((await only(repo)).origin).toMatchObject({ type: 'commit', commit, inHead: false, reachable: true });
  });

  it('finds a secret in an unreachable commit, and says so', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('unreachable')));
    const commit = repo.commit('oops');
    repo.write('a.ts', 'clean\n');
    repo.git('add', '-A');
    repo.git('commit', '-q', '--amend', '-m', 'better');
    repo.git('reflog', 'expire', '--expire=now', '--all');
    expect((await only(repo)).origin).toMatchObject({ type: 'commit', commit, reachable: false });
    expect((await cli(['scan', '--history'], { cwd: repo.root })).stdout).toContain(
      'no branch or tag leads to it any more',
    );
  });

  it('finds a secret in a dangling blob, and says that no commit holds it', async () => {
    using repo = new TempRepo();
    repo.commit('start');
    const blob = repo.dangling(leak(hex('dangling')));
    expect(await only(repo)).toMatchObject({
      path: `blob:${blob}`,
      origin: { type: 'blob', blob, inHead: false, reachable: false },
    });
  });

  it('finds a secret in a tagged blob, and names no commit', async () => {
    using repo = new TempRepo();
    repo.commit('start');
    const blob = repo.dangling(leak(hex('tagged')));
    repo.git('tag', 'keys', blob);
    expect((await only(repo)).origin).toMatchObject({ type: 'blob', blob });
  });

  it('finds secrets in tracked and untracked files of a stash', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', 'clean\n');
    repo.commit('start');
    repo.write('a.ts', leak(hex('stashed')));
    repo.write('b.ts', leak(hex('stashed untracked')));
    repo.git('stash', '-q', '-u');
    const { report } = await history(repo);
    expect(report.findings.map((finding) => [finding.path, finding.origin.type])).toEqual([
      ['a.ts', 'commit'],
      ['b.ts', 'commit'],
    ]);
  });

  it('finds secrets in commit messages, tag messages and notes', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', 'x\n');
    const commit = repo.commit(`Subject\n\n${leak(hex('message'))}`);
    repo.git('tag', '-a', 'v1', '-m', `Release\n\nNAVIXY_HASH=${hex('tag')}`);
    repo.git('notes', 'add', '-m', `NAVIXY_HASH=${hex('note')}`);
    const { report } = await history(repo);
    const tag = repo.git('rev-parse', 'v1');
    expect(report.findings.map(({ path, line, origin }) => [path, line, origin.type])).toEqual([
      [commit, 1, 'commit'],
      [`commit:${commit}`, 3, 'message'],
      [`tag:${tag}`, 3, 'message'],
    ]);
    expect(report.findings[1]?.origin).toMatchObject({ commit, author: 'Ann Author', subject: 'Subject' });
    expect(report.findings[2]?.origin).toMatchObject({ blob: tag, subject: 'Release' });
  });

  it('reads packs', async () => {
    using repo = new TempRepo();
    for (let version = 0; version < 5; version += 1) {
      repo.write('a.ts', `${'// filler\n'.repeat(200)}${version === 2 ? leak(hex('packed')) : `// ${version}\n`}`);
      repo.commit(`version ${version}`);
    }
    repo.git('gc', '-q');
    const finding = await only(repo);
    expect([finding.line, finding.origin.subject]).toEqual([201, 'version 2']);
  });

  it.each(['line\nbreak.ts', 'ünï "q".ts', ' lead and trail ', 'a:b.ts'])(
    'reports the path %j unchanged',
    async (name) => {
      using repo = new TempRepo();
      repo.write(`dir/${name}`, leak(hex(name)));
      repo.commit('odd');
      repo.git('rm', '-q', '-r', 'dir');
      repo.commit('gone');
      expect((await only(repo)).path).toBe(`dir/${name}`);
    },
  );

  it('reads a bare repository, and a repository without commits', async () => {
    using repo = new TempRepo();
    using bare = new TempRepo({ bare: true });
    repo.write('a.ts', leak(hex('bare')));
    repo.commit('start');
    repo.git('push', '-q', bare.root, 'main');
    const { report } = await json(['scan', '--history', bare.root], { cwd: '/' });
    expect(report.findings.map((finding) => [finding.path, finding.root])).toEqual([['a.ts', bare.root]]);
    using empty = new TempRepo();
    expect((await cli(['scan', '--history'], { cwd: empty.root })).exitCode).toBe(0);
  });

  it.each(['loose', 'packed'])(
    'finds the path of a file after a submodule and a missing file in its tree (%s)',
    async (how) => {
      using repo = new TempRepo();
      repo.write('a/gone.ts', 'gone\n');
      repo.commit('start');
      const lost = repo.git('rev-parse', 'HEAD:a/gone.ts');
      repo.git('update-index', '--add', '--cacheinfo', `160000,${repo.git('rev-parse', 'HEAD')},a/module`);
      for (let version = 0; version < 3; version += 1) {
        repo.write('a/z.ts', version === 1 ? leak(hex('behind')) : `const clean = ${version};\n`);
        repo.git('add', 'a/z.ts');
        repo.commitStaged(`version ${version}`);
      }
      if (how === 'packed') repo.git('repack', '-q', '-a', '-d');
      else repo.lose(lost);
      const { report } = await history(repo);
      expect(report.findings.map(({ path, origin }) => [path, origin.subject])).toEqual([['a/z.ts', 'version 1']]);
      expect(report.complete).toBe(how === 'packed');
    },
  );

  it('finds a value in a file name, with its path and commit', async () => {
    using repo = new TempRepo();
    repo.write(`dir/NAVIXY_HASH=${hex('name')}`, 'x\n');
    const commit = repo.commit('odd name');
    repo.git('rm', '-q', '-r', 'dir');
    repo.commit('gone');
    const { report } = await history(repo);
    expect(report.findings.map(({ path, origin }) => [path.replace(/[0-9a-f]{4}….*/, ''), origin.commit])).toEqual([
      ['dir/NAVIXY_HASH=', commit],
    ]);
  });

  it('decodes author names in the encoding of the commit', async () => {
    using repo = new TempRepo();
    repo.git('config', 'i18n.commitEncoding', 'ISO-8859-1');
    repo.write('a.ts', leak(hex('latin')));
    repo.git('add', '-A');
    const raw = Buffer.concat([
      Buffer.from(`tree ${repo.git('write-tree')}\nauthor J`),
      Buffer.from([0xfc]),
      Buffer.from(
        'rgen <j@x.example> 1700000000 +0000\ncommitter c <c@x.example> 1700000000 +0000\nencoding ISO-8859-1\n\nGr',
      ),
      Buffer.from([0xfc]),
      Buffer.from('n\n'),
    ]);
    const commit = repo.gitWith({ input: raw }, 'hash-object', '-t', 'commit', '-w', '--stdin');
    repo.git('update-ref', 'refs/heads/main', commit);
    expect((await only(repo)).origin).toMatchObject({
      author: 'Jürgen',
      subject: 'Grün',
      date: '2023-11-14T22:13:20+00:00',
    });
  });
});
