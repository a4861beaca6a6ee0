import tsParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it, vi } from 'vitest';
import plugin from '../../rules/index.ts';
import type { InvalidCase, ValidCase } from './support.ts';

const collected = vi.hoisted(() => new Map<string, { valid: readonly ValidCase[]; invalid: readonly InvalidCase[] }>());

// Collects the cases of every rule without running them again.
vi.mock('./support.ts', async (original) => ({
  ...(await original<object>()),
  runRule: (rule: { name: string }, valid: readonly ValidCase[], invalid: readonly InvalidCase[]) =>
    collected.set(rule.name, { valid, invalid }),
}));

const names = Object.keys(plugin.rules);
for (const name of names) await import(`./${name}.test.ts`);
const { locate } = await import('./support.ts');

/**
 * A report may be inside the place of another report if both are separate defects with separate
 * remedies: the scheme of an address, the digits in it, the variable from which a value is read.
 */
const INSIDE = new Set([
  'no-hardcoded-hash in valid-authorization-header',
  'no-hardcoded-credentials in prefer-api-key',
  'no-hardcoded-hash in no-hash-in-url',
  'no-insecure-http in no-hardcoded-credentials',
  'no-insecure-http in no-unusable-credential',
  'no-insecure-http in prefer-api-key',
  'no-public-env-hash in no-hash-in-log',
  'no-public-env-hash in no-hash-in-storage',
  'no-public-env-hash in no-hash-in-url',
  'no-public-env-hash in prefer-authorization-header',
  'no-public-env-hash in valid-authorization-header',
  'no-hash-in-url in no-unusable-credential',
]);

const seen = new Set<string>();
/** Code with defects of several rules in one place. */
const HEADER = '{ headers: { Authorization: `NVX ${apiKey}` } }';
const TOGETHER = [
  "fetch('http://api.eu.navixy.com/v2/panel/account/auth?login=1&password=Secret1');",
  `fetch('http://api.eu.navixy.com/v2/user/logout', ${HEADER});`,
  `call('http://api.eu.navixy.com/v2/user/auth', { login: process.env.L, password: process.env.P }); fetch('/api-v2/tracker/list', ${HEADER});`,
  'console.log(import.meta.env.VITE_NAVIXY_HASH);',
  "localStorage.setItem('key', import.meta.env.VITE_NAVIXY_HASH);",
  'fetch(`/api-v2/tracker/list?hash=${import.meta.env.VITE_NAVIXY_HASH}`);',
  "fetch('/api-v2/tracker/list', { headers: { Authorization: import.meta.env.VITE_NAVIXY_API_KEY } });",
];

const linter = new Linter({ configType: 'flat' });

interface Report {
  readonly rule: string;
  readonly start: number;
  readonly end: number;
}

function lint({ code, filename, settings, options }: ValidCase, name: string): Report[] {
  const text = locate(code).code;
  const lines = text.split('\n');
  const offset = (line: number, column: number) =>
    lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
  const isJsx = /<\/|\/>/.test(text);
  const config: Linter.Config = {
    ...plugin.configs.strict,
    files: ['**/*.{ts,tsx}'],
    rules: {
      ...plugin.configs.strict.rules,
      ...(options ? { [`navixy/${name}`]: ['error', ...options] } : {}),
    } as Linter.RulesRecord,
    settings: settings ?? {},
    languageOptions: { parser: tsParser as never, parserOptions: { ecmaFeatures: { jsx: isJsx } } },
  };
  return linter.verify(text, [config], filename ?? (isJsx ? 'a.tsx' : 'a.ts')).map((message) => ({
    rule: message.ruleId?.slice('navixy/'.length) ?? message.message,
    start: offset(message.line, message.column),
    end: offset(message.endLine!, message.endColumn!),
  }));
}

function findOverlaps(reports: readonly Report[]): string[] {
  return reports.flatMap((one, index) =>
    reports.slice(index + 1).flatMap((other) => {
      if (one.rule === other.rule || one.end <= other.start || other.end <= one.start) return [];
      if (one.start === other.start && one.end === other.end) return [`${one.rule} = ${other.rule}`];
      const [inner, outer] = one.end - one.start < other.end - other.start ? [one, other] : [other, one];
      const pair = `${inner.rule} in ${outer.rule}`;
      seen.add(pair);
      return INSIDE.has(pair) ? [] : [pair];
    }),
  );
}

describe.each(names)('the cases of %s', (name) => {
  const { valid, invalid } = collected.get(name)!;
  it('are reported by their own rule', () => {
    for (const one of invalid)
      expect(
        lint(one, name).filter(({ rule }) => rule === name),
        one.code,
      ).toHaveLength(one.errors.length);
  });

  it('never report a defect twice', () => {
    for (const one of [...valid, ...invalid]) expect(findOverlaps(lint(one, name)), one.code).toEqual([]);
  });
});

it.each(TOGETHER)('separate defects have separate places in %s', (code) => {
  const reports = lint({ code }, '');
  expect(new Set(reports.map(({ rule }) => rule)).size).toBeGreaterThan(1);
  expect(findOverlaps(reports)).toEqual([]);
});

it('every allowed overlap occurs', () => {
  expect([...INSIDE].filter((pair) => !seen.has(pair))).toEqual([]);
});

it('every rule has cases', () => {
  expect([...collected.keys()].sort()).toEqual([...names].sort());
});
