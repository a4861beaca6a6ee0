// A named value.
import type { Node } from '../syntax/ast.ts';

/** One named value of a query, a form, a header set or a JSON body. */
export interface Entry {
  readonly name: string;
  readonly value: Node;
}
