import { createHash } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { makeTar } from '../../support/tar.ts';
import { makeZip } from '../../support/zip.ts';
import { json, leak, places } from '../run.ts';

const zipOf = (seed: string) => makeZip([{ name: 'dir/x.ts', content: `// first line\n${leak(hex(seed))}` }]);
const tgzOf = (seed: string) => gzipSync(makeTar([{ name: 'dir/x.ts', content: `// first line\n${leak(hex(seed))}` }]));

describe('an archive on standard input', () => {
  it.each([
    ['zip', zipOf('zip')],
    ['tgz', tgzOf('tgz')],
    ['program', Buffer.concat([Buffer.from('MZ\0\0'), zipOf('zip')])],
  ])('is opened: %s', async (_, stdin) => {
    const run = await json(['scan', '-'], { cwd: '/', stdin });
    expect([places(run.report), run.report.notLookedAt, run.exitCode]).toEqual([['-!/dir/x.ts:2:29'], [], 1]);
  });

  it('has the path given with --stdin-path', async () => {
    using repo = new TempRepo();
    const run = await json(['scan', '--stdin-path', 'lib/a.jar'], { cwd: repo.root, stdin: zipOf('path') });
    expect(places(run.report)).toEqual(['lib/a.jar!/dir/x.ts:2:29']);
  });

  it('is subject to --max-size', async () => {
    const zip = zipOf('large');
    const { report, exitCode } = await json(['scan', '-', '--max-size', '100'], { cwd: '/', stdin: zip });
    expect(report.notLookedAt).toEqual([
      {
        path: 'standard input',
        reason: `it has ${zip.length} B, more than the 100 B of --max-size`,
        remedy: expect.stringContaining('--max-size'),
      },
    ]);
    expect(exitCode).toBe(2);
  });
});

describe('--max-size', () => {
  const small = { name: 'small.ts', content: leak(hex('small')) };
  const large = { name: 'large.ts', content: `${'// long\n'.repeat(400)}${leak(hex('large'))}` };
  const refused = {
    reason: 'larger than the 1.0 kB of --max-size',
    remedy: 'Scan it with a higher --max-size, or without one.',
  };

  it.each([
    ['a.zip', makeZip([small, large])],
    ['a.tar', makeTar([small, large])],
    ['a.tgz', gzipSync(makeTar([small, large]))],
  ])('applies to the members of %s, which is small itself', async (name, archive) => {
    using folder = new TempFolder();
    // A tar is as large as its members, so it is compressed here.
    folder.write(name, name === 'a.tar' ? gzipSync(archive) : archive);
    const { report, exitCode } = await json(['scan', '--max-size', '1k'], { cwd: folder.root });
    expect(places(report)).toEqual([`${name}!/small.ts:1:29`]);
    expect(report.notLookedAt).toEqual([{ path: folder.path(`${name}!/large.ts`), ...refused }]);
    expect(exitCode).toBe(2);
  });

  it('applies to the real size of members that claim a smaller size', async () => {
    using folder = new TempFolder();
    const zip = makeZip([{ ...large, name: 'liar.ts' }]);
    for (let at = zip.indexOf('PK'); at >= 0; at = zip.indexOf('PK', at + 1)) {
      const size = zip[at + 2] === 3 ? at + 22 : zip[at + 2] === 1 ? at + 24 : undefined;
      if (size !== undefined) zip.writeUInt32LE(10, size);
    }
    folder.write('a.zip', zip);
    const { report, exitCode } = await json(['scan', '--max-size', '1k'], { cwd: folder.root });
    expect(report.notLookedAt).toEqual([{ path: folder.path('a.zip!/liar.ts'), ...refused }]);
    expect(exitCode).toBe(2);
  });

  it('applies to a single compressed file', async () => {
    using folder = new TempFolder();
    folder.write('large.ts.gz', gzipSync(large.content));
    const { report } = await json(['scan', '--max-size', '1k'], { cwd: folder.root });
    expect(report.notLookedAt).toEqual([expect.objectContaining(refused)]);
  });
});

describe('an archive in git', () => {
  it('is read from the index', async () => {
    using repo = new TempRepo();
    repo.write('a.zip', zipOf('staged'));
    repo.git('add', 'a.zip');
    repo.write('a.zip', zipOf('not staged'));
    const { report } = await json(['scan', '--staged'], { cwd: repo.root });
    expect(places(report)).toEqual(['a.zip!/dir/x.ts:2:29']);
    expect([report.findings[0]?.sha256, report.findings[0]?.origin.type]).toEqual([
      createHash('sha256').update(hex('staged')).digest('hex'),
      'staged',
    ]);
  });

  it('is opened in a commit range, with the commit that introduced it', async () => {
    using repo = new TempRepo();
    repo.commit('start');
    repo.write('a.tgz', tgzOf('range'));
    const commit = repo.commit('bring it');
    const { report } = await json(['scan', '--range', 'HEAD~1..HEAD'], { cwd: repo.root });
    expect(
      report.findings.map(({ path: name, line, column, origin }) => [
        name,
        line,
        column,
        origin.commit,
        origin.subject,
      ]),
    ).toEqual([['a.tgz!/dir/x.ts', 2, 29, commit, 'bring it']]);
  });

  it.each(['loose', 'packed'])(
    'is opened in the history, %s, with the commits that introduced and removed it',
    async (how) => {
      using repo = new TempRepo();
      repo.write('lib/a.jar', zipOf('history'));
      repo.write('stored.tar', makeTar([{ name: 's.ts', content: leak(hex('stored')) }]));
      const added = repo.commit('add');
      repo.git('rm', '-q', 'lib/a.jar');
      const removed = repo.commit('remove');
      if (how === 'packed') repo.git('gc', '-q');
      const { report, exitCode } = await json(['scan', '--history'], { cwd: repo.root });
      expect([places(report), report.notLookedAt, exitCode]).toEqual([
        ['lib/a.jar!/dir/x.ts:2:29', 'stored.tar!/s.ts:1:29'],
        [],
        1,
      ]);
      const { origin } = report.findings[0]!;
      expect([
        origin.introduced?.map(({ commit }) => commit),
        origin.removed?.map(({ commit }) => commit),
        origin.inHead,
      ]).toEqual([[added], [removed], false]);
    },
  );

  it('is opened if it is stored as a delta or unreachable', async () => {
    using repo = new TempRepo();
    const noise = Array.from({ length: 300 }, (_, at) => ({
      name: `${at}.txt`,
      content: hex(`${at}`).slice(0, 20),
      method: 'store' as const,
    }));
    repo.write('a.zip', makeZip(noise));
    repo.commit('first');
    repo.write('a.zip', makeZip([...noise, { name: 'x.ts', content: `${leak(hex('delta'))}${'q'.repeat(200)}` }]));
    repo.commit('second');
    repo.git('gc', '-q');
    repo.dangling(tgzOf('dangling'));
    const { report } = await json(['scan', '--history'], { cwd: repo.root });
    expect(report.findings.map(({ path: name }) => name.replace(/[0-9a-f]{40}/, 'ID'))).toEqual([
      'a.zip!/x.ts',
      'blob:ID!/dir/x.ts',
    ]);
  });

  it('is listed by object id if it cannot be opened and nothing was found', async () => {
    using repo = new TempRepo();
    repo.write('a.zip', makeZip([{ name: 'x.ts', content: 'locked', encrypted: true }]));
    repo.commit('first');
    const blob = repo.git('rev-parse', 'HEAD:a.zip');
    const { report, exitCode } = await json(['scan', '--history'], { cwd: repo.root });
    expect(exitCode).toBe(2);
    expect(report.notLookedAt).toEqual([
      {
        path: `${repo.root}/blob:${blob}!/x.ts`,
        reason: 'it is encrypted',
        remedy: `See where it was: git log --all --find-object=${blob}. Unpack it with its password and scan the folder.`,
      },
    ]);
  });

  it('is listed by path if something was found', async () => {
    using repo = new TempRepo();
    repo.write('a.zip', makeZip([{ name: 'x.ts', content: 'locked', encrypted: true }]));
    repo.write('y.ts', leak(hex('found')));
    repo.commit('first');
    const { report } = await json(['scan', '--history'], { cwd: repo.root });
    expect(report.notLookedAt.map(({ path: name }) => name)).toEqual([`${repo.root}/a.zip!/x.ts`]);
  });
});

describe('a git LFS pointer', () => {
  const content = Buffer.from(`// large\n${leak(hex('lfs'))}`);
  const pointerTo = (bytes: Buffer) => {
    const oid = createHash('sha256').update(bytes).digest('hex');
    return { oid, text: `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${bytes.length}\n` };
  };
  const fetched = (repo: TempRepo, bytes: Buffer) => {
    const { oid } = pointerTo(bytes);
    const folder = repo.path('.git', 'lfs', 'objects', oid.slice(0, 2), oid.slice(2, 4));
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, oid), bytes);
  };

  it.each([
    ['files', ['scan']],
    ['the index', ['scan', '--staged']],
    ['history', ['scan', '--history']],
  ] as const)('is listed because its content is elsewhere: in %s', async (_, args) => {
    using repo = new TempRepo();
    repo.commit('start');
    repo.write('big.bin', pointerTo(content).text);
    repo.git('add', '-A');
    if (args[1] === '--history') repo.commitStaged('pointer');
    const { report, exitCode } = await json([...args], { cwd: repo.root });
    expect([places(report), exitCode]).toEqual([[], 2]);
    expect(report.notLookedAt).toHaveLength(1);
    expect(report.notLookedAt[0]!.reason).toBe('a git LFS pointer: its content is kept elsewhere');
    expect(report.notLookedAt[0]!.remedy).toContain('git lfs fetch --all');
  });

  it.each([
    ['files', ['scan']],
    ['the index', ['scan', '--staged']],
    ['history', ['scan', '--history']],
  ] as const)('is replaced by its content if that was fetched: in %s', async (_, args) => {
    using repo = new TempRepo();
    repo.commit('start');
    repo.write('big.bin', pointerTo(content).text);
    repo.write('big.zip', pointerTo(zipOf('lfs zip')).text);
    fetched(repo, content);
    fetched(repo, zipOf('lfs zip'));
    repo.git('add', '-A');
    if (args[1] === '--history') repo.commitStaged('pointer');
    const { report, exitCode } = await json([...args], { cwd: repo.root });
    expect([places(report), report.notLookedAt, exitCode]).toEqual([['big.bin:2:29', 'big.zip!/dir/x.ts:2:29'], [], 1]);
  });

  it('does not lead outside of the repository', async () => {
    using repo = new TempRepo();
    using outside = new TempFolder();
    const { oid, text } = pointerTo(content);
    repo.write('big.bin', text);
    const folder = repo.path('.git', 'lfs', 'objects', oid.slice(0, 2), oid.slice(2, 4));
    mkdirSync(folder, { recursive: true });
    symlinkSync(outside.write('secret', content), path.join(folder, oid));
    const { report, exitCode } = await json(['scan'], { cwd: repo.root });
    expect([places(report), exitCode]).toEqual([[], 2]);
  });
});
