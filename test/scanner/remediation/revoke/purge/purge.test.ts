import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '../../../../../src/secret.ts';
import { hex } from '../../../../support/hex.ts';
import { startNavixyServer } from '../../../../support/navixy-server/index.ts';
import { TempFolder, TempRepo } from '../../../../support/repo.ts';
import { makeZip } from '../../../../support/zip.ts';
import { cli, leak, type CliRun } from '../../../run.ts';
import { installFake, type Misbehaviour } from './fake-filter-repo.ts';

const [key, session] = [hex('purge key'), hex('purge session')];
const mark = (value: string): string => `REDACTED-NAVIXY-HASH-${new Secret(value).fingerprint.slice(0, 11)}`;
let repo: TempRepo;
let elsewhere: TempFolder;
let clone: string;

beforeEach(() => {
  repo = new TempRepo();
  elsewhere = new TempFolder();
  clone = elsewhere.path('clean.git');
});
afterEach(() => {
  repo[Symbol.dispose]();
  elsewhere[Symbol.dispose]();
});

function plant(): void {
  repo.write('app.js', leak(key));
  repo.write('other.txt', 'harmless\n');
  repo.commit('First');
  repo.git('branch', 'side');
  repo.write('app.js', 'clean\n');
  repo.commit('Second');
}

/** Runs `purge` with the stand-in; without the platform unless `--api-url` is given. */
async function purge(
  args: readonly string[],
  misbehaviour: Misbehaviour = 'none',
  signal?: AbortSignal,
): Promise<CliRun> {
  const { PATH } = installFake(elsewhere, misbehaviour);
  const asked = args.includes('--api-url') ? [] : ['--allow-alive'];
  const run = await cli(['purge', '--output', clone, ...asked, ...args], {
    cwd: repo.root,
    env: { PATH },
    ...(signal === undefined ? {} : { signal }),
  });
  for (const value of [key, session]) expect(`${run.stdout}${run.stderr}`).not.toContain(value);
  return run;
}

const inClone = (...args: string[]): string => repo.gitWith({ cwd: clone }, ...args);
/** @returns a `PATH` with git and nothing else */
function onlyGit(): string {
  const git = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  mkdirSync(elsewhere.path('git-only'));
  symlinkSync(git, elsewhere.path('git-only/git'));
  return elsewhere.path('git-only');
}

describe('the plan', () => {
  test('names files, commits and refs that change, and what follows', async () => {
    plant();
    repo.git('update-ref', 'refs/pull/7/head', 'HEAD');
    const { stdout, stderr, exitCode } = await purge([]);
    const first = repo.git('rev-parse', '--short=8', 'HEAD~1');
    expect(stdout).toBe(
      `Plan: purge 1 distinct secret from the history of ${repo.root}

1. ${new Secret(key).redacted}  fingerprint ${new Secret(key).fingerprint}  API key or session hash  not asked
   found      app.js:1 (commit ${first})

In the clone ${clone}:
   files      1 version of app.js
   commits    2 of 2 get a new id; the values came in with ${first}
   refs       3 of 3 change: refs/heads/main, refs/heads/side, refs/pull/7/head

What follows:
   - After the push, everyone with a clone must clone again: 1 address has committed here.
   - Open pull requests must be rebased onto the new history. Forks and caches keep the values: no push reaches them.
   - 1 ref of pull requests cannot be pushed: ask the support of the server to remove the old ones.

The repository itself is only read, and nothing is pushed. ${path.resolve('docs/purge.md')}

Not done: the values are still in the history.
`,
    );
    expect(stderr).toBe('Nothing was done: there is no terminal to ask at. Add --yes to make the clone of the plan.\n');
    expect([exitCode, existsSync(clone)]).toEqual([1, false]);
  });

  test('names signatures, renamed files, messages, notes, archives and refs with a value', async () => {
    plant();
    repo.write(`navixy-session-hash=${session}.txt`, 'x');
    repo.write('old.zip', makeZip([{ name: 'app.js', content: leak(key) }]));
    repo.commit(`The navixy session hash=${session} is in a name`);
    repo.git('notes', 'add', '-m', 'note', 'HEAD');
    repo.git('branch', `navixy-session-hash=${session}`);
    sign();
    repo.git('replace', 'HEAD~1', 'HEAD~2');
    const { stdout } = await purge(['--dry-run']);
    expect(stdout).toContain(`   renamed    navixy-session-hash=${new Secret(session).redacted}.txt\n`);
    expect(stdout).toContain('   messages   those of 2 commits or tags\n');
    expect(stdout).toContain('   signatures lost by 1 commit\n');
    expect(stdout).toContain('   old.zip!/app.js: in an archive: replace the archive\n');
    expect(stdout).toContain(
      `   refs/heads/navixy-session-hash=${new Secret(session).redacted}: the name of a ref: rename it where you push to\n`,
    );
    expect(stdout).toContain('   - Replacements (refs/replace) name old ids and have no effect in the clone.\n');
    expect(stdout).toMatch(
      /This was the plan; nothing was done\. Run it again without --dry-run to make the clone\.\n$/,
    );
  });

  test('changes nothing in the repository, with or without the clone', async () => {
    plant();
    const before = repo.inventory();
    await purge([]);
    await purge(['--yes']);
    expect(repo.inventory()).toEqual(before);
  });

  test('has only the secrets of --only, and fails for one that is not there', async () => {
    plant();
    repo.write('b.js', leak(session));
    repo.commit('Third');
    const { stdout } = await purge(['--yes', '--only', new Secret(session).fingerprint]);
    expect(stdout).toContain('Plan: purge 1 distinct secret');
    expect(inClone('show', 'main:b.js')).toBe(leak(mark(session)).trim());
    expect(inClone('show', 'side:app.js')).toBe(leak(key).trim());
    const unknown = await purge(['--only', '0'.repeat(20)]);
    expect([unknown.exitCode, unknown.stderr.split('\n')[0]]).toEqual([
      2,
      `Not found in the whole history: no secret has the fingerprint ${'0'.repeat(20)}. Nothing was done.`,
    ]);
  });

  test('is not made without secrets', async () => {
    repo.write('a.txt', 'x');
    repo.commit('First');
    const { stdout, exitCode } = await purge(['--yes']);
    expect([exitCode, stdout.split('\n')[0]]).toEqual([
      0,
      'Nothing to purge: no secret was found in the whole history (2 documents).',
    ]);
  });

  test('has nothing to do for values that no ref leads to', async () => {
    repo.write('a.txt', 'x');
    repo.commit('First');
    repo.dangling(leak(key));
    const { stdout, exitCode } = await purge(['--yes']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('Nothing to purge: no commit of a branch, tag or other ref has the values.\n');
    expect(existsSync(clone)).toBe(false);
  });

  test('takes values of the working tree, and removes them from the history', async () => {
    plant();
    repo.write('now.js', leak(key));
    repo.git('add', '-A');
    const { exitCode } = await purge(['--yes', '--staged']);
    expect([exitCode, inClone('show', 'side:app.js')]).toEqual([0, leak(mark(key)).trim()]);
  });
});

describe('refuses', () => {
  test.each([
    [['--dry-run', '--yes'], "option '--dry-run' cannot be used with option '--yes'"],
    [
      ['--allow-alive', '--api-url', 'https://a.example'],
      "option '--allow-alive' cannot be used with option '--api-url <url>'",
    ],
  ])('%j', async (args, message) => {
    const { exitCode, stderr } = await cli(['purge', ...args, 'nowhere'], { cwd: repo.root });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  test('a value that is alive or in doubt, and purges one that is dead', async () => {
    plant();
    const server = await startNavixyServer({
      users: [{ login: 'owner@fleet.example', password: 'correct horse 7', keys: [{ hash: key, title: 'Billing' }] }],
    });
    const other = await startNavixyServer();
    try {
      const alive = await purge(['--yes', '--api-url', server.baseUrl]);
      expect([alive.exitCode, alive.stdout.split('\n').at(-2), existsSync(clone)]).toEqual([
        1,
        `Not done: a value is alive. Revoke it first: navixy-secrets revoke --history --api-url ${server.baseUrl} (or add --allow-alive)`,
        false,
      ]);
      server.fault({ path: 'base/nothing', status: 403, body: 'denied' });
      const inDoubt = await purge(['--yes', '--api-url', server.baseUrl]);
      expect([inDoubt.exitCode, inDoubt.stdout.split('\n').at(-2), existsSync(clone)]).toEqual([
        2,
        'Not done: whether a value is alive could not be found out. Run it again, or add --allow-alive.',
        false,
      ]);
      const dead = await purge(['--yes', '--api-url', other.baseUrl]);
      expect([dead.exitCode, dead.stdout.includes('  dead\n')]).toEqual([0, true]);
    } finally {
      await server.close();
      await other.close();
    }
  });

  test.each<[string, () => string[], RegExp]>([
    [
      'a folder that exists',
      () => (writeFileSync(clone, ''), []),
      /clean\.git exists already\n {2}do: Delete it, or name another folder: --output FOLDER\n$/,
    ],
    ['a link that leads nowhere', () => (symlinkSync('nowhere', clone), []), /clean\.git exists already/],
    ['a folder in the repository', () => ['--output', repo.path('sub/clean.git')], /is inside the repository/],
    [
      'a partial clone',
      () => (repo.git('config', 'remote.origin.promisor', 'true'), []),
      /is a partial clone: some objects are not here/,
    ],
    [
      'a shallow clone',
      () => (writeFileSync(repo.path('.git/shallow'), `${repo.git('rev-parse', 'HEAD')}\n`), ['--allow-incomplete']),
      /is a shallow clone: the older history is not here/,
    ],
    [
      'an incomplete scan',
      () => (writeFileSync(repo.path('.git/shallow'), `${repo.git('rev-parse', 'HEAD')}\n`), []),
      /not everything could be scanned, so not every value is known/,
    ],
  ])('%s', async (_name, prepare, message) => {
    plant();
    repo.write('last.js', leak(key));
    repo.commit('Third');
    const args = prepare();
    const { stderr, exitCode } = await purge(['--yes', ...args]);
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(message)]);
  });

  test('a repository with SHA-256 ids', async () => {
    using other = new TempRepo({ format: 'sha256' });
    other.write('app.js', leak(key));
    other.commit('First');
    const { exitCode, stderr } = await purge(['--yes', other.root]);
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining('uses SHA-256 object ids, which git filter-repo does not support'),
    ]);
  });

  test('values of two repositories', async () => {
    plant();
    using other = new TempRepo();
    other.write('app.js', leak(key));
    other.commit('First');
    const { exitCode, stderr } = await purge(['--yes', repo.root, other.root]);
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining('the values are in 2 repositories, and purge rewrites one at a time'),
    ]);
  });

  test('to run without git filter-repo, after the plan, and says how to install it', async () => {
    plant();
    // An untrusted repository cannot take its place.
    repo.git('config', 'alias.filter-repo', `!touch ${elsewhere.path('run')}`);
    const { stdout, stderr, exitCode } = await cli(['purge', '--allow-alive', '--yes', '--output', clone], {
      cwd: repo.root,
      env: { PATH: onlyGit() },
    });
    expect([exitCode, stderr]).toEqual([
      2,
      'git filter-repo was not found; it rewrites the history\n' +
        '  do: Install it, then run this again: pipx install git-filter-repo (or brew, apt or dnf install git-filter-repo)\n',
    ]);
    expect(stdout).toContain('Plan: purge 1 distinct secret');
    expect([existsSync(clone), existsSync(elsewhere.path('run'))]).toEqual([false, false]);
  });
});

describe('the clone', () => {
  test('has the values no more, in any object, and everything else', async () => {
    plant();
    repo.write(
      'wide.txt',
      Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(`NAVIXY_API_KEY=${session}\r\n`, 'utf16le')]),
    );
    repo.write('pieces.js', `const NAVIXY_HASH = '${key.slice(0, 16)}' +\n  '${key.slice(16)}';\n`);
    repo.write(`docs/navixy-session-hash=${session}.txt`, 'x\n');
    repo.git('add', '-A');
    repo.git('checkout', '-q', 'side');
    repo.commitStaged(`Navixy hash=${session}`);
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--no-ff', '-m', 'Merge', 'side');
    repo.git('tag', '-a', 'v1', '-m', `navixy hash=${key}`);
    repo.commitStaged('Empty');
    const { stdout, stderr, exitCode } = await purge(['--yes']);
    expect(exitCode).toBe(0);
    expect(stdout.slice(stdout.indexOf('Proof:'))).toBe(`Proof:
   refs       all 3 are compared; 5 of 5 commits have a new id
   trees      3 changed trees compared with their originals
   bytes      only those of the values differ
   values     none is left in any object
   git fsck   clean

To publish it, when all agree and nobody pushes:
  git -C ${clone} push --force URL 'refs/heads/*:refs/heads/*' 'refs/tags/*:refs/tags/*'
URL is the address of the repository on the server.

Done: the clone is proven to differ in these values alone. Push it when all agree.
`);
    expect(stderr).toBe(
      `Making a mirror clone …
Rewriting it with git filter-repo …
Comparing every commit with its original …
Removing the old objects …
Searching every object for the values …
Scanning the history of the clone …
Running git fsck …
`,
    );
    expect(inClone('show', 'main:pieces.js')).toBe(
      `const NAVIXY_HASH = '${mark(key).slice(0, 16)}' +\n  '${mark(key).slice(16)}';`,
    );
    expect(inClone('show', 'main:wide.txt').replaceAll('\0', '')).toContain(`NAVIXY_API_KEY=${mark(session)}\r`);
    expect(inClone('ls-tree', '-r', '--name-only', 'main').split('\n')).toEqual([
      'app.js',
      `docs/navixy-session-hash=${mark(session)}.txt`,
      'other.txt',
      'pieces.js',
      'wide.txt',
    ]);
    expect(inClone('log', '--format=%s', 'side').split('\n')).toEqual([`Navixy hash=${mark(session)}`, 'First']);
    expect(inClone('tag', '-l', '--format=%(contents)', 'v1')).toBe(`navixy hash=${mark(key)}\n`);
    expect(statSync(clone).mode & 0o777).toBe(0o700);
    expect(existsSync(path.join(clone, 'purge-edits.json'))).toBe(false);
    const scan = await cli(['scan', '--history', clone], { cwd: elsewhere.root });
    expect(scan.exitCode).toBe(0);
  });

  test('stands next to the repository by default, also when started in a sub-folder', async () => {
    using parent = new TempFolder();
    repo.gitWith({ cwd: parent.root }, 'init', '-q', '-b', 'main', 'fleet');
    parent.write('fleet/src/app.js', leak(key));
    repo.gitWith({ cwd: parent.path('fleet') }, 'add', '-A');
    repo.gitWith({ cwd: parent.path('fleet') }, 'commit', '-qm', 'First');
    const { PATH } = installFake(elsewhere);
    const run = await cli(['purge', '--allow-alive', '--yes'], { cwd: parent.path('fleet/src'), env: { PATH } });
    expect([run.exitCode, readdirSync(parent.root).sort()]).toEqual([0, ['fleet', 'fleet-purged.git']]);
  });

  test('is made by git filter-repo without a value among its arguments, from a private file', async () => {
    plant();
    repo.commit(`navixy session hash=${session}`);
    await purge(['--yes']);
    const log = readFileSync(installFake(elsewhere).log, 'utf8');
    const { args, mode, env } = JSON.parse(log) as { args: string[]; mode: string; env: string[] };
    expect([mode, log.includes(key), log.includes(session)]).toEqual(['600', false, false]);
    expect(args.filter((word) => /^[\w-]+$/.test(word))).toEqual([
      ...['--partial', '--force', '--quiet', '--prune-empty', 'never', '--prune-degenerate', 'never'],
      ...['--replace-refs', 'update-no-add', '--preserve-commit-encoding', '--blob-callback'],
      ...['--message-callback', '--filename-callback', '--name-callback', '--email-callback', '--refs'],
    ]);
    expect(env).toEqual(expect.arrayContaining(['GIT_CONFIG_NOSYSTEM', 'GIT_NO_REPLACE_OBJECTS', 'GIT_CONFIG_GLOBAL']));
  });

  test('is recorded with the plan and the proof, without a value', async () => {
    plant();
    const evidence = elsewhere.path('leak.jsonl');
    await purge(['--yes', '--evidence', evidence]);
    const text = readFileSync(evidence, 'utf8');
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ event }) => event)).toEqual(['start', 'before', 'plan', 'proof', 'after', 'end']);
    expect(lines[1]).toMatchObject({ fingerprint: new Secret(key).fingerprint, status: 'not-asked' });
    expect(lines[2]).toMatchObject({ commits: 2, changedCommits: 2, changedRefs: 2, blobs: 1, notFixed: [] });
    expect(lines[3]).toMatchObject({ changedCommits: 2, problems: [], damage: [], leftObjects: [], leftPlaces: [] });
    expect([lines[4]!['status'], lines[5]!['exitCode'], text.includes(key)]).toEqual(['purged', 0, false]);
  });

  test('keeps values in archives, and says so with exit code 1', async () => {
    plant();
    repo.write('old.zip', makeZip([{ name: 'app.js', content: leak(key) }]));
    repo.commit('Archive');
    const { stdout, exitCode } = await purge(['--yes']);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`   values     some are left:\n              old.zip!/app.js:1 (commit `);
    expect(stdout).toMatch(/\nNot done: a value is still in the clone, at the places above\.\n$/);
  });

  test('ignores hidden refs, hooks, grafts and replacements of the repository', async () => {
    plant();
    repo.git('config', 'transfer.hideRefs', 'refs/heads/side');
    repo.git('config', 'uploadpack.packObjectsHook', elsewhere.path('hook'));
    repo.git('replace', 'HEAD~1', 'HEAD');
    repo.write('.git/info/grafts', `${repo.git('rev-parse', 'HEAD')}\n`);
    const { exitCode } = await purge(['--yes']);
    expect(exitCode).toBe(0);
    expect(inClone('--no-replace-objects', 'show', 'side:app.js')).toBe(leak(mark(key)).trim());
    expect(inClone('--no-replace-objects', 'rev-list', '--count', 'main')).toBe('2');
  });
});

/** Signs the last commit. */
function sign(): void {
  const raw = repo.git('cat-file', 'commit', 'HEAD').replace('\n\n', '\ngpgsig abc\n\n');
  const signed = repo.gitWith({ input: `${raw}\n` }, 'hash-object', '-t', 'commit', '-w', '--stdin');
  repo.git('reset', '-q', '--hard', signed);
}

describe('commits before the first value', () => {
  beforeEach(() => {
    repo.write('app.js', 'clean\n');
    repo.commit('Clean');
    sign();
    repo.git('tag', '-a', 'v1', '-m', 'Clean release');
    repo.git('branch', 'clean');
  });

  test('keep ids and signatures', async () => {
    plant();
    const { stdout, exitCode } = await purge(['--yes']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('   refs       2 of 4 change: refs/heads/main, refs/heads/side\n');
    expect(stdout).not.toContain('signatures');
    for (const ref of ['refs/heads/clean', 'refs/tags/v1', 'main~2'])
      expect(inClone('rev-parse', ref)).toBe(repo.git('rev-parse', ref));
  });

  test.each<[string, () => void]>([
    ['a tag of one of them has a value', () => repo.git('tag', '-a', 'v2', '-m', `Navixy hash=${key}`, 'clean')],
    ['a changed ref has a value in its name', () => repo.git('branch', `navixy-session-hash=${session}`, 'side')],
    ['a changed ref has a name that is not ASCII', () => repo.git('branch', 'caf\u00e9', 'side')],
  ])('are rewritten if %s', async (_name, prepare) => {
    plant();
    prepare();
    const { stdout } = await purge(['--yes']);
    expect(stdout).toContain('   signatures lost by 1 commit\n');
    expect(stdout).toContain('   bytes      only those of the values differ\n');
    expect(inClone('rev-parse', 'clean')).not.toBe(repo.git('rev-parse', 'clean'));
    expect(inClone('rev-list', '--count', 'main')).toBe('3');
  });
});

describe('a result that is not proven', () => {
  const LAST = /\nNot proven: do not push the clone\. Delete it: rm -rf \S+clean\.git\n$/;

  test.each<[Misbehaviour, RegExp]>([
    ['changes-other-bytes', /^ {14}[0-9a-f]{40}: other\.txt differs$/m],
    ['changes-a-mode', /^ {14}[0-9a-f]{40}: other\.txt differs$/m],
    ['drops-a-file', /^ {14}[0-9a-f]{40}: other\.txt is missing$/m],
    ['renames-another-file', /^ {14}[0-9a-f]{40}: other\.txt is missing\n {14}[0-9a-f]{40}: third\.txt is new$/m],
    ['changes-a-message', /^ {14}[0-9a-f]{40}: the message or a name differs$/m],
    ['drops-a-ref', /^ {14}refs\/heads\/side is missing$/m],
    ['adds-a-ref', /^ {14}refs\/heads\/more is new$/m],
  ])('git filter-repo %s', async (misbehaviour, problem) => {
    plant();
    const { stdout, exitCode } = await purge(['--yes'], misbehaviour);
    expect(exitCode).toBe(2);
    expect(stdout).toContain('   bytes      others differ too:\n');
    expect(stdout).toMatch(problem);
    expect(stdout).not.toContain('push --force');
    expect(stdout).toMatch(LAST);
  });

  test('git filter-repo does nothing', async () => {
    plant();
    const { stdout, exitCode } = await purge(['--yes'], 'rewrites-nothing');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/ {3}values {5}some are left:\n {14}app\.js:1 \(commit [0-9a-f]{8}\)\n/);
  });

  test('git filter-repo fails', async () => {
    plant();
    const { stdout, stderr, exitCode } = await purge(['--yes'], 'fails');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('git filter-repo failed: second; third; Error: no\n');
    expect(stderr).toContain(`${repo.root} is as it was. Delete what was begun: rm -rf ${clone}\n`);
    expect(stdout).toMatch(/\nNot done: the values are still in the history\.\n$/);
    expect(existsSync(path.join(clone, 'purge-edits.json'))).toBe(false);
  });

  test('the run is interrupted', async () => {
    plant();
    const stop = new AbortController();
    const { log } = installFake(elsewhere, 'never-ends');
    const running = purge(['--yes'], 'never-ends', stop.signal);
    while (!existsSync(log) || !readFileSync(log, 'utf8').includes('waiting'))
      await new Promise((resolve) => setTimeout(resolve, 10));
    stop.abort();
    const { stderr, exitCode } = await running;
    expect([exitCode, existsSync(path.join(clone, 'purge-edits.json'))]).toEqual([2, false]);
    expect(stderr).toContain(`Stopped.\n${repo.root} is as it was. Delete what was begun: rm -rf ${clone}\n`);
  });
});
