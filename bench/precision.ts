/**
 * False findings in repositories unrelated to the platform, judged as if each used it: one file that names the platform
 * is added to a copy, and the copy's history and newest tree are scanned.
 *
 * npm run bench:precision -- [--cli dist/cli.cjs] [--paths] REPOSITORY…
 *
 * Prints findings per 1,000 distinct values, by carrier; `--paths` also prints their places. Ends with 1 above the bar,
 * with 2 if something was skipped for another reason than its size.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ObjectParser } from '../scanner/git/object-parser.ts';
import type { JsonReport } from '../scanner/report/json-report-types.ts';
import { hashRuns } from '../src/hash-runs.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { cli: { type: 'string', default: 'dist/cli.cjs' }, paths: { type: 'boolean', default: false } },
});

/** Findings per 1,000 distinct values. */
const BAR = 0.05;
const PLANTED = 'import os\n\nAPI = "https://api.eu.navixy.com/v2"\nHASH = os.environ["NAVIXY_HASH"]\n';
const NAME = 'planted_integration.py';
/** Largest object that is counted, in bytes. */
const LARGEST = 2 ** 29;
const SCAN_STATUSES = new Set([0, 1, 2]);

type Finding = JsonReport['findings'][number];

function git(folder: string, args: readonly string[], input = ''): string {
  const identity = {
    GIT_AUTHOR_NAME: 'a',
    GIT_AUTHOR_EMAIL: 'a@b',
    GIT_COMMITTER_NAME: 'a',
    GIT_COMMITTER_EMAIL: 'a@b',
  };
  const options = { cwd: folder, input, maxBuffer: 2 ** 30, env: { ...process.env, ...identity } };
  const { status, stdout, stderr } = spawnSync('git', args, options);
  if (status !== 0) throw new Error(`git ${args[0]} in ${folder}: ${stderr.toString()}`);
  return stdout.toString().trim();
}

function copyWithPlanted(repository: string, to: string): void {
  git('.', ['clone', '-q', '--mirror', '--local', path.resolve(repository), to]);
  const blob = git(to, ['hash-object', '-w', '--stdin'], PLANTED);
  const tree = git(to, ['mktree'], `100644 blob ${blob}\t${NAME}\n`);
  git(to, ['update-ref', 'refs/heads/planted', git(to, ['commit-tree', tree, '-m', 'Plant'])]);
}

function layOutTree(repository: string, to: string): void {
  mkdirSync(to);
  // A mirror may lack its largest objects; the scan of the history lists them.
  const checkout = ['--work-tree', to, 'checkout', '-q', '-f', 'HEAD', '--', '.'];
  spawnSync('git', checkout, { cwd: repository, stdio: 'ignore' });
  writeFileSync(path.join(to, NAME), PLANTED);
}

/** @returns the number of distinct values of 32 digits in the objects of a repository */
async function countDistinct(repository: string): Promise<number> {
  const seen = new Set<string>();
  const args = ['cat-file', '--batch-all-objects', '--unordered', '--batch', '--buffer'];
  const child = spawn('git', ['-C', repository, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const parser = new ObjectParser(
    {
      object: ({ type }, bytes) => {
        if (type === 'tree') return;
        const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
        for (const { start, end } of hashRuns(text)) seen.add(Buffer.from(text.slice(start, end)).toString('latin1'));
      },
      chunk: () => undefined,
      absent: () => undefined,
    },
    LARGEST,
  );
  for await (const chunk of child.stdout) parser.push(chunk as Buffer);
  return seen.size;
}

function scan(args: readonly string[], folder: string): JsonReport {
  const all = [path.resolve(values.cli), 'scan', ...args, '--format', 'json', '--no-config'];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { cwd: folder, maxBuffer: 2 ** 30 });
  if (!SCAN_STATUSES.has(status ?? -1) || stdout.length === 0)
    throw new Error(`scan in ${folder}: ${stderr.toString()}`);
  return JSON.parse(stdout.toString()) as JsonReport;
}

/** The carrier of a value: its signals, and its name if it has one. */
function kindOf({ evidence }: Finding): string {
  const carrier = evidence.find(({ effect, signal }) => effect === 'for' && !signal.startsWith('platform-in'));
  const name = /"([^"]{1,40})"/.exec(carrier?.detail ?? '')?.[1];
  return `${carrier?.signal ?? 'no name'}${name === undefined ? '' : ` "${name}"`}`;
}

const kinds = new Map<string, number>();
let distinct = 0;
let found = 0;
let notLookedAt = 0;
for (const repository of positionals) {
  const folder = mkdtempSync(path.join(tmpdir(), 'precision-'));
  try {
    const copy = path.join(folder, 'copy.git');
    copyWithPlanted(repository, copy);
    const tree = path.join(folder, 'tree');
    layOutTree(copy, tree);
    const reports = [scan(['--history', '.'], copy), scan(['.'], tree)];
    const findings = new Map(
      reports.flatMap((report) => report.findings).map((one) => [one.fingerprint, one] as const),
    );
    const own = await countDistinct(copy);
    for (const one of findings.values()) {
      kinds.set(kindOf(one), (kinds.get(kindOf(one)) ?? 0) + 1);
      if (values.paths) console.log(`  ${one.path}:${one.line ?? 0}  ${kindOf(one)}`);
    }
    const unread = reports.flatMap((report) => report.notLookedAt ?? []);
    distinct += own;
    found += findings.size;
    notLookedAt += unread.length;
    console.log(`${repository}: ${own} distinct values, ${findings.size} findings, ${unread.length} not scanned`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
const rate = (count: number) => ((count / distinct) * 1000).toFixed(4);
console.log(`\n${distinct} distinct values in ${positionals.length} repositories, ${found} findings`);
console.log(`${rate(found)} per 1,000, at most ${BAR}; ${notLookedAt} things not scanned`);
for (const [kind, count] of [...kinds].sort((one, other) => other[1] - one[1]))
  console.log(`  ${rate(count)}  ${count}  ${kind}`);
process.exitCode = (found / distinct) * 1000 > BAR ? 1 : notLookedAt > 0 ? 2 : 0;
