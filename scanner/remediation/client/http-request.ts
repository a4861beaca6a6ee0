// Sends HTTP requests with timeouts, retries and rate limits, and turns responses into answers.

import type { GenericSchema } from 'valibot';
import { isConclusive, judgeAnswer, sessionIn, unknown, type ApiAnswer, type UnknownReason } from './answer.ts';
import { SYSTEM_CLOCK, type Clock } from './clock.ts';
import { networkFetch, type Fetch, type NetworkOptions } from './proxy-fetch.ts';
import { RateLimit } from './rate-limit.ts';
import { RetryPolicy, waitingLimits, type WaitingOptions } from './retry.ts';

/** Options for HTTP requests. All have defaults. */
export interface TransportOptions extends NetworkOptions, WaitingOptions {
  /** Number of retries after the first attempt. Default 3. */
  readonly retries?: number;
  /** Milliseconds before the first retry; doubles each time, with jitter. Default 500. */
  readonly backoffMs?: number;
  /** Maximum `Retry-After` in milliseconds; for longer ones the answer is final. Default 30000. */
  readonly longestWaitMs?: number;
  /** Default 16; the platform allows 50. */
  readonly requestsPerSecond?: number;
  /** A custom clock, for tests. */
  readonly clock?: Clock;
  /** Called for every attempt, for progress and the record. */
  readonly onAttempt?: (attempt: Attempt) => void;
}

/** A request that was made, without anything secret. */
export interface Attempt {
  readonly url: string;
  readonly startedAt: Date;
  readonly durationMs: number;
  /** `ok`, `code 4`, the reason of an unknown answer, or `stopped` after an abort. */
  readonly outcome: string;
  /** Fingerprint of the hash in the header. */
  readonly as: string | undefined;
  /** Fingerprint of the key that the call is about. */
  readonly key: string | undefined;
  /** Where the hash was sent; `undefined` for a call without a hash. */
  readonly carrier: Carrier | undefined;
  /** What was sent instead of a hash, for a call that tests whether hashes arrive. */
  readonly control: Control | undefined;
}

/** The two documented places for a hash outside of the URL. */
export type Carrier = 'header' | 'body';

/** What is sent instead of a secret to test the connection to the API. */
export type Control = 'no hash' | 'a random hash';

/** The parts of an {@link Attempt} that depend on the call. */
export type About = Partial<Pick<Attempt, 'as' | 'key' | 'carrier' | 'control'>>;

export interface Call<T> {
  /** Without a query: a secret is never part of a URL. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly about: About;
  readonly body: string;
  readonly schema: GenericSchema<unknown, T>;
  /**
   * Whether to retry if it is unknown whether the server acted (broken connection, timeout, 5xx). False for calls that
   * must not be made twice, such as a login.
   */
  readonly repeatable: boolean;
  /** Whether it may open a session: then it is never retried, and unexpected answers are searched for a hash. */
  readonly opensSession: boolean;
  /** Whether it is a cleanup call, which may use the reserved time. */
  readonly isTidying: boolean;
  /** Aborts the call; a call that is not repeatable is only prevented from being sent, not cut off. */
  readonly signal: AbortSignal | undefined;
}

interface Result<T> {
  readonly answer: ApiAnswer<T>;
  readonly retryAfterMs: number | undefined;
}

/** Transient errors. After any of these it is unknown whether the server acted. */
const TRANSIENT: ReadonlySet<UnknownReason> = new Set(['connection', 'timeout', 'server-error']);

const LARGEST_ANSWER = 1024 * 1024;

/** Errors before anything was sent. */
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** Sends calls with timeout, retries and rate limit, one at a time; never follows a redirect. */
export class Transport {
  readonly clock: Clock;
  readonly #retries: number;
  readonly #backoffMs: number;
  readonly #longestWaitMs: number;
  readonly #answerMs: number;
  readonly #fetch: Fetch;
  readonly #onAttempt: ((attempt: Attempt) => void) | undefined;
  readonly #pace: RateLimit;
  readonly #patience: RetryPolicy;

  /** @throws BaseUrlError for an invalid proxy */
  constructor(options: TransportOptions) {
    const limits = waitingLimits(options);
    this.#fetch = networkFetch(options);
    this.clock = options.clock ?? SYSTEM_CLOCK;
    this.#answerMs = limits.answerMs;
    this.#retries = options.retries ?? 3;
    this.#backoffMs = options.backoffMs ?? 500;
    this.#longestWaitMs = options.longestWaitMs ?? 30_000;
    this.#onAttempt = options.onAttempt;
    this.#pace = new RateLimit(options.requestsPerSecond ?? 16, this.clock);
    this.#patience = new RetryPolicy(limits);
  }

  /** @throws only the reason of `call.signal` after an abort; everything else becomes an answer */
  async send<T>(call: Call<T>): Promise<ApiAnswer<T>> {
    const { host } = new URL(call.url);
    let last: ApiAnswer<T> | undefined;
    for (let attempt = 0; ; attempt += 1) {
      const left = this.#patience.left(host, call.isTidying);
      if (left <= 0) return last ?? { ...unknown('given-up', this.#patience.reason(host)), isUnsent: true };
      await this.#pace.turn(call.signal);
      const { answer, retryAfterMs } = await this.#attempt(call, host, Math.min(this.#answerMs, left));
      if (attempt >= this.#retries || !isWorthRepeating(answer, call)) return answer;
      last = answer;
      const waitMs = retryAfterMs ?? this.#backoff(attempt);
      if (waitMs > this.#longestWaitMs || waitMs >= this.#patience.left(host, call.isTidying)) return answer;
      await this.clock.sleep(waitMs, call.signal);
      this.#patience.spent(host, waitMs, false);
    }
  }

  /** Half fixed, half random, so that several machines do not retry at the same time. */
  #backoff(attempt: number): number {
    const ceiling = this.#backoffMs * 2 ** attempt;
    return ceiling / 2 + Math.random() * (ceiling / 2);
  }

  async #attempt<T>(call: Call<T>, host: string, timeoutMs: number): Promise<Result<T>> {
    const startedAt = this.clock.date();
    const begun = this.clock.now();
    const { as, key, carrier, control } = call.about;
    const told = (outcome: string): number => {
      const durationMs = Math.round(this.clock.now() - begun);
      this.#onAttempt?.({ url: call.url, startedAt, durationMs, outcome, as, key, carrier, control });
      return durationMs;
    };
    try {
      const result = await exchange(call, timeoutMs, this.#fetch, this.clock);
      this.#patience.spent(host, told(nameOf(result.answer)), isAnswered(result.answer));
      return result;
    } catch (error) {
      // It was sent, and may have had an effect.
      told('stopped');
      throw error;
    }
  }
}

async function exchange<T>(call: Call<T>, timeoutMs: number, fetch: Fetch, clock: Clock): Promise<Result<T>> {
  const timeout = clock.timeout(timeoutMs);
  const cancel = call.repeatable ? call.signal : undefined;
  const received = new Received();
  try {
    const response = await fetch(call.url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...call.headers,
      },
      body: call.body,
      signal: cancel === undefined ? timeout : AbortSignal.any([cancel, timeout]),
    });
    const answer = await read(response, call, received);
    return { answer: withSession(answer, call, received), retryAfterMs: retryAfter(response, clock) };
  } catch (error) {
    cancel?.throwIfAborted();
    const late = `no answer in ${Math.round(timeoutMs / 10) / 100} s`;
    const answer = timeout.aborted ? unknown('timeout', late) : broken(error);
    return { answer: withSession(answer, call, received), retryAfterMs: undefined };
  }
}

/** The received part of a response, which may be incomplete. */
class Received {
  readonly #chunks: Uint8Array[] = [];
  #size = 0;

  /** @returns false if it is larger than any answer of the platform */
  add(chunk: Uint8Array): boolean {
    this.#size += chunk.byteLength;
    if (this.#size > LARGEST_ANSWER) return false;
    this.#chunks.push(chunk);
    return true;
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}

/** A login with an unexpected answer may have opened a session; its hash may be in the answer. */
function withSession<T>(answer: ApiAnswer<T>, call: Call<T>, received: Received): ApiAnswer<T> {
  if (answer.type === 'ok' || !call.opensSession) return answer;
  const session = sessionIn(received.text);
  return session === undefined ? answer : { ...answer, session };
}

async function read<T>(
  response: Awaited<ReturnType<Fetch>>,
  { schema, url }: Pick<Call<T>, 'schema' | 'url'>,
  received: Received,
): Promise<ApiAnswer<T>> {
  if (response.status >= 300 && response.status < 400) {
    received.add(Buffer.from(response.headers.get('location') ?? ''));
    await response.body?.cancel();
    return unknown('redirect', `answered with a redirect (HTTP ${response.status}), which is not followed`);
  }
  for await (const chunk of response.body ?? []) {
    if (!received.add(chunk as Uint8Array)) return unknown('too-large', 'the answer is larger than 1 MiB');
  }
  const answer = judgeAnswer(response.status, received.text, schema);
  if (answer.type !== 'unknown') return answer;
  if (response.status === 429) return unknown('rate-limited', 'too many requests (HTTP 429)');
  const isAtRoot = answer.reason === 'no-such-page' && !/\/(?:api|api-v2|v2)\//u.test(new URL(url).pathname);
  return isAtRoot ? { ...answer, detail: `${answer.detail}; ${USUAL_PATH}` } : answer;
}

/** Seconds or a date (RFC 9110); the platform documents none, but a proxy may send it. */
function retryAfter(response: Awaited<ReturnType<Fetch>>, clock: Clock): number | undefined {
  const value = response.headers.get('retry-after');
  if (value === null) return undefined;
  if (/^\d+$/u.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - clock.date().getTime());
}

/** Shown if a base URL without such a path leads nowhere. */
const USUAL_PATH = 'the address usually ends in /v2 or /api-v2';

/** Describes an error by its code only: messages of lower layers may quote the request. */
function broken(error: unknown): ApiAnswer<never> {
  const code = codeOf(error);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return { ...unknown('dns', `host not found (${code})`), isUnsent: true };
  }
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_/u.test(code)) {
    return { ...unknown('tls', `no trusted TLS connection (${code})`), isUnsent: true };
  }
  const what = code === 'ECONNREFUSED' ? 'the connection was refused' : 'the connection broke';
  const answer = unknown('connection', code === '' ? what : `${what} (${code})`);
  return NEVER_CONNECTED.has(code) ? { ...answer, isUnsent: true } : answer;
}

function codeOf(error: unknown): string {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; current = current.cause, depth += 1) {
    const { code } = current as { code?: unknown };
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/u.test(code)) return code;
  }
  return '';
}

function isWorthRepeating(
  answer: ApiAnswer<unknown>,
  { repeatable, opensSession }: Pick<Call<unknown>, 'repeatable' | 'opensSession'>,
): boolean {
  // "Too many requests" may also hide an opened session; after a retry, the first session would be lost.
  if (answer.type === 'ok' || opensSession) return false;
  if (answer.type === 'refused')
    return answer.meaning === 'rate-limited' || (repeatable && answer.meaning === 'retry-later');
  if (answer.reason === 'rate-limited') return true;
  return repeatable && TRANSIENT.has(answer.reason);
}

/** Whether the host processed the call, with any result; "come back later" does not count. */
function isAnswered(answer: ApiAnswer<unknown>): boolean {
  if (isConclusive(answer)) return true;
  return answer.type === 'unknown' && ['redirect', 'not-json', 'not-navixy', 'too-large'].includes(answer.reason);
}

function nameOf(answer: ApiAnswer<unknown>): string {
  if (answer.type === 'ok') return 'ok';
  return answer.type === 'refused' ? `code ${answer.code}` : answer.reason;
}
