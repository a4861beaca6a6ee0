import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Origin } from '../../../scanner/model/finding.ts';
import { Secret } from '../../../src/secret.ts';
import { hex } from '../../support/hex.ts';
import { contentOf, histories, makeHistory, PATHS, SECRETS } from '../../support/random-history.ts';
import { TempRepo } from '../../support/repo.ts';
import { json } from '../run.ts';

/** What the report says about a secret at a path, as far as the oracle knows it. */
type Reported = Pick<
  Origin,
  'inHead' | 'reachable' | 'introductions' | 'removals' | 'branches' | 'tags' | 'otherRefs'
> & {
  introduced: string[];
  removed: string[];
  versions: number;
};

/** The report lists at most this many commits. */
const MAX_REPORTED = 5;

/**
 * Checks that at most five commits are listed, parents before children, in any order otherwise.
 * @param reported commits in the report, in its order
 * @param all commits that git knows
 */
function expectCommits(reported: readonly string[], all: readonly string[], repo: TempRepo): void {
  expect(reported).toHaveLength(Math.min(all.length, MAX_REPORTED));
  expect(all).toEqual(expect.arrayContaining([...reported]));
  for (const [at, id] of reported.entries()) {
    const ancestors = repo.git('rev-list', id).split('\n');
    expect(reported.slice(at + 1).filter((later) => ancestors.includes(later))).toEqual([]);
  }
}

/** The slow way: git reads every commit and tree. `introduced` and `removed` are complete and unordered. */
function askGit(repo: TempRepo, ids: readonly string[]): Map<string, Reported> {
  const contents = new Map(
    [0, 1, 2, 3].flatMap((secrets) =>
      [0, 1].map((edition) => [
        repo.gitWith({ input: contentOf(secrets, edition) }, 'hash-object', '--stdin'),
        secrets,
      ]),
    ),
  );
  const unique = [...new Set(ids)];
  const parents = new Map(unique.map((id) => [id, repo.git('rev-list', '--parents', '-1', id).split(' ').slice(1)]));
  const files = new Map(
    unique.map((id) => [
      id,
      new Map(
        repo
          .git('ls-tree', '-r', id)
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => [line.split('\t')[1]!, line.split(/[ \t]/)[2]!]),
      ),
    ]),
  );
  const ancestors = new Map(unique.map((id) => [id, new Set(repo.git('rev-list', id).split('\n'))]));
  const refs = repo
    .git('for-each-ref', '--format=%(objectname) %(refname)')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ({ id: line.split(' ')[0]!, name: line.split(' ')[1]! }));
  const named = (id: string) => refs.some((ref) => ancestors.get(ref.id)!.has(id));
  const reported = new Map<string, Reported>();
  for (const [bit, value] of SECRETS.entries()) {
    for (const path of PATHS) {
      const has = (id: string) => ((contents.get(files.get(id)!.get(path) ?? '') ?? 0) & (1 << bit)) !== 0;
      const all = unique.filter((id) => has(id) && !parents.get(id)!.some(has));
      if (all.length === 0) continue;
      const isRemoval = (id: string) => {
        const with_ = parents.get(id)!.filter(has);
        const without = parents.get(id)!.filter((parent) => !has(parent));
        if (has(id) || with_.length === 0) return false;
        return (
          without.length === 0 ||
          with_.some((parent) =>
            all.some(
              (one) => ancestors.get(parent)!.has(one) && !without.some((other) => ancestors.get(other)!.has(one)),
            ),
          )
        );
      };
      const some = all.some(named);
      const introduced = all.filter((id) => !some || named(id));
      const removed = unique.filter(isRemoval).filter((id) => !some || named(id));
      const containing = refs.filter(({ id }) => introduced.some((one) => ancestors.get(id)!.has(one)));
      const listOf = (spaces: readonly string[], isOther = false) => {
        const own = containing.flatMap(({ id, name }) => {
          const space = ['refs/heads/', 'refs/remotes/', 'refs/tags/'].find((one) => name.startsWith(one));
          if (isOther ? space !== undefined : space === undefined || !spaces.includes(space)) return [];
          return [{ id, name: isOther ? name : name.slice(space!.length) }];
        });
        const holding = own.filter(({ id }) => has(id));
        return {
          total: own.length,
          holding: holding.length,
          names: [...holding, ...own.filter((one) => !holding.includes(one))].slice(0, 10).map(({ name }) => name),
        };
      };
      reported.set(`${new Secret(value).fingerprint} ${path}`, {
        introduced,
        introductions: introduced.length,
        removed,
        removals: removed.length,
        branches: listOf(['refs/heads/', 'refs/remotes/']),
        tags: listOf(['refs/tags/']),
        otherRefs: listOf([], true),
        inHead: refs.some(({ id, name }) => name === 'refs/heads/main' && has(id)),
        reachable: some,
        versions: new Set(unique.filter(has).map((id) => files.get(id)!.get(path))).size,
      });
    }
  }
  return reported;
}

it('reports the provenance that git gives, for random histories', async () => {
  await fc.assert(
    fc.asyncProperty(
      histories,
      fc.boolean(),
      fc.constantFrom('sha1' as const, 'sha256' as const),
      async (commits, isPacked, format) => {
        const { repo, ids } = makeHistory(commits, { isPacked, format });
        using _ = repo;
        const { report } = await json(['scan', '--history'], { cwd: repo.root });
        expect(report.complete).toBe(true);
        const reported = new Map(
          report.findings.flatMap(({ fingerprint, occurrences }) =>
            occurrences.map(({ path, origin, versions = 0 }) => {
              const {
                introduced = [],
                removed = [],
                introductions,
                removals,
                branches,
                tags,
                otherRefs,
                inHead,
                reachable,
              } = origin;
              return [
                `${fingerprint} ${path}`,
                {
                  introduced: introduced.map(({ commit }) => commit),
                  introductions,
                  removed: removed.map(({ commit }) => commit),
                  removals,
                  branches,
                  tags,
                  otherRefs,
                  inHead,
                  reachable,
                  versions,
                },
              ] as const;
            }),
          ),
        );
        const known = askGit(repo, ids);
        const counted = (all: ReadonlyMap<string, object>) =>
          Object.fromEntries([...all].map(([key, one]) => [key, { ...one, introduced: [], removed: [] }]));
        expect(counted(reported)).toEqual(counted(known));
        for (const [key, { introduced, removed }] of reported) {
          expectCommits(introduced, known.get(key)!.introduced, repo);
          expectCommits(removed, known.get(key)!.removed, repo);
        }
      },
    ),
    { numRuns: 12 },
  );
});

it('pairs renamed files by name when several files hold the same secret', async () => {
  using repo = new TempRepo();
  for (const name of ['one.env', 'two.env', 'three.env'])
    repo.write(`old/${name}`, `NAVIXY_HASH=${hex('moved')}\n# ${name}\n`);
  repo.commit('add');
  repo.git('mv', 'old', 'new');
  repo.git('mv', 'new/three.env', 'new/third.env');
  repo.commit('move');
  const { report } = await json(['scan', '--history'], { cwd: repo.root });
  const [finding] = report.findings;
  const moves = finding!.occurrences.map(({ path, origin }) => [
    path,
    origin.introduced?.[0]?.from,
    origin.removed?.[0]?.to,
  ]);
  expect(moves.sort()).toEqual([
    ['new/one.env', 'old/one.env', undefined],
    ['new/third.env', 'old/one.env', undefined],
    ['new/two.env', 'old/two.env', undefined],
    ['old/one.env', undefined, 'new/one.env'],
    ['old/three.env', undefined, 'new/one.env'],
    ['old/two.env', undefined, 'new/two.env'],
  ]);
});
