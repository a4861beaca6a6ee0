// Finds out whether a secret is active, what it is, and which call ends it.

import { describeAnswer, type UserInfo } from '../client/index.ts';
import { checkSecret, type CheckedSecret, type CheckOptions } from '../session/ask-if-alive.ts';
import type { LeakedSecret } from '../session/leaked-secret.ts';
import { review } from './review-keys.ts';
import type { KindFilter } from './kind-filter.ts';
import type { Action, Alive, Identity, PlanItem } from './revoke-plan.ts';

export interface InspectOptions extends CheckOptions {
  /** Whether to ask for the owner of an active value, which is personal data. */
  readonly identify: boolean;
  /** Kinds that may be revoked; `undefined` for all. */
  readonly kinds: readonly KindFilter[] | undefined;
}

/**
 * Finds out whether a secret is active and what it is; changes nothing on the server.
 * @throws the signal's reason after an abort
 */
export async function inspect(leaked: LeakedSecret, options: InspectOptions): Promise<PlanItem> {
  const checked = await checkSecret(leaked, options);
  if (checked.state !== 'alive') return checked;
  const identity: Identity = checked.realm === 'panel' ? { what: 'panel-session' } : await identify(checked, options);
  const account = options.identify && checked.realm === 'user' ? await ownerOf(checked, options) : undefined;
  return { ...checked, identity, account, action: within(options.kinds, actionFor(identity, leaked)) };
}

async function ownerOf(
  { leaked, baseUrl }: Extract<CheckedSecret, { state: 'alive' }>,
  { client, signal }: InspectOptions,
): Promise<UserInfo | undefined> {
  const answer = await client.userInfo(baseUrl, leaked.secret, signal);
  return answer.type === 'ok' ? answer.value : undefined;
}

/**
 * Calls `api/key/list` with the value. This is the only documented call that distinguishes keys from sessions without
 * side effects: a master's session gets the list, a sub-user's session gets code 13, an API key gets code 4 (or 276)
 * although `base/nothing` accepts it (Navixy API documentation, pages "API keys" and "Errors"). The list is also needed
 * for the review before a leaked master session is logged out.
 */
async function identify(
  { leaked, baseUrl }: Extract<CheckedSecret, { state: 'alive' }>,
  { client, signal }: InspectOptions,
): Promise<Identity> {
  const answer = await client.keyList(baseUrl, leaked.secret, signal);
  if (answer.type === 'ok') {
    return {
      what: 'master-session',
      review: await review(leaked.secret, answer.value, { client, baseUrl, since: leaked.since, signal }),
    };
  }
  if (answer.type === 'refused' && answer.meaning === 'wrong-rights') return { what: 'sub-user-session' };
  const isNoStandardSession =
    answer.type === 'refused' && (answer.meaning === 'dead' || answer.meaning === 'wrong-session-type');
  return isNoStandardSession ? { what: 'api-key' } : { what: 'undetermined', reason: describeAnswer(answer) };
}

/**
 * A value that the API rejects as a standard session may still be a session of a rarer type, unless the code around it
 * says API key. Then `user/logout` is tried first, which has no effect on a key.
 */
function actionFor(identity: Identity, leaked: LeakedSecret): Alive['action'] {
  const actions: Record<Identity['what'], Action> = {
    'panel-session': 'panel-logout',
    'master-session': 'logout',
    'sub-user-session': 'logout',
    'api-key': leaked.kind === 'api-key' ? 'delete-key' : 'logout-or-delete-key',
    undetermined: 'logout-or-delete-key',
  };
  return actions[identity.what];
}

/**
 * If `--kind` selects one of two possible kinds of a value, only the call for that kind is made: `user/logout` never
 * ends a key, and `api/key/delete` never ends a session.
 */
function within(kinds: readonly KindFilter[] | undefined, action: Action): Action {
  if (kinds === undefined || action !== 'logout-or-delete-key') return action;
  if (!kinds.includes('api-key')) return 'logout';
  return kinds.includes('session') ? action : 'delete-key';
}
