// Schemas of API answers.

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

/** Schemas of API answers. Source: Navixy API documentation. A hash becomes a {@link Secret} here. */
const HASH = pipe(
  string(),
  regex(/^[0-9a-f]{32}$/iu),
  transform((value) => new Secret(value)),
);

export const SUCCESS = object({ success: literal(true) });
export const FAILURE = object({ success: literal(false), status: object({ code: pipe(number(), integer()) }) });

export const NOTHING = object({});
export const LIST = object({ list: array(unknown()) });

/** `type` is missing in older installations, which have no second factor. */
export const AUTH = object({ hash: HASH, type: optional(string(), 'authenticated') });
export const NEW_SESSION = object({ hash: HASH });

const RAW_KEY = object({
  hash: pipe(string(), regex(/^[0-9a-f]{32}$/iu)),
  title: optional(string(), ''),
  create_date: optional(string(), ''),
});
type RawKey = InferOutput<typeof RAW_KEY>;

/** Masks values in titles, and removes duplicate keys. */
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
  /** Only present if the caller is a sub-user. */
  master: optional(object({ id: number() })),
});

/** Source: Navixy API documentation, page "Audit log". `payload` is not read, because it may contain anything. */
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

/** One entry of an account's activity log: untrusted text, to be cleaned before printing. */
export interface AuditEntry {
  /** The action, e.g. `create`. */
  readonly action: string;
  /** The kind of object, e.g. `custom_field`. */
  readonly category: string;
  readonly date: string;
  /** The IP address or host of the client. */
  readonly host: string;
}

/** An API key of an account, as returned by `api/key/list`. */
export interface ApiKey {
  readonly secret: Secret;
  /** Written by the owner: untrusted text, to be cleaned before printing. */
  readonly title: string;
  /**
   * As returned by the platform: `2021-10-29T12:00:36+02:00` as requested, or, if the server does not support that,
   * `2021-10-29 12:00:36` in the user's time zone; empty if missing.
   */
  readonly createDate: string;
}
