/**
 * Scans a tree of many files, compared with ripgrep, and runs a hook in a large repository, compared with an empty Node
 * process; alternating in one run.
 *
 * Usage: npm run bench:tree -- [--rounds N] [--cli FILE] REPOSITORY…
 *
 * The tree is built in a temporary folder: the HEAD of each repository, then older commits until it has 10,000 files
 * and 79 MB. The hook runs in a clone of the first repository. A round before the first one fills the caches and does not count. Ends with 1 if a bar is missed, with
 * 2 if something was not measured.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { existingRepositories, median, type Run, run } from './measure.ts';

const FILES = 10_000;
const BYTES = 79e6;
/** Maximum number of older commits to try per repository. */
const VERSIONS = 12;
const BAR_RATIO = 3;
const BAR_MILLISECONDS = 60;
const BAR_MEMORY = 150;
/** A hook takes a tenth of a second, so more rounds are cheap and more precise. */
const HOOK_ROUNDS = 4;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    cli: { type: 'string', default: 'dist/cli.cjs' },
  },
});
const cli = path.resolve(values.cli);
const rounds = Number(values.rounds);
const usage = 'bench:tree -- [--rounds N] [--cli FILE] REPOSITORY…';
const repositories = existingRepositories(rounds >= 1 ? positionals : [], usage);

interface Size {
  files: number;
  bytes: number;
}

/** Files below a folder, without following links. */
function measureTree(folder: string): Size {
  const size = { files: 0, bytes: 0 };
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    size.files += 1;
    size.bytes += statSync(path.join(entry.parentPath, entry.name)).size;
  }
  return size;
}

function git(...args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Extracts commits of the repositories to `tree`: every HEAD, then older ones in turn until it is large enough. */
function buildTree(tree: string): Size {
  const size: Size = { files: 0, bytes: 0 };
  const histories = repositories.map((repository) =>
    git('-C', repository, 'rev-list', '--first-parent', 'HEAD').trim().split('\n'),
  );
  for (let version = 0; version < VERSIONS; version += 1) {
    for (const [index, repository] of repositories.entries()) {
      if (version > 0 && size.files >= FILES && size.bytes >= BYTES) return size;
      const commits = histories[index]!;
      const target = path.join(tree, `${index}-${version}`);
      mkdirSync(target, { recursive: true });
      // Unlike a checkout, `git archive` writes nothing to the repository.
      git(
        '-C',
        repository,
        'archive',
        '--format=tar',
        '-o',
        `${tree}.tar`,
        commits[Math.floor((version * commits.length) / VERSIONS)]!,
      );
      execFileSync('tar', ['-xf', `${tree}.tar`, '-C', target]);
      const { files, bytes } = measureTree(target);
      size.files += files;
      size.bytes += bytes;
    }
  }
  return size;
}

/** A clone with one new file in its index. */
function buildClone(clone: string): void {
  git('clone', '-q', repositories[0]!, clone);
  const lines = Array.from(
    { length: 200 },
    (_, at) => `export const value${at} = await request('/path/${at}', { retries: ${at % 5} });\n`,
  );
  writeFileSync(path.join(clone, 'staged-by-bench.ts'), lines.join(''));
  git('-C', clone, 'add', 'staged-by-bench.ts');
}

/** Runs each command once without measuring, and then in turn. */
async function alternate(commands: Record<string, () => Promise<Run>>, times: number): Promise<Record<string, Run[]>> {
  const runs: Record<string, Run[]> = {};
  for (let round = 0; round <= times; round += 1) {
    for (const [name, start] of Object.entries(commands)) {
      const one = await start();
      if (round > 0) (runs[name] ??= []).push(one);
    }
  }
  return runs;
}

const seconds = (runs: readonly Run[]): number => median(runs.map((one) => one.seconds));
const peak = (runs: readonly Run[]): number => Math.max(...runs.map((one) => one.memory));

function printRows(runs: Record<string, Run[]>): void {
  console.log('\n| command | ms | CPU ms | peak MiB | exit status |\n|---|---|---|---|---|');
  for (const [name, of] of Object.entries(runs)) {
    const cpu = median(of.map((one) => one.cpu));
    const statuses = [...new Set(of.map((one) => one.status))].join(', ');
    console.log(
      `| ${name} | ${(seconds(of) * 1000).toFixed(0)} | ${(cpu * 1000).toFixed(0)} | ${peak(of).toFixed(0)} | ${statuses} |`,
    );
  }
}

const OURS = 'navixy-secrets scan TREE';
const RG = 'rg --no-ignore --hidden -c [0-9a-f]{32} TREE';
const HOOK = 'navixy-secrets scan --staged';
const NODE = 'node -e 0';
const broken: string[] = [];
const open: string[] = [];
/** Compares a figure with its bar and prints the result. */
function check(what: string, figure: number, bar: number, unit: string): void {
  console.log(`${what}: ${figure.toFixed(unit === 'x' ? 2 : 0)} ${unit} (bar ${bar})`);
  if (!(figure <= bar)) broken.push(what);
}

const folder = mkdtempSync(path.join(tmpdir(), 'bench-tree-'));
try {
  const tree = path.join(folder, 'tree');
  const clone = path.join(folder, 'clone');
  const size = buildTree(tree);
  buildClone(clone);
  const load = loadavg()[0]!.toFixed(1);
  console.log(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load ${load}; medians of ${rounds} rounds (tree) and ${rounds * HOOK_ROUNDS} (hook), peaks of all.`,
  );
  console.log(
    `Tree: ${size.files} files, ${(size.bytes / 1e6).toFixed(1)} MB, from ${repositories.join(', ')}. Hook: one staged file in a clone of ${repositories[0]}.`,
  );
  if (size.files < FILES || size.bytes < BYTES)
    open.push(`the tree is under ${FILES} files or ${BYTES / 1e6} MB: name more repositories`);

  const commands: Record<string, () => Promise<Run>> = { [OURS]: () => run(process.execPath, [cli, 'scan', tree]) };
  const rg = spawnSync('rg', ['--version'], { encoding: 'utf8' });
  if (rg.error === undefined) {
    console.log(`Against ${rg.stdout.split('\n')[0]}.`);
    commands[RG] = () => run('rg', ['--no-ignore', '--hidden', '-c', '[0-9a-f]{32}', tree]);
  } else open.push('rg is not installed, so the tree was not compared');
  const trees = await alternate(commands, rounds);
  const hooks = await alternate(
    {
      [HOOK]: () => run(process.execPath, [cli, 'scan', '--staged'], { cwd: clone }),
      [NODE]: () => run(process.execPath, ['-e', '0'], { cwd: clone }),
    },
    rounds * HOOK_ROUNDS,
  );
  printRows(trees);
  printRows(hooks);
  console.log('');
  if (trees[RG]) check('tree, of the time of rg', seconds(trees[OURS]!) / seconds(trees[RG]), BAR_RATIO, 'x');
  check('tree, peak', peak(trees[OURS]!), BAR_MEMORY, 'MiB');
  check('hook, over node', (seconds(hooks[HOOK]!) - seconds(hooks[NODE]!)) * 1000, BAR_MILLISECONDS, 'ms');
  check('hook, peak', peak(hooks[HOOK]!), BAR_MEMORY, 'MiB');
  // Exit code 2 means skipped files, which real trees have; a hook has only one clean file.
  if (trees[OURS]!.some(({ status }) => status === null || status > 2)) open.push('the scan of the tree failed');
  if (trees[RG]?.some(({ status }) => status === null || status > 1)) open.push('rg failed');
  if (hooks[HOOK]!.some(({ status }) => status !== 0)) open.push('the hook did not end with 0');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (broken.length > 0) console.log(`not held: ${broken.join('; ')}`);
for (const reason of open) console.log(`not measured: ${reason}`);
if (broken.length + open.length === 0) console.log('all bars held');
process.exitCode = open.length > 0 ? 2 : broken.length > 0 ? 1 : 0;
