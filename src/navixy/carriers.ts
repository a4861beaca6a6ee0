/** What carries a hash to the platform. Source: `navixy-api.md`, section 2 (public documentation). */

/** Parameters of a query that hold a hash. */
export const QUERY_CARRIERS: ReadonlySet<string> = new Set(['hash', 'session_key', 'panel_session_key']);

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
