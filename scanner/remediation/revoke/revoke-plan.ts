import type { ApiKey, AuditEntry, UserInfo } from '../client/index.ts';
import type { CheckedSecret } from '../session/check-secret.ts';

/** What may have been done with a leaked session of an account's owner. */
export interface Review {
  /** The account's keys, with those that may have been made since the leak marked. */
  readonly keys: readonly { readonly key: ApiKey; readonly isSinceLeak: boolean }[];
  /** Date of the first commit that held the session; `undefined` when it was found in none. */
  readonly since: Date | undefined;
  /** What the activity log tells since then, newest first, or why it could not be read. */
  readonly activity: readonly AuditEntry[] | { readonly reason: string } | undefined;
}

/** What a living value turned out to be, asked of the API itself. */
export type Identity =
  | { readonly what: 'panel-session' }
  | { readonly what: 'master-session'; readonly review: Review }
  | { readonly what: 'sub-user-session' }
  /** The API says it is no standard session: an API key, or a session of a rarer type. */
  | { readonly what: 'api-key' }
  | { readonly what: 'undetermined'; readonly reason: string };

/** The call that ends a secret. `logout-or-delete-key` tries the harmless one first. */
export type Action = 'panel-logout' | 'logout' | 'delete-key' | 'logout-or-delete-key';

export type Alive = Extract<CheckedSecret, { state: 'alive' }> & {
  readonly identity: Identity;
  readonly action: Action;
  /** Whose it is, when that was asked for. */
  readonly account: UserInfo | undefined;
};

/** A plan has one item for every distinct secret. */
export type PlanItem = Alive | Exclude<CheckedSecret, { state: 'alive' }>;

/** What became of a living secret. `revoked` only when the server itself says that it is dead. */
export interface RevokeOutcome {
  readonly item: Alive;
  readonly result: 'revoked' | 'alive' | 'unknown';
  /** For people: the proof, or why not. */
  readonly detail: string;
  /** The calls made to end it, in order, with what came of each, e.g. `user/logout: success`. */
  readonly calls: readonly string[];
  /** Keys that were made between the plan and the end of a leaked session, or why that could not be found out. */
  readonly madeMeanwhile: readonly ApiKey[] | { readonly reason: string };
}
