import { checkHost, describeAnswer, hostOf, pause, type Answer, type NavixyClient } from '../api/index.ts';
import type { OwnerSessions } from './owner-sessions.ts';
import type { Alive, Outcome } from './types.ts';

export interface ExecuteOptions {
  readonly client: NavixyClient;
  readonly owners: OwnerSessions;
  readonly signal: AbortSignal | undefined;
  /** Wait before asking again whether a secret is dead, when the server took the call but still accepts it. Default 1000. */
  readonly proofWaitMs?: number | undefined;
}

const MOST_PROOFS = 3;

/**
 * Carries out a plan, one secret after the other: sessions first, for they need nobody's password
 * and an intruder's session could make new keys. After an abort the rest is left alone and said so.
 * @returns one outcome for every item, in the order of `items`
 */
export async function execute(items: readonly Alive[], options: ExecuteOptions): Promise<readonly Outcome[]> {
  const outcomes = new Map<Alive, Outcome>();
  const ordered = [...items].sort((left, right) => rank(left) - rank(right));
  for (const item of ordered) outcomes.set(item, await executeOne(item, options));
  return items.map((item) => outcomes.get(item) as Outcome);
}

function rank(item: Alive): number {
  return { 'panel-logout': 0, logout: 0, 'logout-or-delete-key': 1, 'delete-key': 2 }[item.action];
}

async function executeOne(item: Alive, options: ExecuteOptions): Promise<Outcome> {
  const calls: string[] = [];
  try {
    options.signal?.throwIfAborted();
    return await new Revocation(item, options, calls).run();
  } catch (error) {
    if (options.signal?.aborted !== true) throw error;
    return calls.length === 0
      ? { item, result: 'alive', detail: 'stopped before anything was done about it', calls }
      : { item, result: 'unknown', detail: 'stopped before it could be checked', calls };
  }
}

/** The steps for one secret. Every call that might have ended it is followed by a proof. */
class Revocation {
  readonly #item: Alive;
  readonly #options: ExecuteOptions;
  readonly #calls: string[];

  constructor(item: Alive, options: ExecuteOptions, calls: string[]) {
    this.#item = item;
    this.#options = options;
    this.#calls = calls;
  }

  async run(): Promise<Outcome> {
    const { action, baseUrl, leaked } = this.#item;
    const { client, signal } = this.#options;
    if (action === 'panel-logout') {
      return this.#prove(await this.#did('panel/account/logout', client.panelLogout(baseUrl, leaked.secret, signal)));
    }
    if (action !== 'delete-key') {
      const outcome = await this.#prove(await this.#did('user/logout', client.userLogout(baseUrl, leaked.secret, signal)));
      if (outcome.result === 'revoked' || action === 'logout') return outcome;
    }
    return this.#deleteKey();
  }

  async #deleteKey(): Promise<Outcome> {
    const { baseUrl, leaked } = this.#item;
    const { client, owners, signal } = this.#options;
    const owner = await owners.get(baseUrl);
    if (owner.session === undefined) return this.#outcome('alive', owner.reason);
    const answer = await this.#did('api/key/delete', client.keyDelete(baseUrl, owner.session, leaked.secret, signal));
    const outcome = await this.#prove(answer);
    // 3 and 4 speak of the hash in the header, which is ours here, not of the key.
    const isOursDead = outcome.result === 'alive' && answer.type === 'refused' && answer.meaning === 'dead';
    return isOursDead ? this.#outcome('alive', 'our own session ended before the key was deleted: run it again') : outcome;
  }

  /** Named before it is made: an abort in between must count as "may have been made". */
  async #did(path: string, call: Promise<Answer<unknown>>): Promise<Answer<unknown>> {
    const index = this.#calls.push(`${path}: no answer`) - 1;
    const answer = await call;
    this.#calls[index] = `${path}: ${describeAnswer(answer)}`;
    return answer;
  }

  /** Asks the server that accepted the secret. Only its "dead" makes it revoked. */
  async #prove(answer: Answer<unknown>): Promise<Outcome> {
    const { baseUrl, leaked, realm } = this.#item;
    const { signal, proofWaitMs = 1000 } = this.#options;
    const host = hostOf(baseUrl);
    for (let proof = 1; ; proof += 1) {
      const status = await checkHost(leaked.secret, baseUrl, realm, signal === undefined ? { client: this.#options.client } : { client: this.#options.client, signal });
      if (status.status === 'dead') return this.#outcome('revoked', `${host} says ${status.detail}`);
      if (status.status === 'unknown') return this.#outcome('unknown', `${explain(answer)}; asking ${host} whether it is dead: ${status.detail}`);
      if (answer.type !== 'ok' || proof === MOST_PROOFS) return this.#outcome('alive', explain(answer));
      await pause(proofWaitMs, signal);
    }
  }

  #outcome(result: Outcome['result'], detail: string): Outcome {
    return { item: this.#item, result, detail, calls: [...this.#calls] };
  }
}

/** What a person should know when a secret outlived the call that should have ended it. */
function explain(answer: Answer<unknown>): string {
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
