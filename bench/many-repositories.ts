/**
 * Scans the histories of many generated repositories in shards, kills one shard and resumes it, merges the results, and
 * checks that every planted secret is found once, in all of its repositories.
 *
 * Usage: npm run bench:many-repositories -- [--repositories 2000] [--shards 8] [--at-once 2] [--folder /with/room]
 *
 * Needs a built package (`npm run build`) and GNU time. Prints a table for docs/many-repositories.md; ends with 1 if a
 * secret is missing, extra or reported twice, or if the resumed shard scanned a finished repository again.
 */
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { median, type Run, run } from './measure.ts';
import { randomizer } from './randomizer.ts';

const { values } = parseArgs({
  options: {
    repositories: { type: 'string', default: '2000' },
    shards: { type: 'string', default: '8' },
    'at-once': { type: 'string', default: '2' },
    folder: { type: 'string', default: tmpdir() },
    cli: { type: 'string', default: 'dist/cli.cjs' },
  },
});
const [COUNT, SHARDS, AT_ONCE] = [values.repositories, values.shards, values['at-once']].map(Number) as [
  number,
  number,
  number,
];
const CLI = path.resolve(values.cli);
/** One repository of so many has a leak. */
const LEAK_IN = 25;
/** Different secrets in the leaks; most are in several repositories. */
const SECRETS = 40;
/** The shard that is killed, after this share of its repositories. */
const KILLED = { shard: Math.min(3, SHARDS), after: 0.4 };

const random = randomizer(17);
/** A number whose logarithm is normally distributed, as sizes of repositories and files are. */
function logNormal(middle: number, spread: number, most: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.max(1, Math.min(most, Math.round(middle * Math.exp(spread * normal))));
}

const WORDS = 'const return await fetch tracker value items name list (a, b) => { } if null import from'.split(' ');
/** A block of code-like text that files are cut from. */
const CODE = Array.from({ length: 60_000 }, () => WORDS[Math.floor(random() * WORDS.length)]!)
  .join(' ')
  .replaceAll(/((?:\S+ ){8})/g, '$1\n');

function secretOf(at: number): string {
  return createHash('md5').update(`secret of the bench ${at}`).digest('hex');
}

interface Made {
  readonly commits: number;
  /** The planted secret, if any. */
  readonly secret?: string;
}

const data = (text: string) => `data ${Buffer.byteLength(text)}\n${text}\n`;

/** Creates a bare repository. Half of the leaks are removed by a later commit. */
function makeRepository(folder: string, at: number): Made {
  const commits = logNormal(12, 1.3, 1000);
  const secret = at % LEAK_IN === 0 ? secretOf(Math.floor(random() * SECRETS)) : undefined;
  const leaksAt = Math.floor(random() * commits);
  const removedAt = random() < 0.5 ? leaksAt + 1 + Math.floor(random() * commits) : -1;
  const stream: string[] = [];
  for (let commit = 0; commit < commits; commit += 1) {
    const time = 1_600_000_000 + commit * 3600;
    stream.push(
      `commit refs/heads/main\ncommitter B <b@fleet.example> ${time} +0000\n${data(`Change ${commit} of ${at}`)}`,
    );
    const files = commit === 0 ? logNormal(15, 1, 300) : logNormal(2, 0.7, 30);
    for (let file = 0; file < files; file += 1) {
      const length = logNormal(1800, 1.2, 200_000);
      const start = Math.floor(random() * (CODE.length - length));
      const name = `src/part${Math.floor(random() * 9)}/file${commit === 0 ? file : Math.floor(random() * 20)}.ts`;
      stream.push(`M 100644 inline ${name}\n${data(CODE.slice(start, start + length))}`);
    }
    if (secret !== undefined && commit === leaksAt)
      stream.push(`M 100644 inline src/client.ts\n${data(`export const NAVIXY_HASH = '${secret}';\n`)}`);
    if (commit === removedAt) stream.push(`M 100644 inline src/client.ts\n${data('// from the environment\n')}`);
  }
  mkdirSync(path.join(folder, 'objects'), { recursive: true });
  mkdirSync(path.join(folder, 'refs', 'heads'), { recursive: true });
  writeFileSync(path.join(folder, 'HEAD'), 'ref: refs/heads/main\n');
  writeFileSync(path.join(folder, 'config'), '[core]\n\trepositoryformatversion = 0\n\tbare = true\n');
  execFileSync('git', ['-c', 'fastimport.unpackLimit=0', 'fast-import', '--quiet'], {
    input: stream.join(''),
    env: { ...process.env, GIT_DIR: folder },
  });
  return { commits, ...(secret === undefined ? {} : { secret }) };
}

const args = (shard: number) =>
  [CLI, 'scan', '--history', '--repos', 'list.txt', '--shard', `${shard}/${SHARDS}`].concat([
    '--results',
    'results',
    '--fail-on',
    'none',
    '--format',
    'json',
  ]);

/** @returns the time of the last change of each result */
function resultsIn(cwd: string): Map<string, number> {
  const names = readdirSync(path.join(cwd, 'results')).filter((name) => !name.startsWith('shard-'));
  return new Map(names.map((name) => [name, statSync(path.join(cwd, 'results', name)).mtimeMs]));
}

/** Starts a shard and kills it when it has some results. @returns the complete results */
async function killed(cwd: string, after: number): Promise<Map<string, number>> {
  mkdirSync(path.join(cwd, 'results'));
  const child = spawn(process.execPath, args(KILLED.shard), { cwd, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.on('close', resolve));
  while (child.exitCode === null && resultsIn(cwd).size < after)
    await new Promise((resolve) => setTimeout(resolve, 20));
  child.kill('SIGKILL');
  await ended;
  return resultsIn(cwd);
}

interface Merged {
  readonly complete: boolean;
  readonly findings: readonly {
    readonly sha256: string;
    readonly occurrences: readonly { readonly root: string }[];
  }[];
}

/** @returns what is wrong with the merged report */
function mistakes(merged: Merged, planted: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const wrong = merged.complete ? [] : ['the merged report is incomplete'];
  const hashes = merged.findings.map(({ sha256 }) => sha256);
  if (new Set(hashes).size !== hashes.length) wrong.push('a secret is reported twice');
  const found = new Map(
    merged.findings.map(({ sha256, occurrences }) => [
      sha256,
      new Set(occurrences.map(({ root }) => path.basename(root))),
    ]),
  );
  for (const [secret, roots] of planted) {
    const there = found.get(createHash('sha256').update(secret).digest('hex'));
    if (there === undefined) wrong.push('a planted secret was not found');
    else if (there.size !== roots.size || [...roots].some((root) => !there.has(root)))
      wrong.push(`a secret of ${roots.size} repositories was found in ${there.size}`);
  }
  if (found.size > planted.size) wrong.push(`${found.size - planted.size} secrets were found that were not planted`);
  return wrong;
}

const folder = mkdtempSync(path.join(values.folder, 'bench-many-'));
try {
  console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}; ${AT_ONCE} shards at once.\n`);
  const planted = new Map<string, Set<string>>();
  const sizes: number[] = [];
  const names = Array.from({ length: COUNT }, (_, at) => `repository-${at}.git`);
  for (const [at, name] of names.entries()) {
    const { commits, secret } = makeRepository(path.join(folder, 'mirrors', name), at);
    sizes.push(commits);
    if (secret !== undefined) planted.set(secret, (planted.get(secret) ?? new Set()).add(name));
  }
  writeFileSync(path.join(folder, 'list.txt'), names.map((name) => `mirrors/${name}\n`).join(''));
  const bytes = readdirSync(path.join(folder, 'mirrors'), { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(path.join(parentPath, name)).size, 0);
  const total = sizes.reduce((sum, one) => sum + one, 0);
  console.log(
    `${COUNT} repositories, ${total} commits (median ${median(sizes)}, largest ${Math.max(...sizes)}), ` +
      `${(bytes / 2 ** 20).toFixed(0)} MiB of packs; ${planted.size} secrets in ${[...planted.values()].reduce((sum, { size }) => sum + size, 0)} repositories.\n`,
  );
  const before = await killed(folder, Math.floor((COUNT / SHARDS) * KILLED.after));
  const start = performance.now();
  const runs = new Map<number, Run>();
  const todo = Array.from({ length: SHARDS }, (_, at) => at + 1);
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let shard = todo.shift(); shard !== undefined; shard = todo.shift())
        runs.set(shard, await run(process.execPath, args(shard), { cwd: folder }));
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  const merge = await run(process.execPath, [CLI, 'merge', 'results', '--output', 'merged.json'], { cwd: folder });
  const again = await run(process.execPath, args(KILLED.shard), { cwd: folder });
  const wrong = mistakes(JSON.parse(readFileSync(path.join(folder, 'merged.json'), 'utf8')) as Merged, planted);
  const after = resultsIn(folder);
  const repeated = [...before].filter(([name, time]) => after.get(name) !== time).length;
  if (repeated > 0) wrong.push(`${repeated} finished repositories were scanned again`);
  const rows = [...runs.entries()].sort(([one], [other]) => one - other);
  console.log('| shard | CPU seconds | seconds | peak, MiB | exit code |\n|---|---|---|---|---|');
  for (const [shard, one] of rows) {
    const note = shard === KILLED.shard ? `, resumed after SIGKILL at ${before.size} results` : '';
    console.log(
      `| ${shard}${note} | ${one.cpu.toFixed(1)} | ${one.seconds.toFixed(1)} | ${one.memory.toFixed(0)} | ${one.status} |`,
    );
  }
  const cpu = rows.reduce((sum, [, one]) => sum + one.cpu, 0);
  const counted = COUNT - before.size;
  console.log(
    `| all | ${cpu.toFixed(1)} | ${seconds.toFixed(1)} | ${Math.max(...rows.map(([, { memory }]) => memory)).toFixed(0)} | |\n` +
      `| merge | ${merge.cpu.toFixed(1)} | ${merge.seconds.toFixed(1)} | ${merge.memory.toFixed(0)} | ${merge.status} |\n\n` +
      `${((cpu / counted) * 1000).toFixed(0)} ms of processor time for each of ${counted} repositories. ` +
      `A shard with nothing left to scan: ${again.cpu.toFixed(1)} CPU seconds, ${again.memory.toFixed(0)} MiB.`,
  );
  for (const one of wrong) console.log(`WRONG: ${one}`);
  process.exitCode = wrong.length > 0 || rows.some(([, { status }]) => status !== 0) || merge.status !== 1 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
