// The type of a named value.
import type { Node } from '../syntax/ast.ts';

/** A named value of a query, a form, a header set or a JSON body. */
export interface Entry {
  readonly name: string;
  readonly value: Node;
}
