/** One documented error: its HTTP status where that is not the default 400, and its description. */
interface DocumentedError {
  readonly http: number;
  readonly description: string;
}

const DEFAULT_HTTP = 400;

/**
 * Codes this stand-in can answer. Source: navixy-api.md section 5 (docs: backend-api/errors.md; 104, 105, 282:
 * user/auth pages).
 */
const ERRORS: Readonly<Record<number, DocumentedError>> = {
  1: { http: 500, description: 'Database error' },
  2: { http: 403, description: 'Service Auth error' },
  3: { http: DEFAULT_HTTP, description: 'Wrong hash' },
  4: { http: DEFAULT_HTTP, description: 'User or API key not found or session ended' },
  5: { http: DEFAULT_HTTP, description: 'Wrong request format' },
  6: { http: 500, description: 'Unexpected error' },
  7: { http: DEFAULT_HTTP, description: 'Invalid parameters' },
  8: { http: 503, description: 'Queue service error, try again later' },
  9: { http: 412, description: 'Too large request' },
  11: { http: 403, description: 'Access denied' },
  12: { http: DEFAULT_HTTP, description: 'Dealer not found' },
  13: { http: 403, description: 'Operation not permitted' },
  14: { http: 503, description: 'Database unavailable' },
  15: { http: 429, description: 'Too many requests' },
  101: { http: 403, description: 'In demo mode this function disabled' },
  102: { http: DEFAULT_HTTP, description: 'Wrong login or password' },
  103: { http: DEFAULT_HTTP, description: 'User not activated' },
  104: { http: DEFAULT_HTTP, description: 'Logins limit exceeded, please reuse existing sessions instead' },
  105: { http: DEFAULT_HTTP, description: 'Login attempts limit exceeded, try again later' },
  111: { http: DEFAULT_HTTP, description: 'Wrong handler' },
  112: { http: DEFAULT_HTTP, description: 'Wrong method' },
  201: { http: DEFAULT_HTTP, description: 'Not found in database' },
  204: { http: 404, description: 'Entity not found' },
  236: { http: 402, description: 'Feature unavailable due to tariff restrictions' },
  264: { http: 403, description: 'Timeout not reached' },
  268: { http: 402, description: 'Over quota' },
  275: { http: 403, description: 'User is blocked' },
  276: { http: 403, description: 'Action is forbidden for the session type' },
  282: { http: DEFAULT_HTTP, description: 'Wrong authorization code' },
};

/** An answer to be sent; `raw` replaces the JSON body where a fault wants something else. */
export interface ServerAnswer {
  readonly http: number;
  readonly body: unknown;
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown by a handler: the call failed with a documented code. */
export class ApiFailure extends Error {
  readonly code: number;
  readonly errors: readonly unknown[] | undefined;

  /** @param errors what the documentation calls `errors[]`, sent with validation failures */
  constructor(code: number, errors?: readonly unknown[]) {
    super(`code ${code}`);
    this.code = code;
    this.errors = errors;
  }
}

/** @returns the documented failure answer for `code` */
export function failure(code: number, errors?: readonly unknown[]): ServerAnswer {
  const known = ERRORS[code] ?? { http: DEFAULT_HTTP, description: 'Undocumented error' };
  return {
    http: known.http,
    body: {
      success: false,
      status: { code, description: known.description },
      ...(errors === undefined ? {} : { errors }),
    },
  };
}

/** @returns the documented success answer */
export function success(fields: Readonly<Record<string, unknown>> = {}): ServerAnswer {
  return { http: 200, body: { success: true, ...fields } };
}
