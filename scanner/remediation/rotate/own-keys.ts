// Creates the new key of a rotation, recognises it in the account, and deletes it again if necessary.

import { describeAnswer, mayHaveActed, type ApiAnswer, type ApiKey } from '../client/index.ts';
import { clean } from '../../text/clean.ts';
import { confirmDead } from '../session/confirm-dead.ts';
import type { RotationTitle } from '../session/rotation-title.ts';
import type { OnlineRun } from '../session/online-run.ts';
import { isOurSessionOver, type Account } from './find-account.ts';
import { commandLine } from '../../text/command-line.ts';

export interface OwnKeysOptions {
  readonly run: OnlineRun;
  readonly baseUrl: string;
  readonly account: Account;
  readonly title: RotationTitle;
  /** The account's keys before the rotation. */
  readonly before: readonly ApiKey[];
}

/** How often to look for a key in the account if its creation got no answer: it may appear late. */
const MOST_LOOKUPS = 3;

/**
 * The keys created by this run, and no others: a key is ours if its title has the tag of this run and it did not exist
 * before. The server's answer is not enough: it may contain a key that a colleague created meanwhile.
 */
export class OwnKeys {
  readonly #options: OwnKeysOptions;
  #made: ApiKey | undefined;
  #isBegun = false;

  constructor(options: OwnKeysOptions) {
    this.#options = options;
  }

  /** Whether a key may have been created. */
  get isBegun(): boolean {
    return this.#isBegun;
  }

  /**
   * Creates a key. If the answer is lost or unexpected, searches the account for it.
   * @returns the key, or why there is none or may be one
   * @throws the signal's reason after an abort
   */
  async create(): Promise<{ readonly key: ApiKey } | { readonly key?: undefined; readonly reason: string }> {
    const { account, title } = this.#options;
    this.#isBegun = true;
    for (let attempt = 1; ; attempt += 1) {
      const answer = await account.create(title.text);
      if (answer.type === 'ok' && this.#isOurs(answer.value)) return { key: (this.#made = answer.value) };
      const looked = await this.#findCreatedKey(answer);
      if (looked.key !== undefined) return { key: (this.#made = looked.key) };
      if (looked.doubt !== undefined) return { reason: looked.doubt };
      const isOver = isOurSessionOver(answer) && attempt === 1;
      const failure = isOver ? await account.renew() : describeFailure(answer);
      if (failure === undefined) continue;
      this.#isBegun = false;
      return { reason: this.#notMade(answer, failure) };
    }
  }

  /** The keys of this run in the account, except `keep`. */
  among(keys: readonly ApiKey[], keep?: ApiKey): readonly ApiKey[] {
    return keys.filter((key) => this.#isOurs(key) && keep?.secret.equals(key.secret) !== true);
  }

  /**
   * Deletes the keys of this run that were delivered to nobody, and checks that they are dead. Not stopped by an abort.
   * @param keep the key that stays
   * @returns keys that are not known to be dead
   */
  async discard(keep?: ApiKey): Promise<readonly ApiKey[]> {
    const listed = await this.#options.account.keys('tidy');
    const known = this.#made === undefined || keep !== undefined ? [] : [this.#made];
    const ours = listed.answer?.type === 'ok' ? this.among(listed.answer.value, keep) : known;
    const left: ApiKey[] = [];
    // A key that the account does not list may still be active.
    const missing = known.filter(({ secret }) => !ours.some((key) => key.secret.equals(secret)));
    for (const key of [...ours, ...missing]) if (!(await this.#delete(key))) left.push(key);
    return left;
  }

  async #delete({ secret }: ApiKey): Promise<boolean> {
    const { account, run, baseUrl } = this.#options;
    const deleted = await account.delete(secret, 'tidy');
    const isExpected = deleted.answer?.type === 'ok';
    const {
      client: { tidying: client },
      proofWaitMs: waitMs,
    } = run;
    const proof = await confirmDead(secret, { client, baseUrl, realm: 'user', signal: undefined, waitMs, isExpected });
    run.evidence?.record('undone', { fingerprint: secret.fingerprint, status: proof.status, detail: proof.detail });
    return proof.status === 'dead';
  }

  #isOurs({ secret, title }: ApiKey): boolean {
    return this.#options.title.isOf(title) && !this.#existedBefore(secret);
  }

  #existedBefore(secret: ApiKey['secret']): boolean {
    return this.#options.before.some((key) => key.secret.equals(secret));
  }

  /** Looks for our key in the account. A new key without our tag may be a colleague's, so it is ambiguous. */
  async #findCreatedKey(answer: ApiAnswer<ApiKey>): Promise<{ readonly key?: ApiKey; readonly doubt?: string }> {
    const { account, run, title, baseUrl } = this.#options;
    const why = answer.type === 'ok' ? 'its answer is about another key' : describeAnswer(answer);
    for (let look = 1; ; look += 1) {
      const listed = await account.keys('tidy');
      if (listed.answer?.type !== 'ok')
        return {
          doubt:
            `a new key may have been made ` +
            `(${why}), and the account could not be read: go on with one titled ` +
            `"${clean(title.text)}" by --use, or delete it; the keys are listed by: ` +
            `${commandLine(['keys', '--api-url', baseUrl])}`,
        };
      const fresh = listed.answer.value.filter(({ secret }) => !this.#existedBefore(secret));
      const ours = fresh.find((key) => title.isOf(key.title));
      if (ours !== undefined) return { key: ours };
      const [other] = fresh;
      // Our key may still appear.
      if (other !== undefined && (!mayHaveActed(answer) || look === MOST_LOOKUPS)) {
        const named =
          `"${clean(other.title)}", fingerprint ` + `${other.secret.fingerprint}, appeared in the account meanwhile`;
        return {
          doubt:
            `a new key may have been made ` +
            `(${why}): ${named}, but nothing shows that it is ours, so it was left alone; should one titled ` +
            `"${clean(title.text)}" appear later, delete it`,
        };
      }
      if (!mayHaveActed(answer) || look === MOST_LOOKUPS) return {};
      await run.client.pause(run.proofWaitMs ?? 1000);
    }
  }

  #notMade(answer: ApiAnswer<ApiKey>, failure: string): string {
    if (answer.type === 'refused' && answer.meaning === 'over-quota') {
      return 'the account has no room for another key (code 268): delete one that is not needed first';
    }
    const title = clean(this.#options.title.text);
    const later = mayHaveActed(answer) ? `; should one titled "${title}" appear later, delete it` : '';
    return `no new key was made: ${failure}${later}`;
  }
}

function describeFailure(answer: ApiAnswer<ApiKey>): string {
  return answer.type === 'ok' ? 'the server took the call, but the account has no new key' : describeAnswer(answer);
}
