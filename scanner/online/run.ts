import pc from 'picocolors';
import { BaseUrlError, NavixyClient, type TransportOptions } from '../api/index.ts';
import { Failure } from '../failure.ts';
import { check, type Checked } from './check.ts';
import { credentialSource } from './credential-source.ts';
import { Evidence, EvidenceError } from './evidence.ts';
import type { ExitCode } from './exit-code.ts';
import { approveFound, targets, type Targets } from './hosts.ts';
import { OwnerSessions } from './owner-sessions.ts';
import type { Environment, Io, LeakedSecret, Prompts } from './types.ts';

/** What every command that talks to the platform takes. */
export interface OnlineOptions {
  /** Base URLs the user named (`--api-url`): then these alone are asked. */
  readonly baseUrls?: readonly string[];
  /** Base URLs of the user's own configuration: asked before the official ones. */
  readonly trustedBaseUrls?: readonly string[];
  /** Whether there is a person at a terminal to ask. */
  readonly interactive: boolean;
  readonly io: Io;
  /** `NAVIXY_LOGIN`, `NAVIXY_PASSWORD` and the proxies are read from here. */
  readonly env: Environment;
  /** Stops it; sessions of our own are logged out all the same. */
  readonly signal?: AbortSignal;
  /** Default: at the terminal, on stderr. */
  readonly prompts?: Prompts;
  /** Default: as picocolors finds. */
  readonly colors?: boolean;
  readonly transport?: TransportOptions;
  /** File to append the record of this run to. */
  readonly evidence?: string;
}

/** A command at work: its client, the person, the record. */
export interface OnlineRun {
  /** The distinct secrets this run is about. */
  readonly leaked: readonly LeakedSecret[];
  readonly client: NavixyClient;
  readonly targets: Targets;
  readonly owners: OwnerSessions;
  readonly prompts: Prompts | undefined;
  readonly evidence: Evidence | undefined;
  readonly signal: AbortSignal | undefined;
  readonly io: Io;
  readonly colors: ReturnType<typeof pc.createColors>;
}

/**
 * Runs a command from its first question to its last line: hosts found beside secrets are asked
 * about, the record is opened before anything happens and closed after, own sessions are logged out
 * whatever comes, and trouble that the user can end becomes a message and status 2.
 * @param choose the secrets this run is about; may throw a Failure
 * @param nothing what to return when the work could not begin
 * @param summary the last line, written when it is known whether our own sessions were closed
 * @throws only for a defect of this program
 */
export async function runOnline<T extends { readonly exitCode: ExitCode }>(
  command: string,
  choose: () => readonly LeakedSecret[],
  options: OnlineOptions,
  nothing: T,
  work: (run: OnlineRun) => Promise<T>,
  summary?: (result: T) => string,
): Promise<T> {
  const { io, signal } = options;
  let evidence: Evidence | undefined;
  let owners: OwnerSessions | undefined;
  let result = nothing;
  let isThrough = false;
  try {
    const prompts = options.interactive ? (options.prompts ?? (await terminal(signal))) : undefined;
    const wanted = targets(options.baseUrls ?? [], options.trustedBaseUrls ?? []);
    const leaked = choose();
    if (options.evidence !== undefined) evidence = Evidence.open(options.evidence, command);
    const allowed = await approveFound(leaked, wanted, prompts);
    signal?.throwIfAborted();
    const client = new NavixyClient({
      env: options.env,
      ...options.transport,
      named: [...allowed.baseUrls, ...allowed.approved],
      onAttempt: (attempt) => {
        evidence?.call(attempt);
        options.transport?.onAttempt?.(attempt);
      },
    });
    owners = new OwnerSessions({ client, source: credentialSource(options.env, prompts), signal });
    const colors = pc.createColors(options.colors ?? pc.isColorSupported);
    result = await work({ leaked, client, targets: allowed, owners, prompts, evidence, signal, io, colors });
    isThrough = true;
  } catch (error) {
    const message = messageFor(error, signal);
    if (message === undefined) throw error;
    io.stderr(`${message}\n`);
    result = { ...result, exitCode: 2 };
  } finally {
    const unclosed = (await owners?.closeAll()) ?? [];
    for (const failure of unclosed) {
      io.stderr(`A session of our own could not be logged out on ${failure}. End it in the user interface or by changing the password.\n`);
    }
    if (unclosed.length > 0 && result.exitCode === 0) result = { ...result, exitCode: 2 };
    if (evidence?.failure !== undefined) {
      io.stderr(`The evidence file is incomplete: ${evidence.failure}.\n`);
      if (result.exitCode === 0) result = { ...result, exitCode: 2 };
    }
    evidence?.end(result.exitCode);
    if (isThrough && summary !== undefined) io.stdout(`${summary(result)}\n`);
  }
  return result;
}

/** Asks about every secret, one after the other. @throws the signal's reason after an abort */
export async function checkAll(run: OnlineRun): Promise<readonly Checked[]> {
  if (run.leaked.length > 0) run.io.stderr('Asking which of the secrets found are alive …\n');
  const all: Checked[] = [];
  for (const one of run.leaked) all.push(await check(one, run));
  return all;
}

async function terminal(signal: AbortSignal | undefined): Promise<Prompts> {
  const { terminalPrompts } = await import('../prompts.ts');
  return terminalPrompts(signal);
}

/** @returns `undefined` for a defect of this program */
function messageFor(error: unknown, signal: AbortSignal | undefined): string | undefined {
  if (error instanceof BaseUrlError || error instanceof EvidenceError) return error.message;
  if (error instanceof Failure) return error.remedy === undefined ? error.message : `${error.message}\n  do: ${error.remedy}`;
  return signal?.aborted === true ? 'Stopped before anything was changed.' : undefined;
}
