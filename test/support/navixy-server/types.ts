import type { ServerAnswer } from './errors.ts';

/** The type of a session. Only `standard` sessions of a master user may use `api/key/*`. */
export type SessionType = 'standard' | 'second-factor' | 'interface';

interface KeySeed {
  readonly hash: string;
  readonly title?: string;
  /** As the platform writes it: `2021-10-29 12:00:36`. */
  readonly createDate?: string;
}

interface SessionSeed {
  readonly hash: string;
  /** Default `standard`. `interface` means any other session, such as one created by the panel. */
  readonly type?: SessionType;
}

export interface UserSeed {
  readonly login: string;
  readonly password: string;
  /** With it, `user/auth` answers `second_factor_required` and this code passes. */
  readonly secondFactorCode?: string;
  /** Login of the master user; makes this one a sub-user. */
  readonly masterLogin?: string;
  readonly keys?: readonly KeySeed[];
  readonly sessions?: readonly (string | SessionSeed)[];
  /**
   * Error of `user/auth` for a correct password: 11 dealer blocked, 103 not activated, 104 or 105 login limits.
   */
  readonly authError?: 11 | 103 | 104 | 105;
  /** Any call then fails with 275. */
  readonly blocked?: boolean;
  /** `api/key/create|delete` then fail with 101. */
  readonly demo?: boolean;
  readonly audit?: readonly AuditSeed[];
}

export interface PanelSeed {
  /** Numeric id, as the panel's logins are. */
  readonly login: string;
  readonly password: string;
  readonly sessions?: readonly string[];
}

/** At most `requests` per `windowMs` and hash (per address without a hash). Above it, HTTP 429 and code 15. */
export interface RateLimit {
  readonly requests: number;
  readonly windowMs: number;
}

export interface NavixyServerOptions {
  readonly users?: readonly UserSeed[];
  readonly panels?: readonly PanelSeed[];
  /** Keys an account may have; the platform allows 20. */
  readonly keyQuota?: number;
  readonly rateLimit?: RateLimit;
  /** Address to listen on. Default `127.0.0.1`. */
  readonly host?: string;
  /** Speaks TLS with this certificate and key (PEM); the base URL then begins with `https://localhost`. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** `false`: an installation without a panel, whose web server answers with HTML and 404. */
  readonly panel?: boolean;
  /** `false`: an old installation without time zones in dates. */
  readonly isoDates?: boolean;
}

/** An entry of an account's activity log, as documented for `user/audit/log/list`. */
export interface AuditSeed {
  readonly category: string;
  readonly action: string;
  /** `2021-10-29 12:00:36`, UTC here. */
  readonly date: string;
  readonly host?: string;
}

/** One received request. It contains the sent values, so use it only in assertions. */
export interface RecordedRequest {
  readonly method: string;
  /** Without prefix, query and trailing slash: `user/auth`. */
  readonly path: string;
  /** Exactly as in the request line. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly rawBody: string;
  /** JSON or form fields; empty if there are none. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, string>>;
  /** The hash that counts after precedence, and where it was. */
  readonly hash?: string;
  readonly carrier?: 'json' | 'form' | 'query' | 'header';
}

/**
 * What to answer instead of the truth. With `after: true` the call first takes effect, so that a
 * client can be tested against a lost answer.
 */
export interface Fault {
  /** Path without prefix, e.g. `api/key/delete`; `*` for any. */
  readonly path: string;
  /** The number of requests with the fault. Default: all. */
  readonly times?: number;
  /** The number of matching requests to skip first. Default 0. */
  readonly skip?: number;
  readonly after?: boolean;
  /** A documented error code. */
  readonly code?: number;
  readonly status?: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Answers 302 to this address. */
  readonly redirect?: string;
  /** Never answers. */
  readonly hang?: boolean;
  /** Sends the answer one byte at a time, so many milliseconds apart. */
  readonly dripMs?: number;
  /** Breaks the connection. */
  readonly reset?: boolean;
  /** Announces the whole answer, sends half of it, breaks the connection. */
  readonly truncate?: boolean;
  /** Sends half of the answer, and then nothing. */
  readonly stall?: boolean;
  /** A gateway drops the hash from these places before the server reads it. */
  readonly drop?: readonly ('header' | 'body')[];
  /** Computes the answer from the true one. */
  readonly rewrite?: (truth: ServerAnswer, request: RecordedRequest) => ServerAnswer;
  /** Called before the fault takes effect, or when half is sent if the fault stalls. */
  readonly onHit?: () => void;
}
