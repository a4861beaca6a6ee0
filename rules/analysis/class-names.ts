/** Classes of the language and of clients, whatever a file calls them. */
import { type Call, type Node, chainNames, unwrap } from '../syntax/ast.ts';

/** What holds named values, addresses included. */
const CLASS = /^(?:URL|URLSearchParams|HttpParams|FormData|Headers|HttpHeaders|AxiosHeaders|Map|Request)$/;

/** @returns the class that an expression names: `URL` of `globalThis.URL`; `undefined` of any other expression */
export function classNamed(node: Node): string | undefined {
  const one = unwrap(node);
  if (one.type !== 'Identifier' && one.type !== 'MemberExpression') return undefined;
  const name = chainNames(one).at(-1);
  return name !== undefined && CLASS.test(name) ? name : undefined;
}

/** @returns the last name of what a call makes something of; of `new U()` it is `URL` after `const U = URL` */
export function calledClass(
  { callee }: Call,
  { aliases }: { readonly aliases: ReadonlyMap<string, string> },
): string | undefined {
  const name = chainNames(callee).at(-1);
  return (name !== undefined && unwrap(callee).type === 'Identifier' ? aliases.get(name) : undefined) ?? name;
}
