import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MemorySource } from '../../../scanner/archives/byte-source.ts';
import { DEFAULT_LIMITS } from '../../../scanner/model/archive-limits.ts';
import { findZipEnds, mayBeArchive } from '../../../scanner/prefilter/recognise-archive.ts';
import { Unpacker } from '../../../scanner/archives/unpacker.ts';
import { Core } from '../../../scanner/wasm/core.ts';
import { DeltaApplier } from '../../../scanner/packs/delta.ts';
import { scanMarks, scanChangedMarks } from '../../../scanner/prefilter/hash-traces.ts';
import { detectInBytes } from '../../../src/index.ts';
import { hex } from '../../support/hex.ts';
import { applySteps, makeDelta, type Step } from '../../support/pack-writer.ts';
import { makeTar } from '../../support/tar.ts';
import { makeXz } from '../../support/xz.ts';
import { makeZip } from '../../support/zip.ts';
import { leak } from '../run.ts';
import { PACKED } from './packed.ts';
import { scanFiles, seen } from './support.ts';

const core = Core.createStandalone(512 * 1024)!;
const second = (seed: string) => `// first line\n${leak(hex(seed))}`;
const member = { name: 'x.ts', content: second('gate') };

const SCRIPT_TEXT = Buffer.from(`#!/bin/sh\n${'# words\n'.repeat(3000)}`);
/** Archives that the reader recognises by their start, and zips, which it recognises by their end. */
const ARCHIVES: Readonly<Record<string, Buffer>> = {
  zip: makeZip([member]),
  zip64: makeZip([{ ...member, zip64: true }], { zip64: true }),
  'zip with a comment': makeZip([member], { comment: 'packed by hand' }),
  'zip with data descriptors': makeZip([{ ...member, descriptor: true }]),
  ustar: makeTar([member], 'ustar'),
  'tar without magic': makeTar([member], 'v7'),
  'tar after an empty tar': Buffer.concat([Buffer.alloc(10_240), makeTar([member])]),
  gzip: gzipSync(member.content),
  xz: makeXz(member.content),
  bzip2: PACKED.bzip2,
  'tar.xz': PACKED.tarXz,
  zlib: deflateSync(member.content),
  'script with gzip': Buffer.concat([SCRIPT_TEXT, gzipSync(member.content)]),
  'script with a tar': Buffer.concat([SCRIPT_TEXT, makeTar([member], 'ustar')]),
};

async function open(bytes: Buffer): Promise<{ found: number; items: number }> {
  const unpacker = new Unpacker(() => true, DEFAULT_LIMITS, new AbortController().signal);
  const counts = { found: 0, items: 0 };
  for await (const item of unpacker.open(
    { path: 'a', root: '/', origin: { type: 'file' }, full: '/a' },
    new MemorySource(bytes),
  )) {
    counts.items += 1;
    if (!('skipped' in item)) counts.found += detectInBytes(item.bytes, { path: item.path }).length;
  }
  return counts;
}

const around = fc.oneof(
  fc
    .array(fc.constantFrom('some text\n', 'PK', 'PK\x05', '\x06', '#!/bin/sh\n', 'é', '    ', '\x89PNG\r\n\x1a\n'), {
      maxLength: 20,
    })
    .map((parts) => Buffer.from(parts.join(''))),
  fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes)),
  fc.nat(2000).map((length) => Buffer.alloc(length)),
);

describe('mayBeArchive', () => {
  it('is true for all bytes that the reader opens, whatever precedes and follows them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.entries(ARCHIVES)),
        around,
        around,
        async ([name, archive], before, after) => {
          const isZip = name.startsWith('zip');
          const bytes = Buffer.concat([isZip ? before : Buffer.alloc(0), archive, after]);
          const { found, items } = await open(bytes);
          expect(found).toBeGreaterThan(0);
          if (items > 0) expect(mayBeArchive(bytes, 0, bytes.length)).toBe(true);
          bytes.copy(core.memory, 5);
          for (const { mayEndZip } of [
            scanMarks(bytes, 0, bytes.length, true),
            scanMarks(core.memory, 5, 5 + bytes.length, true, core),
          ]) {
            if (findZipEnds(bytes).length > 0) expect(mayEndZip).toBe(true);
            expect(mayBeArchive(bytes, 0, bytes.length, mayEndZip)).toBe(true);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is true for an object built from deltas, wherever the end record of a zip comes from', () => {
    const DELTA_AT = 256 * 1024;
    const piece = fc
      .constantFrom(
        'words ',
        'PK\x05\x06',
        'PK',
        '\x05',
        '\x06',
        '\0'.repeat(30),
        'a longer piece of text that stands between\n',
      )
      .map((text) => Buffer.from(text, 'latin1'));
    const step = fc.oneof(fc.tuple(fc.nat(), fc.nat()), piece);
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 12 }),
        fc.array(step, { minLength: 1, maxLength: 12 }),
        (pieces, drafts) => {
          const base = Buffer.concat(pieces);
          const steps = drafts.map((draft): Step => {
            if (!Array.isArray(draft)) return draft;
            const from = draft[0] % base.length;
            return { from, length: 1 + (draft[1] % (base.length - from)) };
          });
          const result = applySteps(base, steps);
          const delta = makeDelta(base.length, result.length, steps);
          for (const one of [core, undefined]) {
            const memory = one?.memory ?? Buffer.alloc(core.memory.length);
            base.copy(memory, 0);
            delta.copy(memory, DELTA_AT);
            const applier = new DeltaApplier(memory, one);
            applier.apply(DELTA_AT, DELTA_AT + delta.length, 0, base.length, base.length);
            const end = base.length + result.length;
            const { mayEndZip } = scanChangedMarks(
              memory,
              base.length,
              end,
              scanMarks(memory, 0, base.length, true, one),
              applier,
              true,
              one,
            );
            if (result.includes('PK\x05\x06', 0, 'latin1')) expect(mayEndZip).toBe(true);
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('a text that starts like an archive', () => {
  const words =
    ' is how it begins, and this is a text about it, which goes on for a while so that nothing is too short.\n';
  it.each([
    'LZIP',
    'hsqs',
    'sqsh',
    'BZh91AY&SY',
    'BZh9',
    '!<arch>\n',
    'PK\x03\x04',
    'PK00PK\x03\x04',
    '# v2 git bundle\n',
    '# v3 git bundle\n',
    '] \0',
  ])('is read as text: %j', async (start) => {
    for (const text of [words.repeat(12), '\nplain text follows here\n']) {
      expect(seen(await scanFiles({ 'notes.txt': `${start}${text}` }))).toEqual({
        places: [],
        reasons: [],
        exitCode: 0,
      });
    }
  });

  it('or quotes a git LFS pointer is read as text', async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${hex('a')}${hex('b')}\nsize 12\n`;
    expect(
      seen(await scanFiles({ 'README.md': `${pointer}\nThat is a pointer: it has three lines.\n` })).reasons,
    ).toEqual([]);
    expect(seen(await scanFiles({ 'big.bin': pointer })).reasons).toEqual([
      'big.bin: a git LFS pointer: its content is kept elsewhere',
    ]);
  });
});

describe('content between and after', () => {
  const found = (...places: string[]) => ({ places, reasons: [], exitCode: 1 });

  it.each([
    ['gz', gzipSync, 2],
    ['xz', makeXz, 4],
  ] as const)('parts of %s is scanned, and so is each part', async (ending, pack, lastLine) => {
    // Zeros between two xz streams are padding, and both streams are one file.
    const bytes = Buffer.concat([
      pack(second('one')),
      Buffer.from(`between\n${leak(hex('two'))}`),
      pack(second('three')),
      Buffer.alloc(64),
      pack(second('four')),
      Buffer.from('the end\n'),
    ]);
    expect(seen(await scanFiles({ [`a.${ending}`]: bytes })).places.sort()).toEqual(
      [
        `a.${ending}!/(rest)!/(rest):2:29`,
        `a.${ending}!/(rest)!/(rest):${lastLine}:29`,
        `a.${ending}!/(rest):2:29`,
        `a.${ending}!/a:2:29`,
      ].sort(),
    );
  });

  it('a gzip is not reported as damage', async () => {
    expect(
      seen(await scanFiles({ 'a.gz': Buffer.concat([gzipSync(second('tail')), Buffer.from('trailing words\n')]) })),
    ).toEqual(found('a.gz!/a:2:29'));
  });

  it('a zip that starts with text is scanned', async () => {
    const bytes = Buffer.concat([
      Buffer.from('a text\n'.repeat(100)),
      ARCHIVES['zip']!,
      Buffer.from('and more of it\n'.repeat(100)),
    ]);
    expect(seen(await scanFiles({ odd: bytes }))).toEqual(found('odd!/x.ts:2:29'));
    expect(seen(await scanFiles({ 'a.tgz': gzipSync(makeTar([{ name: 'odd', content: bytes }])) }))).toEqual(
      found('a.tgz!/odd!/x.ts:2:29'),
    );
  });

  it('two adjacent zips, and compressed content after a zip, are scanned', async () => {
    const bytes = Buffer.concat([
      makeZip([{ name: 'a.ts', content: second('first') }]),
      makeZip([{ name: 'b.ts', content: second('last') }]),
      gzipSync(second('packed')),
    ]);
    expect(seen(await scanFiles({ both: bytes }))).toEqual(
      found('both!/(rest)!/(rest):2:29', 'both!/a.ts:2:29', 'both!/b.ts:2:29'),
    );
  });

  it('two tars is scanned, and so are archives in the second', async () => {
    const bytes = Buffer.concat([
      makeTar([{ name: 'a.ts', content: second('tar one') }]),
      Buffer.from('no header\n'.repeat(200)),
      Buffer.alloc(48),
      makeTar([{ name: 'b.gz', content: gzipSync(second('tar two')) }]),
    ]);
    expect(seen(await scanFiles({ 'a.tar': bytes })).places).toContain('a.tar!/b.gz!/b:2:29');
  });
});

describe('overlapping members of a zip', () => {
  it('are all read, even inside the range that the directory gives to another member', async () => {
    const zip = makeZip([
      { name: 'a.txt', content: 'nothing' },
      { name: 'hidden.ts', content: second('hidden'), hidden: true },
    ]);
    const central = zip.indexOf('PK\x01\x02', 0, 'latin1');
    // The first member claims everything before the directory.
    zip.writeUInt32LE(central - 35, central + 20);
    const { places } = seen(await scanFiles({ 'a.zip': zip }));
    expect(places).toEqual(['a.zip!/hidden.ts:2:29']);
  });

  it('are read under each of their names, because the verdict may depend on the name', async () => {
    const content = `"hash": "${hex('shared')}"`;
    const zip = makeZip([
      { name: 'package-lock.json', content },
      { name: 'navixy-settings.j', content: 'x', hidden: true },
    ]);
    const start = zip.readUInt32LE(zip.length - 6);
    const record = zip.subarray(start, zip.length - 22);
    const other = Buffer.from(record);
    other.write('navixy-settings.j', 46, 'latin1');
    const end = Buffer.from(zip.subarray(zip.length - 22));
    end.writeUInt16LE(2, 10);
    end.writeUInt32LE(record.length * 2, 12);
    const { places } = seen(await scanFiles({ 'a.zip': Buffer.concat([zip.subarray(0, start), record, other, end]) }));
    expect(places).toEqual(['a.zip!/navixy-settings.j:1:10']);
  });
});
