import { describe, expect, it } from 'vitest';
import type { HistoryStep } from '../../../scanner/model/finding.ts';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, json, leak } from '../run.ts';

const commits = (steps: readonly HistoryStep[] = []) => steps.map(({ commit }) => commit);

/** The provenance of the only secret of a repository, by path. */
async function provenanceOf(root: string) {
  const { report } = await json(['scan', '--history'], { cwd: root });
  expect(report.findings).toHaveLength(1);
  return Object.fromEntries(
    report.findings[0]!.occurrences.map(({ path, origin, versions }) => [path, { ...origin, versions }]),
  );
}

describe('provenance', () => {
  it('ignores edits around the secret, and names who introduced and removed it, and when', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('linear')));
    const first = repo.commit('first', { author: 'Bob', email: 'bob@fleet.example', at: 1_700_001_000 });
    repo.write('a.ts', `// edited\n${leak(hex('linear'))}`);
    repo.commit('edit');
    repo.write('a.ts', 'clean\n');
    const removal = repo.commit('Read it from the environment');
    const { 'a.ts': file } = await provenanceOf(repo.root);
    expect(file).toMatchObject({
      commit: first,
      introductions: 1,
      removals: 1,
      versions: 2,
      inHead: false,
      branches: { total: 1, holding: 0, names: ['main'] },
    });
    expect(file?.introduced?.[0]).toMatchObject({
      commit: first,
      author: 'Bob',
      email: 'bob@fleet.example',
      committer: 'Bob',
      committerEmail: 'bob@fleet.example',
      date: '2023-11-15T00:30:00+02:00',
      commitDate: '2023-11-15T00:30:00+02:00',
      subject: 'first',
    });
    expect(file?.removed?.[0]).toMatchObject({
      commit: removal,
      author: 'Ann Author',
      subject: 'Read it from the environment',
    });
  });

  it('says when a removal left the value in the file', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('left')));
    repo.commit('first');
    repo.write('a.ts', `const checksum = '${hex('left')}';\n`);
    const left = repo.commit('rename the constant');
    const { 'a.ts': file } = await provenanceOf(repo.root);
    expect(file?.removed).toMatchObject([{ commit: left, isLeftInText: true }]);
    expect((await cli(['scan', '--history'], { cwd: repo.root })).stdout).toContain(
      'but the value is still in the file, without the code that identified it',
    );
    repo.write('a.ts', leak(hex('left')));
    repo.commit('back');
    repo.write('a.ts', 'clean\n');
    repo.commit('really gone');
    expect((await provenanceOf(repo.root))['a.ts']?.removed?.map(({ isLeftInText }) => isLeftInText)).toEqual([
      true,
      undefined,
    ]);
  });

  it('reports a revert as another introduction', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('revert')));
    const first = repo.commit('first');
    repo.write('a.ts', 'clean\n');
    const removal = repo.commit('clean');
    repo.git('revert', '--no-edit', removal);
    const again = repo.git('rev-parse', 'HEAD');
    const { 'a.ts': file } = await provenanceOf(repo.root);
    expect([commits(file?.introduced), commits(file?.removed), file?.inHead]).toEqual([
      [first, again],
      [removal],
      true,
    ]);
  });

  it('reports a rename with an edit as a move, and a copy as an introduction', async () => {
    using repo = new TempRepo();
    repo.write('old.ts', leak(hex('moved')));
    const first = repo.commit('first');
    repo.git('mv', 'old.ts', 'new.ts');
    repo.write('new.ts', `// moved\n${leak(hex('moved'))}`);
    const move = repo.commit('move');
    repo.write('copy.ts', `// moved\n${leak(hex('moved'))}`);
    const copy = repo.commit('copy');
    const places = await provenanceOf(repo.root);
    expect(
      Object.entries(places).map(([path, { introduced, removed }]) => [
        path,
        commits(introduced),
        introduced?.[0]?.from,
        commits(removed),
        removed?.[0]?.to,
      ]),
    ).toEqual([
      ['copy.ts', [copy], undefined, [], undefined],
      ['new.ts', [move], 'old.ts', [], undefined],
      ['old.ts', [first], undefined, [move], 'new.ts'],
    ]);
    expect((await cli(['scan', '--history'], { cwd: repo.root })).stdout).toContain('moved here from old.ts by commit');
  });

  it('attributes a removal to its commit, not to a later merge', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('merge')));
    const first = repo.commit('first');
    repo.git('checkout', '-q', '-b', 'topic');
    repo.write('b.ts', 'topic\n');
    repo.commit('topic');
    repo.git('checkout', '-q', 'main');
    repo.write('a.ts', 'clean\n');
    const removal = repo.commit('clean');
    repo.git('merge', '-q', '--no-ff', '-m', 'merge', 'topic');
    const { 'a.ts': file } = await provenanceOf(repo.root);
    expect([commits(file?.introduced), commits(file?.removed), file?.branches]).toEqual([
      [first],
      [removal],
      { total: 2, holding: 1, names: ['topic', 'main'] },
    ]);
  });

  it('names a merge that discards a secret, and an evil merge that adds it', async () => {
    using repo = new TempRepo();
    repo.write('x', 'x\n');
    repo.commit('base');
    repo.git('checkout', '-q', '-b', 'topic');
    repo.write('a.ts', leak(hex('ours')));
    const first = repo.commit('topic');
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '-s', 'ours', '--no-ff', '-m', 'ours', 'topic');
    const ours = repo.git('rev-parse', 'HEAD');
    repo.git('checkout', '-q', '-b', 'other', 'main~1');
    repo.write('y', 'y\n');
    repo.commit('other');
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--no-commit', '--no-ff', 'other');
    repo.write('a.ts', leak(hex('ours')));
    const evil = repo.commit('evil');
    const { 'a.ts': file } = await provenanceOf(repo.root);
    expect([commits(file?.introduced), commits(file?.removed)]).toEqual([[first, evil], [ours]]);
  });

  it('reports independent introductions on two branches, an octopus merge and an orphan branch', async () => {
    using repo = new TempRepo();
    repo.write('x', 'x\n');
    repo.commit('base');
    const firsts = ['one', 'two', 'three'].map((name) => {
      repo.git('checkout', '-q', '-b', name, 'main');
      if (name !== 'three') repo.write('a.ts', leak(hex('octopus')));
      repo.write(`${name}.txt`, name);
      return repo.commit(name);
    });
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '-m', 'octopus', 'one', 'two', 'three');
    repo.git('checkout', '-q', '--orphan', 'orphan');
    const orphan = repo.commit('orphan');
    const { 'a.ts': file } = await provenanceOf(repo.root);
    expect([commits(file?.introduced), file?.introductions, file?.removals]).toEqual([
      [firsts[0], firsts[1], orphan],
      3,
      0,
    ]);
    expect(file?.branches).toEqual({ total: 4, holding: 4, names: ['main', 'one', 'orphan', 'two'] });
  });

  it('prefers a reachable commit to the version before an amend', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('amended')));
    repo.commit('oops');
    repo.git('commit', '-q', '--amend', '-m', 'better');
    const { 'a.ts': file } = await provenanceOf(repo.root);
    expect([commits(file?.introduced), file?.reachable]).toEqual([[repo.git('rev-parse', 'HEAD')], true]);
  });

  it('names the stash and refs in other namespaces', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', 'clean\n');
    repo.commit('start');
    repo.write('a.ts', leak(hex('stashed')));
    repo.git('stash', '-q');
    repo.git('update-ref', 'refs/pull/7/head', 'refs/stash');
    const { 'a.ts': file } = await provenanceOf(repo.root);
    expect([file?.otherRefs, file?.branches?.total]).toEqual([
      { total: 2, holding: 2, names: ['refs/pull/7/head', 'refs/stash'] },
      0,
    ]);
  });

  it('says where a shallow clone ends', async () => {
    using repo = new TempRepo();
    using target = new TempFolder();
    repo.write('a.ts', leak(hex('shallow')));
    repo.commit('one');
    repo.write('b.ts', 'x\n');
    const two = repo.commit('two');
    repo.git('clone', '-q', '--depth=1', `file://${repo.root}`, target.path('clone'));
    const { 'a.ts': file } = await provenanceOf(target.path('clone'));
    expect(file?.introduced).toMatchObject([{ commit: two, isBoundary: true }]);
    expect((await cli(['scan', '--history'], { cwd: target.path('clone') })).stdout).toContain(
      'or earlier, for the commits before it are not here',
    );
  });

  it('names the branches and tags that hold a commit message', async () => {
    using repo = new TempRepo();
    const commit = repo.commit(`Subject\n\n${leak(hex('message'))}`);
    repo.git('tag', 'v1');
    const { [`commit:${commit}`]: message } = await provenanceOf(repo.root);
    expect(message).toMatchObject({
      commit,
      branches: { total: 1, holding: 1, names: ['main'] },
      tags: { total: 1, names: ['v1'] },
    });
  });
});
