// Runs `verify`: checks each distinct secret, and what active ones are.

import { hostOf, type ApiAnswer, type UserInfo } from '../client/index.ts';
import type { CheckedSecret } from '../session/ask-if-alive.ts';
import { exitCodeFor, type ExitCode } from '../session/outcome-status.ts';
import { groupFindings } from '../session/group-findings.ts';
import { checkAll, runOnline, type OnlineRun, type PlatformOptions } from '../session/online-run.ts';
import { selectOnly } from '../session/select-secrets.ts';
import type { LeakFinding } from '../session/leaked-secret.ts';

/** What an active value is; `undetermined` if the call that distinguishes them failed. */
export type What = 'api-key' | 'session' | 'panel-session' | 'undetermined';

export type Verified =
  | (Extract<CheckedSecret, { state: 'alive' }> & { readonly what: What; readonly account: UserInfo | undefined })
  | Exclude<CheckedSecret, { state: 'alive' }>;

export interface VerifyOptions extends PlatformOptions {
  /** Findings of a scan; each distinct secret is checked once. */
  readonly findings: readonly LeakFinding[];
  /** Only the secrets with these fingerprints. Default: all. */
  readonly only?: readonly string[];
  /** Ask for the owners of active values, which is personal data. Default: no. */
  readonly identify?: boolean;
}

export interface VerifyReport {
  /** 0: all are dead. 1: something is active. 2: a state is unknown. */
  readonly exitCode: ExitCode;
  /** One for each distinct secret. */
  readonly verified: readonly Verified[];
}

/**
 * Checks for every distinct secret whether it is active, and what active ones are: one probe per host until one accepts
 * it, one more call for active ones to distinguish keys from sessions, and, only if requested, one for the owner.
 * Changes nothing.
 * @throws Failure for a fingerprint that was not found; see also {@link PlatformOptions}
 */
export async function verify(options: VerifyOptions): Promise<VerifyReport> {
  return runOnline(
    'verify',
    selectOnly(groupFindings(options.findings), options.only, 'verify', options.advice),
    options,
    async (run) => {
      const verified: Verified[] = [];
      for (const checked of await checkAll(run)) {
        if (checked.state !== 'alive') verified.push(checked);
        else
          verified.push({
            ...checked,
            what: await whatIs(checked, run),
            account: options.identify === true ? await accountOf(checked, run) : undefined,
          });
      }
      for (const one of verified) record(one, run);
      return { exitCode: exitCodeFor(verified.flatMap(({ state }) => (state === 'by-hand' ? [] : [state]))), verified };
    },
  );
}

function record(one: Verified, { evidence }: OnlineRun): void {
  const { leaked, state } = one;
  if (one.state === 'alive')
    evidence?.secret('status', leaked, { status: state, what: one.what, host: hostOf(one.baseUrl) });
  else
    evidence?.secret('status', leaked, { status: state, ...(one.state === 'unknown' ? { detail: one.reason } : {}) });
}

type Living = Extract<CheckedSecret, { state: 'alive' }>;

/** Only a standard session may call `api/key/list`; the answer is not parsed (see keyListAllowed). */
async function whatIs({ leaked, baseUrl, realm }: Living, { client, signal }: OnlineRun): Promise<What> {
  if (realm === 'panel') return 'panel-session';
  const answer = await client.keyListAllowed(baseUrl, leaked.secret, signal);
  if (answer.type === 'ok') return 'session';
  if (answer.type === 'unknown') return 'undetermined';
  if (answer.meaning === 'wrong-rights') return 'session';
  return answer.meaning === 'dead' || answer.meaning === 'wrong-session-type' ? 'api-key' : 'undetermined';
}

async function accountOf(
  { leaked, baseUrl, realm }: Living,
  { client, signal }: OnlineRun,
): Promise<UserInfo | undefined> {
  if (realm === 'panel') return undefined;
  const answer: ApiAnswer<UserInfo> = await client.userInfo(baseUrl, leaked.secret, signal);
  return answer.type === 'ok' ? answer.value : undefined;
}
