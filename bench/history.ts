/**
 * Scans the history of repositories with `navixy-secrets scan --history`, prints it with git, and scans it with other
 * tools; alternating in one run. Other tools are found on PATH or named with `--peer gitleaks=/path/to/it`.
 *
 * Usage: npm run bench -- [--rounds N] [--peer-rounds N] [--no-peers] [--peer name=program]… [--also 'name=command with
 * {repo}']… REPOSITORY…
 *
 * Needs a built package (`npm run build`). Prints a table for docs/benchmarks.md.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { existingRepositories, median, type Run, run } from './measure.ts';
import { findPeers } from './peers.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    rounds: { type: 'string', default: '5' },
    'peer-rounds': { type: 'string' },
    peers: { type: 'boolean', default: true },
    peer: { type: 'string', multiple: true, default: [] },
    also: { type: 'string', multiple: true, default: [] },
    cli: { type: 'string', default: 'dist/cli.cjs' },
  },
});

const EVERY = 'git cat-file, every object';
const TEXTS = 'git cat-file, blobs, commits, tags';
const OURS = 'navixy-secrets scan --history';
/** Writes the ids of everything except trees to a file, in pack order. */
function listTexts(repository: string, file: string): void {
  const listed = spawnSync(
    'git',
    ['-C', repository, 'cat-file', '--batch-all-objects', '--unordered', '--batch-check=%(objectname) %(objecttype)'],
    { maxBuffer: 2 ** 30 },
  );
  writeFileSync(
    file,
    listed.stdout
      .toString('latin1')
      .split('\n')
      .filter((line) => line !== '' && !line.endsWith(' tree'))
      .map((line) => `${line.split(' ')[0]}\n`)
      .join(''),
  );
}

const repositories = existingRepositories(positionals, 'bench -- [--rounds N] REPOSITORY…');
const { here, absent } = values.peers
  ? findPeers(new Map(values.peer.map((one) => one.split(/=(.*)/s) as [string, string])))
  : { here: [], absent: [] };
const peerRounds = Number(values['peer-rounds'] ?? values.rounds);
const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, medians of ${values.rounds} rounds, of ${peerRounds} for other tools.`,
);
if (here.length > 0) console.log(`Other tools: ${here.map(({ name, version }) => `${name} (${version})`).join(', ')}.`);
if (absent.length > 0) console.log(`Not installed, so not compared: ${absent.join(', ')}.`);
console.log(
  '\n| repository | command | seconds | of git, every object | of git, blobs, commits, tags | of the fastest other tool | CPU seconds | MiB |\n|---|---|---|---|---|---|---|---|',
);
for (const repository of repositories) {
  const ids = path.join(folder, 'ids');
  listTexts(repository, ids);
  const commands: Record<string, () => Promise<Run>> = {
    [EVERY]: () =>
      run('git', ['-C', repository, 'cat-file', '--batch-all-objects', '--unordered', '--batch', '--buffer']),
    [TEXTS]: () => run('git', ['-C', repository, 'cat-file', '--batch', '--buffer'], { input: ids }),
    [OURS]: () => run(process.execPath, [values.cli, 'scan', '--history', repository]),
  };
  for (const peer of here) commands[peer.name] = () => run(peer.program, peer.arguments(repository));
  for (const also of values.also) {
    const [name = '', command = ''] = also.split(/=(.*)/s);
    commands[name] = () => run('sh', ['-c', command.replaceAll('{repo}', repository)]);
  }
  const isPeer = (name: string) => here.some((peer) => peer.name === name);
  const runs: Record<string, Run[]> = {};
  for (let round = 0; round < Math.max(Number(values.rounds), peerRounds); round += 1) {
    for (const [name, start] of Object.entries(commands)) {
      if (round < (isPeer(name) ? peerRounds : Number(values.rounds))) (runs[name] ??= []).push(await start());
    }
  }
  const seconds = (name: string) => median(runs[name]!.map((one) => one.seconds));
  const fastest = Math.min(...here.map(({ name }) => seconds(name)));
  for (const name of Object.keys(commands)) {
    const ratio = (other: number) => (Number.isFinite(other) ? (seconds(name) / other).toFixed(2) : '');
    const memory = Math.max(...runs[name]!.map((one) => one.memory)).toFixed(0);
    const cpu = median(runs[name]!.map((one) => one.cpu)).toFixed(1);
    console.log(
      `| ${path.basename(path.dirname(repository))} | ${name} | ${seconds(name).toFixed(2)} | ${ratio(seconds(EVERY))} | ${ratio(seconds(TEXTS))} | ${ratio(fastest)} | ${cpu} | ${memory} |`,
    );
  }
}
rmSync(folder, { recursive: true, force: true });
