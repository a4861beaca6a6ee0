import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detect, detectInBytes, mayHoldCandidate, mayHoldJoined, reveal } from '../../src/index.ts';
import { hasTrace } from '../../scanner/prefilter/hash-traces.ts';
import { hex } from '../support/hex.ts';

const value = hex('spelled');
const base64 = (text: string) => Buffer.from(text).toString('base64');
const found = (text: string) =>
  detect(text).map((one) => [one.encoding, text.slice(one.start, one.end), reveal(one.secret)]);

describe('base64', () => {
  it('of the value: the place is the whole token', () => {
    expect(found(`navixy_hash: ${base64(value)}\nfoo: 1`)).toEqual([['base64', base64(value), value]]);
    expect(found(`navixy_hash: ${base64(`${value}\n`)}\nfoo: 1`)).toEqual([['base64', base64(`${value}\n`), value]]);
  });

  it('of a document, at every alignment and line width', () => {
    fc.assert(
      fc.property(
        fc.nat(40),
        fc.string({ unit: 'grapheme-ascii', maxLength: 300 }),
        fc.constantFrom(0, 20, 21, 24, 33, 60, 64, 76),
        fc.constantFrom('\n', '\r\n', '\n    '),
        (pad, tail, width, lineEnd) => {
          const inner = `${'#'.repeat(pad)}\nNAVIXY_HASH=${value}\n${tail}`;
          const encoded =
            width === 0 ? base64(inner) : base64(inner).replace(new RegExp(`.{${width}}`, 'g'), `$&${lineEnd}`);
          const text = `data:\n  env: "${encoded}"\n`;
          expect(hasTrace(Buffer.from(text))).toBe(true);
          const [one, ...more] = detect(text);
          expect(more).toEqual([]);
          expect([one!.encoding, reveal(one!.secret)]).toEqual(['base64', value]);
          const spelled = text.slice(one!.start, one!.end).replace(/\s+/g, '');
          const at = encoded.replace(/\s+/g, '').indexOf(spelled);
          expect(Buffer.from(spelled.padStart(spelled.length + (at % 4), 'A'), 'base64').toString('latin1')).toContain(
            value.slice(0, 31),
          );
        },
      ),
    );
  });

  it('is judged by its decoded content', () => {
    expect(found(`blob: ${base64(`etag: ${value}\n`)}`)).toEqual([]);
    expect(found(`# navixy\nblob: ${base64(`${value}  archive.zip\n`)}`)).toEqual([]);
  });

  it('leaves no trace if it has no hex digits of a value', () => {
    expect(hasTrace(Buffer.from('The quick brown fox jumps over the lazy dog. '.repeat(2000)))).toBe(false);
    // Short runs of digits, such as in a UUID.
    for (const digits of ['3f2504e0-4f89-11d3-9a0c', 'cafe babe', '0a1b2c3d4e5'])
      for (const pad of ['', 'x', 'xy']) expect(hasTrace(Buffer.from(base64(`${pad}${digits} and more`)))).toBe(false);
  });
});

describe('split values', () => {
  const [one, two] = [value.slice(0, 16), value.slice(16)];
  it.each([
    ['plus', `navixyHash = "${one}" + "${two}"`],
    ['plus over lines', `navixyHash = '${one}' +\n  '${two}';`],
    ['dot', `$navixy_hash = '${one}' . '${two}';`],
    ['ampersand', `navixyHash = "${one}" & "${two}"`],
    ['ampersand over lines in Visual Basic', `navixyHash = "${one}" & _\n  "${two}"`],
    ['adjacency', `NAVIXY_HASH = ("${one}"\n  "${two}")`],
    ['a continued line', `NAVIXY_HASH=${one}\\\n${two}`],
    ['a soft line break', `https://api.eu.navixy.com/v2/tracker/list?hash=3D${one}=\n${two}`],
    [
      'four pieces',
      `navixyHash = "${value.slice(0, 8)}" + "${value.slice(8, 16)}" + "${value.slice(16, 24)}" + "${value.slice(24)}"`,
    ],
  ])('are found with %s', (_name, text) => {
    const [only, ...more] = detect(text);
    expect(more).toEqual([]);
    expect([only!.encoding, reveal(only!.secret)]).toEqual(['joined', value]);
    expect(text.slice(only!.start, only!.end).startsWith(value.slice(0, 8))).toBe(true);
    expect(text.slice(only!.start, only!.end).endsWith(value.slice(24))).toBe(true);
    expect(hasTrace(Buffer.from(text))).toBe(true);
  });

  it.each([
    ['percent', [...value].map((digit) => `%${digit.charCodeAt(0).toString(16)}`).join(''), 'percent'],
    ['percent, some of it', `%${value.charCodeAt(0).toString(16)}${value.slice(1)}`, 'percent'],
    ['byte escapes', [...value].map((digit) => `\\x${digit.charCodeAt(0).toString(16)}`).join(''), 'escape'],
    ['unicode escapes', [...value].map((digit) => `\\u00${digit.charCodeAt(0).toString(16)}`).join(''), 'escape'],
    ['decimal entities', [...value].map((digit) => `&#${digit.charCodeAt(0)};`).join(''), 'entity'],
  ])('are found in %s', (_name, spelled, encoding) => {
    expect(found(`NAVIXY_HASH="${spelled}"`)).toEqual([[encoding, spelled, value]]);
  });

  it('are joined only to 32 digits', () => {
    expect(found(`navixyHash = "${one}" + "${two}0"`)).toEqual([]);
    expect(found(`navixyHash = "${one}", other = "${two}"`)).toEqual([]);
  });

  it('are searched only if the platform is named', () => {
    expect(mayHoldCandidate(`hash = "${one}" + "${two}"`)).toBe(false);
    expect(mayHoldCandidate(`navixy = "${one}" + "${two}"`)).toBe(true);
  });
});

it('reports the same place in bytes and in text', () => {
  const bytes = Buffer.from(`é\r\nnavixy_hash: ${base64(value)}\r\n`);
  expect(detectInBytes(bytes).map(({ line, column, endColumn }) => [line, column, endColumn])).toEqual([
    [2, 14, 14 + base64(value).length],
  ]);
});

describe('mayHoldJoined', () => {
  const halves = [value.slice(0, 13), value.slice(13)] as const;
  const spelled = [
    `'${halves[0]}' + '${halves[1]}'`,
    `"${halves[0]}"\u00a0"${halves[1]}"`,
    `['${halves[0]}', '${halves[1]}'].join('')`,
    `key = '${halves[0]}';\nkey += '${halves[1]}';`,
    [...value].map((digit) => `%${digit.charCodeAt(0).toString(16)}`).join(''),
    `%3D${halves[0]}&#x${halves[1].charCodeAt(0).toString(16)};${halves[1].slice(1)}`,
  ];

  it.each(spelled)('is true for %j at any place in a long document, in UTF-8 and latin-1', (text) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 140_000 }),
        fc.constantFrom('lorem ipsum 1 ', 'é', "'abc", '0f ', '\n'),
        fc.boolean(),
        (before, filling, isLatin1) => {
          const bytes = Buffer.from(
            `navixy ${filling.repeat(before / filling.length)} ${text} ${filling.repeat(500)}`,
            isLatin1 ? 'latin1' : 'utf8',
          );
          expect(
            detectInBytes(bytes, { path: 'navixy', repositoryUsesPlatform: true, minimumConfidence: 'low' }).length >
              0 &&
              !hasTrace(bytes) &&
              !mayHoldJoined(bytes),
          ).toBe(false);
        },
      ),
      { numRuns: 25 },
    );
    expect(mayHoldJoined(Buffer.from(`navixy ${text} `))).toBe(true);
  });

  it('is false for text and bytes without a split value that name the platform', () => {
    expect(mayHoldJoined(Buffer.from('Navixy says: "a bad face", \'0x12\' + 7;\n'.repeat(20_000)))).toBe(false);
    expect(mayHoldJoined(Buffer.alloc(300_000, 'NVX\0\xff'))).toBe(false);
  });

  it('is true for UTF-16', () => {
    expect(mayHoldJoined(Buffer.from(`\ufeffnavixy "${halves[0]}" + "${halves[1]}"`, 'utf16le'))).toBe(true);
  });
});
