// Recall and precision of the rules on realistic code (npm run bench:idioms).

import { IDIOMS } from '../test/rules/idioms/index.ts';
import { judge, type Plugin, PRECISION_BAR, precisionOf, RECALL_BAR, recallOf } from '../test/rules/idioms/judge.ts';

/**
 * npm run bench:idioms
 *
 * Uses `strict` for code and `text` for other files. Lists each missed and each false report. Fails below a recall of
 * 97 % or a precision of 99 %.
 */
const { default: navixy } = (await import(new URL('../dist/index.js', import.meta.url).href)) as { default: Plugin };
const { scores, missed, wrong, total } = judge(IDIOMS, navixy);

const percent = (share: number) => `${(share * 100).toFixed(1)} %`.padStart(8);
function print(name: string, score: typeof total): void {
  const { expected, found, made } = score;
  const [recall, precision] = [percent(recallOf(score)), percent(precisionOf(score))];
  console.log(`${name.padEnd(30)} recall ${recall} (${found}/${expected})  precision ${precision} (${found}/${made})`);
}

for (const miss of missed) console.log(`missed  ${miss}`);
for (const report of wrong) console.log(`false   ${report}`);
console.log();
for (const [rule, score] of [...scores].sort(([one], [other]) => one.localeCompare(other))) print(rule, score);

const silent = IDIOMS.filter(({ expected }) => Object.keys(expected).length === 0).length;
console.log(`\n${IDIOMS.length} idioms, ${silent} of them with nothing to report`);
print('all rules', total);
process.exitCode = recallOf(total) >= RECALL_BAR && precisionOf(total) >= PRECISION_BAR ? 0 : 1;
