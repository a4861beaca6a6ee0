// Runs an online command: approves hosts, keeps the record, and logs out own sessions at the end.

import type { Advice } from '../../advice/next-commands.ts';
import { NavixyClient, type TransportOptions } from '../client/index.ts';
import { checkSecret, type CheckedSecret } from './ask-if-alive.ts';
import { credentialSource } from './credential-source.ts';
import { Evidence } from './evidence.ts';
import type { ExitCode } from './outcome-status.ts';
import { approveFound, targetHosts, type TargetHosts } from './allowed-hosts.ts';
import { OwnerSessions } from './owner-sessions.ts';
import type { Environment, LeakedSecret, Prompts } from './leaked-secret.ts';

/** Options shared by all online commands. */
export interface PlatformOptions {
  /**
   * Base URLs to ask, such as `https://api.eu.navixy.com/v2`; then only these are asked. Default: {@link
   * trustedBaseUrls} and the official ones.
   */
  readonly baseUrls?: readonly string[];
  /** Base URLs of the user's own installations, asked before the official ones. */
  readonly trustedBaseUrls?: readonly string[];
  /** Source of `NAVIXY_LOGIN`, `NAVIXY_PASSWORD`, `HTTPS_PROXY` and `NO_PROXY`. Default: no variables. */
  readonly env?: Environment;
  /**
   * Questions to the user: whether a host found next to a secret may be asked about it, a login, a one-time code.
   * Default: none; then such hosts are not asked, and the login comes from {@link env}.
   */
  readonly prompts?: Prompts;
  /**
   * Aborts the run: it rejects with the signal's reason, unless something was already changed. Own sessions are logged
   * out in any case.
   */
  readonly signal?: AbortSignal;
  /** How requests are sent: timeouts, retries, rate limit, certificates, a custom `fetch`. */
  readonly transport?: TransportOptions;
  /**
   * Milliseconds to wait before checking again whether a secret is dead that the server reported as ended. Default
   * 1000.
   */
  readonly proofWaitMs?: number;
  /** File to which the record of this run is appended: JSON lines without values. Default: no record. */
  readonly evidence?: string;
  /** Commands for messages with next steps. Default: without the options of a run. */
  readonly advice?: Advice;
  /** Called before the first request with the number of distinct secrets to check; not called for zero. */
  readonly onChecking?: (secrets: number) => void;
  /**
   * Called for side problems, in words for people: an own session could not be logged out, or the record is incomplete.
   * The exit code is then not 0.
   */
  readonly onTrouble?: (trouble: string) => void;
}

/** The context of an online command: client, prompts, record. */
export interface OnlineRun {
  /** The distinct secrets of this run. */
  readonly leaked: readonly LeakedSecret[];
  readonly client: NavixyClient;
  readonly targets: TargetHosts;
  readonly owners: OwnerSessions;
  readonly evidence: Evidence | undefined;
  readonly signal: AbortSignal | undefined;
  readonly proofWaitMs: number | undefined;
  readonly onChecking: ((secrets: number) => void) | undefined;
}

/**
 * Runs work against the platform: asks about hosts found next to secrets, opens the record before anything happens and
 * closes it afterwards, and logs out own sessions in any case.
 * @param command its name in the record
 * @param leaked the secrets of this run
 * @returns the result of the work; not exit code 0 if a session stayed open or the record is incomplete
 * @throws Failure, BaseUrlError or EvidenceError for problems the caller can fix, the signal's reason after an abort;
 *   never with a value in it
 */
export async function runOnline<T extends { readonly exitCode: ExitCode }>(
  command: string,
  leaked: readonly LeakedSecret[],
  options: PlatformOptions,
  work: (run: OnlineRun) => Promise<T>,
): Promise<T> {
  const { env = {}, signal, prompts, proofWaitMs, onTrouble, onChecking } = options;
  const wanted = targetHosts(options.baseUrls ?? [], options.trustedBaseUrls ?? []);
  const evidence = options.evidence === undefined ? undefined : Evidence.open(options.evidence, command);
  let owners: OwnerSessions | undefined;
  let result: T | undefined;
  try {
    const allowed = await approveFound(leaked, wanted, prompts);
    signal?.throwIfAborted();
    const client = new NavixyClient({
      env,
      ...options.transport,
      named: [...allowed.baseUrls, ...allowed.approved],
      onAttempt: (attempt) => {
        evidence?.call(attempt);
        options.transport?.onAttempt?.(attempt);
      },
    });
    owners = new OwnerSessions({ client, source: credentialSource(env, prompts), signal, proofWaitMs });
    result = await work({ leaked, client, targets: allowed, owners, evidence, signal, proofWaitMs, onChecking });
  } finally {
    const troubles = [...((await owners?.closeAll()) ?? [])];
    const exitCode = troubles.length > 0 ? withTrouble(result?.exitCode) : (result?.exitCode ?? 2);
    const isRecorded = evidence?.end(exitCode) ?? true;
    if (!isRecorded) troubles.push(`The evidence file is incomplete: ${evidence?.failure}.`);
    if (troubles.length > 0 && result !== undefined) result = { ...result, exitCode: withTrouble(result.exitCode) };
    for (const trouble of troubles) onTrouble?.(trouble);
  }
  // The work has not thrown, so there is a result.
  return result!;
}

/** A run with a side problem is not a success. */
function withTrouble(exitCode: ExitCode | undefined): ExitCode {
  return exitCode === undefined || exitCode === 0 ? 2 : exitCode;
}

/** Checks every secret, one after the other. @throws the signal's reason after an abort */
export async function checkAll(run: OnlineRun): Promise<readonly CheckedSecret[]> {
  if (run.leaked.length > 0) run.onChecking?.(run.leaked.length);
  const all: CheckedSecret[] = [];
  for (const one of run.leaked) all.push(await checkSecret(one, run));
  return all;
}
