// Types for revocation: plan items, actions and outcomes.

import type { ApiKey, AuditEntry, UserInfo } from '../client/index.ts';
import type { CheckedSecret } from '../session/ask-if-alive.ts';

/** What may have been done with a leaked session of an account's owner. */
export interface Review {
  /** The account's keys; those that may have been created since the leak are marked. */
  readonly keys: readonly { readonly key: ApiKey; readonly isSinceLeak: boolean }[];
  /** Date of the first commit with the session; `undefined` if it is in no commit. */
  readonly since: Date | undefined;
  /** Activity log entries since then, newest first, or why they could not be read. */
  readonly activity: readonly AuditEntry[] | { readonly reason: string } | undefined;
}

/** What an active value is, according to the API. */
export type Identity =
  | { readonly what: 'panel-session' }
  | { readonly what: 'master-session'; readonly review: Review }
  | { readonly what: 'sub-user-session' }
  /** Not a standard session, according to the API: an API key, or a session of a rarer type. */
  | { readonly what: 'api-key' }
  | { readonly what: 'undetermined'; readonly reason: string };

/** The call that ends a secret. `logout-or-delete-key` tries the harmless one first. */
export type Action = 'panel-logout' | 'logout' | 'delete-key' | 'logout-or-delete-key';

export type Alive = Extract<CheckedSecret, { state: 'alive' }> & {
  readonly identity: Identity;
  readonly action: Action;
  /** Its owner, if requested. */
  readonly account: UserInfo | undefined;
};

/** A plan has one item for every distinct secret. */
export type PlanItem = Alive | Exclude<CheckedSecret, { state: 'alive' }>;

/** The outcome for an active secret. It is `revoked` only if the server itself reports it dead. */
export interface RevokeOutcome {
  readonly item: Alive;
  readonly result: 'revoked' | 'alive' | 'unknown';
  /** For people: the confirmation, or why there is none. */
  readonly detail: string;
  /** The calls made to end it, in order, with their results, e.g. `user/logout: success`. */
  readonly calls: readonly string[];
  /** Keys created between the plan and the end of a leaked session, or why they are unknown. */
  readonly madeMeanwhile: readonly ApiKey[] | { readonly reason: string };
}
