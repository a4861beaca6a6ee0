/**
 * Damages small repositories at random, one file of the object database at a time, scans each with `--history` and runs
 * `git fsck --full` on it. A scan must give the right result or report that it is incomplete: it must not crash, hang,
 * or call a damaged repository completely scanned if it read less than there was. Usage: npm run bench:corruptions --
 * [COUNT] [SEED] [REPO…]. Runs COUNT cases (default 200) with the seeds SEED (default 1), SEED + 1, …: repeat one case
 * with a COUNT of 1, its seed and the same repositories. REPO: repositories of which a part is damaged too, besides the
 * generated ones.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { runCase, sound, type CaseResult, type Outcome } from './corruption/case.ts';
import { makeVictims, type Victim } from './corruption/victims.ts';

const [count = 200, first = 1] = process.argv.slice(2, 4).map(Number);
const mirrors = process.argv.slice(4);
if (!Number.isInteger(count) || !Number.isInteger(first) || count < 1) {
  console.error('Usage: npm run bench:corruptions -- [COUNT] [SEED] [REPO…]');
  process.exit(2);
}

/** Milliseconds without progress after which a case counts as hanging. */
const LIMIT = 60_000;

/** Runs in a separate process, because a hanging case can only be ended from outside. */
async function work(from: number): Promise<void> {
  const victims: Victim[] = [];
  try {
    makeVictims(mirrors, victims);
    const all = [];
    for (const victim of victims) all.push(await sound(victim));
    for (let seed = from; seed < first + count; seed += 1)
      process.send!(await runCase(all, seed, (what) => process.send!(what)));
  } finally {
    for (const { repo } of victims) repo[Symbol.dispose]();
    process.disconnect();
  }
}

/**
 * Starts a process that works from a seed on.
 * @returns the seed at which it ended, the last step, and whether it had to be killed
 */
function watch(
  from: number,
  take: (result: CaseResult) => void,
): Promise<{ next: number; isHung: boolean; doing: string }> {
  return new Promise((resolve) => {
    let next = from;
    let isHung = false;
    let doing = 'making the repositories';
    const child: ChildProcess = fork(fileURLToPath(import.meta.url), process.argv.slice(2), {
      env: { ...process.env, CORRUPTIONS_FROM: String(from) },
    });
    const expire = () => {
      isHung = true;
      child.kill('SIGKILL');
    };
    let timer = setTimeout(expire, LIMIT * 3);
    child.on('message', (result: CaseResult | string) => {
      if (typeof result === 'string') {
        doing = result;
        return;
      }
      next = result.seed + 1;
      take(result);
      clearTimeout(timer);
      timer = setTimeout(expire, LIMIT);
    });
    child.on('close', () => {
      clearTimeout(timer);
      resolve({ next, isHung, doing });
    });
  });
}

async function main(): Promise<void> {
  const table = new Map<string, Map<Outcome, number>>();
  let cases = 0;
  let damaged = 0;
  const violations: CaseResult[] = [];
  const take = (result: CaseResult) => {
    cases += 1;
    if (result.isDamaged) damaged += 1;
    const row = table.get(result.kind) ?? new Map<Outcome, number>();
    table.set(result.kind, row.set(result.outcome, (row.get(result.outcome) ?? 0) + 1));
    const isViolation = result.outcome.startsWith('VIOLATION');
    if (isViolation) violations.push(result);
    if (isViolation || count === 1 || process.env['VERBOSE'] !== undefined)
      console.log(`seed ${result.seed}: ${result.outcome}\n    ${result.detail}`);
    if (cases % 500 === 0) console.error(`${cases} of ${count} cases, ${violations.length} violations`);
  };
  for (let next = first; next < first + count;) {
    const ended = await watch(next, take);
    if (ended.next === next && !ended.isHung && next === first) throw new Error('the first case did not even begin');
    next = ended.next;
    if (next >= first + count) break;
    take({
      seed: next,
      kind: 'any',
      outcome: ended.isHung ? 'VIOLATION: no end' : 'VIOLATION: ended the process',
      isDamaged: true,
      detail: ended.doing,
    });
    next += 1;
  }
  console.log(
    `\n${cases} cases, seeds ${first} to ${first + count - 1}; git fsck reports damage in ${damaged}; ${violations.length} violations\n\n| file | outcome | cases |\n|---|---|---|`,
  );
  for (const [kind, row] of [...table].sort())
    for (const [outcome, number] of [...row].sort()) console.log(`| ${kind} | ${outcome} | ${number} |`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}

const from = process.env['CORRUPTIONS_FROM'];
if (from === undefined) await main();
else await work(Number(from));
