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
 * What came of a call. `ok` and `refused` are words of the server, checked by schema; `unknown` is
 * everything else, and never says anything about whether a secret lives. None of them keeps a byte
 * of an answer that was not understood: it might hold the secret.
 */
export type ApiAnswer<T> = { readonly type: 'ok'; readonly value: T } | Refused | Unknown;

/** The server refuses the call, with a documented code. */
interface Refused extends NotUnderstood {
  readonly type: 'refused';
  readonly code: number;
  readonly meaning: Meaning;
  readonly http: number;
}

/** An answer that is none, with why. */
export interface Unknown extends NotUnderstood {
  readonly type: 'unknown';
  readonly reason: UnknownReason;
  readonly detail: string;
  readonly http?: number;
  /** The call surely reached nobody. */
  readonly isUnsent?: true;
}

interface NotUnderstood {
  /** Of a login: a hash that stood in its answer, so perhaps a session of ours that must be logged out. */
  readonly session?: Secret;
}

/**
 * @param detail for people; must not hold anything that came from a server or a secret
 * @param http status, where there was an answer at all
 */
export function unknown(reason: UnknownReason, detail: string, http?: number): Unknown {
  return { type: 'unknown', reason, detail, ...(http === undefined ? {} : { http }) };
}

/** Whether an answer is the same however often it is asked for: words of the API, or a page of a server before it. */
export function isConclusive(answer: ApiAnswer<unknown>): boolean {
  if (answer.type === 'ok') return true;
  if (answer.type === 'unknown') return answer.reason === 'http-error' || answer.reason === 'no-such-page';
  return answer.meaning !== 'rate-limited' && answer.meaning !== 'retry-later';
}

/** Whether the call may have had its effect although its answer does not say so. */
export function mayHaveActed(answer: ApiAnswer<unknown>): boolean {
  if (answer.type === 'unknown') return answer.isUnsent !== true && answer.reason !== 'rate-limited';
  return answer.type === 'ok' || answer.meaning === 'retry-later' || answer.meaning === 'other';
}

/** @returns the hash in an answer to a login that was cut off or is odd, or in the address it redirects to */
export function sessionIn(text: string): Secret | undefined {
  const value = /(?:"hash"\s*:\s*"|[?&#](?:session_key|hash)=)([0-9a-f]{32})(?![0-9a-f])/iu.exec(text)?.[1];
  return value === undefined ? undefined : new Secret(value);
}

/**
 * Judges the body of an answer. A 200 without `success: true`, a failure without a code, HTML or
 * half a JSON text is `unknown`.
 * @param schema of the fields beside `success`
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
