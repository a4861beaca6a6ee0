import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Budget } from '../../../scanner/archives/budget.ts';
import { ByteReader } from '../../../scanner/archives/byte-reader.ts';
import { MemorySource, streamOf } from '../../../scanner/archives/byte-source.ts';
import { DEFAULT_LIMITS } from '../../../scanner/model/archive-limits.ts';
import { Lzma } from '../../../scanner/archives/lzma.ts';
import { unpackXz } from '../../../scanner/archives/xz.ts';
import { hex } from '../../support/hex.ts';
import { makeTar } from '../../support/tar.ts';
import { makeXz } from '../../support/xz.ts';
import { leak } from '../run.ts';
import { scanFiles, seen } from './support.ts';
import { XZ_CODE, XZ_TEXTS } from './xz-kinds.ts';

const TEXT = Buffer.from(Array.from({ length: 2000 }, (_, at) => `line ${at % 7}\n`).join('') + leak(hex('packed')));

/** Calls and addresses in machine code of several processors. */
function code(): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < 64; at += 1) {
    const unit = Buffer.alloc(32);
    unit[0] = 0xe8;
    unit.writeInt32LE(1000 * at - 32 * at, 1);
    unit.fill(0x90, 5, 8);
    unit.writeUInt32BE((0x48000001 | (at << 8)) >>> 0, 8);
    unit.set([(at * 3) & 255, at, 0, 0xeb], 12);
    unit.set([at, 0xf0 | (at & 7), 255 - at, 0xf8 | (at & 3)], 16);
    unit.writeUInt32BE(0x40000000 + at * 5, 20);
    unit.writeUInt32LE(0x94000000 + at * 7, 24);
    unit.writeUInt32LE((0x90000000 | (at << 5) | (at & 31)) >>> 0, 28);
    parts.push(unit);
  }
  return Buffer.concat([...parts, Buffer.from(`\n${leak(hex('packed'))}`)]);
}

/** Unpacks an xz file. @returns the content, and how many bytes were read */
async function unpack(bytes: Buffer): Promise<{ readonly text: Buffer; readonly passed: number }> {
  const reader = new ByteReader(streamOf(new MemorySource(bytes)));
  const parts: Buffer[] = [];
  const budget = new Budget(DEFAULT_LIMITS, bytes.length, new AbortController().signal);
  for await (const part of unpackXz(reader, budget)) parts.push(Buffer.from(part));
  return { text: Buffer.concat(parts), passed: reader.passed };
}

describe('xz', () => {
  it.each(Object.entries(XZ_TEXTS))('is unpacked with every check and option: %s', async (_, packed) => {
    expect(await unpack(packed)).toEqual({ text: TEXT, passed: packed.length });
  });

  it.each(Object.entries(XZ_CODE))('is unpacked with every branch filter: %s', async (_, packed) => {
    expect(await unpack(packed)).toEqual({ text: code(), passed: packed.length });
  });

  it('is unpacked with blocks, streams and padding of any size, and ends at other data', async () => {
    const stream = fc.record({
      content: fc.uint8Array({ maxLength: 400 }),
      block: fc.integer({ min: 1, max: 500 }),
      zeros: fc.nat(3).map((count) => count * 4),
    });
    const behind = fc
      .constantFrom('', 'text', '\0\0', '\xfd7zXZ', '\xfd7zXZ\0\0\0\0\0\0\0')
      .map((text) => Buffer.from(text, 'latin1'));
    await fc.assert(
      fc.asyncProperty(fc.array(stream, { minLength: 1, maxLength: 4 }), behind, async (streams, rest) => {
        const bytes = Buffer.concat(streams.map((one) => makeXz(one.content, one)));
        expect(await unpack(Buffer.concat([bytes, rest]))).toEqual({
          text: Buffer.concat(streams.map(({ content }) => content)),
          passed: bytes.length,
        });
      }),
      { numRuns: 200 },
    );
  });

  it('is scanned up to where it is truncated', async () => {
    const { report, exitCode } = await scanFiles({
      'a.xz': makeXz(`${leak(hex('early'))}${'x'.repeat(200_000)}`).subarray(0, 100_000),
    });
    expect([report.findings.map(({ path }) => path), report.notLookedAt.map(({ reason }) => reason), exitCode]).toEqual(
      [['a.xz!/a'], ['it is cut off'], 2],
    );
  });

  it('reports the memory it needs above the limit, and only when it needs it', () => {
    const lzma = new Lzma(2 ** 32 - 1, 1000);
    const piece = Buffer.alloc(64 * 1024);
    const feed = (pieces: number) => {
      for (let done = 0; done < pieces; done += 1) lzma.copy(piece);
    };
    feed(1020);
    expect(() => feed(10)).toThrow('unpacking the rest takes 4.3 GB of memory');
  });
});

describe('many xz files', () => {
  const large = (seed: string) => makeXz(`${leak(hex(seed))}${'y'.repeat(300_000)}\n`, { block: 70_000 });

  it('are each scanned up to the limit and reported, independently of the others', async () => {
    const names = ['a', 'b', 'c', 'd'];
    const files = Object.fromEntries(names.map((name) => [`${name}.xz`, large(name)]));
    const { places, reasons, exitCode } = seen(
      await scanFiles({ ...files, 'e.xz': makeXz(leak(hex('small'))) }, '--archive-limits', 'member=100000'),
    );
    expect([places, exitCode]).toEqual([[...names, 'e'].map((name) => `${name}.xz!/${name}:1:29`), 2]);
    expect(reasons).toEqual(names.map((name) => `${name}.xz: it is longer than 100 kB; what comes before was scanned`));
  });

  it('may be nested and larger than one read', async () => {
    const tar = makeTar([
      { name: 'first.xz', content: large('first') },
      { name: 'second.xz', content: makeXz(large('second')) },
    ]);
    expect(seen(await scanFiles({ 'a.tar.xz': makeXz(tar, { block: 50_000 }) })).places).toEqual([
      'a.tar.xz!/first.xz!/first:1:29',
      'a.tar.xz!/second.xz!/second!/second:1:29',
    ]);
  });

  it('do not block others if a consumer stops in the middle', async () => {
    const bytes = large('let go');
    const budget = new Budget(DEFAULT_LIMITS, bytes.length, new AbortController().signal);
    for (let time = 0; time < 3; time += 1) {
      for await (const part of unpackXz(new ByteReader(streamOf(new MemorySource(bytes))), budget)) {
        expect(part.length).toBeGreaterThan(0);
        break;
      }
    }
  });
});
