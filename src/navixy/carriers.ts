/** What carries a hash to the platform. Source: `navixy-api.md`, section 2 (public documentation). */

/** The parameter of a query and the field of a body that hold a hash. */
export const HASH_FIELD = 'hash';

/** Parameters of a query that hold a hash. */
export const QUERY_CARRIERS: ReadonlySet<string> = new Set([HASH_FIELD, 'session_key', 'panel_session_key']);

/** The fields of a login. */
export const LOGIN_FIELD = 'login';
export const PASSWORD_FIELD = 'password';

/** The name of the header that holds a hash; names of headers may be written in any case. */
const HEADER = /authorization/i;

/** Whether a name is that of the header which holds a hash. */
export function isAuthorization(name: string | undefined): boolean {
  return name !== undefined && name.length === 'authorization'.length && HEADER.test(name);
}

/** Whether a text names the header which holds a hash, in any case. */
export function mentionsAuthorization(text: string): boolean {
  return HEADER.test(text);
}

/** The scheme of the header `Authorization`, as the platform reads it: before one space and the hash. */
export const SCHEME = 'NVX ';

/** The end of a text that goes on with a hash: the scheme in any case, with what people put after it. */
const SCHEME_END = /(?:^|[\s"'`:=])NVX\s*[:=]?\s*$/i;

/** Whether what is joined to a text stands after the scheme, as in `'NVX ' + key`. */
export function endsWithScheme(text: string): boolean {
  return SCHEME_END.test(text);
}

/** What a frame to the WebSocket of the platform says in `action`. */
export const FRAME_ACTIONS: ReadonlySet<string> = new Set(['subscribe', 'unsubscribe']);
