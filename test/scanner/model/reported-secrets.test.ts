import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding, Origin } from '../../../scanner/model/finding.ts';
import { reportedSecrets } from '../../../scanner/model/reported-secrets.ts';
import { Secret } from '../../../src/secret.ts';
import type { Confidence, Kind } from '../../../src/types.ts';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { json, leak } from '../run.ts';

function at(
  place: string,
  options: { value?: string; confidence?: Confidence; kind?: Kind; origin?: Origin } = {},
): Finding {
  const { value = 'one', confidence = 'high', kind = 'hash', origin = { type: 'file' } } = options;
  return {
    secret: new Secret(hex(value)),
    confidence,
    kind,
    origin,
    path: place,
    root: '/r',
    evidence: [],
    encoding: 'plain',
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 33,
  };
}

const places = (findings: readonly Finding[]) =>
  reportedSecrets(findings).map(({ occurrences }) => occurrences.map(({ path }) => path));

describe('reportedSecrets', () => {
  it('groups all places of a secret, in any letter case', () => {
    const upper: Finding = { ...at('b'), secret: new Secret(hex('one').toUpperCase()) };
    expect(places([upper, at('c', { value: 'two' }), at('a')])).toEqual([['a', 'b'], ['c']]);
  });

  it('sorts the strongest place first, then existing places', () => {
    const history = (inHead: boolean, reachable: boolean): Origin => ({
      type: 'commit',
      commit: 'c1',
      inHead,
      reachable,
    });
    const findings = [
      at('a', { confidence: 'medium' }),
      at('b', { origin: history(false, false) }),
      at('c', { origin: history(false, true) }),
      at('d', { origin: history(true, true) }),
      at('e', { origin: { type: 'staged', blob: 'b1' } }),
      at('f'),
    ];
    expect(places(findings)).toEqual([['f', 'e', 'd', 'c', 'b', 'a']]);
  });

  it('sorts the strongest secret first', () => {
    expect(places([at('a', { value: 'weak', confidence: 'medium' }), at('z', { value: 'strong' })])).toEqual([
      ['z'],
      ['a'],
    ]);
  });

  it.each<[string, Kind[], Kind]>([
    ['the kind on which all agree', ['session', 'session'], 'session'],
    ['the kind of some if none disagrees', ['hash', 'api-key'], 'api-key'],
    ['no kind if they disagree', ['session', 'api-key'], 'hash'],
    ['no share key together with another kind', ['share-key', 'hash'], 'hash'],
    ['a share key if all agree', ['share-key', 'share-key'], 'share-key'],
  ])('reports %s', (_name, kinds, kind) => {
    expect(reportedSecrets(kinds.map((one, line) => at(String(line), { kind: one })))[0]?.kind).toBe(kind);
  });

  it('keeps every finding, and its result does not depend on their order', () => {
    const findings = fc.array(
      fc.record({
        place: fc.constantFrom('a', 'b', 'c'),
        value: fc.constantFrom('one', 'two', 'three'),
        confidence: fc.constantFrom<Confidence>('low', 'medium', 'high'),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(findings, fc.nat(), (made, seed) => {
        const all = made.map(({ place, ...rest }) => at(place, rest));
        const turned = all.map((_, index) => all[(index + seed) % all.length]!);
        const grouped = reportedSecrets(all);
        expect(
          grouped
            .flatMap(({ occurrences }) => occurrences)
            .map((one) => all.indexOf(one))
            .sort((a, b) => a - b),
        ).toEqual(all.map((_, index) => index));
        expect(new Set(grouped.map(({ fingerprint }) => fingerprint)).size).toBe(grouped.length);
        const shape = (list: typeof grouped) =>
          JSON.stringify(
            list.map(({ fingerprint, confidence, occurrences }) => [
              fingerprint,
              confidence,
              occurrences.map(({ path, confidence: own }) => [path, own]),
            ]),
          );
        expect(shape(reportedSecrets(turned))).toBe(shape(grouped));
      }),
    );
  });
});

describe('the JSON report', () => {
  it('has one finding for each secret, with all its places', async () => {
    using folder = new TempFolder();
    folder.write('b.ts', leak(hex('two places')));
    folder.write('a.ts', `\n${leak(hex('two places'))}${leak(hex('other'))}`);
    const { report } = await json(['scan', '.'], { cwd: folder.root });
    expect(
      report.findings.map(({ path, line, occurrences }) => [
        `${path}:${line}`,
        occurrences.map((one) => `${one.path}:${one.line}:${one.column}`),
      ]),
    ).toEqual([
      ['a.ts:2', ['a.ts:2:29', 'b.ts:1:29']],
      ['a.ts:3', ['a.ts:3:29']],
    ]);
    expect(report.summary).toMatchObject({ findings: 2, occurrences: 3 });
  });

  it('redacts values in every place', async () => {
    using repo = new TempRepo();
    const value = hex('hidden');
    for (const name of ['a', 'b']) repo.write(`${name}-${value}.ts`, `${leak(value)}// ${name}\n`);
    repo.commit(`Use ${value}`, { author: value, email: `${value}@fleet.example` });
    const { report, stdout } = await json(['scan', '--history'], { cwd: repo.root });
    expect(report.findings[0]?.occurrences.length).toBeGreaterThanOrEqual(2);
    expect(stdout).not.toContain(value);
  });
});
