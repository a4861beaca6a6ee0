import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskPieces } from '../../../scanner/text/mask-pieces.ts';
import { hex } from '../../support/hex.ts';

const value = hex('a value');
const whole = `${value.slice(0, 4)}…${value.slice(-4)}`;

describe('a part of a known value', () => {
  test.each([
    ['whole', `k ${value} x`, `k ${whole} x`],
    ['in upper case', `k ${value.toUpperCase()}`, `k ${whole}`],
    ['within other digits', `k ${value}${'f'.repeat(8)}`, `k ${whole}${'f'.repeat(8)}`],
    ['truncated', `k ${value.slice(0, -1)} x`, 'k … x'],
    ['in the middle', `k ${value.slice(12, 20)} x`, 'k … x'],
    ['in pairs', `k ${value.replace(/../gu, '$& ')}x`, `k ${whole} x`],
    ['twice', `${value} and ${value.slice(9)}`, `${whole} …`.replace(' …', ' and …')],
    ['too short', `k ${value.slice(0, 7)} x`, `k ${value.slice(0, 7)} x`],
    ['of another value', `k ${hex('another')} x`, `k ${hex('another')} x`],
  ])('is masked if it is long enough: %s', (_name, text, masked) => {
    expect(maskPieces(text, [value])).toBe(masked);
  });

  test('is never in the masked text', () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom(...'0123456789abcdef -x'),
      fc.tuple(fc.nat(32), fc.nat(32)).map(([from, to]) => value.slice(from, to)),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const digits = maskPieces(parts.join(''), [value]).replaceAll(whole, '').split('…');
        const left = digits.map((text) => text.toLowerCase().replace(/[^0-9a-f]/gu, ''));
        for (let at = 0; at + 8 <= value.length; at += 1)
          for (const text of left) expect(text).not.toContain(value.slice(at, at + 8));
      }),
    );
  });
});
