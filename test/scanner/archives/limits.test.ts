import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, parseLimits } from '../../../scanner/model/archive-limits.ts';
import { hex } from '../../support/hex.ts';
import { makeTar } from '../../support/tar.ts';
import { makeZip } from '../../support/zip.ts';
import { cli, leak } from '../run.ts';
import { scanFiles, seen } from './support.ts';

const second = (seed: string) => `// first line\n${leak(hex(seed))}`;
const only = (limits: string) => ['--archive-limits', limits];

describe('a limit for archives', () => {
  it('applies to the depth; 0 opens no archive and lists each', async () => {
    const inner = makeZip([{ name: 'c.ts', content: second('deep') }]);
    const zip = makeZip([
      { name: 'b.zip', content: inner },
      { name: 'x.ts', content: second('flat') },
    ]);
    expect(seen(await scanFiles({ 'a.zip': zip }, '--archive-depth', '2')).places).toEqual([
      'a.zip!/b.zip!/c.ts:2:29',
      'a.zip!/x.ts:2:29',
    ]);
    expect(seen(await scanFiles({ 'a.zip': zip }, '--archive-depth', '1'))).toEqual({
      places: ['a.zip!/x.ts:2:29'],
      reasons: ['a.zip!/b.zip: an archive within 1 others'],
      exitCode: 2,
    });
    expect(seen(await scanFiles({ 'a.zip': zip }, '--archive-depth', '0'))).toEqual({
      places: [],
      reasons: ['a.zip: a zip archive: none is opened, as --archive-depth 0 says'],
      exitCode: 2,
    });
  });

  it('applies to the number of members, including those of nested archives', async () => {
    const ten = (folder: string) =>
      Array.from({ length: 10 }, (_, at) => ({ name: `${folder}/${at}.txt`, content: 'nothing' }));
    const zip = makeZip([
      { name: 'x.ts', content: second('first') },
      { name: 'b.zip', content: makeZip(ten('b')) },
      { name: 'z.ts', content: second('last') },
    ]);
    const { places, reasons } = seen(await scanFiles({ 'a.zip': zip }, ...only('members=5')));
    expect([places, reasons]).toEqual([
      ['a.zip!/x.ts:2:29'],
      [expect.stringContaining('a.zip: not all of it was scanned: it holds more than 5 files')],
    ]);
  });

  it('applies to the unpacked size of a member; its start and the other members are scanned', async () => {
    const tar = makeTar([
      { name: 'big.txt', content: `${leak(hex('early'))}${'x'.repeat(3_000_000)}` },
      { name: 'x.ts', content: second('next') },
    ]);
    const { places, reasons } = seen(await scanFiles({ 'a.tgz': gzipSync(tar) }, ...only('member=2000k')));
    expect(places).toEqual(['a.tgz!/big.txt:1:29', 'a.tgz!/x.ts:2:29']);
    expect(reasons).toEqual(['a.tgz!/big.txt: it is longer than 2.0 MB; what comes before was scanned']);
  });

  it('applies to the total unpacked size', async () => {
    const zip = makeZip(
      Array.from({ length: 10 }, (_, at) => ({
        name: `${at}.ts`,
        content: `${leak(hex(`member ${at}`))}${'y'.repeat(500_000)}`,
      })),
    );
    const { places, reasons, exitCode } = seen(await scanFiles({ 'a.zip': zip }, ...only('total=1600000')));
    expect([places, exitCode]).toEqual([['a.zip!/0.ts:1:29', 'a.zip!/1.ts:1:29', 'a.zip!/2.ts:1:29'], 2]);
    expect(reasons[0]).toContain('it unpacks to more than 1.6 MB');
  });

  it('applies to the compression ratio, which a bomb exceeds and ordinary text does not', async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000));
    const { reasons, exitCode } = seen(await scanFiles({ 'a.gz': bomb }));
    expect([reasons.length, exitCode]).toEqual([1, 2]);
    expect(reasons[0]).toContain('it unpacks to more than 200 times its size');
    expect(seen(await scanFiles({ 'a.gz': bomb }, ...only('ratio=2000')))).toEqual({
      places: [],
      reasons: [],
      exitCode: 0,
    });
  });

  it('is not reached by members that share their data, which is read once', async () => {
    const zip = makeZip([{ name: 'kernel', content: second('shared') }]);
    // Ten thousand names for the same data.
    const start = zip.readUInt32LE(zip.length - 6);
    const record = zip.subarray(start, zip.length - 22);
    const end = Buffer.from(zip.subarray(zip.length - 22));
    end.writeUInt16LE(10_000, 10);
    end.writeUInt32LE(record.length * 10_000, 12);
    const { report, exitCode } = await scanFiles({
      'a.zip': Buffer.concat([zip.subarray(0, start), ...Array.from({ length: 10_000 }, () => record), end]),
    });
    expect([report.findings.length, report.summary.documents, exitCode]).toEqual([1, 2, 1]);
  });

  it('applies to the memory for a nested zip, which is then scanned as it is', async () => {
    const inner = makeZip([
      { name: 'x.ts', content: second('stored'), method: 'store' },
      { name: 'big', content: 'z'.repeat(3_000_000), method: 'store' },
    ]);
    const { places, reasons, exitCode } = seen(
      await scanFiles({ 'a.tgz': gzipSync(makeTar([{ name: 'in.zip', content: inner }])) }, ...only('memory=1m')),
    );
    expect([places.length, exitCode]).toEqual([1, 2]);
    expect(reasons).toEqual(['a.tgz!/in.zip: a zip of more than 1.0 MB within something else']);
  });

  it('on memory ignores a stored zip in a zip that is in memory, but applies to a compressed one', async () => {
    // Two megabytes of incompressible data, because small members are unpacked at once.
    const noise = Buffer.concat(
      Array.from({ length: 65_536 }, (_, at) => createHash('sha256').update(`${at}`).digest()),
    );
    const jar = makeZip([
      { name: 'x.ts', content: second('inner') },
      { name: 'y.bin', content: noise },
    ]);
    const holding = (method: 'store' | undefined) =>
      gzipSync(
        makeTar([
          {
            name: 'app.jar',
            content: makeZip([{ name: 'in.jar', content: jar, ...(method === undefined ? {} : { method }) }]),
          },
        ]),
      );
    expect(seen(await scanFiles({ 'a.tgz': holding('store') }, ...only('memory=3m')))).toEqual({
      places: ['a.tgz!/app.jar!/in.jar!/x.ts:2:29'],
      reasons: [],
      exitCode: 1,
    });
    const { reasons, exitCode } = seen(await scanFiles({ 'a.tgz': holding(undefined) }, ...only('memory=3m')));
    expect([reasons, exitCode]).toEqual([
      ['a.tgz!/app.jar!/in.jar: a zip of more than 3.1 MB within something else'],
      2,
    ]);
  });

  it('stops at an archive that contains itself', async () => {
    let nested = makeZip([{ name: 'x.ts', content: second('innermost') }]);
    for (let depth = 0; depth < 30; depth += 1) nested = makeZip([{ name: 'r.zip', content: nested }]);
    const { places, reasons, exitCode } = seen(await scanFiles({ 'a.zip': nested }));
    expect([places, exitCode]).toEqual([[], 2]);
    expect(reasons).toEqual([expect.stringMatching(/r\.zip: an archive within 8 others$/)]);
  });
});

describe('--archive-limits', () => {
  it('accepts sizes with units, and plain numbers', () => {
    expect(parseLimits('total=10g, member=5M,memory=1k,time=600,ratio=7,members=3')).toEqual({
      total: 10 * 1024 ** 3,
      member: 5 * 1024 ** 2,
      memory: 1024,
      time: 600,
      ratio: 7,
      members: 3,
    });
  });

  it.each(['size=3', 'time=5m', 'total', 'total=-1', 'constructor=1'])(
    'explains what is wrong with %j',
    async (words) => {
      const { exitCode, stderr } = await cli(['scan', '--archive-limits', words], { cwd: '/' });
      expect(exitCode).toBe(2);
      expect(stderr).toContain(
        `"${words}" is not a limit for archives. Say NAME=NUMBER with one of ${Object.keys(DEFAULT_LIMITS).join(', ')}`,
      );
    },
  );
});
