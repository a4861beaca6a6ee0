import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, cleanLines, jsonText, visible } from '../../../scanner/text/clean.ts';
import { hex } from '../../support/hex.ts';

/** Invisible characters, and characters that move other text. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u3164]|\u034f|\u{e0100}/u;

describe('visible', () => {
  it.each([
    ['C0', 'a\0b\u001b[2Jc\rd\ne\tf', String.raw`a\u{0}b\u{1b}[2Jc\u{d}d\ne\tf`],
    ['C1 and DEL', 'a\u009bb\u007f', String.raw`a\u{9b}b\u{7f}`],
    ['direction', 'a\u202eb\u2066c', String.raw`a\u{202e}b\u{2066}c`],
    ['zero width', 'a\u200bb\ufeffc\u00add\u034fe\u3164f', String.raw`a\u{200b}b\u{feff}c\u{ad}d\u{34f}e\u{3164}f`],
    ['line separators', 'a\u2028b\u2029c', String.raw`a\u{2028}b\u{2029}c`],
    ['invisible tags', 'a\u{e0041}b', String.raw`a\u{e0041}b`],
    ['half a pair', 'a\ud800b', String.raw`a\u{d800}b`],
    ['CI commands', '##vso[x] ##[group]', '## vso[x] ## [group]'],
  ])('escapes %s', (_, text, expected) => {
    expect(visible(text)).toBe(expected);
  });

  it('keeps text in every language, and emoji', () => {
    const text = 'Grüße, Привет, 世界, مرحبا, हिन्दी ⚠️ 👍🏽 # ## x';
    expect(visible(text)).toBe(text);
  });

  it('returns one line of visible text for any input', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(text)).not.toMatch(UNSEEN);
      }),
    );
  });
});

it('clean also redacts values, and cleanLines keeps line breaks', () => {
  const value = hex('clean');
  expect(clean(`a\n${value}`)).toBe(`a\\n${value.slice(0, 4)}…${value.slice(-4)}`);
  expect(cleanLines(`a\u001b\n${value}`)).toBe(`a\\u{1b}\n${value.slice(0, 4)}…${value.slice(-4)}`);
});

describe('jsonText', () => {
  it('is equivalent for a program, and shows every character to a person', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), fc.constantFrom(undefined, 2), (value, indent) => {
        const text = jsonText(value, indent);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(text.replaceAll('\n', '')).not.toMatch(UNSEEN);
      }),
    );
  });

  it('escapes CI commands', () => {
    const text = jsonText({ path: '##vso[task.setvariable]\u202e' });
    expect(text).toBe(String.raw`{"path":"#\u0023vso[task.setvariable]\u202e"}`);
    expect(JSON.parse(text)).toEqual({ path: '##vso[task.setvariable]\u202e' });
  });
});
