import { expect, it } from 'vitest';
import plugin from '../../rules/index.ts';
import { IDIOMS } from './idioms/index.ts';
import { judge, type Plugin, PRECISION_BAR, precisionOf, RECALL_BAR, recallOf } from './idioms/judge.ts';

it('the rules have high recall and precision on common code', { timeout: 120_000 }, () => {
  const { missed, wrong, total } = judge(IDIOMS, plugin as unknown as Plugin);
  const found = [...missed.map((one) => `missed ${one}`), ...wrong.map((one) => `false ${one}`)].join('\n');
  expect(total.expected).toBeGreaterThan(200);
  expect(recallOf(total), found).toBeGreaterThanOrEqual(RECALL_BAR);
  expect(precisionOf(total), found).toBeGreaterThanOrEqual(PRECISION_BAR);
});

it('missing reports lower the recall, and wrong reports the precision', () => {
  const [idiom] = IDIOMS.filter(({ expected }) => expected['no-hash-in-url']?.length === 1);
  const silent = { ...idiom!, code: 'export {};' };
  const needless = { ...idiom!, expected: {}, either: {} };
  expect(recallOf(judge([silent], plugin as unknown as Plugin).total)).toBe(0);
  expect(precisionOf(judge([needless], plugin as unknown as Plugin).total)).toBe(0);
});
