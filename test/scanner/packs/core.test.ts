import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNDECIDED, Core, ENDS_ZIP, PLATFORM_SHIFT, TRACE, WIDE } from '../../../scanner/wasm/core.ts';
import { DeltaApplier } from '../../../scanner/packs/delta.ts';
import { scanMarks, scanChangedMarks } from '../../../scanner/prefilter/hash-traces.ts';
import { MENTIONED, SPLIT_HINT } from '../../../scanner/prefilter/platform-mention.ts';
import { hex } from '../../support/hex.ts';
import { applySteps, makeDelta, type Step } from '../../support/pack-writer.ts';

const core = Core.createStandalone(256 * 1024)!;
const plain = Buffer.alloc(core.memory.length);
const DELTA_AT = 128 * 1024;

/** A text in every encoding with zeros between its characters. */
function wide(text: string): string[] {
  const little = Buffer.from(text, 'utf16le');
  const words = Buffer.from(Uint32Array.from([...text], (character) => character.charCodeAt(0)).buffer);
  return [little, Buffer.from(little).swap16(), words, Buffer.from(words).swap32()].map((bytes) =>
    bytes.toString('latin1'),
  );
}

const piece = fc.oneof(
  fc.constantFrom(
    'navixy',
    'NaVixy',
    'NVX',
    'nvx',
    'api-v2',
    '/api-v2/tracker',
    '/api-v2/',
    '/api-v2/nothing',
    'vvnavix',
    'avi',
    hex('x'),
    hex('y').slice(0, 20),
    Buffer.from(hex('z')).toString('base64'),
    'v',
    'deaf',
    '\0',
    'é',
  ),
  fc.constantFrom(
    Buffer.from(hex('w'), 'utf16le').toString('latin1'),
    'PK\x05\x06',
    'PK\x05',
    '\x06',
    'PK',
    '\xff\xfe',
    '\xfe\xff',
    '\xff\xfe\0\0',
    '\0\0\xfe\xff',
  ),
  fc.constantFrom('navixy', hex('wide'), 'some words').chain((text) => fc.constantFrom(...wide(text))),
  fc.integer({ min: 1, max: 300 }).map((length) => 'some words, '.repeat(30).slice(0, length)),
);
const document = fc.oneof(
  fc.array(piece, { minLength: 1, maxLength: 12 }).map((pieces) => Buffer.from(pieces.join(''), 'latin1')),
  // The whole document in one encoding.
  fc
    .array(fc.constantFrom('navixy ', hex('wide whole'), 'some words, ', 'Ключ ', '\n'), {
      minLength: 4,
      maxLength: 12,
    })
    .chain((texts) => fc.constantFrom(...wide(texts.join(''))))
    .map((text) => Buffer.from(text, 'latin1')),
);

describe('the core does the same as TypeScript', () => {
  it('with deltas and what they change', () => {
    const step = fc.oneof(
      fc.tuple(fc.nat(), fc.nat()),
      piece.map((text) => Buffer.from(text, 'latin1').subarray(0, 127)),
    );
    fc.assert(
      fc.property(document, fc.array(step, { minLength: 1, maxLength: 20 }), fc.boolean(), (base, drafts, isText) => {
        const steps = drafts.map((draft): Step => {
          if (!Array.isArray(draft)) return draft;
          const from = draft[0] % base.length;
          return { from, length: 1 + (draft[1] % (base.length - from)) };
        });
        const result = applySteps(base, steps);
        const delta = makeDelta(base.length, result.length, steps);
        const sides = [core, undefined].map((one) => {
          const memory = one?.memory ?? plain;
          base.copy(memory, 0);
          delta.copy(memory, DELTA_AT);
          const applier = new DeltaApplier(memory, one);
          const start = base.length;
          const end = start + applier.resultSize(DELTA_AT, DELTA_AT + delta.length);
          applier.apply(DELTA_AT, DELTA_AT + delta.length, 0, base.length, start);
          expect(memory.subarray(start, end).equals(result)).toBe(true);
          const { changes, changesLength, copies, copiesLength } = applier;
          const sight = scanChangedMarks(
            memory,
            start,
            end,
            scanMarks(memory, 0, base.length, isText, one),
            applier,
            isText,
            one,
          );
          return {
            changes: [...changes.subarray(0, changesLength)],
            copies: [...copies.subarray(0, copiesLength)],
            sight,
          };
        });
        expect(sides[0]).toEqual(sides[1]);
      }),
      { numRuns: 400 },
    );
  });

  it('with whole objects at any offset', () => {
    fc.assert(
      fc.property(document, fc.nat({ max: 40 }), fc.boolean(), (bytes, at, isText) => {
        bytes.copy(core.memory, at);
        const expected = scanMarks(core.memory, at, at + bytes.length, isText);
        expect(scanMarks(core.memory, at, at + bytes.length, isText, core)).toEqual(expected);
        const seen = core.scan(at, at + bytes.length, isText);
        if (expected.traces.length > 0) expect(seen & TRACE).toBe(TRACE);
        if ((seen & (UNDECIDED | WIDE)) === 0)
          expect((seen >> PLATFORM_SHIFT) & (MENTIONED | SPLIT_HINT)).toBe(expected.platform);
        expect((seen & ENDS_ZIP) !== 0).toBe(expected.mayEndZip);
        if (expected.isWide) expect(seen & WIDE).toBe(WIDE);
      }),
      { numRuns: 400 },
    );
  });

  it('with deltas that read or write out of bounds', () => {
    for (const delta of [
      [10, 4, 5, 1, 2, 3],
      [10, 5, 0x91, 8, 5],
      [10, 5, 0x90, 4],
      [10, 5, 0],
      [10, 5, 0x91, 8],
    ]) {
      for (const one of [core, undefined]) {
        const memory = one?.memory ?? plain;
        Buffer.from(delta).copy(memory, DELTA_AT);
        expect(() => new DeltaApplier(memory, one).apply(DELTA_AT, DELTA_AT + delta.length, 0, 10, 10)).toThrow(
          /^a delta/,
        );
      }
    }
  });

  it('with a delta that has more steps than there is room for', () => {
    const base = Buffer.from('0123456789');
    const steps = Array.from({ length: 60_000 }, (_, at): Step => ({ from: (at * 3) % 10, length: 1 }));
    const result = applySteps(base, steps);
    const delta = makeDelta(base.length, result.length, steps);
    const large = Core.createStandalone(1024 * 1024)!;
    base.copy(large.memory, 0);
    delta.copy(large.memory, 512 * 1024);
    const applier = new DeltaApplier(large.memory, large);
    applier.apply(512 * 1024, 512 * 1024 + delta.length, 0, 10, 10);
    expect(large.memory.subarray(10, 10 + result.length).equals(result)).toBe(true);
    expect(applier.copiesLength).toBe(180_000);
    expect(
      scanChangedMarks(
        large.memory,
        10,
        10 + result.length,
        scanMarks(Buffer.alloc(0), 0, 0, true),
        applier,
        true,
        large,
      ),
    ).toEqual({ traces: [], platform: 0, mayEndZip: false, isWide: false });
  });
});

it('the compiled core matches its source', () => {
  const folder = new URL('../../../scanner/wasm/', import.meta.url);
  const compiled = execFileSync(process.execPath, [new URL('compile.js', folder).pathname, '--print'], {
    encoding: 'utf8',
  });
  expect(readFileSync(new URL('core-code.ts', folder), 'utf8')).toBe(compiled);
});
