import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recogniseArchive } from '../../../scanner/prefilter/recognise-archive.ts';
import { Unpacker } from '../../../scanner/archives/unpacker.ts';
import { DEFAULT_LIMITS } from '../../../scanner/model/archive-limits.ts';
import { MemorySource } from '../../../scanner/archives/byte-source.ts';
import { detectInBytes } from '../../../src/index.ts';
import { hex } from '../../support/hex.ts';
import { makeTar } from '../../support/tar.ts';
import { makeZip } from '../../support/zip.ts';
import { leak } from '../run.ts';
import { PACKED } from './packed.ts';

/** Opens an archive. @returns where values were found, and what could not be scanned */
async function open(bytes: Buffer): Promise<{ found: string[]; skipped: string[] }> {
  const found: string[] = [];
  const skipped: string[] = [];
  const unpacker = new Unpacker(() => true, DEFAULT_LIMITS, new AbortController().signal);
  for await (const item of unpacker.open(
    { path: 'a', root: '/', origin: { type: 'file' }, full: '/a' },
    new MemorySource(bytes),
  )) {
    if ('skipped' in item) skipped.push(`${item.skipped.path}: ${item.skipped.reason}`);
    else
      for (const { line, column } of detectInBytes(item.bytes, { path: item.path, repositoryUsesPlatform: true }))
        found.push(`${item.path}:${line + (item.linesBefore ?? 0)}:${column}`);
  }
  return { found, skipped };
}

const text = fc.array(fc.constantFrom('a line', '', 'Zeile mit ü', '\t{ "json": 1 }', 'x'.repeat(300)), {
  maxLength: 30,
});
const member = fc.record({
  before: text,
  after: text,
  method: fc.constantFrom('store' as const, 'deflate' as const),
  descriptor: fc.boolean(),
  name: fc.constantFrom('x.ts', 'deep/er/x.ts', 'ü.json', 'no ending'),
});
const wrappings = fc.array(fc.constantFrom('zip', 'tar', 'tgz', 'gz'), { minLength: 1, maxLength: 4 });

interface Planted {
  readonly bytes: Buffer;
  /** Where the value is. */
  readonly place: string;
}

function plant(
  {
    before,
    after,
    method,
    descriptor,
    name,
  }: { before: string[]; after: string[]; method: 'store' | 'deflate'; descriptor: boolean; name: string },
  layers: readonly string[],
): Planted {
  let bytes: Buffer = Buffer.from([...before, leak(hex('planted')).trimEnd(), ...after].join('\n'));
  let inner = name;
  let isTar = false;
  const names: string[] = [];
  for (const layer of layers) {
    if (layer === 'zip')
      bytes = makeZip([
        { name: 'other', content: 'nothing' },
        { name: inner, content: bytes, method, descriptor },
      ]);
    else if (layer === 'gz') bytes = gzipSync(bytes);
    else
      bytes = makeTar(
        [
          { name: 'other', content: 'nothing' },
          { name: inner, content: bytes },
        ],
        'pax',
      );
    if (layer === 'tgz') bytes = gzipSync(bytes);
    // A compressed tar has the name of its container.
    if (layer !== 'gz') names.unshift(inner);
    else if (!isTar) names.unshift('?');
    isTar = layer === 'tar';
    inner = `layer.${layer === 'tar' ? 'tar' : layer}`;
  }
  return { bytes, place: `${names.join('!/')}:${before.length + 1}:29` };
}

const escaped = (part: string) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

describe('any archive', () => {
  it('reveals a value at its line and column in any nesting', async () => {
    await fc.assert(
      fc.asyncProperty(member, wrappings, async (content, layers) => {
        const { bytes, place } = plant(content, layers);
        const { found, skipped } = await open(bytes);
        expect(skipped).toEqual([]);
        // A gzip names its file after its container. Other members have the name in the archive.
        const pattern = new RegExp(`^a!/${place.split('?').map(escaped).join('[^!]+')}$`);
        expect(found.filter((one) => pattern.test(one))).toHaveLength(1);
      }),
      { numRuns: 150 },
    );
  });

  it('that is truncated or damaged is reported or reveals every value, and never hangs or crashes', async () => {
    const sure = {
      before: ['one', 'two'],
      after: ['three'],
      name: 'x.ts',
      method: 'deflate' as const,
      descriptor: false,
    };
    const change = fc.oneof(
      fc.record({ kind: fc.constant('cut' as const), at: fc.double({ min: 0, max: 0.999, noNaN: true }) }),
      fc.record({
        kind: fc.constant('flip' as const),
        at: fc.double({ min: 0, max: 0.999, noNaN: true }),
        bit: fc.nat(7),
      }),
      fc.record({
        kind: fc.constant('overwrite' as const),
        at: fc.double({ min: 0, max: 0.999, noNaN: true }),
        with: fc.uint8Array({ minLength: 1, maxLength: 16 }),
      }),
    );
    // In a tar only the headers have checksums. The other formats have checksums of their content.
    const outer = fc.constantFrom('zip', 'gz', 'tgz');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('store' as const, 'deflate' as const),
        fc.boolean(),
        wrappings,
        outer,
        change,
        async (method, descriptor, layers, last, damage) => {
          const { bytes } = plant({ ...sure, method, descriptor }, [...layers, last]);
          const at = Math.floor(damage.at * bytes.length);
          const changed = damage.kind === 'cut' ? bytes.subarray(0, at) : bytes;
          if (damage.kind === 'flip') changed[at]! ^= 1 << damage.bit;
          if (damage.kind === 'overwrite') Buffer.from(damage.with).copy(changed, at);
          const { found, skipped } = await open(changed);
          // A file that no longer starts like an archive is scanned as it is.
          expect(
            found.some((one) => one.endsWith(':3:29')) ||
              skipped.length > 0 ||
              recogniseArchive(changed.subarray(0, 512)) === undefined,
          ).toBe(true);
        },
      ),
      { numRuns: 600 },
    );
  });

  it.each(Object.entries(PACKED))(
    'of another kind with a flipped bit is reported or reveals every value: %s',
    async (_, packed) => {
      await fc.assert(
        fc.asyncProperty(fc.nat(packed.length - 1), fc.nat(7), async (at, bit) => {
          const changed = Buffer.from(packed);
          changed[at]! ^= 1 << bit;
          const { found, skipped } = await open(changed);
          // The first bytes identify the format.
          expect(at < 10 || skipped.length > 0 || found.some((one) => one.endsWith(':2001:29'))).toBe(true);
        }),
        { numRuns: 150 },
      );
    },
  );
});
