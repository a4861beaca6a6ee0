/**
 * The history of repositories, scanned by `navixy-secrets scan --history` and printed by git, alternating in one run.
 * Usage: npm run bench -- [--rounds N] [--also 'name=command with {repo}']… <repository>…
 * Needs a built package (`npm run build`). Prints a table for docs/benchmarks.md.
 */
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' }, also: { type: 'string', multiple: true, default: [] }, cli: { type: 'string', default: 'dist/cli.js' } },
});

interface Run {
  readonly seconds: number;
  /** Processor time of the process and its children, in seconds. */
  readonly cpu: number;
  /** Peak resident memory in MiB. */
  readonly memory: number;
}

/** Runs a command through GNU time, its output thrown away. */
function run(command: string, args: readonly string[], input?: string): Promise<Run> {
  return new Promise((resolve, reject) => {
    const stdin = input === undefined ? 'ignore' : openSync(input, 'r');
    const child = spawn('/usr/bin/time', ['-f', '%e %U %S %M', command, ...args], { stdio: [stdin, 'ignore', 'pipe'] });
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.on('error', reject);
    child.on('close', () => {
      if (typeof stdin === 'number') closeSync(stdin);
      const [seconds = 0, user = 0, system = 0, kilobytes = 0] = (said.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
      resolve({ seconds, cpu: user + system, memory: kilobytes / 1024 });
    });
  });
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Ids of everything but trees, in pack order, in a file. */
function listTexts(repository: string, file: string): void {
  const listed = spawnSync('git', ['-C', repository, 'cat-file', '--batch-all-objects', '--unordered', '--batch-check=%(objectname) %(objecttype)'], { maxBuffer: 2 ** 30 });
  writeFileSync(file, listed.stdout.toString('latin1').split('\n').filter((line) => line !== '' && !line.endsWith(' tree')).map((line) => `${line.split(' ')[0]}\n`).join(''));
}

const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, medians of ${values.rounds} rounds\n`);
console.log('| repository | command | seconds | of git, every object | of git, blobs, commits, tags | CPU seconds | MiB |\n|---|---|---|---|---|---|---|');
for (const repository of positionals) {
  const ids = path.join(folder, 'ids');
  listTexts(repository, ids);
  const commands: Record<string, () => Promise<Run>> = {
    'git cat-file, every object': () => run('git', ['-C', repository, 'cat-file', '--batch-all-objects', '--unordered', '--batch', '--buffer']),
    'git cat-file, blobs, commits, tags': () => run('git', ['-C', repository, 'cat-file', '--batch', '--buffer'], ids),
    'navixy-secrets scan --history': () => run(process.execPath, [values.cli, 'scan', '--history', repository]),
  };
  for (const also of values.also) {
    const [name = '', command = ''] = also.split(/=(.*)/s);
    commands[name] = () => run('sh', ['-c', command.replaceAll('{repo}', repository)]);
  }
  const runs: Record<string, Run[]> = {};
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const [name, start] of Object.entries(commands)) (runs[name] ??= []).push(await start());
  }
  const seconds = (name: string) => median(runs[name]!.map((one) => one.seconds));
  const [every, texts] = Object.keys(commands) as [string, string];
  for (const name of Object.keys(commands)) {
    const ratio = (other: string) => (seconds(name) / seconds(other)).toFixed(2);
    const memory = Math.max(...runs[name]!.map((one) => one.memory)).toFixed(0);
    console.log(`| ${path.basename(path.dirname(repository))} | ${name} | ${seconds(name).toFixed(2)} | ${ratio(every)} | ${ratio(texts)} | ${median(runs[name]!.map((one) => one.cpu)).toFixed(1)} | ${memory} |`);
  }
}
rmSync(folder, { recursive: true, force: true });
