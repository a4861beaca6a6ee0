// Runs `keys`: lists the API keys of an account.

import { describeAnswer, hostOf } from '../client/index.ts';
import { Failure } from '../../model/failure.ts';
import type { ExitCode } from '../session/outcome-status.ts';
import { runOnline, type OnlineRun, type PlatformOptions } from '../session/online-run.ts';
import type { LeakFinding } from '../session/leaked-secret.ts';
import { describeKeys, type DescribedKey } from './key-findings.ts';

export interface KeysOptions extends PlatformOptions {
  /** Findings of a scan, to mark leaked keys. */
  readonly findings: readonly LeakFinding[];
  /** Reference date for ages. Default: now. */
  readonly now?: Date;
}

/** The keys of one account. */
export interface AccountKeys {
  readonly baseUrl: string;
  readonly keys: readonly DescribedKey[];
}

export interface KeysReport {
  /** 0: no key was found leaked. 1: a leaked key is in the account, so it is active. */
  readonly exitCode: ExitCode;
  readonly account: AccountKeys;
}

/**
 * Lists the API keys of an account with notes about each. Changes nothing. {@link PlatformOptions.baseUrls} must name
 * one installation: a login is not tried on several regions, because a wrong one counts towards a lockout (code 105).
 * @throws Failure if it is unclear which host to ask, or if the keys could not be listed
 */
export async function listKeys(options: KeysOptions): Promise<KeysReport> {
  return runOnline('keys', [], options, async (run) => {
    const account = await accountKeys(run, options);
    return { exitCode: account.keys.some(({ places }) => places.length > 0) ? 1 : 0, account };
  });
}

async function accountKeys(
  { client, owners, targets, signal }: OnlineRun,
  { findings, now = new Date() }: KeysOptions,
): Promise<AccountKeys> {
  const [baseUrl] = targets.baseUrls;
  if (baseUrl === undefined || !targets.isNamed || targets.baseUrls.length > 1) {
    if (targets.isNamed && targets.baseUrls.length > 1) {
      const named = targets.baseUrls.map(hostOf).join(' and ');
      throw new Failure(
        `An account is in one place, and ${named} are named.`,
        'Name one of them: one --region, or one --api-url.',
      );
    }
    throw new Failure(
      'The keys of which account? Say where it is.',
      'Add --region eu, --region us or --region me, or --api-url <url> for an installation of your own.',
    );
  }
  const owner = await owners.get(baseUrl);
  if (owner.session === undefined)
    throw new Failure(`The keys on ${hostOf(baseUrl)} could not be listed: ${owner.reason}`);
  const answer = await client.keyList(baseUrl, owner.session, signal);
  if (answer.type !== 'ok')
    throw new Failure(`The keys on ${hostOf(baseUrl)} could not be listed: ${describeAnswer(answer)}`);
  return { baseUrl, keys: describeKeys(answer.value, findings, now) };
}
