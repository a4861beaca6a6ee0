// Runs one case: damages a repository, scans it, compares with git fsck, and repairs it.

import { spawn } from 'node:child_process';
import { scan, type ScanReport } from '../../scanner/index.ts';
import { spoilOne } from './files.ts';
import { Random } from './random.ts';
import type { Victim } from './victims.ts';

/** The result of one case, as shown in the table. */
export type Outcome =
  | 'as undamaged'
  | 'incomplete, everything found'
  | 'incomplete, some found'
  | 'incomplete, nothing found'
  | 'incomplete, though fsck is content'
  | 'less, but fsck is content too'
  | 'VIOLATION: called complete'
  | 'VIOLATION: unexpected error'
  | 'VIOLATION: found what is not there'
  | 'VIOLATION: ended the process'
  | 'VIOLATION: no end';

export interface CaseResult {
  readonly seed: number;
  readonly kind: string;
  readonly outcome: Outcome;
  /** Whether `git fsck --full` reports anything. */
  readonly isDamaged: boolean;
  /** Details for an investigation: the damage, and both outputs. */
  readonly detail: string;
}

/** The result of scanning the undamaged repository. */
export interface Sound {
  readonly victim: Victim;
  readonly found: ReadonlySet<string>;
  readonly documents: number;
  readonly bytes: number;
}

const read = (victim: Victim) =>
  scan({ what: 'history', cwd: victim.repo.root, jobs: 1, env: { PATH: process.env['PATH'], HOME: victim.repo.root } });

const secrets = (report: ScanReport) => new Set(report.findings.map(({ secret }) => secret.fingerprint));

/** @throws if it is not sound before the damage */
export async function sound(victim: Victim): Promise<Sound> {
  const report = await read(victim);
  const fsck = await askFsck(victim);
  if (!report.complete || fsck !== '')
    throw new Error(
      `${victim.name} is not fit for this: ${report.notLookedAt.map(({ reason }) => reason).join('; ')} ${fsck}`,
    );
  return { victim, found: secrets(report), documents: report.summary.documents, bytes: report.summary.bytes };
}

/**
 * Damages a repository, runs both programs on it and repairs it.
 * @param onBegin receives the description before the programs run, in case they hang
 */
export async function runCase(
  victims: readonly Sound[],
  seed: number,
  onBegin: (what: string) => void,
): Promise<CaseResult> {
  const random = new Random(seed);
  const before = random.pick(victims);
  const { victim } = before;
  const spoiled = spoilOne(victim.repo.root, random);
  const what = `${victim.name}, ${spoiled.what}`;
  onBegin(what);
  try {
    const [report, fsck] = await Promise.all([read(victim), askFsck(victim)]);
    const said = report.notLookedAt.map(({ path, reason }) => `${path}: ${reason}`).join('; ');
    return {
      seed,
      kind: spoiled.kind,
      outcome: judge(before, report, fsck !== ''),
      isDamaged: fsck !== '',
      detail: `${what}\n    scan: ${said === '' ? 'complete' : said}; ${report.summary.documents} of ${before.documents} documents\n    fsck: ${fsck === '' ? 'nothing' : fsck.trim().split('\n').slice(0, 3).join('; ')}`,
    };
  } finally {
    spoiled.restore();
  }
}

function judge(before: Sound, report: ScanReport, isDamaged: boolean): Outcome {
  const found = secrets(report);
  const kept = [...before.found].filter((secret) => found.has(secret)).length;
  if (report.notLookedAt.some(({ reason }) => reason.startsWith('unexpected error')))
    return 'VIOLATION: unexpected error';
  if ([...found].some((secret) => !before.found.has(secret))) return 'VIOLATION: found what is not there';
  const isSame =
    kept === before.found.size &&
    report.summary.documents === before.documents &&
    report.summary.bytes === before.bytes;
  if (report.complete)
    return isSame ? 'as undamaged' : isDamaged ? 'VIOLATION: called complete' : 'less, but fsck is content too';
  if (!isDamaged) return 'incomplete, though fsck is content';
  return kept === before.found.size
    ? 'incomplete, everything found'
    : kept === 0
      ? 'incomplete, nothing found'
      : 'incomplete, some found';
}

/** Time limit for git in milliseconds: it follows circular deltas for ever. */
const FSCK_LIMIT = 20_000;

/** @returns complaints of `git fsck --full`; empty if there are none */
function askFsck({ repo }: Victim): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = {
      PATH: process.env['PATH'],
      HOME: repo.root,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      LC_ALL: 'C',
    };
    const git = spawn('git', ['fsck', '--full', '--no-dangling', '--no-progress'], {
      cwd: repo.root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: FSCK_LIMIT,
      killSignal: 'SIGKILL',
    });
    let said = '';
    for (const stream of [git.stdout, git.stderr])
      stream.setEncoding('latin1').on('data', (text: string) => (said += said.length < 10_000 ? text : ''));
    git.on('error', reject);
    git.on('close', (code, signal) => {
      // Output without a failure is advice, such as "notice: HEAD points to an unborn branch".
      if (signal !== null) resolve(`ended by ${signal}; ${said}`);
      else resolve(code === 0 && !/^(?:error|fatal|missing|broken)/m.test(said) ? '' : `${said}(status ${code})`);
    });
  });
}
