import type { GenericSchema } from 'valibot';
import { isConclusive, judgeAnswer, sessionIn, unknown, type ApiAnswer, type UnknownReason } from './answer.ts';
import { SYSTEM_CLOCK, type Clock } from './clock.ts';
import { networkFetch, type Fetch, type NetworkOptions } from './network.ts';
import { RateLimit } from './rate-limit.ts';
import { RetryPolicy, waitingLimits, type WaitingOptions } from './retry.ts';

/** How the client behaves on the wire. All have defaults. */
export interface TransportOptions extends NetworkOptions, WaitingOptions {
  /** Attempts after the first. Default 3. */
  readonly retries?: number;
  /** Wait before the first retry; it doubles each time, with jitter. Default 500. */
  readonly backoffMs?: number;
  /** The longest wait that `Retry-After` may ask for; beyond it the answer stands. Default 30000. */
  readonly longestWaitMs?: number;
  /** Default 16; the platform allows 50. */
  readonly requestsPerSecond?: number;
  /** Another clock, for tests. */
  readonly clock?: Clock;
  /** Told about every attempt; for progress and the record of what was done. */
  readonly onAttempt?: (attempt: Attempt) => void;
}

/** One request that was made, without anything secret. */
export interface Attempt {
  readonly url: string;
  readonly startedAt: Date;
  readonly durationMs: number;
  /** `ok`, `code 4`, the reason of an unknown answer, or `stopped` by an abort. */
  readonly outcome: string;
  /** Fingerprint of the hash in the header. */
  readonly as: string | undefined;
  /** Fingerprint of the key that the call is about. */
  readonly key: string | undefined;
  /** Where the hash travelled; `undefined` for a call without one. */
  readonly carrier: Carrier | undefined;
  /** What was sent instead of a hash, of a call that only tests whether a hash arrives. */
  readonly control: Control | undefined;
}

/** The two places where the documentation lets a hash travel out of a URL. */
export type Carrier = 'header' | 'body';

/** What a call sends that tests the way to the API, instead of a secret. */
export type Control = 'no hash' | 'a random hash';

/** What an {@link Attempt} tells of its call. */
export type About = Partial<Pick<Attempt, 'as' | 'key' | 'carrier' | 'control'>>;

export interface Call<T> {
  /** Without query: a secret never goes into a URL. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly about: About;
  readonly body: string;
  readonly schema: GenericSchema<unknown, T>;
  /**
   * Whether to ask again when it is not known if the server acted (broken connection, timeout, 5xx).
   * False for calls that would then have been made twice, such as a login.
   */
  readonly repeatable: boolean;
  /**
   * Whether it may have opened a session: it is never repeated, and a hash is looked for in an answer nobody
   * understands.
   */
  readonly opensSession: boolean;
  /** Whether it tidies up, and so may use the time that is kept back for that. */
  readonly isTidying: boolean;
  /** Ends the call; one that is not repeatable is not cut off on the wire, only kept from being sent. */
  readonly signal: AbortSignal | undefined;
}

interface Result<T> {
  readonly answer: ApiAnswer<T>;
  readonly retryAfterMs: number | undefined;
}

/** What may be over in a second. After any of these it is not known whether the server acted. */
const TRANSIENT: ReadonlySet<UnknownReason> = new Set(['connection', 'timeout', 'server-error']);

const LARGEST_ANSWER = 1024 * 1024;

/** Errors from before anything could be sent. */
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

/** Sends calls: one at a time per turn, with timeout, retries and pace; never follows a redirect. */
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

  /** @throws BaseUrlError for a proxy that is not one */
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

  /** @throws only the reason of `call.signal` when it is aborted; everything else is an answer */
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

  /** Half fixed, half random, so that several machines do not come back together. */
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
      // It was sent, and may have had its effect.
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
    const answer = await read(response, call.schema, received);
    return { answer: withSession(answer, call, received), retryAfterMs: retryAfter(response, clock) };
  } catch (error) {
    cancel?.throwIfAborted();
    const late = `no answer in ${Math.round(timeoutMs / 10) / 100} s`;
    const answer = timeout.aborted ? unknown('timeout', late) : broken(error);
    return { answer: withSession(answer, call, received), retryAfterMs: undefined };
  }
}

/** What came of an answer, also of one that broke off. */
class Received {
  readonly #chunks: Uint8Array[] = [];
  #size = 0;

  /** @returns false when it is more than any answer of the platform */
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

/** A login that was answered in a way nobody understands may have opened a session; its hash may be right there. */
function withSession<T>(answer: ApiAnswer<T>, call: Call<T>, received: Received): ApiAnswer<T> {
  if (answer.type === 'ok' || !call.opensSession) return answer;
  const session = sessionIn(received.text);
  return session === undefined ? answer : { ...answer, session };
}

async function read<T>(
  response: Awaited<ReturnType<Fetch>>,
  schema: GenericSchema<unknown, T>,
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
  const isLimited = answer.type === 'unknown' && response.status === 429;
  return isLimited ? unknown('rate-limited', 'too many requests (HTTP 429)') : answer;
}

/** Seconds or a date (RFC 9110); the platform documents none, but a proxy in between may send it. */
function retryAfter(response: Awaited<ReturnType<Fetch>>, clock: Clock): number | undefined {
  const value = response.headers.get('retry-after');
  if (value === null) return undefined;
  if (/^\d+$/u.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - clock.date().getTime());
}

/** Names what broke from the error's code alone: messages of lower layers may quote what was sent. */
function broken(error: unknown): ApiAnswer<never> {
  const code = codeOf(error);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return { ...unknown('dns', `host not found (${code})`), isUnsent: true };
  }
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_/u.test(code)) {
    return { ...unknown('tls', `no trusted TLS connection (${code})`), isUnsent: true };
  }
  const answer = unknown('connection', code === '' ? 'the connection broke' : `the connection broke (${code})`);
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
  // Also "too many requests" may hide that a session was opened: asked again, nobody would know of the first.
  if (answer.type === 'ok' || opensSession) return false;
  if (answer.type === 'refused')
    return answer.meaning === 'rate-limited' || (repeatable && answer.meaning === 'retry-later');
  if (answer.reason === 'rate-limited') return true;
  return repeatable && TRANSIENT.has(answer.reason);
}

/** Whether the host did its work, whatever it said; "come back later" is no answer. */
function isAnswered(answer: ApiAnswer<unknown>): boolean {
  if (isConclusive(answer)) return true;
  return answer.type === 'unknown' && ['redirect', 'not-json', 'not-navixy', 'too-large'].includes(answer.reason);
}

function nameOf(answer: ApiAnswer<unknown>): string {
  if (answer.type === 'ok') return 'ok';
  return answer.type === 'refused' ? `code ${answer.code}` : answer.reason;
}
