import type { Secret } from '../../src/secret.ts';
import { checkHost, hostOf, type ApiKey, type HostStatus } from '../api/index.ts';
import { proveDead } from '../online/prove.ts';
import type { OnlineRun } from '../online/run.ts';
import { whyNot, type Account } from './account.ts';
import type { Receipt } from './hand-over.ts';

export interface RotationOptions {
  readonly run: OnlineRun;
  readonly baseUrl: string;
  readonly account: Account;
  /** The account's keys before. */
  readonly keys: readonly ApiKey[];
  readonly old: ApiKey;
  /** A key of the account to use instead of making one: what an interrupted run left. */
  readonly use: ApiKey | undefined;
  readonly proofWaitMs: number | undefined;
  /** Absent when an earlier run has done it. */
  readonly handOver: ((secret: Secret) => Promise<Receipt>) | undefined;
  /** Waits for the user's word that the new value is in use. */
  readonly isDeployed: () => Promise<boolean>;
  /** Told about each step as it was done. */
  readonly tell: (step: string) => void;
}

/** Where a rotation ended. */
export interface RotationResult {
  readonly old: 'alive' | 'dead' | 'unknown';
  /** The new key, if one is there at the end; it may or may not have been handed over. */
  readonly made: ApiKey | undefined;
  readonly isHandedOver: boolean;
  /** Why it is not done, for people. */
  readonly reason: string | undefined;
}

/** The title of a key whose own title is empty; the platform wants one. */
const UNTITLED = 'Rotated by navixy-secrets';

/**
 * Replaces a key by another: create, try, hand over, wait, try again, delete, prove. The old key is
 * not touched before the new one is known to live and the user has said that it is in use. A new key
 * that surely reached nobody is deleted again, also after an abort.
 */
export class Rotation {
  readonly #options: RotationOptions;
  #made: ApiKey | undefined;
  #isOurs = false;
  #handedOver: Receipt['arrived'] = 'no';
  #old: RotationResult['old'] = 'alive';
  #reason: string | undefined;

  constructor(options: RotationOptions) {
    this.#options = options;
    this.#made = options.use;
  }

  /** @throws only for a defect; an abort ends in a result that says how far it came */
  async run(): Promise<RotationResult> {
    const { signal } = this.#options.run;
    try {
      this.#reason = await this.#steps();
    } catch (error) {
      if (signal?.aborted !== true) throw error;
      this.#reason = 'stopped';
    }
    if (this.#isOurs && this.#handedOver === 'no') await this.#undo();
    return { old: this.#old, made: this.#made, isHandedOver: this.#handedOver === 'yes', reason: this.#reason };
  }

  /** @returns why it ends early */
  async #steps(): Promise<string | undefined> {
    const { run, tell } = this.#options;
    const host = hostOf(this.#options.baseUrl);
    const created = await this.#create();
    if (created !== undefined) return created;
    const made = this.#made as ApiKey;
    run.signal?.throwIfAborted();
    const first = await this.#probe(made.secret, run.signal);
    if (first.status !== 'alive') return `the new key does not work: ${first.detail}`;
    tell(`${host} accepts the new key ${made.secret.redacted}`);
    const failure = await this.#handOver(made.secret);
    if (failure !== undefined) return failure;
    run.signal?.throwIfAborted();
    const isDeployed = await this.#options.isDeployed();
    run.signal?.throwIfAborted();
    if (!isDeployed) return 'the old key stays until you say that the new one is deployed';
    const second = await this.#probe(made.secret, run.signal);
    if (second.status !== 'alive') return `the new key does not work any more (${second.detail}), so the old one stays`;
    return this.#deleteOld();
  }

  async #handOver(secret: Secret): Promise<string | undefined> {
    const { run, tell, handOver } = this.#options;
    const receipt: Receipt = handOver === undefined ? { arrived: 'yes', detail: 'in an earlier run' } : await handOver(secret);
    this.#handedOver = receipt.arrived;
    run.evidence?.record('handed-over', { fingerprint: secret.fingerprint, arrived: receipt.arrived, detail: receipt.detail });
    if (receipt.arrived !== 'yes') return `the new value was not handed over (${receipt.detail})`;
    tell(`handed over: ${receipt.detail}`);
    return undefined;
  }

  async #create(): Promise<string | undefined> {
    const { account, old, run, tell } = this.#options;
    if (this.#made !== undefined) return undefined;
    const title = old.title.trim() === '' ? UNTITLED : old.title;
    const created = await account.create(title, run.signal);
    if (created.answer?.type === 'ok') this.#made = created.answer.value;
    else if (created.answer?.type === 'unknown') {
      const fresh = await this.#findLost(title);
      if (fresh?.length === 1) [this.#made] = fresh;
      else if (fresh?.length !== 0) return `a new key may have been made, whose answer got lost (${whyNot(created)}): look for it with "navixy-secrets keys" and go on with --use, or delete it`;
    }
    if (this.#made === undefined) {
      const isFull = created.answer?.type === 'refused' && created.answer.meaning === 'over-quota';
      return isFull ? 'the account has no room for another key (code 268): delete one that is not needed first' : `no new key was made: ${whyNot(created)}`;
    }
    this.#isOurs = true;
    const { secret } = this.#made;
    run.evidence?.record('created', { fingerprint: secret.fingerprint, sha256: secret.sha256, redacted: secret.redacted, title, replaces: old.secret.fingerprint });
    tell(`made a new key ${secret.redacted}, fingerprint ${secret.fingerprint}`);
    return undefined;
  }

  /**
   * When the answer got lost the key may be there: the only new one of this title is it. Not stopped
   * by an abort.
   * @returns the new ones of this title; `undefined` when that could not be found out
   */
  async #findLost(title: string): Promise<readonly ApiKey[] | undefined> {
    const { account, keys } = this.#options;
    const listed = await account.keys(undefined);
    if (listed.answer?.type !== 'ok') return undefined;
    return listed.answer.value.filter((key) => key.title === title && !keys.some((known) => known.secret.equals(key.secret)));
  }

  async #deleteOld(): Promise<string | undefined> {
    const { account, old, run, baseUrl, proofWaitMs, tell } = this.#options;
    // From here on it is not known, unless the server says so.
    this.#old = 'unknown';
    const deleted = await account.delete(old.secret, run.signal);
    const isExpected = deleted.answer?.type === 'ok';
    const proof = await proveDead(old.secret, { client: run.client, baseUrl, realm: 'user', signal: run.signal, waitMs: proofWaitMs, isExpected });
    this.#old = proof.status === 'absent' ? 'unknown' : proof.status;
    if (this.#old === 'dead') {
      tell(`${hostOf(baseUrl)} says of the old key: ${proof.detail}`);
      return undefined;
    }
    const why = isExpected ? 'the server took the call' : whyNot(deleted);
    return this.#old === 'alive' ? `the old key is still alive: ${why}` : `deleting the old key: ${why}; asking whether it is dead: ${proof.detail}`;
  }

  /** Nobody got the new value, so nobody misses it. */
  async #undo(): Promise<void> {
    const { account, run, baseUrl, proofWaitMs, tell } = this.#options;
    const { secret } = this.#made as ApiKey;
    const deleted = await account.delete(secret, undefined);
    const isExpected = deleted.answer?.type === 'ok';
    const proof = await proveDead(secret, { client: run.client, baseUrl, realm: 'user', signal: undefined, waitMs: proofWaitMs, isExpected });
    run.evidence?.record('undone', { fingerprint: secret.fingerprint, status: proof.status, detail: proof.detail });
    if (proof.status === 'dead') {
      this.#made = undefined;
      tell('the new key reached nobody and was deleted again');
    }
  }

  async #probe(secret: Secret, signal: AbortSignal | undefined): Promise<HostStatus> {
    const { run, baseUrl } = this.#options;
    const status = await checkHost(secret, baseUrl, 'user', { client: run.client, ...(signal === undefined ? {} : { signal }) });
    run.evidence?.record('status', { fingerprint: secret.fingerprint, host: hostOf(baseUrl), status: status.status, detail: status.detail });
    return status;
  }
}
