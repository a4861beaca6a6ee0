import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJoined } from '../../../src/spellings/joined-strings.ts';
import { signsOfPieces } from '../../../src/spellings/join-operators.ts';
import { Core } from '../../../scanner/wasm/core.ts';
import { hex } from '../../support/hex.ts';

const core = Core.createStandalone(64 * 1024)!;

/** @param before number of bytes before the object that do not belong to it */
function mayHold(bytes: Uint8Array, before = 7): boolean {
  core.memory.fill("'abc' '", 0, before);
  core.memory.set(bytes, before);
  core.memory.fill("' 'abc' + '", before + bytes.length, before + bytes.length + 64);
  return core.mayHoldSplit(before, before + bytes.length);
}

const value = hex('in two pieces');
const [first, second] = [value.slice(0, 13), value.slice(13)];
const escaped = (spell: (code: number) => string) =>
  [...value].map((digit, at) => (at % 3 === 0 ? digit : spell(digit.charCodeAt(0)))).join('');
const two = (code: number) => code.toString(16);

describe('the core detects split values', () => {
  it.each([
    ['literals', `'${first}' + '${second}'`],
    ['literals on two lines', `"${first}"\r\n\t   . "${second}"`],
    ['literals separated by wide spaces', `"${first}"\u00a0\u3000+\u2028"${second}"`],
    ['adjacent literals, quoted', String.raw`\"${first}\" \"${second}\"`],
    ['a continued line', `${first}\\\n    ${second}`],
    ['a soft line break', `${first}=\r\n${second}`],
    ['a list', `['${first}', '${second}'].join('')`],
    ['a PHP list', `implode('', ["${first}", "${second}"])`],
    ['an appended piece', `key = '${first}';\nkey += '${second}';`],
    ['an appended piece in PHP', `key = '${first}'\n$key .=\u00a0\n  "${second}"`],
    ['byte escapes', escaped((code) => String.raw`\x${two(code)}`)],
    ['Unicode escapes', escaped((code) => String.raw`\u00${two(code)}`)],
    ['percent-encoding', escaped((code) => `%${two(code)}`)],
    ['double percent-encoding', escaped((code) => `%2525${two(code)}`)],
    ['hexadecimal entities', escaped((code) => `&#x${two(code)};`)],
    ['decimal entities', escaped((code) => `&#0${code};`)],
  ])('in %s', (_, text) => {
    for (const padding of ['', ' ', 'x'.repeat(15), '"'.repeat(40)])
      expect(mayHold(Buffer.from(`${padding}${text}`))).toBe(true);
  });

  it('in texts with zeros, because UTF-16 is checked by another reader', () => {
    for (const at of [0, 5, 20, 36])
      expect(mayHold(Buffer.from('a text that is of no interest at all.').fill(0, at, at + 1))).toBe(true);
  });

  it('not in bytes outside of the object, and not without signs of a split value', () => {
    const quiet = [
      ' + ',
      "abc'",
      '',
      '=',
      '%3',
      '\\',
      'abc"def"',
      "x'abc'",
      '?a=%20b%20c&d=e',
      String.raw`C:\xab\xcd`,
      '{"id": "abc", "def": 123, "ghi": [1, 2]}',
      '&#32;&#33;',
      'jo in',
      'implod',
    ];
    expect(quiet.filter((text) => mayHold(Buffer.from(text)))).toEqual([]);
  });

  it('in any text with signs of a split value', () => {
    const part = fc.constantFrom(
      '"',
      "'",
      '`',
      '\\',
      '=',
      '+',
      '.',
      '%',
      '&#',
      ';',
      '\n',
      '\r\n',
      ' ',
      '\t',
      '\u00a0',
      '\u2028',
      'abc',
      '123',
      first,
      second,
      'join',
      'implode',
      '+=',
      '.=',
      '%25',
      '%33',
      '%61',
      String.raw`\x33`,
      String.raw`\u0061`,
      '&#49;',
      '&#x61;',
      'key',
      '[',
      ']',
      ',',
      'x',
      '\u0161',
    );
    let signs = 0;
    let values = 0;
    fc.assert(
      fc.property(fc.array(part, { maxLength: 80, size: 'max' }), fc.nat({ max: 40 }), (parts, before) => {
        const text = parts.join('');
        const isAscii = !/[^\0-\x7f]/.test(text);
        const hasSigns = isAscii && signsOfPieces(text) !== 0;
        const hasValues = findJoined(text).length > 0;
        if (hasSigns) signs += 1;
        if (hasValues) values += 1;
        if (hasSigns || hasValues) expect(mayHold(Buffer.from(text), before)).toBe(true);
      }),
      { numRuns: 4000 },
    );
    expect(signs).toBeGreaterThan(100);
    expect(values).toBeGreaterThan(0);
  });
});
