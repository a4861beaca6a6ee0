import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { BLOCK_SIZE, BlockCache, blockMemory } from '../../../scanner/packs/block-cache.ts';
import { BlockReader } from '../../../scanner/packs/block-reader.ts';
import { PackDamage } from '../../../scanner/packs/pack-damage.ts';
import { openPack } from '../../../scanner/packs/pack-handle.ts';
import { TempFolder } from '../../support/repo.ts';

const folder = new TempFolder();
const BLOCKS = 24;
const files = ['one', 'other'].map((name) => {
  const bytes = randomBytes(BLOCKS * BLOCK_SIZE - 1234);
  writeFileSync(folder.path(name), bytes);
  return { path: folder.path(name), bytes };
});
afterAll(() => folder[Symbol.dispose]());

/** A reader for each file, as in two threads, over shared memory with room for eight blocks. */
function readers(): BlockReader[] {
  const memory = blockMemory(new Uint8Array(new SharedArrayBuffer(8 * BLOCK_SIZE)));
  return files.map(
    ({ path }, at) =>
      new BlockReader(openPack(path, false), new BlockCache(memory), at * (BLOCKS + 1), Buffer.alloc(3 * BLOCK_SIZE)),
  );
}

describe('the block reader of several threads', () => {
  it('reads the content of the file after any earlier reads by any thread', () => {
    const size = files[0]!.bytes.length;
    const length = fc.oneof(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 5 * BLOCK_SIZE }));
    const stretch = fc.record({ file: fc.nat({ max: 1 }), offset: fc.nat({ max: size - 1 }), length });
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 60 }), (stretches) => {
        const both = readers();
        for (const { file, offset, length: wanted } of stretches) {
          const { path: _, bytes } = files[file]!;
          const most = Math.min(wanted, size - offset);
          const { bytes: read, at } = both[file]!.read(offset, most);
          expect(both[file]!.isUnchanged).toBe(true);
          expect(read.subarray(at, at + most).equals(bytes.subarray(offset, offset + most))).toBe(true);
        }
        for (const reader of both) reader.close();
      }),
      { numRuns: 200 },
    );
  });

  it('detects that another reader replaced its last block, and reads the block separately', () => {
    const [reader, other] = readers() as [BlockReader, BlockReader];
    const { bytes, at } = reader.read(100, 50);
    expect(reader.isUnchanged).toBe(true);
    for (let block = 0; block < BLOCKS; block += 1) other.read(block * BLOCK_SIZE, 10);
    expect(reader.isUnchanged).toBe(false);
    expect(bytes.subarray(at, at + 50).equals(files[0]!.bytes.subarray(100, 150))).toBe(false);
    const apart = reader.readUncached(100, 50);
    expect(reader.isUnchanged).toBe(true);
    expect(apart.bytes.subarray(apart.at, apart.at + 50).equals(files[0]!.bytes.subarray(100, 150))).toBe(true);
    for (const one of [reader, other]) one.close();
  });

  it('does not use a slot that another reader is filling', () => {
    const cache = new BlockCache(blockMemory(new Uint8Array(4 * BLOCK_SIZE)));
    const places = [0, 1, 2, 3].map((block) => cache.put(block, () => undefined));
    expect([...places].sort()).toEqual([0, 1, 2, 3]);
    // Block 0 is the least recently used, so the first new block takes its slot.
    let late = 0;
    expect(cache.put(4, () => (late = cache.put(5, () => expect.unreachable())))).toBe(places[0]);
    expect(late).toBe(-1);
    expect([0, 4, 5].map((block) => cache.find(block))).toEqual([-1, places[0], -1]);
  });

  it('does not read a slot whose stamp says that it is being filled, even if the slot still names the block', () => {
    const memory = blockMemory(new Uint8Array(new SharedArrayBuffer(4 * BLOCK_SIZE)));
    const { path, bytes } = files[0]!;
    const reader = new BlockReader(openPack(path, false), new BlockCache(memory), 0, Buffer.alloc(3 * BLOCK_SIZE));
    reader.read(100, 50);
    // The first step of another thread that fills a slot. It stays there while this thread reads.
    for (let place = 0; place < 4; place += 1) memory.state[place * 3 + 1]! += 1;
    memory.bytes.fill(0);
    const { bytes: read, at } = reader.read(100, 50);
    expect(read.subarray(at, at + 50).equals(bytes.subarray(100, 150))).toBe(true);
    expect(reader.isUnchanged).toBe(true);
    reader.close();
  });

  it('keeps no block that could not be read', () => {
    const cache = new BlockCache(blockMemory(new Uint8Array(4 * BLOCK_SIZE)));
    expect(() =>
      cache.put(7, () => {
        throw new PackDamage('short');
      }),
    ).toThrow(PackDamage);
    expect(cache.find(7)).toBe(-1);
    const [reader] = readers() as [BlockReader];
    expect(() => reader.read(files[0]!.bytes.length - 5, 6)).toThrow(PackDamage);
    reader.close();
  });
});
