import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { applySteps, makeDelta, objectId, writePack, type PackEntry, type Step } from '../../support/pack-writer.ts';
import { TempRepo } from '../../support/repo.ts';
import { readByGit, readByPacks } from '../../support/two-readers.ts';
import { leak } from '../run.ts';

/** Expects both readers to report the same for every object, without errors. */
async function expectAgreement(repo: TempRepo, suspects?: number): Promise<void> {
  const [packs, git] = [await readByPacks(repo.root), readByGit(repo.root)];
  expect(packs).toEqual(git);
  if (suspects !== undefined) expect(git.suspects).toHaveLength(suspects);
}

const blob = (content: Buffer): PackEntry => ({ type: 'blob', content });

/** A blob stored as a delta of another entry. */
function derived(base: Buffer, to: number | string, steps: readonly Step[]): PackEntry {
  const content = applySteps(base, steps);
  return { type: 'blob', content, base: to, delta: makeDelta(base.length, content.length, steps) };
}

const filler = (length: number, seed = 'x') =>
  Buffer.from(`// ${seed} nothing to see here, move along\n`.repeat(Math.ceil(length / 20))).subarray(0, length);

function versions(repo: TempRepo, count: number): void {
  for (let version = 0; version < count; version += 1) {
    const lines = Array.from({ length: 120 }, (_, line) =>
      line === (version * 7) % 120
        ? leak(hex(`v${version}`))
        : `const a${line} = ${line * (line === version ? 2 : 1)};\n`,
    );
    repo.write('a.ts', lines.join(''));
    repo.write(`dir${version % 3}/b.ts`, `${filler(500, String(version % 5)).toString()}\n${version}`);
    repo.commit(`version ${version} ${version === 4 ? leak(hex('message')) : ''}`);
  }
}

describe('the pack reader and git read the same', () => {
  it.each(['sha1', 'sha256'] as const)(
    'from loose objects, from a pack, and from copies of objects in both (%s)',
    async (format) => {
      using repo = new TempRepo({ format });
      versions(repo, 8);
      repo.git('tag', '-a', 'v1', '-m', leak(hex('tag')));
      await expectAgreement(repo);
      repo.git('repack', '-q', '-a', '-f', '--depth=50', '--window=50');
      await expectAgreement(repo);
      repo.git('prune-packed');
      await expectAgreement(repo);
    },
  );

  it('from several packs, with a multi-pack index and a promisor pack', async () => {
    using repo = new TempRepo();
    for (let round = 0; round < 3; round += 1) {
      versions(repo, 4);
      repo.git('repack', '-q', '-d');
    }
    repo.git('multi-pack-index', 'write');
    await expectAgreement(repo);
    repo.git('repack', '-q', '-a', '-k');
    await expectAgreement(repo);
    const [pack] = repo.inventory().filter((name) => name.endsWith('.pack'));
    repo.write(`.git/${pack!.replace('.pack', '.promisor')}`, '');
    await expectAgreement(repo);
  });

  it('from a delta chain as long as git allows', async () => {
    using repo = new TempRepo();
    const entries: PackEntry[] = [blob(Buffer.concat([filler(300), Buffer.from(leak(hex('chain'))), filler(300)]))];
    for (let depth = 1; depth < 4095; depth += 1) {
      const base = entries[depth - 1]!.content;
      entries.push(
        derived(base, depth - 1, [
          { from: 0, length: 290 },
          Buffer.from(String(depth).padStart(10)),
          { from: 300, length: base.length - 300 },
        ]),
      );
    }
    writePack(repo.path('.git/objects'), entries);
    await expectAgreement(repo, 4095);
  });

  it('from OFS and REF deltas whose base is before, after or in another pack', async () => {
    using repo = new TempRepo();
    const root = Buffer.concat([filler(200), Buffer.from(leak(hex('root'))), filler(200)]);
    const away = derived(root, objectId('blob', root), [
      { from: 0, length: 190 },
      { from: 330, length: 90 },
    ]);
    const last = derived(away.content, objectId('blob', away.content), [
      { from: 0, length: 280 },
      Buffer.from(leak(hex('new'))),
    ]);
    writePack(repo.path('.git/objects'), [last, away, blob(root)]);
    await expectAgreement(repo, 2);
    const thin = derived(root, objectId('blob', root), [{ from: 0, length: root.length }, Buffer.from('more\n')]);
    writePack(repo.path('.git/objects'), [
      thin,
      derived(thin.content, 0, [{ from: 0, length: thin.content.length }, Buffer.from('and more\n')]),
    ]);
    // git itself rejects deltas across packs. A reader that cannot read one must report it.
    const { complaints, suspects } = await readByPacks(repo.root);
    expect(suspects).toHaveLength(2);
    expect(complaints.join()).toContain(objectId('blob', thin.content));
  });

  it('from a version 1 index, with empty objects and an empty pack', async () => {
    using repo = new TempRepo();
    const base = Buffer.from(leak(hex('old index')));
    writePack(
      repo.path('.git/objects'),
      [blob(base), blob(Buffer.alloc(0)), derived(base, 0, [{ from: 3, length: 40 }])],
      { version: 1 },
    );
    writePack(repo.path('.git/objects'), []);
    await expectAgreement(repo);
  });

  it('when one digit changes at any position around the edge of a copy', async () => {
    using repo = new TempRepo();
    const before = `${filler(150).toString()}\nNAVIXY_HASH=`;
    const value = hex('border');
    const base = Buffer.from(`${before}${value}\n${filler(150).toString()}`);
    const entries: PackEntry[] = [blob(base)];
    for (let at = -40; at < 72; at += 1) {
      const here = before.length + at;
      const rest = { from: here + 1, length: base.length - here - 1 };
      entries.push(derived(base, 0, [{ from: 0, length: here }, Buffer.from(at % 2 === 0 ? '7' : 'z'), rest]));
      entries.push(
        derived(base, 0, [
          { from: 0, length: here },
          Buffer.from('f'),
          { ...rest, from: here, length: rest.length + 1 },
        ]),
      );
      entries.push(derived(base, 0, [{ from: 0, length: here }, rest]));
      entries.push(derived(base, 0, [{ from: here, length: base.length - here }]));
      entries.push(derived(base, 0, [{ from: 0, length: here }]));
    }
    writePack(repo.path('.git/objects'), unique(entries));
    await expectAgreement(repo);
    expect((await readByPacks(repo.root)).suspects.length).toBeGreaterThan(100);
  });

  it('when a value is split at a seam, in ASCII, UTF-16 and base64', async () => {
    using repo = new TempRepo();
    const line = `NAVIXY_HASH=${hex('seam')}\n`;
    const spellings = [
      Buffer.from(line),
      Buffer.from(`\uFEFF${line}`, 'utf16le'),
      Buffer.from(`Authorization: Basic ${Buffer.from(line).toString('base64')}\nnavixy\n`),
    ];
    const entries: PackEntry[] = [];
    for (const spelling of spellings) {
      for (let cut = 1; cut < spelling.length; cut += 1) {
        const base = Buffer.concat([
          spelling.subarray(0, cut),
          Buffer.from(' # '),
          filler(100, `c${cut}`),
          spelling.subarray(cut),
        ]);
        const at = entries.push(blob(base)) - 1;
        const rest = spelling.length - cut;
        entries.push(
          derived(base, at, [
            { from: 0, length: cut },
            { from: base.length - rest, length: rest },
            Buffer.from(`${cut}`),
          ]),
        );
      }
    }
    writePack(repo.path('.git/objects'), unique(entries));
    await expectAgreement(repo);
  });
});

/** Removes duplicates, because a pack holds each object once. Bases stay, because they come first. */
function unique(entries: readonly PackEntry[]): PackEntry[] {
  const seen = new Map<string, number>();
  const kept: PackEntry[] = [];
  const places = new Map<number, number>();
  for (const [at, entry] of entries.entries()) {
    const id = objectId(entry.type, entry.content);
    const known = seen.get(id);
    places.set(at, known ?? kept.length);
    if (known !== undefined) continue;
    seen.set(id, kept.length);
    kept.push(typeof entry.base === 'number' ? { ...entry, base: places.get(entry.base)! } : entry);
  }
  return kept;
}
