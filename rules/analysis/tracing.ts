// What follows a value back to where it comes from, as those see it who ask.
import type { FunctionNode, Node } from '../syntax/ast.ts';
import type { Variable } from '../syntax/scopes.ts';
import type { SourceIndex } from './source-index.ts';
import type { Traversal } from './traversal.ts';

export interface Tracing {
  readonly index: SourceIndex;
  readonly traversal: Traversal;
  /**
   * @returns the expressions `node` may take its value from, at most 8. One that leads nowhere (a
   * literal, a call, an import, a parameter of an exported function) stands for itself.
   */
  sources(node: Node): readonly Node[];
  /** @returns what the property `name` of `object` may come from; empty when nothing is known */
  property(object: Node, name: string): readonly Node[];
  /** @returns an expression as it is written */
  textOf(node: Node): string;
  variableOf(node: Node): Variable | undefined;
  /** @returns the local functions a callee may name */
  functionsOf(callee: Node): FunctionNode[];
  returned(node: FunctionNode): readonly Node[];
  /** @returns the values that the functions give which a callee may name */
  resultsOf(callee: Node): Node[];
  /** @returns where the value of `node` comes from in one step; `undefined` if it is a source itself */
  next(node: Node): readonly Node[] | undefined;
  /** @returns the names by which a variable is written to after its declaration */
  writesOf(variable: Variable): readonly Node[];
}
