import { detect, reveal } from '../src/index.ts';
import { judgeCandidates } from '../src/judge.ts';
import { ALL_HARMLESS, ALL_LEAKS, sourceOf } from '../test/support/forms/corpus.ts';
import { fill } from '../test/support/forms/fill.ts';
import { PLACED_HARMLESS } from '../test/support/forms/placed-harmless.ts';
import { PLACED_LEAKS } from '../test/support/forms/placed-leaks.ts';
import { randomizer } from './randomizer.ts';

/**
 * Recall per form of a leak and false findings per look-alike, each with many random values.
 *
 *   npm run bench:accuracy -- [VALUES PER FORM, default 1000] [SEED, default 1] [--all: every form in the table]
 *
 * Then tells what each signal is worth: how many leaks are lost without it, and from how many sources their forms come,
 * or how many look-alikes are found. A signal that saves nothing can go.
 *
 * Fails below the bar: 99.9 % of the values of each form at `medium` or above, no look-alike at all.
 */
const BAR = 0.999;

const [perForm = 1000, seed = 1] = process.argv.slice(2).filter((word) => /^\d+$/.test(word)).map(Number);
const showAll = process.argv.includes('--all');

const random = randomizer(seed);
const randomHash = () => Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join('');

interface Row {
  readonly name: string;
  readonly tried: number;
  /** Leaks: values found. Look-alikes: documents with a false finding. */
  readonly hits: number;
}

function recallOf([name, text, , options]: (typeof ALL_LEAKS)[number]): Row {
  let hits = 0;
  for (let count = 0; count < perForm; count += 1) {
    const value = randomHash();
    const found = detect(fill(text, value, randomHash), options?.repository === true ? { repositoryUsesPlatform: true } : {});
    if (found.length === 1 && reveal(found[0]!.secret) === value) hits += 1;
  }
  return { name, tried: perForm, hits };
}

function falseFindingsOf([name, text, options]: (typeof ALL_HARMLESS)[number]): Row {
  let hits = 0;
  for (let count = 0; count < perForm; count += 1) {
    const document = fill(text, randomHash(), randomHash);
    if (detect(document, options?.repository === true ? { repositoryUsesPlatform: true } : {}).length > 0) hits += 1;
  }
  return { name, tried: perForm, hits };
}

function print(title: string, rows: readonly Row[], isBad: (row: Row) => boolean): number {
  const bad = rows.filter(isBad);
  const sum = (pick: (row: Row) => number) => rows.reduce((total, row) => total + pick(row), 0);
  console.log(`\n${title}: ${rows.length} forms, ${sum((row) => row.tried)} documents, ${sum((row) => row.hits)} with a finding; ${bad.length} forms beyond the bar`);
  for (const row of showAll ? rows : bad) console.log(`  ${(row.hits / row.tried * 100).toFixed(2).padStart(7)} %  ${row.hits}/${row.tried}  ${row.name}`);
  return bad.length;
}

interface Form {
  readonly text: string;
  readonly source: string;
  readonly isInRepository: boolean;
}

const leaks: readonly Form[] = [
  ...ALL_LEAKS.map((form) => ({ text: form[1], source: sourceOf(form), isInRepository: form[3]?.repository === true })),
  ...PLACED_LEAKS.map(([, source, text]) => ({ text, source, isInRepository: true })),
];
const lookAlikes: readonly Form[] = [
  ...ALL_HARMLESS.map(([, text, options]) => ({ text, source: '', isInRepository: options?.repository === true })),
  ...PLACED_HARMLESS.map(([, source, text]) => ({ text, source, isInRepository: true })),
];

/** @returns the signals of a form's values, and whether any is found without some of them */
function judged({ text, isInRepository }: Form, without?: ReadonlySet<string>) {
  const all = judgeCandidates(fill(text, randomHash(), randomHash), { repositoryUsesPlatform: isInRepository }, without);
  return {
    isFound: all.some(({ verdict }) => verdict !== undefined && verdict.confidence !== 'low'),
    signals: all.flatMap(({ evidence }) => evidence),
  };
}

function printWorth(): void {
  const seen = [...leaks, ...lookAlikes].map((form) => ({ form, signals: judged(form).signals }));
  const effects = new Map(seen.flatMap(({ signals }) => signals.map(({ signal, effect }) => [signal, effect] as const)));
  console.log('\nWithout one signal (one value per form)');
  for (const [signal, effect] of [...effects].sort()) {
    const without = new Set([signal]);
    const touched = seen.filter(({ signals }) => signals.some((one) => one.signal === signal)).map(({ form }) => form);
    const changed = touched.filter((form) => {
      const isLeak = leaks.includes(form);
      return isLeak === (effect === 'for') && judged(form, without).isFound !== isLeak;
    });
    const sources = new Set(changed.map(({ source }) => source));
    const all = effect === 'for' ? leaks.length : lookAlikes.length;
    const rate = effect === 'for' ? `recall ${((1 - changed.length / all) * 100).toFixed(2)} %` : 'false findings';
    const what = effect === 'for' ? `${changed.length} lost, of ${sources.size} sources` : `${changed.length} of ${all}`;
    console.log(`  ${signal.padEnd(24)}${rate}: ${what}${changed.length === 0 ? '  (saves nothing here)' : ''}`);
  }
}

const started = performance.now();
console.log(`${perForm} random values per form, seed ${seed}`);
const missed = print('Recall of leaks', ALL_LEAKS.map(recallOf), ({ hits, tried }) => hits / tried < BAR);
const wrong = print('False findings on look-alikes', ALL_HARMLESS.map(falseFindingsOf), ({ hits }) => hits > 0);
printWorth();
console.log(`\n${((performance.now() - started) / 1000).toFixed(1)} s`);
process.exitCode = missed + wrong > 0 ? 1 : 0;
