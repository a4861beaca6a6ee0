import path from 'node:path';
import tsParser from '@typescript-eslint/parser';
import { type ESLint, Linter } from 'eslint';
import * as svelteParser from 'svelte-eslint-parser';
import vueParser from 'vue-eslint-parser';
import { fillIdiom, type Idiom, type Lines } from './idiom.ts';

/** The minimum recall and precision. */
export const RECALL_BAR = 0.97;
export const PRECISION_BAR = 0.99;
const PREFIX = 'navixy/';

export interface Plugin extends Omit<ESLint.Plugin, 'configs'> {
  readonly configs: Readonly<Record<'strict' | 'text', Linter.Config>>;
}

interface Score {
  expected: number;
  found: number;
  made: number;
}

export interface Judgement {
  /** The score of each rule. */
  readonly scores: ReadonlyMap<string, Score>;
  /** The rule, line and idiom of each missing or unexpected report. */
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
  readonly total: Score;
}

/** One text per rule and line, so two reports on one line count once. */
const spots = (lines: Lines = {}) =>
  new Set(Object.entries(lines).flatMap(([rule, at]) => at.map((line) => `${rule}:${line}`)));

/** Lints idioms with `strict` for code and `text` for other files. */
export function judge(idioms: readonly Idiom[], plugin: Plugin): Judgement {
  const linter = new Linter();
  const config = configOf(plugin);
  const scores = new Map<string, Score>();
  const missed: string[] = [];
  const wrong: string[] = [];
  const scoreOf = (spot: string): Score => {
    const rule = spot.split(':')[0]!;
    const score = scores.get(rule) ?? { expected: 0, found: 0, made: 0 };
    scores.set(rule, score);
    return score;
  };
  for (const idiom of idioms) {
    const messages = linter.verify(fillIdiom(idiom), config, { filename: path.resolve(idiom.file) });
    const made = new Set(messages.map(({ ruleId, line }) => `${ruleId?.replace(PREFIX, '') ?? 'no rule'}:${line}`));
    const expected = spots(idiom.expected);
    const either = spots(idiom.either);
    const place = `${idiom.name} (${idiom.file})`;
    for (const spot of expected) {
      scoreOf(spot).expected += 1;
      if (made.has(spot)) scoreOf(spot).found += 1;
      else missed.push(`${spot.padEnd(32)} ${place}`);
    }
    for (const spot of made) {
      if (either.has(spot) && !expected.has(spot)) continue;
      scoreOf(spot).made += 1;
      if (!expected.has(spot)) wrong.push(`${spot.padEnd(32)} ${place}`);
    }
  }
  return { scores, missed, wrong, total: sumOf([...scores.values()]) };
}

/** @returns the recall: the share of expected reports that are found */
export function recallOf({ found, expected }: Score): number {
  return expected === 0 ? 1 : found / expected;
}

/** @returns the precision: the share of reports that are expected */
export function precisionOf({ found, made }: Score): number {
  return made === 0 ? 1 : found / made;
}

function sumOf(scores: readonly Score[]): Score {
  const total = { expected: 0, found: 0, made: 0 };
  for (const { expected, found, made } of scores) {
    total.expected += expected;
    total.found += found;
    total.made += made;
  }
  return total;
}

export function configOf({ configs: { strict, text } }: Plugin): Linter.Config[] {
  const script = { ecmaVersion: 'latest', sourceType: 'module', ecmaFeatures: { jsx: true } } as const;
  const nested = { parserOptions: { ...script, parser: tsParser } };
  return [
    {
      files: ['**/*.{js,jsx,ts,tsx}'],
      languageOptions: { parser: tsParser as Linter.Parser, parserOptions: script },
      ...strict,
    },
    { files: ['**/*.vue'], languageOptions: { parser: vueParser as Linter.Parser, ...nested }, ...strict },
    { files: ['**/*.svelte'], languageOptions: { parser: svelteParser, ...nested }, ...strict },
    text,
  ];
}
