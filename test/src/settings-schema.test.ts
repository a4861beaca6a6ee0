import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSettings, Secret } from '../../src/index.ts';
import { hex } from '../support/hex.ts';

const schema = JSON.parse(readFileSync(new URL('../../schemas/settings-1.json', import.meta.url), 'utf8')) as {
  properties: object;
};
const isValid = new Ajv({ strict: true, strictRequired: false, formats: { date: true } }).compile(schema);

function isAccepted(settings: unknown): boolean {
  try {
    readSettings(settings, []);
    return true;
  } catch {
    return false;
  }
}

const sha256 = new Secret(hex('known')).sha256;
const text = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom('a', 'a b', ' a') },
  { weight: 1, arbitrary: fc.constantFrom('', ' ', '\t') },
);
const hosts = fc.constantFrom('a', 'a b', ' a', 'https://', 'https://b.example:8443/v2', '*.c.example', 'd.example.');
const names = fc.constantFrom('a', 'b c', ' d', '-', 'É_x');
const wrong = fc.constantFrom<unknown>(null, 1, true, 'x', [], {}, [1], ['']);
const field = (right: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 30, arbitrary: right }, { weight: 1, arbitrary: wrong });
/** Sometimes adds an unknown key. */
const withUnknownKey = (right: fc.Arbitrary<object>) =>
  fc.tuple(right, fc.nat(19)).map(([given, at]) => (at === 0 ? { ...given, until: 1 } : given));
const common = {
  reason: field(text),
  expires: fc.option(field(fc.constantFrom('2026-12-31', '2027-01-01', '31.12.2026')), { nil: undefined }),
};
const bySha256 = fc.record({
  sha256: field(fc.constantFrom(sha256, sha256.toUpperCase(), sha256.slice(1))),
  ...common,
});
const byPath = fc.record({ path: field(fc.constantFrom('fixtures/', '**/*.snap')), ...common });
const byBoth = fc.record({ sha256: fc.constant(sha256), path: fc.constant('a'), reason: text });
const allowed = withUnknownKey(
  fc
    .oneof({ weight: 9, arbitrary: fc.oneof(bySha256, byPath) }, { weight: 1, arbitrary: byBoth })
    .map((entry) => JSON.parse(JSON.stringify(entry)) as object),
);
/** What an entry accepts; entries that are no entry at all differ. */
function targetOf(entry: unknown): unknown {
  const { sha256, path } = (entry ?? {}) as { sha256?: unknown; path?: unknown };
  return typeof (sha256 ?? path) === 'string' ? String(sha256 ?? path).toLowerCase() : entry;
}
const settings = withUnknownKey(
  fc.record(
    {
      $schema: field(text),
      hosts: field(fc.array(hosts, { maxLength: 2 })),
      names: field(fc.array(names, { maxLength: 2 })),
      // Only the code knows that two different entries accept the same.
      allow: field(fc.uniqueArray(field(allowed), { maxLength: 2, selector: targetOf })),
      minimumConfidence: field(fc.constantFrom('low', 'medium', 'high')),
      baseline: field(text),
      typeInformation: field(fc.boolean()),
    },
    { requiredKeys: [] },
  ),
);

describe('schemas/settings-1.json', () => {
  it('accepts the same settings as readSettings', () => {
    const verdicts = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(settings, (given) => {
        const taken = isAccepted(given);
        verdicts[taken ? 'taken' : 'refused'] += 1;
        expect(isValid(given)).toBe(taken);
      }),
      { numRuns: 3000, seed: 1 },
    );
    expect(Math.min(verdicts.taken, verdicts.refused)).toBeGreaterThan(200);
  });

  it('describes every key', () => {
    const unknown = (): string => {
      try {
        readSettings({ nope: 1 }, []);
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(unknown().split('known are ')[1]?.split(', ').sort()).toEqual(Object.keys(schema.properties).sort());
  });
});
