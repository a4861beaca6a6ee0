import type { Answer, UserInfo } from '../api/index.ts';
import { checkAll } from '../online/run.ts';
import type { Checked } from '../online/check.ts';
import type { OnlineRun } from '../online/run.ts';

/** What a living value is; `undetermined` when the call that tells them apart failed. */
export type What = 'api-key' | 'session' | 'panel-session' | 'undetermined';

export type Verified =
  | (Extract<Checked, { state: 'alive' }> & { readonly what: What; readonly account: UserInfo | undefined })
  | Exclude<Checked, { state: 'alive' }>;

/**
 * Status of every secret of a run: one probe for each host until one accepts it, one more call for
 * the living to tell keys from sessions, and, only when asked for, whose it is. Changes nothing.
 * @throws the signal's reason after an abort
 */
export async function verify(run: OnlineRun, identify: boolean): Promise<readonly Verified[]> {
  const verified: Verified[] = [];
  for (const checked of await checkAll(run)) {
    if (checked.state !== 'alive') verified.push(checked);
    else verified.push({ ...checked, what: await whatIs(checked, run), account: identify ? await accountOf(checked, run) : undefined });
  }
  return verified;
}

type Living = Extract<Checked, { state: 'alive' }>;

/** Only a standard session may ask for `api/key/list`; the answer is not even read (see keyListAllowed). */
async function whatIs({ leaked, baseUrl, realm }: Living, { client, signal }: OnlineRun): Promise<What> {
  if (realm === 'panel') return 'panel-session';
  const answer = await client.keyListAllowed(baseUrl, leaked.secret, signal);
  if (answer.type === 'ok') return 'session';
  if (answer.type === 'unknown') return 'undetermined';
  if (answer.meaning === 'wrong-rights') return 'session';
  return answer.meaning === 'dead' || answer.meaning === 'wrong-session-type' ? 'api-key' : 'undetermined';
}

async function accountOf({ leaked, baseUrl, realm }: Living, { client, signal }: OnlineRun): Promise<UserInfo | undefined> {
  if (realm === 'panel') return undefined;
  const answer: Answer<UserInfo> = await client.userInfo(baseUrl, leaked.secret, signal);
  return answer.type === 'ok' ? answer.value : undefined;
}
