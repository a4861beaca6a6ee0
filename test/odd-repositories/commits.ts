// Commits, tags and refs that git writes rarely or never.
import { writeFileSync } from 'node:fs';
import { HISTORY, looks, TREE, ALL, type OddRepo, type Scenario } from './scenario.ts';

const PERSON = 'A <a@fleet.example> 1700000000 +0000';

/** A commit with raw text and a tree with the secret. */
function rawCommit(text: (tree: string, repo: OddRepo) => string | Buffer): Scenario['make'] {
  return (repo) => {
    repo.write('a.ts', repo.leak);
    repo.git('add', '-A');
    const commit = repo.raw('commit', text(repo.git('write-tree'), repo));
    writeFileSync(repo.path('.git', 'refs', 'heads', 'main'), `${commit}\n`);
    return looks('found', HISTORY);
  };
}

/** A commit with a clean tree and the secret in its text. */
function inText(text: (tree: string, repo: OddRepo) => string | Buffer): Scenario['make'] {
  return (repo) => {
    const tree = repo.tree(['100644', 'a.ts', repo.dangling('clean\n')]);
    writeFileSync(repo.path('.git', 'refs', 'heads', 'main'), `${repo.raw('commit', text(tree, repo))}\n`);
    return looks('found', HISTORY);
  };
}

const plain =
  (who: string, more = ''): ((tree: string) => string) =>
  (tree) =>
    `tree ${tree}\nauthor ${who}\ncommitter ${who}\n${more}\nsubject\n`;

const PEOPLE: readonly (readonly [string, string])[] = [
  ['without a name', ' <a@fleet.example> 1700000000 +0000'],
  ['without an address', 'A <> 1700000000 +0000'],
  ['without brackets', 'A a@fleet.example 1700000000 +0000'],
  ['with brackets in brackets', 'A <b <c> d> 1700000000 +0000'],
  ['with nothing at all', ''],
  ['without a date', 'A <a@fleet.example>'],
  ['of the year 0', 'A <a@fleet.example> 0 +0000'],
  ['before 1970', 'A <a@fleet.example> -1000 +0000'],
  ['of the year 300,000,000', 'A <a@fleet.example> 9999999999999999 +0000'],
  ['with a date of forty digits', `A <a@fleet.example> ${'9'.repeat(40)} +0000`],
  ['in an invalid time zone', 'A <a@fleet.example> 1700000000 +9999'],
  ['with a time zone of words', 'A <a@fleet.example> 1700000000 CEST'],
  ['with control characters', 'A\u001b[2J\u202e <a\u0007@x> 1700000000 +0000'],
  ['of 100,000 letters', `${'A'.repeat(100_000)} <a@fleet.example> 1700000000 +0000`],
];

const REFS: readonly string[] = [
  'refs/heads/-x',
  'refs/heads/a\u00a0b',
  'refs/heads/\u202egnp',
  'refs/heads/$(id>pwned)',
  'refs/heads/`id>pwned`',
  'refs/heads/HEAD',
  'refs/heads/refs/heads/main',
  'refs/tags/main',
  'refs/tags/origin/main',
  'refs/odd/deep/er/x',
  'refs/stash',
  'refs/bisect/bad',
  'refs/original/refs/heads/main',
  'refs/pull/1/head',
  'refs/notes/x',
  'refs/heads/é',
  "refs/heads/quote'",
  'refs/heads/quote"',
  'refs/heads/semi;colon',
  'refs/heads/main.lock2',
  `refs/heads/${'n'.repeat(200)}`,
];

export const COMMIT_SCENARIOS: readonly Scenario[] = [
  ...PEOPLE.map(([how, who]): Scenario => ({ name: `an author ${how}`, make: rawCommit(plain(who)) })),
  { name: 'a commit without author and committer', make: rawCommit((tree) => `tree ${tree}\n\nsubject\n`) },
  {
    name: 'a commit with two authors',
    make: rawCommit((tree) => `tree ${tree}\nauthor ${PERSON}\nauthor ${PERSON}\ncommitter ${PERSON}\n\nx\n`),
  },
  {
    name: 'a commit without a message',
    make: rawCommit((tree) => `tree ${tree}\nauthor ${PERSON}\ncommitter ${PERSON}\n`),
  },
  {
    name: 'a commit that is not ended',
    make: rawCommit((tree) => `tree ${tree}\nauthor ${PERSON}\ncommitter ${PERSON}`),
  },
  {
    name: 'a commit whose parent is missing',
    make: (repo) =>
      rawCommit((tree) => `tree ${tree}\nparent ${'b'.repeat(40)}\nauthor ${PERSON}\ncommitter ${PERSON}\n\nx\n`)(
        repo,
      ).map((look) => ({ ...look, expected: 'found, incomplete' as const })),
  },
  {
    name: 'a commit with the same parent twice',
    make: rawCommit((tree, repo) => {
      const first = repo.raw('commit', plain(PERSON)(tree));
      return `tree ${tree}\nparent ${first}\nparent ${first}\nauthor ${PERSON}\ncommitter ${PERSON}\n\nx\n`;
    }),
  },
  { name: 'a commit in an encoding that nobody knows', make: rawCommit(plain(PERSON, 'encoding klingon\n')) },
  {
    name: 'a secret in a header that nobody knows',
    make: inText(
      (tree, repo) => `tree ${tree}\nauthor ${PERSON}\ncommitter ${PERSON}\nx-navixy-hash ${repo.secret}\n\nx\n`,
    ),
  },
  {
    name: 'a secret in the author',
    make: inText(
      (tree, repo) =>
        `tree ${tree}\nauthor NAVIXY_HASH=${repo.secret} <a@x> 1700000000 +0000\ncommitter ${PERSON}\n\nx\n`,
    ),
  },
  {
    name: 'a secret in a signature',
    make: inText(
      (tree, repo) =>
        `tree ${tree}\nauthor ${PERSON}\ncommitter ${PERSON}\ngpgsig -----BEGIN\n NAVIXY_HASH=${repo.secret}\n -----END\n\nx\n`,
    ),
  },
  {
    name: 'a secret in a message in UTF-16',
    make: inText((tree, repo) =>
      Buffer.concat([
        Buffer.from(`tree ${tree}\nauthor ${PERSON}\ncommitter ${PERSON}\nencoding UTF-16\n\n`),
        Buffer.from(`\uFEFFNAVIXY_HASH=${repo.secret}\n`, 'utf16le'),
      ]),
    ),
  },
  {
    name: 'a secret in a message behind a NUL',
    make: inText(
      (tree, repo) => `tree ${tree}\nauthor ${PERSON}\ncommitter ${PERSON}\n\nsubject\n\0NAVIXY_HASH=${repo.secret}\n`,
    ),
  },
  {
    name: 'a secret at the end of a message of 3 MB',
    make: inText(
      (tree, repo) =>
        `tree ${tree}\nauthor ${PERSON}\ncommitter ${PERSON}\n\n${'word '.repeat(600_000)}\nNAVIXY_HASH=${repo.secret}\n`,
    ),
  },
  {
    name: 'tags of tags of a blob with the secret',
    make: (repo) => {
      let id = repo.dangling(repo.leak);
      for (let at = 0; at < 5; at += 1)
        id = repo.raw('tag', `object ${id}\ntype ${at === 0 ? 'blob' : 'tag'}\ntag t${at}\ntagger ${PERSON}\n\nx\n`);
      repo.git('update-ref', 'refs/tags/deep', id);
      return looks('found', HISTORY);
    },
  },
  {
    name: 'a tag that names itself wrongly, with the secret in its message',
    make: (repo) => {
      const tag = repo.raw(
        'tag',
        `object ${repo.dangling('x')}\ntype commit\ntag \u001b[2J\n\nNAVIXY_HASH=${repo.secret}\n`,
      );
      writeFileSync(repo.path('.git', 'refs', 'tags', 'wrong'), `${tag}\n`);
      return looks('found or listed', HISTORY);
    },
  },
  {
    name: 'a secret in a note',
    make: (repo) => {
      repo.write('a.ts', 'clean\n');
      repo.commit('start');
      repo.git('notes', 'add', '-m', repo.setting);
      return looks('found', HISTORY);
    },
  },
  {
    name: 'a secret in a stash, and in an untracked file of a stash',
    make: (repo) => {
      repo.write('a.ts', 'clean\n');
      repo.commit('start');
      repo.write('b.ts', repo.leak);
      repo.git('stash', 'push', '-q', '-u');
      return [...looks('found', HISTORY), ...looks('clean', TREE)];
    },
  },
  ...REFS.map((ref): Scenario => ({
    name: `a ref named ${JSON.stringify(ref.length > 40 ? `${ref.slice(0, 20)}…` : ref)}`,
    make: (repo) => {
      repo.write('a.ts', 'clean\n');
      repo.commit('start');
      const commit = repo.git('commit-tree', repo.tree(['100644', 'b.ts', repo.dangling(repo.leak)]), '-m', 'on a ref');
      repo.git('update-ref', ref, commit);
      return looks('found', HISTORY);
    },
  })),
  {
    name: 'a ref and a tag with the secret in their names',
    make: (repo) => {
      repo.write('a.ts', 'clean\n');
      repo.commit('start');
      repo.git('tag', `NAVIXY_HASH=${repo.secret}`);
      repo.git('branch', `topic/NAVIXY_HASH=${repo.secret}`);
      return looks('found', ALL);
    },
  },
  {
    name: 'refs in a circle, refs to nothing, refs to garbage',
    make: (repo) => {
      repo.write('a.ts', repo.leak);
      repo.commit('start');
      writeFileSync(repo.path('.git', 'refs', 'heads', 'x'), 'ref: refs/heads/y\n');
      writeFileSync(repo.path('.git', 'refs', 'heads', 'y'), 'ref: refs/heads/x\n');
      writeFileSync(repo.path('.git', 'refs', 'heads', 'garbage'), 'zzz\n');
      writeFileSync(repo.path('.git', 'refs', 'heads', 'empty'), '');
      return [...looks('found or listed', HISTORY), ...looks('found', TREE)];
    },
  },
  {
    name: 'a HEAD that leads to nothing',
    make: (repo) => {
      repo.write('a.ts', repo.leak);
      repo.commit('start');
      repo.git('symbolic-ref', 'HEAD', 'refs/heads/nowhere');
      return looks('found', HISTORY, TREE, ['scan', '--staged']);
    },
  },
  {
    name: 'packed refs that are garbage',
    make: (repo) => {
      repo.write('a.ts', repo.leak);
      repo.commit('start');
      writeFileSync(repo.path('.git', 'packed-refs'), 'garbage\u0000\n');
      return [...looks('found or listed', HISTORY), ...looks('found or listed', TREE)];
    },
  },
  {
    name: 'a secret that a merge brings and no parent has',
    make: (repo) => {
      repo.write('a.ts', 'clean\n');
      repo.commit('base');
      repo.git('checkout', '-q', '-b', 'topic');
      repo.write('b.ts', 'clean\n');
      repo.commit('topic');
      repo.git('checkout', '-q', 'main');
      repo.git('merge', '-q', '--no-commit', '--no-ff', 'topic');
      repo.write('evil.ts', repo.leak);
      repo.commit('merge');
      repo.git('rm', '-q', 'evil.ts');
      repo.commitStaged('gone');
      return looks('found', HISTORY, ['scan', '--range', 'HEAD~2..HEAD']);
    },
  },
  {
    name: 'a branch that added and removed it',
    make: (repo) => {
      repo.write('a.ts', 'clean\n');
      const base = repo.commit('base');
      repo.write('b.ts', repo.leak);
      repo.commit('add');
      repo.git('rm', '-q', 'b.ts');
      repo.commitStaged('remove');
      return [
        ...looks('found', HISTORY, ['scan', '--since', base], ['scan', '--range', `${base}..HEAD`]),
        ...looks('clean', TREE),
      ];
    },
  },
];
