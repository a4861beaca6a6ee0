// Recall and false findings per form of a leak, with many random values (npm run bench:accuracy).

import { detect, reveal, type Evidence } from '../src/index.ts';
import { judgeCandidates } from '../src/judge.ts';
import { ALL_HARMLESS, ALL_LEAKS, sourceOf, sourceOfHarmless } from '../test/support/forms/corpus.ts';
import { fill } from '../test/support/forms/fill.ts';
import { onLine } from '../test/support/forms/placed.ts';
import { PLACED_HARMLESS } from '../test/support/forms/placed-harmless.ts';
import { PLACED_LEAKS } from '../test/support/forms/placed-leaks.ts';
import { randomizer } from './randomizer.ts';

/**
 * npm run bench:accuracy -- [VALUES PER FORM, default 1000] [SEED, default 1] [--all: every form in the table]
 *
 * Then prints recall and false findings by the source of the forms, and the effect of each signal on each source: a
 * signal without effect on any verdict can be removed, and one that serves a single source may be overfitted to it.
 *
 * Fails below the bar: 99.9 % of the values of each form at `medium` or above, no look-alike at all.
 */
const BAR = 0.999;

const [perForm = 1000, seed = 1] = process.argv
  .slice(2)
  .filter((word) => /^\d+$/.test(word))
  .map(Number);
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
    const found = detect(
      fill(text, value, randomHash),
      options?.repository === true ? { repositoryUsesPlatform: true } : {},
    );
    if (found.length === 1 && reveal(found[0]!.secret) === value) hits += 1;
  }
  return { name, tried: perForm, hits };
}

function falseFindingsOf([name, text, options]: (typeof ALL_HARMLESS)[number]): Row {
  let hits = 0;
  for (let count = 0; count < perForm; count += 1) {
    const document = fill(text, randomHash(), randomHash);
    const where = options?.path === undefined ? {} : { path: options.path };
    if (detect(document, { ...where, repositoryUsesPlatform: options?.repository === true }).length > 0) hits += 1;
  }
  return { name, tried: perForm, hits };
}

function print(title: string, rows: readonly Row[], isBad: (row: Row) => boolean): number {
  const bad = rows.filter(isBad);
  const sum = (pick: (row: Row) => number) => rows.reduce((total, row) => total + pick(row), 0);
  console.log(
    `\n${title}: ${rows.length} forms, ${sum((row) => row.tried)} documents, ${sum((row) => row.hits)} with a finding; ${bad.length} forms beyond the bar`,
  );
  for (const row of showAll ? rows : bad)
    console.log(`  ${((row.hits / row.tried) * 100).toFixed(2).padStart(7)} %  ${row.hits}/${row.tried}  ${row.name}`);
  return bad.length;
}

interface Form {
  readonly text: string;
  readonly source: string;
  readonly isLeak: boolean;
  readonly isInRepository: boolean;
  readonly path: string | undefined;
}

const isIn = (options?: { readonly repository?: true }) => options?.repository === true;
const forms: readonly Form[] = [
  ...ALL_LEAKS.map((form) => {
    return { text: form[1], source: sourceOf(form), isLeak: true, isInRepository: isIn(form[3]), path: undefined };
  }),
  ...PLACED_LEAKS.map(([, source, text]) => ({ text, source, isLeak: true, isInRepository: true, path: undefined })),
  ...ALL_HARMLESS.map((form) => {
    const [, text, options] = form;
    return { text, source: sourceOfHarmless(form), isLeak: false, isInRepository: isIn(options), path: options?.path };
  }),
  ...PLACED_HARMLESS.map(([, source, text]) => {
    return { text, source, isLeak: false, isInRepository: true, path: undefined };
  }),
];

/** Verdicts that are reported by default, in the three settings of a form; each must report all of its values. */
function reportedIn({ isInRepository, path }: Form, filled: string, without?: ReadonlySet<string>) {
  const signals = new Map<string, Evidence['effect']>();
  const where = path === undefined ? {} : { path };
  const settings = [
    [onLine(filled), false],
    [filled, true],
    [filled, false],
  ] as const;
  const reported = settings.map(([text, repositoryUsesPlatform]) => {
    const all = judgeCandidates(text, { ...where, repositoryUsesPlatform }, without);
    for (const { signal, effect } of all.flatMap(({ evidence }) => evidence)) signals.set(signal, effect);
    return all.map(({ verdict }) => verdict !== undefined && verdict.confidence !== 'low');
  });
  return { signals, reported, isFound: reported[isInRepository ? 1 : 2]!.includes(true) };
}

function groupBySource<Item extends { readonly form: Form }>(items: readonly Item[]): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(item.form.source, [...(groups.get(item.form.source) ?? []), item]);
  return groups;
}

const share = (part: number, whole: number) => (whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`);

/** Recall and false findings by source, and how many forms of a source get another verdict without each signal. */
function printSources(): void {
  const seen = forms.map((form) => {
    const filled = fill(form.text, randomHash(), randomHash);
    return { form, filled, ...reportedIn(form, filled) };
  });
  console.log('\nBy source: forms of leaks with a finding, look-alikes with one');
  for (const source of new Set(forms.map((form) => form.source))) {
    const own = seen.filter(({ form }) => form.source === source);
    const leaks = own.filter(({ form }) => form.isLeak);
    const others = own.filter(({ form }) => !form.isLeak);
    const found = (list: typeof own) => share(list.filter(({ isFound }) => isFound).length, list.length).padStart(8);
    console.log(`  ${source.padEnd(44)}${found(leaks)} of ${leaks.length}, ${found(others)} of ${others.length}`);
  }
  const effects = new Map(seen.flatMap(({ signals }) => [...signals]));
  console.log('\nWithout one signal: leaks lost, look-alikes found, forms with another verdict in three settings');
  for (const [signal, effect] of [...effects].sort(([one], [other]) => one.localeCompare(other))) {
    const without = new Set([signal]);
    const changed = seen
      .filter(({ signals }) => signals.has(signal))
      .flatMap(({ form, filled, reported, isFound }) => {
        const other = reportedIn(form, filled, without);
        const isSame = JSON.stringify(other.reported) === JSON.stringify(reported);
        return isSame ? [] : [{ form, isFlipped: other.isFound !== isFound }];
      });
    const flipped = changed.filter(({ isFlipped }) => isFlipped);
    const lost = flipped.filter(({ form }) => form.isLeak).length;
    const bySource = groupBySource(changed);
    const shares = [...bySource].map(([source, { length }]) => `${source} ${length}`).join(', ');
    const note = bySource.size === 0 ? '  SAVES NOTHING' : bySource.size === 1 ? '  (one source)' : '';
    const counts = `lost ${lost}, found ${flipped.length - lost}, other ${changed.length}`;
    console.log(`  ${signal.padEnd(24)}${effect.padEnd(8)} ${counts}${note}`);
    if (shares !== '') console.log(`    ${shares}`);
  }
}

const started = performance.now();
console.log(`${perForm} random values per form, seed ${seed}`);
const missed = print('Recall of leaks', ALL_LEAKS.map(recallOf), ({ hits, tried }) => hits / tried < BAR);
const wrong = print('False findings on look-alikes', ALL_HARMLESS.map(falseFindingsOf), ({ hits }) => hits > 0);
printSources();
console.log(`\n${((performance.now() - started) / 1000).toFixed(1)} s`);
process.exitCode = missed + wrong > 0 ? 1 : 0;
