import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectInBytes, mostLikely } from '../../../src/index.ts';
import { Redactor } from '../../../scanner/redact/redactor.ts';
import { replacementOf, type RedactOptions } from '../../../scanner/redact/replacement.ts';
import { ALL_HARMLESS, ALL_LEAKS } from '../../support/forms/corpus.ts';
import { fill } from '../../support/forms/fill.ts';
import { hex } from '../../support/hex.ts';

const value = hex('redacted');
const shown = `${value.slice(0, 4)}…${value.slice(-4)}`;
const dotted = shown.replace('…', '...');

/** Redacts bytes that arrive in these chunks. */
function through(chunks: readonly Uint8Array[], options: RedactOptions = {}, lookahead = 0): Buffer {
  const redactor = new Redactor(options, { lookahead });
  return Buffer.concat([...chunks.flatMap((chunk) => redactor.push(chunk)), ...redactor.end()]);
}

/** Splits bytes at offsets, in any order. */
function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((one, other) => one - other);
  return [...ends, bytes.length].map((end, at, all) => bytes.subarray(at === 0 ? 0 : all[at - 1]!, end));
}

const cuts = fc.array(fc.nat(), { maxLength: 12 });

describe('bytes without a value', () => {
  it('are unchanged for any chunks', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4000 }), cuts, fc.constantFrom(0, 100), (bytes, places, lookahead) => {
        expect(through(cutAt(bytes, places), {}, lookahead).equals(bytes)).toBe(true);
      }),
    );
  });

  it('are unchanged around a value for any chunks', () => {
    const line = Buffer.from(`\nGET https://api.navixy.com/v2/x?hash=${value} 200\n`);
    const bytes = fc.uint8Array({ maxLength: 600 });
    fc.assert(
      fc.property(bytes, bytes, cuts, fc.constantFrom(0, 100), (before, after, places, lookahead) => {
        // Zeros next to a line would form UTF-16 characters with it.
        const [head, tail] = [before, after].map((part) => Buffer.from(part.map((byte) => byte || 1))) as [
          Buffer,
          Buffer,
        ];
        const redacted = through(cutAt(Buffer.concat([head, line, tail]), places), {}, lookahead).toString('latin1');
        const expected = [shown, dotted].map((mask) =>
          Buffer.concat([head, Buffer.from(line.toString().replace(value, mask)), tail]).toString('latin1'),
        );
        expect(expected).toContain(redacted);
      }),
    );
  });

  it('are unchanged in lines longer than the buffer', () => {
    const long = Buffer.alloc(3_000_000, 'ä lot of text ');
    expect(through([long]).equals(long)).toBe(true);
    expect(through(cutAt(long, [1, 999_999, 2_000_001])).equals(long)).toBe(true);
  });
});

describe('a value', () => {
  it.each(ALL_LEAKS.map((form) => [form[0], form] as const))('of "%s" is not found in the output', (_, form) => {
    const text = fill(form[1], value, (n) => hex(`digest ${n}`));
    const redacted = through([Buffer.from(text)], {}, 8192);
    const left = detectInBytes(redacted, mostLikely({})).filter(({ secret }) => secret.redacted === shown);
    expect(left.map(({ line, encoding }) => [line, encoding])).toEqual([]);
    expect(redacted.includes(value)).toBe(false);
  });

  it.each([
    ['utf16le', 'utf-16le', Buffer.alloc(0)],
    ['utf16le', 'utf-16le with a mark', Buffer.of(0xff, 0xfe)],
  ] as const)('is redacted in %s: %s', (encoding, _, mark) => {
    const text = `первая строка\nhash = ${value}\nпоследняя строка журнала\n`;
    const bytes = Buffer.concat([mark, Buffer.from(text, encoding)]);
    const expected = Buffer.concat([mark, Buffer.from(text.replace(value, shown), encoding)]);
    expect(through([bytes]).equals(expected)).toBe(true);
    expect(through(cutAt(bytes, [64, 71, 99, 130])).equals(expected)).toBe(true);
    const swapped = (one: Buffer) => Buffer.from(one).swap16();
    expect(through([swapped(bytes)]).equals(swapped(expected))).toBe(true);
  });

  it('is redacted in UTF-32', () => {
    const encode = (text: string) =>
      Buffer.concat(
        [...text].map((character) => {
          const unit = Buffer.alloc(4);
          unit.writeUInt32LE(character.codePointAt(0)!);
          return unit;
        }),
      );
    const text = `\u{feff}one 🛰 line\nnavixy hash = ${value}\nanother\n`;
    const bytes = encode(text);
    expect(through(cutAt(bytes, [3, 21, 90]))).toEqual(encode(text.replace(value, shown)));
  });

  it('is redacted with ASCII dots in text that is neither UTF-8 nor UTF-16 or UTF-32', () => {
    const bytes = Buffer.from(`se\xf1or navixy hash=${value}\n`, 'latin1');
    expect(through([bytes])).toEqual(Buffer.from(`se\xf1or navixy hash=${dotted}\n`, 'latin1'));
  });

  it('keeps the number of lines if it is split over several', () => {
    const text = `navixy_hash = "${value.slice(0, 16)}" \\\n  "${value.slice(16)}"\nnext\n`;
    expect(through([Buffer.from(text)], {}, 8192).toString()).toBe(`navixy_hash = "${shown}\n"\nnext\n`);
  });

  it('is redacted on the line after its name, for separate chunks', () => {
    const lines = ['hash:\n', `  ${value}\n`, 'end'];
    expect(through(lines.map((line) => Buffer.from(line))).toString()).toBe(`hash:\n  ${shown}\nend`);
  });

  it('that was found once is redacted everywhere later', () => {
    const lines = [`worker 7 saw ${value} twice\n`, `navixy hash=${value}\n`, `worker 7 saw ${value} twice\n`];
    const inPipe = through(lines.map((line) => Buffer.from(line))).toString();
    expect(inPipe).toBe(`${lines[0]}navixy hash=${shown}\nworker 7 saw ${shown} twice\n`);
  });

  it('is redacted in a table column with its name in the first line, far below it', () => {
    const rows = Array.from({ length: 9000 }, (_, at) => `${at},truck ${at},idle\n`).join('');
    const text = `id,label,navixy_hash\n${rows}7,truck 7,${value}\n`;
    expect(through(cutAt(Buffer.from(text), [40_000, 150_000])).toString() === text.replace(value, shown)).toBe(true);
  });

  it('does not damage a longer checksum at the edge of a window', () => {
    const sum = hex('one half') + hex('other half');
    for (const distance of [1480, 1500, 1520, 1990, 2010, 2030]) {
      const filler = 'x '.repeat(distance / 2);
      const text = `${sum} ${filler}navixy hash=${value} ${filler}${sum}\n`;
      expect(through([Buffer.from(text)]).toString()).toBe(text.replace(value, shown));
    }
  });

  it('is redacted at the end of a stream without a line break', () => {
    expect(through([Buffer.from('hash='), Buffer.from(value)]).toString()).toBe(`hash=${shown}`);
  });

  it('is redacted where a long line is split', () => {
    const [before, after] = ['x '.repeat(490_000), ' y'.repeat(600_000)];
    const text = `${before}navixy hash=${value}${after}`;
    const expected = `${before}navixy hash=${shown}${after}`;
    const bytes = Buffer.from(text);
    expect(through([bytes]).toString() === expected).toBe(true);
    expect(through(cutAt(bytes, [980_020, 1_048_575])).toString() === expected).toBe(true);
  });
});

describe('output', () => {
  it('contains each line as soon as it is complete', () => {
    const redactor = new Redactor();
    const push = (text: string) => Buffer.concat(redactor.push(Buffer.from(text))).toString();
    expect(['one\ntw', 'o\n', 'three', '\n\n'].map(push)).toEqual(['one\n', 'two\n', '', 'three\n\n']);
    expect(redactor.end()).toEqual([]);
  });

  it('is counted: values, and distinct values', () => {
    const redactor = new Redactor();
    const other = hex('another redacted');
    redactor.push(Buffer.from(`navixy hash=${value}\nnavixy hash=${value}\nnavixy hash=${other}\n`));
    expect([redactor.replaced, redactor.secrets]).toEqual([3, 2]);
  });
});

describe('a harmless value', () => {
  it('is redacted only if a scan of a project with the platform finds it', () => {
    const digest = (n: number) => hex(`digest ${n}`);
    const wrong = ALL_HARMLESS.filter(([, text]) => {
      const bytes = Buffer.from(fill(text, value, digest));
      const isFound = detectInBytes(bytes, mostLikely({})).length > 0;
      return through([bytes], {}, 8192).equals(bytes) === isFound;
    });
    expect(wrong.map(([name]) => name)).toEqual([]);
  });
});

describe('a pseudonym', () => {
  const key = 'a key that is long enough';

  it('is the same for a value and a key, in any letter case, and differs for others', () => {
    const text = (one: string) => Buffer.from(`navixy hash=${one}\n`);
    const names = [
      through([text(value)], { key }),
      through([text(value), text(value.toUpperCase())], { key }).subarray(text('redacted-0123456789abcdef').length),
      through([text(hex('another redacted'))], { key }),
      through([text(value)], { key: `${key}!` }),
    ].map(String);
    expect(names[0]).toMatch(/^navixy hash=redacted-[0-9a-f]{16}\n$/);
    expect(names[1]).toBe(names[0]);
    expect(new Set(names).size).toBe(3);
  });

  it('needs a key of 16 bytes', () => {
    expect(() => replacementOf({ key: 'fifteen bytes !' })).toThrow('the key for pseudonyms has fewer than 16 bytes');
    expect(() => replacementOf({ key: new Uint8Array(16) })).not.toThrow();
  });
});
