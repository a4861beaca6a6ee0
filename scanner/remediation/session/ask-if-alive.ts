// Checks one secret on all relevant hosts.

import { checkStatus, hostOf, type NavixyClient, type Realm } from '../client/index.ts';
import { targetsFor, type TargetHosts } from './allowed-hosts.ts';
import type { LeakedSecret } from './leaked-secret.ts';

/** The platform's answer for one distinct secret. */
export type CheckedSecret =
  | {
      readonly state: 'alive';
      readonly leaked: LeakedSecret;
      readonly baseUrl: string;
      readonly realm: Realm;
      readonly notAskedHosts: readonly string[];
    }
  | {
      readonly state: 'dead';
      readonly leaked: LeakedSecret;
      readonly askedHosts: readonly string[];
      readonly notAskedHosts: readonly string[];
      readonly hostsWithoutPanel: readonly string[];
    }
  | {
      readonly state: 'unknown';
      readonly leaked: LeakedSecret;
      readonly reason: string;
      /** Present if it is unknown only because hosts could not be reached. */
      readonly isUnreachable?: true;
    }
  /** A share key: never sent, must be revoked manually. */
  | { readonly state: 'by-hand'; readonly leaked: LeakedSecret };

export interface CheckOptions {
  readonly client: NavixyClient;
  readonly targets: TargetHosts;
  readonly signal: AbortSignal | undefined;
}

/**
 * Checks whether a secret is active, once per host, until a host accepts it. Changes nothing.
 * @throws the signal's reason after an abort
 */
export async function checkSecret(
  leaked: LeakedSecret,
  { client, targets, signal }: CheckOptions,
): Promise<CheckedSecret> {
  if (leaked.kind === 'share-key') return { leaked, state: 'by-hand' };
  const { asked, notAsked } = targetsFor(leaked, targets);
  const status = await checkStatus(leaked.secret, asked, {
    client,
    kind: leaked.kind,
    ...(signal === undefined ? {} : { signal }),
  });
  const notAskedHosts = [...new Set(notAsked.map(hostOf))];
  if (status.status === 'alive')
    return { leaked, state: 'alive', baseUrl: status.baseUrl, realm: status.realm, notAskedHosts };
  if (status.status === 'unknown') {
    const { reason } = status;
    return { leaked, state: 'unknown', reason, ...(status.isUnreachable === true ? { isUnreachable: true } : {}) };
  }
  if (notAskedHosts.length > 0 && !targets.isNamed) {
    const reason =
      `dead on the hosts asked, but it was found beside ` +
      `${notAskedHosts.join(', ')}, which was not asked; name it with --api-url if you trust it`;
    return { leaked, state: 'unknown', reason };
  }
  const hostsWithoutPanel = [
    ...new Set(status.hosts.filter((host) => host.status === 'absent').map(({ baseUrl }) => hostOf(baseUrl))),
  ];
  return { leaked, state: 'dead', hostsWithoutPanel, askedHosts: [...new Set(asked.map(hostOf))], notAskedHosts };
}
