/**
 * Small work, as most runs are: a hook, a history of fifty commits, a small folder, files by name, lists of digests.
 * Each is compared with an opponent, in turn in one run.
 *
 * Usage: npm run bench:small -- [--rounds N] [--node FILE] [--cli FILE] [--old FILE] [REPOSITORY…]
 *
 * The hook also runs in a clone of each repository. `--old` names the command of an earlier build, which is then run in
 * turn with this one. A round before the first one fills the caches and does not count. Ends with 1 if a bar is missed,
 * with 2 if something was not measured.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { existingRepositories, median, run } from './measure.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '10' },
    node: { type: 'string', default: process.execPath },
    cli: { type: 'string', default: 'dist/cli.cjs' },
    old: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const cli = path.resolve(values.cli);
const repositories = positionals.length === 0 ? [] : existingRepositories(positionals, 'bench:small -- [REPOSITORY…]');

interface Work {
  readonly name: string;
  readonly cwd: string;
  /** Arguments of the command. */
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** What it is compared with: a program and its arguments. */
  readonly opponent: readonly [command: string, ...args: string[]];
  /** At most this many times the opponent; or, with `values`, this many milliseconds a value more than it. */
  readonly bar: number;
  readonly values?: number;
}

function git(cwd: string, ...args: string[]): void {
  const person = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...person, ...args], { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** @returns the names of the files that were written, relative to the folder */
function writeFiles(folder: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const name = `src/part${at % 10}/file${at}.js`;
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    const lines = Array.from(
      { length: 60 },
      (__, line) => `export const value${line} = ${at * line}; // of no meaning\n`,
    );
    writeFileSync(path.join(folder, name), lines.join(''));
    return name;
  });
}

function repositoryOf(folder: string, files: number): string {
  mkdirSync(folder);
  git(folder, 'init', '-q');
  writeFiles(folder, files);
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'Begin');
  return folder;
}

function stage(folder: string): string {
  writeFileSync(path.join(folder, 'staged-by-bench.js'), 'export const staged = 1;\n');
  git(folder, 'add', 'staged-by-bench.js');
  return folder;
}

const digest = (at: number): string => createHash('md5').update(String(at)).digest('hex');
const EMPTY = [values.node, '-e', '0'] as const;
/** As git calls it. */
const HOOK_ENV = { GIT_INDEX_FILE: '.git/index', GIT_PREFIX: '' };

function works(folder: string): Work[] {
  const history = repositoryOf(path.join(folder, 'history'), 20);
  for (let at = 1; at < 50; at += 1) {
    appendFileSync(path.join(history, 'src/part1/file1.js'), `// ${at}\n`);
    writeFileSync(path.join(history, `src/new${at}.js`), `export const number = ${at};\n`);
    git(history, 'add', '.');
    git(history, 'commit', '-qm', `Change ${at}`);
  }
  const named = path.join(folder, 'named');
  mkdirSync(named);
  git(named, 'init', '-q');
  const names = writeFiles(named, 1500);
  const lists = path.join(folder, 'lists');
  mkdirSync(lists);
  const list = (name: string, head: string, count: number, line: (at: number) => string): Work => {
    writeFileSync(path.join(lists, name), head + Array.from({ length: count }, (_, at) => line(at)).join(''));
    const opponent = ['rg', '-c', '[0-9a-f]{32}', name] as const;
    return { name: `scan ${name}`, cwd: lists, args: ['scan', name], opponent, bar: 0.015, values: count };
  };
  const hooks = [
    stage(repositoryOf(path.join(folder, 'hook'), 100)),
    ...repositories.map((repository, at) => {
      const clone = path.join(folder, `clone${at}`);
      git(folder, 'clone', '-q', repository, clone);
      return stage(clone);
    }),
  ];
  return [
    ...hooks.map((cwd, at) => ({
      name: `hook pre-commit, ${at === 0 ? '100 files' : repositories[at - 1]!}`,
      ...{ cwd, args: ['hook', 'pre-commit'], env: HOOK_ENV, opponent: EMPTY, bar: 1.5 },
    })),
    { name: 'scan --history, 50 commits', cwd: history, args: ['scan', '--history'], opponent: EMPTY, bar: 1.8 },
    {
      name: 'scan, 200 files',
      cwd: repositoryOf(path.join(folder, 'small'), 200),
      ...{ args: ['scan'], opponent: EMPTY, bar: 1.7 },
    },
    {
      name: 'scan, 1,500 files by name, against their folder',
      cwd: named,
      ...{ args: ['scan', ...names], opponent: [values.node, cli, 'scan', 'src'] as const, bar: 1.3 },
    },
    list('md5sums.txt', '# navixy mirror\n', 200_000, (at) => `${digest(at)}  pool/file${at}.deb\n`),
    list('one-line.js', '// navixy\nexport const all = [', 80_000, (at) => `"${digest(at)}",`),
    list('table.csv', 'id,name,checksum,navixy\n', 50_000, (at) => `${at},name${at},${digest(at)},x\n`),
  ];
}

const folder = mkdtempSync(path.join(tmpdir(), 'bench-small-'));
const missed: string[] = [];
const open: string[] = [];
try {
  const version = execFileSync(values.node, ['--version'], { encoding: 'utf8' }).trim();
  console.log(
    `Node ${version}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]!.toFixed(1)}; medians of ${rounds} rounds in turn, ms.`,
  );
  console.log(`\n| work | opponent | ours |${values.old === undefined ? '' : ' earlier build |'} result | bar |`);
  console.log(`|---|---|---|${values.old === undefined ? '' : '---|'}---|---|`);
  for (const work of works(folder)) await measure(work);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (missed.length > 0) console.log(`\nnot held: ${missed.join('; ')}`);
for (const reason of open) console.log(`not measured: ${reason}`);
if (missed.length + open.length === 0) console.log('\nall bars held');
process.exitCode = open.length > 0 ? 2 : missed.length > 0 ? 1 : 0;

async function measure({ name, cwd, args, env, opponent, bar, values: count }: Work): Promise<void> {
  const [program, ...rest] = opponent;
  if (readdirSync(cwd).length === 0) throw new Error(`${cwd} is empty`);
  const commands: (readonly [string, readonly string[]])[] = [
    [program, rest],
    [values.node, [cli, ...args]],
    ...(values.old === undefined ? [] : [[values.node, [path.resolve(values.old), ...args]] as const]),
  ];
  const times: number[][] = commands.map(() => []);
  try {
    for (let round = 0; round <= rounds; round += 1)
      for (const [at, [command, commandArgs]] of commands.entries()) {
        const { seconds, status } = await run(command, commandArgs, {
          cwd,
          ...(env && { env: { ...process.env, ...env } }),
        });
        if (at > 0 && status !== 0) throw new Error(`ended with ${status}`);
        if (round > 0) times[at]!.push(seconds * 1000);
      }
  } catch (error) {
    open.push(`${name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    return;
  }
  const [theirs, ours, earlier] = times.map(median) as [number, number, number | undefined];
  const result = count === undefined ? ours / theirs : (ours - theirs) / count;
  const shown = count === undefined ? `${result.toFixed(2)} times` : `${result.toFixed(4)} ms a value`;
  const cells = [name, theirs.toFixed(0), ours.toFixed(0), ...(earlier === undefined ? [] : [earlier.toFixed(0)])];
  console.log(`| ${cells.join(' | ')} | ${shown} | ${bar} |`);
  if (!(result <= bar)) missed.push(name);
}
