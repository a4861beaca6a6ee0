/** Resolves the names of built-in and client classes, including local aliases. */
import { type Call, type Node, chainNames, unwrap } from '../syntax/ast.ts';

/** Classes for URLs and collections of named values. */
const CLASS = /^(?:URL|URLSearchParams|HttpParams|FormData|Headers|HttpHeaders|AxiosHeaders|Map|Request)$/;

/** @returns the class that an expression names: `URL` for `globalThis.URL`; `undefined` for any other expression */
export function classNamed(node: Node): string | undefined {
  const one = unwrap(node);
  if (one.type !== 'Identifier' && one.type !== 'MemberExpression') return undefined;
  const name = chainNames(one).at(-1);
  return name !== undefined && CLASS.test(name) ? name : undefined;
}

/** @returns the last name of a callee, with aliases resolved: `URL` for `new U()` after `const U = URL` */
export function calledClass(
  { callee }: Call,
  { aliases }: { readonly aliases: ReadonlyMap<string, string> },
): string | undefined {
  const name = chainNames(callee).at(-1);
  return (name !== undefined && unwrap(callee).type === 'Identifier' ? aliases.get(name) : undefined) ?? name;
}
