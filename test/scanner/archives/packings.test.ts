import * as zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { makeZip } from '../../support/zip.ts';
import { leak } from '../run.ts';
import { PACKED } from './packed.ts';
import { scanFiles, seen } from './support.ts';

const found = (...places: string[]) => ({ places, reasons: [], exitCode: 1 });

describe.each([
  ['bzip2', 'bz2', PACKED.bzip2, PACKED.tarBzip2],
  ['xz', 'xz', PACKED.xz, PACKED.tarXz],
] as const)('%s', (_, ending, file, tar) => {
  it('is opened with one file', async () => {
    expect(seen(await scanFiles({ [`app.log.${ending}`]: file }))).toEqual(found(`app.log.${ending}!/app.log:2001:29`));
  });

  it('is opened with a tar', async () => {
    expect(seen(await scanFiles({ [`a.tar.${ending}`]: tar }))).toEqual(found(`a.tar.${ending}!/dir/x.ts:2001:29`));
  });

  it('is opened inside a zip', async () => {
    const zip = makeZip([{ name: `a.tar.${ending}`, content: tar, method: 'store' }]);
    expect(seen(await scanFiles({ 'a.zip': zip }))).toEqual(found(`a.zip!/a.tar.${ending}!/dir/x.ts:2001:29`));
  });

  it('is reported as truncated or damaged, wherever a byte is missing or wrong', async () => {
    const files: Record<string, Buffer> = {};
    for (let at = 12; at < file.length; at += 9) {
      files[`cut-${at}`] = file.subarray(0, at);
      files[`flipped-${at}`] = Buffer.from(file);
      files[`flipped-${at}`]![at]! ^= 16;
    }
    const { report } = await scanFiles(files);
    const said = new Set(report.notLookedAt.map(({ path }) => /(?:cut|flipped)-\d+/.exec(path)![0]));
    // Wrong bits without meaning, such as padding of the last byte, do no harm. Then every value is found.
    const whole = new Set(
      report.findings.flatMap(({ occurrences }) =>
        occurrences.filter(({ line }) => line === 2001).map(({ path }) => path.split('!')[0]!),
      ),
    );
    expect(Object.keys(files).filter((name) => !said.has(name) && !whole.has(name))).toEqual([]);
    expect(said.size).toBeGreaterThan(Object.keys(files).length * 0.9);
  });
});

describe('zstd', () => {
  it('is opened if Node supports it, and otherwise reported', async () => {
    const { zstdCompressSync } = zlib as { zstdCompressSync?: (bytes: Buffer) => Buffer };
    const packed =
      zstdCompressSync?.(Buffer.from(`\n${leak(hex('zstd'))}`)) ??
      Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), Buffer.alloc(20)]);
    const { places, reasons } = seen(await scanFiles({ 'a.log.zst': packed }));
    expect(zstdCompressSync === undefined ? reasons : places).toEqual([
      zstdCompressSync === undefined
        ? 'a.log.zst: packed with zstd, which this version of Node cannot open'
        : 'a.log.zst!/a.log:2:29',
    ]);
  });
});

describe('an unsupported format', () => {
  it.each([
    ['7z\xbc\xaf\x27\x1c', '7z archive'],
    ['Rar!\x1a\x07\x01', 'RAR archive'],
    ['MSCF\0\0\0\0', 'cabinet file'],
    ['\x04\x22\x4d\x18', 'lz4 file'],
    ['# v2 git bundle\n', 'git bundle'],
    ['PACK\0\0\0\x02', 'git pack'],
  ])('is reported: %j', async (magic, name) => {
    const { reasons, exitCode } = seen(
      await scanFiles({ file: Buffer.concat([Buffer.from(magic, 'latin1'), Buffer.alloc(100, 1)]) }),
    );
    expect([reasons, exitCode]).toEqual([[`file: a ${name}, which cannot be opened`], 2]);
  });

  const lha = Buffer.concat([
    Buffer.from('\x24\x11-lh5-', 'latin1'),
    Buffer.alloc(13, 7),
    Buffer.from([1]),
    Buffer.alloc(40, 9),
  ]);
  const arj = Buffer.concat([Buffer.from([0x60, 0xea, 40, 0, 30, 11, 1, 0, 0x10, 0, 2]), Buffer.alloc(60, 3)]);
  const zoo = Buffer.concat([
    Buffer.from('ZOO 2.10 Archive.\x1a\0\0', 'latin1'),
    Buffer.from([0xdc, 0xa7, 0xc4, 0xfd]),
    Buffer.alloc(60),
  ]);
  const begun = (start: string) => Buffer.concat([Buffer.from(start, 'latin1'), Buffer.alloc(60, 5)]);
  it.each<[name: string, bytes: Buffer]>([
    ['LHA archive', lha],
    ['ARJ archive', arj],
    ['ZOO archive', zoo],
    ['SZDD file', begun('SZDD\x88\xf0\x27\x33A')],
    ['zpaq archive', begun('7kSt\xa0\x31\x83\xd3\x8c\xb2\x28\xb0\xd3zPQ')],
    ['zpaq archive', begun('zPQ\x02\x01')],
    ['lrzip file', begun('LRZI\0\x06')],
    ['snappy file', begun('\xff\x06\0\0sNaPpY')],
  ])('is reported if it is old or rare: %s', async (name, bytes) => {
    expect(seen(await scanFiles({ file: bytes }))).toEqual({
      places: [],
      reasons: [`file: a ${name}, which cannot be opened`],
      exitCode: 2,
    });
  });

  it('is not reported for text with words from these formats', async () => {
    const files = {
      a: 'x -lh5- is a method of LHA, and the text goes on\n',
      b: '12-lh5- is a method of LHA, and the text goes on\n',
      c: 'ZOO is a packer of old, and the text goes on for a while\n',
      d: 'zPQ and LRZI and SZDD are others\n',
      e: 'LRZI is one\n',
      f: '`\u00ea is a letter behind a tick, and text\n',
      g: '1.-line\n',
    };
    expect(seen(await scanFiles(files))).toEqual({ places: [], reasons: [], exitCode: 0 });
  });

  it('is also reported inside an archive, and scanned as it is', async () => {
    const zip = makeZip([
      {
        name: 'a.7z',
        content: Buffer.concat([Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), Buffer.from(`\n${leak(hex('seven'))}`)]),
      },
    ]);
    expect(seen(await scanFiles({ 'a.zip': zip }))).toEqual({
      places: ['a.zip!/a.7z:2:29'],
      reasons: ['a.zip!/a.7z: a 7z archive, which cannot be opened'],
      exitCode: 2,
    });
  });

  it('is not reported for text with a similar start', async () => {
    const files = {
      a: 'PK is short for public key\n',
      b: 'BZh\n',
      c: `version 1\n${'x'.repeat(600)}`,
      d: '# v8 is fast\n',
      e: 'Rakefile\n',
      f: '7zip\n',
      g: `${'0'.repeat(150)}755 0 ${'0'.repeat(600)}`,
    };
    expect(seen(await scanFiles(files))).toEqual({ places: [], reasons: [], exitCode: 0 });
  });
});
