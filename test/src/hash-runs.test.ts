import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findHashRuns, scanByteRuns, type ByteRun } from '../../src/hash-runs.ts';
import { hasTrace } from '../../scanner/prefilter/hash-traces.ts';
import { hex } from '../support/hex.ts';

const byteRuns = (bytes: Uint8Array) => {
  const runs: ByteRun[] = [];
  scanByteRuns(bytes, (run) => {
    runs.push(run);
    return false;
  });
  return runs;
};

/** The oracle: a plain, slow regular expression. */
const expected = (text: string) =>
  [...text.matchAll(/[0-9a-fA-F]+/g)].filter(([run]) => run.length === 32).map(({ index }) => index);

const chunk = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'0123456789abcdefABCDEF'), minLength: 1, maxLength: 70 }),
  fc.string({ unit: fc.constantFrom(...' gz"xyz\n'), minLength: 1, maxLength: 70 }),
  fc.integer().map((seed) => hex(String(seed))),
);

describe('findHashRuns', () => {
  it('finds exactly the runs of 32 digits, at any place', () => {
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 12 }), (chunks) => {
        const text = chunks.join('');
        expect(
          findHashRuns(text)
            .filter((run) => run.escapeStart === run.start)
            .map(({ start }) => start),
        ).toEqual(expected(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('finds the same in bytes, at every alignment', () => {
    const value = hex('alignment');
    for (let offset = 0; offset < 130; offset += 1) {
      const ascii = Buffer.from(`${'-'.repeat(offset)}${value}${'-'.repeat(offset % 7)}`);
      expect(byteRuns(ascii)).toEqual([{ start: offset, end: offset + 32, stride: 1 }]);
      const wide = Buffer.concat([Buffer.alloc(offset, 1), Buffer.from(value, 'utf16le'), Buffer.alloc(5, 1)]);
      expect(byteRuns(wide)).toEqual([{ start: offset, end: offset + 64, stride: 2 }]);
    }
  });

  it('finds the same runs in bytes as the oracle', () => {
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 12 }), (chunks) => {
        const text = chunks.join('');
        expect(byteRuns(Buffer.from(text)).map(({ start }) => start)).toEqual(expected(text));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['%3D', 'percent'],
    ['%253D', 'percent, twice'],
    ['%25253D', 'percent, three times'],
    ['\\x3d', 'byte escape'],
    ['\\u003d', 'unicode escape'],
    ['=3D', 'quoted-printable'],
    ['\\f', 'control escape'],
    ['\\075', 'octal escape'],
  ])('reads the value after %s (%s)', (escape) => {
    const value = hex(escape);
    const text = `hash${escape}${value}`;
    expect(findHashRuns(text).map(({ start, end }) => text.slice(start, end))).toEqual([value]);
    expect(byteRuns(Buffer.from(text)).map(({ start }) => start)).toEqual([text.length - 32]);
  });

  it('never shortens a longer run', () => {
    for (const extra of ['a', '3d', '003d', '0'.repeat(8), hex('more')])
      expect(findHashRuns(`x${extra}${hex('long')}`)).toEqual([]);
  });
});

it('runs leave a trace at any place', () => {
  fc.assert(
    fc.property(
      fc.array(chunk, { maxLength: 12 }),
      fc.constantFrom('latin1', 'utf16le'),
      fc.integer({ min: 0, max: 3 }),
      (chunks, encoding, odd) => {
        const text = chunks.join('');
        const bytes = Buffer.concat([Buffer.alloc(odd, 'z'), Buffer.from(text, encoding)]);
        if (expected(text).length > 0) expect(hasTrace(bytes)).toBe(true);
        if (byteRuns(bytes).some(({ stride }) => stride === 1)) expect(hasTrace(bytes)).toBe(true);
      },
    ),
  );
  expect(hasTrace(Buffer.from(`${hex('short').slice(1)} `.repeat(50)))).toBe(false);
});
