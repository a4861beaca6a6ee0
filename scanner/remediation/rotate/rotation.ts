// The steps of a key rotation, from creating the new key to deleting the old one.

import type { Secret } from '../../../src/secret.ts';
import { checkHost, hostOf, type ApiKey, type HostStatus } from '../client/index.ts';
import { clean } from '../../text/clean.ts';
import { confirmDead } from '../session/confirm-dead.ts';
import { replaces, type RotationTitle } from '../session/rotation-title.ts';
import type { OnlineRun } from '../session/online-run.ts';
import { whyNot, type Account } from './find-account.ts';
import type { Receipt } from './deliver-key.ts';
import { OwnKeys } from './own-keys.ts';

export interface RotationOptions {
  readonly run: OnlineRun;
  readonly baseUrl: string;
  readonly account: Account;
  /** The account's keys before the rotation. */
  readonly keys: readonly ApiKey[];
  readonly old: ApiKey;
  /** The title of the new key. */
  readonly title: RotationTitle;
  /** An existing key to use instead of a new one, left by an interrupted run. */
  readonly use: ApiKey | undefined;
  /** Absent if an earlier run has already delivered it. */
  readonly deliver: ((secret: Secret) => Promise<Receipt>) | undefined;
  /** Waits for the user's confirmation that the new value is in use. */
  readonly isDeployed: () => Promise<boolean>;
  /** Called after each step. */
  readonly onStep: (step: string) => void;
}

/** How a rotation ended. */
export interface RotationResult {
  readonly old: 'alive' | 'dead' | 'unknown';
  /** The new key, if it exists at the end; it may or may not have been delivered. */
  readonly made: ApiKey | undefined;
  /** The last state of the new key according to the server; `unknown` if it was not checked. */
  readonly fresh: 'alive' | 'dead' | 'unknown';
  readonly isHandedOver: boolean;
  /** Other keys that this run created and could not delete. */
  readonly left: readonly ApiKey[];
  /** Why the rotation is incomplete, for people. */
  readonly reason: string | undefined;
}

/** How often the new key is checked after the old one is deleted, before it counts as broken. */
const MOST_PROOFS = 3;

/**
 * Replaces a key: create, check, deliver, wait, check again, delete, confirm. The old key stays until the new one is
 * known to work and the user has confirmed that it is in use. A new key that was certainly delivered to nobody is
 * deleted again, also after an abort.
 */
export class Rotation {
  readonly #options: RotationOptions;
  readonly #own: OwnKeys;
  #made: ApiKey | undefined;
  #fresh: RotationResult['fresh'] = 'unknown';
  #handedOver: Receipt['arrived'] = 'no';
  #old: RotationResult['old'] = 'alive';
  #left: readonly ApiKey[] = [];

  constructor(options: RotationOptions) {
    const { run, baseUrl, account, title, keys } = options;
    this.#options = options;
    this.#own = new OwnKeys({ run, baseUrl, account, title, before: keys });
    this.#made = options.use;
  }

  /** Does not throw: after an abort or an error, the result shows how far it got. */
  async run(): Promise<RotationResult> {
    let reason: string | undefined;
    try {
      reason = await this.#steps();
    } catch {
      reason = this.#options.run.signal?.aborted === true ? 'stopped' : 'ended by an unexpected error of this program';
    }
    if (this.#own.isBegun && this.#handedOver === 'no') await this.#undo();
    if (this.#old === 'alive' && this.#options.run.signal?.aborted !== true) await this.#checkOldKey();
    const isHandedOver = this.#handedOver === 'yes';
    return { old: this.#old, made: this.#made, fresh: this.#fresh, isHandedOver, left: this.#left, reason };
  }

  /** @returns why it ends early */
  async #steps(): Promise<string | undefined> {
    const { run } = this.#options;
    const created = await this.#create();
    if (created !== undefined) return created;
    const made = this.#made as ApiKey;
    run.signal?.throwIfAborted();
    const first = await this.#probe(made.secret);
    if (first.status !== 'alive') return `the new key does not work: ${first.detail}`;
    this.#notify(`${hostOf(this.#options.baseUrl)} accepts the new key ${made.secret.redacted}`);
    const failure = await this.#deliver(made.secret);
    if (failure !== undefined) return failure;
    run.signal?.throwIfAborted();
    const isDeployed = await this.#options.isDeployed();
    run.signal?.throwIfAborted();
    if (!isDeployed) return 'the old key stays until you say that the new one is deployed';
    const second = await this.#probe(made.secret);
    if (second.status !== 'alive') return `the new key does not work any more (${second.detail}), so the old one stays`;
    return this.#replace(made);
  }

  async #deliver(secret: Secret): Promise<string | undefined> {
    const { run, deliver } = this.#options;
    const receipt: Receipt =
      deliver === undefined ? { arrived: 'yes', detail: 'in an earlier run' } : await deliver(secret);
    this.#handedOver = receipt.arrived;
    run.evidence?.record('handed-over', {
      fingerprint: secret.fingerprint,
      arrived: receipt.arrived,
      detail: receipt.detail,
    });
    if (receipt.arrived !== 'yes') return `the new value was not handed over (${receipt.detail})`;
    this.#notify(`handed over: ${receipt.detail}`);
    return undefined;
  }

  async #create(): Promise<string | undefined> {
    const { old, run, title } = this.#options;
    if (this.#made !== undefined) return undefined;
    const created = await this.#own.create();
    if (created.key === undefined) return created.reason;
    this.#made = created.key;
    const { secret } = created.key;
    const { fingerprint, sha256, redacted } = secret;
    run.evidence?.record('created', {
      fingerprint,
      sha256,
      redacted,
      title: title.text,
      replaces: old.secret.fingerprint,
    });
    this.#notify(`made a new key ${secret.redacted}, fingerprint ${secret.fingerprint}`);
    return undefined;
  }

  /** Hours may pass between creation and confirmation, so the account is checked again before a key is deleted. */
  async #replace(made: ApiKey): Promise<string | undefined> {
    const { account, old } = this.#options;
    const listed = await account.keys('work');
    if (listed.answer?.type !== 'ok') {
      return `the keys of the account could not be listed again (${whyNot(listed)}), so the old one stays`;
    }
    const now = listed.answer.value;
    const has = ({ secret }: ApiKey): boolean => now.some((key) => key.secret.equals(secret));
    if (!has(made)) return 'the new key is no longer in the account, so the old one stays';
    const rival = this.#rivalAmong(now, made);
    if (rival !== undefined) {
      const named = `"${clean(rival.title)}", fingerprint ${rival.secret.fingerprint}`;
      return (
        `somebody else made a key for the same old one meanwhile ` +
        `(${named}), so the old one stays: agree on one of the two and delete the other`
      );
    }
    if (this.#own.among(now, made).length > 0) this.#left = await this.#own.discard(made);
    return this.#deleteOld(made, has(old));
  }

  /** A key that another run created to replace the same old key. */
  #rivalAmong(now: readonly ApiKey[], made: ApiKey): ApiKey | undefined {
    const { keys, old } = this.#options;
    const ours = [made, ...this.#own.among(now)];
    const isKnown = (key: ApiKey): boolean => [...keys, ...ours].some(({ secret }) => secret.equals(key.secret));
    return now.find((key) => replaces(key.title, old.secret) && !isKnown(key));
  }

  async #deleteOld(made: ApiKey, isThere: boolean): Promise<string | undefined> {
    const { account, old, run, baseUrl } = this.#options;
    // From here on, both states are unknown until the server reports them: the wrong key may have been deleted.
    this.#old = 'unknown';
    const before = this.#fresh;
    this.#fresh = 'unknown';
    const deleted = isThere ? await account.delete(old.secret, 'work') : undefined;
    const isExpected = deleted === undefined || deleted.answer?.type === 'ok';
    const { client, signal, proofWaitMs: waitMs } = run;
    const proof = await confirmDead(old.secret, { client, baseUrl, realm: 'user', signal, waitMs, isExpected });
    this.#old = proof.status === 'absent' ? 'unknown' : proof.status;
    if (this.#old === 'dead') {
      this.#notify(`${hostOf(baseUrl)} says of the old key: ${proof.detail}`);
      return this.#checkNewKey(made);
    }
    if (this.#old === 'alive') this.#fresh = before;
    const taken = deleted === undefined ? 'the account does not list it any more' : 'the server took the call';
    const why = isExpected ? taken : whyNot(deleted);
    return this.#old === 'alive'
      ? `the old key is still alive: ${why}`
      : `deleting the old key: ${why}; asking whether it is dead: ${proof.detail}`;
  }

  /** The deleted key may not have been the intended one; only the server knows. */
  async #checkNewKey({ secret }: ApiKey): Promise<string | undefined> {
    const { run, baseUrl } = this.#options;
    for (let proof = 1; ; proof += 1) {
      const status = await this.#probe(secret);
      if (status.status === 'alive') {
        this.#notify(`${hostOf(baseUrl)} still accepts the new key`);
        // The new key then also serves to confirm that our session is closed.
        run.client.addWitness(baseUrl, secret);
        return undefined;
      }
      if (proof === MOST_PROOFS) {
        return `the old key is dead, and it is not proven that the new one works: ${status.detail}`;
      }
      await run.client.pause(run.proofWaitMs ?? 1000, run.signal);
    }
  }

  /** The old key was active at the start; somebody else may have deleted it since. */
  async #checkOldKey(): Promise<void> {
    const { run, baseUrl, old } = this.#options;
    const status = await checkHost(old.secret, baseUrl, 'user', { client: run.client.tidying });
    if (status.status === 'dead') this.#old = 'dead';
  }

  /** The new value was delivered to nobody, so it can be deleted. */
  async #undo(): Promise<void> {
    const made = this.#made;
    const left = await this.#own.discard();
    const isLeft = left.some(({ secret }) => made !== undefined && secret.equals(made.secret));
    this.#left = left.filter(({ secret }) => made === undefined || !secret.equals(made.secret));
    if (isLeft || made === undefined) return;
    this.#made = undefined;
    this.#fresh = 'dead';
    this.#notify('the new key reached nobody and was deleted again');
  }

  async #probe(secret: Secret): Promise<HostStatus> {
    const { run, baseUrl } = this.#options;
    const { signal } = run;
    const status = await checkHost(secret, baseUrl, 'user', {
      client: run.client,
      ...(signal === undefined ? {} : { signal }),
    });
    this.#fresh = status.status === 'absent' ? 'unknown' : status.status;
    run.evidence?.record('status', {
      fingerprint: secret.fingerprint,
      host: hostOf(baseUrl),
      status: status.status,
      detail: status.detail,
    });
    return status;
  }

  /** A failing callback must not stop the rotation. */
  #notify(step: string): void {
    try {
      this.#options.onStep(step);
    } catch {
      // A step that could not be shown is still in the result.
    }
  }
}
