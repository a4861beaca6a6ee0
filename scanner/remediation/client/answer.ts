// Answers of the API: validates response bodies and classifies errors.

import { safeParse, type GenericSchema } from 'valibot';
import { Secret } from '../../../src/secret.ts';
import { meaningOf, type Meaning } from './codes.ts';
import { FAILURE, SUCCESS } from './schemas.ts';

/** Why an answer says nothing about a secret. */
export type UnknownReason =
  | 'redirect'
  | 'not-json'
  | 'not-navixy'
  | 'too-large'
  | 'http-error'
  | 'no-such-page'
  | 'server-error'
  | 'rate-limited'
  | 'timeout'
  | 'connection'
  | 'tls'
  | 'dns'
  | 'given-up'
  | 'not-shown'
  | 'not-a-hash';

/**
 * The result of a call. `ok` and `refused` come from the server and are validated by schema. `unknown` is everything
 * else and never says whether a secret is active. No byte of an unexpected answer is kept, because it might contain the
 * secret.
 */
export type ApiAnswer<T> = { readonly type: 'ok'; readonly value: T } | Refused | Unknown;

/** The server refused the call, with a documented code. */
interface Refused extends NotUnderstood {
  readonly type: 'refused';
  readonly code: number;
  readonly meaning: Meaning;
  readonly http: number;
}

/** No usable answer, and why. */
export interface Unknown extends NotUnderstood {
  readonly type: 'unknown';
  readonly reason: UnknownReason;
  readonly detail: string;
  readonly http?: number;
  /** The call was certainly not sent. */
  readonly isUnsent?: true;
}

interface NotUnderstood {
  /** Only for a login: a hash found in its answer, perhaps an own session that must be logged out. */
  readonly session?: Secret;
}

/**
 * @param detail for people; must not contain text from a server or a secret
 * @param http status, if there was a response
 */
export function unknown(reason: UnknownReason, detail: string, http?: number): Unknown {
  return { type: 'unknown', reason, detail, ...(http === undefined ? {} : { http }) };
}

/** Whether repeating the call gives the same answer: an answer of the API, or a page of another server. */
export function isConclusive(answer: ApiAnswer<unknown>): boolean {
  if (answer.type === 'ok') return true;
  if (answer.type === 'unknown') return answer.reason === 'http-error' || answer.reason === 'no-such-page';
  return answer.meaning !== 'rate-limited' && answer.meaning !== 'retry-later';
}

/** Whether the call may have had an effect although its answer does not confirm it. */
export function mayHaveActed(answer: ApiAnswer<unknown>): boolean {
  if (answer.type === 'unknown') return answer.isUnsent !== true && answer.reason !== 'rate-limited';
  return answer.type === 'ok' || answer.meaning === 'retry-later' || answer.meaning === 'other';
}

/** @returns the hash in a truncated or unexpected answer to a login, or in the URL it redirects to */
export function sessionIn(text: string): Secret | undefined {
  const value = /(?:"hash"\s*:\s*"|[?&#](?:session_key|hash)=)([0-9a-f]{32})(?![0-9a-f])/iu.exec(text)?.[1];
  return value === undefined ? undefined : new Secret(value);
}

/**
 * Classifies the body of a response. A 200 without `success: true`, a failure without a code, HTML or truncated JSON is
 * `unknown`.
 * @param schema of the fields besides `success`
 */
export function judgeAnswer<T>(http: number, text: string, schema: GenericSchema<unknown, T>): ApiAnswer<T> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return http === 200
      ? unknown('not-json', 'the answer is not JSON: not the Navixy API, or cut off')
      : httpError(http);
  }
  const failed = safeParse(FAILURE, body);
  if (failed.success && http !== 200) {
    const { code } = failed.output.status;
    return { type: 'refused', code, meaning: meaningOf(code), http };
  }
  if (http !== 200) return httpError(http);
  if (!safeParse(SUCCESS, body).success) return unknown('not-navixy', 'HTTP 200 without "success": true');
  const fields = safeParse(schema, body);
  return fields.success
    ? { type: 'ok', value: fields.output }
    : unknown('not-navixy', 'the answer is not as documented');
}

function httpError(http: number): ApiAnswer<never> {
  if (http === 404) return unknown('no-such-page', 'HTTP 404 without an answer of the Navixy API', http);
  return unknown(http >= 500 ? 'server-error' : 'http-error', `HTTP ${http} without an answer of the Navixy API`, http);
}
