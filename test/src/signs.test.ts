import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mayHaveStrongMark } from '../../src/platform-hint.ts';
import { PlatformMarks } from '../../src/platform-marks.ts';
import {
  APPENDED_SIGN,
  ESCAPED_SIGN,
  LISTED_SIGN,
  signsOfPieces,
  SPLIT_SIGN,
} from '../../src/spellings/join-operators.ts';
import { hex } from '../support/hex.ts';

const VALUE = hex('pieces');
const HALVES = [VALUE.slice(0, 16), VALUE.slice(16)] as const;
const PERCENT = [...VALUE].map((digit) => `%${digit.charCodeAt(0).toString(16)}`);

it.each([
  [`"${HALVES.join('" + "')}"`, SPLIT_SIGN],
  [`"${HALVES.join('"\u00a0\n  "')}"`, SPLIT_SIGN],
  [`${HALVES.join('\\\n')}`, SPLIT_SIGN],
  [`key = '${HALVES[0]}'\nkey += '${HALVES[1]}'`, APPENDED_SIGN],
  [`["${HALVES.join('", "')}"].join('')`, LISTED_SIGN],
  [PERCENT.join(''), ESCAPED_SIGN],
  [`%3d${VALUE.slice(0, 31)}${PERCENT[31]}`, ESCAPED_SIGN],
  [`\\u0030${VALUE.slice(0, 27)}${PERCENT[31]}`, ESCAPED_SIGN],
  [`%3D${PERCENT[0]}${VALUE.slice(1)}`, ESCAPED_SIGN],
])('detects the sign of a split value in %j', (text, sign) => {
  expect(signsOfPieces(text) & sign).toBe(sign);
});

it.each([
  `hash = "${VALUE}"`,
  PERCENT.slice(0, 28).join(''),
  `%20${VALUE.slice(1)}`,
  `${HALVES.join('-')}`,
  `x += "zoo"`,
  `"cafe", "babe"`,
])('detects no sign in %j', (text) => {
  expect(signsOfPieces(text)).toBe(0);
});

const MARKS = [
  'navixy',
  'NaViXy',
  'squaregps',
  'SquareGPS',
  'b2field.com',
  '/api-v2/tracker',
  'API-V2',
  '/event/subscription',
  '/pro/demo/',
  '/pro/applications/',
  'NVX "',
  'nvx {x',
  'panel_session_key',
];

it('detects every mention of the platform', () => {
  const around = fc.string({ unit: fc.constantFrom(...'/ "\nxq2_vé-.aN\u2028'), maxLength: 4 });
  fc.assert(
    fc.property(fc.constantFrom(...MARKS), around, around, (mark, before, after) => {
      const isMarked = new PlatformMarks(`${before}${mark}${after}`, ['no.such.host']).hasStrong;
      expect(new PlatformMarks(`${before}${mark}${after}`).hasStrong).toBe(isMarked);
      if (isMarked) expect(mayHaveStrongMark(`${before}${mark}${after}`)).toBe(true);
    }),
  );
});

it.each(['/product/list', 'x2y', 'https://example.com/a_b?q=x', 'bf2 v2 sq ls'])(
  'detects no mention of the platform in %j',
  (text) => {
    expect(mayHaveStrongMark(text)).toBe(false);
  },
);
