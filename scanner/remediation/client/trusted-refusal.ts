// Decides how a hash is sent, and whether a refusal of it is trusted.

import { randomBytes } from 'node:crypto';
import type { GenericSchema } from 'valibot';
import { reveal, type Secret } from '../../../src/secret.ts';
import { isConclusive, unknown, type ApiAnswer } from './answer.ts';
import { assertAllowedBaseUrl, hostOf, isOfficialBaseUrl } from './base-url.ts';
import { describeAnswer } from './describe-answer.ts';
import { LIST, NOTHING } from './schemas.ts';
import { Transport, type About, type Carrier, type Control, type TransportOptions } from './http-request.ts';

export interface ClientOptions extends TransportOptions {
  /** Base URLs that the user named with `--api-url`; besides these, only official hosts are called. */
  readonly named?: readonly string[];
}

/** The platform's two APIs; a value of one never works on the other. */
export type Realm = 'user' | 'panel';

export interface CallOptions<T> {
  readonly as?: Secret;
  /** The key that the call is about, for the record. */
  readonly key?: Secret;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly schema: GenericSchema<unknown, T>;
  readonly repeatable?: boolean;
  readonly opensSession?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Options common to all calls. */
export interface Manner {
  readonly signal: AbortSignal | undefined;
  /** Whether it is a cleanup call, which may use the reserved time. */
  readonly isTidying: boolean;
}

/** Sends one call with its hash in the given place. */
type Send<T> = (carrier: Carrier) => Promise<ApiAnswer<T>>;

/** Where a call is sent, and how its hash is sent. */
interface CallTarget {
  readonly base: string;
  readonly path: string;
  readonly value: string | undefined;
  readonly carrier: Carrier | undefined;
  readonly control?: Control;
}

/** A hash to try. */
interface HashToTry {
  readonly base: string;
  readonly realm: Realm;
  readonly value: string;
}

/** Hashes are documented and seen in lower case only; a file may have changed the case. */
const HASH = /^[0-9a-f]{32}$/u;

/** The calls that reveal the least, used to find out whether a hash is accepted. */
const PROBES: Readonly<Record<Realm, string>> = { user: 'base/nothing', panel: 'panel/account/get_permissions' };

/**
 * Makes API calls. A hash is sent in the header `Authorization: NVX …`, or in the body if headers do not arrive; never
 * in a URL. A refusal of the hash (codes 3 and 4) is passed on only if it is shown that the hash arrived; otherwise the
 * answer is unknown. This is shown again for each refusal, because gateways come and go. Before a host that is not
 * official gets its first secret, `timezone/list` is called without one.
 */
export class Caller {
  readonly #named: readonly string[];
  readonly #transport: Transport;
  readonly #checkedHosts = new Set<string>();
  readonly #panels = new Map<string, boolean>();
  /** Base URLs behind a gateway that drops the header. */
  readonly #inBody = new Set<string>();
  /** Active values of our own for each base URL: the answers to them show whether refusals can be trusted. */
  readonly #witnesses = new Map<string, readonly Secret[]>();
  /** Base URLs that refused one of these. */
  readonly #doubted = new Set<string>();

  constructor(options: ClientOptions) {
    this.#named = options.named ?? [];
    this.#transport = new Transport(options);
  }

  /** @throws BaseUrlError for a host that is not allowed, the signal's reason after an abort */
  async call<T>(baseUrl: string, path: string, options: CallOptions<T>, manner: Manner): Promise<ApiAnswer<T>> {
    const base = this.#allowed(baseUrl);
    manner.signal?.throwIfAborted();
    const { as, body } = options;
    const value = as === undefined ? undefined : wireForm(as);
    if (as !== undefined && value === undefined) return notAHash();
    const refusal = as !== undefined || body !== undefined ? await this.#refusal(base, manner) : undefined;
    if (refusal !== undefined) return refusal;
    const send = (carrier?: Carrier): Promise<ApiAnswer<T>> =>
      this.#send({ base, path, value, carrier }, options, manner);
    if (value === undefined) return send();
    return this.#withHash({ base, realm: path.startsWith('panel/') ? 'panel' : 'user', value }, manner, send);
  }

  /** The answer of a host to a value that it never issued: if it accepts this one, its answers prove nothing. */
  async toRandomHash(baseUrl: string, realm: Realm, manner: Manner): Promise<ApiAnswer<unknown>> {
    return this.#control(this.#allowed(baseUrl), realm, 'a random hash', manner);
  }

  /**
   * Registers an active value of our own: while it is registered, a refusal of another value is trusted only if this
   * one is accepted.
   */
  addWitness(baseUrl: string, alive: Secret): void {
    const base = this.#allowed(baseUrl);
    this.#witnesses.set(base, [...(this.#witnesses.get(base) ?? []), alive]);
  }

  /** Unregisters a value that is about to end or has ended. */
  dropWitness(baseUrl: string, ended: Secret): void {
    const base = this.#allowed(baseUrl);
    this.#witnesses.set(
      base,
      (this.#witnesses.get(base) ?? []).filter((witness) => !witness.equals(ended)),
    );
  }

  /** Whether a base URL refused a registered value, so it may refuse any value. */
  isDoubted(baseUrl: string): boolean {
    return this.#doubted.has(this.#allowed(baseUrl));
  }

  pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
    return this.#transport.clock.sleep(ms, signal);
  }

  /**
   * Whether there is a panel API next to this user API; an installation may have none, or have it elsewhere. Uses only
   * calls without a secret. Official hosts always have one and are not asked.
   * @returns `ok` with the result, or why it is unknown
   */
  async hasPanel(baseUrl: string, manner: Manner): Promise<ApiAnswer<boolean>> {
    const base = this.#allowed(baseUrl);
    const known = isOfficialBaseUrl(base) ? true : this.#panels.get(base);
    if (known !== undefined) return { type: 'ok', value: known };
    const listed: ApiAnswer<unknown> = await this.call(base, 'panel/timezone/list', { schema: NOTHING }, manner);
    // Older panels may lack that call; then the probe decides, which panels refuse without a hash.
    const answer = isAbsent(listed) ? await this.#control(base, 'panel', 'no hash', manner) : listed;
    const isThere = answer.type === 'ok' || isRefusedHash(answer);
    if (!isThere && !isAbsent(answer)) return answer;
    this.#panels.set(base, isThere);
    return { type: 'ok', value: isThere };
  }

  #allowed(baseUrl: string): string {
    return assertAllowedBaseUrl(baseUrl, { named: this.#named });
  }

  /**
   * A call without a hash also gets "wrong hash", so a header dropped by a gateway looks like a dead value. Therefore
   * the call is repeated in the body, which gateways leave alone. Both answers must agree, and one must differ from the
   * answer to a call without a hash. While we have an active value of our own, it must be accepted at that moment: a
   * platform that lost its sessions refuses everything. A call that is refused like this had no effect.
   */
  async #withHash<T>({ base, realm, value }: HashToTry, manner: Manner, send: Send<T>): Promise<ApiAnswer<T>> {
    const first = await send(this.#carrierOf(base));
    if (!isRefusedHash(first)) return first;
    const none = await this.#control(base, realm, 'no hash', manner);
    const second = await send('body');
    if (!isRefusedHash(second)) {
      if (!differ(none, first) && second.type !== 'unknown') this.#inBody.add(base);
      return second;
    }
    const said = describeAnswer(second);
    const ours = realm === 'user' ? (this.#witnesses.get(base) ?? []) : [];
    const witnesses = ours.filter((witness) => wireForm(witness) !== value);
    for (const witness of witnesses) {
      const answer = await this.#sayOf(witness, base, manner);
      if (answer.type === 'ok') continue;
      if (isRefusedHash(answer)) this.#doubted.add(base);
      const whose = 'of a value of ours that should be alive';
      const what = isRefusedHash(answer) ? `which it also says ${whose}` : `and ${whose}: ${describeAnswer(answer)}`;
      return unknown('not-shown', `${said}, ${what}, so it is not shown that this one is dead`);
    }
    if (witnesses.length > 0 || differ(none, first) || differ(none, second)) return second;
    return unknown(
      'not-shown',
      `${said}, which it also says without any value, so it is not shown that the value arrives`,
    );
  }

  #sayOf(witness: Secret, base: string, manner: Manner): Promise<ApiAnswer<unknown>> {
    const where = { base, path: PROBES.user, value: wireForm(witness), carrier: this.#carrierOf(base) };
    return this.#send(where, { as: witness, schema: NOTHING }, manner);
  }

  #carrierOf(base: string): Carrier {
    return this.#inBody.has(base) ? 'body' : 'header';
  }

  /** Calls the probe without a secret. */
  #control(base: string, realm: Realm, control: Control, manner: Manner): Promise<ApiAnswer<unknown>> {
    const value = control === 'a random hash' ? randomBytes(16).toString('hex') : undefined;
    const carrier = value === undefined ? undefined : this.#carrierOf(base);
    return this.#send({ base, path: PROBES[realm], value, carrier, control }, { schema: NOTHING }, manner);
  }

  #send<T>(
    { base, path, value, carrier, control }: CallTarget,
    options: CallOptions<T>,
    manner: Manner,
  ): Promise<ApiAnswer<T>> {
    const about: About = {
      ...(options.as === undefined ? {} : { as: options.as.fingerprint }),
      ...(options.key === undefined ? {} : { key: options.key.fingerprint }),
      ...(carrier === undefined ? {} : { carrier }),
      ...(control === undefined ? {} : { control }),
    };
    return this.#transport.send({
      url: `${base}/${path}`,
      headers: { ...options.headers, ...(carrier === 'header' ? { authorization: `NVX ${value}` } : {}) },
      about,
      body: JSON.stringify({ ...options.body, ...(carrier === 'body' ? { hash: value } : {}) }),
      schema: options.schema,
      repeatable: options.repeatable ?? true,
      opensSession: options.opensSession ?? false,
      isTidying: manner.isTidying,
      signal: manner.signal,
    });
  }

  /** @returns why this host gets no secret, if it does not have the Navixy API */
  async #refusal(base: string, manner: Manner): Promise<ApiAnswer<never> | undefined> {
    if (this.#checkedHosts.has(base) || isOfficialBaseUrl(base)) return undefined;
    const answer = await this.call(base, 'timezone/list', { schema: LIST }, manner);
    if (answer.type === 'ok') {
      this.#checkedHosts.add(base);
      return undefined;
    }
    // Without a connection nothing was sent anyway, and each host would add the same note.
    if (answer.type === 'unknown' && answer.isUnsent === true) return answer;
    const reason = answer.type === 'unknown' ? answer.reason : 'not-navixy';
    const detail = `${describeAnswer(answer)} (asked ${hostOf(base)} for timezone/list first; no secret was sent)`;
    return { ...unknown(reason, detail), isUnsent: true };
  }
}

/** @returns the 32 characters to send, or `undefined` for something that is not a hash and must not be sent */
export function wireForm(secret: Secret): string | undefined {
  const value = reveal(secret).toLowerCase();
  return HASH.test(value) ? value : undefined;
}

export function notAHash(): ApiAnswer<never> {
  return { ...unknown('not-a-hash', 'not 32 hex digits, so it was not sent'), isUnsent: true };
}

function isRefusedHash(answer: ApiAnswer<unknown>): boolean {
  return answer.type === 'refused' && answer.meaning === 'dead';
}

/** Whether two answers differ; inconclusive answers do not count. */
function differ(left: ApiAnswer<unknown>, right: ApiAnswer<unknown>): boolean {
  return isConclusive(left) && isConclusive(right) && gist(left) !== gist(right);
}

function gist(answer: ApiAnswer<unknown>): string {
  if (answer.type === 'ok') return 'success';
  return answer.type === 'refused' ? `code ${answer.code}` : `HTTP ${answer.http}`;
}

/** Whether the API does not exist: another server's page, or an API without the call. */
function isAbsent(answer: ApiAnswer<unknown>): boolean {
  if (answer.type === 'refused') return answer.meaning === 'no-such-call';
  return answer.type === 'unknown' && answer.reason === 'no-such-page';
}
