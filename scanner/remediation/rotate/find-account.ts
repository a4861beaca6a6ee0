import type { Secret } from '../../../src/secret.ts';
import { describeAnswer, type ApiAnswer, type ApiKey, type NavixyClient } from '../client/index.ts';
import type { OnlineRun } from '../session/online-run.ts';

/** What a call of the account's owner came to; `no-session` when there is none, with the reason. */
export type Called<T> = { readonly answer: ApiAnswer<T> } | { readonly answer?: undefined; readonly reason: string };

/** A call made with a session of the owner. */
type CallAs<T> = (client: NavixyClient, session: Secret, signal: AbortSignal | undefined) => Promise<ApiAnswer<T>>;

/**
 * An account seen by its owner. A session of ours that ends meanwhile (people take their time to
 * deploy) is replaced by a new one, once for each call.
 */
export class Account {
  readonly #run: OnlineRun;
  readonly #baseUrl: string;
  #session: Secret;

  constructor(run: OnlineRun, baseUrl: string, session: Secret) {
    this.#run = run;
    this.#baseUrl = baseUrl;
    this.#session = session;
  }

  /** @param manner `tidy` for a call that an abort must not stop */
  keys(manner: 'work' | 'tidy'): Promise<Called<readonly ApiKey[]>> {
    return this.#call(manner, (client, session, signal) => client.keyList(this.#baseUrl, session, signal));
  }

  /** Made once, whatever it says: see {@link renew} for when it says that our session ended. */
  create(title: string): Promise<ApiAnswer<ApiKey>> {
    return this.#run.client.keyCreate(this.#baseUrl, this.#session, title, this.#run.signal);
  }

  /** @param manner `tidy` for a call that an abort must not stop */
  delete(key: Secret, manner: 'work' | 'tidy'): Promise<Called<unknown>> {
    return this.#call(manner, (client, session, signal) => client.keyDelete(this.#baseUrl, session, key, signal));
  }

  /** Replaces a session of ours that ended. @returns why that is not possible */
  async renew(): Promise<string | undefined> {
    const renewed = await this.#run.owners.renew(this.#baseUrl, this.#session);
    if (renewed.session === undefined) return renewed.reason;
    this.#session = renewed.session;
    return undefined;
  }

  async #call<T>(manner: 'work' | 'tidy', call: CallAs<T>): Promise<Called<T>> {
    const { client, signal } = this.#run;
    const made = (): Promise<ApiAnswer<T>> =>
      manner === 'tidy' ? call(client.tidying, this.#session, undefined) : call(client, this.#session, signal);
    const answer = await made();
    // 3 and 4 speak of our session: nothing was done.
    if (!isOurSessionOver(answer)) return { answer };
    const reason = await this.renew();
    return reason === undefined ? { answer: await made() } : { reason };
  }
}

export function isOurSessionOver(answer: ApiAnswer<unknown>): boolean {
  return answer.type === 'refused' && answer.meaning === 'dead';
}

/** For people: why a call did not succeed. */
export function whyNot(called: Called<unknown>): string {
  return called.answer === undefined ? called.reason : describeAnswer(called.answer);
}

/** An account, all its keys, and the two that a rotation is about as far as it has them. */
export interface FoundAccount {
  readonly account: Account;
  readonly keys: readonly ApiKey[];
  readonly old: ApiKey | undefined;
  readonly use: ApiKey | undefined;
}

/**
 * The account that has the old key, or else the one that is to take its place; accounts are asked for until one does.
 * @param isUse tells the key that is to be used; absent when one is to be made
 */
export async function findAccount(
  run: OnlineRun,
  baseUrl: string,
  isOld: (key: ApiKey) => boolean,
  isUse?: (key: ApiKey) => boolean,
): Promise<FoundAccount | { readonly account?: undefined; readonly reason: string }> {
  let reason = '';
  for (let number = 0; number < MOST_ACCOUNTS; number += 1) {
    const owner = await run.owners.get(baseUrl, number);
    if (owner.session === undefined) return { reason: number === 0 ? owner.reason : reason };
    const account = new Account(run, baseUrl, owner.session);
    const listed = await account.keys('work');
    if (listed.answer?.type !== 'ok')
      return { reason: `the keys of the account could not be listed: ${whyNot(listed)}` };
    const keys = listed.answer.value;
    const old = keys.find(isOld);
    const use = isUse === undefined ? undefined : keys.find(isUse);
    if (old !== undefined || use !== undefined) return { account, keys, old, use };
    reason =
      'this key is not in this account: it belongs to another one, or it is a session, which cannot be rotated (end it with revoke)';
  }
  return { reason };
}

/** Accounts that a person may name before we stop asking. */
const MOST_ACCOUNTS = 4;
