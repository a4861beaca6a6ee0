import * as zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Windows } from '../../../scanner/io/windows.ts';
import { detectInBytes, reveal } from '../../../src/index.ts';
import { hex } from '../../support/hex.ts';
import { makeZip } from '../../support/zip.ts';
import { utf32 } from '../../support/wide.ts';
import { leak } from '../run.ts';
import { scanFiles, seen } from './support.ts';
import { LZMA_FILES } from './xz-kinds.ts';

const found = (...places: string[]) => ({ places, reasons: [], exitCode: 1 });
const { lzip, lzma, zipLzma, zstd } = LZMA_FILES;

describe('LZMA', () => {
  it.each([
    ['a.lz', lzip, 'a.lz!/a.lz:2001:29'],
    ['a.lzma', lzma, 'a.lzma!/a.lzma:2001:29'],
    ['a.zip', zipLzma, 'a.zip!/x.ts:2001:29'],
  ])('is unpacked in %s', async (name, bytes, place) => {
    expect(seen(await scanFiles({ [name]: bytes }))).toEqual(found(place));
  });

  it('may consist of several lzip members, which are one file', async () => {
    const { places, exitCode } = seen(
      await scanFiles({ 'a.lz': Buffer.concat([lzip, lzip]) }, '--min-confidence', 'high'),
    );
    expect([places[0], exitCode]).toEqual(['a.lz!/a.lz:2001:29', 1]);
  });

  it.each([
    ['lzip', lzip],
    ['lzma', lzma],
  ])('reports truncated or damaged files, or finds every value: %s', async (_, bytes) => {
    const files: Record<string, Buffer> = {};
    for (let at = 20; at < bytes.length; at += 11) {
      files[`cut-${at}`] = bytes.subarray(0, at);
      files[`flipped-${at}`] = Buffer.from(bytes);
      files[`flipped-${at}`]![at]! ^= 16;
    }
    const { report } = await scanFiles(files);
    const said = new Set(report.notLookedAt.map(({ path }) => /(?:cut|flipped)-\d+/.exec(path)![0]));
    const whole = new Set(
      report.findings.flatMap(({ occurrences }) => occurrences.map(({ path }) => path.split('!')[0]!)),
    );
    // A `.lzma` has no checksum, so damage may only change a letter.
    const unreported = Object.keys(files).filter((name) => !said.has(name) && !whole.has(name));
    expect(bytes === lzma ? unreported.filter((name) => name.startsWith('cut')) : unreported).toEqual([]);
  });
});

describe('zstd', () => {
  const hasZstd = 'createZstdDecompress' in zlib;
  it('is read frame by frame, across skippable frames, until other data follows', async () => {
    const skipped = Buffer.concat([Buffer.of(0x50, 0x2a, 0x4d, 0x18, 12, 0, 0, 0), Buffer.from('said by none')]);
    const { places, reasons } = seen(
      await scanFiles({ 'a.zst': Buffer.concat([skipped, zstd, Buffer.from('words behind it\n')]) }),
    );
    expect(hasZstd ? places : reasons).toEqual([
      hasZstd ? 'a.zst!/a:2001:29' : 'a.zst: packed with zstd, which this version of Node cannot open',
    ]);
  });
});

it('opens a stored member with a data descriptor that is missing in the directory', async () => {
  const inner = makeZip([{ name: 'x.ts', content: `// first line\n${leak(hex('stored behind'))}` }]);
  const zip = makeZip([
    { name: 'a.txt', content: 'nothing' },
    { name: 'in.zip', content: inner, method: 'store', descriptor: true, hidden: true },
    { name: 'z.txt', content: 'nothing' },
  ]);
  expect(seen(await scanFiles({ 'a.zip': zip })).places).toContain('a.zip!/in.zip!/x.ts:2:29');
});

it('opens compressed members of a BSD static library, whose names precede the data', async () => {
  const content = Buffer.concat([
    Buffer.from('long-name.gz\0\0\0\0'),
    zlib.gzipSync(`// first line\n${leak(hex('bsd'))}`),
  ]);
  const header = `${'#1/16'.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}${'644'.padEnd(8)}${`${content.length}`.padEnd(10)}\`\n`;
  expect(
    seen(
      await scanFiles({
        'lib.a': Buffer.concat([Buffer.from(`!<arch>\n${header}`), content, Buffer.alloc(content.length % 2, 10)]),
      }),
    ),
  ).toEqual(found('lib.a!/long-name.gz!/long-name:2:29'));
});

it.each([
  ['UTF-32LE', utf32, (bytes: Buffer) => bytes],
  ['UTF-32BE', utf32, (bytes: Buffer) => bytes.swap32()],
] as const)('keeps the byte order mark, lines and columns of %s read in pieces', (_, encode, order) => {
  const bytes = order(encode(`\ufeff${'some words\n'.repeat(20_000)}NAVIXY_HASH=${hex('in pieces')}\n`));
  const windows = new Windows(256 * 1024);
  const places: string[] = [];
  const look = (window: { bytes: Buffer; linesBefore: number }) => {
    for (const { line, column, secret } of detectInBytes(window.bytes))
      places.push(`${line + window.linesBefore}:${column} ${reveal(secret)}`);
  };
  for (const window of windows.push(bytes)) look(window);
  for (const window of windows.end()) look(window);
  expect([...new Set(places)]).toEqual([`20001:13 ${hex('in pieces')}`]);
});
