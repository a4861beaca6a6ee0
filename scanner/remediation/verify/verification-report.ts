// Text and JSON output of `verify`.

import type pc from 'picocolors';
import type { Kind } from '../../../src/types.ts';
import type { Advice } from '../../advice/next-commands.ts';
import { hostOf, UNREACHABLE } from '../client/base-url.ts';
import { clean } from '../../text/clean.ts';
import { placesOf } from '../session/places.ts';
import { commandLine } from '../../text/command-line.ts';
import { count } from '../../text/numbers.ts';
import { TOOL } from '../../model/tool.ts';
import type { Verified, What } from './verify-secrets.ts';
import { KIND_NAMES } from '../../model/kind-names.ts';
import { pageOf } from '../../text/installed-as.ts';

/** Version 1 of the contract; fields may be added, never changed. */
export interface JsonVerification {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly secrets: readonly JsonVerified[];
  readonly summary: {
    readonly secrets: number;
    readonly alive: number;
    readonly dead: number;
    readonly unknown: number;
    readonly notAsked: number;
  };
}

export interface JsonVerified {
  readonly fingerprint: string;
  readonly sha256: string;
  readonly redacted: string;
  /** The kind according to the code around it. */
  readonly kind: Kind;
  /** `not-asked`: a share key, which is never sent. */
  readonly status: 'alive' | 'dead' | 'unknown' | 'not-asked';
  /** What it is according to the platform; only for active secrets. */
  readonly what?: What;
  readonly baseUrl?: string;
  /** Only for dead secrets: the hosts that were asked. The result is valid for these hosts. */
  readonly askedHosts?: readonly string[];
  /** Why it is unknown. */
  readonly reason?: string;
  /** Only with `--identify`. */
  readonly account?: {
    readonly id: number;
    readonly login: string;
    readonly title: string;
    readonly isSubUser: boolean;
  };
  readonly places: readonly string[];
}

export function toVerificationJson(verified: readonly Verified[]): JsonVerification {
  const secrets = verified.map(asJson);
  const number = (status: JsonVerified['status']): number => secrets.filter((one) => one.status === status).length;
  return {
    version: 1,
    tool: TOOL,
    secrets,
    summary: {
      secrets: secrets.length,
      alive: number('alive'),
      dead: number('dead'),
      unknown: number('unknown'),
      notAsked: number('not-asked'),
    },
  };
}

function asJson(one: Verified): JsonVerified {
  const { secret, kind, places } = one.leaked;
  const name = { fingerprint: secret.fingerprint, sha256: secret.sha256, redacted: secret.redacted, kind, places };
  if (one.state === 'by-hand') return { ...name, status: 'not-asked' };
  if (one.state === 'dead') return { ...name, status: 'dead', askedHosts: one.askedHosts };
  if (one.state === 'unknown') return { ...name, status: 'unknown', reason: one.reason };
  const { id, login = '', title = '', isSubUser = false } = one.account ?? {};
  const account = id === undefined ? {} : { account: { id, login: clean(login), title: clean(title), isSubUser } };
  return { ...name, status: 'alive', what: one.what, baseUrl: one.baseUrl, ...account };
}

/** A block for every secret; active ones come first. */
export function verificationText(verified: readonly Verified[], c: ReturnType<typeof pc.createColors>): string {
  const rank = { alive: 0, unknown: 1, dead: 2, 'by-hand': 3 };
  const sorted = [...verified].sort((left, right) => rank[left.state] - rank[right.state]);
  return sorted.map((one) => `${block(one, c)}\n`).join('');
}

function block(one: Verified, c: ReturnType<typeof pc.createColors>): string {
  const { secret } = one.leaked;
  const lines = [
    `${c.bold(secret.redacted)}  fingerprint ${secret.fingerprint}  ${stateOf(one, c)}`,
    `   found    ${placesOf(one.leaked)}`,
  ];
  if (one.state === 'alive' && one.account !== undefined) {
    const { login, title, id, isSubUser } = one.account;
    lines.push(`   account  ${clean(`${login} "${title}" (id ${id})${isSubUser ? ', a sub-user' : ''}`)}`);
  }
  if ((one.state === 'dead' || one.state === 'alive') && one.notAskedHosts.length > 0)
    lines.push(`   note     also found beside ${one.notAskedHosts.join(', ')}, which was not asked`);
  return lines.join('\n');
}

function stateOf(one: Verified, c: ReturnType<typeof pc.createColors>): string {
  if (one.state === 'alive')
    return `${c.red(`alive on ${hostOf(one.baseUrl)}`)}: ${KIND_NAMES[one.what === 'undetermined' ? 'hash' : one.what]}`;
  if (one.state === 'dead') return c.green(`dead on ${one.askedHosts.join(', ')}`);
  return one.state === 'unknown'
    ? c.yellow(`unknown: ${one.reason}`)
    : c.yellow(`${KIND_NAMES['share-key']}: not asked, see ${pageOf('leaked.md')}`);
}

/**
 * The last lines: totals, and what to do about active secrets.
 * @param advice the command that revokes; default: one without options
 * @param options.only whether the command names the active secrets, because only some secrets were checked
 */
export function verificationSummary(
  verified: readonly Verified[],
  advice?: Advice,
  options: { readonly only?: boolean } = {},
): string {
  const { secrets, alive, dead, unknown } = toVerificationJson(verified).summary;
  if (secrets === 0) return 'Nothing to verify: no secret was found.';
  const numbers = `${count(secrets, 'secret')}: ${alive} alive, ${dead} dead, ${unknown} unknown.`;
  const isUnreachable = verified.some((one) => one.state === 'unknown' && one.isUnreachable === true);
  if (alive === 0) return isUnreachable ? `${numbers} ${UNREACHABLE}` : numbers;
  const living = verified.flatMap(({ state, leaked }) =>
    state === 'alive' ? [{ fingerprint: leaked.secret.fingerprint, occurrences: [] }] : [],
  );
  const { command, how } = advice?.step('revoke', living, options) ?? { command: commandLine(['revoke']), how: '' };
  return `${numbers} Revoke what is alive${how === '' ? '' : ` (${how})`}:\n  ${command}`;
}
