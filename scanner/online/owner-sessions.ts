import type { Secret } from '../../src/secret.ts';
import { describeAnswer, hostOf, type Answer, type Credentials, type NavixyClient } from '../api/index.ts';

/** Where the owner's login comes from. Each answers `undefined` when there is none or it was cancelled. */
export interface CredentialSource {
  /** @param attempt from 1; a source that cannot give others than before answers `undefined` from 2 on */
  credentials(host: string, attempt: number): Promise<Credentials | undefined>;
  /** The one-time code that the platform sent by e-mail. */
  code(host: string, attempt: number): Promise<string | undefined>;
}

/** A session of our own, or why there is none, for people. */
export type OwnerSession = { readonly session: Secret } | { readonly session?: undefined; readonly reason: string };

interface Options {
  readonly client: NavixyClient;
  readonly source: CredentialSource;
  readonly signal: AbortSignal | undefined;
}

const MOST_ATTEMPTS = 3;
const NO_CREDENTIALS = "needs the login of the account's owner: run it at a terminal, or set NAVIXY_LOGIN and NAVIXY_PASSWORD";

/** Logs in once for every host, on first need, and logs all of it out at the end. */
export class OwnerSessions {
  readonly #options: Options;
  readonly #logins = new Map<string, OwnerSession>();
  readonly #open = new Map<string, Secret>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** @throws the signal's reason after an abort; a session that was opened meanwhile is kept for {@link closeAll} */
  async get(baseUrl: string): Promise<OwnerSession> {
    const known = this.#logins.get(baseUrl);
    if (known !== undefined) return known;
    const login = await this.#logIn(baseUrl);
    this.#logins.set(baseUrl, login);
    return login;
  }

  /**
   * Logs out every session that {@link get} opened. Not stopped by an abort: that is when it matters.
   * @returns for people, the hosts where that failed, with the reason
   */
  async closeAll(): Promise<readonly string[]> {
    const failures: string[] = [];
    for (const [baseUrl, session] of this.#open) {
      const answer = await this.#options.client.userLogout(baseUrl, session);
      const isClosed = answer.type === 'ok' || (answer.type === 'refused' && answer.meaning === 'dead');
      if (!isClosed) failures.push(`${hostOf(baseUrl)}: ${describeAnswer(answer)}`);
    }
    this.#open.clear();
    this.#logins.clear();
    return failures;
  }

  async #logIn(baseUrl: string): Promise<OwnerSession> {
    const { client, source, signal } = this.#options;
    const host = hostOf(baseUrl);
    let reason = NO_CREDENTIALS;
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const credentials = await source.credentials(host, attempt);
      signal?.throwIfAborted();
      if (credentials === undefined) break;
      const answer = await client.userAuth(baseUrl, credentials, signal);
      if (answer.type === 'ok') {
        return answer.value.type === 'session' ? this.#opened(baseUrl, answer.value.session) : this.#verify(baseUrl, answer.value.pending);
      }
      reason = loginFailed(answer);
      if (answer.type !== 'refused' || answer.meaning !== 'bad-credentials') break;
    }
    return { reason };
  }

  async #verify(baseUrl: string, pending: Secret): Promise<OwnerSession> {
    const { client, source, signal } = this.#options;
    let reason = 'the account has a second factor: run it at a terminal to type the code from the e-mail';
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      signal?.throwIfAborted();
      const code = await source.code(hostOf(baseUrl), attempt);
      signal?.throwIfAborted();
      if (code === undefined) break;
      const answer = await client.verifyCode(baseUrl, pending, code, signal);
      if (answer.type === 'ok') return this.#opened(baseUrl, answer.value);
      reason = loginFailed(answer);
      if (answer.type !== 'refused' || answer.meaning !== 'wrong-code') break;
    }
    return { reason };
  }

  /** Remembered before anything else can happen, so that it is closed whatever comes. */
  #opened(baseUrl: string, session: Secret): OwnerSession {
    this.#open.set(baseUrl, session);
    this.#options.signal?.throwIfAborted();
    return { session };
  }
}

/** When the answer to a login got lost, the server may have opened a session all the same. */
function loginFailed(answer: Answer<unknown>): string {
  const mayBeOpen = answer.type === 'unknown' && ['connection', 'timeout', 'server-error', 'not-json', 'not-navixy'].includes(answer.reason);
  const warning = mayBeOpen ? '; a session may have been opened all the same: end it by changing the password or wait until it expires' : '';
  return `login failed (${describeAnswer(answer)})${warning}`;
}
