import pc from 'picocolors';
import { DEFAULT_BASE_URLS } from '../../src/navixy/hosts.ts';
import { assertAllowedBaseUrl, BaseUrlError, NavixyClient, type TransportOptions } from '../api/index.ts';
import { credentialSource } from '../revoke/credential-source.ts';
import { execute } from '../revoke/execute.ts';
import { exitCodeOf, type ExitCode } from '../revoke/exit-code.ts';
import { groupFindings } from '../revoke/group.ts';
import { inspect } from '../revoke/inspect.ts';
import { OwnerSessions } from '../revoke/owner-sessions.ts';
import { RevokeText } from '../revoke/text.ts';
import type { Alive, Io, Outcome, PlanItem, Prompts, RevokeFinding } from '../revoke/types.ts';

export interface RevokeOptions {
  readonly findings: readonly RevokeFinding[];
  /**
   * Base URLs the user named (`--api-url`): then these alone are asked. Empty or absent: the
   * official ones, and official hosts found beside a secret.
   */
  readonly baseUrls?: readonly string[];
  /** Whether there is a person at a terminal to ask. */
  readonly interactive: boolean;
  /** Go on without asking. */
  readonly yes?: boolean;
  readonly io: Io;
  /** `NAVIXY_LOGIN` and `NAVIXY_PASSWORD` are read from here. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Stops it; sessions of our own are logged out all the same. */
  readonly signal?: AbortSignal;
  /** Default: at the terminal, on stderr. */
  readonly prompts?: Prompts;
  /** Default: as picocolors finds. */
  readonly colors?: boolean;
  readonly transport?: TransportOptions;
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

const NOTHING_DONE = { outcomes: [], unclosed: [] };

/**
 * Finds out which secrets live, shows a plan, asks, revokes, and proves it.
 * Exit status: 0 everything asked for is proven dead, 1 something lives, 2 it could not be found out.
 * Rejects only on a defect of this program; never with a secret in the error.
 */
export async function runRevoke(options: RevokeOptions): Promise<RevokeReport> {
  const { io, signal } = options;
  const named = options.baseUrls ?? [];
  const client = new NavixyClient({ ...options.transport, named });
  let items: readonly PlanItem[] = [];
  try {
    const baseUrls = (named.length > 0 ? named : DEFAULT_BASE_URLS).map((url) => assertAllowedBaseUrl(url, { named }));
    items = await inspectAll(options, { client, baseUrls, isNamed: named.length > 0, signal });
  } catch (error) {
    if (error instanceof BaseUrlError) io.stderr(`${error.message}\n`);
    else if (signal?.aborted === true) io.stderr('Stopped before anything was changed.\n');
    else throw error;
    return { exitCode: 2, items: [], outcomes: [] };
  }
  if (items.length === 0) {
    io.stdout('Nothing to revoke: no secret was found.\n');
    return { exitCode: 0, items, outcomes: [] };
  }
  const text = new RevokeText(options.colors ?? pc.isColorSupported);
  io.stdout(text.plan(items));
  const alive = items.filter((item) => item.state === 'alive');
  const isConfirmed = alive.length > 0 && (await confirm(alive.length, options));
  const { outcomes, unclosed } = isConfirmed ? await carryOut(alive, client, options) : NOTHING_DONE;
  if (isConfirmed) io.stdout(text.results(items, outcomes) + text.leftToDo(items, outcomes));
  for (const failure of unclosed) io.stderr(`A session of our own could not be logged out on ${failure}. End it in the user interface or by changing the password.\n`);
  const exitCode = exitCodeOf(items, outcomes, unclosed.length === 0);
  if (isConfirmed && exitCode !== 0 && signal?.aborted === true) io.stderr('Stopped. Run it again to finish.\n');
  io.stdout(`${isConfirmed ? '\n' : ''}${summary(exitCode, alive.length, isConfirmed)}\n`);
  return { exitCode, items, outcomes };
}

async function inspectAll(options: RevokeOptions, how: Parameters<typeof inspect>[1]): Promise<readonly PlanItem[]> {
  const leaked = groupFindings(options.findings);
  if (leaked.length > 0) options.io.stderr(`Asking which of the secrets found are alive …\n`);
  const items: PlanItem[] = [];
  for (const secret of leaked) items.push(await inspect(secret, how));
  return items;
}

async function confirm(count: number, options: RevokeOptions): Promise<boolean> {
  if (options.yes === true) return true;
  if (!options.interactive) {
    options.io.stderr('Nothing was done: there is no terminal to ask at. Add --yes to revoke what is alive in the plan.\n');
    return false;
  }
  const prompts = options.prompts ?? (await terminal(options.signal));
  const isConfirmed = await prompts.confirm(`Revoke ${count === 1 ? 'the living secret' : `all ${count} living secrets`} of this plan? It cannot be undone.`);
  if (isConfirmed && options.signal?.aborted !== true) return true;
  options.io.stderr('Nothing was done.\n');
  return false;
}

interface CarriedOut {
  readonly outcomes: readonly Outcome[];
  readonly unclosed: readonly string[];
}

/** Whatever happens in between, own sessions are logged out. */
async function carryOut(alive: readonly Alive[], client: NavixyClient, options: RevokeOptions): Promise<CarriedOut> {
  const { env, interactive, signal, proofWaitMs } = options;
  const prompts = interactive ? (options.prompts ?? (await terminal(signal))) : undefined;
  const owners = new OwnerSessions({ client, source: credentialSource(env, prompts), signal });
  let outcomes: readonly Outcome[] = [];
  let unclosed: readonly string[] = [];
  try {
    outcomes = await execute(alive, { client, owners, signal, proofWaitMs });
  } finally {
    unclosed = await owners.closeAll();
  }
  return { outcomes, unclosed };
}

async function terminal(signal: AbortSignal | undefined): Promise<Prompts> {
  const { terminalPrompts } = await import('../prompts.ts');
  return terminalPrompts(signal);
}

function summary(exitCode: ExitCode, alive: number, isConfirmed: boolean): string {
  if (exitCode === 1) return isConfirmed ? 'Not done: something is still alive.' : `Not done: ${alive} still alive.`;
  if (exitCode === 2) return 'Not proven: something could not be found out or finished; run it again.';
  return alive === 0 ? 'Nothing to revoke: nothing that was found is alive.' : 'Done: the server says that everything revoked here is dead.';
}
