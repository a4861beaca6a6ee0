import { describeAnswer, hostOf } from '../api/index.ts';
import { Failure } from '../failure.ts';
import { remark } from '../keys/remarks.ts';
import { keysJson, keysSummary, keysText, type AccountKeys } from '../keys/report.ts';
import type { ExitCode } from '../online/exit-code.ts';
import { runOnline, type OnlineOptions, type OnlineRun } from '../online/run.ts';
import type { LeakFinding } from '../online/types.ts';

export interface KeysOptions extends OnlineOptions {
  /** What a scan found, to mark the keys that leaked. */
  readonly findings: readonly LeakFinding[];
  readonly format?: 'text' | 'json';
  /** Default: now. */
  readonly now?: Date;
}

export interface KeysReport {
  readonly exitCode: ExitCode;
  readonly account: AccountKeys | undefined;
}

/**
 * Lists the API keys of an account with what there is to say about them. Changes nothing.
 * Exit status: 0 none of them was found leaked, 1 a leaked one is among them (and so alive), 2 they
 * could not be listed.
 */
export async function runKeys(options: KeysOptions): Promise<KeysReport> {
  const { io, format = 'text' } = options;
  const work = async (run: OnlineRun): Promise<KeysReport> => {
    const account = await listKeys(run, options);
    io.stdout(format === 'json' ? `${JSON.stringify(keysJson(account), undefined, 2)}\n` : keysText(account, run.colors));
    return { exitCode: account.keys.some(({ places }) => places.length > 0) ? 1 : 0, account };
  };
  const nothing: KeysReport = { exitCode: 2, account: undefined };
  return runOnline('keys', () => [], options, nothing, work, format === 'text' ? ({ account }) => `\n${account === undefined ? '' : keysSummary(account)}` : undefined);
}

/** A login is not tried on one region after the other: a wrong one counts towards a lock (code 105). */
async function listKeys({ client, owners, targets, signal }: OnlineRun, { findings, now }: KeysOptions): Promise<AccountKeys> {
  const [baseUrl] = targets.baseUrls;
  if (baseUrl === undefined || !targets.isNamed || targets.baseUrls.length > 1) {
    throw new Failure('The keys of which account? Say where it is.', 'Add --region eu, --region us or --region me, or --api-url <url> for an installation of your own.');
  }
  const owner = await owners.get(baseUrl);
  if (owner.session === undefined) throw new Failure(`The keys on ${hostOf(baseUrl)} could not be listed: ${owner.reason}`);
  const answer = await client.keyList(baseUrl, owner.session, signal);
  if (answer.type !== 'ok') throw new Failure(`The keys on ${hostOf(baseUrl)} could not be listed: ${describeAnswer(answer)}`);
  return { baseUrl, keys: remark(answer.value, findings, now ?? new Date()) };
}
