import { hostOf } from '../api/index.ts';
import type { ExitCode } from '../online/exit-code.ts';
import { groupFindings } from '../online/group.ts';
import { runOnline, type OnlineOptions, type OnlineRun } from '../online/run.ts';
import type { LeakedSecret, LeakFinding } from '../online/types.ts';
import { count } from '../online/words.ts';
import { execute } from '../revoke/execute.ts';
import { exitCodeOf } from '../revoke/exit-code.ts';
import { inspect } from '../revoke/inspect.ts';
import { isOfKind, selectOnly, type KindFilter } from '../revoke/select.ts';
import { RevokeText } from '../revoke/text.ts';
import type { Alive, Outcome, PlanItem } from '../revoke/types.ts';

export interface RevokeOptions extends OnlineOptions {
  readonly findings: readonly LeakFinding[];
  /** Go on without asking. Says nothing about hosts: those are asked about or named. */
  readonly yes?: boolean;
  /** Only the secrets with these fingerprints. */
  readonly only?: readonly string[];
  /** Only what turns out to be of these kinds; the rest is left alone and does not count. */
  readonly kinds?: readonly KindFilter[];
  /** Ask whose the living values are: personal data. */
  readonly identify?: boolean;
  /** Milliseconds between two proofs; see ExecuteOptions. */
  readonly proofWaitMs?: number;
}

/** What was found, what was done, and the exit status that says it in one digit. */
export interface RevokeReport {
  readonly exitCode: ExitCode;
  readonly items: readonly PlanItem[];
  /** One for every living item that was confirmed; empty when nothing was done. */
  readonly outcomes: readonly Outcome[];
}

/**
 * Finds out which secrets live, shows a plan, asks, revokes, and proves it.
 * Exit status: 0 everything asked for is proven dead, 1 something lives, 2 it could not be found out.
 * Rejects only on a defect of this program; never with a secret in the error.
 */
export async function runRevoke(options: RevokeOptions): Promise<RevokeReport> {
  let isConfirmed = false;
  const work = async (run: OnlineRun): Promise<RevokeReport> => {
    const { io, leaked } = run;
    if (leaked.length === 0) return { exitCode: 0, items: [], outcomes: [] };
    const inspected = await inspectAll(leaked, run, options.identify === true);
    const items = inspected.filter((item) => isOfKind(item, options.kinds));
    const text = new RevokeText(run.colors);
    io.stdout(text.plan(items));
    if (items.length < inspected.length) io.stdout(`Left out by --kind: ${count(inspected.length - items.length, 'secret')}.\n\n`);
    for (const item of items) recordBefore(item, run);
    const alive = items.filter((item) => item.state === 'alive');
    isConfirmed = alive.length > 0 && (await confirm(alive.length, options, run));
    const outcomes = isConfirmed ? await carryOut(alive, options, run) : [];
    if (isConfirmed) io.stdout(text.results(items, outcomes) + text.leftToDo(items, outcomes));
    return { exitCode: exitCodeOf(items, outcomes), items, outcomes };
  };
  const choose = () => selectOnly(groupFindings(options.findings), options.only);
  return runOnline('revoke', choose, options, { exitCode: 2, items: [], outcomes: [] }, work, (report) => {
    if (isConfirmed && report.exitCode !== 0 && options.signal?.aborted === true) options.io.stderr('Stopped. Run it again to finish.\n');
    return `${isConfirmed ? '\n' : ''}${summary(report, isConfirmed)}`;
  });
}

async function inspectAll(leaked: readonly LeakedSecret[], run: OnlineRun, identify: boolean): Promise<readonly PlanItem[]> {
  run.io.stderr('Asking which of the secrets found are alive …\n');
  const items: PlanItem[] = [];
  for (const secret of leaked) items.push(await inspect(secret, { ...run, identify }));
  return items;
}

async function confirm(living: number, options: RevokeOptions, run: OnlineRun): Promise<boolean> {
  if (options.yes === true) return true;
  if (run.prompts === undefined) {
    run.io.stderr('Nothing was done: there is no terminal to ask at. Add --yes to revoke what is alive in the plan.\n');
    return false;
  }
  const isConfirmed = await run.prompts.confirm(`Revoke ${living === 1 ? 'the living secret' : `all ${living} living secrets`} of this plan? It cannot be undone.`);
  if (isConfirmed && run.signal?.aborted !== true) return true;
  run.io.stderr('Nothing was done.\n');
  return false;
}

function carryOut(alive: readonly Alive[], { proofWaitMs }: RevokeOptions, run: OnlineRun): Promise<readonly Outcome[]> {
  return execute(alive, { ...run, proofWaitMs, onOutcome: (outcome) => recordAfter(outcome, run) });
}

function recordBefore(item: PlanItem, { evidence }: OnlineRun): void {
  const { leaked } = item;
  if (item.state !== 'alive') {
    evidence?.secret('before', leaked, { status: item.state, ...(item.state === 'unknown' ? { detail: item.reason } : {}) });
    return;
  }
  evidence?.secret('before', leaked, { status: 'alive', what: item.identity.what, host: hostOf(item.baseUrl), action: item.action });
  if (item.identity.what !== 'master-session') return;
  for (const { key, isSinceLeak } of item.identity.review.keys) {
    evidence?.record('key-of-account', { account: leaked.secret.fingerprint, fingerprint: key.secret.fingerprint, redacted: key.secret.redacted, title: key.title, created: key.createDate, isSinceLeak });
  }
}

function recordAfter({ item, result, detail, calls, madeMeanwhile }: Outcome, { evidence }: OnlineRun): void {
  evidence?.secret('after', item.leaked, { status: result === 'revoked' ? 'dead' : result, host: hostOf(item.baseUrl), detail, calls });
  for (const { secret, title, createDate } of madeMeanwhile) {
    evidence?.record('key-of-account', { account: item.leaked.secret.fingerprint, fingerprint: secret.fingerprint, redacted: secret.redacted, title, created: createDate, madeMeanwhile: true });
  }
}

function summary({ exitCode, items }: RevokeReport, isConfirmed: boolean): string {
  const living = items.filter((item) => item.state === 'alive').length;
  if (items.length === 0 && exitCode === 0) return 'Nothing to revoke: no secret was found.';
  if (exitCode === 1) return isConfirmed ? 'Not done: something is still alive.' : `Not done: ${living} still alive.`;
  if (exitCode === 2) return 'Not proven: something could not be found out or finished; run it again.';
  return living === 0 ? 'Nothing to revoke: nothing that was found is alive.' : 'Done: the server says that everything revoked here is dead.';
}
