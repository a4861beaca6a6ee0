import { describe, expect, it } from 'vitest';
import { detect } from '../../src/index.ts';
import { ALL_HARMLESS, ALL_LEAKS } from '../support/forms/corpus.ts';
import { fill } from '../support/forms/fill.ts';
import { onLine } from '../support/forms/placed.ts';
import {
  HARMLESS_VERDICT,
  LEAK_VERDICT,
  OTHER_HARMLESS_VERDICTS,
  OTHER_LEAK_VERDICTS,
} from '../support/forms/three-settings.ts';
import { hex } from '../support/hex.ts';

type Row = readonly [name: string, text: string, path: string | undefined];

const SIGNS = { low: 'l', medium: 'm', high: 'h' } as const;

function verdictOf(document: string, repositoryUsesPlatform: boolean, path?: string): string {
  const where = path === undefined ? {} : { path };
  const found = detect(document, { ...where, repositoryUsesPlatform, minimumConfidence: 'low' });
  const signs: readonly string[] = found.map(({ confidence }) => SIGNS[confidence]);
  return ['h', 'm', 'l'].find((sign) => signs.includes(sign)) ?? '-';
}

function expectedOf(name: string, others: Readonly<Record<string, readonly string[]>>, usual: string): string {
  return Object.entries(others).find(([, names]) => names.includes(name))?.[0] ?? usual;
}

describe.each([
  ['leaks', ALL_LEAKS.map(([name, text]): Row => [name, text, undefined]), OTHER_LEAK_VERDICTS, LEAK_VERDICT],
  [
    'look-alikes',
    ALL_HARMLESS.map(([name, text, options]): Row => [name, text, options?.path]),
    OTHER_HARMLESS_VERDICTS,
    HARMLESS_VERDICT,
  ],
] as const)('with the platform named on the line, in the repository or nowhere, %s', (_, forms, others, usual) => {
  it.for(forms)('%s', ([name, text, path]) => {
    const document = fill(text, hex(name), (n) => hex(`${name} digest ${n}`));
    const line = verdictOf(onLine(document), false, path);
    const seen = `${line}${verdictOf(document, true, path)}${verdictOf(document, false, path)}`;
    expect(seen).toBe(expectedOf(name, others, usual));
  });

  it('have one expected verdict each, without stale names', () => {
    const names = new Set<string>(forms.map(([name]) => name));
    const listed = Object.values(others).flat();
    expect(listed.filter((name) => !names.has(name))).toEqual([]);
    expect(new Set(listed).size).toBe(listed.length);
  });
});
