import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mask, maskAsPattern, maskDeep } from '../../../scanner/text/mask.ts';
import { hex } from '../../support/hex.ts';

const value = hex('a value to mask');
const masked = `${value.slice(0, 4)}…${value.slice(-4)}`;
const percent = (text: string) => [...text].map((char) => `%${char.charCodeAt(0).toString(16)}`).join('');

describe('mask', () => {
  it.each([
    ['a value', value, masked],
    ['in capitals', value.toUpperCase(), `${value.slice(0, 4).toUpperCase()}…${value.slice(-4).toUpperCase()}`],
    ['in a path', `logs/${value}/a.log`, `logs/${masked}/a.log`],
    ['in a name', `NAVIXY_HASH=${value}`, `NAVIXY_HASH=${masked}`],
    ['two of them', `${value}-${value}`, `${masked}-${masked}`],
    ['a longer run', `${value}f0`, `${value.slice(0, 4)}…${value.slice(-2)}f0`],
    [
      'after an escaped sign',
      `hash%3D${value} \\u003d${value} \\x3d${value}`,
      `hash%3D${masked} \\u003d${masked} \\x3d${masked}`,
    ],
    ['after an escape as long as an object id', `hash%2525253D${value}`, `hash%252525…${value.slice(-4)}`],
    ['after a percent sign', `100%${value}`, `100%${masked}`],
    ['percent-encoded', `a=${percent(value)}&b`, 'a=…&b'],
    [
      'with one digit escaped',
      `%${value.charCodeAt(0).toString(16)}${value.slice(1)}`,
      `%${value.charCodeAt(0).toString(16)}${value.slice(1, 3)}…${value.slice(-4)}`,
    ],
    ['in entities', [...value].map((char) => `&#${char.charCodeAt(0)};`).join(''), '…'],
    [
      'as hex of its characters',
      Buffer.from(value).toString('hex'),
      `${Buffer.from(value).toString('hex').slice(0, 4)}…${Buffer.from(value).toString('hex').slice(-4)}`,
    ],
  ])('masks %s', (_, text, expected) => {
    expect(mask(text)).toBe(expected);
  });

  it('masks base64 of a value at every alignment', () => {
    for (const before of ['', 'x', 'xy', 'user:']) {
      for (const glued of ['', 'a/', 'ab/', 'abc/'])
        expect(mask(`"${glued}${Buffer.from(before + value).toString('base64')}"`)).toBe('"…"');
    }
  });

  it.each([
    ['a commit', createHash('sha1').update('x').digest('hex')],
    ['a SHA-256', createHash('sha256').update('x').digest('hex')],
    ['an object id in a URL', `https://forge.example/c/%C3%A9${createHash('sha1').update('x').digest('hex')}`],
    ['a fingerprint', hex('x').slice(0, 20)],
    ['a UUID', '123e4567-e89b-12d3-a456-426614174000'],
    ['31 digits', value.slice(1)],
    ['a long path', 'packages/telematics-backend/src/integrations/navixy/client.ts'],
    ['an npm integrity hash', `sha512-${createHash('sha512').update('x').digest('base64')}`],
  ])('does not mask %s', (_, text) => {
    expect(mask(text)).toBe(text);
  });

  it('leaves no value in any text, changes nothing else, and is idempotent', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(value, value.toUpperCase(), percent(value), '%', '\\u00', '=', 'f', '0a'),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join('')),
        (text) => {
          const said = mask(text);
          expect(said).not.toMatch(/(?<![0-9a-fA-F])[0-9a-fA-F]{32}(?![0-9a-fA-F])/);
          expect(mask(said)).toBe(said);
          const isInnocent = !/[0-9a-fA-F]{32}|[A-Za-z0-9+/_-]{43}|[%\\&]/.test(text);
          if (isInnocent) expect(said).toBe(text);
        },
      ),
    );
  });
});

describe('maskAsPattern', () => {
  const any = `${value.slice(0, 4)}*${value.slice(-4)}`;
  it.each([
    ['digits', `logs/${value}.ts`, `logs/${any}.ts`],
    ['pattern characters', `[a](b)/${value}`, String.raw`\[a\]\(b\)/` + any],
    ['base64', `x.${Buffer.from(value).toString('base64')}.ts`, 'x.*.ts'],
    ['no value', 'src/a.ts', undefined],
  ])('creates a pattern for a path with %s', (_, path, expected) => {
    expect(maskAsPattern(path)).toBe(expected);
  });
});

it('maskDeep masks texts and field names at any depth', () => {
  expect(maskDeep({ list: [{ [value]: [value, 1, null, true] }] })).toEqual({
    list: [{ [masked]: [masked, 1, null, true] }],
  });
});
