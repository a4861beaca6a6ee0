/** Finds sessions that a program renews by itself. */
import { RENEWAL_PATH } from '../../../src/navixy/call-facts.ts';
import type { Analysis } from '../analysis.ts';
import { responsePartsOf } from '../response-flow.ts';
import type { Node } from '../../syntax/ast.ts';
import { credentialsOfRequest } from '../sent-credentials.ts';
import { isFromProgram, originsOf } from '../credential-origin.ts';
import { isRepeated } from '../repeated-calls.ts';
import type { Request } from '../platform-requests.ts';
import { describeSource } from './holder.ts';
import { type OwnSession, sourceOfLogin } from './login.ts';

/**
 * @param reported reported logins, which cover the renewal of their sessions
 * @returns the renewals on a timer, with the node of their address
 */
export function findRenewals(
  logins: readonly Request[],
  reported: readonly OwnSession[],
  analysis: Analysis,
): OwnSession[] {
  const renewals = analysis.requests.filter(
    ({ endpoints, node }) => endpoints.some(({ path }) => path === RENEWAL_PATH) && isRepeated(node, analysis),
  );
  return renewals.flatMap((renewal) => {
    const hashes = credentialsOfRequest(renewal, analysis).map(({ node }) => node);
    const isCovered = hashes
      .flatMap((hash) => responsePartsOf(hash, analysis))
      .some(({ request }) => reported.some(({ node }) => node === request.url));
    const source = hashes.map((hash) => sourceOfSession(hash, logins, analysis)).find((one) => one !== undefined);
    return isCovered || source === undefined ? [] : [{ node: renewal.url, source }];
  });
}

/**
 * @returns a description of the program's source for a session; `undefined` for a person's session and for an API key
 */
function sourceOfSession(hash: Node, logins: readonly Request[], analysis: Analysis): string | undefined {
  const given = responsePartsOf(hash, analysis)
    .map(({ request }) => request)
    .filter((request) => logins.includes(request));
  if (given.length > 0) return given.map((login) => sourceOfLogin(login, analysis)).find((one) => one !== undefined);
  const origins = originsOf(hash, analysis);
  const isSession = analysis.credentials.kindOf(hash) !== 'api-key';
  return isSession && isFromProgram(origins) ? describeSource(origins) : undefined;
}
