// Logs in as account owners on demand and logs out all sessions at the end.

import type { Secret } from '../../../src/secret.ts';
import { describeAnswer, hostOf, mayHaveActed } from '../client/index.ts';
import type { ApiAnswer, Credentials, Meaning, NavixyClient } from '../client/index.ts';
import { confirmDead } from './confirm-dead.ts';

/** Source of the owner's credentials. Each method returns `undefined` if there are none or the user cancelled. */
export interface CredentialSource {
  /**
   * @param attempt from 1; a source without other credentials returns `undefined` from 2 on
   * @param which `another` if the accounts so far do not match
   */
  credentials(host: string, attempt: number, which: 'first' | 'another'): Promise<Credentials | undefined>;
  /** The one-time code that the platform sent by e-mail. */
  code(host: string, attempt: number): Promise<string | undefined>;
}

/** An own session, or why there is none, for people. */
export type OwnerSession = { readonly session: Secret } | { readonly session?: undefined; readonly reason: string };

interface Options {
  readonly client: NavixyClient;
  readonly source: CredentialSource;
  readonly signal: AbortSignal | undefined;
  /** Milliseconds to wait before checking again whether a session is closed. */
  readonly proofWaitMs: number | undefined;
}

const MOST_ATTEMPTS = 3;
/** How often a logout is tried before a session counts as open. */
const MOST_LOGOUTS = 2;
const NO_CREDENTIALS =
  "needs the login of the account's owner: run it at a terminal, or set NAVIXY_LOGIN and NAVIXY_PASSWORD";

interface Login {
  readonly session: Secret;
  readonly credentials: Credentials;
}

/**
 * Logs in once per account of a host, on demand, and logs out all sessions at the end. Most runs need one account; for
 * a key of another account (code 201), the user may name a second one.
 */
export class OwnerSessions {
  readonly #options: Options;
  readonly #logins = new Map<string, Login[]>();
  readonly #refusals = new Map<string, string>();
  /** Open sessions with their base URLs. */
  readonly #open = new Map<Secret, string>();
  /** Logins without an answer: they may have opened sessions that nobody knows. */
  readonly #lost: string[] = [];

  constructor(options: Options) {
    this.#options = options;
  }

  /**
   * The session of an account on this host.
   * @param account from 0: the first account, then others that the user names
   * @throws the signal's reason after an abort; a session that was opened meanwhile is kept for {@link closeAll}
   */
  async get(baseUrl: string, account = 0): Promise<OwnerSession> {
    const logins = this.#logins.get(baseUrl) ?? [];
    const known = logins[account];
    if (known !== undefined) return { session: known.session };
    const refusal = this.#refusals.get(baseUrl);
    if (refusal !== undefined) return { reason: refusal };
    const login = await this.#logIn(baseUrl, account === 0 ? 'first' : 'another');
    if ('reason' in login) {
      this.#refusals.set(baseUrl, login.reason);
      return login;
    }
    this.#logins.set(baseUrl, [...logins, login]);
    return { session: login.session };
  }

  /**
   * A new session for an account whose session expired, with the same credentials; a second factor is asked for again.
   */
  async renew(baseUrl: string, dead: Secret): Promise<OwnerSession> {
    const logins = this.#logins.get(baseUrl) ?? [];
    const index = logins.findIndex(({ session }) => session === dead);
    const old = logins[index];
    if (old === undefined) return { reason: 'our own session ended' };
    // The expired session is still logged out at the end: a proxy may have lied, and this costs one call.
    this.#options.client.dropWitness(baseUrl, dead);
    const login = await this.#authenticate(baseUrl, old.credentials);
    if (!('session' in login)) return { reason: `our own session ended, and then: ${login.reason}` };
    this.#logins.set(baseUrl, logins.with(index, login));
    return { session: login.session };
  }

  /**
   * Logs out every session that was opened, and checks each. Not stopped by an abort, because logging out is most
   * important then.
   * @returns for people, a sentence for each session that is or may be open
   */
  async closeAll(): Promise<readonly string[]> {
    const failures = [...this.#lost];
    for (const [session, baseUrl] of this.#open) {
      this.#options.client.dropWitness(baseUrl, session);
      const failure = await this.#close(session, baseUrl);
      if (failure !== undefined) failures.push(failure);
    }
    this.#open.clear();
    this.#logins.clear();
    return failures;
  }

  /** @returns for people, that it is not known to be closed */
  async #close(session: Secret, baseUrl: string): Promise<string | undefined> {
    const {
      client: { tidying: client },
      proofWaitMs: waitMs,
    } = this.#options;
    let why = '';
    let isTaken = false;
    for (let attempt = 1; attempt <= MOST_LOGOUTS; attempt += 1) {
      const answer = await client.userLogout(baseUrl, session);
      const isExpected = answer.type === 'ok';
      const proof = await confirmDead(session, {
        client,
        baseUrl,
        realm: 'user',
        signal: undefined,
        waitMs,
        isExpected,
      });
      // If our sessions were refused while they were open, a refusal proves nothing.
      const isDoubted = !isExpected && !isTaken && client.isDoubted(baseUrl);
      if (proof.status === 'dead' && !isDoubted) return undefined;
      isTaken = (isTaken || isExpected) && proof.status !== 'alive';
      const state = proof.status === 'alive' ? 'it is still accepted' : `whether it is closed: ${proof.detail}`;
      const seen = isDoubted ? 'it was refused before it was logged out' : state;
      if (isTaken) why = proof.detail;
      else why = isExpected ? state : `${describeAnswer(answer)}; ${seen}`;
    }
    const [whose, host] = ['A session of our own', hostOf(baseUrl)];
    const remedy = isTaken
      ? 'To be sure, change the password.'
      : 'End it in the user interface or by changing the password.';
    if (isTaken) return `${whose} was logged out on ${host}, but it is not proven that it is closed: ${why}. ${remedy}`;
    return `${whose} could not be logged out on ${host}: ${why}. ${remedy}`;
  }

  async #logIn(baseUrl: string, which: 'first' | 'another'): Promise<Login | { readonly reason: string }> {
    const { source, signal } = this.#options;
    let reason = which === 'first' ? NO_CREDENTIALS : 'no other account was named';
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const credentials = await source.credentials(hostOf(baseUrl), attempt, which);
      signal?.throwIfAborted();
      if (credentials === undefined) break;
      const login = await this.#authenticate(baseUrl, credentials);
      if ('session' in login) return login;
      reason = login.reason;
      if (!login.isWorthAnother) break;
    }
    return { reason };
  }

  async #authenticate(baseUrl: string, credentials: Credentials): Promise<Login | Refusal> {
    const { client, signal } = this.#options;
    const answer = await client.userAuth(baseUrl, credentials, signal);
    if (answer.type !== 'ok') {
      this.#failed(baseUrl, answer);
      return {
        reason: loginFailed(answer),
        isWorthAnother: answer.type === 'refused' && answer.meaning === 'bad-credentials',
      };
    }
    if (answer.value.type === 'session') return this.#opened(baseUrl, answer.value.session, credentials);
    return this.#verify(baseUrl, answer.value.pending, credentials);
  }

  async #verify(baseUrl: string, pending: Secret, credentials: Credentials): Promise<Login | Refusal> {
    const { client, source, signal } = this.#options;
    let reason = 'the account has a second factor: run it at a terminal to type the code from the e-mail';
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      signal?.throwIfAborted();
      const code = await source.code(hostOf(baseUrl), attempt);
      signal?.throwIfAborted();
      if (code === undefined) break;
      const answer = await client.verifyCode(baseUrl, pending, code, signal);
      if (answer.type === 'ok') return this.#opened(baseUrl, answer.value, credentials);
      this.#failed(baseUrl, answer);
      reason = loginFailed(answer);
      if (answer.type !== 'refused' || answer.meaning !== 'wrong-code') break;
    }
    return { reason, isWorthAnother: false };
  }

  /** A session that was opened although the login reported an error must be closed or reported. */
  #failed(baseUrl: string, answer: ApiAnswer<unknown>): void {
    if (answer.type === 'ok') return;
    if (answer.session !== undefined) this.#open.set(answer.session, baseUrl);
    else if (mayHaveOpened(answer)) {
      const what = `A session may have been opened all the same on ${hostOf(baseUrl)}`;
      const why = `the answer to our login got lost (${describeAnswer(answer)})`;
      this.#lost.push(`${what}: ${why}. End it by changing the password, or wait until it expires.`);
    }
  }

  /** Stored before anything else can happen, so that it is closed in any case. */
  #opened(baseUrl: string, session: Secret, credentials: Credentials): Login {
    this.#open.set(session, baseUrl);
    this.#options.client.addWitness(baseUrl, session);
    this.#options.signal?.throwIfAborted();
    return { session, credentials };
  }
}

interface Refusal {
  readonly reason: string;
  /** Whether other credentials might succeed. */
  readonly isWorthAnother: boolean;
}

/** Documented errors of logins that opened no session. */
const OPENED_NOTHING: readonly Meaning[] = [
  'bad-credentials',
  'not-activated',
  'login-limit',
  'blocked',
  'bad-request',
  'wrong-code',
];

/** "Too many requests" may also come from a server behind the one that opens sessions. */
function mayHaveOpened(answer: Exclude<ApiAnswer<unknown>, { type: 'ok' }>): boolean {
  if (answer.type === 'refused') return !OPENED_NOTHING.includes(answer.meaning);
  return mayHaveActed(answer) || answer.reason === 'rate-limited';
}

function loginFailed(answer: ApiAnswer<unknown>): string {
  return `login failed (${describeAnswer(answer)})`;
}
