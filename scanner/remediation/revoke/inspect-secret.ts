import { describeAnswer, type UserInfo } from '../client/index.ts';
import { checkSecret, type CheckedSecret, type CheckOptions } from '../session/check-secret.ts';
import type { LeakedSecret } from '../session/leaked-secret.ts';
import { review } from './review-keys.ts';
import type { KindFilter } from './kind-filter.ts';
import type { Action, Alive, Identity, PlanItem } from './revoke-plan.ts';

export interface InspectOptions extends CheckOptions {
  /** Whether to ask whose a living value is: personal data. */
  readonly identify: boolean;
  /** Kinds that may be ended; `undefined` for all. */
  readonly kinds: readonly KindFilter[] | undefined;
}

/**
 * Finds out whether a secret lives and what it is; changes nothing on the server.
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
 * Asks the value for `api/key/list`, the one documented call that tells keys from sessions without
 * any effect: a master's session gets the list, a sub-user's session 13, an API key 4 (or 276)
 * although `base/nothing` accepts it (navixy-api.md section 4). The list is also what must be
 * reviewed before a leaked master session is logged out.
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
 * A value that the API calls no standard session may still be a session of a rarer type unless its
 * surroundings say API key; then it is first told to log itself out, which a key refuses harmlessly.
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
 * Where `--kind` names one of two kinds that a value may be of, only the call of that kind is made: `user/logout` never
 * ends a key, and `api/key/delete` never ends a session.
 */
function within(kinds: readonly KindFilter[] | undefined, action: Action): Action {
  if (kinds === undefined || action !== 'logout-or-delete-key') return action;
  if (!kinds.includes('api-key')) return 'logout';
  return kinds.includes('session') ? action : 'delete-key';
}
