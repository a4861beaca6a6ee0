import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Core } from '../../scanner/wasm/core.ts';
import { Prefilter } from '../../scanner/prefilter/may-hold-finding.ts';
import { hasTrace, scanMarks } from '../../scanner/prefilter/hash-traces.ts';
import { decodeDocument, detectInBytes, reveal } from '../../src/index.ts';
import { ALL_LEAKS } from '../support/forms/corpus.ts';
import { fill } from '../support/forms/fill.ts';
import { hex } from '../support/hex.ts';
import { ENCODINGS, utf32 } from '../support/wide.ts';

const core = Core.createStandalone(512 * 1024)!;
const named = { path: 'navixy', repositoryUsesPlatform: true, minimumConfidence: 'low' } as const;
const documents = ALL_LEAKS.map(
  ([name, text]) => [name, fill(text, hex(name), (n) => hex(`${name} digest ${n}`))] as const,
);

describe('the prefilter keeps every document in which the reader finds a value', () => {
  it.each(ENCODINGS)('$name: every form of a leak', ({ encode }) => {
    const prefilter = new Prefilter({ minimumConfidence: 'low' });
    const withCore = new Prefilter({ minimumConfidence: 'low' }, core);
    const missed: string[] = [];
    let found = 0;
    for (const [name, text] of documents) {
      const bytes = encode(text);
      if (detectInBytes(bytes, named).length === 0) continue;
      found += 1;
      bytes.copy(core.memory);
      const sights = [scanMarks(bytes, 0, bytes.length, true), scanMarks(core.memory, 0, bytes.length, true, core)];
      expect(sights[1]).toEqual(sights[0]);
      const gates = {
        hasTrace: hasTrace(bytes),
        marks: sights.every(({ traces, platform }) => traces.length > 0 || platform !== 0),
        prefilter: prefilter.mayHold(bytes) !== 'no',
        core: withCore.mayHold(core.memory.subarray(0, bytes.length), sights[1]) !== 'no',
      };
      for (const [gate, isOpen] of Object.entries(gates)) if (!isOpen) missed.push(`${gate}: ${name}`);
    }
    expect(missed).toEqual([]);
    expect(found).toBeGreaterThan(documents.length / 2);
  });

  it('with any text around the value', () => {
    const around = fc
      .array(
        fc.constantFrom('words\n', 'Ключ\r\n', '値 ', '😀', '\u0130', '\0', ' ', '"', `${hex('other').slice(1)}\n`),
        { maxLength: 40 },
      )
      .map((parts) => parts.join(''));
    const spelled = fc.constantFrom(
      `NAVIXY_HASH="${hex('spelled')}"`,
      `Authorization: Basic ${Buffer.from(`navixy hash=${hex('spelled')}`).toString('base64')}`,
      `navixy hash = "${hex('spelled').slice(0, 16)}" + "${hex('spelled').slice(16)}"`,
    );
    fc.assert(
      fc.property(around, spelled, around, fc.constantFrom(...ENCODINGS), (before, value, after, { encode }) => {
        const bytes = encode(`${before}\n${value}\n${after}`);
        if (detectInBytes(bytes, named).length === 0) return;
        expect(hasTrace(bytes)).toBe(true);
        bytes.copy(core.memory, 3);
        for (const { traces, platform } of [
          scanMarks(bytes, 0, bytes.length, true),
          scanMarks(core.memory, 3, 3 + bytes.length, true, core),
        ])
          expect(traces.length > 0 || platform !== 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('UTF-32', () => {
  const value = hex('four bytes');
  const text = `a 😀\r\nпример NAVIXY_HASH=${value}`;

  it.each([
    ['utf-32le', utf32(`\ufeff${text}`)],
    ['utf-32be', utf32(`\ufeff${text}`).swap32()],
    ['utf-32le', utf32(text)],
    ['utf-32be', utf32(text).swap32()],
  ] as const)('%s is read, with lines and columns as in an editor', (encoding, bytes) => {
    expect(detectInBytes(bytes).map((each) => [each.line, each.column, each.encoding, reveal(each.secret)])).toEqual([
      [2, 20, encoding, value],
    ]);
    expect(decodeDocument(bytes)).toBe(text);
  });

  it('is not detected in UTF-16 text that starts with a zero', () => {
    const bytes = Buffer.from(`\ufeff\0\nNAVIXY_HASH=${value}\n`, 'utf16le');
    expect(detectInBytes(bytes).map(({ line, column, encoding }) => [line, column, encoding])).toEqual([
      [2, 13, 'utf-16le'],
    ]);
    expect(hasTrace(bytes)).toBe(true);
  });

  it('is also read as another encoding if only a part is UTF-32', () => {
    const bytes = Buffer.concat([
      utf32(`\ufeff${'blank '.repeat(400)}\n`),
      Buffer.from(`NAVIXY_HASH=${value}\n`, 'utf16le'),
    ]);
    expect(detectInBytes(bytes).map(({ secret, encoding }) => [reveal(secret), encoding])).toEqual([
      [value, 'utf-16le'],
    ]);
    const other = Buffer.concat([
      utf32(`\ufeffNAVIXY_HASH=${value}\n${'blank '.repeat(400)}`),
      Buffer.of(1, 2, 3, 0xff),
    ]);
    expect(detectInBytes(other).map(({ secret, encoding }) => [reveal(secret), encoding])).toEqual([
      [value, 'utf-32le'],
    ]);
  });
});
