import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding, Origin } from '../../../scanner/model/finding.ts';
import { FoldedVersions } from '../../../scanner/model/folded-versions.ts';
import { deduplicate } from '../../../scanner/scan/deduplicate.ts';
import { Secret } from '../../../src/secret.ts';
import { hex } from '../../support/hex.ts';

const SECRETS = ['one', 'two'].map((seed) => new Secret(hex(seed)));
const finding = (
  secret: number,
  path: string,
  line: number,
  confidence: Finding['confidence'],
  origin: Origin,
): Finding => ({
  secret: SECRETS[secret]!,
  kind: 'hash',
  confidence,
  evidence: [],
  encoding: 'plain',
  line,
  column: 1,
  endLine: line,
  endColumn: 33,
  path,
  root: '/r',
  origin,
});

const origins = fc.oneof(
  fc.record({
    type: fc.constant('commit' as const),
    blob: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    commit: fc.constant('1'),
  }),
  fc.record({ type: fc.constant('blob' as const), blob: fc.constantFrom('a', 'b') }),
  fc.record({ type: fc.constant('file' as const) }),
);
const findings = fc.array(
  fc
    .tuple(
      fc.nat({ max: 1 }),
      fc.constantFrom('x', 'y', 'z.zip', 'z.zip!/m'),
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom('high' as const, 'medium' as const),
      origins,
    )
    .map(([secret, path, line, confidence, origin]) => finding(secret, path, line, confidence, origin)),
  { maxLength: 30 },
);

/** A simple implementation of {@link deduplicate}. */
function reference(all: readonly Finding[]): string[] {
  const isHistory = ({ origin: { type } }: Finding) => type === 'commit' || type === 'blob';
  const isWrapped = (one: Finding) =>
    all.some(
      (other) =>
        other.path.startsWith(`${one.path}!/`) &&
        other.secret === one.secret &&
        other.origin.type === one.origin.type &&
        other.origin.blob === one.origin.blob,
    );
  const groups = new Map<string, Finding[]>();
  for (const one of all.filter((other) => !isWrapped(other))) {
    const key = `${one.secret.fingerprint} ${one.path} ${isHistory(one) ? '' : `${one.origin.type} ${one.line}`}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return Array.from(groups.values(), (group) => {
    const rank = (one: Finding) => `${one.confidence === 'high' ? 0 : 1} ${one.origin.blob ?? ''} ${one.line}`;
    const best = [...group].sort((one, other) => (rank(one) < rank(other) ? -1 : rank(one) > rank(other) ? 1 : 0))[0]!;
    return keyOf(
      best,
      best.origin.type === 'commit' ? new Set(group.map(({ origin }) => origin.blob)).size : undefined,
    );
  }).sort();
}

function keyOf({ secret, path, line, confidence, origin }: Finding, versions: number | undefined): string {
  return JSON.stringify([secret.fingerprint, path, line, confidence, origin.type, origin.blob, versions]);
}

describe('versions of a file', () => {
  it('are one finding, for any number of folded findings', () => {
    fc.assert(
      fc.property(findings, fc.nat({ max: 30 }), (all, folds) => {
        const folded = new FoldedVersions();
        const rest: Finding[] = [];
        for (const [at, one] of all.entries()) {
          // As in a scan: possible archives and findings without a version are not folded.
          if (at < folds && one.origin.type !== 'file' && one.path !== 'z.zip') folded.add(one);
          else rest.push(one);
        }
        expect(
          deduplicate(rest, folded)
            .map((one) => keyOf(one, one.versions))
            .sort(),
        ).toEqual(reference(all));
      }),
      { numRuns: 500 },
    );
  });
});

it('counts versions in any order, and each once', () => {
  const folded = new FoldedVersions();
  for (const blob of ['c', 'a', 'e', 'a', 'b', 'c', 'd'])
    folded.add(finding(0, 'x', 1, 'high', { type: 'commit', commit: 'c1', blob }));
  for (const blob of ['d', 'e', 'c']) folded.add(finding(1, 'x', 1, 'high', { type: 'commit', commit: 'c1', blob }));
  expect([...folded.findings()].map(({ versions, origin: { blob } }) => [versions, blob])).toEqual([
    [5, 'a'],
    [3, 'c'],
  ]);
  expect(
    ['a', 'b', 'c', 'd', 'e'].filter((blob) =>
      folded.has(finding(1, 'x', 9, 'low', { type: 'commit', commit: 'c1', blob })),
    ),
  ).toEqual(['c', 'd', 'e']);
});
