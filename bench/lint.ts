// Cost of the rules on a real TypeScript repository, compared with other plugins (npm run bench:lint).

import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import tsParser from '@typescript-eslint/parser';
import { type ESLint, Linter } from 'eslint';

/**
 * npm run bench:lint -- /path/to/repository      over 1,000 TypeScript files, all rules of `strict`
 *
 * Compares with eslint-plugin-no-secrets and the secret rules of eslint-plugin-sonarjs on a repository without reports.
 * Each plugin is measured in a separate process, because one that uses much memory would slow down the others. A file
 * is parsed once per round; then the bare run and the plugin alternate on that tree, and the fastest round of each file
 * counts, because other processes and garbage collections hit both at random. The cost is the difference.
 */

const ROUNDS = 5;
const LOADS = 15;
const BAR_PERCENT = 1;
const BAR_LOAD = 25;
const RIVALS = ['eslint@10', 'eslint-plugin-no-secrets@2', 'eslint-plugin-sonarjs@4'];
const ENGINES = ['navixy', 'empty', 'no-secrets', 'sonarjs'] as const;
type Engine = (typeof ENGINES)[number];

interface Measured {
  readonly name: string;
  readonly files: number;
  readonly bytes: number;
  readonly parse: number;
  readonly wall: number;
  readonly cost: number;
  readonly reports: number;
}

const OWN = new URL('../dist/index.js', import.meta.url).href;
const [root, engine, folder] = process.argv.slice(2);
if (!root || !existsSync(root)) {
  console.error('usage: npm run bench:lint -- <repository>');
  process.exit(2);
}
if (engine === undefined) compare(root);
else console.log(JSON.stringify(await measure(root, engine as Engine, folder!)));

/** Measures every plugin in turn and prints which bars hold. */
function compare(repository: string): void {
  // The other plugins are installed in a separate folder, because they are not dependencies of this project.
  const rivals = mkdtempSync(path.join(tmpdir(), 'navixy-bench-'));
  try {
    execFileSync(
      'npm',
      ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--legacy-peer-deps', '--prefix', rivals, ...RIVALS],
      { stdio: 'ignore' },
    );
    const results = ENGINES.map((one) => {
      const out = execFileSync(process.execPath, [fileURLToPath(import.meta.url), repository, one, rivals], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      return JSON.parse(out) as Measured;
    });
    const sonarLoad = loadTime(
      `file://${createRequire(path.join(rivals, 'package.json')).resolve('eslint-plugin-sonarjs')}`,
    );
    print(repository, results, sonarLoad);
  } finally {
    rmSync(rivals, { recursive: true, force: true });
  }
}

function print(repository: string, results: readonly Measured[], sonarLoad: number): void {
  const [own, ...others] = results as [Measured, ...Measured[]];
  const percent = (part: number, whole: number): number => (100 * part) / whole;
  const row = ({ name, cost, parse, wall, reports }: Measured): string =>
    `| ${name} | ${cost.toFixed(1)} ms | ${percent(cost, parse).toFixed(2)} % | ${percent(cost, wall).toFixed(2)} % | ${reports} |`;
  const load = loadTime(OWN);
  console.log(
    `${repository}: ${own.files} files, ${(own.bytes / 1e6).toFixed(1)} MB; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? ''}`,
  );
  console.log(
    `parse ${own.parse.toFixed(0)} ms, lint without rules ${own.wall.toFixed(0)} ms (fastest of ${ROUNDS} rounds for each file)\n`,
  );
  console.log('| engine | cost | of the parse | of the wall time | reports |\n|---|---|---|---|---|');
  for (const one of [own, ...others]) console.log(row(one));
  console.log(
    `\nplugin load ${load.toFixed(1)} ms (an empty module: ${loadTime('data:text/javascript,').toFixed(1)} ms; sonarjs: ${sonarLoad.toFixed(0)} ms)`,
  );
  const broken = [
    percent(own.cost, own.parse) > BAR_PERCENT && `over ${BAR_PERCENT} % of the parse`,
    percent(own.cost, own.wall) > BAR_PERCENT && `over ${BAR_PERCENT} % of the wall time`,
    load > BAR_LOAD && `load over ${BAR_LOAD} ms`,
    own.reports > 0 && 'reports on a repository with nothing to report',
  ].filter((one) => one !== false);
  console.log(broken.length === 0 ? 'all bars held' : `not held: ${broken.join(', ')}`);
  process.exitCode = broken.length === 0 ? 0 : 1;
}

/** Load time only, each in a new process; the fastest counts, because only the machine makes others slower. */
function loadTime(url: string): number {
  const script = `const t = performance.now(); await import(${JSON.stringify(url)}); console.log(performance.now() - t);`;
  return Math.min(
    ...Array.from({ length: LOADS }, () =>
      Number(execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' })),
    ),
  );
}

async function measure(repository: string, which: Engine, rivals: string): Promise<Measured> {
  const files = readFiles(repository);
  const { name, config } = await loadEngine(which, rivals);
  const arrays = [arrayOf({}), arrayOf(config)] as const;
  const linter = new Linter({ configType: 'flat' });
  const fastest = () => files.map(() => Number.POSITIVE_INFINITY);
  const times = { parse: fastest(), wall: fastest(), bare: fastest(), full: fastest() };
  let reports = 0;
  const take = <Result>(list: number[], at: number, run: () => Result): Result => {
    const start = performance.now();
    const result = run();
    list[at] = Math.min(list[at]!, performance.now() - start);
    return result;
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    files.forEach((file, at) => {
      const options = { filename: `/${file.name}` };
      take(times.parse, at, () => tsParser.parseForESLint(file.text, parserOptions(file.name) as never));
      take(times.wall, at, () => linter.verify(file.text, arrays[0], options));
      const sourceCode = linter.getSourceCode();
      // The first run on a tree includes ESLint's lazy initialisation.
      linter.verify(sourceCode, arrays[0], options);
      if (round % 2 === 0) take(times.bare, at, () => linter.verify(sourceCode, arrays[0], options));
      const messages = take(times.full, at, () => linter.verify(sourceCode, arrays[1], options));
      if (round % 2 === 1) take(times.bare, at, () => linter.verify(sourceCode, arrays[0], options));
      if (round === 0) reports += messages.filter(({ ruleId }) => ruleId !== null).length;
    });
  }
  const sum = (list: readonly number[]): number => list.reduce((total, time) => total + time, 0);
  const bytes = files.reduce((total, { text }) => total + Buffer.byteLength(text), 0);
  return {
    name,
    files: files.length,
    bytes,
    parse: sum(times.parse),
    wall: sum(times.wall),
    cost: sum(times.full) - sum(times.bare),
    reports,
  };
}

interface File {
  readonly name: string;
  readonly text: string;
}

function readFiles(repository: string): File[] {
  return execFileSync('git', ['-C', repository, 'ls-tree', '-rz', '--name-only', 'HEAD'], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
    .split('\0')
    .filter(
      (name) =>
        /\.[cm]?tsx?$/.test(name) &&
        existsSync(path.join(repository, name)) &&
        statSync(path.join(repository, name)).size < 1 << 20,
    )
    .map((name) => ({ name, text: readFileSync(path.join(repository, name), 'utf8') }))
    .filter(({ name, text }) => parses(name, text));
}

function parses(name: string, text: string): boolean {
  try {
    tsParser.parseForESLint(text, parserOptions(name) as never);
    return true;
  } catch {
    return false;
  }
}

function parserOptions(name: string): object {
  return { ecmaFeatures: { jsx: name.endsWith('x') }, range: true, loc: true, tokens: true, comment: true };
}

async function loadEngine(which: Engine, rivals: string): Promise<{ name: string; config: Linter.Config }> {
  const rival = createRequire(path.join(rivals, 'package.json'));
  if (which === 'no-secrets') {
    return {
      name: which,
      config: {
        plugins: { 'no-secrets': rival('eslint-plugin-no-secrets') as ESLint.Plugin },
        rules: { 'no-secrets/no-secrets': 'error' },
      },
    };
  }
  if (which === 'sonarjs') {
    const sonarjs = rival('eslint-plugin-sonarjs') as ESLint.Plugin;
    const names = Object.keys(sonarjs.rules ?? {}).filter((name) =>
      /secret|credential|password|hardcoded-(?!ip)/.test(name),
    );
    return {
      name: `sonarjs (${names.join(', ')})`,
      config: { plugins: { sonarjs }, rules: Object.fromEntries(names.map((name) => [`sonarjs/${name}`, 'error'])) },
    };
  }
  const { default: navixy } = (await import(OWN)) as {
    default: ESLint.Plugin & { configs: { strict: Linter.Config } };
  };
  const count = Object.keys(navixy.rules ?? {}).length;
  return which === 'navixy'
    ? { name: `navixy (${count} rules)`, config: navixy.configs.strict }
    : { name: `${count} rules that do nothing`, config: emptyRules(navixy) };
}

/** ESLint's own time to start these rules on a file, which no rule can avoid. */
function emptyRules(navixy: ESLint.Plugin): Linter.Config {
  const rules = Object.entries(navixy.rules ?? {}).map(
    ([name, { meta }]) => [name, { meta, create: () => ({}) }] as const,
  );
  return {
    plugins: { empty: { rules: Object.fromEntries(rules) as unknown as NonNullable<ESLint.Plugin['rules']> } },
    rules: Object.fromEntries(rules.map(([name]) => [`empty/${name}`, 'error'])),
  };
}

/** Builds the configuration once for many files; given a plain list, `Linter` would do so for each file. */
function arrayOf(config: Linter.Config): Linter.Config[] {
  const local = createRequire(import.meta.url);
  const { FlatConfigArray } = local(
    path.join(path.dirname(local.resolve('eslint/package.json')), 'lib/config/flat-config-array.js'),
  ) as {
    FlatConfigArray: new (
      configs: Linter.Config[],
      options: { basePath: string },
    ) => Linter.Config[] & { normalizeSync(): void };
  };
  const shared: Linter.Config = {
    files: ['**/*.{ts,tsx,mts,cts}'],
    linterOptions: { noInlineConfig: true },
    languageOptions: { parser: tsParser as never, parserOptions: parserOptions('.ts') },
  };
  const jsx: Linter.Config = { files: ['**/*.tsx'], languageOptions: { parserOptions: parserOptions('.tsx') } };
  const array = new FlatConfigArray([{ ...config, ...shared }, jsx], { basePath: '/' });
  array.normalizeSync();
  return array;
}
