import type { Advice } from '../../advice/advice.ts';
import { NavixyClient, type TransportOptions } from '../client/index.ts';
import { checkSecret, type CheckedSecret } from './check-secret.ts';
import { credentialSource } from './credential-source.ts';
import { Evidence } from './evidence.ts';
import type { ExitCode } from './outcome-status.ts';
import { approveFound, targetHosts, type TargetHosts } from './target-hosts.ts';
import { OwnerSessions } from './owner-sessions.ts';
import type { Environment, LeakedSecret, Prompts } from './leaked-secret.ts';

/** What everything that talks to the platform takes. */
export interface PlatformOptions {
  /**
   * Base URLs to ask, such as `https://api.eu.navixy.com/v2`; then these alone are. Default: {@link trustedBaseUrls}
   * and the official ones.
   */
  readonly baseUrls?: readonly string[];
  /** Base URLs of installations of one's own: asked before the official ones. */
  readonly trustedBaseUrls?: readonly string[];
  /** `NAVIXY_LOGIN`, `NAVIXY_PASSWORD`, `HTTPS_PROXY` and `NO_PROXY` are read from here. Default: no variables. */
  readonly env?: Environment;
  /**
   * Answers what only a person knows: whether a host found beside a secret may be asked about it, a login, a
   * one-time code. Default: nobody; then such hosts are not asked, and the login is that of {@link env}.
   */
  readonly prompts?: Prompts;
  /**
   * Stops it: it rejects with the signal's reason, unless something was changed already. Sessions of our own are logged
   * out all the same.
   */
  readonly signal?: AbortSignal;
  /** How requests are sent: timeouts, retries, pace, certificates, another `fetch`. */
  readonly transport?: TransportOptions;
  /**
   * Milliseconds to wait before asking again whether something is dead that the server said to have ended. Default
   * 1000.
   */
  readonly proofWaitMs?: number;
  /** File to append the record of this run to: JSON lines without a value in them. Default: no record. */
  readonly evidence?: string;
  /** Commands for messages that say what to do next. Default: without the options of any run. */
  readonly advice?: Advice;
  /** Told, before the first is sent, how many distinct secrets will be asked about; not called for none. */
  readonly onChecking?: (secrets: number) => void;
  /**
   * Told, in words for people, of what went wrong beside the work: a session of ours that could not be logged out, a
   * record that is incomplete. The exit status is then not 0.
   */
  readonly onTrouble?: (trouble: string) => void;
}

/** Work at the platform: its client, the person, the record. */
export interface OnlineRun {
  /** The distinct secrets this run is about. */
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
 * Does some work at the platform: hosts found beside secrets are asked about, the record is opened before
 * anything happens and closed after, own sessions are logged out whatever comes.
 * @param command what the record calls it
 * @param leaked the secrets this run is about
 * @returns what the work gave; not 0 when a session stayed open or the record is incomplete
 * @throws Failure, BaseUrlError or EvidenceError for what the caller can mend, the signal's reason after an abort;
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
    const exitCode = troubles.length > 0 ? unlessWell(result?.exitCode) : (result?.exitCode ?? 2);
    const isRecorded = evidence?.end(exitCode) ?? true;
    if (!isRecorded) troubles.push(`The evidence file is incomplete: ${evidence?.failure}.`);
    if (troubles.length > 0 && result !== undefined) result = { ...result, exitCode: unlessWell(result.exitCode) };
    for (const trouble of troubles) onTrouble?.(trouble);
  }
  // Whoever comes here has not thrown.
  return result!;
}

/** Whatever else a run came to, with trouble beside it it is no success. */
function unlessWell(exitCode: ExitCode | undefined): ExitCode {
  return exitCode === undefined || exitCode === 0 ? 2 : exitCode;
}

/** Asks about every secret, one after the other. @throws the signal's reason after an abort */
export async function checkAll(run: OnlineRun): Promise<readonly CheckedSecret[]> {
  if (run.leaked.length > 0) run.onChecking?.(run.leaked.length);
  const all: CheckedSecret[] = [];
  for (const one of run.leaked) all.push(await checkSecret(one, run));
  return all;
}
