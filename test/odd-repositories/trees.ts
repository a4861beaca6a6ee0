// Trees that git would not write.
import { HISTORY, looks, type Expected, type OddRepo, type Scenario, type TreeEntry } from './scenario.ts';

/** A tree with odd entries. `blob` has the secret. */
function oddTree(
  name: string,
  entries: (blob: string, repo: OddRepo) => TreeEntry[],
  expected: Expected = 'found',
): Scenario {
  return {
    name: `a tree with ${name}`,
    make: (repo) => {
      repo.commitTree(repo.tree(...entries(repo.dangling(repo.leak), repo)));
      return looks(expected, HISTORY);
    },
  };
}

export const TREE_SCENARIOS: readonly Scenario[] = [
  oddTree('one name twice', (oid, repo) => [
    ['100644', 'a.ts', repo.dangling('x')],
    ['100644', 'a.ts', oid],
  ]),
  oddTree('entries out of order', (oid, repo) => [
    ['100644', 'z', repo.dangling('x')],
    ['100644', 'a.ts', oid],
  ]),
  oddTree(
    'modes padded with zeros',
    (oid) => [
      ['0100644', 'a.ts', oid],
      ['00000100644', 'b.ts', oid],
    ],
    'found or listed',
  ),
  oddTree('a mode that is none', (oid) => [['777777777', 'a.ts', oid]], 'found or listed'),
  oddTree('a mode of letters', (oid) => [['xyz', 'a.ts', oid]], 'found or listed'),
  oddTree('an empty name', (oid) => [['100644', '', oid]]),
  oddTree('names with slashes', (oid) => [
    ['100644', 'a/b/../../c.ts', oid],
    ['100644', '/etc/passwd', oid],
  ]),
  oddTree('the names . and ..', (oid) => [
    ['100644', '.', oid],
    ['100644', '..', oid],
  ]),
  oddTree('the name .git', (oid) => [['100644', '.git', oid]]),
  oddTree('a name of 100,000 letters', (oid) => [['100644', 'n'.repeat(100_000), oid]]),
  oddTree('a name of control characters', (oid) => [['100644', '\u001b[2J\u202e\r\n', oid]]),
  oddTree(
    'a blob as a directory',
    (oid) => [
      ['100644', 'a.ts', oid],
      ['40000', 'dir', oid],
    ],
    'found or listed',
  ),
  oddTree(
    'a tree as a file',
    (oid, repo) => [
      ['100644', 'a.ts', oid],
      ['100644', 'file', repo.tree(['100644', 'x', oid])],
    ],
    'found or listed',
  ),
  oddTree('a blob as a submodule', (oid) => [['160000', 'sub', oid]]),
  oddTree('a blob as a link', (oid) => [['120000', 'link', oid]]),
  oddTree(
    'a missing file beside it',
    (oid) => [
      ['100644', 'a.ts', oid],
      ['100644', 'b.ts', 'b'.repeat(40)],
    ],
    'found, incomplete',
  ),
  oddTree(
    'a missing folder beside it',
    (oid) => [
      ['100644', 'a.ts', oid],
      ['40000', 'dir', 'b'.repeat(40)],
    ],
    'found, incomplete',
  ),
  {
    name: 'a tree that ends within an entry',
    make: (repo) => {
      const oid = repo.dangling(repo.leak);
      repo.commitTree(
        repo.raw(
          'tree',
          Buffer.concat([Buffer.from('100644 a.ts\0'), Buffer.from(oid, 'hex'), Buffer.from('100644 b.ts\0abc')]),
        ),
      );
      return looks('found or listed', HISTORY);
    },
  },
];
