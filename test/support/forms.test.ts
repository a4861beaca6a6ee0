import { describe, expect, it } from 'vitest';
import { ALL_HARMLESS, ALL_LEAKS } from './forms/corpus.ts';
import { fill } from './forms/fill.ts';
import { hex } from './hex.ts';

const forms = [...ALL_LEAKS, ...ALL_HARMLESS];
const partsOf = (text: string) =>
  Array.from(text.matchAll(/@H\[(\d+),(\d+)\]/g), ([, start, end]) => [Number(start), Number(end)] as const);
const wholes = (text: string) => text.replaceAll(/@@|@H\[\d+,\d+\]/g, '').match(/@H/g)?.length ?? 0;

describe('the corpus', () => {
  it('has unique names', () => {
    const names = forms.map(([name]) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('has exactly one value in each leak, whole or in complete pieces', () => {
    const wrong = ALL_LEAKS.filter(([, text]) => {
      const parts = partsOf(text);
      const whole = parts.every(([start], index) => start === (parts[index - 1]?.[1] ?? 0)) && parts.at(-1)?.[1] === 32;
      return parts.length === 0 ? wholes(text) !== 1 : wholes(text) > 0 || !whole;
    });
    expect(wrong.map(([name]) => name)).toEqual([]);
  });

  it('has no value in harmless forms', () => {
    expect(
      ALL_HARMLESS.filter(([, text]) => wholes(text) > 0 || partsOf(text).length > 0).map(([name]) => name),
    ).toEqual([]);
  });

  it('contains no literal value', () => {
    const own = /(?<![\da-f])(?=[\da-f]*\d)[\da-f]{32}(?![\da-f])/;
    const made = forms.filter(([, text]) => new Set(own.exec(text)?.[0]).size > 8);
    expect(made.map(([name]) => name).filter((name) => !name.startsWith('placeholder'))).toEqual([]);
  });

  it('has unique texts', () => {
    const texts = forms.map(([, text, ...rest]) => JSON.stringify([text, rest.at(-1)]));
    expect(forms.filter((_form, index) => texts.indexOf(texts[index]!) !== index).map(([name]) => name)).toEqual([]);
  });
});

describe('fill', () => {
  const value = hex('value');
  const filled = (text: string) => fill(text, value, (n) => `d${n}`);

  it.each([
    ['a=@H b=@D c=@D', `a=${value} b=d1 c=d2`],
    ['@H[0,16]" + "@H[16,32]', `${value.slice(0, 16)}" + "${value.slice(16)}`],
    ['@base64{a@H}', Buffer.from(`a${value}`).toString('base64')],
    ['@base64{{"a":{"b":"@D"}}}.', `${Buffer.from('{"a":{"b":"d1"}}').toString('base64')}.`],
    ['@base64{x@base64{y}}', Buffer.from(`x${Buffer.from('y').toString('base64')}`).toString('base64')],
    ['@utf16base64{a}', 'YQA='],
    ['@mime{' + 'a'.repeat(60) + '}', 'YWFh'.repeat(19) + '\nYWFh'],
    [
      '@url{a{}:1} @percent{a1} @unicode{a} @hexescape{a} @entities{a} @upper{a}',
      'a%7B%7D%3A1 %61%31 \\u0061 \\x61 &#x61; A',
    ],
    ['@@Header a@b.c @unknown{x} {y}', '@Header a@b.c @unknown{x} {y}'],
  ])('%s', (text, expected) => {
    expect(filled(text)).toBe(expected);
  });
});
