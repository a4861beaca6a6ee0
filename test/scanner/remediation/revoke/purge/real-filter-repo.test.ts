// Runs the real git filter-repo, where it is installed, on histories with values in every place that git has.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '../../../../../src/secret.ts';
import fc from 'fast-check';
import { hex } from '../../../../support/hex.ts';
import { histories, makeHistory, SECRETS } from '../../../../support/random-history.ts';
import { TempFolder, TempRepo } from '../../../../support/repo.ts';
import { makeZip } from '../../../../support/zip.ts';
import { cli, leak, type CliRun } from '../../../run.ts';

const [key, session] = [hex('real key'), hex('real session')];
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

async function purge(...args: string[]): Promise<CliRun> {
  const run = await cli(['purge', '--allow-alive', '--yes', '--output', clone, ...args], { cwd: repo.root });
  for (const value of [key, session]) expect(`${run.stdout}${run.stderr}`).not.toContain(value);
  return run;
}

const inClone = (...args: string[]): string => repo.gitWith({ cwd: clone }, ...args);

function isInstalled(): boolean {
  try {
    execFileSync('git', ['filter-repo', '--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!isInstalled())('with the real git filter-repo (skipped where it is not installed)', () => {
  test('values in files of every encoding, merges, names, links and modes', async () => {
    repo.write('app.js', leak(key));
    repo.write('run.sh', `curl "https://api.navixy.com/v2/user/get_info?hash=${session}"\n`);
    repo.commit('First');
    const first = repo.git('rev-parse', '--short=9', 'HEAD');
    repo.git('checkout', '-q', '-b', 'side');
    repo.write('wide.txt', Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(`NAVIXY_API_KEY=${key}`, 'utf16le')]));
    repo.write('encoded.yml', `navixy: ${Buffer.from(`navixy session hash=${session}`).toString('base64')}\n`);
    repo.write('pieces.js', `const NAVIXY_HASH = '${key.slice(0, 16)}' +\n  '${key.slice(16)}';\n`);
    repo.write('upper.env', `NAVIXY_API_KEY=${key.toUpperCase()}\n`);
    repo.write('data.bin', Buffer.from(`\0\u0001navixy hash=${session}\0`, 'latin1'));
    repo.commit('Side');
    repo.git('checkout', '-q', 'main');
    repo.write(`old/navixy-session-hash=${session}.txt`, 'x\n');
    repo.commit(`Follows ${first}`);
    repo.git('update-index', '--chmod=+x', 'run.sh');
    repo.commitStaged('Mode');
    repo.git('merge', '-q', '--no-ff', '-m', `Navixy hash=${key}`, 'side');
    repo.commitStaged('Empty', { author: `navixy hash=${key}` });
    const { stdout, exitCode } = await purge();
    expect(stdout).toContain(
      '   bytes      only those of the values differ\n   values     none is left in any object\n   git fsck   clean\n',
    );
    expect(exitCode).toBe(0);
    expect(inClone('show', 'main:wide.txt').replaceAll('\0', '')).toContain(`NAVIXY_API_KEY=${mark(key)}`);
    expect(inClone('show', 'main:pieces.js')).toBe(
      `const NAVIXY_HASH = '${mark(key).slice(0, 16)}' +\n  '${mark(key).slice(16)}';`,
    );
    expect(inClone('show', 'main:data.bin')).toBe(`\0\u0001navixy hash=${mark(session)}\0`);
    expect(inClone('ls-tree', '-r', '--format=%(objectmode) %(path)', 'main').split('\n')).toContain('100755 run.sh');
    expect(inClone('ls-tree', '-r', '--name-only', 'main', 'old')).toBe(`old/navixy-session-hash=${mark(session)}.txt`);
    expect(inClone('log', '-1', '--format=%an', 'main')).toBe(`navixy hash=${mark(key)}`);
    const newFirst = inClone('rev-list', '--max-parents=0', 'main').slice(0, 9);
    expect(inClone('log', '--format=%s', 'main').split('\n')).toEqual(
      expect.arrayContaining(['Empty', `Navixy hash=${mark(key)}`, `Follows ${newFirst}`, 'First']),
    );
  });

  test('values in tags, nested tags, notes, stashes and refs of servers', async () => {
    repo.write('app.js', leak(key));
    repo.commit('First');
    repo.git('tag', '-a', 'v1', '-m', `navixy hash=${session}`);
    repo.git('tag', '-a', 'v2', '-m', 'Tag of a tag', 'v1');
    repo.git('tag', 'light');
    repo.git('notes', 'add', '-m', `navixy session hash=${session}`);
    repo.git('update-ref', 'refs/pull/1/head', 'HEAD');
    repo.git('update-ref', 'refs/original/refs/heads/main', 'HEAD');
    repo.write('app.js', leak(session));
    repo.git('stash', '-q');
    const refs = repo.git('for-each-ref', '--format=%(refname)');
    const { stdout, exitCode } = await purge();
    expect([exitCode, inClone('for-each-ref', '--format=%(refname)')]).toEqual([0, refs]);
    expect(stdout).toContain('   - Notes (refs/notes) stay attached to the old ids of commits.\n');
    expect(stdout).toContain(
      `push --force URL 'refs/heads/*:refs/heads/*' 'refs/notes/*:refs/notes/*' 'refs/tags/*:refs/tags/*'\n`,
    );
    expect(inClone('tag', '-l', '--format=%(contents)', 'v1')).toBe(`navixy hash=${mark(session)}\n`);
    expect(inClone('show', 'refs/stash:app.js')).toBe(leak(mark(session)).trim());
    const note = inClone('ls-tree', '--object-only', 'refs/notes/commits');
    expect(inClone('cat-file', 'blob', note)).toBe(`navixy session hash=${mark(session)}`);
  });

  test('messages in other encodings and signatures', async () => {
    repo.write('caf\u00e9 "1".txt', leak(key));
    repo.git('config', 'i18n.commitEncoding', 'ISO-8859-1');
    repo.git('add', '-A');
    repo.gitWith({ input: Buffer.from(`caf\u00e9 navixy hash=${session}\n`, 'latin1') }, 'commit', '-q', '-F', '-');
    const raw = repo.git('cat-file', 'commit', 'HEAD');
    const signed = `${raw.slice(0, raw.indexOf('\n\n'))}\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----\n\nSigned\n`;
    repo.git(
      'update-ref',
      'refs/heads/signed',
      repo.gitWith({ input: signed }, 'hash-object', '-t', 'commit', '-w', '--stdin'),
    );
    const tag = `object ${repo.git('rev-parse', 'HEAD')}\ntype commit\ntag s\ntagger A <a@b.example> 1 +0000\n\nnavixy hash=${session}\n-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n`;
    repo.git('update-ref', 'refs/tags/s', repo.gitWith({ input: tag }, 'hash-object', '-t', 'tag', '-w', '--stdin'));
    const { stdout, exitCode } = await purge();
    expect(stdout).toContain('   signatures lost by 1 commit and 1 tag\n');
    expect(exitCode).toBe(0);
    expect(inClone('cat-file', 'commit', 'main')).toContain('encoding ISO-8859-1');
    expect(inClone('cat-file', 'tag', 's')).toMatch(new RegExp(`\n\nnavixy hash=${mark(session)}$`));
  });

  test('what it cannot rewrite is listed, and left', async () => {
    repo.write('old.zip', makeZip([{ name: 'app.js', content: leak(key) }]));
    repo.write('app.js', leak(key));
    repo.commit('First');
    repo.git('tag', '-a', 'files', '-m', 'Of a directory', 'HEAD^{tree}');
    const { stdout, exitCode } = await purge();
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      `What stays:\n   refs/tags/files: names no commit, so git filter-repo leaves it: delete it\n   old.zip!/app.js: in an archive: replace the archive\n`,
    );
    expect(stdout).toContain('   bytes      only those of the values differ\n   values     some are left:\n');
  });

  test('generated histories keep everything but the values', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (commits) => {
        const made = makeHistory(commits, { isPacked: false, format: 'sha1' });
        using source = made.repo;
        using folder = new TempFolder();
        const output = folder.path('clean.git');
        const args = ['purge', '--allow-alive', '--yes', '--output', output];
        const { stdout, exitCode } = await cli(args, { cwd: source.root });
        expect(exitCode, stdout).toBe(0);
        if (!existsSync(output)) return;
        const both = (...words: string[]) => [
          source.git(...words).split('\n'),
          source.gitWith({ cwd: output }, ...words).split('\n'),
        ];
        // The same commits in the same order, apart from ids; the same files with the values replaced.
        const [before, after] = both('log', '--all', '--topo-order', '--date-order', '--format=%H %an %ct %s');
        expect(after!.map((line) => line.slice(41))).toEqual(before!.map((line) => line.slice(41)));
        for (const [at, line] of before!.entries()) {
          const files = (cwd: string, id: string) => source.gitWith({ cwd }, 'grep', '-a', '', id).replaceAll(id, '');
          if (source.git('ls-tree', line.slice(0, 40)) === '') continue;
          const wanted = SECRETS.reduce(
            (text, value) => text.replaceAll(value, mark(value)),
            files(source.root, line.slice(0, 40)),
          );
          expect(files(output, after![at]!.slice(0, 40))).toBe(wanted);
        }
      }),
      { numRuns: 10 },
    );
  });

  test('the push command publishes the clone, and a new clone is clean', async () => {
    repo.write('app.js', leak(key));
    repo.commit('First');
    repo.git('branch', 'side');
    using server = new TempFolder();
    repo.git('clone', '-q', '--mirror', repo.root, server.path('fleet.git'));
    const bare = server.path('fleet.git');
    repo.gitWith({ cwd: bare }, 'remote', 'remove', 'origin');
    repo.git('clone', '-q', bare, server.path('work'));
    const { stdout, exitCode } = await purge(server.path('work'));
    const command = /^ {2}(git -C .* push .*)$/m.exec(stdout)?.[1];
    expect([exitCode, command]).toEqual([
      0,
      `git -C ${clone} push --force ${bare} 'refs/remotes/origin/*:refs/heads/*'`,
    ]);
    execFileSync('sh', ['-c', command!], { stdio: 'ignore' });
    expect((await cli(['scan', '--history', bare], { cwd: server.root })).exitCode).toBe(1);
    repo.git('clone', '-q', '--mirror', `file://${bare}`, server.path('again.git'));
    expect((await cli(['scan', '--history', server.path('again.git')], { cwd: server.root })).exitCode).toBe(0);
    expect(existsSync(path.join(clone, 'filter-repo', 'commit-map'))).toBe(true);
  });
});
