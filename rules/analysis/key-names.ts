/** Resolves the names of computed keys. */
import { type Node, chainNames, propertyName, textOf, unwrap } from '../syntax/ast.ts';
import type { Tracing } from './tracing.ts';
import type { TSESTree } from '@typescript-eslint/utils';

/** `AUTHORIZATION`, `HttpHeaders.AUTHORIZATION`: usual names of imported constants for the header. */
const AUTHORIZATION_CONSTANT = /^(?:HEADERS?_)?AUTHORIZATION(?:_HEADER)?$/i;

/** @returns the text of a key, if it is a literal or a known constant */
export function keyText(key: Node, tracer: Tracing): string | undefined {
  const written = textOf(key);
  if (written !== undefined) return written;
  const one = unwrap(key);
  if (one.type !== 'Identifier' && one.type !== 'MemberExpression') return undefined;
  for (const source of tracer.sources(one)) {
    const text = textOf(source);
    if (text !== undefined) return text;
  }
  return AUTHORIZATION_CONSTANT.test(chainNames(one).at(-1) ?? '') ? 'Authorization' : undefined;
}

/** @returns the name of a property or member, also for a constant in brackets */
export function nameOfKey(node: TSESTree.MemberExpression | TSESTree.Property, tracer: Tracing): string | undefined {
  const key = node.type === 'MemberExpression' ? node.property : node.key;
  return node.computed ? keyText(key, tracer) : propertyName(node);
}
