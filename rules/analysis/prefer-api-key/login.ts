/** Finds logins of a program that an API key could replace. */
import { LOGIN_PATH } from '../../../src/navixy/call-facts.ts';
import type { Analysis } from '../analysis.ts';
import { type Call, type Node, unwrap } from '../../syntax/ast.ts';
import type { Request } from '../platform-requests.ts';
import { hasKeyCapableUse, hasSessionOnlyUse } from '../session-use.ts';
import { toText } from '../../syntax/values.ts';
import { findPasswordSource } from './holder.ts';
import { findLoginEntries } from './login-entries.ts';

/** A session that a program creates or renews by itself. */
export interface OwnSession {
  readonly node: Node;
  /** Description of the source of its password or hash. */
  readonly source: string;
}

/** @returns the login requests */
export function loginsOf({ requests }: Analysis): Request[] {
  return requests.filter(({ endpoints }) => endpoints.some(({ path }) => path === LOGIN_PATH));
}

/** @returns the logins that an API key could replace, with the node of their address */
export function findLogins(logins: readonly Request[], analysis: Analysis): OwnSession[] {
  const written = logins.filter((login) => hasLiteralPath(login));
  return (written.length > 0 ? written : logins).flatMap((login) => {
    if (!isReplaceable(login, logins, analysis)) return [];
    const source = sourceOfLogin(login, analysis);
    return source === undefined ? [] : [{ node: login.url, source }];
  });
}

/** @returns a description of the program's source for the password of a login; `undefined` if it is a person's */
export function sourceOfLogin(login: Request, analysis: Analysis): string | undefined {
  return findPasswordSource(findLoginEntries(login, analysis), login.node, analysis);
}

/** Whether the session is used for calls that accept an API key, or is passed to another file. */
function isReplaceable(login: Request, logins: readonly Request[], analysis: Analysis): boolean {
  if (hasKeyCapableUse(login, logins, analysis)) return true;
  const isHandedOn = analysis.requests.length === logins.length && isResultUsed(login.node);
  return isHandedOn && !hasSessionOnlyUse(analysis);
}

/** Whether the path is in the call itself, not in the call of a local helper around it. */
function hasLiteralPath({ url, address }: Request): boolean {
  const isInside = ({ range }: Node): boolean => range[0] >= url.range[0] && range[1] <= url.range[1];
  return address.some(
    (sequence) =>
      toText(sequence).includes(LOGIN_PATH) &&
      sequence.some(({ text, origin }) => text?.includes('auth') && isInside(origin)),
  );
}

/** A login with an unused response only checks the password and starts no session. */
function isResultUsed(call: Call): boolean {
  let node: Node = call;
  while (node.parent && unwrap(node.parent) === call) node = node.parent;
  return node.parent?.type !== 'ExpressionStatement';
}
