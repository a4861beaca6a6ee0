/**
 * Many findings: time and memory for one file of 5 MB with up to 100,000 leaks, and for 100 versions of it, in every
 * format.
 *
 * Usage: npm run bench:findings -- [--findings 25000,50000,100000] [--versions 100] [--format text,json,…] [--folder
 * /with/room]
 *
 * Creates the files and repositories itself. Needs GNU time. Prints a table for docs/benchmarks.md. Ends with 1 if a
 * peak is over 512 MiB, if four times the findings take more than six times the processor time, if a report does not
 * come with exit code 1, or if an interrupt takes more than a second. A history is scanned once with all formats except
 * jsonl, which reports each version and runs separately.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { FORMAT_NAMES } from '../scanner/library/report.ts';
import { run, type Run } from './measure.ts';

const { values } = parseArgs({
  options: {
    findings: { type: 'string', default: '25000,50000,100000' },
    versions: { type: 'string', default: '100' },
    format: { type: 'string', default: FORMAT_NAMES.join(',') },
    folder: { type: 'string', default: tmpdir() },
    cli: { type: 'string', default: 'dist/cli.cjs' },
  },
});

/** MiB. */
const MOST_MEMORY = 512;
/** Maximum growth of time relative to the growth of findings. */
const MOST_GROWTH = 1.5;
/** Maximum milliseconds until an interrupted scan has ended. */
const MOST_WAIT = 1000;

const CLI = path.resolve(values.cli);
const sizes = values.findings.split(',').map(Number);
const formats = values.format.split(',');
const versions = Number(values.versions);
const folder = mkdtempSync(path.join(values.folder, 'bench-findings-'));
const broken: string[] = [];

/** A generated value, because no file of this repository may contain one. */
function value(seed: number): string {
  for (let round = 0; ; round += 1) {
    const digits = createHash('md5').update(`bench ${seed} ${round}`).digest('hex');
    if (new Set(digits).size >= 11) return digits;
  }
}

function content(findings: number): string {
  return Array.from({ length: findings }, (_, at) => `NAVIXY_HASH='${value(at)}'\n`).join('');
}

/** A repository with versions of one file, packed. */
async function makeHistory(root: string, findings: number): Promise<void> {
  spawnSync('git', ['init', '-q', '-b', 'main', root]);
  const git = spawn('git', ['-C', root, 'fast-import', '--quiet'], { stdio: ['pipe', 'inherit', 'inherit'] });
  const body = content(findings);
  for (let version = 0; version < versions; version += 1) {
    const text = `# version ${version}\n${body}`;
    const written = git.stdin.write(
      `commit refs/heads/main\ncommitter B <b@fleet.example> ${1_700_000_000 + version} +0000\ndata 0\n\nM 644 inline app.log\ndata ${text.length}\n${text}\n`,
    );
    if (!written) await once(git.stdin, 'drain');
  }
  git.stdin.end();
  await once(git, 'close');
  spawnSync('git', ['-C', root, 'gc', '-q']);
}

async function measured(name: string, findings: number, args: readonly string[]): Promise<Run> {
  const result = await run(process.execPath, [CLI, 'scan', ...args]);
  const isOver = result.memory > MOST_MEMORY;
  if (isOver) broken.push(`${name} of ${findings}: ${result.memory.toFixed(0)} MiB`);
  if (result.status !== 1) broken.push(`${name} of ${findings}: status ${result.status}`);
  return result;
}

/** @returns milliseconds from the signal to the end of the process */
async function interrupted(cwd: string, options: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [CLI, 'scan', '--format', 'jsonl', ...options], {
    cwd,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  child.stdout.resume();
  const started = performance.now();
  child.kill('SIGINT');
  await once(child, 'close');
  if (child.exitCode !== 2) broken.push(`interrupt: status ${child.exitCode}`);
  return performance.now() - started;
}

function row(name: string, runs: readonly Run[]): void {
  const [first, last] = [runs[0]!, runs.at(-1)!];
  const growth = last.cpu / first.cpu / (sizes.at(-1)! / sizes[0]!);
  if (growth > MOST_GROWTH) broken.push(`${name}: time grows ${growth.toFixed(2)} times as fast as the findings`);
  const cells = runs.map(({ cpu, memory }) => `${cpu.toFixed(1)} s, ${memory.toFixed(0)} MiB`);
  console.log(`| ${[name, ...cells, growth.toFixed(2)].join(' | ')} |`);
}

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]!.toFixed(1)}. Processor time and peak memory; growth of time over that of findings.\n`,
);
console.log(
  `| report | ${sizes.map((size) => `${size.toLocaleString('en')} findings`).join(' | ')} | growth |\n|---|${'---|'.repeat(sizes.length)}---|`,
);
try {
  const files = new Map(sizes.map((size) => [size, path.join(folder, `file-${size}`)]));
  for (const [size, file] of files) {
    mkdirSync(file);
    writeFileSync(path.join(file, 'app.log'), content(size));
  }
  for (const format of formats) {
    const runs: Run[] = [];
    for (const [size, file] of files) runs.push(await measured(format, size, [file, '--format', format]));
    row(format, runs);
  }
  if (versions > 0) {
    const atOnce: Run[] = [];
    const lines: Run[] = [];
    for (const size of sizes) {
      const root = path.join(folder, `history-${size}`);
      await makeHistory(root, size);
      const outputs = formats
        .filter((format) => format !== 'jsonl')
        .flatMap((format) => ['--format', format, '--output', path.join(folder, `report.${format}`)]);
      atOnce.push(await measured(`${versions} versions`, size, ['--history', root, ...outputs]));
      if (formats.includes('jsonl'))
        lines.push(await measured(`${versions} versions, jsonl`, size, ['--history', root, '--format', 'jsonl']));
    }
    row(`${versions} versions, all formats but jsonl`, atOnce);
    if (lines.length > 0) row(`${versions} versions, jsonl`, lines);
  }
  const waits = [await interrupted(files.get(sizes.at(-1)!)!, [])];
  if (versions > 0) waits.push(await interrupted(path.join(folder, `history-${sizes.at(-1)!}`), ['--history']));
  for (const wait of waits) if (wait > MOST_WAIT) broken.push(`an interrupt took ${wait.toFixed(0)} ms`);
  console.log(
    `\nInterrupt once something was found${waits.length > 1 ? ', in one file and in the history' : ''}: ${waits.map((wait) => `${wait.toFixed(0)} ms`).join(', ')}.`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const one of broken) console.log(`not held: ${one}`);
if (broken.length === 0) console.log('all bars held');
process.exitCode = broken.length === 0 ? 0 : 1;
