import path from 'node:path';
import tsParser from '@typescript-eslint/parser';
import { type ESLint, Linter } from 'eslint';
import * as svelteParser from 'svelte-eslint-parser';
import vueParser from 'vue-eslint-parser';
import { fillIdiom, type Idiom, type Lines } from '../test/rules/idioms/idiom.ts';
import { IDIOMS } from '../test/rules/idioms/index.ts';

/**
 * Recall and precision of the rules on code as teams write it: `strict` for code, `text` for other files.
 *
 *   npm run bench:idioms
 *
 * Lists each missed and each false report. Fails below a recall of 97 % or a precision of 99 %.
 */
const RECALL_BAR = 0.97;
const PRECISION_BAR = 0.99;
const PREFIX = 'navixy/';

interface Plugin extends ESLint.Plugin {
  readonly configs: Record<'strict' | 'text', Linter.Config>;
}
const { default: navixy } = await import(new URL('../dist/index.js', import.meta.url).href) as { default: Plugin };

const script = { ecmaVersion: 'latest', sourceType: 'module', ecmaFeatures: { jsx: true } } as const;
const nested = { parserOptions: { ...script, parser: tsParser } };
const config: Linter.Config[] = [
  {
    files: ['**/*.{js,jsx,ts,tsx}'],
    languageOptions: { parser: tsParser as Linter.Parser, parserOptions: script },
    ...navixy.configs.strict,
  },
  { files: ['**/*.vue'], languageOptions: { parser: vueParser as Linter.Parser, ...nested }, ...navixy.configs.strict },
  { files: ['**/*.svelte'], languageOptions: { parser: svelteParser, ...nested }, ...navixy.configs.strict },
  navixy.configs.text,
];

interface Score {
  expected: number;
  found: number;
  made: number;
}
const scores = new Map<string, Score>();
const misses: string[] = [];
const wrong: string[] = [];

function scoreOf(rule: string): Score {
  const score = scores.get(rule) ?? { expected: 0, found: 0, made: 0 };
  scores.set(rule, score);
  return score;
}

/** One text per rule and line, so two reports on one line count once. */
const spots = (lines: Lines = {}) =>
  new Set(Object.entries(lines).flatMap(([rule, at]) => at.map((line) => `${rule}:${line}`)));

function judge(linter: Linter, idiom: Idiom): void {
  const messages = linter.verify(fillIdiom(idiom), config, { filename: path.resolve(idiom.file) });
  const made = new Map(messages.map(({ ruleId, line, message }) =>
    [`${ruleId?.replace(PREFIX, '') ?? 'no rule'}:${line}`, message]));
  const expected = spots(idiom.expected);
  const either = spots(idiom.either);
  const place = `${idiom.name} (${idiom.file})`;
  for (const spot of expected) {
    const score = scoreOf(spot.split(':')[0]!);
    score.expected += 1;
    if (made.has(spot)) score.found += 1;
    else misses.push(`${spot.padEnd(32)} ${place}`);
  }
  for (const [spot, message] of made) {
    if (either.has(spot) && !expected.has(spot)) continue;
    scoreOf(spot.split(':')[0]!).made += 1;
    if (!expected.has(spot)) wrong.push(`${spot.padEnd(32)} ${place}\n          ${message}`);
  }
}

const share = (part: number, whole: number) => whole === 0 ? 1 : part / whole;
function print(name: string, { expected, found, made }: Score): void {
  const recall = `${(share(found, expected) * 100).toFixed(1)} %`.padStart(8);
  const precision = `${(share(found, made) * 100).toFixed(1)} %`.padStart(8);
  console.log(`${name.padEnd(30)} recall ${recall} (${found}/${expected})  precision ${precision} (${found}/${made})`);
}

const linter = new Linter();
for (const idiom of IDIOMS) judge(linter, idiom);
for (const miss of misses) console.log(`missed  ${miss}`);
for (const report of wrong) console.log(`false   ${report}`);
console.log();
for (const [rule, score] of [...scores].sort(([one], [other]) => one.localeCompare(other))) print(rule, score);

const total = { expected: 0, found: 0, made: 0 };
for (const score of scores.values()) {
  total.expected += score.expected;
  total.found += score.found;
  total.made += score.made;
}
const silent = IDIOMS.filter(({ expected }) => Object.keys(expected).length === 0).length;
console.log(`\n${IDIOMS.length} idioms, ${silent} of them with nothing to report`);
print('all rules', total);
const good = share(total.found, total.expected) >= RECALL_BAR && share(total.found, total.made) >= PRECISION_BAR;
process.exitCode = good ? 0 : 1;
