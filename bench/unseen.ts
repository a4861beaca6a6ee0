// Recall and false findings on documents written without knowledge of the classifier (npm run bench:unseen).

import { detect, reveal } from '../src/index.ts';
import { fillUnseen, type Setting, type UnseenForm } from '../test/support/forms/unseen/form.ts';
import { UNSEEN_LEAKS, UNSEEN_LOOK_ALIKES } from '../test/support/forms/unseen/index.ts';
import { randomizer } from './randomizer.ts';

/**
 * npm run bench:unseen -- [VALUES PER FORM, default 10] [SEED, default 1]
 *
 * Each document is judged in three settings: the document names the platform, only another file of the repository does,
 * or nothing does. Lists each form that is judged wrongly. Fails below a recall of 97 % or above 1 % false findings.
 */
const RECALL_BAR = 0.97;
const FALSE_BAR = 0.01;
const SETTINGS = ['line', 'repository', 'alone'] as const satisfies readonly Setting[];

const [perForm = 10, seed = 1] = process.argv
  .slice(2)
  .filter((word) => /^\d+$/.test(word))
  .map(Number);

const random = randomizer(seed);
const digits = (count: number) => Array.from({ length: count }, () => Math.floor(random() * 16).toString(16)).join('');

interface Score {
  leaks: number;
  found: number;
  harmless: number;
  wrong: number;
}
const empty = (): Score => ({ leaks: 0, found: 0, harmless: 0, wrong: 0 });
const settings = new Map(SETTINGS.map((setting) => [setting, empty()]));
const families = new Map<string, Score>();
const misses: string[] = [];
const falseFindings: string[] = [];

/** @returns the number of documents in which the key was found, and in which anything else was found */
function tryForm({ text, path }: UnseenForm, setting: Setting): { keys: number; others: number } {
  let [keys, others] = [0, 0];
  for (let count = 0; count < perForm; count += 1) {
    const key = digits(32);
    const findings = detect(fillUnseen(text, setting, key, digits), {
      path: fillUnseen(path, setting, key, digits),
      repositoryUsesPlatform: setting === 'repository',
    });
    const values = findings.map(({ secret }) => reveal(secret));
    if (values.includes(key)) keys += 1;
    if (values.some((value) => value !== key)) others += 1;
  }
  return { keys, others };
}

function judge(form: UnseenForm, setting: Setting, isLeak: boolean): void {
  const expected = form.expected[setting];
  if (expected === 'either') return;
  const { keys, others } = tryForm(form, setting);
  const family = families.get(form.source) ?? empty();
  families.set(form.source, family);
  const place = `${setting.padEnd(10)} ${form.name} (${form.path}; ${form.source})`;
  const wrong = expected === 'found' ? others : Math.max(keys, others);
  for (const score of [settings.get(setting)!, family]) {
    if (isLeak && expected === 'found') {
      score.leaks += perForm;
      score.found += keys;
    } else score.harmless += perForm;
    score.wrong += wrong;
  }
  if (expected === 'found' && keys < perForm) misses.push(`missed ${keys}/${perForm}  ${place}`);
  if (wrong > 0) falseFindings.push(`false ${wrong}/${perForm}  ${place}`);
}

for (const setting of SETTINGS) {
  for (const form of UNSEEN_LEAKS) judge(form, setting, true);
  for (const form of UNSEEN_LOOK_ALIKES) judge(form, setting, false);
}

const share = (part: number, whole: number) =>
  whole === 0 ? '      –' : `${((part / whole) * 100).toFixed(1).padStart(5)} %`;
function print(name: string, { leaks, found, harmless, wrong }: Score): void {
  const recall = `recall ${share(found, leaks)} (${found}/${leaks})`.padEnd(28);
  console.log(`${name.padEnd(36)} ${recall} false findings ${share(wrong, harmless)} (${wrong}/${harmless})`);
}

for (const line of [...misses, ...falseFindings]) console.log(line);
console.log();
for (const [family, score] of [...families].sort(([one], [other]) => one.localeCompare(other))) print(family, score);
const counts = `${UNSEEN_LEAKS.length} leaks, ${UNSEEN_LOOK_ALIKES.length} look-alikes`;
console.log(`\n${counts}, ${perForm} values, seed ${seed}`);
const total = empty();
for (const [setting, score] of settings) {
  print(setting, score);
  for (const key of Object.keys(total) as (keyof Score)[]) total[key] += score[key];
}
print('all settings', total);
process.exitCode = total.found / total.leaks >= RECALL_BAR && total.wrong / total.harmless <= FALSE_BAR ? 0 : 1;
