import { safeParse, type GenericSchema } from 'valibot';
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
  | 'not-a-hash';

/**
 * What came of a call. `ok` and `refused` are words of the server, checked by schema; `unknown` is
 * everything else, and never says anything about whether a secret lives. None of them keeps a byte
 * of an answer that was not understood: it might hold the secret.
 */
export type Answer<T> =
  | { readonly type: 'ok'; readonly value: T }
  | { readonly type: 'refused'; readonly code: number; readonly meaning: Meaning; readonly http: number }
  | { readonly type: 'unknown'; readonly reason: UnknownReason; readonly detail: string };

/** @param detail for people; must not hold anything that came from a server or a secret */
export function unknown(reason: UnknownReason, detail: string): Answer<never> {
  return { type: 'unknown', reason, detail };
}

/**
 * Judges the body of an answer. A 200 without `success: true`, a failure without a code, HTML or
 * half a JSON text is `unknown`.
 * @param schema of the fields beside `success`
 */
export function judge<T>(http: number, text: string, schema: GenericSchema<unknown, T>): Answer<T> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return http === 200 ? unknown('not-json', 'the answer is not JSON: not the Navixy API, or cut off') : httpError(http);
  }
  const failed = safeParse(FAILURE, body);
  if (failed.success && http !== 200) {
    const { code } = failed.output.status;
    return { type: 'refused', code, meaning: meaningOf(code), http };
  }
  if (http !== 200) return httpError(http);
  if (!safeParse(SUCCESS, body).success) return unknown('not-navixy', 'HTTP 200 without "success": true');
  const fields = safeParse(schema, body);
  return fields.success ? { type: 'ok', value: fields.output } : unknown('not-navixy', 'the answer is not as documented');
}

function httpError(http: number): Answer<never> {
  if (http === 404) return unknown('no-such-page', 'HTTP 404 without an answer of the Navixy API');
  return unknown(http >= 500 ? 'server-error' : 'http-error', `HTTP ${http} without an answer of the Navixy API`);
}
