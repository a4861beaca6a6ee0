/**
 * Cost of finding the origin of ten secrets: adds them to a copy of a repository, in its ten largest folders, with 35
 * commits on top that add, keep and remove them. Packs the plain copy and the copy with secrets in the same way, so
 * that the new versions are deltas among the old ones, and scans both alternately with `--history`.
 *
 * Usage: npm run bench:provenance -- [--rounds N] [--folder /with/space/for/two/copies] REPOSITORY
 *
 * Ends with 1 if the bar is missed, with 2 if a secret or a commit is not
 * reported.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { JsonReport } from '../scanner/report/json-report-types.ts';
import { existingRepositories, median, run, type Run } from './measure.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '5' },
    folder: { type: 'string', default: tmpdir() },
    cli: { type: 'string', default: 'dist/cli.cjs' },
  },
});

const SECRETS = 10;
/** Maximum ratio of the time with provenance to the time without. */
const BAR = 1.6;
const [source = ''] = existingRepositories(
  positionals,
  'bench:provenance -- [--rounds N] [--folder FOLDER] REPOSITORY',
);

interface Planted {
  readonly value: string;
  readonly path: string;
  readonly added: string;
  readonly removed?: string;
}

function git(folder: string, args: readonly string[], input: string | Buffer = ''): Buffer {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: folder, input, maxBuffer: 2 ** 30 });
  if (status !== 0) throw new Error(`git ${args[0]} in ${folder}: ${stderr.toString()}`);
  return stdout;
}

function copy(to: string): string {
  git('.', ['clone', '-q', '--bare', '--no-hardlinks', source, to]);
  return to;
}

/** One text file in each of the folders with the most files. */
function filesToChange(repository: string): string[] {
  const folders = new Map<string, string[]>();
  for (const line of git(repository, ['ls-tree', '-r', '-z', 'HEAD']).toString('utf8').split('\0')) {
    const [, mode, name] = /^(\d+) blob [0-9a-f]+\t(.*)$/s.exec(line) ?? [];
    if (name === undefined || mode === '120000') continue;
    const folder = path.posix.dirname(name);
    folders.set(folder, [...(folders.get(folder) ?? []), name]);
  }
  const largest = [...folders.values()].sort((one, other) => other.length - one.length);
  return largest
    .flatMap((names) => names.find((name) => isText(git(repository, ['show', `HEAD:${name}`]))) ?? [])
    .slice(0, SECRETS);
}

function isText(bytes: Buffer): boolean {
  return bytes.length > 2000 && !bytes.includes(0);
}

/**
 * Three or four commits for each secret: one adds it, one changes the file around it, one changes another file, and one
 * removes every second secret.
 */
function plant(repository: string): Planted[] {
  const branch = git(repository, ['symbolic-ref', 'HEAD']).toString('utf8').trim();
  const start = git(repository, ['rev-parse', 'HEAD']).toString('utf8').trim();
  let time = Number(git(repository, ['log', '-1', '--format=%ct']).toString('utf8'));
  let isFirst = true;
  const commit = (subject: string, files: Readonly<Record<string, Buffer>>): Buffer => {
    time += 60;
    const from = Buffer.from(isFirst ? `from ${start}\n` : '');
    isFirst = false;
    const data = (bytes: Buffer) => Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]);
    const changes = Object.entries(files).flatMap(([name, bytes]) => [
      Buffer.from(`M 100644 inline ${JSON.stringify(name)}\n`),
      data(bytes),
    ]);
    return Buffer.concat([
      Buffer.from(`commit ${branch}\ncommitter Bench <bench@fleet.example> ${time} +0000\n`),
      data(Buffer.from(subject)),
      from,
      ...changes,
    ]);
  };
  const stream: Buffer[] = [];
  const secrets: Pick<Planted, 'value' | 'path'>[] = [];
  const files = filesToChange(repository);
  for (const [at, name] of files.entries()) {
    const before = git(repository, ['show', `HEAD:${name}`]);
    const value = createHash('md5').update(`${at} ${Math.random()}`).digest('hex');
    const half = before.indexOf(10, before.length >> 1) + 1;
    const line = Buffer.from(`NAVIXY_HASH = '${value}'\n`);
    const leaking = Buffer.concat([before.subarray(0, half), line, before.subarray(half)]);
    stream.push(commit(`Add ${at}`, { [name]: leaking }));
    stream.push(commit(`Change ${at}`, { [name]: Buffer.concat([Buffer.from('one more line\n'), leaking]) }));
    stream.push(commit(`Change something else ${at}`, { [`bench-${at}.txt`]: Buffer.from(`${at}\n`) }));
    if (at % 2 === 0) stream.push(commit(`Remove ${at}`, { [name]: before }));
    secrets.push({ value, path: name });
  }
  git(repository, ['fast-import', '--quiet'], Buffer.concat(stream));
  const idOf = new Map(
    git(repository, ['log', '--format=%H %s', `${start}..${branch}`])
      .toString('utf8')
      .split('\n')
      .map((line) => [line.slice(line.indexOf(' ') + 1), line.split(' ')[0]!]),
  );
  return secrets.map(({ value, path: name }, at) => {
    const removed = idOf.get(`Remove ${at}`);
    return { value, path: name, added: idOf.get(`Add ${at}`)!, ...(removed === undefined ? {} : { removed }) };
  });
}

/** @returns differences between the report and what was planted */
function missed(repository: string, planted: readonly Planted[]): string[] {
  const { stdout } = spawnSync(process.execPath, [values.cli, 'scan', '--history', '--format', 'json', repository], {
    maxBuffer: 2 ** 30,
  });
  const { findings } = JSON.parse(stdout.toString('utf8')) as JsonReport;
  return planted.flatMap(({ value, path: name, added, removed }) => {
    const sha256 = createHash('sha256').update(value).digest('hex');
    const place = findings.find((finding) => finding.sha256 === sha256)?.occurrences.find((one) => one.path === name);
    const { introduced = [], removed: gone = [] } = place?.origin ?? {};
    return introduced[0]?.commit === added && gone[0]?.commit === removed ? [] : [name];
  });
}

const folder = mkdtempSync(path.join(values.folder, 'bench-provenance-'));
let status = 0;
try {
  const [plain, leaking] = [copy(path.join(folder, 'plain.git')), copy(path.join(folder, 'leaking.git'))];
  const planted = plant(leaking);
  for (const repository of [plain, leaking]) git(repository, ['repack', '-a', '-d', '-q']);
  const wrong = missed(leaking, planted);
  const runs: Record<'plain' | 'leaking', Run[]> = { plain: [], leaking: [] };
  for (let round = 0; round < Number(values.rounds); round += 1) {
    runs.plain.push(await run(process.execPath, [values.cli, 'scan', '--history', plain]));
    runs.leaking.push(await run(process.execPath, [values.cli, 'scan', '--history', leaking]));
  }
  const of = (what: 'cpu' | 'seconds', which: keyof typeof runs) => median(runs[which].map((one) => one[what]));
  const ratio = {
    cpu: of('cpu', 'leaking') / of('cpu', 'plain'),
    seconds: of('seconds', 'leaking') / of('seconds', 'plain'),
  };
  const more = (factor: number) => `${factor >= 1 ? '+' : ''}${((factor - 1) * 100).toFixed(0)} %`;
  console.log(
    `Node ${process.version}, medians of ${values.rounds} rounds; ${planted.length} secrets planted in ${source}.`,
  );
  console.log('\n| | without secrets | with | more | bar |\n|---|---|---|---|---|');
  console.log(
    `| CPU seconds | ${of('cpu', 'plain').toFixed(1)} | ${of('cpu', 'leaking').toFixed(1)} | ${more(ratio.cpu)} | ${more(BAR)} |`,
  );
  console.log(
    `| seconds | ${of('seconds', 'plain').toFixed(1)} | ${of('seconds', 'leaking').toFixed(1)} | ${more(ratio.seconds)} | ${more(BAR)} |`,
  );
  if (ratio.cpu > BAR || ratio.seconds > BAR) status = 1;
  if (planted.length < SECRETS) console.log(`Only ${planted.length} folders have a file to plant a secret in.`);
  if (wrong.length > 0) console.log(`Not told as it was planted: ${wrong.join(', ')}`);
  if (planted.length < SECRETS || wrong.length > 0) status = 2;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = status;
