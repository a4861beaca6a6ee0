import { detect, reveal } from '../src/index.ts';
import { ALL_HARMLESS, ALL_LEAKS } from '../test/support/forms/corpus.ts';
import { fill } from '../test/support/forms/fill.ts';

/**
 * Recall per form of a leak and false findings per look-alike, each with many random values.
 *
 *   npm run bench:accuracy -- [VALUES PER FORM, default 1000] [SEED, default 1] [--all: every form in the table]
 *
 * Fails below the bar: 99.9 % of the values of each form at `medium` or above, no look-alike at all.
 */
const BAR = 0.999;

const [perForm = 1000, seed = 1] = process.argv.slice(2).filter((word) => /^\d+$/.test(word)).map(Number);
const showAll = process.argv.includes('--all');

/** Mulberry32: small, fast, and the same on every machine. */
function randomizer(state: number): () => number {
  let at = state >>> 0;
  return () => {
    at = (at + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(at ^ (at >>> 15), at | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

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

const started = performance.now();
console.log(`${perForm} random values per form, seed ${seed}`);
const missed = print('Recall of leaks', ALL_LEAKS.map(recallOf), ({ hits, tried }) => hits / tried < BAR);
const wrong = print('False findings on look-alikes', ALL_HARMLESS.map(falseFindingsOf), ({ hits }) => hits > 0);
console.log(`\n${((performance.now() - started) / 1000).toFixed(1)} s`);
process.exitCode = missed + wrong > 0 ? 1 : 0;
