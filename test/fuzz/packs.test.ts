import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { BlockCache, blockMemory } from '../../scanner/packs/block-cache.ts';
import { BlockReader } from '../../scanner/packs/block-reader.ts';
import { openPack } from '../../scanner/packs/pack-handle.ts';
import { Core } from '../../scanner/wasm/core.ts';
import { PackDamage } from '../../scanner/packs/pack-damage.ts';
import { DeltaApplier } from '../../scanner/packs/delta.ts';
import { PackIndex } from '../../scanner/packs/index-file.ts';
import { readLayout, linkDeltaTree, readHeaders, UNREADABLE } from '../../scanner/packs/read-layout.ts';
import { readLoose } from '../../scanner/packs/loose-objects.ts';
import { Walker, type Visitor } from '../../scanner/packs/walk-delta-trees.ts';
import { makeDelta, objectId, writePack, type PackEntry } from '../support/pack-writer.ts';
import { TempFolder } from '../support/repo.ts';
import { mutate, mutations, runs, SEED } from './support.ts';

const folder = new TempFolder();
afterAll(() => folder[Symbol.dispose]());

const core = Core.createStandalone(256 * 1024);
const memory = core?.memory ?? Buffer.allocUnsafeSlow(256 * 1024);

/** A chain of OFS deltas, a REF delta, and objects of every type. */
function entries(): PackEntry[] {
  const base = Buffer.from('a line of a file\n'.repeat(20));
  const list: PackEntry[] = [
    { type: 'blob', content: base },
    { type: 'commit', content: Buffer.from('tree 0\n\nmessage\n') },
    { type: 'tag', content: Buffer.from('object 0\n\ntag\n') },
  ];
  let last = base;
  for (let step = 0; step < 6; step += 1) {
    const content = Buffer.concat([last.subarray(0, 100), Buffer.from(`change ${step}\n`), last.subarray(80)]);
    const delta = makeDelta(last.length, content.length, [
      { from: 0, length: 100 },
      Buffer.from(`change ${step}\n`),
      { from: 80, length: last.length - 80 },
    ]);
    list.push({
      type: 'blob',
      content,
      base: step === 3 ? objectId('blob', last) : step === 0 ? 0 : list.length - 1,
      delta,
    });
    last = content;
  }
  return list;
}

const originals = ([1, 2] as const).map((version) => {
  const name = writePack(folder.path(`v${version}`), entries(), { version });
  return { pack: readFileSync(`${name}.pack`), index: readFileSync(`${name}.idx`) };
});

/** The result for each entry of a pack. Any exception except PackDamage is a defect. */
function walkAll(pack: Buffer, index: Buffer): { count: number; seen: number[]; wrong: number } | undefined {
  const file = folder.path('fuzzed.pack');
  writeFileSync(file, pack);
  try {
    const ids = new PackIndex({ bytes: index, hashLength: 20 });
    const handle = openPack(file, false);
    const { layout } = readLayout(handle, ids);
    readHeaders(handle, layout, ids);
    linkDeltaTree(layout);
    const seen: number[] = [];
    let wrong = 0;
    const look = (rank: number, bytes: Buffer, start: number, end: number) => {
      seen.push(rank);
      expect(start >= 0 && start <= end && end <= bytes.length).toBe(true);
      const type = ['', 'commit', 'tree', 'blob', 'tag'][layout.types[rank]!]!;
      if (
        createHash('sha1')
          .update(`${type} ${end - start}\0`)
          .update(bytes.subarray(start, end))
          .digest('hex') !== ids.oidAt(layout.positions[rank]!)
      )
        wrong += 1;
    };
    const visitor: Visitor<undefined> = {
      visitRoot: look as Visitor<undefined>['visitRoot'],
      visitDerived: look as Visitor<undefined>['visitDerived'],
      visitUnreadable: (rank) => void seen.push(rank),
    };
    const inputBuffer = core?.inputBuffer ?? Buffer.allocUnsafeSlow(256 * 1024);
    // The second half is for blocks, which must not be confused with those of an earlier pack.
    const reader = new BlockReader(
      handle,
      new BlockCache(blockMemory(inputBuffer.subarray(128 * 1024))),
      0,
      inputBuffer.subarray(0, 128 * 1024),
    );
    try {
      const walker = new Walker(layout, reader, visitor, memory, core);
      for (let rank = 0; rank < layout.count; rank += 1) {
        if (layout.roots[rank] === -1 || layout.types[rank] === UNREADABLE) seen.push(rank);
        else if (layout.bases[rank] === -1) walker.walk(rank);
      }
    } finally {
      reader.close();
    }
    return { count: layout.count, seen, wrong };
  } catch (error) {
    if (error instanceof PackDamage) return undefined;
    throw error;
  }
}

function expectEachOnce(outcome: ReturnType<typeof walkAll>): void {
  if (outcome === undefined) return;
  expect([...outcome.seen].sort((one, other) => one - other)).toEqual(
    Array.from({ length: outcome.count }, (_, rank) => rank),
  );
}

describe(`pack readers with any input (seed ${SEED})`, () => {
  it('read an intact pack', () => {
    for (const { pack, index } of originals) {
      const outcome = walkAll(pack, index);
      expectEachOnce(outcome);
      expect([outcome?.count, outcome?.wrong]).toEqual([9, 0]);
    }
  });

  it('pass every entry of a mutated pack once, or call the pack damaged', () => {
    fc.assert(
      fc.property(fc.constantFrom(...originals), mutations, ({ pack, index }, list) =>
        expectEachOnce(walkAll(mutate(pack, list), index)),
      ),
      runs(4000),
    );
  });

  it('do the same with a mutated index', () => {
    fc.assert(
      fc.property(fc.constantFrom(...originals), mutations, ({ pack, index }, list) =>
        expectEachOnce(walkAll(pack, mutate(index, list))),
      ),
      runs(4000),
    );
  });

  it('do the same if both are mutated, and with random bytes', () => {
    const bytes = fc.uint8Array({ maxLength: 3000, size: 'max' }).map((some) => Buffer.from(some));
    fc.assert(
      fc.property(fc.constantFrom(...originals), mutations, mutations, ({ pack, index }, one, other) =>
        expectEachOnce(walkAll(mutate(pack, one), mutate(index, other))),
      ),
      runs(1000),
    );
    fc.assert(
      fc.property(bytes, bytes, (pack, index) => expectEachOnce(walkAll(pack, index))),
      runs(300),
    );
  });

  it('find only existing ids in a mutated index, and end', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...originals),
        mutations,
        fc.uint8Array({ minLength: 20, maxLength: 20 }),
        ({ index }, list, id) => {
          let ids: PackIndex;
          try {
            ids = new PackIndex({ bytes: mutate(index, list), hashLength: 20 });
          } catch (error) {
            expect(error).toBeInstanceOf(PackDamage);
            return;
          }
          const position = ids.find(id, 0);
          if (position >= 0) expect(ids.oidAt(position)).toBe(Buffer.from(id).toString('hex'));
        },
      ),
      runs(3000),
    );
  });

  it('accept a loose object only if its content matches its id', () => {
    const id = 'ab'.padEnd(40, '0');
    const file = folder.write(`loose/ab/${id.slice(2)}`, '');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), mutations, (bytes, list) => {
        writeFileSync(file, mutate(Buffer.concat([Buffer.from([0x78, 0x9c]), bytes]), list));
        expect(() => readLoose(folder.path('loose'), id, 1000)).toThrow(PackDamage);
      }),
      runs(1000),
    );
  });
});

describe(`deltas with any content (seed ${SEED})`, () => {
  const DELTA_AT = 128 * 1024;
  const base = Buffer.from('0123456789'.repeat(100));
  const whole = makeDelta(base.length, 540, [
    { from: 10, length: 500 },
    Buffer.from('inserted'),
    { from: 0, length: 32 },
  ]);
  const bytes = fc.oneof(
    { weight: 3, arbitrary: mutations.map((list) => mutate(whole, list)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((some) => Buffer.from(some)) },
  );

  it('are applied identically by both appliers or rejected by both, without writes outside the result', () => {
    const other = Buffer.alloc(memory.length);
    fc.assert(
      fc.property(bytes, (delta) => {
        const sides = [
          { one: core, where: memory },
          { one: undefined, where: other },
        ].map(({ one, where }) => {
          base.copy(where, 0);
          delta.copy(where, DELTA_AT);
          const applier = new DeltaApplier(where, one);
          try {
            const size = applier.resultSize(DELTA_AT, DELTA_AT + delta.length);
            // As in the walker.
            if (base.length + size > DELTA_AT) return 'too large';
            where.fill(7, base.length + size, base.length + size + 300);
            applier.apply(DELTA_AT, DELTA_AT + delta.length, 0, base.length, base.length);
            expect(where.subarray(0, base.length).equals(base)).toBe(true);
            expect(
              where
                .subarray(base.length + size, Math.min(base.length + size + 300, DELTA_AT))
                .every((byte) => byte === 7),
            ).toBe(true);
            return where.toString('latin1', base.length, base.length + size);
          } catch (error) {
            if (error instanceof PackDamage) return 'damage';
            throw error;
          }
        });
        expect(sides[0]).toBe(sides[1]);
      }),
      runs(4000),
    );
  });
});
