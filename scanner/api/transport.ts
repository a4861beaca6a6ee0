import type { GenericSchema } from 'valibot';
import { judge, unknown, type Answer, type UnknownReason } from './answer.ts';
import { networkFetch, type Fetch, type NetworkOptions } from './network.ts';
import { Pace, pause } from './pace.ts';

/** How the client behaves on the wire. All have defaults. */
export interface TransportOptions extends NetworkOptions {
  /** Per attempt, the body included. Default 15000. */
  readonly timeoutMs?: number;
  /** Attempts after the first. Default 3. */
  readonly retries?: number;
  /** Wait before the first retry; it doubles each time, with jitter. Default 500. */
  readonly backoffMs?: number;
  /** The longest wait that `Retry-After` may ask for; beyond it the answer stands. Default 30000. */
  readonly longestWaitMs?: number;
  /** Default 8. */
  readonly requestsPerSecond?: number;
  /** Told about every attempt; for progress and the record of what was done. */
  readonly onAttempt?: (attempt: Attempt) => void;
}

/** One request that was made, without anything secret. */
export interface Attempt {
  readonly url: string;
  readonly startedAt: Date;
  readonly durationMs: number;
  /** `ok`, `code 4`, or the reason of an unknown answer. */
  readonly outcome: string;
  /** Fingerprint of the hash in the header. */
  readonly as: string | undefined;
  /** Fingerprint of the key that the call is about. */
  readonly key: string | undefined;
}

export interface Call<T> {
  /** Without query: a secret never goes into a URL. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Fingerprints for {@link Attempt}. */
  readonly about: { readonly as?: string; readonly key?: string };
  readonly body: Readonly<Record<string, unknown>>;
  readonly schema: GenericSchema<unknown, T>;
  /**
   * Whether to ask again when it is not known if the server acted (broken connection, timeout, 5xx).
   * False for calls that would then have been made twice, such as a login.
   */
  readonly repeatable: boolean;
  /** Ends the call; one that is not repeatable is not cut off on the wire, only kept from being sent. */
  readonly signal: AbortSignal | undefined;
}

interface Result<T> {
  readonly answer: Answer<T>;
  readonly retryAfterMs: number | undefined;
}

/** What may be over in a second. After any of these it is not known whether the server acted. */
const TRANSIENT: ReadonlySet<UnknownReason> = new Set(['connection', 'timeout', 'server-error']);

const LARGEST_ANSWER = 1024 * 1024;

/** Sends calls: one at a time per turn, with timeout, retries and pace; never follows a redirect. */
export class Transport {
  readonly #options: Required<Omit<TransportOptions, 'onAttempt' | keyof NetworkOptions>>;
  readonly #fetch: Fetch;
  readonly #onAttempt: ((attempt: Attempt) => void) | undefined;
  readonly #pace: Pace;

  /** @throws BaseUrlError for a proxy that is not one */
  constructor(options: TransportOptions) {
    this.#fetch = networkFetch(options);
    this.#options = {
      timeoutMs: options.timeoutMs ?? 15_000,
      retries: options.retries ?? 3,
      backoffMs: options.backoffMs ?? 500,
      longestWaitMs: options.longestWaitMs ?? 30_000,
      requestsPerSecond: options.requestsPerSecond ?? 8,
    };
    this.#onAttempt = options.onAttempt;
    this.#pace = new Pace(this.#options.requestsPerSecond);
  }

  /** @throws only the reason of `call.signal` when it is aborted; everything else is an answer */
  async send<T>(call: Call<T>): Promise<Answer<T>> {
    for (let attempt = 0; ; attempt += 1) {
      await this.#pace.turn(call.signal);
      const { answer, retryAfterMs } = await this.#attempt(call);
      if (attempt >= this.#options.retries || !isWorthRepeating(answer, call.repeatable)) return answer;
      const waitMs = retryAfterMs ?? this.#backoff(attempt);
      if (waitMs > this.#options.longestWaitMs) return answer;
      await pause(waitMs, call.signal);
    }
  }

  /** Half fixed, half random, so that several machines do not come back together. */
  #backoff(attempt: number): number {
    const ceiling = this.#options.backoffMs * 2 ** attempt;
    return ceiling / 2 + Math.random() * (ceiling / 2);
  }

  async #attempt<T>(call: Call<T>): Promise<Result<T>> {
    const startedAt = new Date();
    const begun = performance.now();
    const result = await exchange(call, this.#options.timeoutMs, this.#fetch);
    const durationMs = Math.round(performance.now() - begun);
    this.#onAttempt?.({ url: call.url, startedAt, durationMs, outcome: nameOf(result.answer), as: call.about.as, key: call.about.key });
    return result;
  }
}

async function exchange<T>(call: Call<T>, timeoutMs: number, fetch: Fetch): Promise<Result<T>> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const cancel = call.repeatable ? call.signal : undefined;
  try {
    const response = await fetch(call.url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...call.headers,
      },
      body: JSON.stringify(call.body),
      signal: cancel === undefined ? timeout : AbortSignal.any([cancel, timeout]),
    });
    return { answer: await read(response, call.schema), retryAfterMs: retryAfter(response) };
  } catch (error) {
    cancel?.throwIfAborted();
    const answer = timeout.aborted ? unknown('timeout', `no answer in ${timeoutMs / 1000} s`) : broken(error);
    return { answer, retryAfterMs: undefined };
  }
}

async function read<T>(response: Awaited<ReturnType<Fetch>>, schema: GenericSchema<unknown, T>): Promise<Answer<T>> {
  if (response.status >= 300 && response.status < 400) {
    await response.body?.cancel();
    return unknown('redirect', `answered with a redirect (HTTP ${response.status}), which is not followed`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += (chunk as Uint8Array).byteLength;
    if (size > LARGEST_ANSWER) return unknown('too-large', 'the answer is larger than 1 MiB');
    chunks.push(chunk as Uint8Array);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  const answer = judge(response.status, text, schema);
  const isLimited = answer.type === 'unknown' && response.status === 429;
  return isLimited ? unknown('rate-limited', 'too many requests (HTTP 429)') : answer;
}

/** Seconds or a date (RFC 9110); the platform documents none, but a proxy in between may send it. */
function retryAfter(response: Awaited<ReturnType<Fetch>>): number | undefined {
  const value = response.headers.get('retry-after');
  if (value === null) return undefined;
  if (/^\d+$/u.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

/** Names what broke from the error's code alone: messages of lower layers may quote what was sent. */
function broken(error: unknown): Answer<never> {
  const code = codeOf(error);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return unknown('dns', `host not found (${code})`);
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_/u.test(code)) return unknown('tls', `no trusted TLS connection (${code})`);
  return unknown('connection', code === '' ? 'the connection broke' : `the connection broke (${code})`);
}

function codeOf(error: unknown): string {
  for (let current = error, depth = 0; current instanceof Error && depth < 5; current = current.cause, depth += 1) {
    const { code } = current as { code?: unknown };
    if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/u.test(code)) return code;
  }
  return '';
}

function isWorthRepeating(answer: Answer<unknown>, repeatable: boolean): boolean {
  if (answer.type === 'ok') return false;
  if (answer.type === 'refused') return answer.meaning === 'rate-limited' || (repeatable && answer.meaning === 'retry-later');
  if (answer.reason === 'rate-limited') return true;
  return repeatable && TRANSIENT.has(answer.reason);
}

function nameOf(answer: Answer<unknown>): string {
  if (answer.type === 'ok') return 'ok';
  return answer.type === 'refused' ? `code ${answer.code}` : answer.reason;
}
