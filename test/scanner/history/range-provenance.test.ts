import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Finding, HistoryStep } from '../../../scanner/model/finding.ts';
import type { CommitRange } from '../../../scanner/model/scan-target.ts';
import { scan } from '../../../scanner/scan/scan.ts';
import { hex } from '../../support/hex.ts';
import { histories, makeHistory } from '../../support/random-history.ts';
import { TempRepo } from '../../support/repo.ts';
import { makeZip } from '../../support/zip.ts';
import { cli, leak } from '../run.ts';

const ids = (steps: readonly HistoryStep[] = []) => steps.map(({ commit }) => commit).sort();

async function findingsOf(repo: TempRepo, range?: CommitRange): Promise<Map<string, Finding>> {
  const { findings, notLookedAt } = await scan({
    cwd: repo.root,
    ...(range === undefined ? { what: 'history' } : { what: 'range', range }),
  });
  expect(notLookedAt).toEqual([]);
  return new Map(findings.map((finding) => [`${finding.secret.fingerprint} ${finding.path}`, finding]));
}

it('reports the same for a range of all commits as --history, for random histories', async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.boolean(), async (commits, isPacked) => {
      const { repo } = makeHistory(commits, { isPacked, format: 'sha1' });
      using _ = repo;
      const heads = repo
        .git('for-each-ref', '--format=%(refname)')
        .split('\n')
        .filter((name) => name !== '');
      if (heads.length === 0) return;
      const all = new Map(
        [...(await findingsOf(repo))].filter(([, { origin }]) => origin.type === 'commit' && origin.reachable === true),
      );
      const range = await findingsOf(repo, { heads });
      expect([...range.keys()].sort()).toEqual([...all.keys()].sort());
      for (const [key, { origin: one }] of range) {
        const { origin: other } = all.get(key)!;
        for (const field of [
          'introductions',
          'removals',
          'branches',
          'tags',
          'otherRefs',
          'inHead',
          'reachable',
        ] as const)
          expect(one[field], field).toEqual(other[field]);
        if (one.introductions! <= 5) expect(ids(one.introduced)).toEqual(ids(other.introduced));
        if (one.removals! <= 5) expect(ids(one.removed)).toEqual(ids(other.removed));
      }
    }),
    { numRuns: 10 },
  );
}, 120_000);

it('reports for a partial range the steps in the range or later up to HEAD, for random histories', async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.nat(), fc.nat(), async (commits, first, last) => {
      const { repo } = makeHistory(commits, { isPacked: false, format: 'sha1' });
      using _ = repo;
      const refs = repo
        .git('for-each-ref', '--format=%(refname)')
        .split('\n')
        .filter((name) => name !== '');
      if (refs.length === 0) return;
      const [base, head] = [refs[first % refs.length]!, refs[last % refs.length]!];
      const commitsOf = (...args: string[]) =>
        new Set(
          repo
            .git('rev-list', ...args)
            .split('\n')
            .filter((id) => id !== ''),
        );
      const inRange = commitsOf(head, `^${base}`);
      const later =
        repo.git('for-each-ref', 'refs/heads/main') === ''
          ? new Set<string>()
          : commitsOf('refs/heads/main', `^${base}`);
      const all = await findingsOf(repo, { heads: refs });
      for (const [key, { origin }] of await findingsOf(repo, { heads: [head], bases: [base] })) {
        const { origin: whole } = all.get(key)!;
        if (whole.introductions! <= 5)
          expect(ids(origin.introduced)).toEqual(ids(whole.introduced).filter((id) => inRange.has(id)));
        if (whole.removals! > 5) continue;
        const expected = ids(whole.removed).filter((id) => inRange.has(id) || later.has(id));
        expect(expected).toEqual(expect.arrayContaining(ids(origin.removed)));
        // Whether a merge inherits the removal of one side may depend on commits before the range.
        const plain = expected.filter((id) => repo.git('rev-list', '--parents', '-1', id).split(' ').length <= 2);
        expect(ids(origin.removed)).toEqual(expect.arrayContaining(plain));
        expect(origin.inHead).toBe(whole.inHead);
      }
    }),
    { numRuns: 10 },
  );
}, 120_000);

afterEach(() => void vi.restoreAllMocks());

describe('a range', () => {
  it('reports who introduced and removed a secret, also after the range, with refs and links', async () => {
    using repo = new TempRepo();
    repo.git('remote', 'add', 'origin', 'git@github.com:fleet/app.git');
    repo.write('readme', 'x\n');
    const base = repo.commit('start');
    repo.write('src/a.ts', leak(hex('brought')));
    const added = repo.commit('Add it', { author: 'Bob Builder' });
    repo.write('src/b.ts', 'nothing\n');
    const head = repo.commit('More');
    repo.git('tag', 'v1');
    repo.git('rm', '-q', 'src/a.ts');
    const removed = repo.commit('Remove it', { author: 'Carl Cleaner' });
    const [finding] = (await findingsOf(repo, { heads: [head], bases: [base] })).values();
    expect(finding?.origin).toMatchObject({
      type: 'commit',
      commit: added,
      author: 'Bob Builder',
      inHead: false,
      introductions: 1,
      removals: 1,
      introduced: [{ commit: added, subject: 'Add it' }],
      removed: [{ commit: removed, author: 'Carl Cleaner' }],
      branches: { total: 1, holding: 0, names: ['main'] },
      tags: { total: 1, holding: 1, names: ['v1'] },
      url: `https://github.com/fleet/app/blob/${added}/src/a.ts#L1`,
    });
    const { stdout } = await cli(['scan', '--range', `${base}..v1`], { cwd: repo.root });
    expect(stdout).toContain(`introduced by commit ${added.slice(0, 12)} by Bob Builder`);
    expect(stdout).toContain(`removed by commit ${removed.slice(0, 12)} by Carl Cleaner`);
    expect(stdout).toContain('not in HEAD, but on v1; in the history of branch main');
  });

  it('says that a file had the secret before the range', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('there before')));
    const base = repo.commit('start');
    repo.write('a.ts', `// changed\n${leak(hex('there before'))}`);
    const changed = repo.commit('Change it');
    const [finding] = (await findingsOf(repo, { heads: ['HEAD'], bases: [base] })).values();
    expect(finding?.origin).toMatchObject({
      commit: changed,
      introduced: [],
      introductions: 0,
      removals: 0,
      inHead: true,
      branches: { total: 1, holding: 1 },
    });
    const { stdout } = await cli(['scan', '--since', base], { cwd: repo.root });
    expect(stdout).toContain(
      `commit ${changed.slice(0, 12)} by Ann Author <ann@fleet.example>, 2023-11-14: "Change it"; the secret was at this path before the range`,
    );
    expect(stdout).toContain('still in HEAD; on main');
  });

  it.each([
    [
      'commit details when the scan is interrupted',
      new AbortController().signal,
      { author: 'Bob Builder', subject: 'Add it', inHead: true },
    ],
    ['a finding without commit details when there is no time to read them', AbortSignal.abort(), {}],
  ])('reports %s', async (_, deadline, facts) => {
    // The real deadline would make the result depend on the speed of the machine.
    vi.spyOn(AbortSignal, 'timeout').mockReturnValue(deadline);
    using repo = new TempRepo();
    repo.write('readme', 'x\n');
    const base = repo.commit('start');
    repo.write('a.ts', leak(hex('interrupted')));
    const added = repo.commit('Add it', { author: 'Bob Builder' });
    const stop = new AbortController();
    const places: string[] = [];
    const report = await scan(
      { what: 'range', range: { heads: ['HEAD'], bases: [base] }, cwd: repo.root, signal: stop.signal },
      (event) => {
        if (event.type !== 'sighting') return;
        places.push(`${event.finding.path}:${event.finding.line} ${event.finding.origin.commit}`);
        stop.abort();
      },
    );
    expect(places).toEqual([`a.ts:1 ${added}`]);
    expect(report.findings).toMatchObject([{ path: 'a.ts', line: 1, origin: { commit: added, ...facts } }]);
    expect('author' in report.findings[0]!.origin).toBe('author' in facts);
    expect(report.findings[0]?.origin).not.toHaveProperty('introduced');
    expect(report.notLookedAt).toMatchObject([{ reason: 'interrupted before everything was scanned' }]);
  });

  it('reports provenance for file and directory names, archive members and commit messages', async () => {
    using repo = new TempRepo();
    repo.write('readme', 'x\n');
    const base = repo.commit('start');
    const folder = `d[*]/NAVIXY_HASH=${hex('folder')}`;
    repo.write(`${folder}/x`, 'x\n');
    repo.write('lib.zip', makeZip([{ name: 'conf/a.ts', content: leak(hex('packed')) }]));
    const added = repo.commit(`See NAVIXY_HASH=${hex('message')}`);
    repo.git('rm', '-q', '-r', '--', `:(literal)${folder}`, 'lib.zip');
    const removed = repo.commit('Rename');
    const findings = await findingsOf(repo, { heads: ['HEAD'], bases: [base] });
    const name = [...findings.values()].find(({ origin }) => origin.inName === true);
    expect(name).toMatchObject({
      path: folder,
      origin: { introduced: [{ commit: added }], removed: [{ commit: removed }], inHead: false },
    });
    const member = [...findings.values()].find(({ path }) => path === 'lib.zip!/conf/a.ts');
    expect(member?.origin).toMatchObject({
      introduced: [{ commit: added }],
      removed: [{ commit: removed }],
      inHead: false,
    });
    const message = [...findings.values()].find(({ origin }) => origin.type === 'message');
    expect(message?.origin).toMatchObject({ commit: added, branches: { total: 1, names: ['main'] } });
  });
});
