import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../scanner/archives/byte-source.ts';
import { DEFAULT_LIMITS, type ArchiveLimits } from '../../scanner/model/archive-limits.ts';
import { Unpacker } from '../../scanner/archives/unpacker.ts';
import { PACKED } from '../scanner/archives/packed.ts';
import { makeTar } from '../support/tar.ts';
import { makeZip } from '../support/zip.ts';
import { mutate, mutations, runs, SEED } from './support.ts';

const LIMITS: ArchiveLimits = { ...DEFAULT_LIMITS, depth: 3, members: 50, member: 200_000, total: 500_000 };

const file = { name: 'dir/x.ts', content: 'const text = 1;\n'.repeat(30) };
const other = { name: 'other', content: 'nothing' };
const tar = makeTar([other, file], 'pax');
/** One archive of each kind, and some nested ones. */
const ARCHIVES: Readonly<Record<string, Buffer>> = {
  zip: makeZip([other, file]),
  'zip with data descriptors': makeZip([
    { ...other, descriptor: true },
    { ...file, descriptor: true },
  ]),
  'zip without a directory': makeZip([other, file], { cut: true }),
  zip64: makeZip([{ ...file, zip64: true }], { zip64: true }),
  'zip in a zip': makeZip([{ name: 'inner.zip', content: makeZip([file, other]) }, other]),
  tar,
  'GNU tar': makeTar([other, { ...file, name: `${'long/'.repeat(40)}x` }], 'gnu'),
  tgz: gzipSync(tar),
  gz: gzipSync(file.content),
  ...PACKED,
  ar: Buffer.concat(
    ['!<arch>\n', 'x.ts/           0           0     0     100644  8         `\n', 'const a;'].map((text) =>
      Buffer.from(text),
    ),
  ),
};

/** Unpacks an archive. Any exception is a defect. @returns the number of unpacked bytes and documents */
async function open(bytes: Buffer): Promise<{ total: number; documents: number }> {
  let total = 0;
  let documents = 0;
  const look = (window: Uint8Array) => {
    total += window.length;
    documents += 1;
    return false;
  };
  const unpacker = new Unpacker(look, LIMITS, new AbortController().signal);
  for await (const item of unpacker.open(
    { path: 'a', root: '/', origin: { type: 'file' }, full: '/a' },
    new MemorySource(bytes),
  )) {
    if ('skipped' in item) expect(item.skipped.reason).not.toBe('');
  }
  return { total, documents };
}

/** Limits are checked at intervals, so they may be exceeded by this number of bytes. */
const ROOM = 2 * 1024 * 1024;

describe(`archive readers with any input (seed ${SEED})`, () => {
  it.each(Object.entries(ARCHIVES))('read intact archives: %s', async (_, bytes) => {
    expect((await open(bytes)).documents).toBeGreaterThan(0);
  });

  it.each(Object.entries(ARCHIVES))('end within their limits for mutated archives: %s', async (_, bytes) => {
    await fc.assert(
      fc.asyncProperty(mutations, async (list) => {
        const { total } = await open(mutate(bytes, list));
        expect(total).toBeLessThan(LIMITS.total + ROOM);
      }),
      runs(250),
    );
  });

  it('end for random bytes after the start of a real archive', async () => {
    const heads = Object.values(ARCHIVES).flatMap((bytes) =>
      [8, 30, 100, 520].map((length) => bytes.subarray(0, length)),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 700 }), async (head, rest) => {
        expect((await open(Buffer.concat([head, rest]))).total).toBeLessThan(LIMITS.total + ROOM);
      }),
      runs(1500),
    );
  });
});
