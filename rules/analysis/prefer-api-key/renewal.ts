/** Does a program keep a session alive by itself? */
import { RENEWAL_PATH } from '../../../src/navixy/calls.ts';
import type { Analysis } from '../analysis.ts';
import { answersOf } from '../response-flow.ts';
import type { Node } from '../../syntax/ast.ts';
import { credentialsOf } from '../sent-credentials.ts';
import { isHeldByProgram, originsOf } from '../credential-origin.ts';
import { isPeriodic } from '../repeated-calls.ts';
import type { Request } from '../requests.ts';
import { nameSource } from './holder.ts';
import { type OwnSession, sourceOfLogin } from './login.ts';

/**
 * @param reported logins that are reported: a report there covers the renewal of their sessions
 * @returns the renewals on a timer, at their addresses
 */
export function findRenewals(
  logins: readonly Request[],
  reported: readonly OwnSession[],
  analysis: Analysis,
): OwnSession[] {
  const renewals = analysis.requests.filter(
    ({ endpoints, node }) => endpoints.some(({ path }) => path === RENEWAL_PATH) && isPeriodic(node, analysis),
  );
  return renewals.flatMap((renewal) => {
    const hashes = credentialsOf(renewal, analysis).map(({ node }) => node);
    const isCovered = hashes
      .flatMap((hash) => answersOf(hash, analysis))
      .some(({ request }) => reported.some(({ node }) => node === request.url));
    const source = hashes.map((hash) => sourceOfSession(hash, logins, analysis)).find((one) => one !== undefined);
    return isCovered || source === undefined ? [] : [{ node: renewal.url, source }];
  });
}

/** @returns where a program has a session from; `undefined` for the session of a person, and for a key */
function sourceOfSession(hash: Node, logins: readonly Request[], analysis: Analysis): string | undefined {
  const given = answersOf(hash, analysis)
    .map(({ request }) => request)
    .filter((request) => logins.includes(request));
  if (given.length > 0) return given.map((login) => sourceOfLogin(login, analysis)).find((one) => one !== undefined);
  const origins = originsOf(hash, analysis);
  const isSession = analysis.credentials.kindOf(hash) !== 'api-key';
  return isSession && isHeldByProgram(origins) ? nameSource(origins) : undefined;
}
