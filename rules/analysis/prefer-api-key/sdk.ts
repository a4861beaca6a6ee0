/**
 * Finds passwords that a program passes to the SDK: `new Navixy.Api({ user: { login, password } })`, `api.setUser({ …
 * })`.
 */
import { isSessionCall } from '../../../src/navixy/call-facts.ts';
import type { Analysis } from '../analysis.ts';
import { type Call, type Node, chainNames } from '../../syntax/ast.ts';
import { sdkUsers } from '../sent-credentials.ts';
import { findPasswordSource } from './holder.ts';
import type { OwnSession } from './login.ts';

/** @returns the `user` settings with a password that belongs to the program */
export function findSdkLogins(analysis: Analysis): OwnSession[] {
  return sdkUsers(analysis).flatMap(({ call, value }) => {
    const source = findPasswordSource(analysis.entries([value]), call, analysis);
    return source === undefined || needsSession(call, analysis) ? [] : [{ node: value, source }];
  });
}

/** Whether all known calls through a client reject API keys. */
function needsSession(client: Call, analysis: Analysis): boolean {
  const paths = pathsCalledOn(client, analysis);
  return paths.length > 0 && paths.every((path) => isSessionCall(path));
}

function pathsCalledOn(client: Call, { tracer, sourceCode }: Analysis): string[] {
  const declared = client.parent.type === 'VariableDeclarator' ? client.parent.id : undefined;
  const variable = declared && tracer.variableOf(declared);
  return (variable?.references ?? []).flatMap(({ identifier }) => {
    const call = callOfChain(identifier as Node);
    if (!call) return [];
    // `api.api.key.list()` contains its path, `api.request('api/key/list')` takes it as an argument.
    const [method, ...rest] = chainNames(call.callee).slice(1);
    if (method !== 'request') return [[method, ...rest].join('/')];
    const [path] = call.arguments;
    return path ? [sourceCode.getText(path).replace(/^["'`]\/?|["'`]$/g, '')] : [];
  });
}

/** @returns the call at the end of a member chain: `api.tracker.list()` for `api` */
function callOfChain(identifier: Node): Extract<Call, { type: 'CallExpression' }> | undefined {
  let node = identifier;
  while (node.parent?.type === 'MemberExpression' && node.parent.object === node) node = node.parent;
  return node !== identifier && node.parent?.type === 'CallExpression' ? node.parent : undefined;
}
