// Asks hosts whether a secret is active.

import type { Kind } from '../../../src/types.ts';
import type { Secret } from '../../../src/secret.ts';
import { isConclusive, type ApiAnswer } from './answer.ts';
import { hostOf } from './base-url.ts';
import type { Realm } from './trusted-refusal.ts';
import type { NavixyClient } from './api-calls.ts';
import { describeAnswer } from './describe-answer.ts';

export type { Realm };

/** The answer of one API of one host about a secret. */
export interface HostStatus {
  readonly baseUrl: string;
  readonly realm: Realm;
  /** `absent`: this host has no such API, so nothing was sent. */
  readonly status: 'alive' | 'dead' | 'unknown' | 'absent';
  /** For people, e.g. `code 4: no such session or API key`. */
  readonly detail: string;
  /** Present if no connection to the host was possible, or it broke. */
  readonly isUnreachable?: true;
}

/** `dead` only if every host says so: a hash is valid in its own region only. */
export type SecretStatus =
  | { readonly status: 'alive'; readonly baseUrl: string; readonly realm: Realm; readonly hosts: readonly HostStatus[] }
  | { readonly status: 'dead'; readonly hosts: readonly HostStatus[] }
  | {
      readonly status: 'unknown';
      readonly reason: string;
      readonly hosts: readonly HostStatus[];
      /** Present if every host without an answer is unreachable. */
      readonly isUnreachable?: true;
    };

export interface CheckOptions {
  readonly client: NavixyClient;
  /** The kind according to the code around it; decides which API is asked first. It may be wrong, so all are asked. */
  readonly kind: Kind;
  readonly signal?: AbortSignal;
}

/**
 * Asks whether a secret is active, with the calls that reveal the least: `base/nothing`, and
 * `panel/account/get_permissions` if it may be a panel session. Stops at the first host that accepts it, so that no
 * other host sees an active secret.
 * @param baseUrls in the order to ask
 * @throws BaseUrlError for a base URL that is neither official nor named; the signal's reason after an abort
 */
export async function checkStatus(
  secret: Secret,
  baseUrls: readonly string[],
  options: CheckOptions,
): Promise<SecretStatus> {
  const hosts: HostStatus[] = [];
  for (const baseUrl of baseUrls) {
    for (const realm of realmsOf(options.kind)) {
      const host =
        (realm === 'panel' ? await panelMissing(baseUrl, options) : undefined) ??
        (await checkHost(secret, baseUrl, realm, options));
      hosts.push(host);
      if (host.status === 'alive') return { status: 'alive', baseUrl, realm, hosts };
    }
  }
  if (hosts.length === 0) return { status: 'unknown', reason: 'no host was asked', hosts };
  // Only a panel can report a panel session dead. For other kinds, a missing panel is an answer: no API is left that
  // could accept the value.
  const undecided = hosts.filter(
    ({ status }) => status === 'unknown' || (status === 'absent' && options.kind === 'panel-session'),
  );
  if (undecided.length === 0) return { status: 'dead', hosts };
  const unreachable = undecided.every((host) => host.isUnreachable) ? ({ isUnreachable: true } as const) : {};
  return { status: 'unknown', reason: reasonOf(undecided), hosts, ...unreachable };
}

/** @returns each reason once, after the hosts it applies to */
function reasonOf(undecided: readonly HostStatus[]): string {
  const hostsOf = new Map<string, Set<string>>();
  for (const { baseUrl, detail } of undecided)
    hostsOf.set(detail, (hostsOf.get(detail) ?? new Set()).add(hostOf(baseUrl)));
  return Array.from(hostsOf, ([detail, hosts]) => `${[...hosts].join(', ')}: ${detail}`).join('; ');
}

function isUnreachable(answer: ApiAnswer<unknown>): boolean {
  return answer.type === 'unknown' && (answer.reason === 'dns' || answer.reason === 'connection');
}

/** @returns an answer without asking if there is no panel; the secret is not sent to find out */
async function panelMissing(baseUrl: string, { client, signal }: CheckOptions): Promise<HostStatus | undefined> {
  const panel = await client.hasPanel(baseUrl, signal);
  if (panel.type === 'ok' && panel.value) return undefined;
  const here = { baseUrl, realm: 'panel' } as const;
  if (panel.type === 'ok') return { ...here, status: 'absent', detail: 'there is no panel API at this address' };
  if (isUnreachable(panel)) return { ...here, status: 'unknown', detail: describeAnswer(panel), isUnreachable: true };
  return { ...here, status: 'unknown', detail: `whether there is a panel API: ${describeAnswer(panel)}` };
}

/**
 * Asks one API of one host; also used to confirm a revocation. Alive: the host accepts it, but refuses a random value.
 * Dead: the host refuses it, although it is known to arrive.
 */
export async function checkHost(
  secret: Secret,
  baseUrl: string,
  realm: Realm,
  options: Pick<CheckOptions, 'client' | 'signal'>,
): Promise<HostStatus> {
  const { client, signal } = options;
  const ask = (): Promise<ApiAnswer<unknown>> =>
    realm === 'user' ? client.baseNothing(baseUrl, secret, signal) : client.panelPermissions(baseUrl, secret, signal);
  const unclear = (detail: string): HostStatus => ({ baseUrl, realm, status: 'unknown', detail });
  const answer = await ask();
  const here = { baseUrl, realm, detail: describeAnswer(answer) };
  if (isUnreachable(answer)) return { ...here, status: 'unknown', isUnreachable: true };
  // Only 3 and 4 mean dead. A blocked user, missing rights or demo mode say nothing about the value.
  if (answer.type !== 'ok') return { ...here, status: isRefused(answer) ? 'dead' : 'unknown' };
  const control: ApiAnswer<unknown> = await client.toRandomHash(baseUrl, realm, signal);
  if (control.type === 'ok') return unclear('it accepts any value, also a random one, so its answers say nothing');
  if (!isConclusive(control))
    return unclear(`it accepts the value; whether it refuses any: ${describeAnswer(control)}`);
  if (isRefused(await ask())) return unclear('it accepted the value, and then refused it');
  return { ...here, status: 'alive' };
}

function isRefused(answer: ApiAnswer<unknown>): boolean {
  return answer.type === 'refused' && answer.meaning === 'dead';
}

/** Most likely first. Names in code are often wrong, so no API is left out. */
function realmsOf(kind: Kind): readonly Realm[] {
  return kind === 'panel-session' ? ['panel', 'user'] : ['user', 'panel'];
}
