/**
 * Checks that the rules handle any code: all of them on every JavaScript, TypeScript, Vue and Svelte file of the given
 * folders, each with a comment at its top that names the platform, so that no rule skips it.
 *
 * npm run bench:robust -- /path/to/repository …             bars: no failure, no file over 50 times its parse time
 *
 * node build/bench-robust.js --sample 500 node_modules       500 files, spread evenly over all
 *
 * Processor time is measured, so a busy machine changes little. A file that seems slow is measured again five times,
 * and the fastest time counts, because garbage collections hit at random.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import tsParser from '@typescript-eslint/parser';
import { type ESLint, Linter } from 'eslint';
import * as svelteParser from 'svelte-eslint-parser';
import vueParser from 'vue-eslint-parser';

const BAR_TIMES = 50;
/** A file above this multiple of its parse time is measured again. */
const SUSPICIOUS_TIMES = 15;
const ROUNDS = 5;
/** Lower limit for parse times in milliseconds: clock noise of 0.2 ms would be 50 times a shorter one. */
const LEAST_PARSE = 0.5;
const LARGEST = 4 << 20;
const SLOWEST_SHOWN = 8;
const OWN = new URL('../dist/index.js', import.meta.url).href;

interface Parser {
  parseForESLint(text: string, options: object): unknown;
}

interface Kind {
  readonly parser: Parser;
  readonly options: object;
  readonly comment: string;
}

interface Measured {
  readonly file: string;
  readonly parse: number;
  readonly cost: number;
}

interface Totals {
  files: number;
  unparsed: number;
  parse: number;
  cost: number;
  reports: number;
  readonly failures: string[];
  readonly slow: Measured[];
}

const shared = { range: true, loc: true, tokens: true, comment: true, ecmaFeatures: { jsx: true } };
const SCRIPT: Kind = {
  parser: tsParser as Parser,
  options: { ...shared, sourceType: 'module' },
  comment: '// navixy\n',
};
const TYPESCRIPT: Kind = { ...SCRIPT, options: { ...shared, ecmaFeatures: {} } };
const VUE: Kind = {
  parser: vueParser as Parser,
  options: { ...shared, parser: tsParser, sourceType: 'module' },
  comment: '<!-- navixy -->\n',
};
const SVELTE: Kind = { ...VUE, parser: svelteParser as Parser };
const KINDS: Readonly<Record<string, Kind>> = {
  ...Object.fromEntries(['.js', '.jsx', '.mjs', '.cjs', '.tsx'].map((ending) => [ending, SCRIPT])),
  ...Object.fromEntries(['.ts', '.mts', '.cts'].map((ending) => [ending, TYPESCRIPT])),
  '.vue': VUE,
  '.svelte': SVELTE,
};

const { values, positionals } = parseArgs({ options: { sample: { type: 'string' } }, allowPositionals: true });
if (positionals.length === 0) {
  console.error('usage: npm run bench:robust -- [--sample <files>] <folder> …');
  process.exit(2);
}
const { default: navixy } = (await import(OWN)) as { default: ESLint.Plugin & { configs: { strict: Linter.Config } } };
const linter = new Linter({ configType: 'flat' });
const configs = { bare: configOf({}), full: configOf(navixy.configs.strict) };
process.exitCode = run(positionals, values.sample === undefined ? undefined : Number(values.sample)) ? 0 : 1;

/** @returns whether all bars held */
function run(folders: readonly string[], sample: number | undefined): boolean {
  console.log(
    `Node ${process.version}\n\n| folder | files | did not parse | reports | cost of the parse | slowest file | failures |\n|---|---|---|---|---|---|---|`,
  );
  const all = folders.map((folder) => checkFolder(folder, sample));
  const failures = all.flatMap((one) => one.failures);
  const slow = all
    .flatMap((one) => one.slow)
    .sort((one, other) => timesOf(other) - timesOf(one))
    .slice(0, SLOWEST_SHOWN);
  console.log('\nslowest files, in times of their parse:');
  for (const one of slow)
    console.log(
      `  ${timesOf(one).toFixed(1)}  ${one.file}: parse ${one.parse.toFixed(1)} ms, rules ${one.cost.toFixed(1)} ms`,
    );
  for (const one of failures) console.log(`failed: ${one}`);
  const broken = [
    failures.length > 0 && `${failures.length} failures`,
    slow.some((one) => timesOf(one) > BAR_TIMES) && `a file over ${BAR_TIMES} times its parse`,
    all.every(({ files }) => files === 0) && 'no file was found',
  ].filter((one) => one !== false);
  console.log(broken.length === 0 ? 'all bars held' : `not held: ${broken.join(', ')}`);
  return broken.length === 0;
}

function checkFolder(folder: string, sample: number | undefined): Totals {
  const totals: Totals = { files: 0, unparsed: 0, parse: 0, cost: 0, reports: 0, failures: [], slow: [] };
  for (const file of pick(listFiles(folder), sample)) checkFile(file, totals);
  const [slowest] = totals.slow.sort((one, other) => timesOf(other) - timesOf(one));
  const share = `${((100 * totals.cost) / totals.parse).toFixed(0)} %`;
  const shown = slowest ? `${timesOf(slowest).toFixed(1)} times its parse` : '';
  console.log(
    `| ${path.basename(folder)} | ${totals.files} | ${totals.unparsed} | ${totals.reports} | ${share} | ${shown} | ${totals.failures.length} |`,
  );
  totals.slow.length = Math.min(totals.slow.length, SLOWEST_SHOWN);
  return totals;
}

function checkFile(file: string, totals: Totals): void {
  const kind = KINDS[path.extname(file)]!;
  const text = withComment(readFileSync(file, 'utf8'), kind.comment);
  let parse: number;
  try {
    parse = cpuTime(() => kind.parser.parseForESLint(text, { ...kind.options, filePath: file }));
  } catch {
    totals.unparsed += 1;
    return;
  }
  totals.files += 1;
  const measured = { file, parse, cost: measureRules(text, file, totals) };
  if (timesOf(measured) > SUSPICIOUS_TIMES) {
    for (let round = 0; round < ROUNDS; round += 1) {
      measured.parse = Math.min(
        measured.parse,
        cpuTime(() => kind.parser.parseForESLint(text, { ...kind.options, filePath: file })),
      );
      measured.cost = Math.min(measured.cost, measureRules(text, file));
    }
  }
  totals.parse += measured.parse;
  totals.cost += measured.cost;
  totals.slow.push(measured);
}

/** @returns processor time in milliseconds for all rules on an already parsed file */
function measureRules(text: string, file: string, totals?: Totals): number {
  // Parses again, because cached facts about a file belong to its syntax tree.
  linter.verify(text, configs.bare, { filename: file });
  const sourceCode = linter.getSourceCode();
  let messages: Linter.LintMessage[] = [];
  let cost = 0;
  try {
    cost = cpuTime(() => (messages = linter.verify(sourceCode, configs.full, { filename: file })));
  } catch (error) {
    totals?.failures.push(`${file}: ${String(error).split('\n').slice(0, 3).join(' ')}`);
  }
  if (!totals) return cost;
  if (messages.some(({ message }) => /^File ignored|^No matching configuration/.test(message)))
    totals.failures.push(`${file}: was left out by ESLint`);
  totals.reports += messages.filter(({ ruleId }) => ruleId !== null).length;
  totals.failures.push(
    ...messages.filter(({ messageId }) => messageId === 'ruleFailed').map(({ message }) => `${file}: ${message}`),
  );
  return cost;
}

function timesOf({ parse, cost }: Measured): number {
  return cost / Math.max(parse, LEAST_PARSE);
}

function cpuTime(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Puts the comment at the top, but below a shebang line. */
function withComment(text: string, comment: string): string {
  const [firstLine = ''] = /^(?:\uFEFF)?#![^\n]*\n/.exec(text) ?? [];
  return firstLine + comment + text.slice(firstLine.length);
}

function listFiles(folder: string): string[] {
  return (
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      // Declaration files have no code to analyse.
      .filter((name) => Object.hasOwn(KINDS, path.extname(name)) && !/\.d\.[cm]?ts$/.test(name))
      .map((name) => path.resolve(folder, name))
      .filter((file) => {
        const stats = statSync(file, { throwIfNoEntry: false });
        return stats?.isFile() && stats.size <= LARGEST;
      })
      .sort()
  );
}

/** @returns the requested number of files, spread evenly, always the same ones */
function pick(files: readonly string[], sample: number | undefined): readonly string[] {
  if (sample === undefined || files.length <= sample) return files;
  return Array.from({ length: sample }, (_, at) => files[Math.floor((at * files.length) / sample)]!);
}

/** Builds the configuration once for many files; given a plain list, `Linter` would do so for each file. */
function configOf(rules: Linter.Config): Linter.Config[] {
  const local = createRequire(import.meta.url);
  const { FlatConfigArray } = local(
    path.join(path.dirname(local.resolve('eslint/package.json')), 'lib/config/flat-config-array.js'),
  ) as {
    FlatConfigArray: new (
      configs: Linter.Config[],
      options: { basePath: string },
    ) => Linter.Config[] & { normalizeSync(): void };
  };
  const languages = Object.entries(KINDS).map(([ending, { parser, options }]): Linter.Config => ({
    files: [`**/*${ending}`],
    languageOptions: { parser: parser as never, parserOptions: options },
  }));
  // ESLint ignores `node_modules` and `.git` by default; here no file is ignored.
  const array = new FlatConfigArray(
    [{ ignores: ['!**/node_modules/', '!.git/'] }, { ...rules, linterOptions: { noInlineConfig: true } }, ...languages],
    { basePath: '/' },
  );
  array.normalizeSync();
  return array;
}
