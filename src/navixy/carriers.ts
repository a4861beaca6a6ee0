// How a request carries a hash. Source: the platform's public documentation, pages "Authentication" and
// "WebSocket API".

/** The query parameter and body field that carry a hash. */
export const HASH_FIELD = 'hash';

/** Query parameters that carry a hash. */
export const QUERY_CARRIERS: ReadonlySet<string> = new Set([HASH_FIELD, 'session_key', 'panel_session_key']);

/** The fields of a login request. */
export const LOGIN_FIELD = 'login';
export const PASSWORD_FIELD = 'password';

/** The header that carries a hash; header names are case-insensitive. */
const HEADER = /authorization/i;

/** Whether a header name is the one that carries a hash. */
export function isAuthorization(name: string | undefined): boolean {
  return name !== undefined && name.length === 'authorization'.length && HEADER.test(name);
}

/** Whether a text names the header that carries a hash, in any letter case. */
export function mentionsAuthorization(text: string): boolean {
  return HEADER.test(text);
}

/**
 * The scheme of the `Authorization` header exactly as the platform accepts it, with the single space before the hash.
 */
export const SCHEME = 'NVX ';

/** The end of a text that continues with a hash: the scheme in any letter case, and common mistakes after it. */
const SCHEME_END = /(?:^|[\s"'`:=])NVX\s*[:=]?\s*$/i;

/** Whether text appended to this one would follow the scheme, as in `'NVX ' + key`. */
export function endsWithScheme(text: string): boolean {
  return SCHEME_END.test(text);
}

/** Values of `action` in a frame of the platform's WebSocket. */
export const FRAME_ACTIONS: ReadonlySet<string> = new Set(['subscribe', 'unsubscribe']);
