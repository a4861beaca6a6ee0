import {
  array,
  integer,
  literal,
  nullish,
  number,
  object,
  optional,
  pipe,
  record,
  regex,
  string,
  transform,
  unknown,
  type InferOutput,
} from 'valibot';
import { Secret } from '../../../src/secret.ts';
import { maskPieces } from '../../text/mask-pieces.ts';

/** Shapes of the platform's answers. Source: navixy-api.md sections 3 to 5. A hash becomes a {@link Secret} here. */
const HASH = pipe(
  string(),
  regex(/^[0-9a-f]{32}$/iu),
  transform((value) => new Secret(value)),
);

export const SUCCESS = object({ success: literal(true) });
export const FAILURE = object({ success: literal(false), status: object({ code: pipe(number(), integer()) }) });

export const NOTHING = object({});
export const LIST = object({ list: array(unknown()) });

/** `type` is missing in older installations: then there is no second factor. */
export const AUTH = object({ hash: HASH, type: optional(string(), 'authenticated') });
export const NEW_SESSION = object({ hash: HASH });

const RAW_KEY = object({
  hash: pipe(string(), regex(/^[0-9a-f]{32}$/iu)),
  title: optional(string(), ''),
  create_date: optional(string(), ''),
});
type RawKey = InferOutput<typeof RAW_KEY>;

/** No title shows a value, and a key that is listed twice is one key. */
function apiKeys(list: readonly RawKey[]): ApiKey[] {
  const values = list.map(({ hash }) => hash.toLowerCase());
  return list
    .filter((_, index) => values.indexOf(values[index]!) === index)
    .map(({ hash, title, create_date }) => ({
      secret: new Secret(hash),
      title: maskPieces(title, values),
      createDate: maskPieces(create_date, values),
    }));
}

export const KEY_LIST = pipe(
  object({ list: array(RAW_KEY) }),
  transform(({ list }) => ({ list: apiKeys(list) })),
);
export const KEY_CREATED = pipe(
  object({ value: RAW_KEY }),
  transform(({ value }) => ({ value: apiKeys([value])[0]! })),
);

export const PERMISSIONS = object({ permissions: record(string(), unknown()) });
export const USER_INFO = object({
  user_info: object({ id: number(), login: string(), title: optional(string(), ''), demo: optional(unknown()) }),
  /** Only there when the caller is a sub-user. */
  master: optional(object({ id: number() })),
});

/** Source: docs, user/audit/audit_log.md. What happened in `payload` is not read: it may hold anything. */
const AUDIT_ENTRY = pipe(
  object({
    action: optional(string(), ''),
    entry_category: nullish(string(), ''),
    action_date: optional(string(), ''),
    host: nullish(string(), ''),
  }),
  transform(({ action, entry_category, action_date, host }): AuditEntry => ({
    action,
    category: entry_category ?? '',
    date: action_date,
    host: host ?? '',
  })),
);
export const AUDIT_LOG = object({ list: array(AUDIT_ENTRY) });

/** One line of an account's activity log: text of strangers, to be cleaned before it is printed. */
export interface AuditEntry {
  /** What was done, e.g. `create`. */
  readonly action: string;
  /** To what kind of thing, e.g. `custom_field`. */
  readonly category: string;
  readonly date: string;
  /** Address it was done from. */
  readonly host: string;
}

/** An API key of an account, as `api/key/list` tells it. */
export interface ApiKey {
  readonly secret: Secret;
  /** What its owner wrote: text of a stranger, to be cleaned before it is printed. */
  readonly title: string;
  /**
   * As the platform writes it: `2021-10-29T12:00:36+02:00` as asked for, or, where that is not
   * understood, `2021-10-29 12:00:36` in the user's time zone; empty when not told.
   */
  readonly createDate: string;
}
