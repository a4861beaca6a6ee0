import { checkStatus, describeAnswer, hostOf, isOfficialBaseUrl, type NavixyClient } from '../api/index.ts';
import type { Action, Alive, Identity, LeakedSecret, PlanItem } from './types.ts';

export interface InspectOptions {
  readonly client: NavixyClient;
  /** Where a secret may go, in the order to ask. */
  readonly baseUrls: readonly string[];
  /** Whether the user chose {@link baseUrls}; else official hosts found beside a secret are asked too. */
  readonly isNamed: boolean;
  readonly signal: AbortSignal | undefined;
}

/**
 * Finds out whether a secret lives and what it is; changes nothing on the server.
 * @throws the signal's reason after an abort
 */
export async function inspect(leaked: LeakedSecret, options: InspectOptions): Promise<PlanItem> {
  if (leaked.kind === 'share-key') return { leaked, state: 'by-hand' };
  const { asked, notAsked } = hostsFor(leaked, options);
  const { client, signal } = options;
  const status = await checkStatus(leaked.secret, asked, { client, kind: leaked.kind, ...(signal === undefined ? {} : { signal }) });
  if (status.status === 'unknown') return { leaked, state: 'unknown', reason: status.reason };
  if (status.status === 'dead') {
    const unaskedHosts = [...new Set(notAsked.map(hostOf))];
    if (unaskedHosts.length > 0 && !options.isNamed) {
      const reason = `dead on the hosts asked, but it was found beside ${unaskedHosts.join(', ')}, which was not asked; name it with --api-url if you trust it`;
      return { leaked, state: 'unknown', reason };
    }
    return { leaked, state: 'dead', askedHosts: [...new Set(asked.map(hostOf))], notAskedHosts: unaskedHosts };
  }
  const { baseUrl, realm } = status;
  const identity: Identity = realm === 'panel' ? { what: 'panel-session' } : await identify(leaked, baseUrl, options);
  return { leaked, state: 'alive', baseUrl, realm, identity, action: actionFor(identity, leaked) };
}

/**
 * The allowed base URLs, those whose host stands beside the secret first. Other hosts found beside
 * it are asked too when they are official and the user named none; else they are only told.
 */
function hostsFor(leaked: LeakedSecret, options: InspectOptions): { asked: readonly string[]; notAsked: readonly string[] } {
  const foundHosts = new Set(leaked.foundBaseUrls.map(hostOf));
  const first = options.baseUrls.filter((url) => foundHosts.has(hostOf(url)));
  const rest = options.baseUrls.filter((url) => !foundHosts.has(hostOf(url)));
  const others = leaked.foundBaseUrls.filter((url) => !first.some((known) => hostOf(known) === hostOf(url)));
  const official = options.isNamed ? [] : others.map(overHttps).filter(isOfficialBaseUrl);
  const officialHosts = new Set(official.map(hostOf));
  return { asked: [...first, ...new Set(official), ...rest], notAsked: others.filter((url) => !officialHosts.has(hostOf(url))) };
}

function overHttps(url: string): string {
  return url.replace(/^http:/iu, 'https:').replace(/\/+$/u, '');
}

/**
 * Asks the value for `api/key/list`, the one documented call that tells keys from sessions without
 * any effect: a master's session gets the list, a sub-user's session 13, an API key 4 (or 276)
 * although `base/nothing` accepts it (navixy-api.md section 4). The list is also what must be
 * reviewed before a leaked master session is logged out.
 */
async function identify(leaked: LeakedSecret, baseUrl: string, { client, signal }: InspectOptions): Promise<Identity> {
  const answer = await client.keyList(baseUrl, leaked.secret, signal);
  if (answer.type === 'ok') return { what: 'master-session', keys: answer.value };
  if (answer.type === 'refused' && answer.meaning === 'wrong-rights') return { what: 'sub-user-session' };
  const isNoStandardSession = answer.type === 'refused' && (answer.meaning === 'dead' || answer.meaning === 'wrong-session-type');
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
