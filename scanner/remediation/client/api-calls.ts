// Typed calls of the Navixy API.

import type { Secret } from '../../../src/secret.ts';
import type { ApiAnswer } from './answer.ts';
import {
  Caller,
  notAHash,
  wireForm,
  type CallOptions,
  type ClientOptions,
  type Manner,
  type Realm,
} from './trusted-refusal.ts';
import { Credentials } from './credentials.ts';
import {
  AUDIT_LOG,
  AUTH,
  KEY_CREATED,
  KEY_LIST,
  LIST,
  NEW_SESSION,
  NOTHING,
  PERMISSIONS,
  USER_INFO,
  type ApiKey,
  type AuditEntry,
} from './schemas.ts';

/** The result of `user/auth`: a session, or a value for {@link NavixyClient.verifyCode}. */
export type Login =
  { readonly type: 'session'; readonly session: Secret } | { readonly type: 'second-factor'; readonly pending: Secret };

/** The owner of a session, from `user/get_info`. Personal data: request only if needed. */
export interface UserInfo {
  readonly id: number;
  readonly login: string;
  readonly title: string;
  readonly isSubUser: boolean;
}

/**
 * Requests dates with an offset instead of the user's unknown time zone (Navixy API documentation, page "Date/Time
 * Formats").
 */
const WITH_OFFSET = { 'nvx-iso-datetime': 'true' };

/**
 * Typed calls of the Navixy API; {@link Caller} decides how hashes are sent. Calls always resolve to an {@link
 * ApiAnswer}; they throw only a BaseUrlError for a host that is not allowed, and the signal's reason after an abort.
 */
export class NavixyClient {
  readonly #caller: Caller;
  readonly #isTidying: boolean;

  constructor(options: ClientOptions | Caller = {}, isTidying = false) {
    this.#caller = options instanceof Caller ? options : new Caller(options);
    this.#isTidying = isTidying;
  }

  /** The same client for cleanup calls, which may use the reserved time. */
  get tidying(): NavixyClient {
    return new NavixyClient(this.#caller, true);
  }

  /** Only checks whether a hash is accepted: the probe that reveals the least. */
  baseNothing(baseUrl: string, secret: Secret, signal?: AbortSignal): Promise<ApiAnswer<unknown>> {
    return this.#call(baseUrl, 'base/nothing', { as: secret, schema: NOTHING }, signal);
  }

  /** Needs no hash: shows whether a host has the Navixy API. */
  timezones(baseUrl: string, signal?: AbortSignal): Promise<ApiAnswer<unknown>> {
    return this.#call(baseUrl, 'timezone/list', { schema: LIST }, signal);
  }

  /** Personal data of the account; see {@link UserInfo}. */
  async userInfo(baseUrl: string, secret: Secret, signal?: AbortSignal): Promise<ApiAnswer<UserInfo>> {
    const answer = await this.#call(baseUrl, 'user/get_info', { as: secret, schema: USER_INFO }, signal);
    return mapOk(answer, ({ user_info: { id, login, title }, master }) => ({
      id,
      login,
      title,
      isSubUser: master !== undefined,
    }));
  }

  /**
   * Opens a session. Not cancelled by an abort once it is sent, and not retried if its answer is lost: either would
   * leave a session open that nobody can log out.
   */
  async userAuth(baseUrl: string, credentials: Credentials, signal?: AbortSignal): Promise<ApiAnswer<Login>> {
    const body = { ...Credentials.reveal(credentials) };
    const call = { body, schema: AUTH, repeatable: false, opensSession: true };
    const answer = await this.#call(baseUrl, 'user/auth', call, signal);
    return mapOk(answer, ({ hash, type }): Login =>
      type === 'second_factor_required' ? { type: 'second-factor', pending: hash } : { type: 'session', session: hash },
    );
  }

  /** Second step of a login; 282 is a wrong code. Neither cancelled nor retried, like {@link userAuth}. */
  async verifyCode(baseUrl: string, pending: Secret, code: string, signal?: AbortSignal): Promise<ApiAnswer<Secret>> {
    const call = { as: pending, body: { code }, schema: NEW_SESSION, repeatable: false, opensSession: true };
    return mapOk(await this.#call(baseUrl, 'user/auth/code/verify', call, signal), ({ hash }) => hash);
  }

  /** Ends the session it is called with; an API key gets code 4 and stays active. */
  userLogout(baseUrl: string, session: Secret, signal?: AbortSignal): Promise<ApiAnswer<unknown>> {
    return this.#call(baseUrl, 'user/logout', { as: session, schema: NOTHING }, signal);
  }

  /** All keys of the account; only for a standard session of the master (otherwise code 4, or 13 for a sub-user). */
  async keyList(baseUrl: string, session: Secret, signal?: AbortSignal): Promise<ApiAnswer<readonly ApiKey[]>> {
    return mapOk(
      await this.#call(baseUrl, 'api/key/list', { as: session, schema: KEY_LIST, headers: WITH_OFFSET }, signal),
      ({ list }) => list,
    );
  }

  /** {@link keyList} for checking permissions only; the keys are not parsed. */
  keyListAllowed(baseUrl: string, secret: Secret, signal?: AbortSignal): Promise<ApiAnswer<unknown>> {
    return this.#call(baseUrl, 'api/key/list', { as: secret, schema: LIST }, signal);
  }

  /** The account's activity, newest first; master only. */
  async auditLog(
    baseUrl: string,
    session: Secret,
    from: Date,
    limit: number,
    signal?: AbortSignal,
  ): Promise<ApiAnswer<readonly AuditEntry[]>> {
    const body = { from: isoDate(from), to: isoDate(new Date()), limit, offset: 0, sort: ['action_datetime=desc'] };
    const call = { as: session, body, schema: AUDIT_LOG, headers: WITH_OFFSET };
    return mapOk(await this.#call(baseUrl, 'user/audit/log/list', call, signal), ({ list }) => list);
  }

  /** Code 268 if there are already 20 keys. Not retried if its answer is lost, because there would be two keys. */
  async keyCreate(baseUrl: string, session: Secret, title: string, signal?: AbortSignal): Promise<ApiAnswer<ApiKey>> {
    const call = { as: session, body: { title }, schema: KEY_CREATED, repeatable: false, headers: WITH_OFFSET };
    return mapOk(await this.#call(baseUrl, 'api/key/create', call, signal), ({ value }) => value);
  }

  /** Deletes a key of the session's account; 201 if it is not (or no longer) in this account. */
  keyDelete(baseUrl: string, session: Secret, key: Secret, signal?: AbortSignal): Promise<ApiAnswer<unknown>> {
    const value = wireForm(key);
    if (value === undefined) return Promise.resolve(notAHash());
    return this.#call(baseUrl, 'api/key/delete', { as: session, key, body: { key: value }, schema: NOTHING }, signal);
  }

  /** Whether there is a panel API next to this user API; see {@link Caller.hasPanel}. */
  hasPanel(baseUrl: string, signal?: AbortSignal): Promise<ApiAnswer<boolean>> {
    return this.#caller.hasPanel(baseUrl, this.#manner(signal));
  }

  /** The answer of a host to a value that it never issued; see {@link Caller.toRandomHash}. */
  toRandomHash(baseUrl: string, realm: Realm, signal?: AbortSignal): Promise<ApiAnswer<unknown>> {
    return this.#caller.toRandomHash(baseUrl, realm, this.#manner(signal));
  }

  /** Waits `ms` milliseconds. @throws the signal's reason if it is aborted meanwhile */
  pause(ms: number, signal?: AbortSignal): Promise<void> {
    return this.#caller.pause(ms, signal);
  }

  /** See {@link Caller.addWitness}. */
  addWitness(baseUrl: string, alive: Secret): void {
    this.#caller.addWitness(baseUrl, alive);
  }

  /** See {@link Caller.dropWitness}. */
  dropWitness(baseUrl: string, ended: Secret): void {
    this.#caller.dropWitness(baseUrl, ended);
  }

  /** See {@link Caller.isDoubted}. */
  isDoubted(baseUrl: string): boolean {
    return this.#caller.isDoubted(baseUrl);
  }

  /** Needs no permission: the probe for a panel session that reveals the least. */
  panelPermissions(baseUrl: string, session: Secret, signal?: AbortSignal): Promise<ApiAnswer<unknown>> {
    return this.#call(baseUrl, 'panel/account/get_permissions', { as: session, schema: PERMISSIONS }, signal);
  }

  /** Ends the panel session it is called with. */
  panelLogout(baseUrl: string, session: Secret, signal?: AbortSignal): Promise<ApiAnswer<unknown>> {
    return this.#call(baseUrl, 'panel/account/logout', { as: session, schema: NOTHING }, signal);
  }

  #call<T>(baseUrl: string, path: string, options: CallOptions<T>, signal?: AbortSignal): Promise<ApiAnswer<T>> {
    return this.#caller.call(baseUrl, path, options, this.#manner(signal));
  }

  #manner(signal: AbortSignal | undefined): Manner {
    return { signal, isTidying: this.#isTidying };
  }
}

/** @returns the documented format with an offset and without fractions of a second */
function isoDate(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/u, '+0000');
}

function mapOk<T, U>(answer: ApiAnswer<T>, map: (value: T) => U): ApiAnswer<U> {
  return answer.type === 'ok' ? { type: 'ok', value: map(answer.value) } : answer;
}
