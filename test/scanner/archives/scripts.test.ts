import { readFileSync } from 'node:fs';
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { TempRepo } from '../../support/repo.ts';
import { makeTar } from '../../support/tar.ts';
import { makeXz } from '../../support/xz.ts';
import { makeZip } from '../../support/zip.ts';
import { json, leak, places } from '../run.ts';
import { PACKED } from './packed.ts';
import { scanFiles, seen } from './support.ts';

const second = (seed: string) => `// first line\n${leak(hex(seed))}`;
const found = (...where: string[]) => ({ places: where, reasons: [], exitCode: 1 });
const script = (lines = 600) =>
  Buffer.from(`#!/bin/sh\n${'# a line of the installer, as makeself writes them\n'.repeat(lines)}exit 0\n`);
const tar = makeTar([{ name: 'x.ts', content: second('packed') }]);

describe('a script with data after it', () => {
  it.each<[name: string, packed: Buffer, place: string]>([
    ['gzip', gzipSync(second('packed')), 'setup.run!/setup.run:2:29'],
    ['a tar in gzip', gzipSync(tar), 'setup.run!/x.ts:2:29'],
    ['xz', makeXz(second('packed')), 'setup.run!/setup.run:2:29'],
    ['bzip2', PACKED.bzip2, 'setup.run!/setup.run:2001:29'],
    ['a zip', makeZip([{ name: 'x.ts', content: second('packed') }]), 'setup.run!/x.ts:2:29'],
    [
      'a tar with a gzip in it',
      makeTar([{ name: 'x.gz', content: gzipSync(second('packed')) }]),
      'setup.run!/x.gz!/x:2:29',
    ],
  ])('is opened: %s', async (_, packed, place) => {
    for (const lines of [1, 600]) {
      const bytes = Buffer.concat([script(lines), packed]);
      expect(seen(await scanFiles({ 'setup.run': bytes }))).toEqual(found(place));
      // In every source.
      const inner = await scanFiles({ 'a.tgz': gzipSync(makeTar([{ name: 'setup.run', content: bytes }])) });
      expect(seen(inner)).toEqual(found(`a.tgz!/${place}`));
      using repo = new TempRepo();
      repo.write('setup.run', bytes);
      repo.commit('start');
      expect(places((await json(['scan', '--history'], { cwd: repo.root })).report)).toEqual([place]);
      expect(places((await json(['scan', '-'], { cwd: repo.root, stdin: bytes })).report)).toEqual([
        expect.stringMatching(/^-!/),
      ]);
    }
  });

  it('is also scanned as text', async () => {
    const bytes = Buffer.concat([Buffer.from(`#!/bin/sh\n${leak(hex('in the text'))}exit\n`), gzipSync('nothing')]);
    expect(seen(await scanFiles({ a: bytes }))).toEqual(found('a:2:29'));
    expect(seen(await scanFiles({ 'a.gz': gzipSync(bytes) }))).toEqual(found('a.gz!/a:2:29'));
  });

  it.each([
    ['7z\xbc\xaf\x27\x1c', '7z archive'],
    ['\x04\x22\x4d\x18', 'lz4 file'],
    ['\x07\0\x01\x02', 'script with data behind it'],
  ])('is reported if its data has an unsupported format: %j', async (start, name) => {
    const bytes = Buffer.concat([script(), Buffer.from(start, 'latin1'), Buffer.alloc(100, 1)]);
    expect(seen(await scanFiles({ a: bytes }))).toEqual({
      places: [],
      reasons: [`a: a ${name}, which cannot be opened`],
      exitCode: 2,
    });
    const inner = await scanFiles({ 'a.gz': gzipSync(bytes) });
    expect(seen(inner).reasons).toEqual([`a.gz!/a: a ${name}, which cannot be opened`]);
  });

  it('is reported if its data is truncated', async () => {
    const { reasons, exitCode } = seen(
      await scanFiles({ a: Buffer.concat([script(), gzipSync(second('cut')).subarray(0, 40)]) }),
    );
    expect([reasons, exitCode]).toEqual([['a: it is cut off'], 2]);
  });

  it('is not opened with --archive-depth 0, and is reported', async () => {
    const run = await scanFiles({ a: Buffer.concat([script(), gzipSync(second('deep'))]) }, '--archive-depth', '0');
    expect(seen(run).reasons).toEqual(['a: a gzip archive behind a script, within 0 others']);
  });

  it('is not assumed for a text about archives', async () => {
    const text = `#!/bin/sh\nprintf '\\x1f\\x8b\\x08' | cmp - "$1" && echo BZh91AY LZIP ustar\n# ${'é'.repeat(40)}\n`;
    expect(seen(await scanFiles({ a: text, b: Buffer.from(text, 'latin1') }))).toEqual({
      places: [],
      reasons: [],
      exitCode: 0,
    });
  });
});

describe('zlib', () => {
  it.each([0, 1, 6, 9])('is opened at compression level %i', async (level) => {
    const packed = deflateSync(second('zlib'), { level });
    expect(seen(await scanFiles({ 'a.z': packed }))).toEqual(found('a.z!/a:2:29'));
    expect(seen(await scanFiles({ 'a.tar': makeTar([{ name: 'b', content: packed }]) }))).toEqual(
      found('a.tar!/b!/b:2:29'),
    );
  });

  it('is opened in a loose git object in any directory, and so is an archive inside', async () => {
    using repo = new TempRepo();
    using bare = new TempRepo();
    const text = bare.dangling(leak(hex('loose')));
    const packed = bare.dangling(gzipSync(second('packed in a blob')));
    for (const oid of [text, packed]) {
      const name = `fixture.git/objects/${oid.slice(0, 2)}/${oid.slice(2)}`;
      const object = bare.path('.git/objects', oid.slice(0, 2), oid.slice(2));
      repo.write(name, readFileSync(object));
    }
    repo.commit('start');
    const { report, exitCode } = await json(['scan'], { cwd: repo.root });
    expect(report.notLookedAt).toEqual([]);
    expect(
      places(report)
        .map((place) => /:\d+:\d+$/.exec(place)?.[0])
        .sort(),
    ).toEqual([':1:29', ':2:29']);
    expect(exitCode).toBe(1);
  });

  it('is reported as truncated or damaged', async () => {
    const packed = deflateSync(Buffer.from(`${second('zlib')}${'and so on\n'.repeat(9)}`));
    const wrong = Buffer.from(packed);
    wrong[wrong.length - 1]! ^= 1;
    const { reasons } = seen(await scanFiles({ cut: packed.subarray(0, -9), wrong }));
    expect(reasons).toEqual(['cut: it is cut off', 'wrong: it is damaged (incorrect data check)']);
  });

  it('is recognised in a short stream of bytes that also occur in text', async () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const packed = deflateSync(leak(hex(`short ${seed}`)), { level: 1 + (seed % 9) });
      expect(seen(await scanFiles({ a: packed })).places).toEqual(['a!/a:1:29']);
    }
  });

  it('is not assumed for text or data with a similar start', async () => {
    const files = {
      a: 'x^2 + y^2 = z^2, as everybody knows who has been to school\n',
      b: Buffer.from('x\x9c\xff\xff\xff\xff and words\n', 'latin1'),
      c: 'x^\u00e9\u0001\u0002\u0003 is odd, and no stream\n',
    };
    expect(seen(await scanFiles(files))).toEqual({ places: [], reasons: [], exitCode: 0 });
  });
});
