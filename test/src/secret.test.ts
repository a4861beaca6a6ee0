import { inspect } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Secret, reveal } from '../../src/index.ts';
import { hex } from '../support/hex.ts';

it('never prints its value', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const value = hex(String(seed));
      const secret = new Secret(value);
      const printed = [
        String(secret),
        `${secret}`,
        secret + '',
        JSON.stringify({ secret, list: [secret] }),
        inspect(secret, { showHidden: true, depth: 9, getters: true }),
        inspect({ nested: { secret } }, { customInspect: false, showHidden: true, depth: 9 }),
        JSON.stringify({ ...secret }),
        String(new Error(`failed for ${secret}`, { cause: secret }).stack),
        inspect(new Error('failed', { cause: secret })),
        Object.entries(secret).join(),
        JSON.stringify(structuredClone({ ...secret })),
      ].join('\n');
      expect(printed).not.toContain(value);
      expect(printed).not.toContain(value.slice(4, 28));
      expect(reveal(secret)).toBe(value);
    }),
  );
});

it('is redacted to four characters at each end, and completely if short', () => {
  const value = hex('mask');
  expect(new Secret(value).redacted).toBe(`${value.slice(0, 4)}…${value.slice(-4)}`);
  expect(new Secret('swordfish').redacted).toBe('…');
});

it('has the same fingerprint in any letter case, and another one for another value', () => {
  const lower = new Secret(hex('same'));
  const upper = new Secret(hex('same').toUpperCase());
  const other = new Secret(hex('other'));
  expect(upper.fingerprint).toBe(lower.fingerprint);
  expect(upper.sha256).toBe(lower.sha256);
  expect(upper.equals(lower)).toBe(true);
  expect(other.equals(lower)).toBe(false);
  expect(other.fingerprint).not.toBe(lower.fingerprint);
  expect(lower.fingerprint).toMatch(/^[0-9a-f]{20}$/);
  expect(lower.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(lower.sha256.startsWith(lower.fingerprint)).toBe(false);
});

it('reveals only a Secret created in this process', () => {
  expect(() => reveal({ redacted: 'x' } as unknown as Secret)).toThrow('not a Secret of this process');
});
