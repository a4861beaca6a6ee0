import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { makeZip } from '../../support/zip.ts';
import { leak } from '../run.ts';
import { scanFiles, seen } from './support.ts';

const second = (seed: string) => `// first line\n${leak(hex(seed))}`;
const found = (...places: string[]) => ({ places, reasons: [], exitCode: 1 });

describe('a zip', () => {
  it.each(['a.jar', 'book.xlsx', 'app.apk', 'lib.whl', 'no-ending', 'lies.png'])(
    'is recognised by its content: %s',
    async (name) => {
      const zip = makeZip([{ name: 'dir/x.ts', content: second('zip') }]);
      expect(seen(await scanFiles({ [name]: zip }))).toEqual(found(`${name}!/dir/x.ts:2:29`));
    },
  );

  it('is read with stored and deflated members, with and without data descriptors, and finds each value once', async () => {
    const zip = makeZip([
      { name: 'stored.ts', content: second('stored'), method: 'store' },
      { name: 'behind.ts', content: second('behind'), descriptor: true },
      { name: 'both.ts', content: second('both'), descriptor: true, method: 'store' },
      { name: 'folder/', content: '', method: 'store' },
    ]);
    expect(seen(await scanFiles({ 'a.zip': zip }))).toEqual(
      found('a.zip!/behind.ts:2:29', 'a.zip!/both.ts:2:29', 'a.zip!/stored.ts:2:29'),
    );
  });

  it('is read to the end of a long member', async () => {
    const lines = 'x'.repeat(99).concat('\n').repeat(150_000);
    const zip = makeZip([{ name: 'big.log', content: lines + leak(hex('end')) }]);
    expect(seen(await scanFiles({ 'a.zip': zip }))).toEqual(found('a.zip!/big.log:150001:29'));
  });

  it('is opened inside another zip', async () => {
    const inner = makeZip([{ name: 'c.ts', content: second('inner') }]);
    const zip = makeZip([{ name: 'lib/b.zip', content: inner }]);
    expect(seen(await scanFiles({ 'a.jar': zip }))).toEqual(found('a.jar!/lib/b.zip!/c.ts:2:29'));
  });

  it('may follow a program or a script, and end with a comment', async () => {
    const entry = [{ name: 'x.ts', content: second('behind something') }];
    const program = makeZip(entry, {
      prefix: Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0'), Buffer.alloc(70_000, 7)]),
      comment: 'made by a tool',
    });
    expect(seen(await scanFiles({ 'setup.exe': program }))).toEqual(found('setup.exe!/x.ts:2:29'));
    const script = makeZip(entry, { prefix: Buffer.from('#!/usr/bin/env python3\n') });
    expect(seen(await scanFiles({ app: script }))).toEqual(found('app!/x.ts:2:29'));
    const text = makeZip(entry, { prefix: Buffer.from('only text before it\n') });
    expect(seen(await scanFiles({ odd: text }))).toEqual(found('odd!/x.ts:2:29'));
    expect(seen(await scanFiles({ 'outer.zip': makeZip([{ name: 'setup.exe', content: program }]) }))).toEqual(
      found('outer.zip!/setup.exe!/x.ts:2:29'),
    );
  });

  it('may be a zip64', async () => {
    const zip = makeZip([{ name: 'x.ts', content: second('large'), zip64: true }], { zip64: true });
    expect(seen(await scanFiles({ 'a.zip': zip }))).toEqual(found('a.zip!/x.ts:2:29'));
    const behind = makeZip([{ name: 'x.ts', content: second('large'), zip64: true }], {
      zip64: true,
      prefix: Buffer.from('MZ\0\0'),
    });
    expect(seen(await scanFiles({ 'a.exe': behind }))).toEqual(found('a.exe!/x.ts:2:29'));
  });

  it('is read with members missing in its directory', async () => {
    const zip = makeZip([
      { name: 'a.ts', content: 'nothing' },
      { name: 'hidden.ts', content: second('hidden'), hidden: true },
      { name: 'open.ts', content: second('open'), hidden: true, descriptor: true },
      { name: 'z.ts', content: 'nothing' },
    ]);
    expect(seen(await scanFiles({ 'a.zip': zip }))).toEqual(found('a.zip!/hidden.ts:2:29', 'a.zip!/open.ts:2:29'));
  });

  it('is read both ways if the local header and the directory disagree', async () => {
    // One of them says stored, so a reader that trusts it sees only compressed bytes.
    const method = makeZip([{ name: 'x.ts', content: second('method'), local: { method: 0 } }]);
    expect(seen(await scanFiles({ 'a.zip': method })).places).toEqual(['a.zip!/x.ts:2:29']);
    const central = makeZip([{ name: 'x.ts', content: second('method'), claimed: 0, local: { method: 8 } }]);
    expect(seen(await scanFiles({ 'a.zip': central })).places).toEqual(['a.zip!/x.ts:2:29']);
    const named = makeZip([{ name: 'x.ts', content: 'nothing', local: { name: `hash=${hex('name')}&navixy.ts` } }]);
    expect(seen(await scanFiles({ 'a.zip': named }, '--min-confidence', 'low')).places).toHaveLength(1);
  });

  it('may have two members with the same name', async () => {
    const zip = makeZip([
      { name: 'x.ts', content: leak(hex('one')) },
      { name: 'x.ts', content: second('two') },
    ]);
    expect(seen(await scanFiles({ 'a.zip': zip }))).toEqual(found('a.zip!/x.ts:1:29', 'a.zip!/x.ts:2:29'));
  });

  it('cannot name a path outside of itself', async () => {
    const zip = makeZip([
      { name: '../../etc/x.ts', content: leak(hex('climb')) },
      { name: '/abs\\\x1b[31m.ts', content: leak(hex('colour')) },
    ]);
    expect(seen(await scanFiles({ 'a.zip': zip })).places.sort()).toEqual([
      'a.zip!/(..)/(..)/etc/x.ts:1:29',
      'a.zip!/abs/\\u{1b}[31m.ts:1:29',
    ]);
  });
});

describe('an unreadable part of a zip', () => {
  it('is reported for an encrypted member, and the others are read', async () => {
    const zip = makeZip([
      { name: 'locked.ts', content: second('locked'), encrypted: true },
      { name: 'x.ts', content: second('open') },
    ]);
    expect(seen(await scanFiles({ 'a.zip': zip }))).toEqual({
      places: ['a.zip!/x.ts:2:29'],
      reasons: ['a.zip!/locked.ts: it is encrypted'],
      exitCode: 2,
    });
  });

  it('is reported in one line for many members with the same reason', async () => {
    const entries = Array.from({ length: 5 }, (_, at) => ({ name: `${at}.ts`, content: 'secret', encrypted: true }));
    expect(seen(await scanFiles({ 'a.zip': makeZip(entries) })).reasons).toEqual([
      'a.zip: 5 members of it: it is encrypted: 0.ts, 1.ts, 2.ts, …',
    ]);
  });

  it('is reported for an unsupported compression method', async () => {
    const zip = makeZip([
      { name: 'x.ts', content: second('ppmd'), claimed: 98 },
      { name: 'y.ts', content: second('what'), claimed: 77 },
    ]);
    expect(seen(await scanFiles({ 'a.zip': zip })).reasons).toEqual([
      'a.zip!/x.ts: it is packed in a way that cannot be opened (PPMd)',
      'a.zip!/y.ts: it is packed in a way that cannot be opened (method 77)',
    ]);
  });

  it('is reported for a wrong checksum, and the content is scanned', async () => {
    const zip = makeZip([{ name: 'x.ts', content: second('sum'), crc: 1 }]);
    expect(seen(await scanFiles({ 'a.zip': zip }))).toEqual({
      places: ['a.zip!/x.ts:2:29'],
      reasons: ['a.zip!/x.ts: it is damaged (its checksum is wrong)'],
      exitCode: 2,
    });
  });

  it('is reported for a truncated zip, and the rest is scanned', async () => {
    const cut = makeZip(
      [
        { name: 'x.ts', content: second('cut') },
        { name: 'y.ts', content: second('cut too'), descriptor: true },
      ],
      { cut: true },
    );
    expect(seen(await scanFiles({ 'a.zip': cut }))).toEqual({
      places: ['a.zip!/x.ts:2:29', 'a.zip!/y.ts:2:29'],
      reasons: ['a.zip: it is cut off (it has no directory); what is there was scanned'],
      exitCode: 2,
    });
  });
});
