import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AllowList } from '../../../scanner/suppress/allow-list.ts';
import { findAllowEntry, Secret, type AllowEntry } from '../../../src/index.ts';
import { hex } from '../../support/hex.ts';

const SECRETS = ['a', 'b', 'c'].map((seed) => new Secret(hex(seed)));
const NOW = new Date('2026-01-02T00:00:00Z');
const entries = fc.array(
  fc.oneof(
    fc.nat({ max: 2 }).map((at): AllowEntry => ({ sha256: SECRETS[at]!.sha256, reason: 'known' })),
    fc.constantFrom('*.ts', 'src', 'src/a.ts', '**/b.*').map((path): AllowEntry => ({ path, reason: 'sample' })),
    fc
      .constantFrom('2025-12-31', '2026-01-02')
      .map((expires): AllowEntry => ({ path: '**', reason: 'until then', expires })),
  ),
  { maxLength: 8 },
);

it('gives the same result as a linear search of the list', () => {
  fc.assert(
    fc.property(
      entries,
      fc.array(
        fc.tuple(fc.nat({ max: 2 }), fc.option(fc.constantFrom('a.ts', 'src/a.ts', 'x/b.js'), { nil: undefined })),
        { maxLength: 20 },
      ),
      (allow, asked) => {
        const list = new AllowList(allow, NOW);
        for (const [at, path] of asked)
          expect(list.entryFor(SECRETS[at]!, '/r', path ?? 'above', () => path)).toBe(
            findAllowEntry(SECRETS[at]!, path, allow, NOW),
          );
      },
    ),
  );
});

it('compares each pattern with a path once, for any number of findings there', () => {
  const allow = Array.from({ length: 50 }, (_, at): AllowEntry => ({ path: `other-${at}.ts`, reason: 'sample' }));
  const list = new AllowList(allow, NOW);
  for (let at = 0; at < 1000; at += 1)
    expect(list.entryFor(SECRETS[at % 3]!, '/r', 'a.ts', () => 'a.ts')).toBeUndefined();
  expect(list.comparisons).toBe(50);
});
