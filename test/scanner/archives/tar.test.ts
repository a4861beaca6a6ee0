import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { makeTar, record, type TarFormat } from '../../support/tar.ts';
import { makeZip } from '../../support/zip.ts';
import { leak } from '../run.ts';
import { scanFiles, seen } from './support.ts';

const second = (seed: string) => `// first line\n${leak(hex(seed))}`;
const found = (...places: string[]) => ({ places, reasons: [], exitCode: 1 });
const long = `${'deep/'.repeat(24)}x.ts`;

describe('a tar', () => {
  it.each<TarFormat>(['ustar', 'pax', 'gnu'])('in %s format may have long names', async (format) => {
    const tar = makeTar(
      [
        { name: 'a.ts', content: second('short') },
        { name: long, content: second('long') },
      ],
      format,
    );
    expect(seen(await scanFiles({ 'a.tar': tar }))).toEqual(found('a.tar!/a.ts:2:29', `a.tar!/${long}:2:29`));
  });

  it('in the old format is recognised by its checksum', async () => {
    expect(seen(await scanFiles({ old: makeTar([{ name: 'a.ts', content: second('v7') }], 'v7') }))).toEqual(
      found('old!/a.ts:2:29'),
    );
  });

  it('in gzip has the name of the gzip', async () => {
    const tar = makeTar([
      { name: 'a.ts', content: second('tgz') },
      { name: 'big.log', content: `${'y'.repeat(2_000_000)}\n${leak(hex('behind'))}` },
    ]);
    expect(seen(await scanFiles({ 'a.tgz': gzipSync(tar) }))).toEqual(found('a.tgz!/a.ts:2:29', 'a.tgz!/big.log:2:29'));
  });

  it('may follow another tar', async () => {
    const tar = Buffer.concat([
      makeTar([{ name: 'a.ts', content: second('one') }]),
      makeTar([{ name: 'b.ts', content: second('two') }]),
    ]);
    expect(seen(await scanFiles({ 'a.tar.gz': gzipSync(tar) }))).toEqual(
      found('a.tar.gz!/a.ts:2:29', 'a.tar.gz!/b.ts:2:29'),
    );
  });

  it('is scanned with link targets and attributes', async () => {
    const url = (seed: string) => `https://api.navixy.com/v2/tracker/list?hash=${hex(seed)}`;
    const tar = makeTar([
      { name: 'link', type: '2', link: url('target') },
      { name: 'PaxHeader', type: 'x', content: record('comment', url('attribute')) },
      { name: 'a.ts', content: 'nothing' },
    ]);
    expect(seen(await scanFiles({ 'a.tgz': gzipSync(tar) })).places.map((place) => place.split(':')[0])).toEqual([
      'a.tgz!/a.ts',
      'a.tgz!/link',
    ]);
  });

  it('may contain a zip with another tar', async () => {
    const inner = makeZip([{ name: 'b.tgz', content: gzipSync(makeTar([{ name: 'c.ts', content: second('deep') }])) }]);
    expect(seen(await scanFiles({ 'a.tar': makeTar([{ name: 'lib/a.zip', content: inner }]) }))).toEqual(
      found('a.tar!/lib/a.zip!/b.tgz!/c.ts:2:29'),
    );
  });

  it('may contain a sparse file, which is reported', async () => {
    const tar = makeTar([
      { name: 'PaxHeader', type: 'x', content: record('GNU.sparse.major', '1') },
      { name: 'a.img', content: second('sparse') },
    ]);
    const { places, reasons, exitCode } = seen(await scanFiles({ 'a.tgz': gzipSync(tar) }));
    expect([places, exitCode]).toEqual([['a.tgz!/a.img:2:29'], 2]);
    expect(reasons[0]).toContain('a.tgz!/a.img: a sparse file');
  });

  it('that is truncated is reported with the place, and members before it are scanned', async () => {
    const tar = makeTar([
      { name: 'a.ts', content: second('whole') },
      { name: 'b.ts', content: `${second('cut')}${'z'.repeat(5000)}` },
    ]);
    const cut = tar.subarray(0, tar.length - 4096);
    expect(seen(await scanFiles({ 'a.tar': cut }))).toEqual({
      places: ['a.tar!/a.ts:2:29', 'a.tar!/b.ts:2:29'],
      reasons: ['a.tar: it is cut off in "b.ts"'],
      exitCode: 2,
    });
  });

  it('with a damaged header is reported, and the rest is scanned as it is', async () => {
    const tar = makeTar([
      { name: 'a.ts', content: second('before') },
      { name: 'b.ts', content: second('behind') },
    ]);
    tar[1024 + 20] = 0x41;
    const { places, reasons, exitCode } = seen(await scanFiles({ 'a.tgz': gzipSync(tar) }));
    expect([places[0], places.length, exitCode]).toEqual(['a.tgz!/(rest):2:29', 2, 2]);
    expect(reasons).toEqual(['a.tgz: it is damaged (what follows is no tar header); the rest was scanned as it is']);
  });
});

describe('a gzip', () => {
  it('has one file, named in its header or after the gzip', async () => {
    expect(seen(await scanFiles({ 'app.log.gz': gzipSync(second('gz')) }))).toEqual(found('app.log.gz!/app.log:2:29'));
    const plain = gzipSync(second('named'));
    const named = Buffer.concat([
      plain.subarray(0, 3),
      Buffer.from([8]),
      plain.subarray(4, 10),
      Buffer.from('real.env\0'),
      plain.subarray(10),
    ]);
    expect(seen(await scanFiles({ 'x.gz': named }))).toEqual(found('x.gz!/real.env:2:29'));
  });

  it('may have several members, which are one file, and trailing zeros', async () => {
    const parts = [gzipSync('one\n'), gzipSync(''), gzipSync(leak(hex('second part'))), Buffer.alloc(700)];
    expect(seen(await scanFiles({ 'a.gz': Buffer.concat(parts) }))).toEqual(found('a.gz!/a:2:29'));
  });

  it('that is truncated is reported, and everything before is scanned', async () => {
    const noise = Array.from({ length: 60_000 }, (_, at) => hex(`${at % 997}`).slice(0, 9)).join('\n');
    const packed = gzipSync(`${leak(hex('early'))}${noise}`);
    expect(seen(await scanFiles({ 'a.gz': packed.subarray(0, packed.length - 100) }))).toEqual({
      places: ['a.gz!/a:1:29'],
      reasons: ['a.gz: it is cut off'],
      exitCode: 2,
    });
  });
});
