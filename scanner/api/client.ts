import { reveal, type Secret } from '../../src/secret.ts';
import type { GenericSchema } from 'valibot';
import { unknown, type Answer } from './answer.ts';
import { assertAllowedBaseUrl, hostOf, isOfficialBaseUrl } from './base-url.ts';
import { describeAnswer } from './describe.ts';
import { Credentials } from './credentials.ts';
import { AUDIT_LOG, AUTH, KEY_CREATED, KEY_LIST, LIST, NEW_SESSION, NOTHING, PERMISSIONS, USER_INFO, type ApiKey, type AuditEntry } from './schemas.ts';
import { Transport, type TransportOptions } from './transport.ts';

export interface ClientOptions extends TransportOptions {
  /** Base URLs the user named with `--api-url`; beside these only official hosts are ever called. */
  readonly named?: readonly string[];
}

/** What `user/auth` gave: a session, or a value that only {@link NavixyClient.verifyCode} takes. */
export type Login =
  | { readonly type: 'session'; readonly session: Secret }
  | { readonly type: 'second-factor'; readonly pending: Secret };

/** Who a session belongs to, as `user/get_info` tells it. Personal data: ask only when it is needed. */
export interface UserInfo {
  readonly id: number;
  readonly login: string;
  readonly title: string;
  readonly isSubUser: boolean;
}

interface CallOptions<T> {
  readonly as?: Secret;
  /** The key that the call is about, for the record of what was done. */
  readonly key?: Secret;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly schema: GenericSchema<unknown, T>;
  readonly repeatable?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Hashes are documented as, and seen in, lower case only; a file may have changed that. */
const HASH = /^[0-9a-f]{32}$/u;

/** Asks for dates with an offset instead of the user's time zone, which nobody knows (docs: backend-api, Date/Time Formats). */
const WITH_OFFSET = { 'nvx-iso-datetime': 'true' };

/**
 * Typed calls of the Navixy API (navixy-api.md sections 3 and 4). A hash travels in the header
 * `Authorization: NVX …` alone. Calls resolve to an {@link Answer}, whatever happens; they throw
 * only a BaseUrlError for a host that was not allowed, and the signal's reason after an abort.
 * Before a host that is not official sees its first secret, it is asked `timezone/list` without one.
 */
export class NavixyClient {
  readonly #named: readonly string[];
  readonly #transport: Transport;
  readonly #checkedHosts = new Set<string>();
  readonly #panels = new Map<string, boolean>();

  constructor(options: ClientOptions = {}) {
    this.#named = options.named ?? [];
    this.#transport = new Transport(options);
  }

  /** Does nothing but say whether a hash is accepted: the least telling probe. */
  baseNothing(baseUrl: string, secret: Secret, signal?: AbortSignal): Promise<Answer<unknown>> {
    return this.#call(baseUrl, 'base/nothing', { as: secret, schema: NOTHING }, signal);
  }

  /** Needs no hash: says whether a host speaks the Navixy API. */
  timezones(baseUrl: string, signal?: AbortSignal): Promise<Answer<unknown>> {
    return this.#call(baseUrl, 'timezone/list', { schema: LIST }, signal);
  }

  /** Personal data of the account; see {@link UserInfo}. */
  async userInfo(baseUrl: string, secret: Secret, signal?: AbortSignal): Promise<Answer<UserInfo>> {
    const answer = await this.#call(baseUrl, 'user/get_info', { as: secret, schema: USER_INFO }, signal);
    return mapOk(answer, ({ user_info: { id, login, title }, master }) => ({ id, login, title, isSubUser: master !== undefined }));
  }

  /**
   * Opens a session. Not cancelled by an abort once it is under way, and not repeated when its
   * answer got lost: either would leave a session open that nobody can log out.
   */
  async userAuth(baseUrl: string, credentials: Credentials, signal?: AbortSignal): Promise<Answer<Login>> {
    const body = { ...Credentials.reveal(credentials) };
    const answer = await this.#call(baseUrl, 'user/auth', { body, schema: AUTH, repeatable: false }, signal);
    return mapOk(answer, ({ hash, type }): Login =>
      type === 'second_factor_required' ? { type: 'second-factor', pending: hash } : { type: 'session', session: hash },
    );
  }

  /** Second step of a login; 282 is a wrong code. Uncancelled and unrepeated like {@link userAuth}. */
  async verifyCode(baseUrl: string, pending: Secret, code: string, signal?: AbortSignal): Promise<Answer<Secret>> {
    const call = { as: pending, body: { code }, schema: NEW_SESSION, repeatable: false };
    return mapOk(await this.#call(baseUrl, 'user/auth/code/verify', call, signal), ({ hash }) => hash);
  }

  /** Ends the session it is called with; an API key is refused with 4 and lives on. */
  userLogout(baseUrl: string, session: Secret, signal?: AbortSignal): Promise<Answer<unknown>> {
    return this.#call(baseUrl, 'user/logout', { as: session, schema: NOTHING }, signal);
  }

  /** The account's keys, in full; standard session of the master only (else 4, a sub-user 13). */
  async keyList(baseUrl: string, session: Secret, signal?: AbortSignal): Promise<Answer<readonly ApiKey[]>> {
    return mapOk(await this.#call(baseUrl, 'api/key/list', { as: session, schema: KEY_LIST, headers: WITH_OFFSET }, signal), ({ list }) => list);
  }

  /** {@link keyList} for who only wants to know whether it is allowed; the keys are not even read. */
  keyListAllowed(baseUrl: string, secret: Secret, signal?: AbortSignal): Promise<Answer<unknown>> {
    return this.#call(baseUrl, 'api/key/list', { as: secret, schema: LIST }, signal);
  }

  /** What was done in the account, newest first; master only. */
  async auditLog(baseUrl: string, session: Secret, from: Date, limit: number, signal?: AbortSignal): Promise<Answer<readonly AuditEntry[]>> {
    const body = { from: isoDate(from), to: isoDate(new Date()), limit, offset: 0, sort: ['action_datetime=desc'] };
    const call = { as: session, body, schema: AUDIT_LOG, headers: WITH_OFFSET };
    return mapOk(await this.#call(baseUrl, 'user/audit/log/list', call, signal), ({ list }) => list);
  }

  /** 268 at the 20th key. Not repeated when its answer got lost: there would be two keys. */
  async keyCreate(baseUrl: string, session: Secret, title: string, signal?: AbortSignal): Promise<Answer<ApiKey>> {
    const call = { as: session, body: { title }, schema: KEY_CREATED, repeatable: false, headers: WITH_OFFSET };
    return mapOk(await this.#call(baseUrl, 'api/key/create', call, signal), ({ value }) => value);
  }

  /** Deletes a key of the session's account; 201 when it is not in this account (or no longer). */
  keyDelete(baseUrl: string, session: Secret, key: Secret, signal?: AbortSignal): Promise<Answer<unknown>> {
    const value = wireForm(key);
    if (value === undefined) return Promise.resolve(notAHash());
    return this.#call(baseUrl, 'api/key/delete', { as: session, key, body: { key: value }, schema: NOTHING }, signal);
  }

  /**
   * Whether there is a panel API beside this user API; an installation may have none, or elsewhere.
   * Asks for `panel/timezone/list`, which needs no secret. Not asked of official hosts: they have one.
   * @returns `ok` with the answer, or why it could not be found out
   */
  async hasPanel(baseUrl: string, signal?: AbortSignal): Promise<Answer<boolean>> {
    const base = assertAllowedBaseUrl(baseUrl, { named: this.#named });
    const known = isOfficialBaseUrl(base) ? true : this.#panels.get(base);
    if (known !== undefined) return { type: 'ok', value: known };
    const answer = await this.#call(base, 'panel/timezone/list', { schema: NOTHING }, signal);
    const isAbsent =
      (answer.type === 'refused' && answer.meaning === 'no-such-call') || (answer.type === 'unknown' && answer.reason === 'no-such-page');
    if (answer.type !== 'ok' && !isAbsent) return answer;
    this.#panels.set(base, !isAbsent);
    return { type: 'ok', value: !isAbsent };
  }

  /** Needs no permission: the least telling probe for a panel session. */
  panelPermissions(baseUrl: string, session: Secret, signal?: AbortSignal): Promise<Answer<unknown>> {
    return this.#call(baseUrl, 'panel/account/get_permissions', { as: session, schema: PERMISSIONS }, signal);
  }

  /** Opens a panel session; the login is the numeric panel id. Uncancelled and unrepeated like {@link userAuth}. */
  async panelAuth(baseUrl: string, credentials: Credentials, signal?: AbortSignal): Promise<Answer<Secret>> {
    const body = { ...Credentials.reveal(credentials) };
    const answer = await this.#call(baseUrl, 'panel/account/auth', { body, schema: NEW_SESSION, repeatable: false }, signal);
    return mapOk(answer, ({ hash }) => hash);
  }

  /** Ends the panel session it is called with. */
  panelLogout(baseUrl: string, session: Secret, signal?: AbortSignal): Promise<Answer<unknown>> {
    return this.#call(baseUrl, 'panel/account/logout', { as: session, schema: NOTHING }, signal);
  }

  async #call<T>(baseUrl: string, path: string, options: CallOptions<T>, signal: AbortSignal | undefined): Promise<Answer<T>> {
    const base = assertAllowedBaseUrl(baseUrl, { named: this.#named });
    signal?.throwIfAborted();
    const isSecret = options.as !== undefined || options.body !== undefined;
    const value = options.as === undefined ? undefined : wireForm(options.as);
    if (options.as !== undefined && value === undefined) return notAHash();
    const refusal = isSecret ? await this.#refusal(base, signal) : undefined;
    if (refusal !== undefined) return refusal;
    return this.#transport.send({
      url: `${base}/${path}`,
      headers: { ...options.headers, ...(value === undefined ? {} : { authorization: `NVX ${value}` }) },
      about: {
        ...(options.as === undefined ? {} : { as: options.as.fingerprint }),
        ...(options.key === undefined ? {} : { key: options.key.fingerprint }),
      },
      body: options.body ?? {},
      schema: options.schema,
      repeatable: options.repeatable ?? true,
      signal,
    });
  }

  /** @returns why this host gets no secret, if it does not speak the Navixy API */
  async #refusal(base: string, signal: AbortSignal | undefined): Promise<Answer<never> | undefined> {
    if (this.#checkedHosts.has(base) || isOfficialBaseUrl(base)) return undefined;
    const answer = await this.timezones(base, signal);
    if (answer.type === 'ok') {
      this.#checkedHosts.add(base);
      return undefined;
    }
    const reason = answer.type === 'unknown' ? answer.reason : 'not-navixy';
    return unknown(reason, `${describeAnswer(answer)} (asked ${hostOf(base)} for timezone/list first; no secret was sent)`);
  }
}

/** @returns the 32 characters to send, or `undefined` for something that is no hash and must not travel */
function wireForm(secret: Secret): string | undefined {
  const value = reveal(secret).toLowerCase();
  return HASH.test(value) ? value : undefined;
}

/** @returns the documented form with an offset and without fractions of a second */
function isoDate(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/u, '+0000');
}

function notAHash(): Answer<never> {
  return unknown('not-a-hash', 'not 32 hex digits, so it was not sent');
}

function mapOk<T, U>(answer: Answer<T>, map: (value: T) => U): Answer<U> {
  return answer.type === 'ok' ? { type: 'ok', value: map(answer.value) } : answer;
}
