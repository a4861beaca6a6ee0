import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { applySteps, makeDelta, objectId, writePack, type PackEntry } from '../../support/pack-writer.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { readByPacks } from '../../support/two-readers.ts';
import { json, leak } from '../run.ts';

const content = Buffer.from(`${'// filler\n'.repeat(30)}${leak(hex('kept'))}`);
const good: PackEntry = { type: 'blob', content };

/** A blob of 200 bytes that only the entry under test contains. */
const wanted = (name: string) => Buffer.from(`${name} `.repeat(60)).subarray(0, 200);

/** Scans a repository whose only pack holds `entries`. */
async function scanned(entries: readonly PackEntry[]) {
  using repo = new TempRepo();
  writePack(repo.path('.git/objects'), [good, ...entries]);
  return {
    ...(await json(['scan', '--history'], { cwd: repo.root })),
    reasons: (await readByPacks(repo.root)).complaints,
  };
}

describe('a pack that git would never write: an entry', () => {
  const copyAll = makeDelta(content.length, content.length, [{ from: 0, length: content.length }]);
  const circle = [wanted('one'), wanted('two')].map((bytes) => objectId('blob', bytes));
  const cases: Record<string, PackEntry[]> = {
    'with too small a size': [{ type: 'blob', content: wanted('small'), claimedSize: 100 }],
    'with too large a size': [{ type: 'blob', content: wanted('large'), claimedSize: 300 }],
    'with a size of petabytes': [{ type: 'blob', content: wanted('huge'), claimedSize: 2 ** 52 }],
    'that is truncated': [{ type: 'blob', content: wanted('cut'), raw: deflateSync(wanted('cut')).subarray(0, 10) }],
    'that is not zlib data': [{ type: 'blob', content: wanted('noise'), raw: Buffer.alloc(50, 7) }],
    'with a delta for another base': [
      { type: 'blob', content: wanted('other'), base: 0, delta: makeDelta(5, 5, [{ from: 0, length: 5 }]) },
    ],
    'with a delta that copies out of bounds': [
      {
        type: 'blob',
        content: wanted('outside'),
        base: 0,
        delta: makeDelta(content.length, 200, [{ from: content.length - 10, length: 200 }]),
      },
    ],
    'with a delta shorter than it claims': [
      {
        type: 'blob',
        content: wanted('less'),
        base: 0,
        delta: makeDelta(content.length, 200, [{ from: 0, length: 100 }]),
      },
    ],
    'with a delta longer than it claims': [
      {
        type: 'blob',
        content: wanted('more'),
        base: 0,
        delta: makeDelta(content.length, 200, [{ from: 0, length: 300 }]),
      },
    ],
    'has a delta that ends in the middle': [
      { type: 'blob', content: wanted('middle'), base: 0, delta: copyAll.subarray(0, copyAll.length - 1) },
    ],
    'has a reserved instruction': [
      {
        type: 'blob',
        content: wanted('reserved'),
        base: 0,
        delta: Buffer.concat([makeDelta(content.length, 1, []), Buffer.from([0])]),
      },
    ],
    'has deltas in a circle': circle.map((_, at): PackEntry => ({
      type: 'blob',
      content: wanted(at === 0 ? 'one' : 'two'),
      base: circle[1 - at]!,
      delta: makeDelta(200, 200, [{ from: 0, length: 200 }]),
    })),
    'has a delta to nothing': [{ type: 'blob', content: wanted('nothing'), base: '12'.repeat(20), delta: copyAll }],
  };

  it.each(Object.entries(cases))('%s makes the scan incomplete, and everything else is read', async (_, entries) => {
    const { report, exitCode, reasons } = await scanned(entries);
    expect(exitCode).toBe(2);
    expect(report.findings).toHaveLength(1);
    for (const entry of entries) expect(reasons.join()).toContain(objectId('blob', entry.content));
  });

  it('in a delta tree larger than the memory for it is read', async () => {
    const large = Buffer.alloc(30 * 1024 * 1024, 'no value here\n');
    const half = large.length / 2;
    const steps = [{ from: 0, length: half }, { from: half, length: half }, Buffer.from(leak(hex('large')))];
    const result = applySteps(large, steps);
    const { report, exitCode } = await scanned([
      { type: 'blob', content: large },
      { type: 'blob', content: result, base: 1, delta: makeDelta(large.length, result.length, steps) },
    ]);
    expect([exitCode, report.findings.length]).toEqual([1, 2]);
  });
});

/** A small repository in one pack, whose copies the tests damage. */
function packed(): { repo: TempRepo; pack: string } {
  const repo = new TempRepo();
  for (let version = 0; version < 6; version += 1) {
    repo.write(
      'src/a.ts',
      `${'const filler = 1;\n'.repeat(40)}${version === 3 ? leak(hex('packed')) : `// ${version}\n`}`,
    );
    repo.commit(`version ${version}`);
  }
  repo.git('gc', '-q', '--prune=now');
  repo.git('reflog', 'expire', '--expire=now', '--all');
  const pack = repo.path(
    '.git',
    repo.inventory().find((name) => name.endsWith('.pack'))!,
  );
  return { repo, pack };
}

describe('a pack or an index with any byte changed', () => {
  it('makes the scan incomplete, or is read unchanged; it never looks clean, hangs or crashes', async () => {
    const { repo, pack } = packed();
    using _ = repo;
    using spare = new TempFolder();
    const files = [pack, pack.replace('.pack', '.idx')];
    for (const [at, file] of files.entries()) {
      copyFileSync(file, spare.path(String(at)));
      chmodSync(file, 0o644);
    }
    const { report } = await json(['scan', '--history'], { cwd: repo.root });
    expect([report.findings.length, report.complete]).toEqual([1, true]);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(0, 1),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        fc.integer({ min: 1, max: 255 }),
        fc.boolean(),
        async (which, where, change, isCut) => {
          const original = readFileSync(spare.path(String(which)));
          const at = Math.floor(where * original.length);
          const damaged = isCut ? original.subarray(0, at) : Buffer.from(original);
          if (!isCut) damaged[at]! ^= change;
          writeFileSync(files[which]!, damaged);
          try {
            const run = await json(['scan', '--history'], { cwd: repo.root });
            expect(run.report.complete).toBe(false);
            expect(run.exitCode).toBe(2);
          } finally {
            writeFileSync(files[which]!, original);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('an object database that contradicts itself', () => {
  it('is incomplete if another object replaces the leaking one', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('covered')));
    repo.write('b.ts', 'nothing\n');
    repo.commit('start');
    const [leaking, harmless] = ['a.ts', 'b.ts'].map((name) => repo.git('rev-parse', `HEAD:${name}`));
    const [victim, other] = [leaking!, harmless!].map((oid) =>
      repo.path('.git/objects', oid.slice(0, 2), oid.slice(2)),
    );
    chmodSync(victim!, 0o644);
    copyFileSync(other!, victim!);
    const { report, exitCode } = await json(['scan', '--history'], { cwd: repo.root });
    expect([report.findings.length, exitCode]).toEqual([0, 2]);
    expect(report.notLookedAt.map(({ reason }) => reason)).toContain(
      `object ${leaking!} is damaged: its content is not what its id says`,
    );
  });

  it('is incomplete if a commit is its own tree, which would send git into a loop', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('inside')));
    const commit = repo.commit('start');
    repo.write('a.ts', 'gone\n');
    repo.commit('remove');
    const file = (oid: string) => repo.path('.git/objects', oid.slice(0, 2), oid.slice(2));
    for (const tree of ['HEAD', commit].map((rev) => repo.git('rev-parse', `${rev}^{tree}`))) {
      chmodSync(file(tree), 0o644);
      copyFileSync(file(repo.git('rev-parse', 'HEAD')), file(tree));
    }
    const { report, exitCode } = await json(['scan', '--history'], { cwd: repo.root });
    expect([report.findings.length, exitCode]).toEqual([1, 2]);
    expect(report.notLookedAt.map(({ reason }) => reason).join()).toContain('what it names as its tree is a commit');
  });

  it.each(['.idx', '.pack'])('is incomplete with half an unreachable pack, without its %s', async (ending) => {
    using repo = new TempRepo();
    const name = writePack(repo.path('.git/objects'), [good]);
    rmSync(name + ending);
    // git itself reports no error.
    expect(repo.git('fsck', '--full')).not.toContain('error');
    const { report, exitCode } = await json(['scan', '--history'], { cwd: repo.root });
    expect([report.complete, exitCode]).toEqual([false, 2]);
    expect(report.notLookedAt[0]!.path).toContain('pack-');
  });

  it('is read without a multi-pack index or commit graph that is wrong', async () => {
    const { repo } = packed();
    using _ = repo;
    repo.git('multi-pack-index', 'write');
    repo.git('commit-graph', 'write', '--reachable');
    const expected = (await json(['scan', '--history'], { cwd: repo.root })).report.findings;
    expect(expected).toHaveLength(1);
    for (const name of ['.git/objects/pack/multi-pack-index', '.git/objects/info/commit-graph']) {
      const file = repo.path(name);
      const bytes = readFileSync(file);
      chmodSync(file, 0o644);
      // The bytes after the chunk tables: ids and offsets.
      writeFileSync(file, bytes.fill(1, 1200, bytes.length - 20));
    }
    expect(() => repo.git('rev-list', '--objects', '--all')).toThrow();
    const { report } = await json(['scan', '--history'], { cwd: repo.root });
    expect([report.findings, report.complete]).toEqual([expected, true]);
  });

  it('is incomplete if the index gives the leaking object another name', async () => {
    const { repo, pack } = packed();
    using _ = repo;
    const leaking = repo.git('rev-parse', 'HEAD~2:src/a.ts');
    const index = pack.replace('.pack', '.idx');
    const bytes = readFileSync(index);
    const at = bytes.indexOf(Buffer.from(leaking, 'hex'));
    // Changes the last byte, so the order stays valid.
    bytes[at + 19]! ^= 1;
    bytes.set(createHash('sha1').update(bytes.subarray(0, -20)).digest(), bytes.length - 20);
    chmodSync(index, 0o644);
    writeFileSync(index, bytes);
    const { report, exitCode } = await json(['scan', '--history'], { cwd: repo.root });
    expect([report.complete, exitCode]).toEqual([false, 2]);
  });
});
