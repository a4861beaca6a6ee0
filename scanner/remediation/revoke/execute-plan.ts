// Carries out a revocation plan: logs out sessions, deletes keys, and checks each result.

import type { Secret } from '../../../src/secret.ts';
import { checkHost, describeAnswer, hostOf, type ApiAnswer, type ApiKey, type NavixyClient } from '../client/index.ts';
import type { OwnerSession, OwnerSessions } from '../session/owner-sessions.ts';
import { confirmDead } from '../session/confirm-dead.ts';
import type { Alive, RevokeOutcome } from './revoke-plan.ts';

export interface ExecuteOptions {
  readonly client: NavixyClient;
  readonly owners: OwnerSessions;
  readonly signal: AbortSignal | undefined;
  /**
   * Milliseconds to wait before checking again, if the server accepted the call but still accepts the secret. Default
   * 1000.
   */
  readonly proofWaitMs?: number | undefined;
  /** Called for each outcome as soon as it is known. */
  readonly onOutcome?: (outcome: RevokeOutcome) => void;
}

/** Maximum number of accounts to ask the user for when searching for a key's owner. */
const MOST_ACCOUNTS = 4;

/**
 * Carries out a plan, one secret after the other. Sessions come first: they need no password, and an intruder's session
 * could create new keys. After an abort, the remaining secrets are left alone and reported as such.
 * @returns one outcome for every item, in the order of `items`
 */
export async function execute(items: readonly Alive[], options: ExecuteOptions): Promise<readonly RevokeOutcome[]> {
  const outcomes = new Map<Alive, RevokeOutcome>();
  const ordered = [...items].sort((left, right) => rank(left) - rank(right));
  for (const item of ordered) {
    const outcome = await executeOne(item, options);
    outcomes.set(item, outcome);
    options.onOutcome?.(outcome);
  }
  return items.map((item) => outcomes.get(item) as RevokeOutcome);
}

function rank(item: Alive): number {
  return { 'panel-logout': 0, logout: 0, 'logout-or-delete-key': 1, 'delete-key': 2 }[item.action];
}

async function executeOne(item: Alive, options: ExecuteOptions): Promise<RevokeOutcome> {
  const calls: string[] = [];
  try {
    options.signal?.throwIfAborted();
    return await new Revocation(item, options, calls).run();
  } catch (error) {
    if (options.signal?.aborted !== true) throw error;
    const nothing = { item, calls, madeMeanwhile: [] };
    return calls.length === 0
      ? { ...nothing, result: 'alive', detail: 'stopped before anything was done about it' }
      : { ...nothing, result: 'unknown', detail: 'stopped before it could be checked' };
  }
}

/** The steps for one secret. After every call that may have ended it, its state is checked. */
class Revocation {
  readonly #item: Alive;
  readonly #options: ExecuteOptions;
  readonly #calls: string[];
  #madeMeanwhile: RevokeOutcome['madeMeanwhile'] = [];

  constructor(item: Alive, options: ExecuteOptions, calls: string[]) {
    this.#item = item;
    this.#options = options;
    this.#calls = calls;
  }

  async run(): Promise<RevokeOutcome> {
    const { action, baseUrl, leaked, identity } = this.#item;
    const { client, signal } = this.#options;
    if (action === 'panel-logout') {
      return this.#confirmDead(
        await this.#recordCall('panel/account/logout', client.panelLogout(baseUrl, leaked.secret, signal)),
      );
    }
    if (action !== 'delete-key') {
      if (identity.what === 'master-session') await this.#reviewNewKeys(identity.review.keys.map(({ key }) => key));
      const outcome = await this.#confirmDead(
        await this.#recordCall('user/logout', client.userLogout(baseUrl, leaked.secret, signal)),
      );
      if (outcome.result === 'revoked' || action === 'logout') return outcome;
    }
    return this.#deleteKey();
  }

  /**
   * Minutes may pass between the plan and the confirmation; keys that an intruder created meanwhile must be found too.
   */
  async #reviewNewKeys(known: readonly ApiKey[]): Promise<void> {
    const { baseUrl, leaked } = this.#item;
    const answer = await this.#options.client.keyList(baseUrl, leaked.secret, this.#options.signal);
    if (answer.type !== 'ok') this.#madeMeanwhile = { reason: describeAnswer(answer) };
    else this.#madeMeanwhile = answer.value.filter(({ secret }) => !known.some((key) => key.secret.equals(secret)));
  }

  /** Tries one account after the other until one has the key. */
  async #deleteKey(): Promise<RevokeOutcome> {
    const { owners } = this.#options;
    let last: RevokeOutcome | undefined;
    for (let account = 0; account < MOST_ACCOUNTS; account += 1) {
      const owner = await owners.get(this.#item.baseUrl, account);
      if (owner.session === undefined) return last ?? this.#notTried(owner.reason);
      const answer = await this.#deleteAs(owner.session);
      last =
        answer.type === 'no-session' ? await this.#notTried(answer.reason) : await this.#confirmDead(answer.answer);
      const isElsewhere =
        answer.type === 'answer' && answer.answer.type === 'refused' && answer.answer.meaning === 'not-found';
      if (last.result !== 'alive' || !isElsewhere) return last;
    }
    return last as RevokeOutcome;
  }

  /**
   * Codes 3 and 4 are about the session in the header, which is ours here, not about the key: retry with a new session.
   */
  async #deleteAs(
    session: Secret,
  ): Promise<{ type: 'answer'; answer: ApiAnswer<unknown> } | { type: 'no-session'; reason: string }> {
    const { baseUrl, leaked } = this.#item;
    const { client, owners, signal } = this.#options;
    let current: OwnerSession = { session };
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.#recordCall(
        'api/key/delete',
        client.keyDelete(baseUrl, current.session, leaked.secret, signal),
      );
      const isOursDead = answer.type === 'refused' && answer.meaning === 'dead';
      if (!isOursDead) return { type: 'answer', answer };
      if (attempt === 2)
        return { type: 'no-session', reason: 'our own session ended before the key was deleted, twice: run it again' };
      current = await owners.renew(baseUrl, current.session);
      if (current.session === undefined) return { type: 'no-session', reason: current.reason };
    }
  }

  /** Records the call before it is made: after an abort in between, it counts as "may have been made". */
  async #recordCall(path: string, call: Promise<ApiAnswer<unknown>>): Promise<ApiAnswer<unknown>> {
    const index = this.#calls.push(`${path}: no answer`) - 1;
    const answer = await call;
    this.#calls[index] = `${path}: ${describeAnswer(answer)}`;
    return answer;
  }

  /** It was active when the plan was made; somebody else may have ended it since. */
  async #notTried(reason: string): Promise<RevokeOutcome> {
    const { baseUrl, leaked, realm } = this.#item;
    const { client, signal } = this.#options;
    const status = await checkHost(
      leaked.secret,
      baseUrl,
      realm,
      signal === undefined ? { client } : { client, signal },
    );
    if (status.status !== 'dead') return this.#outcome('alive', reason);
    return this.#outcome('revoked', `${hostOf(baseUrl)} says ${status.detail}; somebody else ended it meanwhile`);
  }

  /** Asks the server that accepted the secret. It is revoked only if this server reports it dead. */
  async #confirmDead(answer: ApiAnswer<unknown>): Promise<RevokeOutcome> {
    const { baseUrl, leaked, realm } = this.#item;
    const { client, signal, proofWaitMs } = this.#options;
    const host = hostOf(baseUrl);
    const status = await confirmDead(leaked.secret, {
      baseUrl,
      realm,
      client,
      signal,
      waitMs: proofWaitMs,
      isExpected: answer.type === 'ok',
    });
    const isGone = answer.type === 'refused' && answer.meaning === 'not-found';
    const byOthers = isGone ? '; it was not in this account any more' : '';
    if (status.status === 'dead') return this.#outcome('revoked', `${host} says ${status.detail}${byOthers}`);
    if (status.status === 'alive') return this.#outcome('alive', this.#explain(answer));
    return this.#outcome('unknown', `${explain(answer)}; asking ${host} whether it is dead: ${status.detail}`);
  }

  #explain(answer: ApiAnswer<unknown>): string {
    const { identity, action } = this.#item;
    const isLeftOut = identity.what === 'undetermined' && action !== 'logout-or-delete-key';
    if (!isLeftOut || answer.type !== 'refused' || (answer.meaning !== 'dead' && answer.meaning !== 'not-found'))
      return explain(answer);
    const other = action === 'logout' ? 'an API key' : 'a session';
    return `it seems to be ${other}, which --kind leaves alone: without --kind it is ended as well`;
  }

  #outcome(result: RevokeOutcome['result'], detail: string): RevokeOutcome {
    return { item: this.#item, result, detail, calls: [...this.#calls], madeMeanwhile: this.#madeMeanwhile };
  }
}

/** A note for the user if a secret survived the call that should have ended it. */
function explain(answer: ApiAnswer<unknown>): string {
  if (answer.type === 'ok') return 'the server took the call, yet accepts the secret still';
  if (answer.type === 'refused' && answer.meaning === 'not-found') {
    return 'this key is not in this account (code 201): log in as the owner of the account it belongs to';
  }
  if (answer.type === 'refused' && answer.meaning === 'wrong-rights') {
    return "this login may not delete keys (code 13): a sub-user's cannot, the account's owner's can";
  }
  if (answer.type === 'refused' && answer.meaning === 'demo') return 'a demo account does not allow it (code 101)';
  return describeAnswer(answer);
}
