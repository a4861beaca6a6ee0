import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import tsParser from '@typescript-eslint/parser';
import { type ESLint, Linter } from 'eslint';

/**
 * What the rules cost on a real TypeScript repository that has nothing to report, side by side with
 * eslint-plugin-no-secrets and the secret rules of eslint-plugin-sonarjs, in one run.
 *
 *   npm run bench:lint -- /path/to/repository      over 1,000 TypeScript files, all rules of `strict`
 *
 * A file is parsed once a round, and an engine then runs on that tree in turn with the bare run, so that a
 * noisy machine is noisy for both and the parse, which is a hundred times longer, does not drown the difference. The cost
 * of an engine is its time less that of the same run without any rule.
 */

const ROUNDS = 5;
const LOADS = 15;
const BAR_PARSE = 1;
const BAR_WALL = 1;
const BAR_LOAD = 25;
const RIVALS = ['eslint-plugin-no-secrets@2', 'eslint-plugin-sonarjs@4'];

const [root] = process.argv.slice(2);
if (!root || !existsSync(root)) {
  console.error('usage: npm run bench:lint -- <repository>');
  process.exit(2);
}
const plugin = (await import(new URL('../dist/index.js', import.meta.url).href)) as { default: ESLint.Plugin & { configs: { strict: Linter.Config } } };

interface File {
  readonly name: string;
  readonly text: string;
}

const files: File[] = execFileSync('git', ['-C', root, 'ls-tree', '-rz', '--name-only', 'HEAD'], { encoding: 'utf8', maxBuffer: 1 << 28 })
  .split('\0')
  .filter((name) => /\.[cm]?tsx?$/.test(name) && existsSync(path.join(root, name)) && statSync(path.join(root, name)).size < 1 << 20)
  .map((name) => ({ name, text: readFileSync(path.join(root, name), 'utf8') }))
  .filter(({ name, text }) => parses(name, text));

function parserOptions(name: string): object {
  return { ecmaFeatures: { jsx: name.endsWith('x') }, range: true, loc: true, tokens: true, comment: true };
}

function parses(name: string, text: string): boolean {
  try {
    tsParser.parseForESLint(text, parserOptions(name) as never);
    return true;
  } catch {
    return false;
  }
}

/** The rivals live in a folder of their own: they are no part of this project. */
const folder = mkdtempSync(path.join(tmpdir(), 'navixy-bench-'));
execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps', '--prefix', folder, 'eslint@10', ...RIVALS], { stdio: 'ignore' });
const rival = createRequire(path.join(folder, 'package.json'));
const secrets = rival('eslint-plugin-no-secrets') as ESLint.Plugin;
const sonar = rival('eslint-plugin-sonarjs') as ESLint.Plugin;
const sonarRules = Object.keys(sonar.rules ?? {}).filter((name) => /secret|credential|password|hardcoded-(?!ip)/.test(name));

const engines: readonly { readonly name: string; readonly config: Linter.Config }[] = [
  { name: 'no rule', config: {} },
  { name: `navixy (${Object.keys(plugin.default.rules ?? {}).length} rules)`, config: plugin.default.configs.strict },
  { name: 'the same rules, empty', config: emptyRules() },
  { name: 'no-secrets', config: { plugins: { 'no-secrets': secrets }, rules: { 'no-secrets/no-secrets': 'error' } } },
  { name: `sonarjs (${sonarRules.length} rules)`, config: { plugins: { sonarjs: sonar }, rules: Object.fromEntries(sonarRules.map((name) => [`sonarjs/${name}`, 'error'])) } },
];

/** What ESLint itself takes to start these rules on a file, which no rule can avoid: the same rules, doing nothing. */
function emptyRules(): Linter.Config {
  const rules = Object.entries(plugin.default.rules ?? {}).map(([name, { meta }]) => [name, { meta, create: () => ({}) }] as const);
  return {
    plugins: { empty: { rules: Object.fromEntries(rules) as unknown as NonNullable<ESLint.Plugin['rules']> } },
    rules: Object.fromEntries(rules.map(([name]) => [`empty/${name}`, 'error'])),
  };
}

const linter = new Linter({ configType: 'flat' });

/** ESLint builds its configuration once for many files; given a plain list, `Linter` would do so for each. */
const local = createRequire(import.meta.url);
const { FlatConfigArray } = local(path.join(path.dirname(local.resolve('eslint/package.json')), 'lib/config/flat-config-array.js')) as {
  FlatConfigArray: new (configs: Linter.Config[], options: { basePath: string }) => Linter.Config[] & { normalizeSync(): void };
};

function arrayOf(config: Linter.Config): Linter.Config[] {
  const shared: Linter.Config = { files: ['**/*.{ts,tsx,mts,cts}'], linterOptions: { noInlineConfig: true }, languageOptions: { parser: tsParser as never, parserOptions: parserOptions('.ts') } };
  const jsx: Linter.Config = { files: ['**/*.tsx'], languageOptions: { parserOptions: parserOptions('.tsx') } };
  const array = new FlatConfigArray([{ ...config, ...shared }, jsx], { basePath: '/' });
  array.normalizeSync();
  return array;
}

const arrays = engines.map(({ config }) => arrayOf(config));

/**
 * The fastest of all rounds for each file: a garbage collection or a neighbour on the machine takes longer
 * than a rule on a file does, and hits each engine at random.
 */
class Fastest {
  readonly #times = files.map(() => Number.POSITIVE_INFINITY);

  take(file: number, from: number): void {
    this.#times[file] = Math.min(this.#times[file]!, performance.now() - from);
  }

  get total(): number {
    return this.#times.reduce((sum, time) => sum + time, 0);
  }
}

const parse = new Fastest();
const whole = new Fastest();
const runs = engines.map(() => new Fastest());
const reports = engines.map(() => 0);

function measure({ name, text }: File, at: number, round: number, group: readonly number[]): void {
  const filename = `/${name}`;
  let start = performance.now();
  tsParser.parseForESLint(text, parserOptions(name) as never);
  parse.take(at, start);
  start = performance.now();
  linter.verify(text, arrays[0]!, { filename });
  whole.take(at, start);
  const sourceCode = linter.getSourceCode();
  // The first run on a tree pays for what ESLint makes of it lazily.
  linter.verify(sourceCode, arrays[0]!, { filename });
  group.forEach((_, offset) => {
    // Another order each round and file, so that none always follows the same one.
    const index = group[(offset * (1 + (round % (group.length - 1))) + at) % group.length]!;
    start = performance.now();
    const messages = linter.verify(sourceCode, arrays[index]!, { filename });
    runs[index]!.take(at, start);
    if (round === 0 && index !== 0) reports[index]! += messages.filter(({ ruleId }) => ruleId !== null).length;
  });
}

/** Each plugin with nothing but the bare run beside it: after a heavy one, the next pays for the memory it took. */
const GROUPS = [[0, 1, 2], [0, 3], [0, 4]];
const bases: number[] = [];
for (const group of GROUPS) {
  runs[0] = new Fastest();
  for (let round = 0; round < ROUNDS; round += 1) files.forEach((file, at) => { measure(file, at, round, group); });
  for (const index of group) bases[index] = runs[0].total;
}

const costOf = (index: number): number => runs[index]!.total - bases[index]!;
const parseTime = parse.total;
const wall = whole.total;
const bytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);

/** Loading alone, each in a new process; the fastest, for nothing but the machine makes another one slower. */
function loadTime(url: string): number {
  const script = `const t = performance.now(); await import(${JSON.stringify(url)}); console.log(performance.now() - t);`;
  const times = Array.from({ length: LOADS }, () => Number(execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' })));
  return Math.min(...times);
}

console.log(`${root}: ${files.length} files, ${(bytes / 1e6).toFixed(1)} MB; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? ''}`);
console.log(`parse ${parseTime.toFixed(0)} ms, lint without rules ${wall.toFixed(0)} ms (fastest of ${ROUNDS} rounds for each file)\n`);
console.log('| engine | cost | of the parse | of the wall time | reports |\n|---|---|---|---|---|');
engines.forEach(({ name }, index) => {
  const cost = costOf(index);
  if (index > 0) console.log(`| ${name} | ${cost.toFixed(1)} ms | ${((100 * cost) / parseTime).toFixed(2)} % | ${((100 * cost) / wall).toFixed(2)} % | ${reports[index]!} |`);
});
const load = loadTime(new URL('../dist/index.js', import.meta.url).href);
const sonarLoad = loadTime(new URL(`file://${rival.resolve('eslint-plugin-sonarjs')}`).href);
console.log(`\nplugin load ${load.toFixed(1)} ms (an empty module: ${loadTime('data:text/javascript,').toFixed(1)} ms; sonarjs: ${sonarLoad.toFixed(0)} ms)`);
rmSync(folder, { recursive: true, force: true });

const cost = costOf(1);
const broken = [
  (100 * cost) / parseTime > BAR_PARSE && `over ${BAR_PARSE} % of the parse`,
  (100 * cost) / wall > BAR_WALL && `over ${BAR_WALL} % of the wall time`,
  load > BAR_LOAD && `load over ${BAR_LOAD} ms`,
  reports[1]! > 0 && 'reports on a repository with nothing to report',
].filter((one) => one !== false);
console.log(broken.length === 0 ? 'all bars held' : `not held: ${broken.join(', ')}`);
process.exitCode = broken.length === 0 ? 0 : 1;
