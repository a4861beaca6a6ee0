/**
 * Scans a history again with `--cache` after 100 new commits, stored loose or as a pack.
 *
 * Usage: npm run bench:cache -- [--rounds N] [--folder /with/room/for/a/copy] REPOSITORY…
 *
 * Needs a built package (`npm run build`). Works on copies of the repositories. Prints a table for docs/benchmarks.md; ends with 1 if the bar of 0.1 is
 * missed.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { existingRepositories, median, type Run, run } from './measure.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    folder: { type: 'string', default: tmpdir() },
    cli: { type: 'string', default: 'dist/cli.cjs' },
  },
});

const BAR = 0.1;
const COMMITS = 100;

/** Adds commits to HEAD, each with a new file. @param unpackLimit maximum number of objects stored loose */
function addCommits(repository: string, unpackLimit: number): void {
  const head = execFileSync('git', ['-C', repository, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
  const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const commits = Array.from({ length: COMMITS }, (_, at) =>
    [
      `commit refs/heads/bench-cache\ncommitter B <b@fleet.example> ${1_700_000_000 + at} +0000\n${data(`new ${at}`)}`,
      at === 0 ? `from ${head}\n` : '',
      `M 100644 inline bench-cache/f${at}.txt\n${data(`content ${at}\n`.repeat(50))}`,
    ].join(''),
  );
  execFileSync('git', ['-C', repository, '-c', `fastimport.unpackLimit=${unpackLimit}`, 'fast-import', '--quiet'], {
    input: commits.join(''),
  });
}

const repositories = existingRepositories(positionals, 'bench:cache -- [--rounds N] [--folder FOLDER] REPOSITORY…');
const folder = mkdtempSync(path.join(values.folder, 'bench-cache-'));
let isReached = repositories.length === positionals.length;
console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, medians of ${values.rounds} rounds that alternate.\n`,
);
console.log(
  `| repository | scan | seconds | of the first | CPU seconds | of the first | MiB |\n|---|---|---|---|---|---|---|`,
);
try {
  for (const repository of repositories) {
    const loose = path.join(folder, 'loose');
    const packed = path.join(folder, 'packed');
    const cache = path.join(folder, 'cache');
    const kept = path.join(folder, 'kept');
    cpSync(repository, loose, { recursive: true });
    const scan = (target: string, ...options: string[]): Promise<Run> =>
      run(process.execPath, [values.cli, 'scan', '--history', ...options, target]);
    const withCache = (target: string): Promise<Run> => scan(target, '--cache', '--cache-location', cache);
    const restore = (): void => {
      rmSync(cache, { recursive: true, force: true });
      if (existsSync(kept)) cpSync(kept, cache, { recursive: true });
    };
    await withCache(loose);
    cpSync(cache, kept, { recursive: true });
    execFileSync('cp', ['-r', loose, packed]);
    addCommits(loose, 1_000_000);
    addCommits(packed, 1);
    const commands: Record<string, () => Promise<Run>> = {
      'first, without a cache': () => scan(packed),
      'first, with an empty cache': () => {
        rmSync(cache, { recursive: true, force: true });
        return withCache(packed);
      },
      'second, 100 new commits, loose': () => (restore(), withCache(loose)),
      'second, 100 new commits in a pack': () => (restore(), withCache(packed)),
    };
    const runs: Record<string, Run[]> = {};
    for (let round = 0; round < Number(values.rounds); round += 1)
      for (const [name, command] of Object.entries(commands)) (runs[name] ??= []).push(await command());
    const first = runs['first, without a cache']!;
    for (const [name, own] of Object.entries(runs)) {
      const of = (what: 'seconds' | 'cpu') =>
        median(own.map((one) => one[what])) / median(first.map((one) => one[what]));
      console.log(
        `| ${path.basename(path.dirname(repository))} | ${name} | ${median(own.map(({ seconds }) => seconds)).toFixed(2)} | ${of('seconds').toFixed(3)} | ${median(own.map(({ cpu }) => cpu)).toFixed(2)} | ${of('cpu').toFixed(3)} | ${Math.round(median(own.map(({ memory }) => memory)))} |`,
      );
      if (name.startsWith('second')) isReached &&= of('seconds') <= BAR;
    }
    for (const one of [loose, packed, cache, kept]) rmSync(one, { recursive: true, force: true });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`\nBar: ${BAR} of the first: ${isReached ? 'reached' : 'not reached'}.`);
process.exitCode = isReached ? 0 : 1;
