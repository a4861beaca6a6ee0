// Finds the account that owns a key, and makes calls as its owner.

import type { Secret } from '../../../src/secret.ts';
import { describeAnswer, type ApiAnswer, type ApiKey, type NavixyClient } from '../client/index.ts';
import type { OnlineRun } from '../session/online-run.ts';

/** The result of a call as the account's owner; `no-session` with a reason if there is no session. */
export type Called<T> = { readonly answer: ApiAnswer<T> } | { readonly answer?: undefined; readonly reason: string };

/** A call made with a session of the owner. */
type CallAs<T> = (client: NavixyClient, session: Secret, signal: AbortSignal | undefined) => Promise<ApiAnswer<T>>;

/**
 * An account as seen by its owner. If our session expires (deployments take time), it is replaced by a new one, once
 * for each call.
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

  /** @param manner `tidy` for a cleanup call that an abort must not stop */
  keys(manner: 'work' | 'tidy'): Promise<Called<readonly ApiKey[]>> {
    return this.#call(manner, (client, session, signal) => client.keyList(this.#baseUrl, session, signal));
  }

  /** Creates a key once, whatever the answer; see {@link renew} for an expired session. */
  create(title: string): Promise<ApiAnswer<ApiKey>> {
    return this.#run.client.keyCreate(this.#baseUrl, this.#session, title, this.#run.signal);
  }

  /** @param manner `tidy` for a cleanup call that an abort must not stop */
  delete(key: Secret, manner: 'work' | 'tidy'): Promise<Called<unknown>> {
    return this.#call(manner, (client, session, signal) => client.keyDelete(this.#baseUrl, session, key, signal));
  }

  /** Replaces our expired session. @returns why that is not possible */
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
    // Codes 3 and 4 are about our session: nothing was done.
    if (!isOurSessionOver(answer)) return { answer };
    const reason = await this.renew();
    return reason === undefined ? { answer: await made() } : { reason };
  }
}

export function isOurSessionOver(answer: ApiAnswer<unknown>): boolean {
  return answer.type === 'refused' && answer.meaning === 'dead';
}

/** For people: why a call failed. */
export function whyNot(called: Called<unknown>): string {
  return called.answer === undefined ? called.reason : describeAnswer(called.answer);
}

/** An account, all its keys, and the old and new key of a rotation, if it has them. */
export interface FoundAccount {
  readonly account: Account;
  readonly keys: readonly ApiKey[];
  readonly old: ApiKey | undefined;
  readonly use: ApiKey | undefined;
}

/**
 * Finds the account with the old key, or else with its replacement; asks for accounts until one matches.
 * @param isUse recognises the replacement; absent if a new key will be created
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
      'this key is not in this account: it belongs to another one, or it is a session, which cannot be rotated ' +
      '(end it with revoke)';
  }
  return { reason };
}

/** Maximum number of accounts to ask the user for. */
const MOST_ACCOUNTS = 4;
